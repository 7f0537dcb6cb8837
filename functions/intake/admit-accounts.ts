import { isReachableAgain } from '../../domain/case/deciders/intake.ts'
import { contactPointOf } from '../../domain/contact/contact-point.ts'
import { liftContacts } from '../../domain/contact/ledger.ts'
import { zonesOf } from '../../domain/contact/zone.ts'
import { isOverdue } from '../../domain/intake/account.ts'
import { type AccountRow, readAccount } from '../../domain/intake/account-row.ts'
import { problemOf } from '../../domain/intake/chunk.ts'
import { isProblems } from '../../domain/intake/problem.ts'
import { isRefusal } from '../../domain/outcome.ts'
import { currentVersion, policyOf } from '../../domain/policy/policy-book.ts'
import { borrowerWriteAccess } from '../adapters/borrowers.ts'
import type { RowWork } from '../adapters/drops.ts'
import { onLambda } from '../on-lambda.ts'
import { type Drop, rowStep, type Surroundings } from './row-step.ts'

/** Deals with one row: the person's record is written before the case that needs it, and only if there is to be a case. */
export const admitting = (
  { dossiers, borrowers, ledgers }: Surroundings,
  { dropId, lenderId, now }: Drop,
): RowWork['deal'] => {
  const policy = policyOf(dossiers.policies, lenderId, currentVersion(dossiers.policies, lenderId))
  const tellOfContacts = async ({ caseId, borrowerId }: AccountRow): Promise<void> => {
    const { entries, preferences } = await ledgers.read(borrowerId)
    const contacts = entries.filter(({ source }) => source === 'lender')
    if (contacts.length === 0 && preferences === undefined) return
    await dossiers.carryOut(caseId, { type: 'record contacts', contacts, preferences }, now, 'lender')
  }
  return async ({ row, line }) => {
    const account = readAccount(row, { lenderId, jurisdiction: policy.jurisdiction, now })
    if (isProblems(account)) return account
    const { person, ...admission } = account
    const before = await dossiers.read(account.caseId)
    const isNews = before?.fingerprint !== account.fingerprint && before?.seen[dropId] === undefined
    if (isNews && (before !== undefined || isOverdue(account.facts))) await borrowers.keep(lenderId, account)
    const emailPoint = contactPointOf(account.borrowerId, person.email)
    // Before the case is told, so that a crash in between leaves nobody unreachable.
    if (isNews && before !== undefined && isReachableAgain(before, emailPoint))
      await ledgers.change(account.borrowerId, (ledger) => ({ ledger: liftContacts(ledger, 'bounced') }))
    const command = {
      type: 'admit account',
      lenderId,
      ...admission,
      zones: zonesOf(person.place, policy),
      emailPoint,
      origin: { dropId, line },
    } as const
    const outcome = await dossiers.carryOut(account.caseId, command, now)
    if (isRefusal(outcome)) return [problemOf('account_reference', outcome)]
    const isOpened = outcome.events.some(({ type }) => type === 'AccountAdmitted')
    // The same line again may be one after whose case a crash came.
    if (isOpened || before?.seen[dropId] === line) await tellOfContacts(account)
    if (outcome.events.length === 0) return 'unchanged'
    return isOpened ? 'admitted' : 'updated'
  }
}

/** Opens or updates a case for each account of a chunk (R01). */
export const step = rowStep({
  name: 'Admit accounts',
  kind: 'accounts',
  borrowerAccess: borrowerWriteAccess,
  lane: (row) => row.text('account_reference'),
  dealing: admitting,
})

export const handler = onLambda(step)
