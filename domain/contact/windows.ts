import { DefectError, isRefusal, type Refusal, refusal } from '../outcome.ts'
import { dayStatus, type WorkingCalendar } from '../policy/calendar.ts'
import type { CommunicationTimeConfig, OpenHours } from '../policy/policy.ts'
import { type Instant, instantAt, millisecondsOf, type TimeZone } from '../time.ts'
import { instantsBetween, type LocalDay, localDay, localDayNumberAt } from './local-day.ts'

/** Further than any holiday: a policy that opens nothing for so long opens nothing. */
const horizonDays = 400

/** When a message may go; `provisional` when the day lies beyond what its calendar has decreed. */
export interface PermittedInstant {
  readonly at: Instant
  readonly provisional: boolean
}

interface Opening {
  readonly at: number
  readonly provisional: boolean
}

/** Milliseconds of the day: `T09:30` is 34,200,000. */
const timeOfDay = (text: string): number => {
  const [hours = 0, minutes = 0, seconds = 0] = text.slice(1).split(':').map(Number)
  return ((hours * 60 + minutes) * 60 + seconds) * 1000
}

const hoursOn = (
  config: CommunicationTimeConfig,
  calendar: WorkingCalendar | undefined,
  { day, weekday }: LocalDay,
): readonly OpenHours[] | Refusal => {
  const { dailyHours } = config.email.openHours
  if (config.email.restrictedPeriods.some((period) => period.startDate <= day && day <= period.endDate)) return []
  if (config.days === 'every-open-day' || calendar === undefined) return dailyHours[weekday] ?? []
  const status = dayStatus(calendar, day, weekday)
  switch (status) {
    case 'follows-weekday':
      return dailyHours[weekday] ?? []
    case 'make-up':
      return dailyHours.MONDAY ?? []
    case 'closed':
      return []
    case 'not-covered':
      return refusal(
        'calendar-not-covered',
        `calendar ${calendar.id} knows ${calendar.coveredFrom} to ${calendar.provisionalUntil}, not ${day}; add that year's announced holidays`,
      )
  }
}

const openingIn = (
  config: CommunicationTimeConfig,
  calendar: WorkingCalendar | undefined,
  zone: TimeZone,
  from: number,
): Opening | Refusal => {
  const first = localDayNumberAt(zone, from)
  for (let number = first; number <= first + horizonDays; number++) {
    const local = localDay(zone, number)
    const hours = hoursOn(config, calendar, local)
    if (isRefusal(hours)) return hours
    const openings = hours
      .flatMap(({ startTime, endTime }) => instantsBetween(local, timeOfDay(startTime), timeOfDay(endTime)))
      .filter(({ closes }) => from < closes)
      .map(({ opens }) => Math.max(opens, from))
    if (openings.length > 0) {
      const provisional = config.days === 'working-days' && calendar !== undefined && local.day > calendar.coveredUntil
      return { at: Math.min(...openings), provisional }
    }
  }
  return noWindow
}

const noWindow = refusal(
  'no-window',
  `the policy's communicationTimeConfig opens no window within ${horizonDays} days; check openHours and restrictedPeriods`,
)

/**
 * The first instant at or after `from` at which the policy lets a message go (R70): the wall clock in the borrower's zone shows a time
 * from startTime (inclusive) to endTime (exclusive) on an open day. With several zones, a borrower who may live in any of them, it is
 * open in every one. Refuses when nothing opens, or when the calendar does not know the day.
 */
export const nextPermittedInstant = (
  config: CommunicationTimeConfig,
  calendar: WorkingCalendar | undefined,
  zone: TimeZone | readonly TimeZone[],
  from: Instant,
): PermittedInstant | Refusal => {
  if (config.calendar !== 'none' && config.calendar !== calendar?.id) {
    throw new DefectError(
      `the policy counts by calendar ${config.calendar}, which was not given; pass calendarOf(book, policy)`,
    )
  }
  const zones = typeof zone === 'string' ? [zone] : zone
  if (zones.length === 0) throw new DefectError('a window is asked for in no zone; pass zonesOf(place, policy)')
  const start = millisecondsOf(from)
  let at = start
  while (at <= start + horizonDays * 86_400_000) {
    let opening: Opening = { at, provisional: false }
    for (const one of zones) {
      const next = openingIn(config, calendar, one, opening.at)
      if (isRefusal(next)) return next
      opening = { at: next.at, provisional: opening.provisional || next.provisional }
    }
    if (opening.at === at || zones.length === 1) {
      return { at: opening.at === start ? from : instantAt(opening.at), provisional: opening.provisional }
    }
    at = opening.at
  }
  return noWindow
}
