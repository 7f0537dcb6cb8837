import { understandingQuestions } from '../agreement/understanding.ts'
import { abilityFrom } from '../assessment/ability.ts'
import type { Ability, RiskReason } from '../assessment/assessment.ts'
import type { Case, CaseIn, Outcome } from '../case/state.ts'
import type { Currency, Money } from '../money.ts'
import { type ContentOf, type PlanSummary, summaryOf } from '../notice/content.ts'
import type { NoticeKind } from '../notice/notice.ts'
import { positionAt } from '../plan/progress.ts'
import type { Policy } from '../policy/policy.ts'
import { type Day, dayIn, dayPlusDays, type Instant } from '../time.ts'

/** What a borrower is asked as the case stands now, whichever message brought them here. */
export type Question =
  | {
      readonly asks: 'statement'
      readonly currency: Currency
      readonly dependants?: number
      /** What was sent already, and what is asked about it before it counts. */
      readonly questioned?: NonNullable<CaseIn<'assessing'>['questioned']>
    }
  | {
      readonly asks: 'offer'
      readonly round: number
      readonly options: readonly PlanSummary[]
      readonly replyBy: Day | undefined
      readonly understood?: Understood
    }
  | { readonly asks: 'proposal'; readonly round: number; readonly plan: PlanSummary }
  | { readonly asks: 'understanding'; readonly content: ContentOf<'agreement-explained'> }
  | {
      readonly asks: 'signature'
      readonly plan: PlanSummary
      readonly documentHash: string
      readonly coolingOffDays: number
    }
  | { readonly asks: 'cooling-off'; readonly plan: PlanSummary; readonly until: Day | undefined }
  | {
      readonly asks: 'progress'
      readonly plan: PlanSummary
      readonly next: { readonly amount: Money; readonly dueOn: Day } | undefined
      readonly today: Day
      /** Something was told already and is being seen to. */
      readonly told: boolean
    }
  | { readonly asks: 'nothing'; readonly because: Standing; readonly understood?: Understood }

/** What was made of the borrower's figures, as they may see it; `reasons` are what was looked at before anybody wrote to them. */
export interface Understood {
  readonly currency: Currency
  readonly ability: Ability
  readonly reasons: readonly RiskReason[]
}

/** Why there is nothing to answer just now. */
export type Standing = 'preparing' | 'with-us' | 'with-mediator' | 'drawing-up' | Outcome

const keys = ['a', 'b', 'c'] as const

const inNegotiation = ({ offer, mediation, assessment, facts }: CaseIn<'negotiating'>): Question => {
  if (mediation !== undefined) {
    const { proposal, put, answer } = mediation
    return put && proposal !== undefined && answer === undefined
      ? { asks: 'proposal', round: offer?.round ?? 0, plan: summaryOf(proposal, 'a') }
      : { asks: 'nothing', because: answer === undefined ? 'with-mediator' : 'with-us' }
  }
  if (offer?.madeAt === undefined) return { asks: 'nothing', because: 'preparing' }
  if (offer.answer !== undefined) return { asks: 'nothing', because: 'with-us' }
  const options = keys.flatMap((key, place) =>
    offer.options.slice(place, place + 1).map((plan) => summaryOf(plan, key)),
  )
  const reasons = assessment.risk.reasons.map(({ code }) => code)
  const understood = { currency: facts.currency, ability: assessment.ability, reasons }
  return { asks: 'offer', round: offer.round, options, replyBy: offer.replyBy, understood }
}

