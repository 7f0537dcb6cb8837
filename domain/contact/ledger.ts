import * as z from 'zod'
import { BorrowerId } from '../ids.ts'
import { DefectError } from '../outcome.ts'
import type { ContactCap } from '../policy/policy.ts'
import { Instant, instantPlusDays } from '../time.ts'
import { Hold } from './holds.ts'

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
})
export type ContactEntry = z.infer<typeof ContactEntry>

/** Every contact with one borrower that a cap may count, and every hold on the person, over all cases. A write is conditional on the `version` that was read. */
export const ContactLedger = z.object({
  borrowerId: BorrowerId,
  version: z.int().min(0),
  entries: z.array(ContactEntry),
  /** What stops messages to the person whatever case they are about: an opt-out, a complaint (R74). */
  holds: z.array(Hold).optional(),
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

/** Takes a slot for a notice. A notice that holds one keeps it; one that released it takes it anew, at the new time. */
export const claimContact = (
  ledger: ContactLedger,
  claim: { readonly key: string; readonly at: Instant; readonly channel?: ContactChannel },
): ContactLedger => {
  const before = entryOf(ledger, claim.key)
  if (before !== undefined && before.state !== 'released') return ledger
  const entry = {
    at: claim.at,
    channel: claim.channel ?? 'email',
    source: 'forbear',
    key: claim.key,
    state: 'claimed',
  } as const
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

/** Adds the lender's own contacts, so that both sides share the caps. A contact with a known key is left as it is. */
export const addLenderContacts = (
  ledger: ContactLedger,
  contacts: readonly { readonly key: string; readonly at: Instant; readonly channel: ContactChannel }[],
): ContactLedger => {
  const known = new Set(ledger.entries.filter((entry) => entry.source === 'lender').map((entry) => entry.key))
  const added: ContactEntry[] = []
  for (const { key, at, channel } of contacts) {
    if (known.has(key)) continue
    known.add(key)
    added.push({ key, at, channel, source: 'lender', state: 'sent' })
  }
  return added.length === 0 ? ledger : changed(ledger, [...ledger.entries, ...added])
}

/** Days kept beyond the longest cap, so that a contact reported again, or late, is still recognised. */
const marginDays = 14

/** Forgets what no cap can count any more; slots still in the air are kept. */
export const pruneLedger = (ledger: ContactLedger, caps: readonly ContactCap[], now: Instant): ContactLedger => {
  const longest = Math.max(...caps.map((cap) => cap.days), 0)
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
