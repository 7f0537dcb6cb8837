import { Duration } from 'aws-cdk-lib'
import { type StateMachine, Wait, WaitTime } from 'aws-cdk-lib/aws-stepfunctions'
import { Construct } from 'constructs'
import { step as claimSlot } from '../functions/notice/claim-slot.ts'
import { step as planNotice } from '../functions/notice/plan-notice.ts'
import { step as recordNotice } from '../functions/notice/record-notice.ts'
import { step as sendNotice } from '../functions/notice/send-notice.ts'
import { step as suppressNotice } from '../functions/notice/suppress-notice.ts'
import { jsonata, MachineBuilder, type MachineProps, ofInput } from './machine-builder.ts'

/**
 * One message to one borrower, starts on `NoticeRequested` with `{ caseId, noticeId }`:
 *
 *     Plan notice → Wait for window → Claim slot → Send notice → Record notice → Done
 *         ↑ the gate says no after all ┘              └ mail service busy: Back off
 *       never any more → Suppress notice → Done
 */
export class NoticeMachine extends Construct {
  readonly machine: StateMachine

  constructor(scope: Construct, id: string, props: MachineProps) {
    super(scope, id)
    const caseId = ofInput('caseId')
    const build = new MachineBuilder(this, props, { caseId })
    const payload = { caseId, noticeId: ofInput('noticeId') }
    const { done } = build

    const plan = build.task(planNotice, payload)
    const window = Wait.jsonata(this, 'Wait for window', { time: WaitTime.timestamp(jsonata('$states.input.until')) })
    const claim = build.task(claimSlot, payload)
    const send = build.task(sendNotice, payload)
    const backOff = Wait.jsonata(this, 'Back off', { time: WaitTime.duration(Duration.minutes(5)) })
    const record = build.task(recordNotice, {
      ...payload,
      messageId: jsonata('$states.input.messageId'),
      confirmed: jsonata('$states.input.confirmed'),
    })
    const suppress = build.task(suppressNotice, { ...payload, reason: jsonata('$states.input.reason') })

    plan.next(build.branch('Gate asked', 'next', { claim, wait: window, suppress, settled: done }))
    window.next(claim)
    claim.next(build.branch('Slot claimed', 'next', { send, plan }))
    send.next(build.branch('Notice sent', 'next', { record, plan, later: backOff }))
    backOff.next(plan)
    record.next(done)
    suppress.next(done)
    this.machine = build.machine(
      plan,
      Duration.days(90),
      'Sends one message inside the permitted window, under every cap and no hold.',
    )
  }
}
