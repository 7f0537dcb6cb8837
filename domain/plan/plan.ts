import * as z from 'zod'
import { Debt, RatePercent } from '../intake/account.ts'
import { Currency, Minor } from '../money.ts'
import { Day } from '../time.ts'

/** One agreed payment: its parts, in minor units, add up to what is due. */
export const Instalment = z.object({
  number: z.int().min(1),
  dueOn: Day,
  principal: Minor.min(0),
  interest: Minor.min(0),
  fees: Minor.min(0),
})
export type Instalment = z.infer<typeof Instalment>

/** What sets a plan apart from the others in an offer. */
export const PlanKind = z.enum([
  'longer-term',
  'step-up',
  'payment-holiday',
  'shorter-term',
  'settlement',
  'counter-offer',
  'mediated',
])
export type PlanKind = z.infer<typeof PlanKind>

/** One step of how a plan came to be, in data that a letter can put into words. Amounts are minor units. */
export const PlanStep = z.discriminatedUnion('step', [
  z.object({ step: z.literal('fees-waived'), amount: Minor }),
  z.object({ step: z.literal('interest-waived'), amount: Minor }),
  z.object({ step: z.literal('principal-forgiven'), amount: Minor }),
  z.object({ step: z.literal('arrears-capitalised'), amount: Minor }),
  z.object({ step: z.literal('rate-reduced'), fromPercent: RatePercent, toPercent: RatePercent }),
  z.object({ step: z.literal('term-extended'), fromMonths: z.int(), toMonths: z.int() }),
  z.object({ step: z.literal('first-instalments-lowered'), count: z.int(), instalment: Minor }),
  z.object({ step: z.literal('holiday-granted'), months: z.int() }),
])
export type PlanStep = z.infer<typeof PlanStep>

/** A repayment plan to the cent: the principal of its instalments adds up to `opening.principal`. */
export const Plan = z.object({
  kind: PlanKind,
  currency: Currency,
  annualRatePercent: RatePercent,
  /** The debt that is scheduled, after waiving and then capitalising. */
  opening: Debt,
  waived: Debt,
  instalments: z.array(Instalment).min(1).max(600),
  steps: z.array(PlanStep),
  /** Loss of present value against the debt as it stands, percent with two decimals; the EU's test of distress is 1.00 (EBA/GL/2026/05). */
  presentValueLossPercent: z.string(),
  /** Whether the lender's own staff must approve it first. */
  needsApproval: z.boolean(),
})
export type Plan = z.infer<typeof Plan>

/** What is due with one instalment, in minor units. */
export const dueOf = (instalment: Instalment): number => instalment.principal + instalment.interest + instalment.fees

/** All that a plan asks for, in minor units. */
export const planTotal = (plan: Plan): number =>
  plan.instalments.reduce((sum, instalment) => sum + dueOf(instalment), 0)
