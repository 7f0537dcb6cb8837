import { Duration } from 'aws-cdk-lib'
import { type StateMachine, Wait, WaitTime } from 'aws-cdk-lib/aws-stepfunctions'
import { Construct } from 'constructs'
import { step as askWhatChanged } from '../functions/early-warning/ask-what-changed.ts'
import { step as awaitWhatChanged } from '../functions/early-warning/await-what-changed.ts'
import { step as checkRecovery } from '../functions/early-warning/check-recovery.ts'
import { step as respondToChange } from '../functions/early-warning/respond-to-change.ts'
import { jsonata, MachineBuilder, type MachineProps, ofCase, ofInput } from './machine-builder.ts'

/**
 * Early warning of one case, starts on `WarningRaised` with `{ caseId, episode, warning }`:
 *
 *     Ask what changed → Await what changed ⏳ → Respond to change
 *       recovering → Give time → Check recovery → Done        a new assessment, or handed to a person → Done
 *
 * Where a complaint or breathing space made the clock stand still, `Respond to change` goes back to waiting for what is left of the time.
 */
export class EarlyWarningMachine extends Construct {
  readonly machine: StateMachine

  constructor(scope: Construct, id: string, props: MachineProps) {
    super(scope, id)
    const { caseId, episode, patience } = ofCase
    const build = new MachineBuilder(this, props, { caseId })
    const payload = { caseId, episode, warning: ofInput('warning') }
    const { done } = build

    const ask = build.task(askWhatChanged, payload, { assign: { patience } })
    const respond = build.task(respondToChange, { ...payload, waitsOn: true }, { assign: { patience } })
    const answer = build.waiting(awaitWhatChanged, payload, '$patience.answer', respond)
    const giveTime = Wait.jsonata(this, 'Give time', { time: WaitTime.timestamp(jsonata('$states.input.until')) })
    const check = build.task(checkRecovery, payload)

    ask.next(build.branch('Asked what changed', 'next', { performing: answer, 'moved-on': done }))
    answer.next(respond)
    respond.next(
      build.branch('Responded', 'next', {
        recovering: giveTime,
        unanswered: answer,
        'handed-over': done,
        'moved-on': done,
      }),
    )
    giveTime.next(check)
    check.next(done)
    this.machine = build.machine(
      ask,
      Duration.days(150),
      'Meets early trouble with help: asks, gives time, assesses afresh, or calls a person.',
    )
  }
}
