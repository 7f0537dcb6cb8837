import type { RoundingMode } from '../money.ts'
import { divide, divideExactly, type Fraction, toMultiple } from './fraction.ts'

/** How instalments are settled: product parameters. */
export interface Settling {
  readonly rounding: RoundingMode
  /** Instalments are whole multiples of so many minor units; 1 is no rounding beyond the minor unit. */
  readonly instalmentMultiple: number
  /** How an amount goes to a multiple: always up, so that the last instalment is the smaller one and no balloon, unless the product says otherwise. */
  readonly multipleRounding?: RoundingMode
}

/** An amount as a whole multiple, as the product settles it. */
export const asInstalment = (amount: number, settling: Settling): number =>
  toMultiple(amount, settling.instalmentMultiple, settling.multipleRounding ?? 'up')

const exactLevel = (principal: number, rates: readonly Fraction[], mode: RoundingMode): number => {
  // Over one common denominator: grown / of is the growth of all periods, weight / of what one unit per period is worth at the end.
  let grown = 1n
  let weight = 0n
  let of = 1n
  for (const rate of rates) {
    weight = weight * (rate.of + rate.parts) + of * rate.of
    grown *= rate.of + rate.parts
    of *= rate.of
  }
  return divideExactly(BigInt(principal) * grown, weight, mode)
}

const nearly = ({ parts, of, small }: Fraction): number =>
  small === undefined ? Number(parts) / Number(of) : small.parts / small.of

const nearBoundary = (value: number, mode: RoundingMode, tolerance: number): boolean => {
  const beyond = value - Math.floor(value)
  return mode === 'half-up' || mode === 'half-even'
    ? Math.abs(beyond - 0.5) < tolerance
    : beyond < tolerance || beyond > 1 - tolerance
}

/**
 * The equal amount a period that pays `principal` off: P × product of (1 + f) / F, with F = 1 and then F = 1 + F × (1 + f) for the second to
 * the last period. In floating point where that is proven enough: what comes near a rounding boundary is worked out again exactly.
 * @param rates what a balance earns in each period
 */
export const levelAmount = (principal: number, rates: readonly Fraction[], mode: RoundingMode): number => {
  let grown = 1
  let weight = 0
  for (const rate of rates) {
    const growth = 1 + nearly(rate)
    weight = weight * growth + 1
    grown *= growth
  }
  const value = (principal * grown) / weight
  // Each of the three operations a period can be off by half a unit in the last place, relative to the value.
  const tolerance = 1e-9 + value * rates.length * 1e-15
  const isSure = tolerance < 0.25 && !nearBoundary(value, mode, tolerance)
  if (!isSure) return exactLevel(principal, rates, mode)
  switch (mode) {
    case 'up':
      return Math.ceil(value)
    case 'down':
      return Math.floor(value)
    case 'half-up':
    case 'half-even':
      return Math.round(value)
  }
}

/** How a schedule ends. */
export interface Tail {
  readonly last: number
  readonly before: number
  /** Instalments that a difference between the two is shared over. */
  readonly sharers: number
}

/**
 * Brings the last instalment near the others by changing all of them a little: where it is off by more than half a minor unit for each of
 * `count` instalments, the difference is shared out and the change kept only if it got smaller; at most three rounds.
 * @param tailOf the end of the schedule with another instalment
 * @returns undefined when the instalment stays
 */
export const smoothed = (
  start: Tail,
  count: number,
  settling: Settling,
  tailOf: (instalment: number) => Tail | undefined,
): number | undefined => {
  let best: number | undefined
  let { last, before, sharers } = start
  const allowed = Math.floor(count / 2)
  for (let round = 0; round < 3 && allowed > 0; round++) {
    const difference = Math.abs(last - before)
    if (difference <= allowed) break
    const change = Math.sign(last - before) * divide(difference, Math.max(1, sharers), 'half-even')
    const trial = asInstalment(Math.max(0, before + change), settling)
    if (trial === before) break
    const tail = tailOf(trial)
    if (tail === undefined || Math.abs(tail.last - tail.before) >= difference) break
    best = trial
    last = tail.last
    before = tail.before
    sharers = tail.sharers
  }
  return best
}
