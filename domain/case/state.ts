import * as z from 'zod'
import { AskedQuestion, Assessment, Conduct, Hardship, Risk, StatementQuestion } from '../assessment/assessment.ts'
import { StatementOfMeans } from '../assessment/statement.ts'
import { ContactPoint } from '../contact/contact-point.ts'
import { WaitReason } from '../contact/gate.ts'
import { Hold } from '../contact/holds.ts'
import { Preferences } from '../contact/preferences.ts'
import { BorrowerId, CaseId, DropId, LenderId, NoticeId, PaymentId } from '../ids.ts'
import { AccountFacts, Debt } from '../intake/account.ts'
import { Language } from '../language.ts'
import { Minor } from '../money.ts'
import { FreeText, MediatorReason, NoticeContent } from '../notice/content.ts'
import { FeedbackKind } from '../notice/feedback.ts'
import { Plan } from '../plan/plan.ts'
import { PlanProgress } from '../plan/progress.ts'
import { Day, Instant, TimeZone } from '../time.ts'
import { ContactTask } from './contact-task.ts'

/** The row of a drop that something came from. */
export const Origin = z.object({ dropId: DropId, line: z.int().min(1) })
export type Origin = z.infer<typeof Origin>

/** How a case ended. */
export const Outcome = z.enum([
  'debt-paid',
  'plan-completed',
  'settled',
  'no-plan-fits',
  'approval-refused',
  'declined',
  'unanswered',
  'rounds-used',
  'mediation-failed',
  'agreement-lapsed',
  'withdrawn',
  'plan-broken',
  'disputed',
])
export type Outcome = z.infer<typeof Outcome>

/** A message that was asked for and is neither sent nor suppressed yet. */
export const PendingNotice = z.object({
  content: NoticeContent,
  requestedAt: Instant,
  /** What the gate said last, while it waits. */
  waiting: z.object({ until: Instant, because: WaitReason }).optional(),
  /** When it had to wait for holds; meanwhile its clock stood still. */
  rests: z.array(z.object({ from: Instant, until: Instant })).optional(),
})
export type PendingNotice = z.infer<typeof PendingNotice>

/** Why a counter-offer was not simply agreed to. */
export const CounterReason = z.enum([
  'more-than-affordable',
  'needs-more-months',
  'beyond-concession',
  'below-smallest-instalment',
  'beyond-policy',
  'last-round',
])
export type CounterReason = z.infer<typeof CounterReason>

/** The borrower's proposal that an offer answers, with the reason when the answer is not yes. */
export const Answering = z.object({ monthlyAmount: Minor.min(1), because: CounterReason.optional() })

/** What the borrower said to an offer or a mediator's proposal. */
export const OfferAnswer = z.enum(['accepted', 'countered', 'declined', 'mediation-wanted'])
export type OfferAnswer = z.infer<typeof OfferAnswer>

/** The lender's present offer; earlier rounds are in the dossier. */
export const Offer = z.object({
  round: z.int().min(1),
  options: z.array(Plan).min(1).max(3),
  approval: z.enum(['not-needed', 'wanted', 'granted', 'refused']),
  approvalAsked: z.boolean(),
  answering: Answering.optional(),
  madeAt: Instant.optional(),
  replyBy: Day.optional(),
  reminded: z.boolean(),
  answer: OfferAnswer.optional(),
  counter: z
    .object({
      monthlyAmount: Minor.min(1),
      months: z.int().min(1).max(600).optional(),
      dueDay: z.int().min(1).max(31).optional(),
    })
    .optional(),
  /** Whether the counter-offer had its answer; without a new offer in its place, the two sides are stuck. */
  judged: z.boolean().optional(),
})
export type Offer = z.infer<typeof Offer>

/** A neutral third party's part in a negotiation (R30, R31). */
export const Mediation = z.object({
  mediatorId: z.string(),
  reasons: z.array(MediatorReason).min(1),
  openedAt: Instant,
  proposal: Plan.optional(),
  words: FreeText.optional(),
  put: z.boolean(),
  putAt: Instant.optional(),
  answer: z.enum(['accepted', 'declined']).optional(),
})
export type Mediation = z.infer<typeof Mediation>

/** How far an agreement has come; each step needs the one before, so nobody signs what was not explained (R41). */
export const AgreementStep = z.enum(['accepted', 'drawn-up', 'understood', 'signed', 'withdrawn'])
export type AgreementStep = z.infer<typeof AgreementStep>

/** An early warning under way (R60). */
export const Warning = z.object({
  number: z.int().min(1),
  raisedAt: Instant,
  answer: z.enum(['will-pay', 'difficulty', 'support-group']).optional(),
  hardship: Hardship.optional(),
  payBy: Day.optional(),
  asked: z.boolean(),
  invited: z.boolean(),
  handedOver: z.boolean(),
})
export type Warning = z.infer<typeof Warning>

