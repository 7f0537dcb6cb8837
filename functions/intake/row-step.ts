import * as z from 'zod'
import { DropId, LenderId } from '../../domain/ids.ts'
import { Chunk } from '../../domain/intake/chunk.ts'
import type { Instant } from '../../domain/time.ts'
import type { borrowerReadAccess, borrowerWriteAccess } from '../adapters/borrowers.ts'
import { BorrowerEnvironment, type Borrowers, connectBorrowers } from '../adapters/borrowers.ts'
import {
  ContactEnvironment,
  type ContactLedgers,
  connectContactLedgers,
  contactAccess,
} from '../adapters/contact-ledgers.ts'
import { connectDossiers, DossierEnvironment, type Dossiers, dossierAccess } from '../adapters/dossiers.ts'
import { type RowWork, workThrough } from '../adapters/drops.ts'
import { connectObjectStore } from '../adapters/object-store.ts'
import { defineStep, Now } from '../step.ts'

/** What rows about people are dealt with by. */
export interface Surroundings {
  readonly dossiers: Pick<Dossiers, 'read' | 'carryOut' | 'policies'>
  readonly borrowers: Pick<Borrowers, 'read' | 'keep'>
  readonly ledgers: Pick<ContactLedgers, 'read' | 'change'>
}

/** The file that a row came in. */
export interface Drop {
  readonly dropId: DropId
  readonly lenderId: LenderId
  readonly now: Instant
}

interface RowStep extends Pick<RowWork, 'kind' | 'lane'> {
  readonly name: string
  readonly borrowerAccess: typeof borrowerReadAccess | typeof borrowerWriteAccess
  dealing(surroundings: Surroundings, drop: Drop): RowWork['deal']
}

/** A step that deals with the rows of a chunk, of a kind that is about people and what is said to them. */
export const rowStep = ({ name, kind, lane, borrowerAccess, dealing }: RowStep) =>
  defineStep({
    stage: 'intake',
    name,
    environment: z.object({
      WORK_BUCKET: z.string(),
      ...DossierEnvironment.shape,
      ...BorrowerEnvironment.shape,
      ...ContactEnvironment.shape,
    }),
    access: {
      WORK_BUCKET: ['s3:GetObject', 's3:PutObject'],
      ...dossierAccess,
      ...borrowerAccess,
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
    run: ({ work, ...surroundings }, { chunk, ...drop }) =>
      workThrough(work, chunk, { kind, lane, deal: dealing(surroundings, drop) }),
  })
