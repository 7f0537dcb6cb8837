import type { Conduct } from '../assessment/assessment.ts'
import type { CaseId } from '../ids.ts'
import { DefectError } from '../outcome.ts'
import { giveReward } from '../plan/progress.ts'
import type { Instant } from '../time.ts'
import type { CaseEvent, CaseEventType, EventOf } from './event.ts'
import { openingProgress, paymentReceived, paymentReversed } from './payments.ts'
import type { Case, CaseIn } from './state.ts'

/**
 * The state after one more event; the only way a state comes to be. `at` is when the event happened.
 * @throws DefectError when the event cannot follow the state, which means that a dossier was tampered with or written by a faulty rule.
 */
export const evolve = (state: Case | undefined, caseId: CaseId, event: CaseEvent, at: Instant): Case => {
  if (event.type === 'AccountAdmitted') return admitted(state && within(state, 'closed', event.type), caseId, event)
  if (state === undefined)
    throw new DefectError(`${caseId}: the dossier begins with ${event.type} instead of AccountAdmitted`)
  return next(state, event, at)
}

const noConduct: Conduct = {
  replies: 0,
  unanswered: 0,
  payments: 0,
  instalmentsMet: 0,
  instalmentsMissed: 0,
  plansBroken: 0,
}

const admitted = (before: CaseIn<'closed'> | undefined, caseId: CaseId, event: EventOf<'AccountAdmitted'>): Case => ({
  stage: 'admitted',
  caseId,
  lenderId: event.lenderId,
  borrowerId: event.borrowerId,
  policyVersion: event.policyVersion,
  language: event.language,
  zone: event.zone,
  zones: event.zones,
  facts: event.facts,
  seen: { ...before?.seen, [event.origin.dropId]: event.origin.line },
  fingerprint: event.fingerprint,
  debt: event.facts.debt,
  recovered: before?.recovered ?? 0,
  payments: before?.payments ?? {},
  episode: event.episode,
  conduct: before?.conduct ?? noConduct,
  holds: before?.holds ?? [],
  notices: before?.notices ?? 0,
  pending: before?.pending ?? {},
  warnings: before?.warnings ?? 0,
})

/** What every stage shares, taken out of a state before it moves to another stage. */
const commonOf = (state: Case) => ({
  caseId: state.caseId,
  lenderId: state.lenderId,
  borrowerId: state.borrowerId,
  policyVersion: state.policyVersion,
  language: state.language,
  zone: state.zone,
  zones: state.zones,
  facts: state.facts,
  seen: state.seen,
  fingerprint: state.fingerprint,
  debt: state.debt,
  recovered: state.recovered,
  payments: state.payments,
  episode: state.episode,
  conduct: state.conduct,
  holds: state.holds,
  notices: state.notices,
  pending: state.pending,
  warnings: state.warnings,
})

const within = <Stage extends Case['stage']>(state: Case, stage: Stage, type: CaseEventType): CaseIn<Stage> => {
  if (isIn(state, stage)) return state
  throw new DefectError(`${state.caseId}: ${type} cannot follow in stage ${state.stage}, only in ${stage}`)
}

const isIn = <Stage extends Case['stage']>(state: Case, stage: Stage): state is CaseIn<Stage> => state.stage === stage

const counted = (state: Case, what: keyof Conduct): Conduct => ({ ...state.conduct, [what]: state.conduct[what] + 1 })

const replied = (state: Case) => ({ conduct: counted(state, 'replies') })

const withoutHold = (state: Case, kind: EventOf<'HoldLifted'>['kind']) =>
  state.holds.filter((hold) => hold.kind !== kind)

/** Holds that belong to a plan or a mediation end with it; what the borrower asked for stays. */
const withoutStageHolds = (state: Case) =>
  state.holds.filter(({ kind }) => kind !== 'signed-plan' && kind !== 'mediation')

