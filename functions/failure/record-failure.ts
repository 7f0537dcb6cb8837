import * as z from 'zod'
import { CaseId, LenderId } from '../../domain/ids.ts'
import { connectDossiers, DossierEnvironment, dossierAccess } from '../adapters/dossiers.ts'
import { connectJournal } from '../adapters/journal.ts'
import { onLambda } from '../on-lambda.ts'
import { defineStep, Now } from '../step.ts'

/** Whose failure it is: a case's, or a lender's where a whole file or a day's look failed. */
const Failure = z
  .object({ machine: z.string(), execution: z.string(), step: z.string(), error: z.string(), now: Now })
  .and(z.union([z.object({ caseId: CaseId }), z.object({ lenderId: LenderId })]))

/**
 * Keeps the failure of a step where it belongs: in the case's dossier, or in the lender's journal. Only the error's name is kept, as its
 * text may quote what it was about.
 */
export const step = defineStep({
  stage: 'failure',
  name: 'Record failure',
  environment: DossierEnvironment,
  access: dossierAccess,
  input: Failure,
  connect: (environment, clients, log) => ({
    dossiers: connectDossiers(environment, clients, log),
    journal: connectJournal(environment, clients),
  }),
  run: async ({ dossiers, journal }, failure) => {
    const { machine, execution, step: failed, error, now } = failure
    if ('caseId' in failure)
      await dossiers.carryOut(failure.caseId, { type: 'record failure', machine, step: failed, error }, now)
    else await journal.write(failure.lenderId, { execution, machine, step: failed, error }, now)
    return {}
  },
})

export const handler = onLambda(step)
