import * as z from 'zod'
import { connectDossiers, DossierEnvironment, dossierAccess } from '../adapters/dossiers.ts'
import { onLambda } from '../on-lambda.ts'
import { defineStep } from '../step.ts'
import { NoticePayload } from './notice-payload.ts'

/** Writes into the dossier that a notice will not go, and why. */
export const step = defineStep({
  stage: 'notice',
  name: 'Suppress notice',
  environment: DossierEnvironment,
  access: dossierAccess,
  input: NoticePayload.extend({ reason: z.string() }),
  connect: connectDossiers,
  run: async (dossiers, { caseId, noticeId, reason, now }) => {
    await dossiers.carryOut(caseId, { type: 'suppress notice', noticeId, reason }, now)
    return {}
  },
})

export const handler = onLambda(step)
