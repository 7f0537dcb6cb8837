import { type Refusal, refusal } from '../outcome.ts'
import type { Day } from '../time.ts'
import { isWhole, largestAmount } from './input.ts'
import {
  type Elapsed,
  type SeriesDay,
  seriesOf,
  type UnitPeriod,
  unitPeriodOf,
  unitPeriodsBetween,
  unitPeriodsPerYear,
} from './unit-period.ts'

/** Money that moves on a day, in minor units; 0 is no movement. */
export interface DatedAmount {
  readonly on: Day
  readonly amount: number
}

/** A loan as Regulation Z sees it: what the borrower gets (the amount financed) and what they pay, in any order. */
export interface Transaction {
  readonly advances: readonly DatedAmount[]
  readonly payments: readonly DatedAmount[]
}

/** A loan paid out once and paid back one unit-period apart. Amounts are minor units. */
export interface RegularTransaction {
  readonly amountFinanced: number
  /** In their order; 0 where none is due. */
  readonly payments: readonly number[]
  /** From the advance to the first payment. */
  readonly untilFirst: Elapsed
  readonly unitPeriod: UnitPeriod
}

/** A movement at its place in time: above zero a payment, below zero an advance. */
interface Flow extends Elapsed {
  readonly amount: number
}

const mostFlows = 5000
/** One million percent a year: beyond, a rate says nothing to anybody. */
const highestYearlyRate = 10_000

const noRate = (reason: string): Refusal => refusal('no-annual-percentage-rate', reason)

/** The value of all flows at the start for a rate per unit-period, and how it changes with the rate ((b)(8)). */
const valueAt = (flows: readonly Flow[], rate: number): { readonly value: number; readonly slope: number } => {
  const discount = 1 / (1 + rate)
  const steeper = -discount * discount
  let value = 0
  let slope = 0
  let time = flows.at(-1)?.whole ?? 0
  const backTo = (whole: number): void => {
    for (; time > whole; time--) {
      slope = slope * discount + value * steeper
      value *= discount
    }
  }
  for (let index = flows.length - 1; index >= 0; index--) {
    const flow = flows[index]
    if (flow === undefined) continue
    backTo(flow.whole)
    const fraction = flow.part / flow.of
    const share = 1 / (1 + fraction * rate)
    value += flow.amount * share
    slope -= flow.amount * fraction * share * share
  }
  backTo(0)
  return { value, slope }
}

/** Towards -100 % a period the latest flow outweighs all others, beyond what a double holds. */
const isAboveZero = (flows: readonly Flow[], rate: number): boolean => {
  const { value } = valueAt(flows, rate)
  return Number.isFinite(value) ? value > 0 : (flows.at(-1)?.amount ?? 0) > 0
}

const byNewton = (flows: readonly Flow[]): number | undefined => {
  let rate = 0
  for (let round = 0; round < 30; round++) {
    const { value, slope } = valueAt(flows, rate)
    const next = rate - value / slope
    if (!(next > -1 && next < Number.MAX_VALUE)) return undefined
    if (Math.abs(next - rate) <= 1e-14 * (1 + Math.abs(next))) return next
    rate = next
  }
  return undefined
}

const bisected = (flows: readonly Flow[], from: number, to: number): number => {
  const wasAbove = isAboveZero(flows, from)
  let near = from
  let far = to
  for (let round = 0; round < 200; round++) {
    const middle = (near + far) / 2
    if (isAboveZero(flows, middle) === wasAbove) near = middle
    else far = middle
  }
  return (near + far) / 2
}

/** Looks for the change of sign that lies nearest to zero, upwards first. */
const byBisection = (flows: readonly Flow[], highest: number): number | undefined => {
  const wasAbove = isAboveZero(flows, 0)
  const upwards: number[] = [0]
  for (let rate = 1e-4; rate < highest; rate *= 1.5) upwards.push(rate)
  const downwards = Array.from({ length: 60 }, (_, index) => 0.8 ** index - 1)
  for (const rates of [upwards, downwards]) {
    const beyond = rates.findIndex((rate) => isAboveZero(flows, rate) !== wasAbove)
    if (beyond > 0) return bisected(flows, rates[beyond - 1] ?? 0, rates[beyond] ?? 0)
  }
  return undefined
}

/** The sign of the value at the rate `parts / of`, exact. */
const exactSign = (flows: readonly Flow[], parts: bigint, of: bigint): number => {
  const shareOf = (flow: Flow): bigint => BigInt(flow.of) * of + BigInt(flow.part) * parts
  const everyShare = [...new Set(flows.map(shareOf))].reduce((product, share) => product * share, 1n)
  const end = BigInt(flows.at(-1)?.whole ?? 0)
  const value = flows.reduce((sum, flow) => {
    const whole = BigInt(flow.whole)
    const discounted = of ** whole * (of + parts) ** (end - whole)
    return sum + BigInt(flow.amount) * BigInt(flow.of) * of * discounted * (everyShare / shareOf(flow))
  }, 0n)
  return Number(value > 0n) - Number(value < 0n)
}

