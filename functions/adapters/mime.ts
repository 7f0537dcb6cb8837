import { createHash } from 'node:crypto'
import MailComposer from 'nodemailer/lib/mail-composer'
import type { Language } from '../../domain/language.ts'
import { type Instant, millisecondsOf } from '../../domain/time.ts'

/** One e-mail to one borrower; addresses are bare, names and words are Unicode. */
export interface OutgoingMail {
  readonly from: string
  readonly fromName: string
  readonly to: string
  readonly replyTo: string
  readonly subject: string
  readonly html: string
  readonly text: string
  readonly date: Instant
  /** Without or with its angle brackets: `case-…-n3@forbear.example`. */
  readonly messageId: string
  /** Takes one POST and ends these e-mails (RFC 8058); staff have none. */
  readonly optOutUrl?: string
  readonly language: Language
  /** Further headers. */
  readonly headers?: Readonly<Record<string, string>>
}

/**
 * The raw message for SES: text and HTML alternatives, one-click List-Unsubscribe, no trace of the sending software.
 * The same mail always gives the same bytes, so a repeated send can be compared.
 */
export const buildMime = async (mail: OutgoingMail): Promise<Uint8Array> => {
  // Chinese in quoted-printable takes nine bytes a character, in base64 four.
  const encoding = mail.language === 'en' ? 'quoted-printable' : 'base64'
  const seed = JSON.stringify([mail.messageId, mail.to, mail.date, mail.text, mail.html])
  const composer = new MailComposer({
    from: { name: mail.fromName, address: mail.from },
    to: { name: '', address: mail.to },
    replyTo: { name: '', address: mail.replyTo },
    subject: mail.subject,
    text: { content: mail.text, contentTransferEncoding: encoding },
    html: { content: mail.html, contentTransferEncoding: encoding },
    date: new Date(millisecondsOf(mail.date)),
    messageId: `<${mail.messageId.replace(/^<|>$/g, '')}>`,
    baseBoundary: createHash('sha256').update(seed).digest('hex').slice(0, 24),
    boundaryPrefix: '--forbear',
    newline: '\r\n',
    disableFileAccess: true,
    disableUrlAccess: true,
    headers: {
      'Content-Language': mail.language,
      'Auto-Submitted': 'auto-generated',
      ...(mail.optOutUrl && {
        'List-Unsubscribe': { prepared: true, value: `<${new URL(mail.optOutUrl).href}>` },
        'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click',
      }),
      ...mail.headers,
    },
  })
  return composer.compile().build()
}
