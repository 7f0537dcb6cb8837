import * as z from 'zod'
import { isOvertaken } from '../../domain/case/overtaken.ts'
import { type ContactDecision, mayContact } from '../../domain/contact/gate.ts'
import { claimContact, pruneLedger, settleOverdue } from '../../domain/contact/ledger.ts'
import type { NoticeId } from '../../domain/ids.ts'
import { DefectError } from '../../domain/outcome.ts'
import { policyOf } from '../../domain/policy/policy-book.ts'
import { dayIn } from '../../domain/time.ts'
import { ContactEnvironment, connectContactLedgers, contactAccess } from '../adapters/contact-ledgers.ts'
import { connectDossiers, DossierEnvironment, dossierAccess } from '../adapters/dossiers.ts'
import { noticeQuestion } from '../contact-question.ts'
import { onLambda } from '../on-lambda.ts'
import { defineStep } from '../step.ts'
import { NoticePayload } from './notice-payload.ts'

/**
 * Asks the contact gate whether a notice may go, and takes its slot in the same conditional write when it may: no two notices win one slot
 * (R70). Otherwise writes into the dossier until when it waits and for what, after which the gate is asked again, or says why the notice will
 * never go. A notice that may have gone already is for the next step to record.
 * @throws DefectError when the calendar ends before the day that the notice would go: nobody guesses holidays
 */
export const step = defineStep({
  stage: 'notice',
  name: 'Claim slot',
  environment: z.object({ ...DossierEnvironment.shape, ...ContactEnvironment.shape }),
  access: { ...dossierAccess, ...contactAccess },
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
    const question = noticeQuestion({ policies: dossiers.policies, state, noticeId, pending, now })
    const { caps, claims } = policyOf(dossiers.policies, state.lenderId, state.policyVersion).contact
    const { decision } = await ledgers.change(state.borrowerId, (before) => {
      const ledger = settleOverdue(before, claims, now)
      const decision = mayContact(question(ledger))
      if (decision.decision !== 'now') return { decision, ledger }
      const pruned = pruneLedger(ledger, caps, now)
      return { decision, ledger: claimContact(pruned, { key: noticeId, at: now, point: state.emailPoint }) }
    })
    if (decision.decision === 'wait') {
      const { until, because, provisional } = decision
      await dossiers.carryOut(caseId, { type: 'delay notice', noticeId, until, because, provisional }, now)
    }
    return whatNext(noticeId, decision)
  },
})

export const handler = onLambda(step)

const whatNext = (noticeId: NoticeId, decision: ContactDecision) => {
  switch (decision.decision) {
    case 'now':
      return { next: 'send' }
    case 'wait':
      return { next: 'wait', until: decision.askAgainAt ?? decision.until, because: decision.because }
    case 'suppress':
      if (decision.reason === 'already-sending' || decision.reason === 'already-sent') return { next: 'send' }
      if (decision.reason === 'calendar-not-covered')
        throw new DefectError(
          `${noticeId} would go on a day that the calendar of working days does not know; add that year to policies/calendars, deploy, and start the execution again`,
        )
      return { next: 'suppress', reason: decision.reason }
  }
}
