import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { divideExactly, type Fraction, fraction } from '../../../domain/loan/fraction.ts'
import { asInstalment, levelAmount, smoothed } from '../../../domain/loan/level-instalment.ts'
import { RoundingMode } from '../../../domain/money.ts'

/** P·i·(1+i)^n / ((1+i)^n − 1) with whole numbers of any length. */
const byClosedForm = (principal: number, { parts, of }: Fraction, periods: number, mode: RoundingMode): number => {
  if (parts === 0n) return divideExactly(BigInt(principal), BigInt(periods), mode)
  const grown = (parts + of) ** BigInt(periods)
  return divideExactly(BigInt(principal) * parts * grown, of * (grown - of ** BigInt(periods)), mode)
}

describe('the level instalment', () => {
  test('of 100.00 at 7 percent over six months is 17.01', () => {
    expect(levelAmount(10_000, Array(6).fill(fraction(7, 1200)), 'half-even')).toBe(1701)
  })

  test('equals the closed formula worked out with numbers of any length', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 1e13 }),
        fc.integer({ min: 0, max: 100_000 }),
        fc.integer({ min: 1, max: 600 }),
        fc.constantFrom(...RoundingMode.options),
        (principal, thousandths, periods, mode) => {
          const rate = fraction(thousandths, 1_200_000)
          expect(levelAmount(principal, Array(periods).fill(rate), mode)).toBe(
            byClosedForm(principal, rate, periods, mode),
          )
        },
      ),
      { numRuns: 60 },
    )
  })

  test('is exact on a rounding boundary that floating point cannot tell', () => {
    // Without interest 1 over 2 is exactly a half.
    expect(levelAmount(1, [fraction(0, 1), fraction(0, 1)], 'half-even')).toBe(0)
    expect(levelAmount(1, [fraction(0, 1), fraction(0, 1)], 'half-up')).toBe(1)
    expect(levelAmount(30_000, Array(3).fill(fraction(0, 1)), 'up')).toBe(10_000)
  })

  test('follows periods of different length', () => {
    const [january, february] = [fraction(31, 3650), fraction(28, 3650)]
    const instalment = levelAmount(1_000_000, [january, february], 'half-even')
    const afterFirst = 1_000_000 * (1 + 31 / 3650) - instalment
    expect(afterFirst * (1 + 28 / 3650)).toBeCloseTo(instalment, -1)
  })

  test('goes up to its multiple unless the product says otherwise', () => {
    expect(asInstalment(16_601, { rounding: 'half-even', instalmentMultiple: 100 })).toBe(16_700)
    expect(
      asInstalment(16_601, { rounding: 'half-even', instalmentMultiple: 100, multipleRounding: 'half-even' }),
    ).toBe(16_600)
  })
})

describe('smoothing', () => {
  const settling = { rounding: 'half-even', instalmentMultiple: 1 } as const

  test('shares a difference out and stops when it is small enough', () => {
    const tails = new Map([[108, { last: 102, before: 108, sharers: 6 }]])
    expect(smoothed({ last: 148, before: 100, sharers: 6 }, 6, settling, (tried) => tails.get(tried))).toBe(108)
  })

  test('leaves a difference of up to half a unit for each instalment', () => {
    expect(smoothed({ last: 103, before: 100, sharers: 6 }, 6, settling, () => undefined)).toBeUndefined()
  })

  test('does not keep what brings the last no nearer', () => {
    expect(
      smoothed({ last: 104, before: 100, sharers: 6 }, 6, settling, (before) => ({ last: 96, before, sharers: 6 })),
    ).toBeUndefined()
  })
})