/** Hundredths of a percent a year; half-way goes up. What a double cannot tell apart is told exactly. */
const hundredthsOf = (flows: readonly Flow[], rate: number, perYear: { parts: number; of: number }): number => {
  const hundredths = (rate * 10_000 * perYear.parts) / perYear.of
  const below = Math.floor(hundredths)
  if (Math.abs(hundredths - below - 0.5) > 1e-6) return Math.round(hundredths)
  const halfWay = exactSign(flows, BigInt(2 * below + 1) * BigInt(perYear.of), 20_000n * BigInt(perYear.parts))
  // The value falls as the rate grows where payments follow advances: above zero half-way, the rate lies higher still.
  return halfWay * Math.sign(valueAt(flows, rate).slope) <= 0 ? below + 1 : below
}

const rateOf = (flows: readonly Flow[], unitPeriod: UnitPeriod): number | Refusal => {
  const perYear = unitPeriodsPerYear(unitPeriod)
  const highest = (highestYearlyRate * perYear.of) / perYear.parts
  const found = byNewton(flows) ?? byBisection(flows, highest)
  if (found === undefined || found > highest)
    return noRate('payments: no rate up to 1,000,000 percent a year makes them worth the advances; correct the amounts')
  const percent = hundredthsOf(flows, found, perYear) / 100
  return percent === 0 ? 0 : percent
}

const checkAmounts = (field: string, amounts: readonly number[]): Refusal | undefined => {
  if (amounts.length > mostFlows) return noRate(`${field}: ${amounts.length} are more than ${mostFlows}`)
  const wrong = amounts.find((amount) => !isWhole(amount, 0, largestAmount))
  if (wrong !== undefined) return noRate(`${field}: ${wrong} is not a whole number of minor units from 0 to 10^13`)
  return amounts.some((amount) => amount > 0) ? undefined : noRate(`${field}: at least one must be above zero`)
}

interface Series {
  readonly days: readonly SeriesDay[]
  readonly amounts: readonly number[]
}

const read = (movements: readonly DatedAmount[]): Series => {
  const inOrder = movements
    .filter(({ amount }) => amount > 0)
    .toSorted((one, other) => Number(one.on > other.on) - Number(one.on < other.on))
  return { days: seriesOf(inOrder.map(({ on }) => on)), amounts: inOrder.map(({ amount }) => amount) }
}

const flowsOf = (start: SeriesDay, { days, amounts }: Series, sign: 1 | -1, unitPeriod: UnitPeriod): Flow[] =>
  days.map((day, index) => ({ amount: sign * (amounts[index] ?? 0), ...unitPeriodsBetween(start, day, unitPeriod) }))

/**
 * The annual percentage rate by the actuarial method (US Regulation Z, 12 CFR 1026, Appendix J): percent with two decimals, exact.
 * The unit-period follows from the dates. Below zero when less is paid than was advanced, as after a waiver; where advances and
 * payments alternate and several rates fit, one near zero. Refuses what has no rate.
 */
export const annualPercentageRate = ({ advances, payments }: Transaction): number | Refusal => {
  const wrong =
    checkAmounts(
      'advances',
      advances.map(({ amount }) => amount),
    ) ??
    checkAmounts(
      'payments',
      payments.map(({ amount }) => amount),
    )
  if (wrong !== undefined) return wrong
  const paidOut = read(advances)
  const paidBack = read(payments)
  const [start] = [paidOut.days[0], paidBack.days[0]]
    .filter((day) => day !== undefined)
    .toSorted((one, other) => one.dayNumber - other.dayNumber)
  const ends = [paidOut.days.at(-1), paidBack.days.at(-1)]
  if (start === undefined || ends.every((end) => end?.dayNumber === start.dayNumber))
    return noRate('payments: all money moves on one day; give at least one later day')
  const unitPeriod = unitPeriodOf(start, paidOut.days, paidBack.days)
  const flows = [...flowsOf(start, paidOut, -1, unitPeriod), ...flowsOf(start, paidBack, 1, unitPeriod)]
  return rateOf(
    flows.toSorted((one, other) => one.whole - other.whole),
    unitPeriod,
  )
}

/**
 * The annual percentage rate of a loan paid back one unit-period apart; as `annualPercentageRate` without the dates, for loops that
 * weigh many plans.
 */
export const regularAnnualPercentageRate = (regular: RegularTransaction): number | Refusal => {
  const { amountFinanced, payments, untilFirst, unitPeriod } = regular
  const wrong = checkAmounts('amountFinanced', [amountFinanced]) ?? checkAmounts('payments', payments)
  if (wrong !== undefined) return wrong
  const flows: Flow[] = [{ amount: -amountFinanced, whole: 0, part: 0, of: 1 }]
  for (const [index, amount] of payments.entries())
    if (amount > 0) flows.push({ amount, whole: untilFirst.whole + index, part: untilFirst.part, of: untilFirst.of })
  const [, first] = flows
  if (flows.length === 2 && first !== undefined && first.whole === 0 && first.part === 0)
    return noRate('untilFirst: the only payment falls on the day of the advance; give it a later one')
  return rateOf(flows, unitPeriod)
}
