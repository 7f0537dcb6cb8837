import { changeDays, runningBalance } from './balance.ts'
import type { DayNumber } from './due-dates.ts'
import { type Fraction, none, product, scaled, share, sum } from './fraction.ts'
import type { Ledger, LoanPeriod } from './ledger.ts'

/** What a period comes to. Minor units. */
export interface Counted {
  readonly period: LoanPeriod
  /** The balance before the period: scheduled, less what was paid ahead, and with what is past due. */
  readonly opening: number
  /** Interest of the period itself. */
  readonly own: number
  /** Interest that accrued or was carried here, whether or not the instalment has room for it. */
  readonly accrued: number
  readonly interest: number
  readonly principal: number
  /** What the instalment comes to. */
  readonly instalment: number
  /** Interest that the instalment has no room for, carried to the next. */
  readonly carried: number
  /** Interest put off by the periods before, which falls due here on top of the agreed instalment. */
  readonly putOffBefore: number
  readonly isPaid: boolean
}

/** What was paid of the agreed instalment of a period: without interest that was put off to it. */
export const paidOfAgreed = ({ period, putOffBefore }: Counted): number =>
  period.paidPrincipal + Math.max(0, period.paidInterest - putOffBefore)

/** The yearly rate on a day. A rate holds from its day on until the next. */
export const rateOn = ({ rates }: Ledger, on: DayNumber): Fraction => {
  let found = rates[0]
  for (const candidate of rates) {
    if (candidate.from <= on && (found === undefined || candidate.from >= found.from)) found = candidate
  }
  return found?.rate ?? none
}

const isPaused = ({ pauses }: Ledger, on: DayNumber): boolean =>
  pauses.some(({ from, until }) => from <= on && on < until)

/** Where the stretches of periods begin. @param days of change, in order @returns asked for period by period, in their order */
const stretchesBy = (days: readonly DayNumber[]) => {
  let next = 0
  return ({ from, dueOn }: Pick<LoanPeriod, 'from' | 'dueOn'>): DayNumber[] => {
    const starts = [from]
    for (let day = days[next]; day !== undefined && day < dueOn; day = days[next]) {
      if (day > (starts.at(-1) ?? from)) starts.push(day)
      next++
    }
    return starts
  }
}

/** What a unit of balance earns in a period, as the level instalment is worked out by. */
export const factorOf = (ledger: Ledger, period: LoanPeriod, days: readonly DayNumber[]): Fraction => {
  const starts = stretchesBy(days)(period)
  return starts.reduce((total, from, place) => {
    if (isPaused(ledger, from)) return total
    const until = starts[place + 1] ?? period.dueOn
    return sum(total, product(rateOn(ledger, from), period.shares.plainPart(period, from, until)))
  }, none)
}

/** Interest goes to the nearest unit whichever way instalments go: always up, its cents would pile up in the last instalment. */
const interestRounding = ({ product: { rounding } }: Ledger): 'half-up' | 'half-even' =>
  rounding === 'half-up' ? 'half-up' : 'half-even'

/** What a unit of balance earns in a stretch of a period; remembered, as most of them are counted over and over. */
const stretchFactor = (ledger: Ledger, period: LoanPeriod, from: DayNumber, until: DayNumber): Fraction => {
  const rate = rateOn(ledger, from)
  for (const known of period.remembered)
    if (known.from === from && known.until === until && known.rate === rate) return known.factor
  const factor = product(rate, period.shares.part(period, from, until))
  period.remembered.push({ from, until, rate, factor })
  return factor
}

/** The pieces of a period with one balance and one rate each are rounded only in sum. */
const interestOf = (
  ledger: Ledger,
  period: LoanPeriod,
  starts: readonly DayNumber[],
  balanceOn: (day: DayNumber) => number,
): number => {
  const mode = interestRounding(ledger)
  const isFree = (day: DayNumber): boolean => day >= ledger.interestUntil || isPaused(ledger, day)
  if (starts.length === 1)
    return isFree(period.from)
      ? 0
      : share(balanceOn(period.from), stretchFactor(ledger, period, period.from, period.dueOn), mode)
  let total = none
  for (const [place, from] of starts.entries()) {
    const balance = balanceOn(from)
    if (balance === 0 || isFree(from)) continue
    total = sum(total, scaled(stretchFactor(ledger, period, from, starts[place + 1] ?? period.dueOn), balance))
  }
  return share(1, total, mode)
}

type Due = Pick<Counted, 'instalment' | 'interest' | 'principal' | 'carried'> & { readonly putOff: number }

/** Only the principal falls due; the interest joins what is put off already. */
const dueWithInterestPutOff = (period: LoanPeriod, accrued: number, room: number, putOff: number): Due => {
  const principal = Math.max(0, room - accrued, period.paidPrincipal)
  const interest = period.paidInterest
  return { instalment: principal + interest, interest, principal, carried: 0, putOff: putOff + accrued - interest }
}

/** Interest and principal due, where `accrued` is what the period has to bear. What was paid already stays due. */
const dueOf = (period: LoanPeriod, accrued: number, putOff: number): Due => {
  const own = period.fixes === 'instalment' ? period.instalment : period.instalment + accrued
  const room = own + period.broughtForward
  if (period.interestPutOff) return dueWithInterestPutOff(period, accrued, room, putOff)
  const paidOfOwn = period.paidInterest - putOff
  const isPrincipalPaidBeyond = period.paidPrincipal > Math.max(0, room - accrued)
  const interest = Math.max(isPrincipalPaidBeyond ? 0 : Math.min(accrued, room), paidOfOwn)
  const principal = Math.max(0, room - interest, period.paidPrincipal)
  return { instalment: room + putOff, interest: interest + putOff, principal, carried: accrued - interest, putOff: 0 }
}

/**
 * Counts all periods of a loan in order: interest on what was outstanding, day by day as far as it changed; the rest of the instalment is
 * principal. Interest above an instalment is carried to the next.
 */
export const count = (ledger: Ledger): Counted[] => {
  const counted: Counted[] = []
  const startsOf = stretchesBy(changeDays(ledger))
  const balance = runningBalance(ledger)
  let carried = 0
  let putOff = 0
  for (const period of ledger.periods) {
    const starts = startsOf(period)
    const opening = balance.left(period.from)
    const own = period.interestMoved ? 0 : (period.ownInterest ?? interestOf(ledger, period, starts, balance.bearing))
    const accrued = Math.max(0, own + period.broughtForward + carried)
    const due = dueOf(period, accrued, putOff)
    counted.push({
      period,
      opening,
      own,
      accrued,
      interest: due.interest,
      principal: due.principal,
      instalment: due.instalment,
      carried: due.carried,
      putOffBefore: period.interestPutOff ? 0 : putOff,
      isPaid: due.instalment === period.paidPrincipal + period.paidInterest,
    })
    balance.end(period, due.principal)
    carried = due.carried
    putOff = due.putOff
  }
  return counted
}
