import * as z from 'zod'
import { Debt, RatePercent } from '../intake/account.ts'
import { Currency, Minor } from '../money.ts'
import { Day } from '../time.ts'
import { withEarned } from './older-plan.ts'

/** One agreed payment: its parts, in minor units, add up to what is due. */
export const Instalment = z.object({
  number: z.int().min(1),
  dueOn: Day,
  principal: Minor.min(0),
  interest: Minor.min(0),
  fees: Minor.min(0),
  /** Interest that the debt earns from the instalment before to this one, whenever it is asked for. */
  earned: Minor.min(0),
})
export type Instalment = z.infer<typeof Instalment>

/** What sets a plan apart from the others in an offer. */
export const PlanKind = z.enum([
  'longer-term',
  'step-up',
  'payment-holiday',
  'interest-only',
  'shorter-term',
  'settlement',
  'counter-offer',
  'mediated',
])
export type PlanKind = z.infer<typeof PlanKind>

const step = <Name extends string, Shape extends z.ZodRawShape>(name: Name, shape: Shape) =>
  z.object({
    step: z.literal(name),
    ...shape,
    /** What an instalment over the contract's term, or the new one, would still be above what is affordable after this step. */
    gap: Minor.min(0).optional(),
  })

const fromTo = { fromMonths: z.int(), toMonths: z.int() }

/** One step of how a plan came to be, in data that a letter can put into words. Amounts are minor units. */
export const PlanStep = z.discriminatedUnion('step', [
  /** What the debt would ask a month if nothing were changed, against what is affordable now, and later where that is known. */
  step('means-compared', { instalment: Minor, affordable: Minor, later: Minor.optional() }),
  step('fees-waived', { amount: Minor }),
  step('interest-waived', { amount: Minor }),
  step('principal-forgiven', { amount: Minor }),
  step('arrears-capitalised', { amount: Minor }),
  step('rate-reduced', { fromPercent: RatePercent, toPercent: RatePercent }),
  step('term-extended', fromTo),
  /** Set aside without interest, and forgiven once the plan is kept to its end. */
  step('principal-deferred', { amount: Minor }),
  step('first-instalments-lowered', { count: z.int(), instalment: Minor }),
  step('interest-only-first', { count: z.int() }),
  step('holiday-granted', { months: z.int() }),
  step('interest-paused', { months: z.int() }),
  step('due-day-moved', { fromDay: z.int(), toDay: z.int() }),
])
export type PlanStep = z.infer<typeof PlanStep>

/** What makes a plan worth choosing among those offered. */
export const PlanChoice = z.enum(['lowest-instalment', 'soonest-free', 'least-cost'])
export type PlanChoice = z.infer<typeof PlanChoice>

/** Annual percentage rates of the debt as it stood and of the plan, percent with two decimals. */
export const AnnualPercentageRates = z.object({ before: z.string(), after: z.string() })

/** A repayment plan to the cent: the principal of its instalments adds up to `opening.principal`. Reads older ones too. */
export const Plan = z.preprocess(
  withEarned,
  z.object({
    kind: PlanKind,
    currency: Currency,
    annualRatePercent: RatePercent,
    /** The debt that is scheduled, after waiving and then capitalising. */
    opening: Debt,
    waived: Debt,
    /** Principal set aside without interest: forgiven once the plan is kept to its end, owed again if it is broken. */
    deferred: Minor.min(0).default(0),
    /** The day of the month that instalments fall due on; the account's own when absent. */
    dueDay: z.int().min(1).max(31).optional(),
    instalments: z.array(Instalment).min(1).max(600),
    steps: z.array(PlanStep),
    /** Loss of present value against the debt as it stands, percent with two decimals; the EU's test of distress is 1.00 (EBA/GL/2026/05). */
    presentValueLossPercent: z.string(),
    apr: AnnualPercentageRates.optional(),
    /** What the lender may expect today of the plan, and of enforcement instead; never shown to the borrower. */
    value: z.object({ withPlan: Minor, withoutPlan: Minor }).optional(),
    choices: z.array(PlanChoice).default([]),
    /** Whether the lender's own staff must approve it first. */
    needsApproval: z.boolean(),
  }),
)
export type Plan = z.infer<typeof Plan>

/** What is due with one instalment, in minor units. */
export const dueOf = (instalment: Instalment): number => instalment.principal + instalment.interest + instalment.fees

/** All that a plan asks for, in minor units. */
export const planTotal = (plan: Plan): number =>
  plan.instalments.reduce((sum, instalment) => sum + dueOf(instalment), 0)

/** The months without payment before a plan's first instalment. */
export const holidayMonthsOf = (plan: Plan): number =>
  plan.steps.reduce((months, step) => (step.step === 'holiday-granted' ? months + step.months : months), 0)

/** Months from now to the end of the plan. */
export const monthsToEnd = (plan: Plan): number => holidayMonthsOf(plan) + plan.instalments.length
