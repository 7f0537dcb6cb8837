import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { amortise, levelInstalment, type Owed, type Row, type Shape } from '../../../domain/loan/amortise.ts'
import { type Fraction, fraction } from '../../../domain/loan/fraction.ts'

const settling = { rounding: 'half-even', instalmentMultiple: 1 } as const
const rates = (count: number, rate: Fraction = fraction(1, 100)): Fraction[] => Array(count).fill(rate)
const owing = (principal: number): Owed => ({ principal, interest: 0, fees: 0 })
const total = ({ principal, interest, fees }: Owed): number => principal + interest + fees
const sumOf = (rows: readonly Row[], part: keyof Row): number => rows.reduce((sum, row) => sum + row[part], 0)

describe('a schedule', () => {
  test('of level instalments: 100.00 at 7 percent in six months', () => {
    const rows = amortise(owing(10_000), rates(6, fraction(7, 1200)), settling)
    expect(rows.map(({ principal, interest }) => [principal, interest])).toEqual([
      [1643, 58],
      [1652, 49],
      [1662, 39],
      [1672, 29],
      [1681, 20],
      [1690, 10],
    ])
  })

  test('of equal principal parts', () => {
    const rows = amortise(owing(30_000), rates(3), settling, { amortisation: 'equal-principal' })
    expect(rows.map((row) => [row.principal, row.interest])).toEqual([
      [10_000, 300],
      [10_000, 200],
      [10_000, 100],
    ])
  })

  test('of flat interest asks for the same interest every time', () => {
    const rows = amortise(owing(100_000), rates(3), settling, { amortisation: 'level', interest: 'flat' })
    expect(rows.map((row) => [row.principal, row.interest])).toEqual([
      [33_333, 1000],
      [33_333, 1000],
      [33_334, 1000],
    ])
  })

  test('that starts with interest only repays nothing meanwhile', () => {
    const rows = amortise(owing(60_000), rates(5), settling, {
      amortisation: 'level',
      relief: [{ instalments: 2, pays: 'interest' }],
    })
    expect(rows.slice(0, 2)).toEqual([
      { principal: 0, interest: 600, fees: 0, earned: 600 },
      { principal: 0, interest: 600, fees: 0, earned: 600 },
    ])
    expect(rows.slice(2)).toEqual(amortise(owing(60_000), rates(3), settling))
  })

  test('with a payment holiday spreads the interest put off over the rest, and it bears none', () => {
    const rows = amortise(owing(60_000), rates(5), settling, {
      amortisation: 'level',
      relief: [{ instalments: 2, pays: 0 }],
    })
    expect(rows.slice(0, 2).map(total)).toEqual([0, 0])
    const plain = amortise(owing(60_000), rates(3), settling)
    expect(sumOf(rows, 'interest')).toBe(1200 + sumOf(plain, 'interest'))
    expect(sumOf(rows, 'principal')).toBe(60_000)
  })

  test('with a payment holiday without interest costs no more than starting later', () => {
    const rows = amortise(owing(60_000), rates(5), settling, {
      amortisation: 'level',
      relief: [{ instalments: 2, pays: 0, interest: 'waived' }],
    })
    expect(rows.slice(2)).toEqual(amortise(owing(60_000), rates(3), settling))
  })

  test('steps up from lower instalments, one step after the other', () => {
    const rows = amortise(owing(60_000), rates(8), settling, {
      amortisation: 'level',
      relief: [
        { instalments: 2, pays: 3000 },
        { instalments: 2, pays: 5000 },
      ],
    })
    expect(rows.slice(0, 4).map(total)).toEqual([3000, 3000, 5000, 5000])
    expect(Math.min(...rows.slice(4).map(total))).toBeGreaterThan(5000)
  })

  test('leaves a balloon for the last instalment', () => {
    const rows = amortise(owing(100_000), rates(4), settling, { amortisation: 'level', balloon: 40_000 })
    const ordinary = rows.slice(0, 3).map(total)
    expect(new Set(ordinary).size).toBe(1)
    expect(rows.at(-1)?.principal).toBeGreaterThan(40_000)
    expect(total(rows.at(-1) ?? owing(0)) - 40_000).toBeGreaterThan((ordinary[0] ?? 0) - 5)
    expect(sumOf(rows, 'principal')).toBe(100_000)
  })

  test('ends early with an instalment above the level one', () => {
    const rows = amortise(owing(60_000), rates(12), settling, { amortisation: 'level', instalment: 20_000 })
    expect(rows).toHaveLength(4)
    expect(sumOf(rows, 'principal')).toBe(60_000)
  })

  test('carries interest above the instalment on, and it bears none', () => {
    const rows = amortise(owing(100_000), rates(2, fraction(1, 10)), settling, {
      amortisation: 'level',
      relief: [{ instalments: 1, pays: 4000 }],
    })
    expect(rows).toEqual([
      { principal: 0, interest: 4000, fees: 0, earned: 10_000 },
      { principal: 100_000, interest: 16_000, fees: 0, earned: 10_000 },
    ])
  })

  test('without interest ends in the cents that are left', () => {
    expect(amortise(owing(10_000), rates(6, fraction(0, 1)), settling).map(total)).toEqual([
      1667, 1667, 1667, 1667, 1667, 1665,
    ])
  })

  test('smooths the last instalment where the product asks for it', () => {
    const plain = amortise(owing(1_000_000), rates(60), { ...settling, rounding: 'up' })
    const smooth = amortise(owing(1_000_000), rates(60), { ...settling, rounding: 'up', smoothing: true })
    const gap = (rows: readonly Row[]): number => Math.abs(total(rows.at(-1) ?? owing(0)) - total(rows[0] ?? owing(0)))
    expect(gap(plain)).toBeGreaterThan(30)
    expect(gap(smooth)).toBeLessThanOrEqual(gap(plain))
  })

  test('spreads what is owed already evenly, and it bears no interest', () => {
    const rows = amortise({ principal: 60_000, interest: 600, fees: 90 }, rates(6, fraction(0, 1)), settling)
    expect(rows).toEqual(Array(6).fill({ principal: 10_000, interest: 100, fees: 15, earned: 0 }))
    expect(levelInstalment({ principal: 60_000, interest: 600, fees: 90 }, rates(6, fraction(0, 1)), settling)).toBe(
      10_115,
    )
  })
})

