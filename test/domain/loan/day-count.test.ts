import { describe, expect, test } from 'vitest'
import { type DayCounting, yearShares } from '../../../domain/loan/day-count.ts'
import { numberOf } from '../../../domain/loan/due-dates.ts'
import type { DayCount, Frequency } from '../../../domain/loan/terms.ts'
import { Day } from '../../../domain/time.ts'

const day = (text: string): number => numberOf(Day.parse(text))
const monthly: Frequency = { every: 1, unit: 'month' }
const counting = { newYearCut: '31-december', leapDays: 'whole-year', interestPer: 'day' } as const

const shareOf = (
  from: string,
  until: string,
  dayCount: DayCount,
  { frequency = monthly, ...other }: Partial<DayCounting> & { readonly frequency?: Frequency } = {},
): string => {
  const period = { from: day(from), dueOn: day(until) }
  const shares = yearShares({ ...counting, ...other, dayCount }, frequency, Number(from.slice(8)))
  const { parts, of } = shares.part(period, period.from, period.dueOn)
  return `${parts}/${of}`
}

describe('the share of a year', () => {
  test('30/360 counts each month as 30 days, whatever its length', () => {
    expect(shareOf('2024-01-01', '2024-02-01', '30/360')).toBe('1/12')
    expect(shareOf('2024-02-01', '2024-03-01', '30/360')).toBe('1/12')
    expect(shareOf('2024-02-01', '2024-03-01', '30/365')).toBe('6/73')
  })

  test('30/360 counts whole months and then days over the length of the month that they begin', () => {
    // One month to 1 February and 17 of the 29 days of February.
    expect(shareOf('2024-01-01', '2024-02-18', '30/360')).toBe('23/174')
    expect(shareOf('2024-02-01', '2024-04-15', '30/360')).toBe('37/180')
  })

  test('a plan of day 31 has whole months though some are shorter', () => {
    expect(shareOf('2024-01-31', '2024-02-29', '30/360')).toBe('1/12')
  })

  test('actual days are counted over 360, 364 or 365', () => {
    expect(shareOf('2023-01-01', '2023-02-01', 'actual/360')).toBe('31/360')
    expect(shareOf('2023-01-01', '2023-02-01', 'actual/364')).toBe('31/364')
    expect(shareOf('2023-01-01', '2023-02-01', 'actual/365')).toBe('31/365')
  })

  test('actual/actual counts over the length of the year', () => {
    expect(shareOf('2024-01-01', '2024-02-01', 'actual/actual')).toBe('31/366')
    expect(shareOf('2023-01-01', '2023-02-01', 'actual/actual')).toBe('31/365')
  })

  test('actual/actual cuts a period over New Year on 31 December, or on 1 January', () => {
    // 16 days up to 31 December 2023 over 365, 15 days over 366; with the cut a day later 17 and 14.
    expect(shareOf('2023-12-15', '2024-01-15', 'actual/actual')).toBe('3777/44530')
    expect(shareOf('2023-12-15', '2024-01-15', 'actual/actual', { newYearCut: '1-january' })).toBe('5666/66795')
  })

  test('only the period with 29 February may count 366 days', () => {
    const leapDays = 'february-29-period'
    expect(shareOf('2024-01-01', '2024-02-01', 'actual/actual', { leapDays })).toBe('31/365')
    expect(shareOf('2024-02-01', '2024-03-01', 'actual/actual', { leapDays })).toBe('29/366')
    expect(shareOf('2023-12-15', '2024-01-15', 'actual/actual', { leapDays })).toBe('31/365')
  })

  test('a plain share charges months and weeks alike however long they are', () => {
    const interestPer = 'period'
    expect(shareOf('2024-02-01', '2024-03-01', 'actual/actual', { interestPer })).toBe('1/12')
    expect(
      shareOf('2024-01-31', '2024-04-30', 'actual/365', { interestPer, frequency: { every: 3, unit: 'month' } }),
    ).toBe('1/4')
    expect(
      shareOf('2024-02-01', '2024-02-15', 'actual/360', { interestPer, frequency: { every: 2, unit: 'week' } }),
    ).toBe('1/26')
  })

  test('a part of a period takes its days’ share', () => {
    const period = { from: day('2024-01-01'), dueOn: day('2024-02-01') }
    const shares = yearShares({ ...counting, dayCount: '30/360' }, monthly, 1)
    const { parts, of } = shares.part(period, day('2024-01-11'), day('2024-01-21'))
    expect(`${parts}/${of}`).toBe('5/186')
  })
})
