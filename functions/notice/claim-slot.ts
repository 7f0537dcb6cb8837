import * as z from 'zod'
import { isOvertaken } from '../../domain/case/overtaken.ts'
import { mayContact } from '../../domain/contact/gate.ts'
import { claimContact, pruneLedger } from '../../domain/contact/ledger.ts'
import { policyOf } from '../../domain/policy/policy-book.ts'
import { BorrowerEnvironment, borrowerReadAccess, connectBorrowers } from '../adapters/borrowers.ts'
import { ContactEnvironment, connectContactLedgers, contactAccess } from '../adapters/contact-ledgers.ts'
import { connectDossiers, DossierEnvironment } from '../adapters/dossiers.ts'
import { onLambda } from '../on-lambda.ts'
import { defineStep } from '../step.ts'
import { contactQuestion } from './contact-question.ts'
import { NoticePayload } from './notice-payload.ts'

/** Asks the gate once more and takes the slot in the same conditional write, so that no two notices win one slot (R70). */
export const step = defineStep({
  stage: 'notice',
  name: 'Claim slot',
  environment: z.object({ ...DossierEnvironment.shape, ...BorrowerEnvironment.shape, ...ContactEnvironment.shape }),
  access: { CASE_TABLE: ['dynamodb:GetItem'], ...contactAccess, ...borrowerReadAccess },
  input: NoticePayload,
  connect: (environment, clients, log) => ({
    dossiers: connectDossiers(environment, clients, log),
    borrowers: connectBorrowers(environment, clients),
    ledgers: connectContactLedgers(environment, clients),
  }),
  run: async ({ dossiers, borrowers, ledgers }, { caseId, noticeId, now }) => {
    const state = await dossiers.read(caseId)
    const pending = state?.pending[noticeId]
    const borrower = state && (await borrowers.read(state.borrowerId))
    if (state === undefined || pending === undefined || borrower === undefined) return { next: 'plan' }
    if (isOvertaken(pending.content, state)) return { next: 'plan' }
    const question = contactQuestion({ policies: dossiers.policies, state, borrower, noticeId, pending, now })
    const { caps } = policyOf(dossiers.policies, state.lenderId, state.policyVersion).contact
    const { next } = await ledgers.change(state.borrowerId, (ledger) => {
      if (mayContact(question(ledger)).decision !== 'now') return { ledger, next: 'plan' }
      return {
        ledger: claimContact(pruneLedger(ledger, caps, now), { key: noticeId, at: now, channel: 'email' }),
        next: 'send',
      }
    })
    return { next }
  },
})

export const handler = onLambda(step)
