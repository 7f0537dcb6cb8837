import { embeddedAccount, embeddedRegion } from '../request-handler.ts'

/** What becomes of a message at one address. `suppressed` is SES's own refusal to try. */
export type Behaviour =
  | { readonly outcome: 'delivered' }
  | {
      readonly outcome: 'bounced'
      readonly type: 'Permanent' | 'Transient'
      readonly subtype?: string
      readonly afterMs?: number
    }
  | { readonly outcome: 'complained'; readonly feedback?: string; readonly afterMs?: number }
  | { readonly outcome: 'suppressed' }

/** An event of SES's event publishing, as EventBridge hands it on. */
export interface SendingEvent {
  readonly source: 'aws.ses'
  readonly 'detail-type': 'Email Sent' | 'Email Delivered' | 'Email Bounced' | 'Email Complaint Received'
  readonly account: string
  readonly region: string
  /** ISO 8601, seconds. */
  readonly time: string
  readonly resources: readonly string[]
  readonly detail: SendingDetail
}

/** The mail an event is about. */
export interface MailOfEvent {
  readonly timestamp: string
  readonly messageId: string
  readonly source: string
  readonly sourceArn: string
  readonly sendingAccountId: string
  readonly destination: readonly string[]
  readonly headersTruncated: false
  readonly headers: readonly { readonly name: string; readonly value: string }[]
  readonly commonHeaders: Readonly<Record<string, string | readonly string[]>>
  readonly tags: Readonly<Record<string, readonly string[]>>
}

/** The `detail` of a sending event; the member that is there follows from `eventType`. */
export interface SendingDetail {
  readonly eventType: 'Send' | 'Delivery' | 'Bounce' | 'Complaint'
  readonly mail: MailOfEvent
  readonly send?: Readonly<Record<string, never>>
  readonly delivery?: object
  readonly bounce?: object
  readonly complaint?: object
}

const detailTypes = {
  Send: 'Email Sent',
  Delivery: 'Email Delivered',
  Bounce: 'Email Bounced',
  Complaint: 'Email Complaint Received',
} as const

const iso = (at: number): string => new Date(at).toISOString()

/** The event that something happened to `mail` at `at` (milliseconds since the epoch). */
export const sendingEvent = (
  eventType: SendingDetail['eventType'],
  mail: MailOfEvent,
  at: number,
  what: Partial<SendingDetail>,
  configurationSet: string | undefined,
): SendingEvent => ({
  source: 'aws.ses',
  'detail-type': detailTypes[eventType],
  account: embeddedAccount,
  region: embeddedRegion,
  time: iso(at).replace(/\.\d{3}Z$/, 'Z'),
  resources: [
    ...(configurationSet === undefined
      ? []
      : [`arn:aws:ses:${embeddedRegion}:${embeddedAccount}:configuration-set/${configurationSet}`]),
  ],
  detail: { eventType, mail, ...what },
})

/** The `delivery` member: the receiving server took the message. */
export const deliveryOf = (recipient: string, at: number, sentAt: number): object => ({
  timestamp: iso(at),
  processingTimeMillis: at - sentAt,
  recipients: [recipient],
  smtpResponse: '250 2.0.0 OK',
  reportingMTA: 'a8-1.smtp-out.amazonses.com',
})

/** The `bounce` member. */
export const bounceOf = (
  recipient: string,
  at: number,
  feedbackId: string,
  type: 'Permanent' | 'Transient',
  subtype: string,
): object => ({
  feedbackId,
  bounceType: type,
  bounceSubType: subtype,
  bouncedRecipients: [
    {
      emailAddress: recipient,
      action: 'failed',
      status: type === 'Permanent' ? '5.1.1' : '4.4.7',
      diagnosticCode:
        type === 'Permanent' ? 'smtp; 550 5.1.1 user unknown' : 'smtp; 421 4.4.7 message expired before it was taken',
    },
  ],
  timestamp: iso(at),
  reportingMTA: 'dns; a8-1.smtp-out.amazonses.com',
})

/** The `complaint` member. */
export const complaintOf = (recipient: string, at: number, feedbackId: string, feedback: string): object => ({
  complainedRecipients: [{ emailAddress: recipient }],
  timestamp: iso(at),
  feedbackId,
  complaintSubType: null,
  complaintFeedbackType: feedback,
  arrivalDate: iso(at),
})
