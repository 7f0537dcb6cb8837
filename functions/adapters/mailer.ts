import { SESClient, SendRawEmailCommand } from '@aws-sdk/client-ses'
import * as z from 'zod'
import type { ClientConfiguration } from './client-configuration.ts'
import { buildMime, type OutgoingMail } from './mime.ts'
import { calling } from './transience.ts'

export const MailEnvironment = z.object({ CONFIGURATION_SET: z.string() })

/** What sending mail needs; the lenders' identities are the resource. */
export const mailAccess = { CONFIGURATION_SET: ['ses:SendRawEmail'] } as const

/** Hands mail to SES. */
export interface Mailer {
  /** @returns the id by which SES knows the message. @throws TransientError when SES took nothing and may later */
  send(mail: OutgoingMail, tags: Readonly<Record<string, string>>): Promise<string>
}

/** Ties mail to SES. */
export const connectMailer = (
  { CONFIGURATION_SET }: z.infer<typeof MailEnvironment>,
  clients: ClientConfiguration,
): Mailer => {
  const ses = new SESClient(clients)
  return {
    send: async (mail, tags) => {
      const Data = await buildMime(mail)
      const { MessageId = '' } = await calling(() =>
        ses.send(
          new SendRawEmailCommand({
            Source: mail.from,
            Destinations: [mail.to],
            RawMessage: { Data },
            ConfigurationSetName: CONFIGURATION_SET,
            Tags: Object.entries(tags).map(([Name, Value]) => ({ Name, Value })),
          }),
        ),
      )
      return MessageId
    },
  }
}
