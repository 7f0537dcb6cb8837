import { decimal, divideExactly, type Fraction, fraction } from './fraction.ts'

const decimals = 8
const scale = 10n ** BigInt(decimals)

/** Percent in units of the last decimal, as a decimal string: `18.25`. */
const written = (units: bigint): string => {
  const whole = units / scale
  const rest = String(units % scale)
    .padStart(decimals, '0')
    .replace(/0+$/, '')
  return rest === '' ? String(whole) : `${whole}.${rest}`
}

/** 1 + the rate of one of `periods` periods a year. */
const growthOf = (nominalPercent: Fraction, periods: number): Fraction => {
  const of = nominalPercent.of * 100n * BigInt(periods)
  return fraction(of + nominalPercent.parts, of)
}

/**
 * The yearly rate with interest on interest that a nominal one comes to: (1 + nominal / periods) ^ periods − 1.
 * @param nominalPercent percent a year as a decimal: `18`
 * @param periods instalments a year, 1 to 366
 * @returns percent a year with at most eight decimals, rounded half up: `19.56181715`
 */
export const effectiveRate = (nominalPercent: string, periods: number): string => {
  const { parts, of } = growthOf(decimal(nominalPercent), periods)
  const grown = parts ** BigInt(periods)
  const one = of ** BigInt(periods)
  return written(BigInt(divideExactly((grown - one) * 100n * scale, one, 'half-up')))
}

/**
 * The nominal yearly rate that comes to an effective one, so that `effectiveRate` gives it back.
 * @param effectivePercent percent a year as a decimal: `19.56`
 * @param periods instalments a year, 1 to 366
 * @returns percent a year, rounded down to eight decimals
 */
export const nominalRate = (effectivePercent: string, periods: number): string => {
  const effective = decimal(effectivePercent)
  const [target, of] = [effective.parts + effective.of * 100n, effective.of * 100n]
  const isWithin = (units: bigint): boolean => {
    const growth = growthOf(fraction(units, scale), periods)
    return growth.parts ** BigInt(periods) * of <= target * growth.of ** BigInt(periods)
  }
  // The nominal rate is never above the effective one, so halving finds its last decimal.
  let [within, beyond] = [0n, (effective.parts * scale) / effective.of + 1n]
  while (beyond - within > 1n) {
    const middle = (within + beyond) / 2n
    if (isWithin(middle)) within = middle
    else beyond = middle
  }
  return written(within)
}
