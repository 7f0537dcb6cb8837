import { Duration } from 'aws-cdk-lib'
import type { StateMachine } from 'aws-cdk-lib/aws-stepfunctions'
import { Construct } from 'constructs'
import { step as assessRisk } from '../functions/assessment/assess-risk.ts'
import { step as remindStatement } from '../functions/assessment/remind-statement.ts'
import { step as requestStatement } from '../functions/assessment/request-statement.ts'
import { step as scoreAbility } from '../functions/assessment/score-ability.ts'
import { MachineBuilder, type MachineProps, ofCase } from './machine-builder.ts'

/**
 * Assessment of one case, starts on `AccountAdmitted` or `ReassessmentWanted` with `{ caseId, episode }`:
 *
 *     Assess risk → Request statement ⏳ → (no answer) Remind statement ⏳ → Score ability → Done
 *
 * Risk is judged before any contact. Whether a statement came or not, ability and willingness are scored; `Assessed` starts the offer. Where
 * a complaint or breathing space made the clock stand still, `Score ability` goes back to waiting for what is left of the time to answer.
 */
export class AssessmentMachine extends Construct {
  readonly machine: StateMachine

  constructor(scope: Construct, id: string, props: MachineProps) {
    super(scope, id)
    const { caseId, episode, patience } = ofCase
    const build = new MachineBuilder(this, props, { caseId })
    const payload = { caseId, episode }

    const score = build.task(scoreAbility, { ...payload, waitsOn: true }, { assign: { patience } })
    const remind = build.waiting(remindStatement, payload, '$patience.statement', score)
    const request = build.waiting(requestStatement, payload, '$patience.reminder', remind)
    const assess = build.task(assessRisk, payload, { assign: { patience } })

    assess.next(build.branch('Risk assessed', 'next', { assessing: request, 'moved-on': build.done }))
    request.next(score)
    remind.next(score)
    score.next(
      build.branch('Ability scored', 'next', { negotiating: build.done, statement: remind, 'moved-on': build.done }),
    )
    this.machine = build.machine(assess, Duration.days(200), 'Assesses what a borrower can pay, from risk to segment.')
  }
}
