import { Duration } from 'aws-cdk-lib'
import { type StateMachine, Wait, WaitTime } from 'aws-cdk-lib/aws-stepfunctions'
import { Construct } from 'constructs'
import { step as claimSlot } from '../functions/notice/claim-slot.ts'
import { step as sendNotice } from '../functions/notice/send-notice.ts'
import { step as suppressNotice } from '../functions/notice/suppress-notice.ts'
import { jsonata, MachineBuilder, type MachineProps, ofInput } from './machine-builder.ts'

/**
 * One message to one borrower, starts on `NoticeRequested` with `{ caseId, noticeId }`:
 *
 *     Claim slot → Send notice → Done
 *      ↑  └ not yet: Wait for window ┐    └ not this time: Back off ┐
 *      └─────────────────────────────┴──────────────────────────────┘
 *       never any more → Suppress notice → Done
 *
 * The gate is asked when the notice is planned, and again after every wait, by the same step: it takes the slot if it may.
 */
export class NoticeMachine extends Construct {
  readonly machine: StateMachine

  constructor(scope: Construct, id: string, props: MachineProps) {
    super(scope, id)
    const caseId = ofInput('caseId')
    const build = new MachineBuilder(this, props, { caseId })
    const payload = { caseId, noticeId: ofInput('noticeId') }
    const { done } = build

    const window = Wait.jsonata(this, 'Wait for window', { time: WaitTime.timestamp(jsonata('$states.input.until')) })
    const claim = build.task(claimSlot, payload)
    const backOff = Wait.jsonata(this, 'Back off', { time: WaitTime.duration(Duration.minutes(20)) })
    // Tried again it would send by the clock of its first try, and the window may have closed since.
    const send = build.task(sendNotice, payload, { passing: backOff })
    const suppress = build.task(suppressNotice, { ...payload, reason: jsonata('$states.input.reason') })

    claim.next(build.branch('Gate asked', 'next', { send, wait: window, suppress, settled: done }))
    window.next(claim)
    send.next(build.branch('Notice sent', 'next', { sent: done, claim, suppress, later: backOff }))
    backOff.next(claim)
    suppress.next(done)
    this.machine = build.machine(
      claim,
      // Longer than the gate lets anything wait, so that no notice ends without its reason in the dossier.
      Duration.days(360),
      'Sends one message inside the permitted window, under every cap and no hold.',
    )
  }
}
