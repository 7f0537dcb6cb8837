import * as z from 'zod'
import { CaseMessage } from '../../domain/case/outbox.ts'
import { connectDossiers, DossierEnvironment } from '../adapters/dossiers.ts'
import { connectWaits, wakeAccess } from '../adapters/waits.ts'
import { onLambda } from '../on-lambda.ts'
import { defineStep } from '../step.ts'

/** Lets machines go on whose wait the case has answered; the answer was written before, so nothing is lost when this comes twice or late. */
export const step = defineStep({
  stage: 'hand-over',
  name: 'Wake waiting',
  environment: DossierEnvironment,
  access: { ...wakeAccess, CASE_TABLE: ['dynamodb:GetItem', ...wakeAccess.CASE_TABLE] },
  input: z.object({ detail: CaseMessage }),
  connect: (environment, clients, log) => ({
    dossiers: connectDossiers(environment, clients, log),
    waits: connectWaits(environment, clients, log),
  }),
  run: async ({ dossiers, waits }, { detail }) => {
    const state = await dossiers.read(detail.caseId)
    if (state !== undefined) await waits.wake(state)
    return {}
  },
})

export const handler = onLambda(step)
