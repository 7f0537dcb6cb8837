import Big from 'big.js'
import { type Debt, totalOf } from '../intake/account.ts'
import { type MonthlyRate, monthlyRate } from './rate.ts'
import { amortise, levelInstalment, type Settling } from './schedule.ts'

/** The lender's levers on rate and term, and the debt they work on. */
export interface Levers extends Settling {
  readonly opening: Debt
  readonly contractRate: string
  readonly floorRate: string
  /** The term without relief, at most `maxMonths`. */
  readonly termMonths: number
  readonly maxMonths: number
}

/** A rate and term whose instalments all fit. */
export interface Fit {
  readonly rate: string
  readonly months: number
}

/** Rates are cut in steps of an eighth of a percent, as HAMP does. */
const rateStep = new Big('0.125')

/** The least whole number in `from`..`to` that passes, when passing never stops once begun; undefined when none does. */
const leastThat = (from: number, to: number, passes: (candidate: number) => boolean): number | undefined => {
  if (from > to || !passes(to)) return undefined
  let low = from
  let high = to
  while (low < high) {
    const middle = (low + high) >> 1
    if (passes(middle)) high = middle
    else low = middle + 1
  }
  return high
}

const levelWithin = (levers: Levers, rate: MonthlyRate, months: number, target: number): boolean =>
  levelInstalment(levers.opening, rate, months, levers) <= target

/** Whether each instalment is within `target`; the last one may be more than the others when amounts are rounded down. */
const allWithin = (levers: Levers, rate: MonthlyRate, months: number, target: number): boolean =>
  amortise(levers.opening, rate, levers, months).every((row) => totalOf(row) <= target)

/** The shortest term from `from` to `to` months at `rate` whose every instalment is within `target`. */
export const shortestTerm = (
  levers: Levers,
  rate: string,
  target: number,
  from: number,
  to: number,
): number | undefined => {
  const monthly = monthlyRate(rate)
  let months = leastThat(from, to, (candidate) => levelWithin(levers, monthly, candidate, target))
  while (months !== undefined && !allWithin(levers, monthly, months, target))
    months = months < to ? months + 1 : undefined
  return months
}

/** The lowest rate a plan may bear: the floor, or the contract's own when that is lower still. */
const lowestRate = ({ contractRate, floorRate }: Levers): string =>
  new Big(floorRate).lt(contractRate) ? floorRate : contractRate

/** The highest rate from `from` down to the floor at which every one of `months` instalments is within `target`. */
export const leastCut = (levers: Levers, from: string, months: number, target: number): string | undefined => {
  const lowest = new Big(lowestRate(levers))
  const room = new Big(from).minus(lowest)
  if (room.lt(0)) return undefined
  const steps = room.div(rateStep).round(0, Big.roundUp).toNumber()
  const rateAfter = (cut: number): string =>
    cut === steps ? lowest.toFixed() : new Big(from).minus(rateStep.times(cut)).toFixed()
  let cut = leastThat(0, steps, (candidate) => levelWithin(levers, monthlyRate(rateAfter(candidate)), months, target))
  while (cut !== undefined && !allWithin(levers, monthlyRate(rateAfter(cut)), months, target))
    cut = cut < steps ? cut + 1 : undefined
  return cut === undefined ? undefined : rateAfter(cut)
}

/**
 * The waterfall, in HAMP's order, as far as `target` a month needs: the contract's rate within its term; then a lower rate for that term;
 * then, at the lowest rate, a longer term. Undefined when even that is too much.
 */
export const waterfall = (levers: Levers, target: number): Fit | undefined => {
  const { contractRate, termMonths, maxMonths } = levers
  const withinTerm = shortestTerm(levers, contractRate, target, 1, termMonths)
  if (withinTerm !== undefined) return { rate: contractRate, months: withinTerm }
  const cut = leastCut(levers, contractRate, termMonths, target)
  if (cut !== undefined) return { rate: cut, months: termMonths }
  const rate = lowestRate(levers)
  const longer = shortestTerm(levers, rate, target, termMonths + 1, maxMonths)
  return longer === undefined ? undefined : { rate, months: longer }
}

/** The shortest plan for `target` a month at a rate already granted; the rate gives way only once the term cannot. */
export const fitFrom = (levers: Levers, rate: string, target: number): Fit | undefined => {
  const months = shortestTerm(levers, rate, target, 1, levers.maxMonths)
  if (months !== undefined) return { rate, months }
  const cut = leastCut(levers, rate, levers.maxMonths, target)
  return cut === undefined ? undefined : { rate: cut, months: levers.maxMonths }
}

/** The lowest level instalment that policy's levers can reach. */
export const lowestInstalment = (levers: Levers): number =>
  levelInstalment(levers.opening, monthlyRate(lowestRate(levers)), levers.maxMonths, levers)
