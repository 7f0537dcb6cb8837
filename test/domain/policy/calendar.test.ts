import { describe, expect, test } from 'vitest'
import { type CalendarYear, calendarOfYears, dayStatus } from '../../../domain/policy/calendar.ts'
import type { DayOfWeek } from '../../../domain/policy/policy.ts'
import { Day, dayPlusDays } from '../../../domain/time.ts'
import { loadPolicies, policiesDirectory } from '../../../policies/load-policies.ts'

const day = (text: string): Day => Day.parse(text)
const announced = (year: number): CalendarYear => ({
  calendar: 'cn',
  year,
  status: 'announced',
  source: 'https://example.com/notice',
  coveredUntil: day(`${year}-12-31`),
  holidays: [{ name: 'Labour Day', from: day(`${year}-05-01`), to: day(`${year}-05-03`) }],
  makeUpWorkingDays: [day(`${year}-05-09`)],
})
const provisional = (year: number): CalendarYear => ({
  calendar: 'cn',
  year,
  status: 'provisional',
  reason: 'not announced when this was written',
  holidays: [{ name: 'Labour Day', from: day(`${year}-04-30`), to: day(`${year}-05-05`) }],
})

describe('the years of a calendar', () => {
  const calendar = calendarOfYears('cn', [provisional(2027), announced(2025), announced(2026)])
  if (typeof calendar === 'string') throw new Error(calendar)

  test('are put together in their order', () => {
    expect(calendar).toMatchObject({
      coveredFrom: '2025-01-01',
      coveredUntil: '2026-12-31',
      provisionalUntil: '2027-12-31',
    })
    expect(Object.keys(calendar.days)).toHaveLength(14)
  })

  test.each([
    ['2024-12-31', 'TUESDAY', 'not-covered'],
    ['2026-05-02', 'SATURDAY', 'closed'],
    ['2026-05-09', 'SATURDAY', 'make-up'],
    ['2026-05-16', 'SATURDAY', 'follows-weekday'],
    ['2027-05-05', 'WEDNESDAY', 'closed'],
    ['2027-05-06', 'THURSDAY', 'follows-weekday'],
    ['2027-05-08', 'SATURDAY', 'closed'],
    ['2028-01-03', 'MONDAY', 'not-covered'],
  ] satisfies [string, DayOfWeek, string][])('say of %s, a %s: %s', (date, weekday, status) => {
    expect(dayStatus(calendar, day(date), weekday)).toBe(status)
  })

  test.each([
    ['none announced', [provisional(2027)], /at least one announced/],
    ['none at all', [], /at least one announced/],
    ['a gap', [announced(2024), announced(2026)], /missing or twice before or at 2026/],
    ['one year twice', [announced(2026), announced(2026)], /missing or twice before or at 2026/],
    [
      'a year announced after one that is not',
      [announced(2025), provisional(2026), announced(2027)],
      /announced for 2027 but not for a year before/,
    ],
  ])('are refused with %s', (_, years, reason) => {
    expect(calendarOfYears('cn', years)).toMatch(reason)
  })
})

test('every statutory festival of the years not announced is closed, by the lunar calendar too', () => {
  const cn = loadPolicies(policiesDirectory).calendars.cn
  const lunar = new Intl.DateTimeFormat('en-u-ca-chinese', { month: 'numeric', day: 'numeric', timeZone: 'UTC' })
  const solarFestivals = ['01-01', '04-05', '05-01', '05-02', '10-01', '10-02', '10-03']
  const lunarFestivals = ['1/1', '1/2', '1/3', '5/5', '8/15']
  let festivals = 0
  for (let date = day('2027-01-01'); date <= '2032-12-31'; date = dayPlusDays(date, 1)) {
    const isFestival = solarFestivals.includes(date.slice(5)) || lunarFestivals.includes(lunar.format(new Date(date)))
    if (!isFestival) continue
    festivals++
    expect(cn?.days[date], date).toBe('closed')
  }
  expect(festivals).toBeGreaterThanOrEqual(6 * 11)
})
