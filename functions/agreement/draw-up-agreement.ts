import * as z from 'zod'
import { agreementDocument } from '../../domain/agreement/document.ts'
import { isRefusal } from '../../domain/outcome.ts'
import { policyOf } from '../../domain/policy/policy-book.ts'
import { dayIn } from '../../domain/time.ts'
import { connectDossiers, DossierEnvironment, dossierAccess } from '../adapters/dossiers.ts'
import { connectObjectStore } from '../adapters/object-store.ts'
import { CasePayload } from '../case-step.ts'
import { onLambda } from '../on-lambda.ts'
import { agreementPatience } from '../patience.ts'
import { defineStep } from '../step.ts'

/** Draws up the agreement and keeps it under its hash, which is what the borrower will sign (R40). */
export const step = defineStep({
  stage: 'agreement',
  name: 'Draw up agreement',
  environment: z.object({ ...DossierEnvironment.shape, DOCUMENT_BUCKET: z.string() }),
  access: { ...dossierAccess, DOCUMENT_BUCKET: ['s3:PutObject'] },
  input: CasePayload,
  connect: (environment, clients, log) => ({
    dossiers: connectDossiers(environment, clients, log),
    documents: connectObjectStore(environment.DOCUMENT_BUCKET, clients),
  }),
  run: async ({ dossiers, documents }, { caseId, episode, now }) => {
    const state = await dossiers.read(caseId)
    if (state?.stage !== 'agreeing') return { next: 'moved-on' }
    const policy = policyOf(dossiers.policies, state.lenderId, state.policyVersion)
    const { plan, language } = state
    const { html, hash } = agreementDocument({ caseId, language, plan, policy, drawnUpOn: dayIn(state.zone, now) })
    await documents.write(`agreements/${caseId}/${hash}.html`, html)
    const outcome = await dossiers.carryOut(caseId, { type: 'draw up agreement', episode, documentHash: hash }, now)
    if (isRefusal(outcome)) return { next: 'moved-on' }
    return { next: 'explain', patience: agreementPatience(policy) }
  },
})

export const handler = onLambda(step)
