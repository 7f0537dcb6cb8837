import Big from 'big.js'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { share } from '../../../domain/loan/fraction.ts'
import { type RoundingMode, roundMinor } from '../../../domain/money.ts'
import { levelAmount, monthlyRate, percentOf } from '../../../domain/plan/rate.ts'

/** Digits enough that ten years at the highest rate do not make an error of them. */
const Exact = Big()
Exact.DP = 90

const modes: RoundingMode[] = ['up', 'down', 'half-up', 'half-even']
const mode = fc.constantFrom(...modes)
const percent = fc
  .tuple(fc.integer({ min: 0, max: 1000 }), fc.integer({ min: 0, max: 8 }), fc.integer({ min: 0, max: 99_999_999 }))
  .map(([whole, digits, decimals]) =>
    digits === 0 ? `${whole}` : `${whole}.${String(decimals).padStart(8, '0').slice(0, digits)}`,
  )

describe('a month of interest', () => {
  test('is a twelfth of the yearly rate on the balance', () => {
    expect(share(1_200_000, monthlyRate('18.25'), 'half-even')).toBe(18_250)
  })

  test.each([
    ['up', 3],
    ['down', 2],
    ['half-up', 3],
    ['half-even', 2],
  ] as const)('settles half a cent %s to %i', (rounding, cents) => {
    expect(share(250, monthlyRate('12'), rounding)).toBe(cents)
  })

  test('is never below zero and, for any amount and rate, what a decimal library rounds it to', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 1e13 }), percent, mode, (balance, rate, rounding) => {
        const ours = share(balance, monthlyRate(rate), rounding)
        const exact = new Big(balance).times(rate).div(1200)
        expect(ours).toBeGreaterThanOrEqual(0)
        expect(ours).toBe(roundMinor(exact, rounding))
      }),
    )
  })
})

describe('a level amount', () => {
  test('of one month is the principal and its interest, exactly', () => {
    expect(levelAmount(120_000, monthlyRate('12'), 1, 'up')).toBe(121_200)
  })

  test('without interest is an equal part', () => {
    expect(levelAmount(1000, monthlyRate('0'), 3, 'up')).toBe(334)
  })

  test('clears the debt when it is paid every month, and one cent less does not', () => {
    const cases = fc.tuple(fc.integer({ min: 100, max: 1e9 }), percent, fc.integer({ min: 1, max: 120 }))
    fc.assert(
      fc.property(cases, ([principal, rate, months]) => {
        const monthly = new Exact(rate).div(1200)
        const balanceAfter = (amount: number): Big =>
          Array.from({ length: months }).reduce<Big>(
            (balance) => balance.plus(balance.times(monthly)).minus(amount).round(90),
            new Exact(principal),
          )
        const amount = levelAmount(principal, monthlyRate(rate), months, 'up')
        expect(balanceAfter(amount).lte(0.000001)).toBe(true)
        expect(balanceAfter(amount - 1).gt(0)).toBe(true)
      }),
      { numRuns: 60 },
    )
  })
})

test('a percentage of an amount is exact for percents with decimals', () => {
  expect(percentOf(10_000, 33.33, 'down')).toBe(3333)
  expect(percentOf(1, 0.5, 'up')).toBe(1)
})
