import type { DayNumber } from './due-dates.ts'
import type { Ledger, LoanPeriod } from './ledger.ts'

/** Days on which the balance or the rate changes, in order; some may come twice. */
export const changeDays = (ledger: Ledger): DayNumber[] => {
  const days: DayNumber[] = [ledger.overdueUntil, ledger.interestUntil]
  for (const { on } of ledger.disbursed) days.push(on)
  for (const { on } of ledger.paid) days.push(on)
  for (const { from } of ledger.rates) days.push(from)
  for (const { from, until } of ledger.pauses) days.push(from, until)
  return days.sort((a, b) => a - b)
}

const isInOrder = (entries: readonly { readonly on: DayNumber }[]): boolean =>
  entries.every(({ on }, index) => index === 0 || (entries[index - 1]?.on ?? on) <= on)

/** Moves through dated entries once, in order. */
const inTurn = <Entry extends { readonly on: DayNumber }>(entries: readonly Entry[], take: (entry: Entry) => void) => {
  const ordered = isInOrder(entries) ? entries : entries.toSorted((a, b) => a.on - b.on)
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

/** Principal of one period: what was paid of it, and what was still unpaid when it ended. */
interface Tally {
  paid: number
  unpaid: number
  hasEnded: boolean
}

/**
 * What was paid out, less the principal of all periods that ended, less what was paid ahead for those to come. Up to the day to which a
 * loan counts what is past due, principal that fell due and was not paid stays in the balance.
 */
export const runningBalance = (ledger: Ledger): RunningBalance => {
  const tallies = new Map<LoanPeriod, Tally>()
  const tallyOf = (period: LoanPeriod): Tally => {
    const known = tallies.get(period)
    if (known !== undefined) return known
    const tally = { paid: 0, unpaid: 0, hasEnded: false }
    tallies.set(period, tally)
    return tally
  }
  let unpaidInAll = 0
  const setUnpaid = (tally: Tally, unpaid: number): void => {
    unpaidInAll += Math.max(0, unpaid) - Math.max(0, tally.unpaid)
    tally.unpaid = unpaid
  }
  const countsOverdue = ledger.overdueUntil !== Number.NEGATIVE_INFINITY
  let paidOut = 0
  let repaid = 0
  let paidAhead = 0
  let joinedAgain = 0
  const payOut = inTurn(ledger.disbursed, ({ amount, again }) => {
    paidOut += amount
    joinedAgain += again
  })
  const pay = inTurn(ledger.paid, ({ period, amount }) => {
    const tally = tallyOf(period)
    tally.paid += amount
    if (tally.hasEnded) setUnpaid(tally, tally.unpaid - amount)
    else paidAhead += amount
  })
  const left = (day: DayNumber): number => {
    payOut(day)
    pay(day)
    return Math.max(0, paidOut - repaid - paidAhead + (day < ledger.overdueUntil ? unpaidInAll : 0))
  }
  const paidOutBy = (day: DayNumber): number => {
    payOut(day)
    return paidOut - joinedAgain
  }
  return {
    bearing: ledger.product.interest === 'flat' ? paidOutBy : left,
    left,
    end: (period, principal) => {
      payOut(period.dueOn)
      pay(period.dueOn)
      repaid += principal
      // Without payments and what is past due there is nothing to tell periods apart by.
      if (!countsOverdue && ledger.paid.length === 0) return
      const tally = tallyOf(period)
      paidAhead -= tally.paid
      tally.hasEnded = true
      setUnpaid(tally, principal - tally.paid)
    },
  }
}
