import { Duration } from 'aws-cdk-lib'
import type { StateMachine } from 'aws-cdk-lib/aws-stepfunctions'
import { Construct } from 'constructs'
import { step as answerCounterOffer } from '../functions/offer/answer-counter-offer.ts'
import { step as askApproval } from '../functions/offer/ask-approval.ts'
import { step as assignMediator } from '../functions/offer/assign-mediator.ts'
import { step as buildOptions } from '../functions/offer/build-options.ts'
import { step as endNegotiation } from '../functions/offer/end-negotiation.ts'
import { step as putProposal } from '../functions/offer/put-proposal.ts'
import { step as remindOffer } from '../functions/offer/remind-offer.ts'
import { step as sendOffer } from '../functions/offer/send-offer.ts'
import { MachineBuilder, type MachineProps, ofCase } from './machine-builder.ts'

/**
 * Negotiation of one case, starts on `Assessed` with `{ caseId, episode }`:
 *
 *     Build options → (beyond authority) Ask approval ⏳ → Send offer ⏳ → (no answer) Remind offer ⏳
 *       accepted → Done                    counter-offer → Answer counter-offer → next round, or stuck
 *       declined, no answer → End negotiation
 *       stuck, or asked for → Assign mediator ⏳ → Put proposal ⏳ → accepted → Done, else End negotiation
 *
 * `PlanAccepted` starts the agreement; every other way ends the case in good order with its reason. Where a complaint, a dispute or
 * breathing space made the clock stand still, `End negotiation` goes back to waiting for what is left of the time to answer.
 */
export class OfferMachine extends Construct {
  readonly machine: StateMachine

  constructor(scope: Construct, id: string, props: MachineProps) {
    super(scope, id)
    const { caseId, episode, patience } = ofCase
    const build = new MachineBuilder(this, props, { caseId })
    const payload = { caseId, episode }
    const { done } = build

    const end = build.task(endNegotiation, { ...payload, waitsOn: true }, { assign: { patience } })
    const remind = build.waiting(remindOffer, payload, '$patience.reply', end)
    const send = build.waiting(sendOffer, payload, '$patience.reminder', remind)
    const approve = build.waiting(askApproval, payload, '$patience.approval', send)
    const propose = build.waiting(putProposal, payload, '$patience.mediation', end)
    const mediate = build.waiting(assignMediator, payload, '$patience.mediation', end)
    const counter = build.task(answerCounterOffer, payload)
    const options = build.task(buildOptions, payload, { assign: { patience } })

    options.next(build.branch('Options built', 'next', { offer: send, approval: approve, 'moved-on': done }))
    approve.next(send)
    const answered = build.branch('Offer answered', 'answer', {
      accepted: done,
      countered: counter,
      declined: end,
      'mediation-wanted': mediate,
      'moved-on': done,
    })
    send.next(answered)
    remind.next(answered)
    counter.next(
      build.branch('Counter-offer judged', 'next', {
        offer: send,
        approval: approve,
        mediation: mediate,
        'moved-on': done,
      }),
    )
    mediate.next(build.branch('Mediator answered', 'answer', { proposed: propose, nobody: end, 'moved-on': done }))
    propose.next(build.branch('Proposal answered', 'answer', { accepted: done, declined: end, 'moved-on': done }))
    end.next(
      build.branch('Negotiation over', 'next', {
        closed: done,
        offer: remind,
        mediator: mediate,
        proposal: propose,
        'moved-on': done,
      }),
    )
    this.machine = build.machine(
      options,
      Duration.days(360),
      'Negotiates with one borrower over rounds, with a mediator when stuck.',
    )
  }
}
