import { DefectError } from '../outcome.ts'
import type { Instant } from '../time.ts'
import type { CaseEventType, EventOf } from './event.ts'
import { commonOf, replied, within } from './evolve-common.ts'
import type { Case, CaseIn } from './state.ts'

type Step = EventOf<
  | 'OptionsBuilt'
  | 'ApprovalRequested'
  | 'ApprovalAnswered'
  | 'OfferMade'
  | 'OfferReminded'
  | 'CounterOffered'
  | 'OfferDeclined'
  | 'MediationWanted'
  | 'MediatorAssigned'
  | 'MediatorProposed'
  | 'ProposalPut'
  | 'ProposalDeclined'
  | 'PlanAccepted'
  | 'CounterJudged'
>

/** The case after one more step of its negotiation. */
export const afterNegotiation = (state: Case, event: Step, at: Instant): Case => {
  switch (event.type) {
    case 'OptionsBuilt': {
      const { round, options, answering } = event
      const approval = event.needsApproval ? 'wanted' : 'not-needed'
      const offer = {
        round,
        options,
        approval,
        approvalAsked: false,
        reminded: false,
        ...(answering && { answering }),
      } as const
      return { ...within(state, 'negotiating', event.type), offer }
    }
    case 'ApprovalRequested':
      return withOffer(state, event.type, (offer) => ({ ...offer, approvalAsked: true }))
    case 'ApprovalAnswered':
      return withOffer(state, event.type, (offer) => ({
        ...offer,
        approval: event.granted ? 'granted' : 'refused',
        options: event.granted ? offer.options : offer.options.filter((plan) => !plan.needsApproval),
      }))
    case 'OfferMade':
      return withOffer(state, event.type, (offer) => ({ ...offer, madeAt: at, replyBy: event.replyBy }))
    case 'OfferReminded':
      return withOffer(state, event.type, (offer) => ({ ...offer, reminded: true }))
    case 'CounterOffered':
      return withOffer({ ...state, ...replied(state) }, event.type, (offer) => ({
        ...offer,
        answer: 'countered',
        counter: {
          monthlyAmount: event.monthlyAmount,
          ...(event.months === undefined ? {} : { months: event.months }),
          ...(event.dueDay === undefined ? {} : { dueDay: event.dueDay }),
        },
      }))
    case 'OfferDeclined':
      return withOffer({ ...state, ...replied(state) }, event.type, (offer) => ({ ...offer, answer: 'declined' }))
    case 'MediationWanted':
      return withOffer({ ...state, ...replied(state) }, event.type, (offer) => ({
        ...offer,
        answer: 'mediation-wanted',
      }))
    case 'MediatorAssigned':
      return {
        ...within(state, 'negotiating', event.type),
        mediation: { mediatorId: event.mediatorId, reasons: event.reasons, openedAt: at, put: false },
      }
    case 'MediatorProposed':
      return withMediation(state, event.type, (mediation) => ({
        ...mediation,
        proposal: event.plan,
        ...(event.words === undefined ? {} : { words: event.words }),
      }))
    case 'ProposalPut':
      return withMediation(state, event.type, (mediation) => ({ ...mediation, put: true, putAt: at }))
    case 'ProposalDeclined':
      return withMediation({ ...state, ...replied(state) }, event.type, (mediation) => ({
        ...mediation,
        answer: 'declined',
      }))
    case 'PlanAccepted': {
      const negotiating = within(state, 'negotiating', event.type)
      return {
        ...commonOf({ ...negotiating, ...replied(state) }),
        stage: 'agreeing',
        assessment: negotiating.assessment,
        plan: event.plan,
        recoveredBefore: negotiating.basis.recovered,
        step: 'accepted',
        explained: false,
        signatureAsked: false,
        misunderstandings: 0,
      }
    }

    case 'CounterJudged':
      return withOffer(state, event.type, (offer) => ({ ...offer, judged: true }))
  }
}

const withOffer = (
  state: Case,
  type: CaseEventType,
  change: (offer: NonNullable<CaseIn<'negotiating'>['offer']>) => NonNullable<CaseIn<'negotiating'>['offer']>,
): Case => {
  const negotiating = within(state, 'negotiating', type)
  if (negotiating.offer === undefined) throw new DefectError(`${state.caseId}: ${type} without an offer`)
  return { ...negotiating, offer: change(negotiating.offer) }
}

const withMediation = (
  state: Case,
  type: CaseEventType,
  change: (
    mediation: NonNullable<CaseIn<'negotiating'>['mediation']>,
  ) => NonNullable<CaseIn<'negotiating'>['mediation']>,
): Case => {
  const negotiating = within(state, 'negotiating', type)
  if (negotiating.mediation === undefined) throw new DefectError(`${state.caseId}: ${type} without a mediator`)
  return { ...negotiating, mediation: change(negotiating.mediation) }
}
