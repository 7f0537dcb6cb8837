import * as z from 'zod'
import type { CaseId } from '../domain/ids.ts'
import { TransientError } from '../domain/outcome.ts'
import type { Policy } from '../domain/policy/policy.ts'
import type { Instant } from '../domain/time.ts'
import type { ClientConfiguration } from './adapters/client-configuration.ts'
import { connectLinks, type Link, LinkEnvironment, linkMakingAccess } from './adapters/links.ts'
import { connectMailer, MailEnvironment, mailAccess } from './adapters/mailer.ts'
import type { Entropy } from './step.ts'

export const StaffMailEnvironment = z.object({ ...LinkEnvironment.shape, ...MailEnvironment.shape })

/** What writing to staff needs. */
export const staffMailAccess = { ...linkMakingAccess, ...mailAccess } as const

/** A matter that a person of the lender, or a mediator, has to see to. It names the case and nothing of the borrower (R73). */
export interface StaffMatter {
  readonly caseId: CaseId
  readonly policy: Policy
  readonly to: string
  readonly subject: string
  readonly text: string
  /** Where the matter has an answer: what the link asks. */
  readonly asks?: Link['asks']
  readonly now: Instant
}

/** Writes to staff; their mail does not pass the borrowers' contact gate. */
export const connectStaffMail = (
  environment: z.infer<typeof StaffMailEnvironment>,
  clients: ClientConfiguration,
  entropy: Entropy,
) => {
  const links = connectLinks(environment, clients, entropy)
  const mailer = connectMailer(environment, clients)
  return async ({ caseId, policy, to, subject, text, asks, now }: StaffMatter): Promise<void> => {
    const link = asks && (await links.make({ caseId, asks }, now))
    const { sender, replyTo, id } = policy.lender
    const { went } = await mailer.send(
      {
        from: sender,
        fromName: 'Forbear',
        to,
        replyTo,
        subject,
        text: link === undefined ? text : `${text}\n\n${link}\n`,
        html: `<p>${text.replaceAll('\n', '<br>')}</p>${link === undefined ? '' : `<p><a href="${link}">Open the case and answer</a></p>`}`,
        date: now,
        messageId: `${caseId}-${asks ?? 'matter'}-${Date.parse(now)}@${sender.split('@')[1]}`,
        language: 'en',
      },
      { lender: id, kind: asks ?? 'a-person-is-needed' },
    )
    // Staff rather read a matter twice than never.
    if (went !== 'yes') throw new TransientError(`${caseId}: a message to staff did not surely go; try again`)
  }
}
