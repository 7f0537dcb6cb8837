import fc from 'fast-check'
import { Temporal } from 'temporal-polyfill'
import { describe, expect, test } from 'vitest'
import {
  dateOf,
  dayNumberOf,
  dayOf,
  dueDates,
  lengthOfMonth,
  nextDue,
  numberOf,
  plusMonths,
} from '../../../domain/loan/due-dates.ts'
import type { Frequency } from '../../../domain/loan/terms.ts'
import { Day } from '../../../domain/time.ts'

const day = (text: string): number => numberOf(Day.parse(text))
const written = (numbers: readonly number[]): string[] => numbers.map(dayOf)
const monthly: Frequency = { every: 1, unit: 'month' }

describe('day numbers', () => {
  test('agree with a calendar library over four centuries', () => {
    fc.assert(
      fc.property(fc.integer({ min: -50_000, max: 100_000 }), (number) => {
        const date = Temporal.PlainDate.from('1970-01-01').add({ days: number })
        expect(dayOf(number)).toBe(date.toString())
        expect(dateOf(number)).toEqual({ year: date.year, month: date.month, day: date.day })
        expect(numberOf(dayOf(number))).toBe(number)
      }),
    )
  })

  test('know 29 February', () => {
    expect(dayOf(dayNumberOf(2024, 2, 29))).toBe('2024-02-29')
    expect([2023, 2024, 2100, 2000].map((year) => lengthOfMonth(year, 2))).toEqual([28, 29, 28, 29])
  })

  test('months beyond the prepared ones are counted all the same', () => {
    expect(dayOf(plusMonths(day('2129-12-31'), 14))).toBe('2131-02-28')
    expect(dayOf(plusMonths(day('1970-01-31'), -1))).toBe('1969-12-31')
  })
})

describe('due dates', () => {
  test('a monthly plan started on the 31st returns to it whenever the month has it', () => {
    expect(written(dueDates(day('2024-02-29'), monthly, 5, 31))).toEqual([
      '2024-02-29',
      '2024-03-31',
      '2024-04-30',
      '2024-05-31',
      '2024-06-30',
    ])
  })

  test('due day 30 is the last of February and the 30th again after it', () => {
    expect(written(dueDates(day('2025-01-30'), monthly, 3))).toEqual(['2025-01-30', '2025-02-28', '2025-03-30'])
  })

  test('fortnights and quarters are multiples of a week and a month', () => {
    expect(written(dueDates(day('2024-12-20'), { every: 2, unit: 'week' }, 3))).toEqual([
      '2024-12-20',
      '2025-01-03',
      '2025-01-17',
    ])
    expect(written(dueDates(day('2024-11-30'), { every: 3, unit: 'month' }, 3))).toEqual([
      '2024-11-30',
      '2025-02-28',
      '2025-05-30',
    ])
    expect(written(dueDates(day('2024-02-15'), { every: 15, unit: 'day' }, 3))).toEqual([
      '2024-02-15',
      '2024-03-01',
      '2024-03-16',
    ])
  })

  test('follow one another, none twice, each the next of the one before', () => {
    const anyFrequency = fc.record({
      every: fc.integer({ min: 1, max: 12 }),
      unit: fc.constantFrom('day' as const, 'week' as const, 'month' as const),
    })
    fc.assert(
      fc.property(
        anyFrequency,
        fc.integer({ min: 15_000, max: 25_000 }),
        fc.integer({ min: 1, max: 31 }),
        (frequency, start, dueDay) => {
          const first = nextDue(start, frequency, dueDay)
          const dates = dueDates(first, frequency, 40, dueDay)
          for (const [index, date] of dates.entries()) {
            const next = dates[index + 1]
            if (next === undefined) continue
            expect(next).toBeGreaterThan(date)
            expect(next).toBe(nextDue(date, frequency, dueDay))
          }
        },
      ),
    )
  })
})
