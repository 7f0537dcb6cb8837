import { Duration } from 'aws-cdk-lib'
import { type StateMachine, StateMachineType } from 'aws-cdk-lib/aws-stepfunctions'
import { Construct } from 'constructs'
import { step as awaitWindow } from '../functions/notice/await-window.ts'
import { step as claimSlot } from '../functions/notice/claim-slot.ts'
import { step as sendNotice } from '../functions/notice/send-notice.ts'
import { step as suppressNotice } from '../functions/notice/suppress-notice.ts'
import { jsonata, MachineBuilder, type MachineProps, ofInput } from './machine-builder.ts'

/**
 * One try at one message, starts on `NoticeRequested` and after each wait with `{ caseId, noticeId }`:
 *
 *     Claim slot → Send notice → Done
 *      │            └ not this time ┐
 *      ├ not yet: Await window ─────┴→ Done, and the wait is the machine `notice`
 *      └ never any more: Suppress notice → Done
 *
 * The gate is asked when the notice is planned and again after every wait, by the same step: it takes the slot if it may. An Express execution
 * is paid by its seconds and a Standard one by its states, so only the wait is one of those. An Express one has five minutes: what fails is
 * not repeated here but left to wait.
 */
export class PromptNoticeMachine extends Construct {
  readonly machine: StateMachine

  constructor(scope: Construct, id: string, props: MachineProps) {
    super(scope, id)
    const caseId = ofInput('caseId')
    const build = new MachineBuilder(this, props, { caseId })
    const payload = { caseId, noticeId: ofInput('noticeId') }
    const { done } = build

    const until = jsonata('$exists($states.input.until) ? $states.input.until : null')
    const wait = build.task(awaitWindow, { ...payload, until }, { attempts: 4 })
    const claim = build.task(claimSlot, payload, { passing: wait })
    const send = build.task(sendNotice, payload, { passing: wait })
    const reason = jsonata('$states.input.reason')
    const suppress = build.task(suppressNotice, { ...payload, reason }, { passing: wait })

    claim.next(build.branch('Gate asked', 'next', { send, wait, suppress, settled: done }))
    send.next(build.branch('Notice sent', 'next', { sent: done, claim: wait, suppress, later: wait }))
    suppress.next(done)
    wait.next(done)
    this.machine = build.machine(
      claim,
      Duration.minutes(5),
      'Sends one message inside the permitted window, under every cap and no hold, or leaves it to wait.',
      StateMachineType.EXPRESS,
    )
  }
}
