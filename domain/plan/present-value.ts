import type { Fraction } from '../loan/fraction.ts'

const precision = 10n ** 30n

const presentValue = (dues: readonly number[], { parts, of }: Fraction, monthsBefore: number): bigint => {
  const grown = parts + of
  const discounted = (value: bigint): bigint => (value * of) / grown
  let value = dues.reduceRight((later, due) => discounted(later + BigInt(due) * precision), 0n)
  for (let month = 0; month < monthsBefore; month++) value = discounted(value)
  return value
}

/**
 * What a plan costs the lender: (debt as it stands − present value of the instalments) / debt, percent with two decimals, discounted at
 * the contract's rate; the EU's test of a distressed restructuring is 1.00 (EBA/GL/2026/05). Below zero when rounding up gains a little.
 * @param dues a month apart, the first one month from now
 * @param monthsBefore months of a payment holiday before the first
 */
export const presentValueLossPercent = (
  debt: number,
  dues: readonly number[],
  contractRate: Fraction,
  monthsBefore = 0,
): string => {
  const whole = BigInt(debt) * precision
  const loss = (whole - presentValue(dues, contractRate, monthsBefore)) * 10_000n
  const hundredths = (2n * loss + (loss < 0n ? -whole : whole)) / (2n * whole)
  const digits = String(hundredths < 0n ? -hundredths : hundredths).padStart(3, '0')
  return `${hundredths < 0n ? '-' : ''}${digits.slice(0, -2)}.${digits.slice(-2)}`
}
