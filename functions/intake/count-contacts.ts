import * as z from 'zod'
import { addLenderContacts } from '../../domain/contact/ledger.ts'
import { LenderId } from '../../domain/ids.ts'
import { Chunk } from '../../domain/intake/chunk.ts'
import { isStillCounted, readContact } from '../../domain/intake/contact-row.ts'
import { isProblems, problem } from '../../domain/intake/problem.ts'
import type { Row } from '../../domain/intake/row.ts'
import type { Instant } from '../../domain/time.ts'
import {
  ContactEnvironment,
  type ContactLedgers,
  connectContactLedgers,
  contactAccess,
} from '../adapters/contact-ledgers.ts'
import { connectDossiers, DossierEnvironment, type Dossiers } from '../adapters/dossiers.ts'
import { type RowWork, workThrough } from '../adapters/drops.ts'
import { connectObjectStore } from '../adapters/object-store.ts'
import { onLambda } from '../on-lambda.ts'
import { defineStep, Now } from '../step.ts'

interface Surroundings {
  readonly dossiers: Pick<Dossiers, 'read'>
  readonly ledgers: Pick<ContactLedgers, 'change'>
}

/** Deals with one row: the contact goes into the ledger of the borrower, who need not have a case yet. */
export const counting =
  (
    { dossiers, ledgers }: Surroundings,
    { lenderId, now }: { readonly lenderId: LenderId; readonly now: Instant },
  ): RowWork['deal'] =>
  async ({ row }) => {
    const contact = readContact(row, { lenderId, now })
    if (isProblems(contact)) return contact
    const borrowerId =
      'borrowerId' in contact.with ? contact.with.borrowerId : (await dossiers.read(contact.with.caseId))?.borrowerId
    if (borrowerId === undefined) {
      const fix = 'Drop the account first, or name the borrower by borrower_reference.'
      return [problem('account_reference', 'unknown-account', 'No case was opened for this account.', fix)]
    }
    if (!isStillCounted(contact, now)) return 'unchanged'
    const { added } = await ledgers.change(borrowerId, (before) => {
      const ledger = addLenderContacts(before, [contact])
      return { ledger, added: ledger !== before }
    })
    return added ? 'admitted' : 'unchanged'
  }

/** Puts the lender's own contacts into the borrowers' ledgers, so that both sides share the caps (R01, R70). */
export const step = defineStep({
  stage: 'intake',
  name: 'Count contacts',
  environment: z.object({ WORK_BUCKET: z.string(), ...DossierEnvironment.shape, ...ContactEnvironment.shape }),
  access: { WORK_BUCKET: ['s3:GetObject', 's3:PutObject'], CASE_TABLE: ['dynamodb:GetItem'], ...contactAccess },
  timeoutSeconds: 600,
  input: z.object({ lenderId: LenderId, chunk: Chunk, now: Now }),
  connect: (environment, clients, log) => ({
    work: connectObjectStore(environment.WORK_BUCKET, clients),
    dossiers: connectDossiers(environment, clients, log),
    ledgers: connectContactLedgers(environment, clients),
  }),
  run: ({ work, ...surroundings }, { chunk, ...drop }) => {
    const lane = (row: Row) => row.text('borrower_reference') || row.text('account_reference')
    return workThrough(work, chunk, { kind: 'contacts', lane, deal: counting(surroundings, drop) })
  },
})

export const handler = onLambda(step)
