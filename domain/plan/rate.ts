import type { RoundingMode } from '../money.ts'

/** What a balance earns in one month, as an exact fraction of it: `parts / of`. 18 percent a year is 3/200. */
export interface MonthlyRate {
  readonly parts: number
  readonly of: number
}

const commonDivisor = (a: number, b: number): number => (b === 0 ? a : commonDivisor(b, a % b))

/** The twelfth part of a nominal yearly rate (30/360). @param annualRatePercent a decimal as written: `18.25` */
export const monthlyRate = (annualRatePercent: string): MonthlyRate => {
  const [whole = '0', decimals = ''] = annualRatePercent.split('.')
  const parts = Number(whole + decimals)
  const of = 1200 * 10 ** decimals.length
  const divisor = commonDivisor(of, parts)
  return { parts: parts / divisor, of: of / divisor }
}

const goesUp = (mode: RoundingMode, exact: boolean, half: number, odd: boolean): boolean => {
  if (exact) return false
  switch (mode) {
    case 'up':
      return true
    case 'down':
      return false
    case 'half-up':
      return half >= 0
    case 'half-even':
      return half > 0 || (half === 0 && odd)
  }
}

/** `amount / by`, both zero or more, settled to a whole number by `mode`; exact however long the numbers are. */
const divideExactly = (amount: bigint, by: bigint, mode: RoundingMode): number => {
  const whole = amount / by
  const rest = amount % by
  const half = Number(rest * 2n > by) - Number(rest * 2n < by)
  return Number(whole) + Number(goesUp(mode, rest === 0n, half, whole % 2n === 1n))
}

/** `amount × parts / of` for whole numbers of zero or more, settled to a whole number by `mode`; exact. */
const share = (amount: number, { parts, of }: MonthlyRate, mode: RoundingMode): number => {
  const product = amount * parts
  // Beyond 2^53 a product of numbers is no longer exact.
  if (!Number.isSafeInteger(product)) return divideExactly(BigInt(amount) * BigInt(parts), BigInt(of), mode)
  const rest = product % of
  const whole = (product - rest) / of
  return whole + Number(goesUp(mode, rest === 0, rest * 2 - of, whole % 2 === 1))
}

/** A percentage of an amount in whole minor units. @param percent with at most four decimals */
export const percentOf = (amount: number, percent: number, mode: RoundingMode): number =>
  share(amount, { parts: Math.round(percent * 10_000), of: 1_000_000 }, mode)

/** One month's interest on a balance, in minor units. The one place that says how a period's interest is counted. */
export const interestOf = (balance: number, rate: MonthlyRate, mode: RoundingMode): number => share(balance, rate, mode)

/** The equal monthly amount that pays `principal` off in `months`: P·i·(1+i)^n / ((1+i)^n − 1), exact before it is rounded. */
export const levelAmount = (principal: number, rate: MonthlyRate, months: number, mode: RoundingMode): number => {
  if (rate.parts === 0) return divideExactly(BigInt(principal), BigInt(months), mode)
  const parts = BigInt(rate.parts)
  const of = BigInt(rate.of)
  const grown = (parts + of) ** BigInt(months)
  const plain = of ** BigInt(months)
  return divideExactly(BigInt(principal) * parts * grown, of * (grown - plain), mode)
}
