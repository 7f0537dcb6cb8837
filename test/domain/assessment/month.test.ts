import Big from 'big.js'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { Frequency } from '../../../domain/assessment/figures.ts'
import { monthlyLines, monthlyOf } from '../../../domain/assessment/month.ts'
import { statedTotals } from './borrower.ts'
import { statements } from './statements.ts'

const counted = { likely: 80, uncertain: 40 }

test.each([
  ['week', 433_33, 433_34],
  ['fortnight', 216_66, 216_67],
  ['four-weeks', 108_33, 108_34],
  ['month', 100_00, 100_00],
  ['quarter', 33_33, 33_34],
  ['year', 8_33, 8_34],
] as const)('100.00 every %s is brought to a month, means down and costs up', (every, down, up) => {
  expect(monthlyOf({ amount: 100_00, every }, 'down')).toBe(down)
  expect(monthlyOf({ amount: 100_00, every }, 'up')).toBe(up)
})

const timesAYear = { week: 52, fortnight: 26, 'four-weeks': 13, month: 12, quarter: 4, year: 1 } as const

test('a month never overstates means nor understates costs, by less than a minor unit, however large the amount', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 1e13 }), fc.constantFrom(...Frequency.options), (amount, every) => {
      const exact = new Big(amount).times(timesAYear[every])
      const down = new Big(monthlyOf({ amount, every }, 'down')).times(12)
      const up = new Big(monthlyOf({ amount, every }, 'up')).times(12)
      expect(down.lte(exact) && exact.minus(down).lt(12)).toBe(true)
      expect(up.gte(exact) && up.minus(exact).lt(12)).toBe(true)
    }),
  )
})

test('each line keeps what was stated beside its month, and what of it counts', () => {
  const [wages, gifts, food] = monthlyLines(
    {
      ...statedTotals({ monthlyIncome: 0, essentialSpending: 0, otherSpending: 0, otherDebtPayments: 0 }),
      income: [
        { source: 'wages', amount: 100_00, every: 'week', certainty: 'likely' },
        { source: 'family-support', amount: 50_00, every: 'month', certainty: 'uncertain' },
      ],
      spending: [{ category: 'food', amount: 100_00, every: 'week' }],
    },
    counted,
  )
  expect(wages).toEqual({
    part: 'income',
    item: 'wages',
    amount: 100_00,
    every: 'week',
    monthly: 433_33,
    countedPercent: 80,
    counted: 346_66,
  })
  expect(gifts).toMatchObject({ monthly: 50_00, countedPercent: 40, counted: 20_00 })
  expect(food).toMatchObject({ part: 'essential', monthly: 433_34, counted: 433_34 })
})

test('no income counts for more than it is, whatever is stated', () => {
  fc.assert(
    fc.property(statements, (stated) => {
      for (const { part, monthly, counted: counts } of monthlyLines(stated, counted)) {
        expect(Number.isSafeInteger(monthly) && Number.isSafeInteger(counts)).toBe(true)
        const isMeans = part === 'income' || part === 'expected' || part === 'takings'
        if (isMeans) expect(counts).toBeLessThanOrEqual(monthly)
        else expect(counts).toBe(monthly)
      }
    }),
  )
})

test('income that papers refuted counts as uncertain', () => {
  const stated = statedTotals()
  const [line] = monthlyLines({ ...stated, evidence: { income: 'refuted' } }, counted)
  expect(line).toMatchObject({ monthly: 600_000, countedPercent: 40, counted: 240_000 })
  const [verified] = monthlyLines({ ...stated, evidence: { income: 'verified' } }, counted)
  expect(verified?.counted).toBe(600_000)
})
