import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { Temporal } from 'temporal-polyfill'
import { describe, expect, test } from 'vitest'
import * as z from 'zod'
import { nextPermittedInstant } from '../../../domain/contact/windows.ts'
import { isRefusal } from '../../../domain/outcome.ts'
import { CommunicationTimeConfig, DayOfWeek } from '../../../domain/policy/policy.ts'
import { Day, dayPlusDays, type Instant, instantAt, instantOf, millisecondsOf, TimeZone } from '../../../domain/time.ts'
import { loadPolicies, policiesDirectory } from '../../../policies/load-policies.ts'

const cn = loadPolicies(policiesDirectory).calendars.cn
const shanghai = TimeZone.parse('Asia/Shanghai')
const newYork = TimeZone.parse('America/New_York')
const weekdays = ['MONDAY', 'TUESDAY', 'WEDNESDAY', 'THURSDAY', 'FRIDAY'] as const

const configOf = (
  hours: { startTime: string; endTime: string }[],
  days: readonly DayOfWeek[],
  rest: Partial<{ days: 'working-days'; calendar: 'cn'; restrictedPeriods: object[] }> = {},
): CommunicationTimeConfig =>
  CommunicationTimeConfig.parse({
    localTimeZoneConfig: { defaultTimeZone: 'Asia/Shanghai' },
    email: {
      openHours: { dailyHours: Object.fromEntries(days.map((day) => [day, hours])) },
      restrictedPeriods: rest.restrictedPeriods ?? [],
    },
    days: rest.days ?? 'every-open-day',
    calendar: rest.calendar ?? 'none',
  })

const office = [{ startTime: 'T09:00', endTime: 'T18:00' }]
const platformA = configOf(office, weekdays, { days: 'working-days', calendar: 'cn' })
const daily = (startTime: string, endTime: string) => configOf([{ startTime, endTime }], DayOfWeek.options)

const next = (config: CommunicationTimeConfig, zone: TimeZone | TimeZone[], from: string) => {
  const found = nextPermittedInstant(config, config.calendar === 'none' ? undefined : cn, zone, instantOf(from))
  return isRefusal(found) ? found.code : found.at
}

describe('a working day from 09:00 to 18:00 in China', () => {
  test.each([
    ['a second before it opens waits for that second', '2026-03-02T08:59:59.000+08:00', '2026-03-02T09:00:00+08:00'],
    ['a millisecond before it opens waits for it', '2026-03-02T08:59:59.999+08:00', '2026-03-02T09:00:00+08:00'],
    ['its first instant is open', '2026-03-02T09:00:00.000+08:00', '2026-03-02T09:00:00+08:00'],
    ['its last second is open', '2026-03-02T17:59:59.000+08:00', '2026-03-02T17:59:59+08:00'],
    ['its last millisecond is open', '2026-03-02T17:59:59.999+08:00', '2026-03-02T17:59:59.999+08:00'],
    ['18:00:00 is closed until the next morning', '2026-03-02T18:00:00.000+08:00', '2026-03-03T09:00:00+08:00'],
    ['a Friday evening waits for Monday', '2026-03-06T18:00:00.000+08:00', '2026-03-09T09:00:00+08:00'],
    ['a make-up Saturday is worked', '2026-02-28T10:00:00.000+08:00', '2026-02-28T10:00:00+08:00'],
    [
      'a make-up Sunday is worked with the hours of Monday',
      '2026-09-20T03:00:00.000+08:00',
      '2026-09-20T09:00:00+08:00',
    ],
    ['an ordinary Saturday is not', '2026-03-07T10:00:00.000+08:00', '2026-03-09T09:00:00+08:00'],
    ['the eve of Golden Week waits for its end', '2026-09-30T18:00:00.000+08:00', '2026-10-08T09:00:00+08:00'],
    ['nine days of Spring Festival are skipped', '2026-02-14T18:00:00.000+08:00', '2026-02-24T09:00:00+08:00'],
    ['a holiday on a weekday is closed', '2026-06-19T10:00:00.000+08:00', '2026-06-22T09:00:00+08:00'],
    [
      'the last covered evening goes over into the provisional year',
      '2026-12-31T18:00:00.000+08:00',
      '2027-01-04T09:00:00+08:00',
    ],
    ['a day that may be a holiday is closed', '2027-02-03T10:00:00.000+08:00', '2027-02-16T09:00:00+08:00'],
    ['no Saturday is worked in a year not announced', '2027-02-20T10:00:00.000+08:00', '2027-02-22T09:00:00+08:00'],
  ])('%s', (_, from, expected) => {
    expect(next(platformA, shanghai, from)).toBe(instantOf(expected))
  })

  test('an answer beyond the announced years says that it is provisional, and one within them that it is not', () => {
    const answer = (from: string) => nextPermittedInstant(platformA, cn, shanghai, instantOf(from))
    expect(answer('2026-12-31T09:59:59Z')).toMatchObject({ provisional: false })
    expect(answer('2026-12-31T10:00:00Z')).toMatchObject({ provisional: true })
  })

  test.each(['2032-12-31T10:00:00Z', '2023-12-31T01:00:00Z'])(
    '%s is beyond what the calendar knows and is refused',
    (from) => {
      expect(next(platformA, shanghai, from)).toBe('calendar-not-covered')
    },
  )

  test('the calendar must be the one that the policy names', () => {
    expect(() => nextPermittedInstant(platformA, undefined, shanghai, instantOf('2026-03-02T01:00:00Z'))).toThrow(
      /calendar cn, which was not given/,
    )
  })
})

