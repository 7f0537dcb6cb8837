import type { ContactCap } from '../policy/policy.ts'
import { millisecondsOf, type TimeZone } from '../time.ts'
import type { ContactPoint } from './contact-point.ts'
import type { ContactChannel, ContactLedger } from './ledger.ts'
import { localDay, localDayNumberAt } from './local-day.ts'

/** What asks for a slot. */
export interface SlotRequest {
  readonly id: string
  readonly channel: ContactChannel
  readonly point?: ContactPoint | undefined
  /** Whether it may use reserved slots. */
  readonly awaited: boolean
}

const dayLength = 86_400_000

const counts = (cap: ContactCap, channel: ContactChannel): boolean => cap.counting === 'all' || cap.counting === channel

/** When others had, or will have had, the contacts that a cap counts for this request. Milliseconds since 1970. */
const countedBy = (cap: ContactCap, { entries }: ContactLedger, { id, point }: SlotRequest): number[] =>
  entries
    .filter((entry) => entry.state !== 'released' && !(entry.source === 'forbear' && entry.key === id))
    .filter((entry) => counts(cap, entry.channel))
    .filter((entry) => cap.of === undefined || entry.conversation === true)
    .filter(
      (entry) =>
        cap.per !== 'contact-point' || point === undefined || entry.point === undefined || entry.point === point,
    )
    .map(({ at }) => millisecondsOf(at))

/**
 * A sliding window, both ends included: a contact exactly `days` old is still in it, and a slot frees one millisecond later.
 */
const underSliding = (days: number, limit: number, counted: readonly number[], from: number): number => {
  const blocking = counted.toSorted((a, b) => a - b).at(-limit)
  return counted.length < limit || blocking === undefined ? from : Math.max(from, blocking + days * dayLength + 1)
}

/** The first instant of the day with this number, or of the next that the zone lived at all. */
const startOf = (zone: TimeZone, number: number): number =>
  localDay(zone, number).stretches[0]?.from ?? startOf(zone, number + 1)

/** The numbers of the first day of the calendar's window around a day, and of the first day after it. */
const windowAround = (unit: NonNullable<ContactCap['calendar']>, number: number): readonly [number, number] => {
  switch (unit) {
    case 'day':
      return [number, number + 1]
    case 'week': {
      // 1970-01-01, day 0, was a Thursday; weeks begin on Monday.
      const monday = number - ((((number + 3) % 7) + 7) % 7)
      return [monday, monday + 7]
    }
    case 'month': {
      const day = new Date(number * dayLength)
      const first = (months: number) => Date.UTC(day.getUTCFullYear(), day.getUTCMonth() + months) / dayLength
      return [first(0), first(1)]
    }
  }
}

/** A window of the borrower's calendar: its first instant is in it, the first of the next one is not. */
const underCalendar = (
  unit: NonNullable<ContactCap['calendar']>,
  limit: number,
  counted: readonly number[],
  zone: TimeZone,
  from: number,
): number => {
  let at = from
  for (;;) {
    const [first, next] = windowAround(unit, localDayNumberAt(zone, at))
    const [begins, ends] = [startOf(zone, first), startOf(zone, next)]
    if (counted.filter((contact) => begins <= contact && contact < ends).length < limit) return at
    at = ends
  }
}

/**
 * The first instant at or after `from` at which one more contact keeps within every cap, in every zone that the borrower may live in.
 * Milliseconds since 1970.
 */
export const nextUnderCaps = (
  caps: readonly ContactCap[],
  ledger: ContactLedger,
  request: SlotRequest,
  zones: readonly TimeZone[],
  from: number,
): number => {
  const counting = caps
    .filter((cap) => counts(cap, request.channel))
    .map(({ reserved = 0, ...cap }) => ({
      ...cap,
      limit: cap.limit - (request.awaited ? 0 : reserved),
      counted: countedBy(cap, ledger, request),
    }))
    .filter(({ limit, counted }) => counted.length >= limit)
  let at = from
  for (;;) {
    let later = at
    for (const { days, calendar, limit, counted } of counting) {
      if (days !== undefined) later = underSliding(days, limit, counted, later)
      if (calendar !== undefined) for (const zone of zones) later = underCalendar(calendar, limit, counted, zone, later)
    }
    if (later === at) return at
    at = later
  }
}
