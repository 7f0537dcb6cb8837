import { SESClient, SESServiceException, SendRawEmailCommand } from '@aws-sdk/client-ses'
import * as z from 'zod'
import { DefectError } from '../../domain/outcome.ts'
import { type ClientConfiguration, sharedClient } from './client-configuration.ts'
import { buildMime, type OutgoingMail } from './mime.ts'

export const MailEnvironment = z.object({ CONFIGURATION_SET: z.string() })

/** What sending mail needs; the lenders' identities are the resource. */
export const mailAccess = { CONFIGURATION_SET: ['ses:SendRawEmail'] } as const

/** What became of a message: SES took it, took nothing and may later, or nobody can tell. */
export type Dispatch =
  | { readonly went: 'yes'; readonly messageId: string }
  | { readonly went: 'no' }
  | { readonly went: 'unknown' }

/** Hands mail to SES. */
export interface Mailer {
  /** Asks SES once, since a repeated question can be a second message. @throws DefectError when SES will never take it */
  send(mail: OutgoingMail, tags: Readonly<Record<string, string>>): Promise<Dispatch>
}

const tooMuchAtOnce = new Set([
  'LimitExceededException',
  'Throttling',
  'ThrottlingException',
  'TooManyRequestsException',
])

/** Connections that were never made, so that nothing can have gone over them. */
const neverConnected = new Set(['EAI_AGAIN', 'ECONNREFUSED', 'ENOTFOUND'])

const afterError = (error: unknown): Dispatch => {
  if (error instanceof SESServiceException && (error.$metadata.httpStatusCode ?? 500) < 500) {
    if (tooMuchAtOnce.has(error.name)) return { went: 'no' }
    // SES quotes addresses in what it says, so only the error's name goes on.
    throw new DefectError(`SES refuses a message: ${error.name}; verify the sender and the configuration set`)
  }
  const code = error instanceof Error && 'code' in error ? String(error.code) : ''
  return { went: neverConnected.has(code) ? 'no' : 'unknown' }
}

// A question that is repeated by itself can become a second message.
const sesClient = sharedClient((configuration) => new SESClient({ ...configuration, maxAttempts: 1 }))

/** Ties mail to SES. */
export const connectMailer = (
  { CONFIGURATION_SET }: z.infer<typeof MailEnvironment>,
  clients: ClientConfiguration,
): Mailer => {
  const ses = sesClient(clients)
  return {
    send: async (mail, tags) => {
      const Data = await buildMime(mail)
      const command = new SendRawEmailCommand({
        Source: mail.from,
        Destinations: [mail.to],
        RawMessage: { Data },
        ConfigurationSetName: CONFIGURATION_SET,
        Tags: Object.entries(tags).map(([Name, Value]) => ({ Name, Value })),
      })
      try {
        const { MessageId = 'unknown' } = await ses.send(command)
        return { went: 'yes', messageId: MessageId }
      } catch (error) {
        return afterError(error)
      }
    },
  }
}
