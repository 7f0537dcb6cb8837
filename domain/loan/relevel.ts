import { changeDays } from './balance.ts'
import { count, factorOf, rateOn } from './count.ts'
import type { DayNumber } from './due-dates.ts'
import { divide, type Fraction, none, product, share, sum, totalOfAmounts } from './fraction.ts'
import { settleLast } from './last-instalment.ts'
import { copyOf, disbursedInAll, type Ledger, type LoanPeriod, paidOf, withoutPayments } from './ledger.ts'
import { asInstalment, levelAmount, smoothed, type Tail } from './level-instalment.ts'

/**
 * What the periods from `first` on are to repay: the balance before them and what is paid out during them. What is past due is none of it:
 * it is repaid where it fell due, or was moved by a relief and joined the balance on that day.
 */
const toRepay = (ledger: Ledger, first: number): number => {
  const found = count({ ...ledger, overdueUntil: Number.NEGATIVE_INFINITY })[first]
  if (found === undefined) return 0
  const { from, dueOn } = found.period
  // What is paid on the very first day is paid during the first period, not before it.
  const before = first === 0 ? 0 : found.opening
  const during = ledger.disbursed.filter(({ on }) => (first === 0 || on > from) && on <= dueOn)
  return before + totalOfAmounts(during.map(({ amount }) => amount))
}

const idealFactor = (ledger: Ledger, period: LoanPeriod): Fraction =>
  product(rateOn(ledger, period.from), period.shares.idealPeriod())

/** The level instalment that repays `balance` over some periods, leaving `balloon` for the end. */
export const levelOf = (ledger: Ledger, levelled: readonly LoanPeriod[], balance: number, balloon: number): number => {
  const { rounding } = ledger.product
  const days = changeDays(ledger)
  const factors =
    ledger.product.instalmentFrom === 'ideal-periods'
      ? levelled.map((period) => idealFactor(ledger, period))
      : levelled.map((period) => factorOf(ledger, period, days))
  const [first] = factors
  const ofBalloon = balloon === 0 || first === undefined ? 0 : share(balloon, first, rounding)
  return asInstalment(levelAmount(balance - balloon, factors, rounding) + ofBalloon, ledger.product)
}

/** Flat: the whole interest and what is left to repay, in equal parts. */
const flatInstalment = (ledger: Ledger, levelled: readonly LoanPeriod[], balance: number): number => {
  const interest = totalOfAmounts(count(ledger).map(({ period, own }) => (levelled.includes(period) ? own : 0)))
  return asInstalment(divide(balance + interest, levelled.length, ledger.product.rounding), ledger.product)
}

/** Flat over ideal periods: interest on all that was ever paid out for the whole term, in equal parts; principal in equal parts too. */
export const levelIdealFlat = (ledger: Ledger, first: number, paidOut: number): void => {
  const { periods, product: settling } = ledger
  const whole = periods.reduce((total, period) => sum(total, idealFactor(ledger, period)), none)
  const interest = share(paidOut, whole, 'half-even')
  const interestEach = divide(interest, periods.length, 'half-even')
  const principalEach = divide(disbursedInAll(ledger), periods.length, settling.rounding)
  for (const [index, period] of periods.entries()) {
    const isLast = index === periods.length - 1
    const principal = period.instalment - (period.ownInterest ?? 0)
    period.ownInterest = isLast ? interest - interestEach * (periods.length - 1) : interestEach
    period.instalment =
      index < first ? principal + period.ownInterest : asInstalment(principalEach + period.ownInterest, settling)
    period.agreed = period.instalment
  }
  settleLast(ledger, periods[first]?.dueOn ?? 0)
}

const agree = (periods: readonly LoanPeriod[], instalment: number): void => {
  for (const period of periods) {
    if (period.fixes === 'instalment' && instalment >= paidOf(period)) period.agreed = period.instalment = instalment
  }
}

const tailIn = (ledger: Ledger, first: number, balloon: number): Tail | undefined => {
  const counted = count(ledger)
  for (let index = counted.length - 1; index > first; index--) {
    const [last, before] = [counted[index], counted[index - 1]]
    if (last === undefined || before === undefined || last.isPaid || before.isPaid) continue
    const beyond = counted.slice(first).filter(({ period }) => paidOf(period) > before.period.instalment).length
    return {
      last: last.period.instalment - (index === counted.length - 1 ? balloon : 0),
      before: before.period.instalment,
      sharers: counted.length - first - beyond,
    }
  }
  return undefined
}

/** Tries instalments nearer to each other, and keeps what brings the last one nearer. */
export const smooth = (ledger: Ledger, first: number, on: DayNumber, balloon: number): void => {
  const start = tailIn(ledger, first, balloon)
  if (start === undefined) return
  const instalment = smoothed(start, ledger.periods.length - first, ledger.product, (tried) => {
    const trial = copyOf(ledger)
    agree(trial.periods.slice(first), tried)
    settleLast(trial, on)
    return tailIn(trial, first, balloon)
  })
  if (instalment === undefined) return
  agree(ledger.periods.slice(first), instalment)
  settleLast(ledger, on)
  for (const period of ledger.periods.slice(first)) period.agreed = period.instalment
}

/** Equal parts of the principal, each with the interest of its period. */
const levelPrincipal = (ledger: Ledger, periods: readonly LoanPeriod[], balance: number): void => {
  const each = divide(balance, periods.length, ledger.product.rounding)
  for (const period of periods) period.agreed = period.instalment = each
}

/**
 * Works the instalments of the periods from `first` on out again, on what is outstanding before them.
 * @param balloon principal that is left for the last one beyond its own part
 */
export const relevel = (ledger: Ledger, first: number, balloon: number): void => {
  const period = ledger.periods[first]
  if (period === undefined) return
  const related = ledger.periods.slice(first)
  const levelled = related.filter(({ fixes }) => fixes === 'instalment')
  const balance = toRepay(ledger, first)
  const left = Math.min(balloon, balance)
  const isFlat = ledger.product.interest === 'flat'
  if (levelled.length === 0)
    levelPrincipal(
      ledger,
      related.filter(({ fixes }) => fixes === 'principal'),
      balance - left,
    )
  else agree(levelled, isFlat ? flatInstalment(ledger, levelled, balance) : levelOf(ledger, levelled, balance, left))
  settleLast(ledger, period.dueOn)
  if (ledger.product.smoothing && !isFlat && levelled.length > 0) smooth(ledger, first, period.dueOn, left)
}

/** As `relevel`, but on the loan as it was scheduled, whatever has been paid: what a further payout does. */
export const relevelAsScheduled = (ledger: Ledger, first: number, balloon: number): void => {
  const scheduled = withoutPayments(ledger)
  relevel(scheduled, first, balloon)
  for (const [index, period] of scheduled.periods.entries()) {
    const target = ledger.periods[index]
    if (index >= first && target !== undefined) {
      target.instalment = period.instalment
      target.agreed = period.agreed
    }
  }
  settleLast(ledger, ledger.periods[first]?.dueOn ?? 0)
}

/** Adds an amount to the principal of the periods from `first` on in equal parts, the last taking the rest: without interest nothing else changes. */
export const spreadPrincipal = (ledger: Ledger, first: number, amount: number): void => {
  const related = ledger.periods.slice(first).filter(({ fixes }) => fixes !== 'interest-only')
  const each = divide(amount, Math.max(1, related.length), ledger.product.rounding)
  for (const period of related) {
    period.instalment = asInstalment(period.instalment + each, ledger.product)
    period.agreed = period.instalment
  }
  settleLast(ledger, ledger.periods[first]?.dueOn ?? 0)
}
