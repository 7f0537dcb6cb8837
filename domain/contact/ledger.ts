import { isDeepStrictEqual } from 'node:util'
import * as z from 'zod'
import { BorrowerId, CaseId } from '../ids.ts'
import { DefectError } from '../outcome.ts'
import { daysOf } from '../policy/caps.ts'
import type { ClaimPolicy, ContactCap } from '../policy/policy.ts'
import { Instant, instantAt, instantPlusDays, millisecondsOf } from '../time.ts'
import { ContactPoint } from './contact-point.ts'
import { Hold } from './holds.ts'
import { Preferences } from './preferences.ts'

/** How a borrower was reached. */
export const ContactChannel = z.enum(['email', 'phone', 'sms', 'visit'])
export type ContactChannel = z.infer<typeof ContactChannel>

/** From a slot taken to a message gone; `released` gives the slot back. */
export const ContactState = z.enum(['claimed', 'sending', 'sent', 'released'])
export type ContactState = z.infer<typeof ContactState>

/** One contact, ours or the lender's own. `key` is the notice's id, or the lender's id of the contact. */
export const ContactEntry = z.object({
  at: Instant,
  channel: ContactChannel,
  source: z.enum(['forbear', 'lender']),
  key: z.string().min(1).max(128),
  state: ContactState,
  /** Which address or number it was; one that is not known counts for every point. */
  point: ContactPoint.optional(),
  /** The borrower was spoken with, which some laws count apart from attempts. */
  conversation: z.literal(true).optional(),
  /** Counts as sent only because nobody said otherwise in time. */
  unconfirmed: z.literal(true).optional(),
})
export type ContactEntry = z.infer<typeof ContactEntry>

/** Every contact with one borrower that a cap may count, and every hold on the person, over all cases. A write is conditional on the `version` that was read. */
export const ContactLedger = z.object({
  borrowerId: BorrowerId,
  version: z.int().min(0),
  entries: z.array(ContactEntry),
  /** What stops messages to the person whatever case they are about: an opt-out, a complaint (R74). */
  holds: z.array(Hold).optional(),
  /** The borrower's own "not on these days or hours", and what they agreed to. */
  preferences: Preferences.optional(),
  /** Rows of the lender's holds files that were taken in, by fingerprint, so that the same file twice changes nothing. */
  holdRows: z.array(z.string()).optional(),
})
export type ContactLedger = z.infer<typeof ContactLedger>

/** The ledger of a borrower nobody has contacted; version 0 means that none is stored. */
export const emptyLedger = (borrowerId: BorrowerId): ContactLedger => ({ borrowerId, version: 0, entries: [] })

const changed = (ledger: ContactLedger, entries: ContactEntry[]): ContactLedger => ({
  ...ledger,
  version: ledger.version + 1,
  entries,
})

/** The entry of a notice, whatever its state. */
export const entryOf = (ledger: ContactLedger, noticeId: string): ContactEntry | undefined =>
  ledger.entries.find((entry) => entry.source === 'forbear' && entry.key === noticeId)

/** The cases that the person was lately contacted about; the key of a contact of ours begins with its case. */
export const casesContactedAbout = ({ entries }: ContactLedger): CaseId[] => {
  const named = entries.flatMap(({ source, key }) =>
    source === 'forbear' ? (/^(.+)-[nt]\d+$/.exec(key)?.[1] ?? []) : [],
  )
  return [...new Set(named)].sort().map((caseId) => CaseId.parse(caseId))
}

/** What a notice, or a call that staff are to make, takes a slot with. */
export interface Claim {
  readonly key: string
  readonly at: Instant
  readonly channel?: ContactChannel | undefined
  readonly point?: ContactPoint | undefined
}

/** Takes a slot. Who holds one keeps it; who released it takes it anew, at the new time. */
export const claimContact = (ledger: ContactLedger, { key, at, channel = 'email', point }: Claim): ContactLedger => {
  const before = entryOf(ledger, key)
  if (before !== undefined && before.state !== 'released') return ledger
  const entry = { at, channel, source: 'forbear', key, state: 'claimed', ...(point && { point }) } as const
  return changed(ledger, [...ledger.entries.filter((other) => other !== before), entry])
}

const mayFollow = {
  claimed: ['sending', 'sent', 'released'],
  sending: ['sent', 'released'],
  sent: [],
  released: [],
} as const satisfies Record<ContactState, readonly ContactState[]>

/**
 * Moves a notice's claim on; `at` becomes the time that caps count from, for a message goes out later than its slot was taken. Moving to
 * the state it has changes nothing. @throws DefectError when the notice holds no slot, or a slot cannot go there.
 */
export const moveContact = (
  ledger: ContactLedger,
  noticeId: string,
  state: ContactState,
  at: Instant,
): ContactLedger => {
  const before = entryOf(ledger, noticeId)
  if (before === undefined)
    throw new DefectError(`notice ${noticeId} has no slot in the ledger to move to ${state}; claim one first`)
  if (before.state === state) return ledger
  const next: readonly ContactState[] = mayFollow[before.state]
  if (!next.includes(state)) {
    throw new DefectError(
      `notice ${noticeId} is ${before.state} and cannot become ${state}; read the ledger again before moving`,
    )
  }
  return changed(
    ledger,
    ledger.entries.map((entry) => (entry === before ? { ...entry, state, at: at > entry.at ? at : entry.at } : entry)),
  )
}

/** What a slot came to, as whoever carried the message says later. */
export type Settlement = 'sent' | 'not-sent'

