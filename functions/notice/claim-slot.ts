import * as z from 'zod'
import { isOvertaken } from '../../domain/case/overtaken.ts'
import { type ContactDecision, mayContact } from '../../domain/contact/gate.ts'
import { claimContact, pruneLedger } from '../../domain/contact/ledger.ts'
import { policyOf } from '../../domain/policy/policy-book.ts'
import { dayIn } from '../../domain/time.ts'
import { ContactEnvironment, connectContactLedgers, contactAccess } from '../adapters/contact-ledgers.ts'
import { connectDossiers, DossierEnvironment } from '../adapters/dossiers.ts'
import { onLambda } from '../on-lambda.ts'
import { defineStep } from '../step.ts'
import { contactQuestion } from './contact-question.ts'
import { NoticePayload } from './notice-payload.ts'

/**
 * Asks the contact gate whether a notice may go, and takes its slot in the same conditional write when it may: no two notices win one slot
 * (R70). Otherwise says until when to wait, after which the gate is asked again, or why the notice will never go.
 */
export const step = defineStep({
  stage: 'notice',
  name: 'Claim slot',
  environment: z.object({ ...DossierEnvironment.shape, ...ContactEnvironment.shape }),
  access: { CASE_TABLE: ['dynamodb:GetItem'], ...contactAccess },
  input: NoticePayload,
  connect: (environment, clients, log) => ({
    dossiers: connectDossiers(environment, clients, log),
    ledgers: connectContactLedgers(environment, clients),
  }),
  run: async ({ dossiers, ledgers }, { caseId, noticeId, now }) => {
    const state = await dossiers.read(caseId)
    const pending = state?.pending[noticeId]
    if (state === undefined || pending === undefined) return { next: 'settled' }
    if (isOvertaken(pending.content, state, dayIn(state.zone, now))) return { next: 'suppress', reason: 'overtaken' }
    const question = contactQuestion({ policies: dossiers.policies, state, noticeId, pending, now })
    const { caps } = policyOf(dossiers.policies, state.lenderId, state.policyVersion).contact
    const { decision } = await ledgers.change(state.borrowerId, (ledger) => {
      const decision = mayContact(question(ledger))
      if (decision.decision !== 'now') return { decision, ledger }
      const pruned = pruneLedger(ledger, caps, now)
      return { decision, ledger: claimContact(pruned, { key: noticeId, at: now, channel: 'email' }) }
    })
    return whatNext(decision)
  },
})

export const handler = onLambda(step)

const whatNext = (decision: ContactDecision) => {
  switch (decision.decision) {
    case 'now':
      return { next: 'send' }
    case 'wait':
      return { next: 'wait', until: decision.until, because: decision.because }
    case 'suppress':
      return { next: 'suppress', reason: decision.reason }
  }
}
