import * as z from 'zod'
import { Assessment, Hardship, Risk, StatementOfMeans } from '../assessment/assessment.ts'
import { Hold } from '../contact/holds.ts'
import { BorrowerId, LenderId, NoticeId, PaymentId } from '../ids.ts'
import { AccountFacts, Debt } from '../intake/account.ts'
import { Language } from '../language.ts'
import { Minor } from '../money.ts'
import { MediatorReason, NoticeContent } from '../notice/content.ts'
import { NoticeKind } from '../notice/notice.ts'
import { Plan } from '../plan/plan.ts'
import { Day, Instant, TimeZone } from '../time.ts'
import { Answering, CounterReason, Origin, Outcome } from './state.ts'

const event = <Type extends string, Shape extends z.core.$ZodLooseShape>(type: Type, shape: Shape) =>
  z.object({ type: z.literal(type), ...shape })

const round = z.int().min(1)

/** Everything that can happen to a case. Past tense, never edited: a new shape is a new event. */
export const CaseEvent = z.discriminatedUnion('type', [
  event('AccountAdmitted', {
    lenderId: LenderId,
    borrowerId: BorrowerId,
    policyVersion: z.string(),
    language: Language,
    zone: TimeZone,
    zones: z.array(TimeZone).min(1),
    facts: AccountFacts,
    origin: Origin,
    fingerprint: z.string(),
    episode: z.int().min(1),
  }),
  event('AccountUpdated', {
    language: Language,
    zone: TimeZone,
    zones: z.array(TimeZone).min(1),
    facts: AccountFacts,
    origin: Origin,
    fingerprint: z.string(),
  }),
  event('PaymentReceived', { paymentId: PaymentId, amount: Minor.min(1), on: Day, origin: Origin }),
  event('PaymentReversed', { paymentId: PaymentId, amount: Minor.min(1), on: Day, origin: Origin }),

  event('RiskAssessed', { episode: z.int(), risk: Risk }),
  event('StatementRequested', {}),
  event('StatementReminded', {}),
  event('StatementReceived', { statement: StatementOfMeans }),
  event('StatementLapsed', {}),
  event('Assessed', { episode: z.int(), assessment: Assessment }),

  event('OptionsBuilt', {
    round,
    options: z.array(Plan).min(1).max(3),
    needsApproval: z.boolean(),
    answering: Answering.optional(),
  }),
  event('ApprovalRequested', { round }),
  event('ApprovalAnswered', { round, granted: z.boolean() }),
  event('OfferMade', { round, replyBy: Day }),
  event('OfferReminded', { round }),
  event('CounterOffered', { round, monthlyAmount: Minor.min(1), months: z.int().min(1).max(600).optional() }),
  event('CounterJudged', {
    round,
    verdict: z.enum(['accepted', 'revised', 'stuck']),
    reason: CounterReason.optional(),
  }),
  event('OfferDeclined', { round }),
  event('MediationWanted', { round }),
  event('MediatorAssigned', { mediatorId: z.string(), reasons: z.array(MediatorReason).min(1) }),
  event('MediatorProposed', { plan: Plan }),
  event('ProposalPut', { replyBy: Day }),
  event('ProposalDeclined', {}),
  event('PlanAccepted', { episode: z.int(), plan: Plan, via: z.enum(['offer', 'counter-offer', 'mediation']) }),

  event('AgreementDrawnUp', { documentHash: z.string() }),
  event('AgreementExplained', {}),
  event('AgreementMisunderstood', {}),
  event('AgreementUnderstood', {}),
  event('SignatureRequested', {}),
  event('AgreementSigned', { documentHash: z.string(), coolingOffEndsAt: Instant }),
  event('AgreementWithdrawn', {}),
  event('PlanActivated', {
    on: Day,
    reviewOn: Day,
    reviewEveryMonths: z.int(),
    remindDaysBefore: z.int(),
    graceDays: z.int(),
  }),

  event('InstalmentReminded', { number: z.int() }),
  event('InstalmentMet', { number: z.int(), daysLate: z.int() }),
  event('InstalmentMissed', { number: z.int(), outstanding: Minor }),
  event('RewardEarned', { number: z.int(), amount: Minor }),
  event('RewardLost', { number: z.int() }),
  event('ReviewVisited', { nextOn: Day, everyMonths: z.int() }),
  event('ReviewAnswered', { changed: z.boolean() }),
  event('PlanCompleted', {}),
  event('PlanBroken', { missed: z.array(z.int()), debt: Debt }),

  event('WarningRaised', {
    number: z.int().min(1),
    trigger: z.enum(['missed', 'score', 'borrower']),
    points: z.int(),
    reasons: z.array(z.string()),
  }),
  event('ChangeAskedFor', { number: z.int() }),
  event('SupportGroupOpened', { number: z.int() }),
  event('WarningAnswered', {
    answer: z.enum(['will-pay', 'difficulty', 'support-group']),
    hardship: Hardship.optional(),
    payBy: Day.optional(),
  }),
  event('WarningResolved', { number: z.int() }),
  event('WarningHandedOver', { number: z.int() }),
  event('ReassessmentWanted', { episode: z.int().min(2), because: z.enum(['plan-broken', 'difficulty']), debt: Debt }),

  event('NoticeRequested', { noticeId: NoticeId, content: NoticeContent }),
  event('NoticeSent', { noticeId: NoticeId, kind: NoticeKind, messageId: z.string(), confirmed: z.boolean() }),
  event('NoticeSuppressed', { noticeId: NoticeId, kind: NoticeKind, reason: z.string() }),
  event('HoldPlaced', { hold: Hold }),
  event('HoldLifted', { kind: Hold.shape.kind }),
  event('ComplaintTaken', {}),

  event('CaseClosed', { outcome: Outcome }),
  event('StageFailed', { machine: z.string(), step: z.string(), error: z.string() }),
])
export type CaseEvent = z.infer<typeof CaseEvent>

/** The name of an event. */
export type CaseEventType = CaseEvent['type']

/** One event of a type. */
export type EventOf<Type extends CaseEventType> = Extract<CaseEvent, { type: Type }>

/** Who made an event happen; `system` is Forbear following policy. */
export const Participant = z.enum(['system', 'lender', 'borrower', 'mediator'])
export type Participant = z.infer<typeof Participant>
