import type { ChannelHours, CommunicationTimeConfig, DayOfWeek, OpenHours } from '../policy/policy.ts'
import { millisecondsOfDay } from '../policy/time-of-day.ts'
import type { ContactChannel } from './ledger.ts'
import type { Preferences } from './preferences.ts'

/** A part of a day on the wall clock, in milliseconds of the day; `to` exclusive. */
export interface Span {
  readonly from: number
  readonly to: number
}

const spanOf = ({ startTime, endTime }: OpenHours): Span => ({
  from: millisecondsOfDay(startTime),
  to: millisecondsOfDay(endTime),
})

/** The hours of a channel; undefined where the policy opens none. Nobody is visited. */
export const channelHoursOf = (config: CommunicationTimeConfig, channel: ContactChannel): ChannelHours | undefined => {
  switch (channel) {
    case 'email':
      return config.email
    case 'sms':
      return config.sms
    case 'phone':
      return config.telephone
    case 'visit':
      return undefined
  }
}

// A policy is read once and asked all day long.
const known = new WeakMap<ChannelHours, Map<DayOfWeek, readonly Span[]>>()

/** What a policy opens on a day of the week. */
export const policySpans = (hours: ChannelHours, weekday: DayOfWeek): readonly Span[] => {
  const ofChannel = known.get(hours) ?? new Map<DayOfWeek, readonly Span[]>()
  if (ofChannel.size === 0) known.set(hours, ofChannel)
  const found = ofChannel.get(weekday)
  if (found !== undefined) return found
  const spans = (hours.openHours.dailyHours[weekday] ?? []).map(spanOf)
  ofChannel.set(weekday, spans)
  return spans
}

/** What the borrower agreed to on a day of the week, as far as the policy lets consent open anything. */
export const agreedSpans = (
  { agreed }: Preferences,
  consentWidensTo: OpenHours | undefined,
  weekday: DayOfWeek,
): readonly Span[] => {
  if (consentWidensTo === undefined) return []
  const outer = spanOf(consentWidensTo)
  return agreed
    .filter(({ days }) => days.includes(weekday))
    .map(({ hours }) => spanOf(hours))
    .map(({ from, to }) => ({ from: Math.max(from, outer.from), to: Math.min(to, outer.to) }))
    .filter(({ from, to }) => from < to)
}

/** Spans without the times at which the borrower wants to be left in peace. */
export const withoutQuiet = (spans: readonly Span[], { quiet }: Preferences, weekday: DayOfWeek): readonly Span[] =>
  quiet
    .filter(({ days }) => days.includes(weekday))
    .map(({ hours }) => spanOf(hours))
    .reduce<readonly Span[]>(
      (open, closed) =>
        open
          .flatMap(({ from, to }) => [
            { from, to: Math.min(to, closed.from) },
            { from: Math.max(from, closed.to), to },
          ])
          .filter(({ from, to }) => from < to),
      spans,
    )
