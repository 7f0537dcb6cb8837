import * as z from 'zod'
import { DropId, LenderId } from '../../domain/ids.ts'
import { Chunk, problemOf } from '../../domain/intake/chunk.ts'
import { readPayment } from '../../domain/intake/payment-row.ts'
import { isProblems, problem } from '../../domain/intake/problem.ts'
import type { Row } from '../../domain/intake/row.ts'
import { isRefusal } from '../../domain/outcome.ts'
import { connectDossiers, DossierEnvironment, type Dossiers, dossierAccess } from '../adapters/dossiers.ts'
import { type RowWork, workThrough } from '../adapters/drops.ts'
import { connectObjectStore } from '../adapters/object-store.ts'
import { onLambda } from '../on-lambda.ts'
import { defineStep, Now } from '../step.ts'
import type { Drop } from './row-step.ts'

/** Deals with one row: a payment in the account's own currency, or the reversal of one. */
export const applying =
  (dossiers: Pick<Dossiers, 'read' | 'carryOut'>, { dropId, lenderId, now }: Drop): RowWork['deal'] =>
  async ({ row, line }) => {
    const payment = readPayment(row, { lenderId, now })
    if (isProblems(payment)) return payment
    const { caseId, ...received } = payment
    const owed = (await dossiers.read(caseId))?.facts.currency
    if (received.type === 'receive payment' && owed !== undefined && owed !== received.currency) {
      const wrong = `The account is in ${owed}, the payment in ${received.currency}.`
      return [problem('currency', 'other-currency', wrong, `Give the amount in ${owed}.`)]
    }
    const outcome = await dossiers.carryOut(caseId, { ...received, origin: { dropId, line } }, now)
    if (!isRefusal(outcome)) return outcome.events.length === 0 ? 'unchanged' : 'admitted'
    return [problemOf(outcome.code === 'unknown-account' ? 'account_reference' : 'reverses', outcome)]
  }

/** Applies each payment of a chunk to its case, once, and takes back what the lender's bank took back (R01, R50). */
export const step = defineStep({
  stage: 'intake',
  name: 'Apply payments',
  environment: z.object({ WORK_BUCKET: z.string(), ...DossierEnvironment.shape }),
  access: { WORK_BUCKET: ['s3:GetObject', 's3:PutObject'], ...dossierAccess },
  timeoutSeconds: 600,
  input: z.object({ dropId: DropId, lenderId: LenderId, chunk: Chunk, now: Now }),
  connect: (environment, clients, log) => ({
    work: connectObjectStore(environment.WORK_BUCKET, clients),
    dossiers: connectDossiers(environment, clients, log),
  }),
  run: ({ work, dossiers }, { chunk, ...drop }) => {
    const lane = (row: Row) => row.text('account_reference')
    return workThrough(work, chunk, { kind: 'payments', lane, deal: applying(dossiers, drop) })
  },
})

export const handler = onLambda(step)