describe('days on which clocks are changed', () => {
  test.each([
    [
      'a window that opens in the lost hour opens when the hour is over',
      '2026-03-08T06:00:00Z',
      '2026-03-08T07:00:00.000Z',
      'T02:30',
      'T05:00',
    ],
    [
      'a window wholly in the lost hour waits for the next day',
      '2026-03-08T06:00:00Z',
      '2026-03-09T06:10:00.000Z',
      'T02:10',
      'T02:50',
    ],
    [
      'a window that closes in the lost hour ends where the hour is lost',
      '2026-03-08T06:59:59.999Z',
      '2026-03-08T06:59:59.999Z',
      'T01:00',
      'T02:30',
    ],
    ['and is closed right after', '2026-03-08T07:00:00Z', '2026-03-09T05:00:00.000Z', 'T01:00', 'T02:30'],
    [
      'nine in the morning comes an hour sooner in UTC',
      '2026-03-08T00:30:00Z',
      '2026-03-08T13:00:00.000Z',
      'T09:00',
      'T18:00',
    ],
    [
      'a window in the hour lived twice is open the first time',
      '2026-11-01T05:00:00Z',
      '2026-11-01T05:15:00.000Z',
      'T01:15',
      'T01:45',
    ],
    ['and closed in between', '2026-11-01T05:45:00Z', '2026-11-01T06:15:00.000Z', 'T01:15', 'T01:45'],
    ['and open the second time', '2026-11-01T06:44:59.999Z', '2026-11-01T06:44:59.999Z', 'T01:15', 'T01:45'],
    ['and then closed for the day', '2026-11-01T06:45:00Z', '2026-11-02T06:15:00.000Z', 'T01:15', 'T01:45'],
  ])('%s', (_, from, expected, start, end) => {
    expect(next(daily(start, end), newYork, from)).toBe(expected)
  })

  test('where midnight itself is skipped, the day opens at its first instant', () => {
    const cairo = TimeZone.parse('Africa/Cairo')
    expect(next(daily('T00:00', 'T06:00'), cairo, '2026-04-23T12:00:00Z')).toBe('2026-04-23T22:00:00.000Z')
  })

  test('a day that a zone never had is passed over', () => {
    const apia = TimeZone.parse('Pacific/Apia')
    const fridays = configOf(office, ['FRIDAY'])
    expect(next(fridays, apia, '2011-12-29T12:00:00Z')).toBe('2012-01-05T19:00:00.000Z')
  })
})

describe('what a policy closes', () => {
  test('a restricted period is closed from its first day to its last', () => {
    const config = configOf(office, DayOfWeek.options, {
      restrictedPeriods: [{ name: 'Thanksgiving', startDate: '2026-11-26', endDate: '2026-11-27' }],
    })
    expect(next(config, newYork, '2026-11-25T23:00:00Z')).toBe('2026-11-28T14:00:00.000Z')
  })

  test('a policy that opens nothing is refused, not waited for', () => {
    expect(next(configOf([], []), newYork, '2026-03-02T12:00:00Z')).toBe('no-window')
  })

  test('a borrower who may live in either of two zones is written to when both are open', () => {
    const both = [TimeZone.parse('America/Chicago'), TimeZone.parse('America/Denver')]
    expect(next(daily('T08:00', 'T21:00'), both, '2026-01-05T12:00:00Z')).toBe('2026-01-05T15:00:00.000Z')
    expect(next(daily('T08:00', 'T21:00'), both, '2026-01-06T03:00:00Z')).toBe('2026-01-06T15:00:00.000Z')
  })

  test('no zone at all is a defect, not an open window', () => {
    expect(() => next(daily('T08:00', 'T21:00'), [], '2026-01-05T12:00:00Z')).toThrow(/in no zone/)
  })

  test('two zones whose windows never meet are refused', () => {
    const apart = [newYork, TimeZone.parse('Pacific/Honolulu')]
    expect(next(daily('T09:00', 'T10:00'), apart, '2026-01-05T12:00:00Z')).toBe('no-window')
  })
})

const zones = [
  'Asia/Shanghai',
  'America/New_York',
  'America/Los_Angeles',
  'Europe/London',
  'Australia/Lord_Howe',
  'Africa/Cairo',
]
const anyZone = fc.constantFrom(...zones).map((name) => TimeZone.parse(name))
const anyInstant = fc.integer({ min: Date.UTC(2025, 0), max: Date.UTC(2028, 11) }).map(instantAt)
const minuteOfDay = (minute: number) =>
  `T${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`
