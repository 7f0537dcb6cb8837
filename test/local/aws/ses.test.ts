import {
  DescribeConfigurationSetCommand,
  MessageRejected,
  SendEmailCommand,
  SendRawEmailCommand,
} from '@aws-sdk/client-ses'
import PostalMime from 'postal-mime'
import { describe, expect, it } from 'vitest'
import {
  type Behaviour,
  EmbeddedSes,
  type SendingEvent,
  type SentMessage,
  type SesOptions,
} from '../../../local/aws/ses.ts'
import { VirtualClock } from '../../../local/clock.ts'
import { clientsOf, start } from './embedded-clients.ts'

const world = (options: Partial<SesOptions> = {}) => {
  const clock = new VirtualClock(start)
  const sent: SentMessage[] = []
  const service = new EmbeddedSes({ clock, onMessage: async (message) => void sent.push(message), ...options })
  return { clock, sent, client: clientsOf({ ses: service.endpoint }).ses }
}

const raw = (lines: string[]) => Buffer.from(lines.join('\r\n'), 'utf8')
const notice = raw([
  'From: Lender <notice@lender.example>',
  'To: borrower@home.example',
  'Cc: "B, C" <c@home.example>',
  'Subject: =?utf-8?B?5YKs5pS2?=',
  '',
  '还款 🙂 & <b>?+%&=',
  '.',
  '',
])

const behaving = (outcome: Behaviour) => {
  const events: SendingEvent[] = []
  const made = world({
    behaviour: (address) => (address === 'odd@home.example' ? outcome : { outcome: 'delivered' }),
    onEvent: async (event) => void events.push(event),
  })
  const send = () =>
    made.client.send(
      new SendRawEmailCommand({
        RawMessage: { Data: notice },
        Destinations: ['odd@home.example'],
        ConfigurationSetName: 'notices',
        Tags: [{ Name: 'case', Value: 'case-1' }],
      }),
    )
  return { ...made, events, send }
}

describe('a raw message', () => {
  it('is kept byte for byte, with its envelope', async () => {
    const { client, sent } = world()
    const { MessageId } = await client.send(
      new SendRawEmailCommand({
        RawMessage: { Data: notice },
        Source: 'bounces@lender.example',
        Destinations: ['borrower@home.example'],
        ConfigurationSetName: 'notices',
        Tags: [{ Name: 'case', Value: 'case-1' }],
      }),
    )
    expect(sent).toEqual([
      {
        messageId: MessageId,
        source: 'bounces@lender.example',
        destinations: ['borrower@home.example'],
        raw: notice,
        at: start,
        configurationSet: 'notices',
        tags: { case: 'case-1' },
      },
    ])
  })

  it('goes from and to whom its headers name when the request names nobody', async () => {
    const { client, sent } = world()
    await client.send(new SendRawEmailCommand({ RawMessage: { Data: notice } }))
    expect(sent[0]).toMatchObject({
      source: 'notice@lender.example',
      destinations: ['borrower@home.example', 'c@home.example'],
    })
  })

  it('has the same identifier in every run, and another one than the message before', async () => {
    const idsOf = async () => {
      const { client } = world()
      const command = () => new SendRawEmailCommand({ RawMessage: { Data: notice } })
      return [(await client.send(command())).MessageId, (await client.send(command())).MessageId]
    }
    const [first, second] = await idsOf()
    expect(await idsOf()).toEqual([first, second])
    expect(first).not.toBe(second)
  })
})

describe('a composed message', () => {
  it('becomes the same MIME message in every run, dated by the virtual clock, blind copies hidden', async () => {
    const composed = async () => {
      const { client, sent } = world()
      await client.send(
        new SendEmailCommand({
          Source: 'Lender <notice@lender.example>',
          Destination: { ToAddresses: ['borrower@home.example'], BccAddresses: ['audit@lender.example'] },
          ReplyToAddresses: ['help@lender.example'],
          Message: {
            Subject: { Data: '还款计划' },
            Body: { Text: { Data: 'Hello 你好', Charset: 'UTF-8' }, Html: { Data: '<p>Hello 你好</p>' } },
          },
        }),
      )
      return sent[0]
    }
    const message = await composed()
    expect(await composed()).toEqual(message)
    expect(message?.destinations).toEqual(['borrower@home.example', 'audit@lender.example'])
    const mail = await PostalMime.parse(message?.raw ?? '')
    expect(mail).toMatchObject({
      subject: '还款计划',
      from: { address: 'notice@lender.example', name: 'Lender' },
      date: new Date(start).toISOString(),
      messageId: `<${message?.messageId}@email.amazonses.com>`,
    })
    expect([mail.text?.trim(), mail.html?.trim()]).toEqual(['Hello 你好', '<p>Hello 你好</p>'])
    expect(mail.bcc ?? []).toEqual([])
  })
})

