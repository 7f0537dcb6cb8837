import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { Temporal } from 'temporal-polyfill'
import { describe, expect, test } from 'vitest'
import * as z from 'zod'
import type { ContactChannel } from '../../../domain/contact/ledger.ts'
import { noPreferences, Preferences } from '../../../domain/contact/preferences.ts'
import { nextPermittedInstant } from '../../../domain/contact/windows.ts'
import { isRefusal } from '../../../domain/outcome.ts'
import { CommunicationTimeConfig, DayOfWeek, type OpenHours } from '../../../domain/policy/policy.ts'
import { Day, dayPlusDays, instantOf, TimeZone } from '../../../domain/time.ts'
import { cn, configOf, daily, newYork, next, office, platformA, shanghai, weekdays } from './opening.ts'

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

describe('a channel', () => {
  const config = CommunicationTimeConfig.parse({
    ...daily('T08:00', 'T20:00'),
    telephone: { openHours: { dailyHours: { MONDAY: [{ startTime: 'T10:00', endTime: 'T12:00' }] } } },
  })
  const at = (channel: ContactChannel) => {
    const window = { channel, preferences: noPreferences }
    const found = nextPermittedInstant(config, undefined, shanghai, instantOf('2026-03-03T10:00:00+08:00'), window)
    return isRefusal(found) ? found.code : found.at
  }

  test('has its own hours', () => {
    expect(at('email')).toBe('2026-03-03T02:00:00.000Z')
    expect(at('phone')).toBe('2026-03-09T02:00:00.000Z')
  })

  test.each(['sms', 'visit'] as const)('without hours, as %s, is closed', (channel) => {
    expect(at(channel)).toBe('channel-closed')
  })
})

describe('what a borrower asked for', () => {
  const asked = (preferences: object, from: string, config = platformA, consentWidensTo?: OpenHours) => {
    const window = { channel: 'email', preferences: Preferences.parse(preferences), consentWidensTo } as const
    const calendar = config.calendar === 'none' ? undefined : cn
    const found = nextPermittedInstant(config, calendar, shanghai, instantOf(from), window)
    return isRefusal(found) ? found.code : found.at
  }
  const nextAt = (local: string) => instantOf(`${local}+08:00`)

  test.each([
    ['a day is left out', { quiet: [{ days: ['TUESDAY'] }] }, '2026-03-03T10:00:00', '2026-03-04T09:00:00'],
    [
      'hours are, from their first instant',
      { quiet: [{ hours: { startTime: 'T12:00', endTime: 'T14:00' } }] },
      '2026-03-03T12:00:00',
      '2026-03-03T14:00:00',
    ],
    [
      'and not a second before',
      { quiet: [{ hours: { startTime: 'T12:00', endTime: 'T14:00' } }] },
      '2026-03-03T11:59:59',
      '2026-03-03T11:59:59',
    ],
    [
      'hours of one day only',
      { quiet: [{ days: ['MONDAY'], hours: { startTime: 'T09:00', endTime: 'T17:30' } }] },
      '2026-03-02T09:00:00',
      '2026-03-02T17:30:00',
    ],
    [
      'no Saturday means none that is worked either',
      { quiet: [{ days: ['SATURDAY'] }] },
      '2026-02-28T10:00:00',
      '2026-03-02T09:00:00',
    ],
  ])('%s', (_, preferences, from, expected) => {
    expect(asked(preferences, `${from}+08:00`)).toBe(nextAt(expected))
  })

  test('leaves no window when it is every hour of every day', () => {
    expect(asked({ quiet: [{}] }, '2026-03-03T10:00:00+08:00')).toBe('no-window')
  })

  const evening = {
    agreed: [{ hours: { startTime: 'T18:00', endTime: 'T23:00' }, agreedAt: instantOf('2026-03-01T00:00:00Z') }],
  }
  const widens = { startTime: 'T08:00', endTime: 'T21:00' }

  test.each([
    ['opens nothing where the policy does not let it', undefined, '2026-03-03T18:00:00', '2026-03-04T09:00:00'],
    ['opens hours where it does', widens, '2026-03-03T18:00:00', '2026-03-03T18:00:00'],
    ['up to the policy’s outermost hour', widens, '2026-03-03T20:59:59', '2026-03-03T20:59:59'],
    ['and no further', widens, '2026-03-03T21:00:00', '2026-03-04T09:00:00'],
    ['but on no holiday', widens, '2026-10-01T19:00:00', '2026-10-08T09:00:00'],
    ['on an ordinary weekend too', widens, '2026-03-07T10:00:00', '2026-03-07T18:00:00'],
  ])('consent %s', (_, consentWidensTo, from, expected) => {
    expect(asked(evening, `${from}+08:00`, platformA, consentWidensTo)).toBe(nextAt(expected))
  })

  test('consent does not open a restricted period, and quiet is stronger than consent', () => {
    const closed = { name: 'stocktaking', startDate: '2026-03-03', endDate: '2026-03-03' }
    const config = configOf(office, weekdays, { restrictedPeriods: [closed] })
    expect(asked(evening, '2026-03-03T19:00:00+08:00', config, widens)).toBe(nextAt('2026-03-04T09:00:00'))
    const both = { ...evening, quiet: [{ hours: { startTime: 'T19:00', endTime: 'T24:00' } }] }
    expect(asked(both, '2026-03-03T19:00:00+08:00', platformA, widens)).toBe(nextAt('2026-03-04T09:00:00'))
  })

  test.each([
    ['17:59:59', '2026-03-03T17:59:59', '2026-03-03T17:59:59'],
    ['18:00:00', '2026-03-03T18:00:00', '2026-03-04T08:00:00'],
    ['21:59:59', '2026-03-03T21:59:59', '2026-03-04T08:00:00'],
  ])('at %s an office from eight to six answers to the second', (_, from, expected) => {
    expect(asked({}, `${from}+08:00`, daily('T08:00', 'T18:00'))).toBe(nextAt(expected))
  })

  test.each([
    ['2026-03-03T21:59:59', '2026-03-03T21:59:59'],
    ['2026-03-03T22:00:00', '2026-03-04T08:00:00'],
    ['2026-03-04T07:59:59', '2026-03-04T08:00:00'],
  ])('at %s the hours of the law, eight to ten at night, answer to the second', (from, expected) => {
    expect(asked({}, `${from}+08:00`, daily('T08:00', 'T22:00'))).toBe(nextAt(expected))
  })
})

const announced = join(import.meta.dirname, '../../../../shared/data/holiday-cn')
const present = existsSync(announced)
if (!present) console.warn(`not checked against published holidays: ${announced} is not there`)

describe('against the published days of the announced years', () => {
  const Published = z.object({ days: z.array(z.object({ date: Day, isOffDay: z.boolean() })) })

  test.runIf(present)('2027 was not announced, and our calendar does not say that it was', () => {
    const { days } = Published.parse(JSON.parse(readFileSync(join(announced, '2027.json'), 'utf8')))
    expect(days).toEqual([])
    expect(cn?.coveredUntil).toBe('2026-12-31')
  })

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
