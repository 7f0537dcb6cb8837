import { type Counted, count } from './count.ts'
import type { DayNumber } from './due-dates.ts'
import { totalOfAmounts } from './fraction.ts'
import { settleLast } from './last-instalment.ts'
import { copyOf, disbursedInAll, type Ledger, type LoanPeriod, paidOf } from './ledger.ts'

/** All principal, and interest up to a day, that is not paid yet. */
export const outstandingOn = (ledger: Ledger, on: DayNumber): number => {
  const trial = { ...copyOf(ledger), interestUntil: on }
  return totalOfAmounts(
    settleLast(trial, on).map(({ principal, interest, period }) => principal + interest - paidOf(period)),
  )
}

/** Interest and principal of one period as they could be paid on a day at or before its end. */
export interface PayableAhead {
  readonly principal: number
  readonly interest: number
}

/** What of a period can be paid on `on`: interest only as far as it has accrued, and the rest of the instalment in principal. */
export const payableAhead = (ledger: Ledger, period: LoanPeriod, on: DayNumber): PayableAhead => {
  const index = ledger.periods.indexOf(period)
  const trial = { ...copyOf(ledger), interestUntil: on }
  const isBeforeEnd = on < (ledger.periods.at(-1)?.dueOn ?? on)
  const copy = trial.periods[index]
  let counted = isBeforeEnd ? settleLast(trial, on) : count(ledger)
  if (copy !== undefined && isBeforeEnd && on <= period.from) {
    raiseToAgreed(trial, copy, counted)
    counted = count(trial)
  }
  const found = counted[index]
  return { principal: found?.principal ?? 0, interest: found?.interest ?? 0 }
}

/** A later period takes up to its agreed instalment, as long as so much principal is left in the loan. */
const raiseToAgreed = (trial: Ledger, period: LoanPeriod, before: readonly Counted[]): void => {
  const unpaid = before.filter(({ isPaid }) => !isPaid)
  const left = disbursedInAll(trial) - totalOfAmounts(trial.periods.map(({ paidPrincipal }) => paidPrincipal))
  if (unpaid.length > 1) {
    period.instalment = period.agreed
    const counted = count(trial).find((each) => each.period === period)
    const open = (counted?.principal ?? 0) - period.paidPrincipal
    period.instalment -= Math.max(0, open - left)
  } else if (unpaid.length === 1 && before.some((each) => each.period === period && each.isPaid)) {
    const counted = before.find((each) => each.period === period)
    period.instalment = Math.min(period.agreed, left + period.paidPrincipal + (counted?.interest ?? 0))
  }
}
