import { Duration } from 'aws-cdk-lib'
import { type StateMachine, Wait, WaitTime } from 'aws-cdk-lib/aws-stepfunctions'
import { Construct } from 'constructs'
import { step as activatePlan } from '../functions/agreement/activate-plan.ts'
import { step as askSignature } from '../functions/agreement/ask-signature.ts'
import { step as drawUpAgreement } from '../functions/agreement/draw-up-agreement.ts'
import { step as explainAgreement } from '../functions/agreement/explain-agreement.ts'
import { step as lapseAgreement } from '../functions/agreement/lapse-agreement.ts'
import { jsonata, MachineBuilder, type MachineProps, ofCase } from './machine-builder.ts'

/**
 * Agreement of one case, starts on `PlanAccepted` with `{ caseId, episode }`:
 *
 *     Draw up agreement → Explain agreement ⏳ → Ask signature ⏳ → Cool off → Activate plan → Done
 *                                     (not in time) Lapse agreement → Done
 *
 * Nobody signs what they have not shown to understand (R41); nothing is in force before the cooling-off time is over. Where a complaint or
 * breathing space made the clock stand still, `Lapse agreement` goes back to waiting for what is left of the time.
 */
export class AgreementMachine extends Construct {
  readonly machine: StateMachine

  constructor(scope: Construct, id: string, props: MachineProps) {
    super(scope, id)
    const { caseId, episode, patience } = ofCase
    const build = new MachineBuilder(this, props, { caseId })
    const payload = { caseId, episode }
    const { done } = build

    const lapse = build.task(lapseAgreement, { ...payload, waitsOn: true }, { assign: { patience } })
    const draw = build.task(drawUpAgreement, payload, { assign: { patience } })
    const explain = build.waiting(explainAgreement, payload, '$patience.understanding', lapse)
    const sign = build.waiting(askSignature, payload, '$patience.signature', lapse)
    const coolOff = Wait.jsonata(this, 'Cool off', { time: WaitTime.seconds(jsonata('$patience.coolingOff')) })
    const activate = build.task(activatePlan, payload)

    draw.next(build.branch('Agreement drawn up', 'next', { explain, 'moved-on': done }))
    explain.next(build.branch('Explanation answered', 'answer', { understood: sign, 'moved-on': done }))
    sign.next(build.branch('Signature answered', 'answer', { signed: coolOff, 'moved-on': done }))
    coolOff.next(activate)
    activate.next(done)
    lapse.next(
      build.branch('Agreement over', 'next', {
        closed: done,
        explanation: explain,
        signature: sign,
        'moved-on': done,
      }),
    )
    this.machine = build.machine(
      draw,
      Duration.days(150),
      'Draws up, explains, signs and puts in force an agreement that was understood.',
    )
  }
}
