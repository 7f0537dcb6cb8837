import Big from 'big.js'
import type { Ability, Hardship } from '../assessment/assessment.ts'
import { type AccountFacts, type Debt, totalOf } from '../intake/account.ts'
import type { OfferPolicy } from '../policy/policy.ts'
import type { Day } from '../time.ts'
import { checkAmount, checkDebt, checkDueDay, checkMonths, checkRate, type InputRefusal } from './bounds.ts'
import { firstDueAfter } from './due-dates.ts'
import type { Fit, Levers } from './fit.ts'
import { dueOf, type Plan, type PlanKind, type PlanStep } from './plan.ts'
import { presentValueLossPercent } from './present-value.ts'
import { monthlyRate } from './rate.ts'
import { type RelievedDebt, settleForLess, waiveAndCapitalise } from './relief.ts'
import { amortise, dated, type Relief } from './schedule.ts'

/** What a plan is made for: the account, what its borrower can pay, and the lender's levers. Amounts are minor units. */
export interface PlanCase {
  readonly account: Pick<AccountFacts, 'currency' | 'debt' | 'annualRatePercent' | 'remainingTermMonths' | 'dueDay'>
  readonly ability: Pick<Ability, 'affordableMonthly'>
  readonly hardship: Hardship
  /** Months until the hardship is expected to be over. */
  readonly hardshipMonths?: number | undefined
  readonly policy: OfferPolicy
  readonly today: Day
}

/** A case whose debt is already waived and capitalised, with the levers that are left. */
export interface Drafting {
  readonly planCase: PlanCase
  readonly relieved: RelievedDebt
  readonly levers: Levers
  /** Policy's smallest instalment in the account's currency. */
  readonly smallest: number
}

/** Refuses a case that no plan can be computed for, naming the field. */
export const checkCase = ({ account, ability, hardshipMonths, policy }: PlanCase): InputRefusal | undefined =>
  checkDebt('account.debt', account.debt) ??
  checkRate('account.annualRatePercent', account.annualRatePercent) ??
  checkMonths('account.remainingTermMonths', account.remainingTermMonths, 0) ??
  checkDueDay('account.dueDay', account.dueDay) ??
  checkAmount('ability.affordableMonthly', ability.affordableMonthly) ??
  checkMonths('hardshipMonths', hardshipMonths ?? 0, 0) ??
  checkMonths('policy.maxTermMonths', policy.maxTermMonths) ??
  checkRate('policy.rateFloorPercent', policy.rateFloorPercent) ??
  checkAmount('policy.instalmentMultiple', policy.instalmentMultiple, 1)

/** Waives, then capitalises, and lays out the levers. */
export const draft = (planCase: PlanCase): Drafting => {
  const { account, policy } = planCase
  const relieved = waiveAndCapitalise(account.debt, policy)
  return {
    planCase,
    relieved,
    levers: {
      opening: relieved.opening,
      contractRate: account.annualRatePercent,
      floorRate: policy.rateFloorPercent,
      termMonths: Math.min(Math.max(account.remainingTermMonths, 1), policy.maxTermMonths),
      maxMonths: policy.maxTermMonths,
      rounding: policy.rounding,
      instalmentMultiple: policy.instalmentMultiple,
    },
    smallest: policy.smallestInstalment[account.currency] ?? 0,
  }
}

const noRelief: Relief = { months: 0, instalment: 0 }

const reliefSteps = (relief: Relief): PlanStep[] => {
  if (relief.months === 0) return []
  return relief.instalment === 0
    ? [{ step: 'holiday-granted', months: relief.months }]
    : [{ step: 'first-instalments-lowered', count: relief.months, instalment: relief.instalment }]
}

