import { createHash } from 'node:crypto'
import MailComposer from 'nodemailer/lib/mail-composer'
import PostalMime, { type Email } from 'postal-mime'
import type { VirtualClock } from '../clock.ts'
import { embeddedAccount, embeddedRegion } from './request-handler.ts'
import { type ServiceAnswer, type ServiceCall, type ServiceEndpoint, ServiceError } from './service-endpoint.ts'
import { QueryRequest } from './ses/query-request.ts'
import {
  type Behaviour,
  bounceOf,
  complaintOf,
  deliveryOf,
  type MailOfEvent,
  type SendingDetail,
  type SendingEvent,
  sendingEvent,
} from './ses/sending-event.ts'
import { xmlDocument } from './xml.ts'

export type { Behaviour, SendingEvent } from './ses/sending-event.ts'

/** A message SES took: the bytes exactly as they were sent. */
export interface SentMessage {
  readonly messageId: string
  readonly source: string
  readonly destinations: readonly string[]
  readonly raw: Uint8Array
  /** Milliseconds since the epoch, virtual. */
  readonly at: number
  readonly configurationSet?: string
  readonly tags: Readonly<Record<string, string>>
}

/** How the embedded SES is set up. */
export interface SesOptions {
  readonly clock: VirtualClock
  /** Takes every accepted message; awaited before the sender has its answer. */
  readonly onMessage: (message: SentMessage) => Promise<void>
  /** The addresses and domains that may send; every one may when this is left out. */
  readonly verifiedIdentities?: readonly string[]
  /** The configuration sets there are; every name is taken when this is left out. */
  readonly configurationSets?: readonly string[]
  /** What becomes of a message with these tags to an address; all is delivered when this is left out. */
  readonly behaviour?: (address: string, tags: SentMessage['tags']) => Behaviour
  /** Takes sending events, on the clock; none are made when this is left out. */
  readonly onEvent?: (event: SendingEvent) => Promise<void>
}

const namespace = 'http://ses.amazonaws.com/doc/2010-12-01/'
const mostBytes = 10 * 1024 * 1024
const mostRecipients = 50
const delivery = 2_000

const bareAddress = (address: string): string => (/<([^<>]*)>\s*$/.exec(address)?.[1] ?? address).trim().toLowerCase()

const addressesOf = (list: Email['to']): readonly string[] =>
  (list ?? []).flatMap((entry) => (entry.group ?? [entry]).map(({ address }) => address ?? '')).filter(Boolean)

const headersOf = (raw: Uint8Array): Promise<Email> => {
  const end = Buffer.from(raw).indexOf('\r\n\r\n')
  return PostalMime.parse(end < 0 ? raw : raw.subarray(0, end + 4))
}

/** What a request asks to be sent, before it is judged. */
interface Envelope {
  readonly source: string
  readonly from: string
  readonly destinations: readonly string[]
  readonly raw: Uint8Array
  readonly headers: Email
  readonly configurationSet: string | undefined
  readonly tags: Readonly<Record<string, string>>
}

/** SES, version 1, that keeps the mail. Actions other than SendEmail and SendRawEmail are refused by name. */
export class EmbeddedSes {
  /** Answers the calls of an SES (v1) client. */
  readonly endpoint: ServiceEndpoint
  private readonly options: SesOptions
  private calls = 0

  constructor(options: SesOptions) {
    this.options = options
    this.endpoint = (call) => this.answer(call)
  }

  private async answer(call: ServiceCall): Promise<ServiceAnswer> {
    this.calls += 1
    const MessageId = this.idOf(this.calls)
    try {
      const envelope = await this.envelopeOf(call, MessageId)
      this.judge(envelope)
      await this.accept(envelope, MessageId)
      const { operation } = call
      const content = { [`${operation}Result`]: { MessageId }, ResponseMetadata: { RequestId: MessageId } }
      return this.xml(200, xmlDocument(`${operation}Response`, content, namespace))
    } catch (error) {
      if (!(error instanceof ServiceError)) throw error
      const content = {
        Error: { Type: 'Sender', Code: error.code, Message: error.message },
        RequestId: MessageId,
      }
      return this.xml(error.statusCode, xmlDocument('ErrorResponse', content, namespace))
    }
  }

  private xml(statusCode: number, body: string): ServiceAnswer {
    return { statusCode, headers: { 'content-type': 'text/xml' }, body }
  }

