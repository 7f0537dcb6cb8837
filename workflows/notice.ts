import { Duration } from 'aws-cdk-lib'
import { type StateMachine, Wait, WaitTime } from 'aws-cdk-lib/aws-stepfunctions'
import { Construct } from 'constructs'
import { step as claimSlot } from '../functions/notice/claim-slot.ts'
import { step as sendNotice } from '../functions/notice/send-notice.ts'
import { step as suppressNotice } from '../functions/notice/suppress-notice.ts'
import { step as tryAgain } from '../functions/notice/try-again.ts'
import { jsonata, MachineBuilder, type MachineProps, ofInput } from './machine-builder.ts'

/** What executions call that began to wait by an earlier definition, which asked the gate and sent by itself. */
const calledByOlderDefinitions = [claimSlot, sendNotice, suppressNotice]

/**
 * One wait of one message, started by `Await window` with `{ caseId, noticeId, until }`:
 *
 *     Wait for window → Try again
 *
 * The message is given back to the machine that asks the gate and sends, which starts the next wait if there has to be one.
 */
export class NoticeMachine extends Construct {
  readonly machine: StateMachine

  constructor(scope: Construct, id: string, props: MachineProps) {
    super(scope, id)
    const caseId = ofInput('caseId')
    const build = new MachineBuilder(this, props, { caseId })

    // While a deployment is under way, the hand-over of an earlier release still starts executions, and they say no instant.
    const until = '$exists($states.input.until) ? $states.input.until : $states.context.State.EnteredTime'
    const window = Wait.jsonata(this, 'Wait for window', { time: WaitTime.timestamp(jsonata(until)) })
    const again = build.task(tryAgain, { caseId, noticeId: ofInput('noticeId') })

    window.next(again)
    this.machine = build.machine(
      window,
      // Longer than the gate lets anything wait, so that no notice ends without its reason in the dossier.
      Duration.days(360),
      'Waits with one message until it may be tried again.',
    )
    for (const step of calledByOlderDefinitions) props.functionOf(step).grantInvoke(this.machine)
  }
}
