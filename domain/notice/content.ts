import * as z from 'zod'
import { Debt, RatePercent } from '../intake/account.ts'
import { type Currency, Money } from '../money.ts'
import { AnnualPercentageRates, dueOf, type Plan, PlanChoice, PlanKind, PlanStep, planTotal } from '../plan/plan.ts'
import { AgreementPolicy, MonitoringPolicy } from '../policy/policy.ts'
import { Day } from '../time.ts'
import type { NoticeKind } from './notice.ts'
import { withoutRelief } from './older-summary.ts'

/** What a person adds to a message in their own words. */
export const FreeText = z.string().min(1).max(600)

/** The letter by which a borrower names one of the options of an offer. */
export const OptionKey = z.enum(['a', 'b', 'c'])
export type OptionKey = z.infer<typeof OptionKey>

/** A plan as a letter tells it: what to pay, when, for how long, what it costs and what was given up. Reads older ones too. */
export const PlanSummary = z.preprocess(
  withoutRelief,
  z.object({
    key: OptionKey,
    kind: PlanKind,
    /** How many payments there are; months without a payment do not count. */
    instalments: z.int().min(1),
    first: Money,
    /** The amount that most payments have. */
    usual: Money,
    last: z.object({ on: Day }),
    firstDueOn: Day,
    total: Money,
    /** Only where interest is added while the plan runs; a lump sum bears none. */
    annualRatePercent: RatePercent.optional(),
    waived: Money,
    deferred: Money,
    apr: AnnualPercentageRates.optional(),
    choices: z.array(PlanChoice),
    steps: z.array(PlanStep),
  }),
)
export type PlanSummary = z.infer<typeof PlanSummary>

/** Why this mediator and no other, as both sides may know it (R31). */
export const MediatorReason = z.enum(['speaks-your-language', 'knows-the-field', 'has-time', 'no-conflict'])
export type MediatorReason = z.infer<typeof MediatorReason>

/** What an agreement must hold, one entry a topic (CN Art. 70). */
export type AgreementTopic = z.infer<typeof AgreementPolicy>['contents'][number]

/** What a borrower may do when a payment gets hard; the first is what the agreement says. */
export const WhenItGetsHard = z.enum(['tell-us', 'stop-paying', 'borrow-elsewhere'])
export type WhenItGetsHard = z.infer<typeof WhenItGetsHard>

/** One question that shows whether the agreement was understood (R41). Nothing here says which choice is right. */
export const UnderstandingQuestion = z.discriminatedUnion('question', [
  z.object({ question: z.literal('usual-payment'), choices: z.array(Money).min(2).max(4) }),
  z.object({ question: z.literal('total-to-pay'), choices: z.array(Money).min(2).max(4) }),
  z.object({ question: z.literal('last-payment-day'), choices: z.array(Day).min(2).max(4) }),
  z.object({ question: z.literal('days-to-withdraw'), choices: z.array(z.int().min(0).max(90)).min(2).max(4) }),
  z.object({ question: z.literal('when-it-gets-hard'), choices: z.array(WhenItGetsHard).min(2).max(3) }),
])
export type UnderstandingQuestion = z.infer<typeof UnderstandingQuestion>

const notice = <Kind extends NoticeKind, Shape extends z.ZodRawShape>(kind: Kind, shape: Shape) =>
  z.object({ kind: z.literal(kind), ...shape })

const round = z.int().min(1)
const options = z.array(PlanSummary).min(1).max(3)
const mediator = { mediator: z.string().regex(/^mediator-[a-z0-9-]+$/), chosenFor: z.array(MediatorReason).min(1) }

