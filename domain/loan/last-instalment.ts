import { type Counted, count, paidOfAgreed } from './count.ts'
import type { DayNumber } from './due-dates.ts'
import { totalOfAmounts } from './fraction.ts'
import { copyOf, disbursedInAll, type Ledger, type LoanPeriod } from './ledger.ts'

/**
 * Interest up to `on` of periods behind the last unpaid one, which were paid ahead and have no room for it, falls due in that one.
 * @returns whether there was any
 */
const bringForward = (ledger: Ledger, to: LoanPeriod, on: DayNumber): boolean => {
  if (ledger.periods.at(-1) === to) return false
  const trial = { ...copyOf(ledger), interestUntil: Math.min(on, ledger.interestUntil) }
  const behind = count(trial).findLast(({ period, carried }) => carried > 0 && period.dueOn > to.dueOn)
  if (behind === undefined) return false
  to.broughtForward = behind.carried
  for (const period of ledger.periods) if (period.dueOn > to.dueOn) period.interestMoved = true
  return true
}

/** Lets all interest fall due where it accrued again. @returns whether any did not */
const takeBack = ({ periods }: Ledger, from: LoanPeriod): boolean => {
  const wasMoved = from.broughtForward !== 0 || periods.some(({ interestMoved }) => interestMoved)
  from.broughtForward = 0
  for (const period of periods) period.interestMoved = false
  return wasMoved
}

/** The least that a period's fixed amount can be: what was paid of it already, and interest that does not fall with the balance. */
const leastOf = ({ product: { interest } }: Ledger, counted: Counted): number => {
  const { period, accrued } = counted
  if (period.fixes !== 'instalment') return period.paidPrincipal
  const hasFixedInterest = interest === 'flat' || period.ownInterest !== undefined
  return Math.max(paidOfAgreed(counted), hasFixedInterest ? period.paidPrincipal + accrued : 0)
}

/** The principal that all instalments together repay. */
const promisedBy = (counted: readonly Counted[]): number => totalOfAmounts(counted.map(({ principal }) => principal))

/**
 * The last unpaid instalment takes the difference, so that all of the principal is repaid and no more; where it cannot be so small, the one
 * before it takes the rest.
 * @param on up to when interest behind that instalment is brought forward
 * @returns the loan as it counts then
 */
export const settleLast = (ledger: Ledger, on: DayNumber): Counted[] => {
  const settled = new Set(ledger.periods.filter(({ fixes }) => fixes === 'interest-only'))
  const disbursed = disbursedInAll(ledger)
  let counted = count(ledger)
  // Each round either settles a period for good or brings its interest up to its new instalment.
  for (let round = 0; round < 2 * ledger.periods.length + 8; round++) {
    // Where all instalments were rounded to nothing, they count as paid: then the last one takes what is left.
    const found =
      counted.findLast(({ period, isPaid }) => !isPaid && !settled.has(period)) ??
      (promisedBy(counted) < disbursed ? counted.at(-1) : undefined)
    if (found === undefined) break
    const { period } = found
    if (takeBack(ledger, period)) counted = count(ledger)
    const before = period.instalment
    const wanted = before + disbursed - promisedBy(counted)
    period.instalment = Math.max(wanted, leastOf(ledger, found))
    if (period.instalment !== before) counted = count(ledger)
    if (wanted !== period.instalment) settled.add(period)
    else if (promisedBy(counted) === disbursed) {
      if (!bringForward(ledger, period, on)) break
      // Of what is brought forward, some may be paid already.
      period.instalment += disbursed - promisedBy(count(ledger))
      return count(ledger)
    }
  }
  return counted
}