describe('a message is refused', () => {
  it('when its sender is not verified, neither by address nor by domain', async () => {
    const { client, sent } = world({ verifiedIdentities: ['other.example', 'notice@lender.example'] })
    const command = (Source?: string) => new SendRawEmailCommand({ RawMessage: { Data: notice }, Source })
    await expect(client.send(command())).resolves.toBeDefined()
    await expect(client.send(command('x@other.example'))).resolves.toBeDefined()
    const refused = client.send(command('stranger@lender.example'))
    await expect(refused).rejects.toBeInstanceOf(MessageRejected)
    await expect(refused).rejects.toThrow(
      'Email address is not verified. The following identities failed the check in region US-EAST-1: stranger@lender.example',
    )
    expect(sent).toHaveLength(2)
  })

  it.each([
    [
      'larger than 10 MB',
      { RawMessage: { Data: Buffer.concat([notice, Buffer.alloc(10 << 20, 'x')]) } },
      /10485760 bytes/,
    ],
    [
      'to more than 50',
      { RawMessage: { Data: notice }, Destinations: Array.from({ length: 51 }, (_, n) => `b${n}@home.example`) },
      /Recipient count exceeds 50/,
    ],
    ['without recipients', { RawMessage: { Data: raw(['From: a@b.example', '', 'x']) } }, /Missing final recipients/],
    ['without a sender', { RawMessage: { Data: raw(['To: a@b.example', '', 'x']) } }, /Missing required header 'From'/],
    ['without a message', { RawMessage: { Data: new Uint8Array() } }, /RawMessage.Data/],
    ['to what is no address', { RawMessage: { Data: notice }, Destinations: ['nobody'] }, /Missing final '@domain'/],
    [
      'with a parameter not implemented',
      { RawMessage: { Data: notice }, FromArn: 'arn:x' },
      /does not implement FromArn/,
    ],
  ])('%s', async (_, input, message) => {
    const { client, sent } = world()
    await expect(client.send(new SendRawEmailCommand(input))).rejects.toThrow(message)
    expect(sent).toEqual([])
  })

  it('with a configuration set that does not exist', async () => {
    const { client } = world({ configurationSets: ['notices'] })
    const command = new SendRawEmailCommand({ RawMessage: { Data: notice }, ConfigurationSetName: 'typo' })
    await expect(client.send(command)).rejects.toMatchObject({ name: 'ConfigurationSetDoesNotExistException' })
  })

  it('as is every action but sending, by its name', async () => {
    const { client } = world()
    const command = new DescribeConfigurationSetCommand({ ConfigurationSetName: 'notices' })
    await expect(client.send(command)).rejects.toThrow(/does not implement the action DescribeConfigurationSet/)
  })
})

describe('sending events', () => {
  const typesOf = (events: readonly SendingEvent[]) =>
    events.map((event) => [event['detail-type'], event.detail.eventType, Date.parse(event.time) - start])

  it('tell of a message sent and delivered, with its tags', async () => {
    const { clock, events, send } = behaving({ outcome: 'delivered' })
    const { MessageId } = await send()
    expect(events).toEqual([])
    await clock.runUntil(start + 60_000)
    expect(typesOf(events)).toEqual([
      ['Email Sent', 'Send', 0],
      ['Email Delivered', 'Delivery', 2_000],
    ])
    expect(events[1]).toMatchObject({
      source: 'aws.ses',
      resources: ['arn:aws:ses:us-east-1:000000000000:configuration-set/notices'],
      detail: {
        mail: {
          messageId: MessageId,
          source: 'notice@lender.example',
          destination: ['odd@home.example'],
          tags: { case: ['case-1'], 'ses:configuration-set': ['notices'] },
          commonHeaders: { subject: '催收' },
        },
        delivery: { recipients: ['odd@home.example'], processingTimeMillis: 2_000 },
      },
    })
  })

  it('tell of a bounce, a suppressed address and a complaint', async () => {
    const bounced = behaving({ outcome: 'bounced', type: 'Permanent', subtype: 'NoEmail', afterMs: 1_000 })
    const suppressed = behaving({ outcome: 'suppressed' })
    const complained = behaving({ outcome: 'complained', afterMs: 5_000 })
    for (const { clock, send } of [bounced, suppressed, complained]) {
      await send()
      await clock.runUntil(start + 60_000)
    }
    expect(typesOf(bounced.events)).toEqual([
      ['Email Sent', 'Send', 0],
      ['Email Bounced', 'Bounce', 3_000],
    ])
    expect(bounced.events[1]?.detail.bounce).toMatchObject({
      bounceType: 'Permanent',
      bounceSubType: 'NoEmail',
      bouncedRecipients: [{ emailAddress: 'odd@home.example' }],
    })
    expect(suppressed.events[1]?.detail.bounce).toMatchObject({ bounceSubType: 'OnAccountSuppressionList' })
    expect(typesOf(complained.events)).toEqual([
      ['Email Sent', 'Send', 0],
      ['Email Delivered', 'Delivery', 2_000],
      ['Email Complaint Received', 'Complaint', 7_000],
    ])
    expect(complained.events[2]?.detail.complaint).toMatchObject({
      complainedRecipients: [{ emailAddress: 'odd@home.example' }],
      complaintFeedbackType: 'abuse',
    })
  })
})