/** What each message has to tell, in data: ids, days, amounts and codes, never who the borrower is (R73). */
export const NoticeContent = z.discriminatedUnion('kind', [
  notice('statement-request', { replyBy: Day }),
  notice('statement-reminder', { replyBy: Day }),
  notice('offer', { round, options, replyBy: Day }),
  notice('offer-reminder', { round, replyBy: Day }),
  notice('counter-answer', {
    round,
    /** What the borrower proposed to pay each month. */
    asked: Money,
    answer: z.enum(['agreed', 'part-way', 'not-possible']),
    /** Why it is not the plan that was asked for; only without an agreement. */
    because: z.enum(['too-long-to-repay', 'beyond-this-round', 'lender-declined']).optional(),
    options,
    replyBy: Day,
  }),
  notice('no-plan', { because: z.enum(['nothing-affordable', 'lender-declined']) }),
  notice('mediation-opened', { ...mediator, until: Day }),
  notice('mediator-proposal', { ...mediator, summary: PlanSummary, words: FreeText.optional(), replyBy: Day }),
  notice('negotiation-ended', {
    because: z.enum(['borrower-declined', 'no-reply', 'rounds-used', 'mediation-without-result', 'not-signed']),
  }),
  notice('agreement-explained', {
    plan: PlanSummary,
    debt: Debt,
    topics: AgreementPolicy.shape.contents,
    coolingOffDays: z.int().min(0),
    questions: z.array(UnderstandingQuestion).min(1).max(5),
    replyBy: Day,
  }),
  notice('signature-request', { plan: PlanSummary, coolingOffDays: z.int().min(0), signBy: Day }),
  notice('cooling-off', { plan: PlanSummary, until: Day }),
  notice('plan-active', { plan: PlanSummary, reviewEveryMonths: z.int().min(1) }),
  notice('instalment-due', { amount: Money, dueOn: Day }),
  notice('payment-received', {
    amount: Money,
    receivedOn: Day,
    next: z.object({ amount: Money, dueOn: Day }).optional(),
  }),
  notice('instalment-missed', { amount: Money, dueOn: Day, graceUntil: Day }),
  notice('what-changed', { noticed: z.enum(['missed-instalment', 'early-signs']), replyBy: Day }),
  notice('support-group', {}),
  notice('review-visit', { replyBy: Day, nextInMonths: z.int().min(1) }),
  notice('reward-earned', {
    kept: z.int().min(1),
    amount: Money,
    dueOn: Day,
    lowers: MonitoringPolicy.shape.incentive.shape.lowers,
  }),
  notice('reward-lost', { afterKept: z.int().min(1) }),
  notice('plan-completed', {
    /** Whether one payment settled everything, instead of a plan that was kept. */
    settled: z.boolean().optional(),
    paid: Money,
    on: Day,
  }),
  notice('plan-broken', {
    missed: z.int().min(1),
    /** Whether no new plan is looked for by itself: as many as the lender's policy allows were tried. */
    last: z.boolean().optional(),
  }),
  notice('complaint-received', { receivedOn: Day, answerBy: Day }),
])
export type NoticeContent = z.infer<typeof NoticeContent>

/** The content of one kind of notice. */
export type ContentOf<Kind extends NoticeKind> = Extract<NoticeContent, { kind: Kind }>

const money = (minor: number, currency: Currency): Money => ({ minor, currency })

/** Most frequent of the amounts; of equally frequent ones the one that comes later, as plans start low and step up. */
const usualOf = (amounts: readonly number[]): number => {
  const counts = new Map<number, number>()
  for (const amount of amounts) counts.set(amount, (counts.get(amount) ?? 0) + 1)
  const most = Math.max(...counts.values())
  return amounts.findLast((amount) => counts.get(amount) === most) ?? 0
}

/** What a letter says of a plan, under the letter `key` of its offer. */
export const summaryOf = (plan: Plan, key: OptionKey): PlanSummary => {
  const paying = plan.instalments.filter((instalment) => dueOf(instalment) > 0)
  const instalments = paying.length > 0 ? paying : plan.instalments
  const [first] = instalments
  const last = instalments.at(-1)
  const accrued = plan.instalments.reduce((sum, { interest }) => sum + interest, 0) - plan.opening.interest
  if (first === undefined || last === undefined)
    throw new Error('A plan without instalments cannot be put into words; build it with at least one instalment.')
  return {
    key,
    kind: plan.kind,
    instalments: instalments.length,
    first: money(dueOf(first), plan.currency),
    usual: money(usualOf(instalments.map(dueOf)), plan.currency),
    last: { on: last.dueOn },
    firstDueOn: first.dueOn,
    total: money(planTotal(plan), plan.currency),
    ...(accrued > 0 && { annualRatePercent: plan.annualRatePercent }),
    waived: money(plan.waived.principal + plan.waived.interest + plan.waived.fees, plan.currency),
    deferred: money(plan.deferred, plan.currency),
    apr: plan.instalments.length > 1 ? plan.apr : undefined,
    choices: plan.choices,
    steps: plan.steps,
  }
}
