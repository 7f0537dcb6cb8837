import { DefectError, isRefusal, type Refusal, refusal } from '../outcome.ts'
import { dayStatus, type WorkingCalendar } from '../policy/calendar.ts'
import type { CommunicationTimeConfig, DayOfWeek, OpenHours } from '../policy/policy.ts'
import { type Instant, instantAt, millisecondsOf, type TimeZone } from '../time.ts'
import type { ContactChannel } from './ledger.ts'
import { instantsBetween, type LocalDay, localDay, localDayNumberAt } from './local-day.ts'
import { agreedSpans, channelHoursOf, policySpans, type Span, withoutQuiet } from './open-hours.ts'
import { noPreferences, type Preferences } from './preferences.ts'

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

/** What a window depends on besides the policy's calendar and the zone. */
export interface Window {
  readonly channel: ContactChannel
  readonly preferences: Preferences
  readonly consentWidensTo?: OpenHours | undefined
}

const anyEmail: Window = { channel: 'email', preferences: noPreferences }

/** What is open on a local day by the wall clock. Consent widens the hours of a day that is worked; it opens no holiday and no restricted period. */
const hoursOn = (
  config: CommunicationTimeConfig,
  calendar: WorkingCalendar | undefined,
  { channel, preferences, consentWidensTo }: Window,
  { day, weekday }: LocalDay,
): readonly Span[] | Refusal => {
  const hours = channelHoursOf(config, channel)
  if (hours === undefined) return channelClosed(channel)
  const open = (like: DayOfWeek) =>
    preferences === noPreferences
      ? policySpans(hours, like)
      : withoutQuiet(
          [...policySpans(hours, like), ...agreedSpans(preferences, consentWidensTo, weekday)],
          preferences,
          weekday,
        )
  if (hours.restrictedPeriods.some((period) => period.startDate <= day && day <= period.endDate)) return []
  if (config.days === 'every-open-day' || calendar === undefined) return open(weekday)
  switch (dayStatus(calendar, day, weekday)) {
    case 'follows-weekday':
      return open(weekday)
    case 'make-up':
      return open('MONDAY')
    case 'closed':
      return []
    case 'not-covered':
      return refusal(
        'calendar-not-covered',
        `calendar ${calendar.id} knows ${calendar.coveredFrom} to ${calendar.provisionalUntil}, not ${day}; add that year's announced holidays as policies/calendars/${calendar.id}-${day.slice(0, 4)}.yaml`,
      )
  }
}

const channelClosed = (channel: ContactChannel): Refusal =>
  refusal(
    'channel-closed',
    `the policy's communicationTimeConfig has no hours for ${channel}, so that channel is closed; name it there or use another`,
  )

const openingIn = (
  config: CommunicationTimeConfig,
  calendar: WorkingCalendar | undefined,
  window: Window,
  zone: TimeZone,
  from: number,
): Opening | Refusal => {
  const first = localDayNumberAt(zone, from)
  for (let number = first; number <= first + horizonDays; number++) {
    const local = localDay(zone, number)
    const hours = hoursOn(config, calendar, window, local)
    if (isRefusal(hours)) return hours
    const openings = hours
      .flatMap((span) => instantsBetween(local, span.from, span.to))
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
  `nothing is open within ${horizonDays} days; check the openHours and restrictedPeriods of communicationTimeConfig, and the borrower's quiet times`,
)

/**
 * The first instant at or after `from` at which the policy lets a message go (R70): the wall clock in the borrower's zone shows a time
 * from startTime (inclusive) to endTime (exclusive) on an open day, or one that the borrower agreed to, and none at which they want to be
 * left in peace. With several zones, a borrower who may live in any of them, it is open in every one. Refuses when the channel is closed,
 * when nothing opens, or when the calendar does not know the day.
 */
export const nextPermittedInstant = (
  config: CommunicationTimeConfig,
  calendar: WorkingCalendar | undefined,
  zone: TimeZone | readonly TimeZone[],
  from: Instant,
  window: Window = anyEmail,
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
      const next = openingIn(config, calendar, window, one, opening.at)
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
