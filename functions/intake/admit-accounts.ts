import * as z from 'zod'
import { isReachableAgain } from '../../domain/case/deciders/intake.ts'
import { contactPointOf } from '../../domain/contact/contact-point.ts'
import { liftContacts } from '../../domain/contact/ledger.ts'
import { zonesOf } from '../../domain/contact/zone.ts'
import { DropId, LenderId } from '../../domain/ids.ts'
import { isOverdue } from '../../domain/intake/account.ts'
import { type AccountRow, readAccount } from '../../domain/intake/account-row.ts'
import { Chunk, problemOf } from '../../domain/intake/chunk.ts'
import { isProblems } from '../../domain/intake/problem.ts'
import type { Row } from '../../domain/intake/row.ts'
import { isRefusal } from '../../domain/outcome.ts'
import { currentVersion, policyOf } from '../../domain/policy/policy-book.ts'
import type { Instant } from '../../domain/time.ts'
import { BorrowerEnvironment, type Borrowers, borrowerWriteAccess, connectBorrowers } from '../adapters/borrowers.ts'
import {
  ContactEnvironment,
  type ContactLedgers,
  connectContactLedgers,
  contactAccess,
} from '../adapters/contact-ledgers.ts'
import { connectDossiers, DossierEnvironment, type Dossiers, dossierAccess } from '../adapters/dossiers.ts'
import { type RowWork, workThrough } from '../adapters/drops.ts'
import { connectObjectStore } from '../adapters/object-store.ts'
import { onLambda } from '../on-lambda.ts'
import { defineStep, Now } from '../step.ts'

interface Surroundings {
  readonly dossiers: Pick<Dossiers, 'read' | 'carryOut' | 'policies'>
  readonly borrowers: Pick<Borrowers, 'keep'>
  readonly ledgers: Pick<ContactLedgers, 'read' | 'change'>
}

/** Deals with one row: the person's record is written before the case that needs it, and only if there is to be a case. */
export const admitting = (
  { dossiers, borrowers, ledgers }: Surroundings,
  { dropId, lenderId, now }: { readonly dropId: DropId; readonly lenderId: LenderId; readonly now: Instant },
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
export const step = defineStep({
  stage: 'intake',
  name: 'Admit accounts',
  environment: z.object({
    WORK_BUCKET: z.string(),
    ...DossierEnvironment.shape,
    ...BorrowerEnvironment.shape,
    ...ContactEnvironment.shape,
  }),
  access: {
    WORK_BUCKET: ['s3:GetObject', 's3:PutObject'],
    ...dossierAccess,
    ...borrowerWriteAccess,
    ...contactAccess,
  },
  timeoutSeconds: 600,
  input: z.object({ dropId: DropId, lenderId: LenderId, chunk: Chunk, now: Now }),
  connect: (environment, clients, log) => ({
    work: connectObjectStore(environment.WORK_BUCKET, clients),
    dossiers: connectDossiers(environment, clients, log),
    borrowers: connectBorrowers(environment, clients),
    ledgers: connectContactLedgers(environment, clients),
  }),
  run: ({ work, ...surroundings }, { chunk, ...drop }) => {
    const lane = (row: Row) => row.text('account_reference')
    return workThrough(work, chunk, { kind: 'accounts', lane, deal: admitting(surroundings, drop) })
  },
})

export const handler = onLambda(step)
