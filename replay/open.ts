import { Temporal } from 'temporal-polyfill'
import type { WorkingCalendar } from '../domain/policy/calendar.ts'
import type { ContactPolicy } from '../domain/policy/policy.ts'
import { Day, type Instant, instantAt, type TimeZone } from '../domain/time.ts'
import type { Channel, Preferences } from './dossier.ts'

const weekdays = ['MONDAY', 'TUESDAY', 'WEDNESDAY', 'THURSDAY', 'FRIDAY', 'SATURDAY', 'SUNDAY'] as const
type Weekday = (typeof weekdays)[number]

/** What the clock on the borrower's wall shows: `2026-04-03`, `FRIDAY`, `T17:59:59.999`. */
export interface Wall {
  readonly day: Day
  readonly weekday: Weekday
  readonly time: string
}

/** Reads the wall clock of a zone. */
export const wallIn = (zone: TimeZone, at: Instant): Wall => {
  const there = Temporal.Instant.from(at).toZonedDateTimeISO(zone)
  const time = `T${there.toPlainTime().toString({ smallestUnit: 'millisecond' })}`
  return { day: Day.parse(there.toPlainDate().toString()), weekday: weekdays[there.dayOfWeek - 1] ?? 'SUNDAY', time }
}

type Hours = ContactPolicy['consentWidensTo'] & object

const hoursOf = ({ communicationTimeConfig }: ContactPolicy, channel: Channel) => {
  if (channel === 'visit') return undefined
  return communicationTimeConfig[channel === 'phone' ? 'telephone' : channel]
}

/** Times of day sort as text: `T18:00` comes before `T18:00:00.000`, which it closes. */
const isWithin = (time: string, { startTime, endTime }: Hours): boolean => startTime <= time && time < endTime

/** What a working calendar makes of a day: a reason why nobody is written to, or the weekday whose hours hold. */
const dayOf = (
  { communicationTimeConfig }: ContactPolicy,
  calendar: WorkingCalendar | undefined,
  { day, weekday }: Wall,
): { readonly closed: string } | { readonly like: Weekday } => {
  if (communicationTimeConfig.days === 'every-open-day' || calendar === undefined) return { like: weekday }
  if (day < calendar.coveredFrom || day > calendar.provisionalUntil)
    return { closed: `calendar ${calendar.id} does not know ${day}` }
  const listed = calendar.days[day]
  if (listed === 'closed') return { closed: `${day} is a holiday of calendar ${calendar.id}` }
  if (listed === 'make-up') return { like: 'MONDAY' }
  const isWeekend = weekday === 'SATURDAY' || weekday === 'SUNDAY'
  return isWeekend && day > calendar.coveredUntil
    ? { closed: `${day} is a weekend of a year that calendar ${calendar.id} only expects` }
    : { like: weekday }
}

/** The rules that say when a channel is open. */
export interface OpenRules {
  readonly policy: ContactPolicy
  readonly calendar: WorkingCalendar | undefined
  readonly preferences: Preferences | undefined
}

const shown = ({ startTime, endTime }: Hours): string => `${startTime.slice(1)}-${endTime.slice(1)}`

/**
 * Why a channel is closed at an instant, by the wall clock of one zone; undefined where it is open. Start times are open and end times are
 * closed. Consent opens, on days that are open at all, what `consentWidensTo` reaches; what the borrower called quiet is never open.
 */
export const whyClosedIn = (
  { policy, calendar, preferences }: OpenRules,
  channel: Channel,
  zone: TimeZone,
  at: Instant,
): string | undefined => {
  const wall = wallIn(zone, at)
  const { day, weekday, time } = wall
  const clock = `${day} ${time.slice(1)} in ${zone}`
  const hours = hoursOf(policy, channel)
  if (hours === undefined) return `the policy opens no ${channel}`
  const period = hours.restrictedPeriods.find(({ startDate, endDate }) => startDate <= day && day <= endDate)
  if (period !== undefined) return `${clock}: ${period.name} is a restricted period`
  const like = dayOf(policy, calendar, wall)
  if ('closed' in like) return `${clock}: ${like.closed}`
  const quiet = preferences?.quiet.find((part) => part.days.includes(weekday) && isWithin(time, part.hours))
  if (quiet !== undefined) return `${clock}: the borrower wants to be left in peace ${shown(quiet.hours)}`
  const daily = hours.openHours.dailyHours[like.like] ?? []
  if (daily.some((part) => isWithin(time, part))) return undefined
  const { consentWidensTo } = policy
  const isAgreed =
    consentWidensTo !== undefined &&
    isWithin(time, consentWidensTo) &&
    preferences?.agreed.some((part) => part.days.includes(weekday) && isWithin(time, part.hours))
  if (isAgreed) return undefined
  return `${clock}: open are ${daily.map(shown).join(', ') || 'no hours of this day'}`
}

/** Why a channel is closed in any of the zones that the borrower may live in; undefined where it is open in all. */
export const whyClosed = (
  rules: OpenRules,
  channel: Channel,
  zones: readonly TimeZone[],
  at: Instant,
): string | undefined => {
  for (const zone of zones) {
    const why = whyClosedIn(rules, channel, zone, at)
    if (why !== undefined) return why
  }
  return undefined
}

/** Every instant of a local day at which a channel may begin to be open, and its midnight. */
export const turnsOf = (
  { policy, preferences }: OpenRules,
  channel: Channel,
  zone: TimeZone,
  day: string,
): Instant[] => {
  const daily = Object.values(hoursOf(policy, channel)?.openHours.dailyHours ?? {}).flat()
  const times = [
    'T00:00',
    ...daily.map(({ startTime }) => startTime),
    ...(policy.consentWidensTo === undefined ? [] : [policy.consentWidensTo.startTime]),
    ...(preferences?.agreed ?? []).map(({ hours }) => hours.startTime),
    ...(preferences?.quiet ?? []).map(({ hours }) => hours.endTime),
  ].filter((time) => time !== 'T24:00')
  return [...new Set(times)].map((time) => {
    const { epochMilliseconds } = Temporal.PlainDateTime.from(`${day}${time}`).toZonedDateTime(zone)
    return instantAt(epochMilliseconds)
  })
}
