import { createHash } from 'node:crypto'
import * as z from 'zod'
import { type Hold, HoldKind } from '../contact/holds.ts'
import { type ContactLedger, holdContacts, liftContacts } from '../contact/ledger.ts'
import { type BorrowerId, borrowerIdOf, type CaseId, caseIdOf, type LenderId } from '../ids.ts'
import { dayIn, type Instant, instantPlusDays, startOfDayIn, type TimeZone } from '../time.ts'
import { day, moment, timeZone, word, words } from './fields.ts'
import type { Problem } from './problem.ts'
import { proper, type Reader, type Row } from './row.ts'

/** The holds that a lender can know of; those of a signed plan and of a mediation come and go with them. */
export const droppedHolds = HoldKind.exclude(['signed-plan', 'mediation']).options

/** Who can have a hold set or lifted: roles, since nobody's name belongs in a dossier (R73). */
export const holdSetters = z.enum([
  'borrower',
  'lender',
  'court',
  'lawyer',
  'debt-adviser',
  'guardian',
  'executor',
  'administrator',
  'authority',
]).options

/** One hold that the lender places or lifts. */
export interface HoldRow {
  /** Whose: the borrower, or an account of theirs. Either way it counts for all their cases. */
  readonly of: { readonly borrowerId: BorrowerId } | { readonly caseId: CaseId }
  readonly change:
    | { readonly action: 'place'; readonly hold: Hold }
    | { readonly action: 'lift'; readonly kind: HoldKind; readonly setBy: string; readonly from: Instant }
  /** A hash of everything the row says; the same again changes nothing. */
  readonly fingerprint: string
}

/** What a row is read against; days begin in `zone` where the row names no other. */
export interface HoldContext {
  readonly lenderId: LenderId
  readonly zone: TimeZone
  readonly now: Instant
}

/** Breathing space and the like are told before they begin, and can last for years. */
const [daysAhead, daysLong] = [366, 3660]

/** A moment, or a day, which stands for its first moment. */
const momentOrDay =
  (zone: TimeZone, latest: Instant): Reader<Instant> =>
  (text) => {
    if (text.includes(':')) return moment(zone, latest)(text)
    const read = day(dayIn(zone, latest))(text)
    return 'value' in read ? { value: startOfDayIn(zone, read.value) } : read
  }

/** Reads one row of a holds file, or says everything that is wrong with it (R01). */
export const readHold = (row: Row, { lenderId, zone: usual, now }: HoldContext): HoldRow | readonly Problem[] => {
  const borrower = row.optional('borrower_reference', words(100))
  const account = row.optional('account_reference', words(100))
  const kind = row.required('hold', word(droppedHolds))
  const action = row.required('action', word(['place', 'lift']))
  const zone = row.optional('time_zone', timeZone) ?? usual
  const from = row.required('from', momentOrDay(zone, action === 'lift' ? now : instantPlusDays(now, daysAhead)))
  const until = row.optional('until', momentOrDay(zone, instantPlusDays(now, daysLong)))
  const setBy = row.required('set_by', word(holdSetters))
  if (row.text('borrower_reference') === '' && row.text('account_reference') === '') {
    const wrong = 'The row names neither a borrower nor an account.'
    row.refuse('borrower_reference', 'missing-value', wrong, 'Fill in borrower_reference or account_reference.')
  }
  if (from !== undefined && until !== undefined && until <= from)
    row.refuse('until', 'out-of-range', 'The hold ends before it begins.', 'Give a later until, or none.')
  if (action === 'lift' && row.text('until') !== '')
    row.refuse(
      'until',
      'out-of-range',
      'A hold that is lifted is over.',
      'Leave until empty, or place the hold with it.',
    )
  if (row.problems.length > 0) return row.problems
  const read = proper({ kind, action, from, setBy })
  return {
    of:
      borrower === undefined
        ? { caseId: caseIdOf(lenderId, proper({ account }).account) }
        : { borrowerId: borrowerIdOf(lenderId, borrower) },
    change:
      read.action === 'place'
        ? {
            action: 'place',
            hold: { kind: read.kind, setBy: read.setBy, from: read.from, ...(until === undefined ? {} : { until }) },
          }
        : { action: 'lift', kind: read.kind, setBy: read.setBy, from: read.from },
    fingerprint: createHash('sha256').update(row.canonical()).digest('hex').slice(0, 16),
  }
}

/** More rows than any person has holds. */
const rememberedRows = 100

/** Whether a row was taken in before. */
export const isTakenIn = ({ holdRows }: ContactLedger, { fingerprint }: HoldRow): boolean =>
  holdRows?.includes(fingerprint) ?? false

/** The person's ledger after a row, which it remembers. */
export const withHoldRow = (ledger: ContactLedger, { change, fingerprint }: HoldRow): ContactLedger => {
  const after = change.action === 'place' ? holdContacts(ledger, change.hold) : liftContacts(ledger, change.kind)
  const holdRows = [...(ledger.holdRows ?? []), fingerprint].slice(-rememberedRows)
  return { ...after, version: ledger.version + 1, holdRows }
}
