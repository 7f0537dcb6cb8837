import type { DayNumber } from './due-dates.ts'
import type { Ledger, LoanPeriod } from './ledger.ts'

/** Days on which the balance or the rate changes, in order, each once. */
export const changeDays = (ledger: Ledger): DayNumber[] => {
  const days = new Set<DayNumber>()
  for (const { on } of ledger.disbursed) days.add(on)
  for (const { on } of ledger.paid) days.add(on)
  for (const { from } of ledger.rates) days.add(from)
  for (const { from, until } of ledger.pauses) days.add(from).add(until)
  days.add(ledger.overdueUntil).add(ledger.interestUntil)
  return [...days].sort((a, b) => a - b)
}

/** Moves through dated entries once, in order. */
const inTurn = <Entry extends { readonly on: DayNumber }>(entries: readonly Entry[], take: (entry: Entry) => void) => {
  const ordered = entries.toSorted((a, b) => a.on - b.on)
  let next = 0
  return (until: DayNumber): void => {
    for (let entry = ordered[next]; entry !== undefined && entry.on <= until; entry = ordered[next]) {
      take(entry)
      next++
    }
  }
}

/** The balance that bears interest, asked for on ever later days. */
export interface RunningBalance {
  /** What bears interest on a day of the period at hand: under flat interest all that was paid out. */
  bearing(day: DayNumber): number
  /** What is left to repay on that day. */
  left(day: DayNumber): number
  /** Ends the period at hand, of which so much principal fell due. */
  end(period: LoanPeriod, principal: number): void
}

/**
 * What was paid out, less the principal of all periods that ended, less what was paid ahead for those to come. Up to the day to which a
 * loan counts what is past due, principal that fell due and was not paid stays in the balance.
 */
export const runningBalance = (ledger: Ledger): RunningBalance => {
  const paidOf = new Map<LoanPeriod, number>()
  /** Periods that ended with principal unpaid. */
  const unpaid = new Map<LoanPeriod, number>()
  const ended = new Set<LoanPeriod>()
  let paidOut = 0
  let repaid = 0
  let paidAhead = 0
  const payOut = inTurn(ledger.disbursed, ({ amount }) => {
    paidOut += amount
  })
  const pay = inTurn(ledger.paid, ({ period, amount }) => {
    paidOf.set(period, (paidOf.get(period) ?? 0) + amount)
    if (!ended.has(period)) paidAhead += amount
    const left = unpaid.get(period)
    if (left !== undefined) unpaid.set(period, left - amount)
  })
  const overdue = (day: DayNumber): number => {
    if (day >= ledger.overdueUntil) return 0
    let total = 0
    for (const left of unpaid.values()) total += Math.max(0, left)
    return total
  }
  const left = (day: DayNumber): number => {
    payOut(day)
    pay(day)
    return Math.max(0, paidOut - repaid - paidAhead + overdue(day))
  }
  const paidOutBy = (day: DayNumber): number => {
    payOut(day)
    return paidOut
  }
  return {
    bearing: ledger.product.interest === 'flat' ? paidOutBy : left,
    left,
    end: (period, principal) => {
      payOut(period.dueOn)
      pay(period.dueOn)
      const paid = paidOf.get(period) ?? 0
      ended.add(period)
      repaid += principal
      paidAhead -= paid
      if (principal > paid) unpaid.set(period, principal - paid)
    },
  }
}