/**
 * Settles a slot by what SES or staff say of it, in whatever order and however often they do: a message that went counts, confirmed, even
 * if its slot had been given back; one that did not gives its slot back. A notice that the ledger forgot changes nothing.
 * @param at when it went, where its slot had been given back
 */
export const settleContact = (
  ledger: ContactLedger,
  noticeId: string,
  outcome: Settlement,
  at: Instant,
): ContactLedger => {
  const before = entryOf(ledger, noticeId)
  if (before === undefined) return ledger
  const { unconfirmed, ...entry } = before
  const state = outcome === 'sent' ? 'sent' : 'released'
  if (before.state === state && unconfirmed === undefined) return ledger
  const wentAt = before.state === 'released' ? at : before.at
  return changed(
    ledger,
    ledger.entries.map((other) => (other === before ? { ...entry, state, at: wentAt } : other)),
  )
}

/**
 * Settles by time what a crash left behind: a slot taken and not used is given back, since nothing was in the air; a message that may have
 * gone counts as sent, unconfirmed. So no crash exceeds a cap, and none holds a slot for ever.
 */
export const settleOverdue = (
  ledger: ContactLedger,
  { releaseAfterMinutes, assumeSentAfterHours }: z.infer<typeof ClaimPolicy>,
  now: Instant,
): ContactLedger => {
  const releasedUpTo = instantAt(millisecondsOf(now) - releaseAfterMinutes * 60_000)
  const sentUpTo = instantAt(millisecondsOf(now) - assumeSentAfterHours * 3_600_000)
  const entries = ledger.entries.map((entry): ContactEntry => {
    if (entry.state === 'claimed' && entry.at <= releasedUpTo) return { ...entry, state: 'released' }
    if (entry.state === 'sending' && entry.at <= sentUpTo) return { ...entry, state: 'sent', unconfirmed: true }
    return entry
  })
  return entries.every((entry, index) => entry === ledger.entries[index]) ? ledger : changed(ledger, entries)
}

/** A contact that the lender made itself. */
export interface LenderContact {
  readonly key: string
  readonly at: Instant
  readonly channel: ContactChannel
  readonly point?: ContactPoint | undefined
  readonly conversation?: true | undefined
}

/** Adds the lender's own contacts, so that both sides share the caps. A contact with a known key is left as it is. */
export const addLenderContacts = (ledger: ContactLedger, contacts: readonly LenderContact[]): ContactLedger => {
  const known = new Set(ledger.entries.filter((entry) => entry.source === 'lender').map((entry) => entry.key))
  const added: ContactEntry[] = []
  for (const { key, at, channel, point, conversation } of contacts) {
    if (known.has(key)) continue
    known.add(key)
    added.push({
      key,
      at,
      channel,
      source: 'lender',
      state: 'sent',
      ...(point && { point }),
      ...(conversation && { conversation }),
    })
  }
  return added.length === 0 ? ledger : changed(ledger, [...ledger.entries, ...added])
}

/** Remembers that an attempt of staff became a conversation. Whom the ledger forgot, or remembers so, changes nothing. */
export const noteConversation = (ledger: ContactLedger, key: string): ContactLedger => {
  const before = entryOf(ledger, key)
  if (before === undefined || before.conversation) return ledger
  return changed(
    ledger,
    ledger.entries.map((entry) => (entry === before ? { ...entry, conversation: true } : entry)),
  )
}

/** Days kept beyond the longest cap, so that a contact reported again, or late, is still recognised. */
const marginDays = 14

/** Forgets what no cap can count any more; slots still in the air are kept. */
export const pruneLedger = (ledger: ContactLedger, caps: readonly ContactCap[], now: Instant): ContactLedger => {
  const longest = Math.max(...caps.map(daysOf), 0)
  const oldest = instantPlusDays(now, -longest - marginDays)
  const kept = ledger.entries.filter(
    (entry) => entry.at >= oldest || entry.state === 'claimed' || entry.state === 'sending',
  )
  return kept.length === ledger.entries.length ? ledger : changed(ledger, kept)
}

/** Holds messages to the person, over all their cases; a hold of the same kind takes the place of the one before. */
export const holdContacts = (ledger: ContactLedger, hold: Hold): ContactLedger => ({
  ...ledger,
  version: ledger.version + 1,
  holds: [...(ledger.holds ?? []).filter(({ kind }) => kind !== hold.kind), hold],
})

/** Ends a hold on the person, over all their cases. Where there is none, nothing changes. */
export const liftContacts = (ledger: ContactLedger, kind: Hold['kind']): ContactLedger => {
  const holds = (ledger.holds ?? []).filter((hold) => hold.kind !== kind)
  return holds.length === (ledger.holds ?? []).length ? ledger : { ...ledger, version: ledger.version + 1, holds }
}

/**
 * Keeps when the borrower wants to be left in peace, and when they agreed to be reached. What they say takes the place of what they said
 * before of the same; what is reported late, after they said something newer, changes nothing.
 */
export const preferTimes = (
  ledger: ContactLedger,
  said: Partial<Pick<Preferences, 'quiet' | 'agreed'>>,
  at: Instant,
): ContactLedger => {
  const before: Preferences = { quiet: [], agreed: [], ...ledger.preferences }
  if (before.saidAt !== undefined && at < before.saidAt) return ledger
  const preferences = { ...before, ...said, saidAt: at }
  return isDeepStrictEqual(before, preferences) ? ledger : { ...ledger, version: ledger.version + 1, preferences }
}
