import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { effectiveRate, nominalRate } from '../../../domain/loan/effective-rate.ts'

describe('nominal and effective rates', () => {
  test('18 percent a year in monthly instalments is 19.56 percent with interest on interest', () => {
    expect(effectiveRate('18', 12)).toBe('19.56181715')
    expect(effectiveRate('0', 12)).toBe('0')
    expect(effectiveRate('12.5', 1)).toBe('12.5')
  })

  test('an effective rate gives its nominal one', () => {
    expect(nominalRate('12.5', 1)).toBe('12.5')
    expect(nominalRate('0', 52)).toBe('0')
    expect(Number(nominalRate('19.56181715', 12))).toBeCloseTo(18, 7)
  })

  test('there and back again is the same to seven decimals', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 6000 }), fc.constantFrom(1, 4, 12, 26, 52), (hundredths, periods) => {
        const effective = effectiveRate((hundredths / 100).toFixed(2), periods)
        expect(Number(nominalRate(effective, periods))).toBeCloseTo(hundredths / 100, 6)
      }),
      { numRuns: 40 },
    )
  })
})
