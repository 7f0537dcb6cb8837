import * as z from 'zod'
import { isKnown, mailService } from '../../domain/case/deciders/feedback.ts'
import type { Case } from '../../domain/case/state.ts'
import type { Hold } from '../../domain/contact/holds.ts'
import { type ContactLedger, entryOf, holdContacts, settleContact } from '../../domain/contact/ledger.ts'
import { caseOfNotice } from '../../domain/ids.ts'
import type { MailFeedback } from '../../domain/notice/feedback.ts'
import { staffNews } from '../../domain/notice/staff-letter.ts'
import { isRefusal } from '../../domain/outcome.ts'
import type { Policy } from '../../domain/policy/policy.ts'
import { policyOf } from '../../domain/policy/policy-book.ts'
import type { Instant } from '../../domain/time.ts'
import {
  ContactEnvironment,
  type ContactLedgers,
  connectContactLedgers,
  contactAccess,
} from '../adapters/contact-ledgers.ts'
import { connectDossiers, DossierEnvironment, type Dossiers, dossierAccess } from '../adapters/dossiers.ts'
import { complaintHold, holdOtherCases } from '../complaint-hold.ts'
import { onLambda } from '../on-lambda.ts'
import { connectStaffMail, StaffMailEnvironment, staffMailAccess } from '../staff-mail.ts'
import { defineStep } from '../step.ts'
import { MailEvent } from './mail-event.ts'

/**
 * Takes what SES says became of a notice. First what is at stake for the person: a hold over all their cases, a member of staff who hears of
 * a complaint; then the claim that nobody knew the end of; the dossier last, so that whoever finds it there knows that all was done. The
 * same event again changes nothing.
 */
export const step = defineStep({
  stage: 'feedback',
  name: 'Take feedback',
  environment: z.object({ ...DossierEnvironment.shape, ...ContactEnvironment.shape, ...StaffMailEnvironment.shape }),
  access: { ...contactAccess, ...staffMailAccess, CASE_TABLE: dossierAccess.CASE_TABLE },
  input: MailEvent,
  connect: (environment, clients, log, entropy) => ({
    dossiers: connectDossiers(environment, clients, log),
    ledgers: connectContactLedgers(environment, clients),
    writeToStaff: connectStaffMail(environment, clients, entropy),
  }),
  run: (connections, event) =>
    event.feedback.outcome === 'delivered' ? takeDelivery(connections, event) : takeTrouble(connections, event),
})

export const handler = onLambda(step)

interface Connections {
  readonly dossiers: Dossiers
  readonly ledgers: ContactLedgers
  readonly writeToStaff: ReturnType<typeof connectStaffMail>
}

type Event = z.infer<typeof MailEvent>

const record = async ({ dossiers }: Connections, event: Event, toFormerAddress = false) => {
  const { now, noticeId, kind, feedback } = event
  const command = { type: 'record feedback', noticeId, kind, feedback, toFormerAddress } as const
  const by = feedback.outcome === 'complained' ? 'borrower' : 'system'
  const outcome = await dossiers.carryOut(caseOfNotice(noticeId), command, now, by)
  return isRefusal(outcome) ? { refusal: outcome.code } : {}
}

/** Nearly every message arrives and nobody had asked whether it did; only where a crash left it open is it news. */
const takeDelivery = async (connections: Connections, event: Event) => {
  const { ledgers } = connections
  const { borrowerId, noticeId, now } = event
  const settled = (ledger: ContactLedger) => settleContact(ledger, noticeId, 'sent', now)
  const before = await ledgers.read(borrowerId)
  if (settled(before) === before) return {}
  const recorded = await record(connections, event)
  await ledgers.change(borrowerId, (ledger) => ({ ledger: settled(ledger) }), before)
  return recorded
}

const takeTrouble = async (connections: Connections, event: Event) => {
  const { dossiers, ledgers, writeToStaff } = connections
  const { borrowerId, noticeId, feedback, now } = event
  const state = await dossiers.read(caseOfNotice(noticeId))
  if (state === undefined) return { refusal: 'unknown-case' }
  if (isKnown(state, noticeId, feedback)) return {}
  const policy = policyOf(dossiers.policies, state.lenderId, state.policyVersion)
  if (feedback.outcome === 'complained') await writeToStaff(complaintMatter(state, policy, now))
  // What came back had gone, even as a bounce or a complaint; what SES refused had not.
  const went = feedback.outcome === 'refused' ? 'not-sent' : 'sent'
  const { toFormerAddress, ledger } = await ledgers.change(borrowerId, (before) => {
    const point = entryOf(before, noticeId)?.point
    const toFormerAddress = point !== undefined && state.emailPoint !== undefined && point !== state.emailPoint
    const holds = toFormerAddress && feedback.outcome === 'bounced' ? [] : holdsAfter(feedback, policy, now)
    return { toFormerAddress, ledger: held(settleContact(before, noticeId, went, now), holds) }
  })
  if (feedback.outcome === 'complained')
    await holdOtherCases(dossiers, ledger, state.caseId, complaintHold(policy, now), now)
  return record(connections, event, toFormerAddress)
}

const holdsAfter = (feedback: MailFeedback, policy: Policy, from: Instant): readonly Hold[] => {
  if (feedback.outcome === 'complained')
    return [complaintHold(policy, from), { kind: 'opt-out', setBy: 'borrower', from }]
  return feedback.outcome === 'bounced' && feedback.permanent ? [{ kind: 'bounced', setBy: mailService, from }] : []
}

const held = (before: ContactLedger, holds: readonly Hold[]): ContactLedger =>
  holds.reduce(
    (ledger, hold) =>
      ledger.holds?.some(({ kind, from }) => kind === hold.kind && from === hold.from)
        ? ledger
        : holdContacts(ledger, hold),
    before,
  )

const complaintMatter = (state: Case, policy: Policy, now: Instant) => ({
  state,
  policy,
  to: policy.lender.operations,
  ...staffNews('unwanted-mail', policy.lender.defaultLanguage),
  now,
})