const inAgreement = (state: CaseIn<'agreeing'>, policy: Policy, today: Day): Question => {
  const plan = summaryOf(state.plan, 'a')
  const { coolingOffDays, contents, understandWithinDays } = policy.agreement
  switch (state.step) {
    case 'drawn-up':
      return {
        asks: 'understanding',
        content: {
          kind: 'agreement-explained',
          plan,
          debt: state.plan.opening,
          topics: contents,
          coolingOffDays,
          questions: understandingQuestions(state.plan, coolingOffDays).map(({ question }) => question),
          replyBy: dayPlusDays(today, understandWithinDays),
        },
      }
    case 'understood':
      return state.documentHash === undefined
        ? { asks: 'nothing', because: 'drawing-up' }
        : { asks: 'signature', plan, documentHash: state.documentHash, coolingOffDays }
    case 'signed': {
      const until = state.coolingOffEndsAt && dayIn(state.zone, state.coolingOffEndsAt)
      return { asks: 'cooling-off', plan, until }
    }
    case 'accepted':
    case 'withdrawn':
      return { asks: 'nothing', because: 'drawing-up' }
  }
}

const whilePerforming = (state: CaseIn<'performing'>, today: Day): Question => {
  const { nextDue } = positionAt(state.plan, state.progress, today, state.graceDays)
  return {
    asks: 'progress',
    plan: summaryOf(state.plan, 'a'),
    next: nextDue && { amount: { minor: nextDue.outstanding, currency: state.plan.currency }, dueOn: nextDue.on },
    today,
    told: state.warning?.answer !== undefined,
  }
}

/** What the borrower can answer now; the one rule for showing a form and for telling a late answer from a timely one. */
export const questionNow = (state: Case, policy: Policy, now: Instant): Question => {
  const today = dayIn(state.zone, now)
  switch (state.stage) {
    case 'admitted':
      return { asks: 'nothing', because: 'preparing' }
    case 'assessing': {
      const { statement, questioned, facts, risk } = state
      const { currency, declared } = facts
      if (statement !== undefined) {
        const reasons = risk.reasons.map(({ code }) => code)
        const understood = { currency, ability: abilityFrom({ statement, facts, policy: policy.assessment }), reasons }
        return { asks: 'nothing', because: 'preparing', understood }
      }
      return {
        asks: 'statement',
        currency,
        ...(declared.dependants !== undefined && { dependants: declared.dependants }),
        ...(questioned && { questioned }),
      }
    }
    case 'negotiating':
      return inNegotiation(state)
    case 'agreeing':
      return inAgreement(state, policy, today)
    case 'performing':
      return whilePerforming(state, today)
    case 'closed':
      return { asks: 'nothing', because: state.outcome }
  }
}

/**
 * Names a question within its case. Forms carry it, so that a page left open over a change is not taken for an answer to what was never
 * seen, such as `accept a` of a later round.
 */
export const questionId = (question: Question): string => {
  switch (question.asks) {
    case 'offer':
    case 'proposal':
      return `${question.asks}-${question.round}`
    case 'signature':
      return `signature-${question.documentHash.slice(0, 12)}`
    default:
      return question.asks
  }
}

/** What each message asked when it was sent; `anything` for those that fit every stage. */
const askedBy: Record<NoticeKind, Question['asks'] | 'anything'> = {
  'statement-request': 'statement',
  'statement-reminder': 'statement',
  offer: 'offer',
  'offer-reminder': 'offer',
  'counter-answer': 'offer',
  'no-plan': 'anything',
  'mediation-opened': 'anything',
  'mediator-proposal': 'proposal',
  'negotiation-ended': 'anything',
  'agreement-explained': 'understanding',
  'signature-request': 'signature',
  'cooling-off': 'cooling-off',
  'plan-active': 'progress',
  'instalment-due': 'progress',
  'payment-received': 'progress',
  'instalment-missed': 'progress',
  'what-changed': 'progress',
  'support-group': 'progress',
  'review-visit': 'progress',
  'reward-earned': 'progress',
  'reward-lost': 'progress',
  'plan-completed': 'anything',
  'plan-broken': 'anything',
  'complaint-received': 'anything',
}

/** Whether the case has moved on since the message that a link stood in. */
export const hasMovedOn = (kind: NoticeKind, question: Question): boolean =>
  askedBy[kind] !== 'anything' && askedBy[kind] !== question.asks