const next = (state: Case, event: Exclude<CaseEvent, { type: 'AccountAdmitted' }>, at: Instant): Case => {
  switch (event.type) {
    case 'AccountUpdated':
      return {
        ...state,
        language: event.language,
        zone: event.zone,
        zones: event.zones,
        facts: event.facts,
        seen: { ...state.seen, [event.origin.dropId]: event.origin.line },
        fingerprint: event.fingerprint,
        debt: state.stage === 'performing' ? state.debt : event.facts.debt,
      }
    case 'PaymentReceived':
      return paymentReceived(state, event)
    case 'PaymentReversed':
      return paymentReversed(state, event)

    case 'RiskAssessed':
      return {
        ...commonOf(within(state, 'admitted', event.type)),
        stage: 'assessing',
        risk: event.risk,
        reminded: false,
        lapsed: false,
      }
    case 'StatementRequested':
      return { ...within(state, 'assessing', event.type), statementAskedAt: at }
    case 'StatementReminded':
      return { ...within(state, 'assessing', event.type), reminded: true }
    case 'StatementReceived':
      return { ...within(state, 'assessing', event.type), ...replied(state), statement: event.statement }
    case 'StatementLapsed':
      return { ...within(state, 'assessing', event.type), conduct: counted(state, 'unanswered'), lapsed: true }
    case 'Assessed': {
      const assessing = within(state, 'assessing', event.type)
      const { debt, recovered } = state
      return { ...commonOf(assessing), stage: 'negotiating', assessment: event.assessment, basis: { debt, recovered } }
    }

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
      return withMediation(state, event.type, (mediation) => ({ ...mediation, proposal: event.plan }))
    case 'ProposalPut':
      return withMediation(state, event.type, (mediation) => ({ ...mediation, put: true }))
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

    case 'AgreementDrawnUp':
      return { ...within(state, 'agreeing', event.type), step: 'drawn-up', documentHash: event.documentHash }
    case 'AgreementExplained':
      return { ...within(state, 'agreeing', event.type), explained: true }
    case 'SignatureRequested':
      return { ...within(state, 'agreeing', event.type), signatureAsked: true }
    case 'AgreementMisunderstood': {
      const agreeing = within(state, 'agreeing', event.type)
      return { ...agreeing, ...replied(state), misunderstandings: agreeing.misunderstandings + 1 }
    }
    case 'AgreementUnderstood':
      return { ...within(state, 'agreeing', event.type), ...replied(state), step: 'understood' }
    case 'AgreementSigned':
      return {
        ...within(state, 'agreeing', event.type),
        ...replied(state),
        step: 'signed',
        documentHash: event.documentHash,
        signedAt: at,
        coolingOffEndsAt: event.coolingOffEndsAt,
      }
    case 'AgreementWithdrawn':
      return { ...within(state, 'agreeing', event.type), ...replied(state), step: 'withdrawn' }
    case 'PlanActivated': {
      const agreeing = within(state, 'agreeing', event.type)
      if (agreeing.documentHash === undefined)
        throw new DefectError(`${state.caseId}: PlanActivated without a document`)
      return {
        ...commonOf(agreeing),
        stage: 'performing',
        assessment: agreeing.assessment,
        plan: agreeing.plan,
        documentHash: agreeing.documentHash,
        progress: openingProgress(agreeing, event.on),
        activatedOn: event.on,
        reminded: [],
        met: [],
        missed: [],
        rewarded: [],
        reviewOn: event.reviewOn,
        reviewEveryMonths: event.reviewEveryMonths,
        reviewAnswered: true,
        remindDaysBefore: event.remindDaysBefore,
        graceDays: event.graceDays,
      }
    }

    case 'InstalmentReminded': {
      const performing = within(state, 'performing', event.type)
      return { ...performing, reminded: [...performing.reminded, event.number] }
    }
    case 'InstalmentMet': {
      const performing = within(state, 'performing', event.type)
      return {
        ...performing,
        conduct: counted(state, 'instalmentsMet'),
        met: [...performing.met, event.number],
      }
    }
    case 'InstalmentMissed': {
      const performing = within(state, 'performing', event.type)
      return {
        ...performing,
        conduct: counted(state, 'instalmentsMissed'),
        missed: [...performing.missed, event.number],
      }
    }
    case 'RewardEarned': {
      const performing = within(state, 'performing', event.type)
      return {
        ...performing,
        progress: giveReward(performing.progress, { number: event.number, amount: event.amount }),
        rewarded: [...performing.rewarded, event.number],
      }
    }
    case 'ReviewVisited':
      return {
        ...within(state, 'performing', event.type),
        reviewOn: event.nextOn,
        reviewEveryMonths: event.everyMonths,
        reviewAnswered: false,
      }
    case 'ReviewAnswered':
      return { ...within(state, 'performing', event.type), ...replied(state), reviewAnswered: true }
    case 'PlanBroken':
      return {
        ...within(state, 'performing', event.type),
        conduct: counted(state, 'plansBroken'),
        debt: event.debt,
        holds: withoutHold(state, 'signed-plan'),
      }

    case 'WarningRaised':
      return {
        ...within(state, 'performing', event.type),
        warnings: event.number,
        warning: { number: event.number, raisedAt: at, asked: false, invited: false, handedOver: false },
      }
    case 'ChangeAskedFor':
      return withWarning(state, event.type, (warning) => ({ ...warning, asked: true }))
    case 'SupportGroupOpened':
      return withWarning(state, event.type, (warning) => ({ ...warning, invited: true }))
    case 'WarningAnswered':
      return withWarning({ ...state, ...replied(state) }, event.type, (warning) => ({
        ...warning,
        answer: event.answer,
        ...(event.hardship === undefined ? {} : { hardship: event.hardship }),
        ...(event.payBy === undefined ? {} : { payBy: event.payBy }),
      }))
    case 'WarningHandedOver':
      return withWarning(state, event.type, (warning) => ({ ...warning, handedOver: true }))
    case 'WarningResolved': {
      const { warning: _resolved, ...performing } = within(state, 'performing', event.type)
      return performing
    }
    case 'ReassessmentWanted':
      return {
        ...commonOf(within(state, 'performing', event.type)),
        stage: 'admitted',
        episode: event.episode,
        debt: event.debt,
        holds: withoutHold(state, 'signed-plan'),
      }

    case 'NoticeRequested':
      return {
        ...state,
        notices: state.notices + 1,
        pending: { ...state.pending, [event.noticeId]: { content: event.content, requestedAt: at } },
      }
    case 'NoticeSent':
    case 'NoticeSuppressed': {
      const { [event.noticeId]: _settled, ...pending } = state.pending
      return { ...state, pending }
    }
    case 'HoldPlaced':
      return { ...state, holds: [...withoutHold(state, event.hold.kind), event.hold] }
    case 'HoldLifted':
      return { ...state, holds: withoutHold(state, event.kind) }
    case 'CaseClosed':
      if (state.stage === 'closed') throw new DefectError(`${state.caseId}: CaseClosed cannot follow in stage closed`)
      return {
        ...commonOf(state),
        stage: 'closed',
        holds: withoutStageHolds(state),
        outcome: event.outcome,
        closedAt: at,
      }

    case 'CounterJudged':
      return withOffer(state, event.type, (offer) => ({ ...offer, judged: true }))
    case 'RewardLost':
    case 'PlanCompleted':
      return within(state, 'performing', event.type)
    case 'ComplaintTaken':
    case 'StageFailed':
      return state
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

const withWarning = (
  state: Case,
  type: CaseEventType,
  change: (warning: NonNullable<CaseIn<'performing'>['warning']>) => NonNullable<CaseIn<'performing'>['warning']>,
): Case => {
  const performing = within(state, 'performing', type)
  if (performing.warning === undefined) throw new DefectError(`${state.caseId}: ${type} without a warning`)
  return { ...performing, warning: change(performing.warning) }
}
