import Big from 'big.js'
import type { Debt } from '../intake/account.ts'
import type { Fraction } from '../loan/fraction.ts'
import type { Lever } from '../policy/policy.ts'
import { affordableFrom, isKeepable, type Means } from './means.ts'
import { monthlyRate } from './rate.ts'
import { amortise, levelAfter, type Settling } from './schedule.ts'
import { levelStart, monthsWithout, type Start } from './start.ts'

/** The lender's levers, the debt they work on, and the means that instalments must stay within. Amounts are minor units. */
export interface Levers extends Settling {
  readonly opening: Debt
  readonly contractRate: string
  readonly floorRate: string
  readonly rateStep: string
  /** The term without relief, at most `maxMonths`. */
  readonly termMonths: number
  readonly maxMonths: number
  /** The most principal that may be set aside. */
  readonly maxDeferred: number
  readonly order: readonly Lever[]
  readonly means: Means
  /** Counts the combinations of levers tried. */
  readonly examined: { count: number }
}

/** How far each lever is used. */
export interface Fit {
  readonly rate: string
  readonly months: number
  readonly deferred: number
}

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

/** The debt that is scheduled once some principal is set aside. */
export const scheduledDebt = (opening: Debt, deferred: number): Debt => ({
  ...opening,
  principal: opening.principal - deferred,
})

/** Whether the level instalments are within `target`, counted without the last one's rounding. */
const levelWithin = (levers: Levers, { rate, months, deferred }: Fit, start: Start, target: number): boolean => {
  levers.examined.count += 1
  return levelAfter(scheduledDebt(levers.opening, deferred), rateOf(rate), levers, months, start) <= target
}

const rates = new Map<string, Fraction>()

/** Rates recur by the thousand in a search. */
const rateOf = (percent: string): Fraction => {
  const known = rates.get(percent) ?? monthlyRate(percent)
  if (rates.size < 10_000) rates.set(percent, known)
  return known
}

/** Whether every instalment is within `target` and affordable in its month; rounding can make the last one more than the others. */
const allWithin = (levers: Levers, fit: Fit, start: Start, target: number): boolean => {
  const opening = scheduledDebt(levers.opening, fit.deferred)
  const rows = amortise(opening, rateOf(fit.rate), levers, fit.months, start)
  const within = rows.every(({ principal, interest, fees }) => principal + interest + fees <= target)
  return within && isKeepable(rows, levers.means, monthsWithout(start))
}

/** The least use of one lever that fits, when more of it never makes instalments larger. */
const leastUse = (
  levers: Levers,
  start: Start,
  target: number,
  from: number,
  to: number,
  used: (candidate: number) => Fit,
): Fit | undefined => {
  const least = leastThat(from, to, (use) => levelWithin(levers, used(use), start, target))
  if (least === undefined) return undefined
  // Rounding may ask for a little more than the least; where much more is needed, longer and longer steps find it soon.
  for (let more = 0; least + more <= to; more += Math.max(1, more >> 3))
    if (allWithin(levers, used(least + more), start, target)) return used(least + more)
  return undefined
}

/** The shortest term from `from` to `to` months whose every instalment is within `target`. */
export const shortestTerm = (
  levers: Levers,
  fit: Omit<Fit, 'months'>,
  start: Start,
  target: number,
  from: number,
  to: number,
): Fit | undefined =>
  leastUse(levers, start, target, Math.max(from, start.months + 1), to, (months) => ({ ...fit, months }))

/** The lowest rate a plan may bear: the floor, or the contract's own when that is lower still. */
const lowestRate = ({ contractRate, floorRate }: Levers): string =>
  new Big(floorRate).lt(contractRate) ? floorRate : contractRate

/** The least cut of the rate of `fit`, in steps down to the floor, whose every instalment is within `target`. */
export const leastCut = (levers: Levers, fit: Fit, start: Start, target: number): Fit | undefined => {
  const lowest = new Big(lowestRate(levers))
  const room = new Big(fit.rate).minus(lowest)
  if (room.lt(0)) return undefined
  const steps = room.div(levers.rateStep).round(0, Big.roundUp).toNumber()
  const rateAfter = (cut: number): string =>
    cut === steps ? lowest.toFixed() : new Big(fit.rate).minus(new Big(levers.rateStep).times(cut)).toFixed()
  return leastUse(levers, start, target, 0, steps, (cut) => ({ ...fit, rate: rateAfter(cut) }))
}

/** The least principal to set aside, in whole instalment multiples. */
const leastDeferral = (levers: Levers, fit: Fit, start: Start, target: number): Fit | undefined => {
  const steps = Math.floor(Math.min(levers.maxDeferred, levers.opening.principal - 1) / levers.instalmentMultiple)
  return leastUse(levers, start, target, 1, steps, (step) => ({ ...fit, deferred: step * levers.instalmentMultiple }))
}

/** The least use of a lever beyond `fit`; undefined when even its limit is not enough. */
const pulled = (lever: Lever, levers: Levers, fit: Fit, start: Start, target: number): Fit | undefined => {
  switch (lever) {
    case 'rate':
      return leastCut(levers, fit, start, target)
    case 'term':
      return shortestTerm(levers, fit, start, target, fit.months + 1, levers.maxMonths)
    case 'deferral':
      return leastDeferral(levers, fit, start, target)
  }
}

/** A lever used to its limit. */
const exhausted = (lever: Lever, levers: Levers, fit: Fit): Fit => {
  switch (lever) {
    case 'rate':
      return { ...fit, rate: lowestRate(levers) }
    case 'term':
      return { ...fit, months: Math.max(fit.months, levers.maxMonths) }
    case 'deferral':
      return { ...fit, deferred: levers.maxDeferred - (levers.maxDeferred % levers.instalmentMultiple) }
  }
}

/** What is affordable in every month of level instalments after a start. */
const levelTarget = ({ means }: Levers, start: Start): number => affordableFrom(means, start.months + 1)

/**
 * The waterfall in the manner of HAMP: the contract's rate within its term, as short as means allow; else the levers in policy's order, each
 * used only as far as needed and to its limit before the next. Undefined when all of them together are not enough.
 */
export const waterfall = (levers: Levers, start: Start, target = levelTarget(levers, start)): Fit | undefined => {
  const contract = { rate: levers.contractRate, deferred: 0 }
  const term = Math.min(levers.termMonths + start.months, levers.maxMonths)
  const from = start.start === 'level' ? 1 : term
  const within = shortestTerm(levers, contract, start, target, from, term)
  if (within !== undefined) return within
  let fit: Fit = { ...contract, months: term }
  if (fit.months <= start.months) return undefined
  for (const lever of levers.order) {
    const enough = pulled(lever, levers, fit, start, target)
    if (enough !== undefined) return enough
    fit = exhausted(lever, levers, fit)
  }
  return undefined
}

/** The shortest plan within `target` at a rate already granted; the rate gives way only once the term cannot. */
export const fitFrom = (levers: Levers, rate: string, start: Start, target: number): Fit | undefined =>
  shortestTerm(levers, { rate, deferred: 0 }, start, target, 1, levers.maxMonths) ??
  leastCut(levers, { rate, deferred: 0, months: levers.maxMonths }, start, target)

/** The lowest level instalment that all levers together can reach. */
export const lowestInstalment = (levers: Levers): number => {
  const contract: Fit = { rate: levers.contractRate, months: levers.termMonths, deferred: 0 }
  const { rate, months, deferred } = levers.order.reduce((fit, lever) => exhausted(lever, levers, fit), contract)
  return levelAfter(scheduledDebt(levers.opening, deferred), rateOf(rate), levers, months, levelStart)
}
