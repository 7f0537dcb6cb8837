import Big from 'big.js'
import { type Debt, totalOf } from '../intake/account.ts'
import { type Day, dayPlusMonths } from '../time.ts'
import { type Drafting, dueDayIn, type PlanCase } from './drafting.ts'
import { firstDueAfter } from './due-dates.ts'
import { expectedValue } from './expected-value.ts'
import { explained } from './explain.ts'
import { affordableIn } from './means.ts'
import { dueOf, holidayMonthsOf, type Plan, type PlanKind, type PlanStep } from './plan.ts'
import { aprOf } from './plan-rate.ts'
import { presentValueLossPercent } from './present-value.ts'
import { monthlyRate } from './rate.ts'
import { settleForLess } from './relief.ts'
import { amortise, dated, type Parts } from './schedule.ts'
import { levelStart, monthsWithout, type Start } from './start.ts'
import { type Fit, scheduledDebt } from './waterfall.ts'

/** The rate of the debt as it stands, paid in level instalments month by month over the contract's term. */
const contractApr = ({ account, policy, today }: PlanCase): string => {
  const debt = { principal: totalOf(account.debt), interest: 0, fees: 0 }
  const rows = amortise(debt, monthlyRate(account.annualRatePercent), policy, Math.max(account.remainingTermMonths, 1))
  const [firstDueOn, dueDay] = [dayPlusMonths(today, 1), Number(today.slice(8))]
  return aprOf(today, debt.principal, dated(rows, firstDueOn, dueDay))
}

interface Drawn {
  readonly kind: PlanKind
  readonly rate: string
  readonly opening: Debt
  readonly waived: Debt
  readonly deferred: number
  readonly rows: readonly Parts[]
  readonly steps: readonly PlanStep[]
  readonly monthsBefore: number
}

const finished = ({ planCase }: Drafting, drawn: Drawn): Plan => {
  const { account, ability, policy, today } = planCase
  const { kind, rate, opening, waived, deferred, rows, steps, monthsBefore } = drawn
  const debt = totalOf(account.debt)
  const dueDay = dueDayIn(planCase)
  const dues = rows.map(totalOf)
  const loss = presentValueLossPercent(debt, dues, monthlyRate(account.annualRatePercent), monthsBefore)
  const burden = Math.max(...dues.map((due, index) => due / affordableIn(ability, monthsBefore + index + 1)))
  const months = monthsBefore + rows.length
  const instalments = dated(rows, firstDueAfter(today, dueDay), dueDay, monthsBefore)
  return {
    kind,
    currency: account.currency,
    annualRatePercent: rate,
    opening,
    waived,
    deferred,
    dueDay,
    instalments,
    steps: [...steps],
    presentValueLossPercent: loss,
    apr: { before: contractApr(planCase), after: aprOf(today, totalOf(opening), instalments) },
    value: expectedValue({ debt, dues, monthsBefore, burden }, policy.prospects),
    choices: [],
    needsApproval: months > policy.authority.termMonths || new Big(loss).gt(policy.authority.presentValueLossPercent),
  }
}

/** The plan of a fit. `instalment`, when given, is asked each month until all is paid. */
export const drawUp = (
  drafting: Drafting,
  kind: PlanKind,
  fit: Fit,
  start: Start = levelStart,
  instalment?: number,
): Plan => {
  const { relieved, levers } = drafting
  const opening = scheduledDebt(levers.opening, fit.deferred)
  const rows = amortise(opening, monthlyRate(fit.rate), levers, fit.months, start, instalment)
  const monthsBefore = monthsWithout(start)
  // Rounding up may clear a debt before its last month; the steps say what the plan really takes.
  const lasting = { ...fit, months: monthsBefore + rows.length }
  const steps = explained(drafting, lasting, start)
  return finished(drafting, {
    kind,
    rate: fit.rate,
    opening,
    waived: relieved.waived,
    deferred: fit.deferred,
    rows,
    steps,
    monthsBefore,
  })
}

/** The plan that asks exactly `amount` a month until all is paid, within `fit`'s rate and as near to its term as rounding allows. */
export const drawUpExactly = (
  drafting: Drafting,
  kind: PlanKind,
  fit: Fit,
  amount: number,
  start: Start = levelStart,
): Plan | undefined => {
  const { instalmentMultiple, maxMonths } = drafting.levers
  const instalment = amount - (amount % instalmentMultiple) || amount
  return [fit.months, fit.months + 1]
    .filter((months) => months <= maxMonths)
    .map((months) => drawUp(drafting, kind, { ...fit, months }, start, instalment))
    .find((plan) => highestDue(plan) <= amount)
}

/** The plan of one lump sum that settles all. */
export const drawUpSettlement = (drafting: Drafting): Plan => {
  const { account, policy } = drafting.planCase
  const { opening, waived, steps } = settleForLess(account.debt, policy)
  const rate = account.annualRatePercent
  return finished(drafting, {
    kind: 'settlement',
    rate,
    opening,
    waived,
    deferred: 0,
    rows: [{ ...opening, earned: 0 }],
    steps,
    monthsBefore: 0,
  })
}

/** The highest single payment of the plan, minor units. */
export const highestDue = (plan: Plan): number => Math.max(...plan.instalments.map(dueOf))

/** The same plan with its dates counted from a later day; nothing else changes, since months count as equal. */
export const dueFrom = (plan: Plan, today: Day, accountDueDay: number): Plan => {
  const dueDay = plan.dueDay ?? accountDueDay
  return { ...plan, instalments: dated(plan.instalments, firstDueAfter(today, dueDay), dueDay, holidayMonthsOf(plan)) }
}
