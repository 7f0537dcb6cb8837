import type { Conduct } from '../assessment/assessment.ts'
import type { CaseId } from '../ids.ts'
import { DefectError } from '../outcome.ts'
import type { Instant } from '../time.ts'
import type { CaseEvent, EventOf } from './event.ts'
import { afterAgreement } from './evolve-agreement.ts'
import { commonOf, counted, replied, within, withoutHold, withoutStageHolds } from './evolve-common.ts'
import { afterFeedback, afterLenderContact, afterTask } from './evolve-contact.ts'
import { afterNegotiation } from './evolve-negotiation.ts'
import { afterPlan } from './evolve-plan.ts'
import { paymentReceived, paymentReversed } from './payments.ts'
import { delayed, restedBy } from './rests.ts'
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
  ...(event.emailPoint && { emailPoint: event.emailPoint }),
  debt: event.facts.debt,
  recovered: before?.recovered ?? 0,
  payments: before?.payments ?? {},
  episode: event.episode,
  conduct: before?.conduct ?? noConduct,
  holds: before?.holds ?? [],
  ...(before?.rested && { rested: before.rested }),
  notices: before?.notices ?? 0,
  pending: before?.pending ?? {},
  ...(before?.written && { written: before.written }),
  warnings: before?.warnings ?? 0,
  ...(before?.feedback && { feedback: before.feedback }),
  ...(before?.contactTask && { contactTask: before.contactTask }),
  ...(before?.lenderContacts && { lenderContacts: before.lenderContacts }),
  ...(before?.preferences && { preferences: before.preferences }),
})

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
        ...(event.emailPoint && { emailPoint: event.emailPoint }),
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
    case 'StatementQuestioned': {
      const { statement, questions } = event
      return { ...within(state, 'assessing', event.type), questioned: { statement, questions } }
    }
    case 'StatementReceived': {
      const { questioned: _settled, ...assessing } = within(state, 'assessing', event.type)
      const { statement, questions } = event
      return { ...assessing, ...replied(state), statement, ...(questions && { questions }) }
    }
    case 'EvidenceChecked':
      return evidenceChecked(state, event)
    case 'StatementLapsed':
      return { ...within(state, 'assessing', event.type), conduct: counted(state, 'unanswered'), lapsed: true }
    case 'Assessed': {
      const assessing = within(state, 'assessing', event.type)
      const { debt, recovered } = state
      return { ...commonOf(assessing), stage: 'negotiating', assessment: event.assessment, basis: { debt, recovered } }
    }

    case 'OptionsBuilt':
    case 'ApprovalRequested':
    case 'ApprovalAnswered':
    case 'OfferMade':
    case 'OfferReminded':
    case 'CounterOffered':
    case 'OfferDeclined':
    case 'MediationWanted':
    case 'MediatorAssigned':
    case 'MediatorProposed':
    case 'ProposalPut':
    case 'ProposalDeclined':
    case 'PlanAccepted':
    case 'CounterJudged':
      return afterNegotiation(state, event, at)

    case 'AgreementDrawnUp':
    case 'AgreementExplained':
    case 'SignatureRequested':
    case 'AgreementMisunderstood':
    case 'AgreementUnderstood':
    case 'AgreementSigned':
    case 'AgreementWithdrawn':
    case 'PlanActivated':
      return afterAgreement(state, event, at)

    case 'InstalmentReminded':
    case 'InstalmentAskedAfter':
    case 'InstalmentMet':
    case 'InstalmentMissed':
    case 'RewardEarned':
    case 'ReviewVisited':
    case 'ReviewAnswered':
    case 'PlanBroken':
    case 'WarningRaised':
    case 'ChangeAskedFor':
    case 'SupportGroupOpened':
    case 'WarningAnswered':
    case 'WarningHandedOver':
    case 'WarningResolved':
    case 'ReassessmentWanted':
    case 'RewardLost':
    case 'PlanCompleted':
      return afterPlan(state, event, at)

    case 'NoticeRequested':
      return {
        ...state,
        notices: state.notices + 1,
        pending: { ...state.pending, [event.noticeId]: { content: event.content, requestedAt: at } },
      }
    case 'NoticeDelayed':
      return { ...state, pending: delayed(state.pending, event, at) }
    case 'NoticeSent': {
      const { [event.noticeId]: _sent, ...pending } = state.pending
      return { ...state, pending, ...(event.confirmed && { written: true }) }
    }
    case 'NoticeSuppressed': {
      const { [event.noticeId]: _settled, ...pending } = state.pending
      return { ...state, pending }
    }
    case 'NoticeDelivered':
    case 'NoticeBounced':
    case 'NoticeComplainedOf':
    case 'NoticeRefused':
      return afterFeedback(state, event)
    case 'ContactTaskOpened':
    case 'ContactTaskHandedOver':
    case 'ContactTaskDropped':
    case 'ContactTaskStarted':
    case 'ContactTaskEnded':
      return afterTask(state, event, at)
    case 'LenderContacted':
      return afterLenderContact(state, event, at)
    case 'TimesPreferred':
      return { ...state, preferences: event.preferences }
    case 'HoldPlaced':
      return {
        ...state,
        ...restedBy(state, event.hold.kind, at),
        holds: [...withoutHold(state, event.hold.kind), event.hold],
      }
    case 'HoldLifted':
      return { ...state, ...restedBy(state, event.kind, at), holds: withoutHold(state, event.kind) }
    case 'CaseClosed':
      if (state.stage === 'closed') throw new DefectError(`${state.caseId}: CaseClosed cannot follow in stage closed`)
      return {
        ...commonOf(state),
        stage: 'closed',
        holds: withoutStageHolds(state),
        outcome: event.outcome,
        closedAt: at,
      }

    case 'ComplaintTaken':
    case 'AssessmentResumed':
    case 'NegotiationResumed':
    case 'AgreementResumed':
    case 'WarningResumed':
    case 'StageFailed':
      return state
  }
}

/** Papers are checked when they come: before the assessment they belong to the statement, afterwards to the assessment. */
const evidenceChecked = (state: Case, { type, item, finding }: EventOf<'EvidenceChecked'>): Case => {
  if (state.stage === 'assessing' && state.statement !== undefined) {
    const { statement } = state
    return { ...state, statement: { ...statement, evidence: { ...statement.evidence, [item]: finding } } }
  }
  if (state.stage === 'negotiating' || state.stage === 'agreeing' || state.stage === 'performing') {
    const { assessment } = state
    return { ...state, assessment: { ...assessment, evidence: { ...assessment.evidence, [item]: finding } } }
  }
  throw new DefectError(`${state.caseId}: ${type} cannot follow in stage ${state.stage}, only after a statement`)
}
