import * as z from 'zod'
import { isOvertaken } from '../../domain/case/overtaken.ts'
import { mayContact } from '../../domain/contact/gate.ts'
import { BorrowerEnvironment, borrowerReadAccess, connectBorrowers } from '../adapters/borrowers.ts'
import { ContactEnvironment, connectContactLedgers } from '../adapters/contact-ledgers.ts'
import { connectDossiers, DossierEnvironment } from '../adapters/dossiers.ts'
import { onLambda } from '../on-lambda.ts'
import { defineStep } from '../step.ts'
import { contactQuestion } from './contact-question.ts'
import { NoticePayload } from './notice-payload.ts'

/** Asks the contact gate whether a notice may go, and when (R70). */
export const step = defineStep({
  stage: 'notice',
  name: 'Plan notice',
  environment: z.object({ ...DossierEnvironment.shape, ...BorrowerEnvironment.shape, ...ContactEnvironment.shape }),
  access: { CASE_TABLE: ['dynamodb:GetItem'], CONTACT_TABLE: ['dynamodb:GetItem'], ...borrowerReadAccess },
  input: NoticePayload,
  connect: (environment, clients, log) => ({
    dossiers: connectDossiers(environment, clients, log),
    borrowers: connectBorrowers(environment, clients),
    ledgers: connectContactLedgers(environment, clients),
  }),
  run: async ({ dossiers, borrowers, ledgers }, { caseId, noticeId, now }) => {
    const state = await dossiers.read(caseId)
    const pending = state?.pending[noticeId]
    if (state === undefined || pending === undefined) return { next: 'settled' }
    if (isOvertaken(pending.content, state)) return { next: 'suppress', reason: 'overtaken' }
    const borrower = await borrowers.read(state.borrowerId)
    if (borrower === undefined) return { next: 'suppress', reason: 'borrower-unknown' }
    const question = contactQuestion({ policies: dossiers.policies, state, borrower, noticeId, pending, now })
    const decision = mayContact(question(await ledgers.read(state.borrowerId)))
    switch (decision.decision) {
      case 'now':
        return { next: 'claim' }
      case 'wait':
        return { next: 'wait', until: decision.until, because: decision.because }
      case 'suppress':
        return { next: 'suppress', reason: decision.reason }
    }
  },
})

export const handler = onLambda(step)