  private idOf(number: number): string {
    const hex = createHash('md5').update(`message ${number}`).digest('hex')
    const parts = [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)]
    return `010001${number.toString(16).padStart(10, '0')}-${parts.join('-')}-000000`
  }

  private async envelopeOf(call: ServiceCall, messageId: string): Promise<Envelope> {
    const request = new QueryRequest(call.body)
    switch (call.operation) {
      case 'SendRawEmail':
        return this.rawEnvelope(request)
      case 'SendEmail':
        return this.composedEnvelope(request, messageId)
      default:
        throw new ServiceError('InvalidAction', `The embedded SES does not implement the action ${call.operation}.`)
    }
  }

  private async rawEnvelope(request: QueryRequest): Promise<Envelope> {
    const raw = Buffer.from(request.required('RawMessage.Data'), 'base64')
    const given = { source: request.optional('Source'), destinations: request.list('Destinations') }
    const common = { configurationSet: request.optional('ConfigurationSetName'), tags: request.tags() }
    request.refuseRest('SendRawEmail')
    const headers = await headersOf(raw)
    const from = headers.from?.address
    if (from === undefined || from === '') {
      throw new ServiceError('InvalidParameterValue', "Missing required header 'From'.")
    }
    const named = [headers.to, headers.cc, headers.bcc].flatMap(addressesOf)
    const destinations = given.destinations.length > 0 ? given.destinations : named
    return { ...common, raw, headers, from, source: given.source ?? from, destinations }
  }

  private async composedEnvelope(request: QueryRequest, messageId: string): Promise<Envelope> {
    const source = request.required('Source')
    const [to, cc, bcc] = ['To', 'Cc', 'Bcc'].map((kind) => [...request.list(`Destination.${kind}Addresses`)])
    const subject = request.required('Message.Subject.Data')
    const text = request.optional('Message.Body.Text.Data')
    const html = request.optional('Message.Body.Html.Data')
    const replyTo = [...request.list('ReplyToAddresses')]
    const returnPath = request.optional('ReturnPath')
    const common = { configurationSet: request.optional('ConfigurationSetName'), tags: request.tags() }
    for (const part of ['Message.Subject', 'Message.Body.Text', 'Message.Body.Html']) {
      const charset = request.optional(`${part}.Charset`)
      if (charset !== undefined && !/^(utf-?8|us-ascii)$/i.test(charset)) {
        throw new ServiceError('InvalidParameterValue', `The embedded SES composes UTF-8 only and not ${charset}.`)
      }
    }
    request.refuseRest('SendEmail')
    if (text === undefined && html === undefined) {
      throw new ServiceError('ValidationError', 'A message needs a body: give Message.Body.Text or Message.Body.Html.')
    }
    const mail = new MailComposer({
      from: source,
      to,
      cc,
      subject,
      ...(text === undefined ? {} : { text }),
      ...(html === undefined ? {} : { html }),
      ...(replyTo.length === 0 ? {} : { replyTo }),
      date: new Date(this.options.clock.now()),
      messageId: `<${messageId}@email.amazonses.com>`,
      baseBoundary: messageId,
    })
    const raw = await mail.compile().build()
    const destinations = [...(to ?? []), ...(cc ?? []), ...(bcc ?? [])]
    return { ...common, source: returnPath ?? source, from: source, destinations, raw, headers: await headersOf(raw) }
  }

  private judge({ source, from, destinations, raw, configurationSet }: Envelope): void {
    const { configurationSets, verifiedIdentities } = this.options
    if (destinations.length === 0) {
      throw new ServiceError('InvalidParameterValue', 'Missing final recipients: give at least one destination.')
    }
    if (destinations.length > mostRecipients) {
      throw new ServiceError('InvalidParameterValue', `Recipient count exceeds ${mostRecipients}.`)
    }
    const broken = destinations.find((address) => !/^[^\s@]+@[^\s@]+$/.test(bareAddress(address)))
    if (broken !== undefined) throw new ServiceError('InvalidParameterValue', "Missing final '@domain'")
    if (raw.length > mostBytes) {
      throw new ServiceError(
        'InvalidParameterValue',
        `Message length is more than ${mostBytes} bytes long: '${raw.length}'.`,
      )
    }
    if (configurationSet !== undefined && configurationSets?.includes(configurationSet) === false) {
      throw new ServiceError('ConfigurationSetDoesNotExist', `Configuration set <${configurationSet}> does not exist.`)
    }
    if (verifiedIdentities === undefined) return
    const verified = new Set(verifiedIdentities.map((identity) => identity.toLowerCase()))
    const isVerified = (address: string) =>
      verified.has(address) || verified.has(address.slice(address.indexOf('@') + 1))
    const failed = [...new Set([source, from].map(bareAddress))].filter((address) => !isVerified(address))
    if (failed.length > 0) {
      throw new ServiceError(
        'MessageRejected',
        'Email address is not verified. The following identities failed the check in region ' +
          `${embeddedRegion.toUpperCase()}: ${failed.join(', ')}`,
      )
    }
  }

  private async accept(envelope: Envelope, messageId: string): Promise<void> {
    const { source, destinations, raw, configurationSet, tags } = envelope
    const at = this.options.clock.now()
    const set = configurationSet === undefined ? {} : { configurationSet }
    await this.options.onMessage({ messageId, source, destinations, raw, at, tags, ...set })
    if (this.options.onEvent !== undefined) this.publish(envelope, messageId, at)
  }

  private publish(envelope: Envelope, messageId: string, at: number): void {
    const mail = mailOf(envelope, messageId, at)
    const publish: Publish = (eventType, when, what) => {
      this.options.clock.schedule(when, () =>
        this.options.onEvent?.(sendingEvent(eventType, mail, when, what, envelope.configurationSet)),
      )
    }
    publish('Send', at, { send: {} })
    for (const [index, destination] of envelope.destinations.entries()) {
      const recipient = bareAddress(destination)
      const behaviour: Behaviour = this.options.behaviour?.(recipient, envelope.tags) ?? { outcome: 'delivered' }
      publishOutcome(publish, behaviour, recipient, at, `${messageId}-${index}`)
    }
  }
}

