import { Duration } from 'aws-cdk-lib'
import { type StateMachine, Wait, WaitTime } from 'aws-cdk-lib/aws-stepfunctions'
import { Construct } from 'constructs'
import { step as askPerson } from '../functions/contact-task/ask-person.ts'
import { jsonata, MachineBuilder, type MachineProps, ofInput } from './machine-builder.ts'

/**
 * One attempt of staff to reach one borrower by phone or text, starts on `ContactTaskOpened` with `{ caseId, task }`:
 *
 *     Ask person → Done
 *      ↑  └ not yet: Wait until allowed ┐
 *      └────────────────────────────────┘
 *
 * What staff do then, and what came of it, goes to the case through their page; nothing waits for it here.
 */
export class ContactTaskMachine extends Construct {
  readonly machine: StateMachine

  constructor(scope: Construct, id: string, props: MachineProps) {
    super(scope, id)
    const caseId = ofInput('caseId')
    const build = new MachineBuilder(this, props, { caseId })
    const wait = Wait.jsonata(this, 'Wait until allowed', {
      time: WaitTime.timestamp(jsonata('$states.input.until')),
    })
    const ask = build.task(askPerson, { caseId, task: ofInput('task') })
    ask.next(build.branch('Person asked', 'next', { done: build.done, wait }))
    wait.next(ask)
    this.machine = build.machine(
      ask,
      Duration.days(90),
      'Asks staff to reach one borrower whom e-mail did not, once the channel is open.',
    )
  }
}
