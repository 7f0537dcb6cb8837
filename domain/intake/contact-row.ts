import { createHash } from 'node:crypto'
import { ContactChannel } from '../contact/ledger.ts'
import type { AgreedTime, PartOfWeek } from '../contact/preferences.ts'
import { type BorrowerId, borrowerIdOf, type CaseId, caseIdOf, type LenderId } from '../ids.ts'
import { Personal } from '../personal.ts'
import { type Instant, instantPlusDays } from '../time.ts'
import { moment, timeZone, word, words } from './fields.ts'
import type { Problem } from './problem.ts'
import { proper, type Row } from './row.ts'
import { timesOfWeek } from './times-of-week.ts'

/** One contact that the lender made itself. */
export interface ContactRow {
  /** Whom it was with: the borrower, or an account of theirs. */
  readonly with: { readonly borrowerId: BorrowerId } | { readonly caseId: CaseId }
  readonly key: string
  readonly at: Instant
  readonly channel: ContactChannel
  /** The address or number that was used; kept only in a form that says neither. */
  readonly point?: Personal
  /** Whether the borrower was spoken with. */
  readonly conversation?: true
  /** What the borrower said of when to reach them. */
  readonly said: { readonly quiet?: PartOfWeek[]; readonly agreed?: AgreedTime[] }
}

/** Reads one row of the lender's contacts, or says everything that is wrong with it (R01). Every attempt counts, whatever its outcome. */
export const readContact = (
  row: Row,
  { lenderId, now }: { readonly lenderId: LenderId; readonly now: Instant },
): ContactRow | readonly Problem[] => {
  const reference = row.required('contact_reference', words(100))
  const borrower = row.optional('borrower_reference', words(100))
  const account = row.optional('account_reference', words(100))
  const channel = row.required('channel', word(ContactChannel.options))
  const at = row.required('at', moment(row.optional('time_zone', timeZone), now))
  const point = row.optional('contact_point', words(200))
  const quiet = row.optional('quiet_times', timesOfWeek)
  const agreed = row.optional('agreed_times', timesOfWeek)
  const spoken = row.optional('conversation', word(['yes', 'no']))
  row.optional('outcome', words(200))
  if (row.text('borrower_reference') === '' && row.text('account_reference') === '') {
    const wrong = 'The row names neither a borrower nor an account.'
    row.refuse('borrower_reference', 'missing-value', wrong, 'Fill in borrower_reference or account_reference.')
  }
  if (row.problems.length > 0) return row.problems
  const contact = proper({ reference, channel, at })
  return {
    with:
      borrower === undefined
        ? { caseId: caseIdOf(lenderId, proper({ account }).account) }
        : { borrowerId: borrowerIdOf(lenderId, borrower) },
    key: createHash('sha256')
      .update(JSON.stringify(['contact', lenderId, contact.reference]))
      .digest('hex')
      .slice(0, 32),
    at: contact.at,
    channel: contact.channel,
    ...(point !== undefined && { point: new Personal(point) }),
    ...(spoken === 'yes' && { conversation: true }),
    said: {
      ...(quiet && { quiet }),
      ...(agreed && { agreed: agreed.map((part) => ({ ...part, agreedAt: contact.at })) }),
    },
  }
}

/** The longest cap a policy may have, and as many days again as contacts may be reported late. */
const countedDays = 31 + 14

/** Whether any cap could still count a contact; older ones are not kept. */
export const isStillCounted = ({ at }: ContactRow, now: Instant): boolean => at >= instantPlusDays(now, -countedDays)
