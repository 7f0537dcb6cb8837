import * as z from 'zod'
import { connectDossiers, DossierEnvironment, dossierAccess } from '../adapters/dossiers.ts'
import { onLambda } from '../on-lambda.ts'
import { defineStep } from '../step.ts'
import { NoticePayload } from './notice-payload.ts'

/** Writes into the dossier that a notice went (R80). */
export const step = defineStep({
  stage: 'notice',
  name: 'Record notice',
  environment: DossierEnvironment,
  access: dossierAccess,
  input: NoticePayload.extend({ messageId: z.string(), confirmed: z.boolean() }),
  connect: connectDossiers,
  run: async (dossiers, { caseId, noticeId, messageId, confirmed, now }) => {
    await dossiers.carryOut(caseId, { type: 'record notice sent', noticeId, messageId, confirmed }, now)
    return {}
  },
})

export const handler = onLambda(step)
