import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  decimal,
  divide,
  divideExactly,
  fraction,
  percentOf,
  product,
  scaled,
  share,
  sum,
  toMultiple,
} from '../../../domain/loan/fraction.ts'
import { RoundingMode } from '../../../domain/money.ts'

const anyMode = fc.constantFrom(...RoundingMode.options)

describe('fractions', () => {
  test('a decimal is read exactly', () => {
    expect(decimal('18.25')).toMatchObject({ parts: 73n, of: 4n })
    expect(decimal('0.1')).toMatchObject({ parts: 1n, of: 10n })
    expect(decimal('7')).toMatchObject({ parts: 7n, of: 1n })
  })

  test('are kept in lowest terms', () => {
    expect(fraction(50, 100)).toMatchObject({ parts: 1n, of: 2n })
    expect(sum(fraction(1, 3), fraction(1, 6))).toMatchObject({ parts: 1n, of: 2n })
    expect(product(fraction(2, 3), fraction(3, 4))).toMatchObject({ parts: 1n, of: 2n })
    expect(scaled(fraction(1, 12), 3)).toMatchObject({ parts: 1n, of: 4n })
  })

  test('too long for ordinary numbers, they stay exact', () => {
    const tiny = product(decimal('0.12345678'), fraction(1, 365 * 366 * 100_000_000))
    expect(tiny.small).toBeUndefined()
    expect(share(10_000_000_000_000, tiny, 'up')).toBe(1)
    expect(share(10_000_000_000_000, tiny, 'down')).toBe(0)
  })
})

describe('rounding', () => {
  test.each([
    { mode: 'up', of: 3 },
    { mode: 'down', of: 2 },
    { mode: 'half-up', of: 3 },
    { mode: 'half-even', of: 2 },
  ] as const)('$mode settles two and a half to $of', ({ mode, of }) => {
    expect(divide(5, 2, mode)).toBe(of)
    expect(divideExactly(5n, 2n, mode)).toBe(of)
    expect(divide(4, 2, mode)).toBe(2)
  })

  test('half-even goes to the even neighbour', () => {
    expect([1, 3, 5, 7].map((odd) => divide(odd, 2, 'half-even'))).toEqual([0, 2, 2, 4])
  })

  test('a share by ordinary numbers equals the share by long ones', () => {
    fc.assert(
      fc.property(fc.nat(1e13), fc.nat(1e6), fc.integer({ min: 1, max: 1e6 }), anyMode, (amount, parts, of, mode) => {
        expect(share(amount, fraction(parts, of), mode)).toBe(
          divideExactly(BigInt(amount) * BigInt(parts), BigInt(of), mode),
        )
      }),
    )
  })

  test('a percentage and a multiple are settled by the mode', () => {
    expect(percentOf(1001, '12.5', 'half-even')).toBe(125)
    expect(percentOf(1001, '12.5', 'up')).toBe(126)
    expect(toMultiple(16_667, 100, 'half-even')).toBe(16_700)
    expect(toMultiple(16_601, 100, 'up')).toBe(16_700)
    expect(toMultiple(16_699, 100, 'down')).toBe(16_600)
    expect(toMultiple(16_667, 1, 'up')).toBe(16_667)
  })
})
