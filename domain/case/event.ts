import * as z from 'zod'
import { AskedQuestion, Assessment, Hardship, Risk, StatementQuestion } from '../assessment/assessment.ts'
import { EvidenceFinding, EvidenceItem } from '../assessment/figures.ts'
import { StatementOfMeans } from '../assessment/statement.ts'
import { ContactPoint } from '../contact/contact-point.ts'
import { WaitReason } from '../contact/gate.ts'
import { Hold } from '../contact/holds.ts'
import { ContactChannel } from '../contact/ledger.ts'
import { Preferences } from '../contact/preferences.ts'
import { BorrowerId, LenderId, NoticeId, PaymentId } from '../ids.ts'
import { AccountFacts, Debt } from '../intake/account.ts'
import { Language } from '../language.ts'
import { Minor } from '../money.ts'
import { FreeText, MediatorReason, NoticeContent } from '../notice/content.ts'
import { SendRefusal } from '../notice/feedback.ts'
import { NoticeKind } from '../notice/notice.ts'
import { Plan } from '../plan/plan.ts'
import { TaskChannel } from '../policy/contact-tasks.ts'
import { Day, Instant, TimeZone } from '../time.ts'
import { TaskOutcome, TaskReason } from './contact-task.ts'
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
    emailPoint: ContactPoint.optional(),
    episode: z.int().min(1),
  }),
  event('AccountUpdated', {
    language: Language,
    zone: TimeZone,
    zones: z.array(TimeZone).min(1),
    facts: AccountFacts,
    origin: Origin,
    fingerprint: z.string(),
    emailPoint: ContactPoint.optional(),
  }),
  event('PaymentReceived', { paymentId: PaymentId, amount: Minor.min(1), on: Day, origin: Origin }),
  event('PaymentReversed', { paymentId: PaymentId, amount: Minor.min(1), on: Day, origin: Origin }),

  event('RiskAssessed', { episode: z.int(), risk: Risk }),
  event('StatementRequested', {}),
  event('StatementReminded', {}),
  event('StatementQuestioned', { statement: StatementOfMeans, questions: z.array(StatementQuestion).min(1) }),
  event('StatementReceived', { statement: StatementOfMeans, questions: z.array(AskedQuestion).optional() }),
  event('EvidenceChecked', { item: EvidenceItem, finding: EvidenceFinding }),
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
  event('CounterOffered', {
    round,
    monthlyAmount: Minor.min(1),
    months: z.int().min(1).max(600).optional(),
    dueDay: z.int().min(1).max(31).optional(),
  }),
  event('CounterJudged', {
    round,
    verdict: z.enum(['accepted', 'revised', 'stuck']),
    reason: CounterReason.optional(),
  }),
  event('OfferDeclined', { round }),
  event('MediationWanted', { round }),
  event('MediatorAssigned', { mediatorId: z.string(), reasons: z.array(MediatorReason).min(1) }),
  event('MediatorProposed', { plan: Plan, words: FreeText.optional() }),
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
  event('InstalmentAskedAfter', { number: z.int() }),
  event('InstalmentMet', { number: z.int(), daysLate: z.int() }),
  event('InstalmentMissed', { number: z.int(), outstanding: Minor }),
  event('RewardEarned', {
    number: z.int(),
    amount: Minor,
    /** What is taken off each instalment, where it is more than one. */
    each: z.array(z.object({ number: z.int(), amount: Minor })).optional(),
  }),
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

  /** A stage is started afresh, whose execution ended although something is waited for still. */
  event('AssessmentResumed', {}),
  event('NegotiationResumed', {}),
  event('AgreementResumed', {}),
  event('WarningResumed', { number: z.int().min(1) }),

  event('NoticeRequested', { noticeId: NoticeId, content: NoticeContent }),
  /** The gate lets a message wait; `provisional` when it counts by days that were not decreed yet. */
  event('NoticeDelayed', {
    noticeId: NoticeId,
    kind: NoticeKind,
    until: Instant,
    because: WaitReason,
    provisional: z.literal(true).optional(),
  }),
  event('NoticeSent', {
    noticeId: NoticeId,
    kind: NoticeKind,
    messageId: z.string(),
    confirmed: z.boolean(),
    /** When it went, where a crash kept that from being written down at once. */
    wentAt: Instant.optional(),
  }),
  event('NoticeSuppressed', { noticeId: NoticeId, kind: NoticeKind, reason: z.string() }),
  event('HoldPlaced', { hold: Hold }),
  /** The mail service says that a message arrived of which it was not known whether it had gone. */
  event('NoticeDelivered', { noticeId: NoticeId, kind: NoticeKind }),
  /** The message came back; `permanent` when the address does not exist, otherwise the next one may arrive. */
  event('NoticeBounced', { noticeId: NoticeId, kind: NoticeKind, permanent: z.boolean(), because: z.string() }),
  /** The borrower told their mail program that the message was unwanted. */
  event('NoticeComplainedOf', { noticeId: NoticeId, kind: NoticeKind }),
  /** The mail service took the message and did not send it after all. */
  event('NoticeRefused', { noticeId: NoticeId, kind: NoticeKind, because: SendRefusal }),
  /** A person is asked to reach the borrower by phone or text, from `notBefore` on (R71). */
  event('ContactTaskOpened', {
    number: z.int().min(1),
    channel: TaskChannel,
    because: TaskReason,
    about: NoticeKind,
    content: NoticeContent.optional(),
    notBefore: Instant,
  }),
  event('ContactTaskHandedOver', { number: z.int() }),
  event('ContactTaskDropped', { number: z.int(), because: z.string() }),
  event('ContactTaskStarted', {
    number: z.int(),
    channel: TaskChannel,
    /** When they began, where a crash kept that from being written down at once. */
    beganAt: Instant.optional(),
  }),
  event('ContactTaskEnded', { number: z.int(), channel: TaskChannel, outcome: TaskOutcome }),
  event('HoldLifted', {
    kind: Hold.shape.kind,
    /** Who lifted it, a role, and from when; absent where Forbear itself did. */
    setBy: Hold.shape.setBy.optional(),
    from: Instant.optional(),
  }),
  event('ComplaintTaken', {}),
  /** The lender reached the borrower itself; these share the caps with messages and calls (R70). */
  event('LenderContacted', {
    contacts: z
      .array(
        z.object({
          key: z.string().min(1).max(128),
          at: Instant,
          channel: ContactChannel,
          point: ContactPoint.optional(),
          /** The borrower was spoken with. */
          conversation: z.literal(true).optional(),
        }),
      )
      .min(1),
  }),
  /** When the borrower wants to be left in peace, and when they agreed to be reached: all of it, as it stands from now on. */
  event('TimesPreferred', { preferences: Preferences }),

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
