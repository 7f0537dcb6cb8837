import * as z from 'zod'
import type { Case, PendingNotice } from '../../domain/case/state.ts'
import { mayContact } from '../../domain/contact/gate.ts'
import { type ContactLedger, entryOf, moveContact } from '../../domain/contact/ledger.ts'
import { restedDays } from '../../domain/contact/stand-still.ts'
import type { NoticeId } from '../../domain/ids.ts'
import { compose, lenderNameIn } from '../../domain/notice/compose.ts'
import { render } from '../../domain/notice/render.ts'
import { withTimeToReply } from '../../domain/notice/reply-by.ts'
import { type PolicyBook, policyOf } from '../../domain/policy/policy-book.ts'
import { dayIn, type Instant } from '../../domain/time.ts'
import { type Borrower, BorrowerEnvironment, borrowerReadAccess, connectBorrowers } from '../adapters/borrowers.ts'
import { ContactEnvironment, connectContactLedgers, contactAccess } from '../adapters/contact-ledgers.ts'
import { connectDossiers, DossierEnvironment } from '../adapters/dossiers.ts'
import { connectLinks, LinkEnvironment, linkMakingAccess } from '../adapters/links.ts'
import { connectMailer, MailEnvironment, mailAccess } from '../adapters/mailer.ts'
import type { OutgoingMail } from '../adapters/mime.ts'
import { noticeQuestion } from '../contact-question.ts'
import { onLambda } from '../on-lambda.ts'
import { defineStep } from '../step.ts'
import { NoticePayload } from './notice-payload.ts'

/**
 * Sends a notice whose slot is claimed, and writes into the dossier that it went (R80). The gate is asked once more in the write that makes
 * the claim `sending`, for a window may have closed and a hold begun since; then the slot is given back. After SES answered the claim is
 * `sent`: whoever finds it `sending` cannot know whether the message went, and never sends it again.
 */
export const step = defineStep({
  stage: 'notice',
  name: 'Send notice',
  environment: z.object({
    ...DossierEnvironment.shape,
    ...BorrowerEnvironment.shape,
    ...ContactEnvironment.shape,
    ...LinkEnvironment.shape,
    ...MailEnvironment.shape,
  }),
  access: {
    ...contactAccess,
    ...borrowerReadAccess,
    ...mailAccess,
    CASE_TABLE: ['dynamodb:GetItem', ...linkMakingAccess.CASE_TABLE],
  },
  input: NoticePayload,
  connect: (environment, clients, log, entropy) => ({
    dossiers: connectDossiers(environment, clients, log),
    borrowers: connectBorrowers(environment, clients),
    ledgers: connectContactLedgers(environment, clients),
    links: connectLinks(environment, clients, entropy),
    mailer: connectMailer(environment, clients),
  }),
  run: async ({ dossiers, borrowers, ledgers, links, mailer }, { caseId, noticeId, now }) => {
    const state = await dossiers.read(caseId)
    const pending = state?.pending[noticeId]
    const borrower = state && (await borrowers.read(state.borrowerId))
    if (state === undefined || pending === undefined) return { next: 'claim' }
    const move = (to: 'released' | 'sent', known?: ContactLedger) =>
      ledgers.change(state.borrowerId, (ledger) => ({ ledger: moveContact(ledger, noticeId, to, now) }), known)
    const record = async (messageId: string, confirmed: boolean, wentAt?: Instant) => {
      await dossiers.carryOut(caseId, { type: 'record notice sent', noticeId, messageId, confirmed, wentAt }, now)
      return { next: 'sent' }
    }
    if (borrower === undefined) {
      await move('released')
      return { next: 'suppress', reason: 'borrower-unknown' }
    }
    const link = await links.make({ caseId, asks: pending.content.kind }, now)
    const mail = letter(dossiers.policies, state, borrower, noticeId, pending, link, now)
    const question = noticeQuestion({ policies: dossiers.policies, state, noticeId, pending, now })
    const { claim, ledger: sending } = await ledgers.change(state.borrowerId, (ledger) => {
      const entry = entryOf(ledger, noticeId)
      if (entry?.state !== 'claimed') return { claim: entry, ledger }
      const next = mayContact(question(ledger)).decision === 'now' ? 'sending' : 'released'
      const moved = moveContact(ledger, noticeId, next, now)
      return { claim: next === 'sending' ? entry : undefined, ledger: moved }
    })
    if (claim === undefined || claim.state === 'released') return { next: 'claim' }
    if (claim.state !== 'claimed')
      return record('unknown', claim.state === 'sent' && claim.unconfirmed === undefined, claim.at)
    const tags = { lender: state.lenderId, kind: pending.content.kind, notice: noticeId, borrower: state.borrowerId }
    const dispatch = await mailer.send(mail, tags)
    switch (dispatch.went) {
      case 'yes':
        await move('sent', sending)
        return record(dispatch.messageId, true)
      case 'no':
        await move('released', sending)
        return { next: 'later' }
      case 'unknown':
        return record('unknown', false)
    }
  },
})

export const handler = onLambda(step)

const letter = (
  policies: PolicyBook,
  state: Case,
  borrower: Borrower,
  noticeId: NoticeId,
  { content, requestedAt, rests = [] }: PendingNotice,
  link: string,
  now: Instant,
): OutgoingMail => {
  const policy = policyOf(policies, state.lenderId, state.policyVersion)
  const { language } = borrower
  const message = compose({
    content: withTimeToReply(content, dayIn(state.zone, now), restedDays(rests, requestedAt, now)),
    language,
    policy,
    first: !state.written,
    borrowerName: borrower.name,
  })
  const optOut = `${link}/opt-out`
  return {
    from: policy.lender.sender,
    fromName: lenderNameIn(policy, language),
    to: borrower.email.reveal(),
    replyTo: policy.lender.replyTo,
    subject: message.subject,
    ...render(message, { action: link, optOut }),
    date: now,
    messageId: `${noticeId}@${policy.lender.sender.split('@')[1]}`,
    optOutUrl: optOut,
    language,
  }
}