const common = {
  caseId: CaseId,
  lenderId: LenderId,
  borrowerId: BorrowerId,
  /** The lender's policy version that the case was opened under and keeps. */
  policyVersion: z.string(),
  language: Language,
  /** Where days begin and end for the borrower: the likeliest of `zones`. */
  zone: TimeZone,
  /** Every zone the borrower may live in; windows must be open in all of them. */
  zones: z.array(TimeZone).min(1),
  facts: AccountFacts,
  /** The drops that gave this account and the line in each, so that an old file dropped again changes nothing. */
  seen: z.record(DropId, z.int()),
  fingerprint: z.string(),
  /** What is owed now, before a plan is in force; afterwards the plan's progress says it. */
  debt: Debt,
  /** Everything received since admission, less reversals; minor units. */
  recovered: z.int(),
  /** Every payment ever reported, so that none is applied twice and a reversal knows its amount. */
  payments: z.record(PaymentId, z.object({ amount: Minor, on: Day, reversedBy: Origin.optional() })),
  /** 1 at admission, one more each time the case is assessed afresh. Names executions. */
  episode: z.int().min(1),
  conduct: Conduct,
  /** Where e-mails to the borrower go, made opaque. */
  emailPoint: ContactPoint.optional(),
  holds: z.array(Hold),
  /** When complaints, disputes and breathing space that are over made deadlines stand still. */
  rested: z.array(z.object({ from: Instant, until: Instant })).optional(),
  notices: z.int().min(0),
  pending: z.record(NoticeId, PendingNotice),
  /** Whether any message surely went: the first one has more to say of who writes (12 CFR 1006.18(e)). */
  written: z.boolean().optional(),
  /** What came back from messages that did not simply arrive, so that the same news twice changes nothing. */
  feedback: z.record(NoticeId, z.array(FeedbackKind)).optional(),
  /** The lender's own contacts of late, by key, so that none is written down twice. */
  lenderContacts: z.record(z.string(), Instant).optional(),
  /** What the borrower said of when to reach them. */
  preferences: Preferences.optional(),
  /** What a person was last asked to do to reach the borrower. */
  contactTask: ContactTask.optional(),
  warnings: z.int().min(0),
}

const Admitted = z.object({ ...common, stage: z.literal('admitted') })

const Assessing = z.object({
  ...common,
  stage: z.literal('assessing'),
  risk: Risk,
  statementAskedAt: Instant.optional(),
  reminded: z.boolean(),
  /** A statement that raised questions; it counts as it stands when no answer comes. */
  questioned: z.object({ statement: StatementOfMeans, questions: z.array(StatementQuestion).min(1) }).optional(),
  statement: StatementOfMeans.optional(),
  questions: z.array(AskedQuestion).optional(),
  lapsed: z.boolean(),
})

const Negotiating = z.object({
  ...common,
  stage: z.literal('negotiating'),
  assessment: Assessment,
  /** What every plan of this negotiation is drawn up for; what is paid since then counts for the plan that is agreed on. */
  basis: z.object({ debt: Debt, recovered: z.int() }),
  offer: Offer.optional(),
  mediation: Mediation.optional(),
})

const Agreeing = z.object({
  ...common,
  stage: z.literal('agreeing'),
  assessment: Assessment,
  plan: Plan,
  /** What had been recovered when the plan's debt was taken down; what came since counts for its first instalments. */
  recoveredBefore: z.int(),
  step: AgreementStep,
  explained: z.boolean(),
  explainedAt: Instant.optional(),
  signatureAsked: z.boolean(),
  signatureAskedAt: Instant.optional(),
  documentHash: z.string().optional(),
  misunderstandings: z.int().min(0),
  signedAt: Instant.optional(),
  coolingOffEndsAt: Instant.optional(),
})

const Performing = z.object({
  ...common,
  stage: z.literal('performing'),
  assessment: Assessment,
  plan: Plan,
  documentHash: z.string(),
  progress: PlanProgress,
  activatedOn: Day,
  /** Numbers of instalments already dealt with, so that a day looked at twice changes nothing. */
  reminded: z.array(z.int()),
  /** Instalments that were asked after within their days of grace. */
  askedAfter: z.array(z.int()).optional(),
  met: z.array(z.int()),
  missed: z.array(z.int()),
  rewarded: z.array(z.int()),
  reviewOn: Day,
  reviewEveryMonths: z.int(),
  reviewAnswered: z.boolean(),
  remindDaysBefore: z.int(),
  graceDays: z.int(),
  warning: Warning.optional(),
})

const Closed = z.object({ ...common, stage: z.literal('closed'), outcome: Outcome, closedAt: Instant })

/** A case as its dossier's events add up to it: each stage knows only what can be true in it. */
export const Case = z.discriminatedUnion('stage', [Admitted, Assessing, Negotiating, Agreeing, Performing, Closed])
export type Case = z.infer<typeof Case>

/** A case in one stage. */
export type CaseIn<Stage extends Case['stage']> = Extract<Case, { stage: Stage }>
