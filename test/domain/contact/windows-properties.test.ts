import fc from 'fast-check'
import { Temporal } from 'temporal-polyfill'
import { describe, expect, test } from 'vitest'
import { nextPermittedInstant, type Window } from '../../../domain/contact/windows.ts'
import { isRefusal } from '../../../domain/outcome.ts'
import { CommunicationTimeConfig, DayOfWeek, type OpenHours } from '../../../domain/policy/policy.ts'
import { Day, dayPlusDays, type Instant, instantAt, millisecondsOf, TimeZone } from '../../../domain/time.ts'
import { cn, configOf } from './opening.ts'

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
  if (config.email?.restrictedPeriods.some((period) => period.startDate <= day && day <= period.endDate)) return false
  let weekday = DayOfWeek.options[wall.dayOfWeek - 1]
  if (config.days === 'working-days') {
    const listed = cn?.days[Day.parse(day)]
    if (listed === 'closed' || (listed === undefined && day > '2026-12-31' && wall.dayOfWeek > 5)) return false
    if (listed === 'make-up') weekday = 'MONDAY'
  }
  const hours = weekday === undefined ? [] : (config.email?.openHours.dailyHours[weekday] ?? [])
  return hours.some(({ startTime, endTime }) => startTime <= time && time < endTime)
}

const anyPart = fc
  .record({ days: fc.subarray([...DayOfWeek.options], { minLength: 1, maxLength: 4 }), hours: anyHours })
  .map(({ days, hours: [hours = { startTime: 'T00:00', endTime: 'T06:00' }] }) => ({ days, hours }))
const anyWindow = fc
  .record({
    quiet: fc.array(anyPart, { maxLength: 2 }),
    agreed: fc.array(anyPart, { maxLength: 2 }),
    widens: fc.option(anyPart, { nil: undefined }),
  })
  .map(({ quiet, agreed, widens }) => ({
    channel: 'email' as const,
    preferences: { quiet, agreed: agreed.map((part) => ({ ...part, agreedAt: instantAt(0) })) },
    consentWidensTo: widens?.hours,
  }))

/** The borrower's own wishes read off the wall clock, on top of whether the policy and its calendar work that day at all. */
const isWelcome = (
  config: CommunicationTimeConfig,
  { preferences, consentWidensTo }: Window,
  zone: TimeZone,
  at: Instant,
): boolean => {
  const wall = Temporal.Instant.from(at).toZonedDateTimeISO(zone)
  const weekday = DayOfWeek.options[wall.dayOfWeek - 1] ?? 'MONDAY'
  const time = `T${wall.toPlainTime().toString({ smallestUnit: 'minute' })}`
  const isIn = ({ startTime, endTime }: OpenHours) => startTime <= time && time < endTime
  const isPart = ({ days, hours }: { days: DayOfWeek[]; hours: OpenHours }) => days.includes(weekday) && isIn(hours)
  if (preferences.quiet.some(isPart)) return false
  if (isOpen(config, zone, at)) return true
  const allDay = [{ startTime: 'T00:00', endTime: 'T24:00' }]
  const { email, ...rest } = config
  const everyHour = CommunicationTimeConfig.parse({
    ...rest,
    email: { ...email, openHours: { dailyHours: Object.fromEntries(DayOfWeek.options.map((day) => [day, allDay])) } },
  })
  const isConsented = consentWidensTo !== undefined && isIn(consentWidensTo) && preferences.agreed.some(isPart)
  return isConsented && isOpen(everyHour, zone, at)
}

describe('for any policy, zone, wishes and moment', () => {
  test('the answer is open, and asking again at the answer gives the same', () => {
    fc.assert(
      fc.property(anyConfig, anyZone, anyInstant, anyWindow, (config, zone, from, window) => {
        const found = nextPermittedInstant(config, cn, zone, from, window)
        if (isRefusal(found)) return found.code === 'no-window'
        expect(isWelcome(config, window, zone, found.at)).toBe(true)
        expect(found.at >= from).toBe(true)
        expect(nextPermittedInstant(config, cn, zone, found.at, window)).toEqual(found)
        return true
      }),
      { numRuns: 500 },
    )
  })

  test('nothing before the answer is open, quarter by quarter and in the last millisecond', () => {
    fc.assert(
      fc.property(anyConfig, anyZone, anyInstant, anyWindow, (config, zone, from, window) => {
        const found = nextPermittedInstant(config, cn, zone, from, window)
        if (isRefusal(found) || found.at === from) return
        const end = millisecondsOf(found.at)
        expect(isWelcome(config, window, zone, instantAt(end - 1))).toBe(false)
        const start = Math.max(millisecondsOf(from), end - 2 * 86_400_000)
        for (let at = start; at < end; at += 15 * 60_000)
          expect(isWelcome(config, window, zone, instantAt(at))).toBe(false)
      }),
      { numRuns: 150 },
    )
  })

  test('it is the answer of the whole policy without wishes, where nobody wished anything', () => {
    fc.assert(
      fc.property(anyConfig, anyZone, anyInstant, (config, zone, from) => {
        const window: Window = { channel: 'email', preferences: { quiet: [], agreed: [] } }
        expect(nextPermittedInstant(config, cn, zone, from, window)).toEqual(
          nextPermittedInstant(config, cn, zone, from),
        )
      }),
      { numRuns: 200 },
    )
  })
})