const anyHours = fc
  .uniqueArray(fc.integer({ min: 0, max: 1440 }), { minLength: 2, maxLength: 4 })
  .map((minutes) => minutes.sort((a, b) => a - b))
  .map((minutes) =>
    minutes.flatMap((start, index) =>
      index % 2 === 0 && minutes[index + 1] !== undefined
        ? [{ startTime: minuteOfDay(start), endTime: minuteOfDay(minutes[index + 1] ?? 0) }]
        : [],
    ),
  )
const anyConfig = fc
  .record({
    hours: anyHours,
    days: fc.subarray([...DayOfWeek.options], { minLength: 1 }),
    restricted: fc.option(fc.integer({ min: 0, max: 1400 })),
    working: fc.boolean(),
  })
  .map(({ hours, days, restricted, working }) => {
    const startDate = restricted === null ? undefined : dayPlusDays(Day.parse('2025-01-01'), restricted)
    return configOf(hours, days, {
      ...(working ? { days: 'working-days', calendar: 'cn' } : {}),
      restrictedPeriods:
        startDate === undefined ? [] : [{ name: 'rest', startDate, endDate: dayPlusDays(startDate, 5) }],
    })
  })

/** The same rule read off the wall clock, sharing nothing with the code under test but the calendar's facts. */
const isOpen = (config: CommunicationTimeConfig, zone: TimeZone, at: Instant): boolean => {
  const wall = Temporal.Instant.from(at).toZonedDateTimeISO(zone)
  const day = wall.toPlainDate().toString()
  const time = `T${wall.toPlainTime().toString({ smallestUnit: 'minute' })}`
  if (config.email.restrictedPeriods.some((period) => period.startDate <= day && day <= period.endDate)) return false
  let weekday = DayOfWeek.options[wall.dayOfWeek - 1]
  if (config.days === 'working-days') {
    const listed = cn?.days[Day.parse(day)]
    if (listed === 'closed' || (listed === undefined && day > '2026-12-31' && wall.dayOfWeek > 5)) return false
    if (listed === 'make-up') weekday = 'MONDAY'
  }
  const hours = weekday === undefined ? [] : (config.email.openHours.dailyHours[weekday] ?? [])
  return hours.some(({ startTime, endTime }) => startTime <= time && time < endTime)
}

describe('for any policy, zone and moment', () => {
  test('the answer is open, and asking again at the answer gives the same', () => {
    fc.assert(
      fc.property(anyConfig, anyZone, anyInstant, (config, zone, from) => {
        const found = nextPermittedInstant(config, cn, zone, from)
        if (isRefusal(found)) return found.code === 'no-window'
        expect(isOpen(config, zone, found.at)).toBe(true)
        expect(found.at >= from).toBe(true)
        expect(nextPermittedInstant(config, cn, zone, found.at)).toEqual(found)
        return true
      }),
      { numRuns: 500 },
    )
  })

  test('nothing before the answer is open, minute by minute and in the last millisecond', () => {
    fc.assert(
      fc.property(anyConfig, anyZone, anyInstant, (config, zone, from) => {
        const found = nextPermittedInstant(config, cn, zone, from)
        if (isRefusal(found) || found.at === from) return
        const end = millisecondsOf(found.at)
        expect(isOpen(config, zone, instantAt(end - 1))).toBe(false)
        const start = Math.max(millisecondsOf(from), end - 2 * 86_400_000)
        for (let at = start; at < end; at += 15 * 60_000) expect(isOpen(config, zone, instantAt(at))).toBe(false)
      }),
      { numRuns: 150 },
    )
  })
})

const announced = join(import.meta.dirname, '../../../../shared/data/holiday-cn')
const present = existsSync(announced)
if (!present) console.warn(`not checked against published holidays: ${announced} is not there`)

describe('against the published days of the announced years', () => {
  const Published = z.object({ days: z.array(z.object({ date: Day, isOffDay: z.boolean() })) })

  test.runIf(present).each([2024, 2025, 2026])('every day of %i is open or closed as announced', (year) => {
    const { days } = Published.parse(JSON.parse(readFileSync(join(announced, `${year}.json`), 'utf8')))
    const off = new Map(days.map(({ date, isOffDay }) => [date, isOffDay]))
    expect(days.length).toBeGreaterThan(30)
    for (let day = Day.parse(`${year}-01-01`); day <= `${year}-12-31`; day = dayPlusDays(day, 1)) {
      const works = !(off.get(day) ?? Temporal.PlainDate.from(day).dayOfWeek > 5)
      const opens = instantOf(`${day}T09:00:00+08:00`)
      const found = nextPermittedInstant(platformA, cn, shanghai, opens)
      expect(!isRefusal(found) && found.at === opens, `${day} is ${works ? '' : 'not '}worked`).toBe(works)
    }
  })
})
