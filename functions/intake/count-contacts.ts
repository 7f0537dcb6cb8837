import { contactPointOf } from '../../domain/contact/contact-point.ts'
import { addLenderContacts, preferTimes } from '../../domain/contact/ledger.ts'
import { CaseId } from '../../domain/ids.ts'
import { isStillCounted, readContact } from '../../domain/intake/contact-row.ts'
import { isProblems, problem } from '../../domain/intake/problem.ts'
import { borrowerReadAccess } from '../adapters/borrowers.ts'
import type { RowWork } from '../adapters/drops.ts'
import { onLambda } from '../on-lambda.ts'
import { type Drop, rowStep, type Surroundings } from './row-step.ts'

/**
 * Deals with one row: the contact goes into the ledger of the borrower, who need not have a case yet, and with it what they said of when to
 * reach them. What they said holds however old it is. Then the dossiers of the person's cases tell of it (R80); a case that opens meanwhile
 * reads the ledger once it is there, so that one of the two sees the other.
 */
export const counting =
  ({ dossiers, borrowers, ledgers }: Surroundings, { lenderId, now }: Drop): RowWork['deal'] =>
  async ({ row }) => {
    const contact = readContact(row, { lenderId, now })
    if (isProblems(contact)) return contact
    const borrowerId =
      'borrowerId' in contact.with ? contact.with.borrowerId : (await dossiers.read(contact.with.caseId))?.borrowerId
    if (borrowerId === undefined) {
      const fix = 'Drop the account first, or name the borrower by borrower_reference.'
      return [problem('account_reference', 'unknown-account', 'No case was opened for this account.', fix)]
    }
    const { key, at, channel, conversation, said } = contact
    const isCounted = isStillCounted(contact, now)
    const isTold = Object.keys(said).length > 0
    if (!isCounted && !isTold) return 'unchanged'
    const point = contact.point && contactPointOf(borrowerId, contact.point)
    const contacts = isCounted ? [{ key, at, channel, point, conversation }] : []
    const { added, ledger } = await ledgers.change(borrowerId, (before) => {
      const told = isTold ? preferTimes(before, said, at) : before
      const ledger = addLenderContacts(told, contacts)
      return { ledger, added: ledger !== before }
    })
    const preferences = isTold ? ledger.preferences : undefined
    const { accounts = {} } = (await borrowers.read(borrowerId)) ?? {}
    let isNews = added
    for (const caseId of Object.keys(accounts).sort()) {
      const command = { type: 'record contacts', contacts, preferences } as const
      const outcome = await dossiers.carryOut(CaseId.parse(caseId), command, now, 'lender')
      isNews ||= 'events' in outcome && outcome.events.length > 0
    }
    return isNews ? 'admitted' : 'unchanged'
  }

/** Puts the lender's own contacts into the borrowers' ledgers, so that both sides share the caps (R01, R70). */
export const step = rowStep({
  name: 'Count contacts',
  kind: 'contacts',
  borrowerAccess: borrowerReadAccess,
  lane: (row) => row.text('borrower_reference') || row.text('account_reference'),
  dealing: counting,
})

export const handler = onLambda(step)
