import * as z from 'zod'
import type { NoticeKind } from '../notice/notice.ts'
import { isRefusal } from '../outcome.ts'
import type { WorkingCalendar } from '../policy/calendar.ts'
import type { ContactPolicy } from '../policy/policy.ts'
import { type Instant, instantAt, instantPlusDays, millisecondsOf, type TimeZone } from '../time.ts'
import { nextUnderCaps } from './cap.ts'
import type { ContactPoint } from './contact-point.ts'
import { type Hold, HoldKind, holdsOn, isInForce, postpones } from './holds.ts'
import { type ContactChannel, type ContactLedger, entryOf } from './ledger.ts'
import { noPreferences } from './preferences.ts'
import { isAwaited } from './priority.ts'
import { isPast, type UsefulUntil } from './staleness.ts'
import { type Rest, restedBetween } from './stand-still.ts'
import { nextPermittedInstant } from './windows.ts'

/** Why a message is not sent: a hold of that name, too old to be of use, gone already, or no window that anyone knows of. */
export const SuppressReason = z.union([
  z.templateLiteral(['hold-', HoldKind]),
  z.enum(['stale', 'already-sent', 'already-sending', 'no-window', 'channel-closed', 'calendar-not-covered']),
])
export type SuppressReason = z.infer<typeof SuppressReason>

/** Why a message waits: for a window, for a slot, or for the end of a hold of that name. */
export const WaitReason = z.union([z.enum(['window', 'cap']), z.templateLiteral(['hold-', HoldKind])])
export type WaitReason = z.infer<typeof WaitReason>

/** The gate's answer. `provisional`: the day's calendar was not decreed yet, and the strict side was taken. */
export type ContactDecision =
  | { readonly decision: 'now'; readonly provisional: boolean }
  | {
      readonly decision: 'wait'
      readonly until: Instant
      readonly because: WaitReason
      readonly provisional: boolean
      /** When to ask again, where that is sooner: a hold may be lifted before its end. */
      readonly askAgainAt?: Instant
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
    /** The address or number that would be used, where it is known. */
    readonly point?: ContactPoint | undefined
    /** The last day on which its content is of use; without it, only age makes it stale. */
    readonly usefulUntil?: UsefulUntil | undefined
    /** For how long it waited already for holds that are over or lifted. */
    readonly rests?: readonly Rest[] | undefined
  }
  readonly now: Instant
  /** How long the sending may take from `now`: a window that closes meanwhile is not open for it. */
  readonly takesSeconds?: number
}

/** Nothing waits longer for a hold, whatever its kind: a machine that waits lives one year at most. */
const longestWaitDays = 300

/** The first instant that windows, caps and holds of known end allow, and what it waits for most. */
interface Opening {
  readonly at: Instant
  readonly because: WaitReason
  readonly provisional: boolean
  /** A hold without an end is in the way: the gate is to be asked again at `at`, which allows nothing yet. */
  readonly askAgain?: true
}

const lastUntil = (holds: readonly Hold[]): Hold | undefined =>
  holds.toSorted((a, b) => ((a.until ?? '9') < (b.until ?? '9') ? -1 : 1)).at(-1)

const firstOpening = (question: ContactQuestion, postponing: readonly Hold[]): Opening | SuppressReason => {
  const { policy, calendar, zone, ledger, notice, now } = question
  const { channel = 'email' } = notice
  const window = {
    channel,
    preferences: ledger.preferences ?? noPreferences,
    consentWidensTo: policy.consentWidensTo,
  }
  const request = { id: notice.id, channel, point: notice.point, awaited: isAwaited(notice.kind) }
  const zones = typeof zone === 'string' ? [zone] : zone
  let opening: Opening = { at: now, because: 'window', provisional: false }
  for (;;) {
    const { at, because } = opening
    const hold = lastUntil(postponing.filter((each) => isInForce(each, at)))
    if (hold !== undefined) {
      const reason = `hold-${hold.kind}` as const
      if (hold.until === undefined)
        return {
          at: instantPlusDays(now, policy.holdsAskedAgainAfterDays),
          because: reason,
          provisional: false,
          askAgain: true,
        }
      opening = { at: hold.until, because: reason, provisional: false }
      continue
    }
    const next = nextPermittedInstant(policy.communicationTimeConfig, calendar, zone, at, window)
    if (isRefusal(next)) return reasonOf(next.code)
    const open = millisecondsOf(next.at)
    const free = nextUnderCaps(policy.caps, ledger, request, zones, open)
    const waitsForSlot = free > open && because === 'window'
    if (next.at === at && free === open) return { ...opening, provisional: next.provisional }
    opening = {
      at: free > open ? instantAt(free) : next.at,
      because: waitsForSlot ? 'cap' : because,
      provisional: next.provisional,
    }
  }
}

/**
 * May this message go, and if not, when (R70, R42, R74)? Asked when a notice is planned and again in the write that takes its slot. Never
 * `now` outside a window, over a cap or under a hold. A hold that passes lets it wait; one that stays suppresses it. `until` is the
 * earliest instant that the present ledger and holds allow, or, under a hold without an end, when to ask again. A message that could only
 * go after it went stale is suppressed at once; its age stands still while a hold lets it wait.
 */
export const mayContact = (question: ContactQuestion): ContactDecision => {
  const decision = decided(question)
  if (decision.decision !== 'now' || question.takesSeconds === undefined) return decision
  const end = instantAt(millisecondsOf(question.now) + question.takesSeconds * 1000)
  const atEnd = decided({ ...question, now: end })
  return atEnd.decision === 'now' ? decision : atEnd
}

const decided = (question: ContactQuestion): ContactDecision => {
  const { policy, zone, holds, ledger, notice, now } = question
  const state = entryOf(ledger, notice.id)?.state
  if (state === 'sent' || state === 'sending') return { decision: 'suppress', reason: `already-${state}` }
  const stopping = holdsOn(holds, notice.kind)
  const lasting = stopping.find((hold) => !postpones(hold) && isInForce(hold, now))
  if (lasting !== undefined) return { decision: 'suppress', reason: `hold-${lasting.kind}` }

  const postponing = stopping.filter(postpones)
  const rests = [...postponing, ...(notice.rests ?? [])]
  const isStaleAt = (at: Instant): boolean => {
    const rested = restedBetween(rests, notice.requestedAt, at)
    const age = millisecondsOf(at) - millisecondsOf(notice.requestedAt) - rested
    return age >= policy.staleAfterDays * 86_400_000 || isPast(notice.usefulUntil, at, zone, rested)
  }
  if (isStaleAt(now)) return { decision: 'suppress', reason: 'stale' }

  const opening = firstOpening(question, postponing)
  if (typeof opening === 'string') return { decision: 'suppress', reason: opening }
  const { at, because, provisional, askAgain } = opening
  if (at === now) return { decision: 'now', provisional }
  const tooLate = at >= instantPlusDays(notice.requestedAt, longestWaitDays) || (!askAgain && isStaleAt(at))
  if (tooLate) return { decision: 'suppress', reason: because === 'window' || because === 'cap' ? 'stale' : because }
  const soon = instantPlusDays(now, policy.holdsAskedAgainAfterDays)
  const liftable = because !== 'window' && because !== 'cap' && soon < at
  return { decision: 'wait', until: at, because, provisional, ...(liftable && { askAgainAt: soon }) }
}

const reasonOf = (code: string): SuppressReason =>
  code === 'calendar-not-covered' || code === 'channel-closed' ? code : 'no-window'