const leverSteps = (planCase: PlanCase, fit: Fit): PlanStep[] => {
  const { annualRatePercent: fromPercent, remainingTermMonths: fromMonths } = planCase.account
  return [
    ...(new Big(fit.rate).lt(fromPercent) ? [{ step: 'rate-reduced' as const, fromPercent, toPercent: fit.rate }] : []),
    ...(fit.months > fromMonths ? [{ step: 'term-extended' as const, fromMonths, toMonths: fit.months }] : []),
  ]
}

const finished = (
  { planCase }: Drafting,
  { opening, waived }: RelievedDebt,
  kind: PlanKind,
  rate: string,
  rows: readonly Debt[],
  steps: readonly PlanStep[],
  holidayMonths: number,
): Plan => {
  const { account, policy, today } = planCase
  const loss = presentValueLossPercent(
    totalOf(account.debt),
    rows.map(totalOf),
    monthlyRate(account.annualRatePercent),
    holidayMonths,
  )
  const months = holidayMonths + rows.length
  return {
    kind,
    currency: account.currency,
    annualRatePercent: rate,
    opening,
    waived,
    instalments: dated(rows, firstDueAfter(today, account.dueDay), account.dueDay, holidayMonths),
    steps: [...steps],
    presentValueLossPercent: loss,
    needsApproval: months > policy.authority.termMonths || new Big(loss).gt(policy.authority.presentValueLossPercent),
  }
}

/**
 * The plan of a rate and term. `relief` months are part of `fit.months`; `instalment`, when given, is asked each month until all is paid.
 */
export const drawUp = (
  drafting: Drafting,
  kind: PlanKind,
  fit: Fit,
  relief: Relief = noRelief,
  instalment?: number,
): Plan => {
  const { planCase, relieved, levers } = drafting
  const rows = amortise(levers.opening, monthlyRate(fit.rate), levers, fit.months - relief.months, relief, instalment)
  const holidayMonths = relief.instalment === 0 ? relief.months : 0
  // Rounding up may clear a debt before its last month; the steps say what the plan really takes.
  const lasts = { rate: fit.rate, months: holidayMonths + rows.length }
  const steps = [...relieved.steps, ...leverSteps(planCase, lasts), ...reliefSteps(relief)]
  return finished(drafting, relieved, kind, fit.rate, rows, steps, holidayMonths)
}

/** The plan that asks exactly `amount` a month until all is paid, within `fit`'s rate and as near to its term as rounding allows. */
export const drawUpExactly = (drafting: Drafting, kind: PlanKind, fit: Fit, amount: number): Plan | undefined => {
  const { instalmentMultiple, maxMonths } = drafting.levers
  const instalment = amount - (amount % instalmentMultiple) || amount
  return [fit.months, fit.months + 1]
    .filter((months) => months <= maxMonths)
    .map((months) => drawUp(drafting, kind, { rate: fit.rate, months }, noRelief, instalment))
    .find((plan) => highestDue(plan) <= amount)
}

/** The plan of one lump sum that settles all. */
export const drawUpSettlement = (drafting: Drafting): Plan => {
  const { account, policy } = drafting.planCase
  const settled = settleForLess(account.debt, policy)
  return finished(drafting, settled, 'settlement', account.annualRatePercent, [settled.opening], settled.steps, 0)
}

/** The months without payment before a plan's first instalment. */
export const holidayMonthsOf = (plan: Plan): number =>
  plan.steps.reduce((months, step) => (step.step === 'holiday-granted' ? months + step.months : months), 0)

/** Months from now to the end of the plan. */
export const monthsToEnd = (plan: Plan): number => holidayMonthsOf(plan) + plan.instalments.length

/** The highest single payment of the plan, minor units. */
export const highestDue = (plan: Plan): number => Math.max(...plan.instalments.map(dueOf))

/** The same plan with its dates counted from a later day; nothing else changes, since months count as equal. */
export const dueFrom = (plan: Plan, today: Day, dueDay: number): Plan => ({
  ...plan,
  instalments: dated(plan.instalments, firstDueAfter(today, dueDay), dueDay, holidayMonthsOf(plan)),
})
