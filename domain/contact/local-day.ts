import { Temporal } from 'temporal-polyfill'
import type { DayOfWeek } from '../policy/policy.ts'
import { Day, type TimeZone } from '../time.ts'

const dayLength = 86_400_000
const weekdays = ['SUNDAY', 'MONDAY', 'TUESDAY', 'WEDNESDAY', 'THURSDAY', 'FRIDAY', 'SATURDAY'] as const

/** A part of a local day in which the clock is not put forward or back. Milliseconds since 1970, `to` exclusive. */
interface Stretch {
  readonly from: number
  readonly to: number
  /** What to add to UTC for the time on the wall. */
  readonly offset: number
}

/** A calendar day as one zone lives it; longer, shorter or in several stretches where the clock is changed. */
export interface LocalDay {
  /** Days since 1970-01-01, counted on the calendar. */
  readonly number: number
  readonly day: Day
  readonly weekday: DayOfWeek
  readonly stretches: readonly Stretch[]
}

const stretchesOf = (zone: TimeZone, day: Day): Stretch[] => {
  const date = Temporal.PlainDate.from(day)
  const end = date.add({ days: 1 }).toZonedDateTime(zone).epochMilliseconds
  const stretches: Stretch[] = []
  let at = date.toZonedDateTime(zone)
  while (at.epochMilliseconds < end) {
    const change = at.getTimeZoneTransition('next')
    const to = change === null ? end : Math.min(end, change.epochMilliseconds)
    stretches.push({ from: at.epochMilliseconds, to, offset: at.offsetNanoseconds / 1e6 })
    at = Temporal.Instant.fromEpochMilliseconds(to).toZonedDateTimeISO(zone)
  }
  return stretches
}

// A run asks for the same few hundred days of a few zones again and again, and each costs a search for clock changes.
const known = new Map<string, LocalDay>()
const mostKnown = 50_000

/** The day with this number (days since 1970-01-01) in a zone. */
export const localDay = (zone: TimeZone, number: number): LocalDay => {
  const key = `${number}${zone}`
  const found = known.get(key)
  if (found !== undefined) return found
  const midnight = new Date(number * dayLength)
  const day = Day.parse(midnight.toISOString().slice(0, 10))
  const weekday = weekdays[midnight.getUTCDay()] ?? 'SUNDAY'
  const made = { number, day, weekday, stretches: stretchesOf(zone, day) }
  if (known.size >= mostKnown) known.clear()
  known.set(key, made)
  return made
}

/** The number of the day it is in a zone. @param at milliseconds since 1970, UTC */
export const localDayNumberAt = (zone: TimeZone, at: number): number => {
  const inUtc = Math.floor(at / dayLength)
  const here = [inUtc - 1, inUtc, inUtc + 1].find((number) => at < (localDay(zone, number).stretches.at(-1)?.to ?? 0))
  return here ?? inUtc + 1
}

/** The instants at which the wall shows from `start` up to `end` (milliseconds of the day) on a local day, in order. */
export const instantsBetween = (
  local: LocalDay,
  start: number,
  end: number,
): { readonly opens: number; readonly closes: number }[] =>
  local.stretches
    .map(({ from, to, offset }) => {
      const midnight = local.number * dayLength - offset
      return { opens: Math.max(from, midnight + start), closes: Math.min(to, midnight + end) }
    })
    .filter(({ opens, closes }) => opens < closes)
