import * as z from 'zod'
import type { NoticeKind } from '../notice/notice.ts'
import { isRefusal } from '../outcome.ts'
import type { WorkingCalendar } from '../policy/calendar.ts'
import type { ContactCap, ContactPolicy } from '../policy/policy.ts'
import { type Instant, instantAt, instantPlusDays, millisecondsOf, type TimeZone } from '../time.ts'
import { type Hold, HoldKind, holdsStopping } from './holds.ts'
import { type ContactChannel, type ContactLedger, entryOf } from './ledger.ts'
import { nextPermittedInstant } from './windows.ts'

/** Why a message is not sent: a hold of that name, too old to be of use, gone already, or no window that anyone knows of. */
export const SuppressReason = z.union([
  z.templateLiteral(['hold-', HoldKind]),
  z.enum(['stale', 'already-sent', 'already-sending', 'no-window', 'calendar-not-covered']),
])
export type SuppressReason = z.infer<typeof SuppressReason>

/** The gate's answer. `provisional`: the day's calendar was not decreed yet, and the strict side was taken. */
export type ContactDecision =
  | { readonly decision: 'now'; readonly provisional: boolean }
  | {
      readonly decision: 'wait'
      readonly until: Instant
      readonly because: 'window' | 'cap'
      readonly provisional: boolean
    }
  | { readonly decision: 'suppress'; readonly reason: SuppressReason }

/** All that the gate looks at. */
export interface ContactQuestion {
  readonly policy: ContactPolicy
  readonly calendar: WorkingCalendar | undefined
  /** Where the borrower lives; every zone they may live in when that is not certain. */
  readonly zone: TimeZone | readonly TimeZone[]
  readonly holds: readonly Hold[]
  readonly ledger: ContactLedger
  readonly notice: {
    readonly id: string
    readonly kind: NoticeKind
    readonly requestedAt: Instant
    readonly channel?: ContactChannel
  }
  readonly now: Instant
}

const counts = (cap: ContactCap, channel: ContactChannel): boolean => cap.counting === 'all' || cap.counting === channel

/**
 * The earliest instant, in milliseconds, at which one more contact keeps within a cap. Both ends of the sliding window count: a contact
 * exactly `days` old is still in it, and a slot frees one millisecond later.
 */
const slotFreesAt = (cap: ContactCap, contacts: readonly { at: number; channel: ContactChannel }[]): number => {
  const counted = contacts.filter(({ channel }) => counts(cap, channel)).map(({ at }) => at)
  const blocking = counted.sort((a, b) => a - b).at(-cap.limit)
  return counted.length < cap.limit || blocking === undefined ? 0 : blocking + cap.days * 86_400_000 + 1
}

/** When every cap has room for one more contact, apart from the notice itself. Milliseconds since 1970; 0 when there is room always. */
const capsFreeAt = ({ policy, ledger, notice }: ContactQuestion): number => {
  const contacts = ledger.entries
    .filter((entry) => entry.state !== 'released' && !(entry.source === 'forbear' && entry.key === notice.id))
    .map(({ at, channel }) => ({ at: millisecondsOf(at), channel }))
  const caps = policy.caps.filter((cap) => counts(cap, notice.channel ?? 'email'))
  return Math.max(0, ...caps.map((cap) => slotFreesAt(cap, contacts)))
}

/**
 * May this message go, and if not, when (R70, R42, R74)? Asked when a notice is planned and again in the write that takes its slot. Never
 * `now` outside a window, over a cap or under a hold; `until` is the earliest instant that the present ledger and holds allow. A message
 * that could only go after it went stale is suppressed at once.
 */
export const mayContact = (question: ContactQuestion): ContactDecision => {
  const { policy, calendar, zone, holds, ledger, notice, now } = question
  const state = entryOf(ledger, notice.id)?.state
  if (state === 'sent' || state === 'sending') return { decision: 'suppress', reason: `already-${state}` }
  const [hold] = holdsStopping(holds, notice.kind, now)
  if (hold !== undefined) return { decision: 'suppress', reason: `hold-${hold.kind}` }
  const staleAt = instantPlusDays(notice.requestedAt, policy.staleAfterDays)
  if (now >= staleAt) return { decision: 'suppress', reason: 'stale' }

  const config = policy.communicationTimeConfig
  const window = nextPermittedInstant(config, calendar, zone, now)
  if (isRefusal(window)) return { decision: 'suppress', reason: reasonOf(window.code) }
  const freeAt = capsFreeAt(question)
  const capped = freeAt > millisecondsOf(window.at)
  const opening = capped ? nextPermittedInstant(config, calendar, zone, instantAt(freeAt)) : window
  if (isRefusal(opening)) return { decision: 'suppress', reason: reasonOf(opening.code) }

  const { at, provisional } = opening
  if (at === now) return { decision: 'now', provisional }
  if (at >= staleAt) return { decision: 'suppress', reason: 'stale' }
  return { decision: 'wait', until: at, because: capped ? 'cap' : 'window', provisional }
}

const reasonOf = (code: string): SuppressReason => (code === 'calendar-not-covered' ? code : 'no-window')