type Publish = (eventType: SendingDetail['eventType'], when: number, what: Partial<SendingDetail>) => void

const publishOutcome = (publish: Publish, behaviour: Behaviour, recipient: string, at: number, feedbackId: string) => {
  const arrival = at + delivery
  const bounce = (when: number, type: 'Permanent' | 'Transient', subtype: string) =>
    publish('Bounce', when, { bounce: bounceOf(recipient, when, feedbackId, type, subtype) })
  switch (behaviour.outcome) {
    case 'delivered':
      return publish('Delivery', arrival, { delivery: deliveryOf(recipient, arrival, at) })
    case 'bounced':
      return bounce(arrival + (behaviour.afterMs ?? 0), behaviour.type, behaviour.subtype ?? 'General')
    case 'suppressed':
      return bounce(arrival, 'Permanent', 'OnAccountSuppressionList')
    case 'complained': {
      const when = arrival + (behaviour.afterMs ?? 60_000)
      publish('Delivery', arrival, { delivery: deliveryOf(recipient, arrival, at) })
      const complaint = complaintOf(recipient, when, feedbackId, behaviour.feedback ?? 'abuse')
      return publish('Complaint', when, { complaint })
    }
    default:
      return behaviour satisfies never
  }
}

const mailOf = (
  { source, from, destinations, headers, configurationSet, tags }: Envelope,
  messageId: string,
  at: number,
) => {
  const mail: MailOfEvent = {
    timestamp: new Date(at).toISOString(),
    messageId,
    source,
    sourceArn: `arn:aws:ses:${embeddedRegion}:${embeddedAccount}:identity/${bareAddress(from).split('@')[1] ?? ''}`,
    sendingAccountId: embeddedAccount,
    destination: destinations,
    headersTruncated: false,
    headers: headers.headers.map(({ originalKey, value }) => ({ name: originalKey, value })),
    commonHeaders: {
      from: [from],
      to: addressesOf(headers.to),
      messageId,
      ...(headers.subject === undefined ? {} : { subject: headers.subject }),
    },
    tags: {
      'ses:source-ip': ['127.0.0.1'],
      'ses:from-domain': [bareAddress(from).split('@')[1] ?? ''],
      ...(configurationSet === undefined ? {} : { 'ses:configuration-set': [configurationSet] }),
      ...Object.fromEntries(Object.entries(tags).map(([name, value]) => [name, [value]])),
    },
  }
  return mail
}