describe('every schedule', () => {
  const anyShape: fc.Arbitrary<Shape> = fc.record(
    {
      amortisation: fc.constantFrom('level' as const, 'equal-principal' as const),
      interest: fc.constantFrom('declining-balance' as const, 'flat' as const),
      relief: fc.array(
        fc.record({
          instalments: fc.integer({ min: 1, max: 4 }),
          pays: fc.oneof(fc.constant('interest' as const), fc.nat(20_000)),
          interest: fc.constantFrom('accrues' as const, 'waived' as const),
        }),
        { maxLength: 2 },
      ),
      balloon: fc.nat(2_000_000),
    },
    { requiredKeys: ['amortisation'] },
  )

  test('repays principal, interest owed and fees to the cent, and no part is below zero', () => {
    fc.assert(
      fc.property(
        fc.record({ principal: fc.integer({ min: 1, max: 1e9 }), interest: fc.nat(100_000), fees: fc.nat(10_000) }),
        fc.array(fc.nat(400), { minLength: 12, maxLength: 90 }),
        anyShape,
        fc.constantFrom('up' as const, 'down' as const, 'half-up' as const, 'half-even' as const),
        fc.constantFrom(1, 10, 100),
        fc.boolean(),
        (owed, parts, shape, rounding, instalmentMultiple, smoothing) => {
          const each = parts.map((part) => fraction(part, 10_000))
          const rows = amortise(owed, each, { rounding, instalmentMultiple, smoothing }, shape)
          expect(sumOf(rows, 'principal')).toBe(owed.principal)
          expect(sumOf(rows, 'fees')).toBe(owed.fees)
          expect(sumOf(rows, 'interest')).toBeGreaterThanOrEqual(owed.interest)
          expect(rows.length).toBeLessThanOrEqual(parts.length)
          for (const row of rows) expect(Math.min(row.principal, row.interest, row.fees)).toBeGreaterThanOrEqual(0)
        },
      ),
    )
  })

  test('of more instalments never asks for a higher one', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1000, max: 1e8 }),
        fc.nat(300),
        fc.integer({ min: 2, max: 200 }),
        (principal, part, count) => {
          const rate = fraction(part, 10_000)
          expect(levelInstalment(owing(principal), rates(count + 1, rate), settling)).toBeLessThanOrEqual(
            levelInstalment(owing(principal), rates(count, rate), settling),
          )
        },
      ),
    )
  })
})
