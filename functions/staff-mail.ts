import * as z from 'zod'
import type { Case } from '../domain/case/state.ts'
import type { Language } from '../domain/language.ts'
import { render } from '../domain/notice/render.ts'
import { type StaffWords, staffLetter } from '../domain/notice/staff-letter.ts'
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
export interface StaffMatter extends StaffWords {
  readonly state: Pick<Case, 'caseId' | 'seen'>
  readonly policy: Policy
  readonly to: string
  /** Where the matter has an answer: what the link asks. */
  readonly asks?: Link['asks']
  /** The lender's own when absent. */
  readonly language?: Language
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
  return async (matter: StaffMatter): Promise<void> => {
    const { state, policy, to, asks, now } = matter
    const { caseId } = state
    const link = asks && (await links.make({ caseId, asks }, now))
    const { sender, replyTo, id, operations, defaultLanguage } = policy.lender
    const language = matter.language ?? defaultLanguage
    const letter = staffLetter(matter, state, { language, ofLender: to === operations, asks: link !== undefined })
    const { went } = await mailer.send(
      {
        from: sender,
        fromName: 'Forbear',
        to,
        replyTo,
        subject: letter.subject,
        ...render(letter, { action: link ?? '', optOut: '' }),
        date: now,
        messageId: `${caseId}-${asks ?? 'matter'}-${Date.parse(now)}@${sender.split('@')[1]}`,
        language,
      },
      { lender: id, kind: asks ?? 'a-person-is-needed' },
    )
    // Staff rather read a matter twice than never.
    if (went !== 'yes') throw new TransientError(`${caseId}: a message to staff did not surely go; try again`)
  }
}
