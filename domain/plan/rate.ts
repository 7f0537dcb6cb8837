import { decimal, type Fraction, fraction, scaled, share } from '../loan/fraction.ts'
import * as loan from '../loan/level-instalment.ts'
import type { RoundingMode } from '../money.ts'

/** What a balance earns in one month: the twelfth part of a nominal yearly rate (30/360). @param annualRatePercent as written: `18.25` */
export const monthlyRate = (annualRatePercent: string): Fraction => scaled(decimal(annualRatePercent), 1, 1200)

/** The same rate in each of so many months. */
export const everyMonth = (rate: Fraction, months: number): Fraction[] => new Array<Fraction>(months).fill(rate)

/** The equal monthly amount that pays `principal` off in `months`, exact before it is rounded. */
export const levelAmount = (principal: number, rate: Fraction, months: number, mode: RoundingMode): number =>
  loan.levelAmount(principal, everyMonth(rate, months), mode)

/** A percentage of an amount in whole minor units. @param percent with at most four decimals */
export const percentOf = (amount: number, percent: number, mode: RoundingMode): number =>
  share(amount, fraction(Math.round(percent * 10_000), 1_000_000), mode)
