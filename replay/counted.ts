import type { NoticeKind } from '../domain/notice/notice.ts'
import { inWords } from '../domain/policy/caps.ts'
import type { ContactCap } from '../domain/policy/policy.ts'
import { Day, dayPlusDays, type Instant, instantPlusDays, type TimeZone } from '../domain/time.ts'
import type { Channel } from './dossier.ts'
import { wallIn } from './open.ts'
import type { Contact } from './person.ts'

/** Messages that the borrower waits for; only these may use the slots that a cap reserves. */
const awaited: ReadonlySet<NoticeKind> = new Set([
  'counter-answer',
  'mediation-opened',
  'mediator-proposal',
  'negotiation-ended',
  'agreement-explained',
  'signature-request',
  'cooling-off',
  'plan-active',
  'complaint-received',
])

/** Whether the borrower waits for a message of this kind. */
export const isAwaitedByBorrower = (kind: NoticeKind): boolean => awaited.has(kind)

/** The contact that is counted for: what it is, and where the borrower may live. */
export interface Counted {
  readonly at: Instant
  readonly channel: Channel
  readonly point: string | undefined
  readonly kind: NoticeKind
  readonly zones: readonly TimeZone[]
}

/** How far a cap was used before a contact. */
export interface CapUse {
  readonly cap: string
  readonly others: number
  readonly limit: number
}

const mondayBefore = (day: Day, weekday: number): Day => dayPlusDays(day, -weekday)

const weekdays = ['MONDAY', 'TUESDAY', 'WEDNESDAY', 'THURSDAY', 'FRIDAY', 'SATURDAY', 'SUNDAY'] as const

/** The day, week or month that an instant falls in where the borrower lives, by its first day. */
const windowOf = (unit: NonNullable<ContactCap['calendar']>, zone: TimeZone, at: Instant): Day => {
  const { day, weekday } = wallIn(zone, at)
  switch (unit) {
    case 'day':
      return day
    case 'week':
      return mondayBefore(day, weekdays.indexOf(weekday))
    case 'month':
      return Day.parse(`${day.slice(0, 7)}-01`)
  }
}

const isIn = ({ days, calendar }: ContactCap, zone: TimeZone, at: Instant, other: Instant): boolean => {
  if (days !== undefined) return instantPlusDays(at, -days) <= other
  if (calendar === undefined) return false
  // No window lasts longer; most contacts need no calendar.
  return instantPlusDays(at, -33) <= other && windowOf(calendar, zone, other) === windowOf(calendar, zone, at)
}

/**
 * How far each cap that counts a contact was used by the others, in the zone where it was used most. A sliding window of n days goes back n
 * times 24 hours, and what is exactly so old is in it; a calendar's window is the borrower's own day, week from Monday, or month. A
 * contact whose address is not known counts for every address. @param others those up to `at` that count, not this one
 */
export const capUses = (
  caps: readonly ContactCap[],
  counted: Counted,
  others: readonly (Pick<Contact, 'at' | 'channel' | 'point'> & { readonly spoke?: object | undefined })[],
): CapUse[] =>
  caps
    .filter(({ counting }) => counting === 'all' || counting === counted.channel)
    .map((cap) => {
      const same = others
        .filter(({ channel }) => cap.counting === 'all' || cap.counting === channel)
        .filter(({ spoke }) => cap.of === undefined || spoke !== undefined)
        .filter(
          ({ point }) =>
            cap.per !== 'contact-point' ||
            point === undefined ||
            counted.point === undefined ||
            point === counted.point,
        )
      const uses = counted.zones.map((zone) => same.filter(({ at }) => isIn(cap, zone, counted.at, at)).length)
      const limit = cap.limit - (isAwaitedByBorrower(counted.kind) ? 0 : (cap.reserved ?? 0))
      return { cap: inWords(cap), others: Math.max(...uses), limit }
    })

/** The caps that leave no room for a contact. */
export const fullCaps = (uses: readonly CapUse[]): CapUse[] => uses.filter(({ others, limit }) => others >= limit)
