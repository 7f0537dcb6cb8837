import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { instantOf } from '../../../domain/time.ts'
import { connectMailer } from '../../../functions/adapters/mailer.ts'
import type { OutgoingMail } from '../../../functions/adapters/mime.ts'
import { ServiceError } from '../../../local/aws/service-endpoint.ts'
import { StepWorld } from '../step-world.ts'

let world: StepWorld
beforeEach(() => {
  world = new StepWorld()
})
afterEach(() => world.remove())

const mail: OutgoingMail = {
  from: 'help@platform-a.example',
  fromName: 'Platform A',
  to: 'li.xiaoming@mail.example',
  replyTo: 'reply@platform-a.example',
  subject: 'A message for you',
  text: 'Hello',
  html: '<p>Hello</p>',
  date: instantOf('2026-03-02T02:00:00Z'),
  messageId: 'case-1-n1@platform-a.example',
  language: 'zh-CN',
}

const send = () => connectMailer(world.environment, world.clients).send(mail, { lender: 'platform-a', kind: 'offer' })

const refusing = (code: string, message: string, status: number) => {
  let calls = 0
  world.disturb = (operation) => {
    if (operation !== 'SendRawEmail') return undefined
    calls += 1
    return new ServiceError(code, message, {}, status)
  }
  return () => calls
}

test('a message goes with its configuration set and tags, and has the id that SES gave it', async () => {
  const dispatch = await send()
  const [sent] = world.mails
  expect(dispatch).toEqual({ went: 'yes', messageId: sent?.messageId })
  expect(sent).toMatchObject({
    source: mail.from,
    destinations: [mail.to],
    configurationSet: 'forbear',
    tags: { lender: 'platform-a', kind: 'offer' },
  })
})

describe('what SES says', () => {
  test.each(['Throttling', 'LimitExceededException'])('%s: nothing went, and it may later', async (code) => {
    refusing(code, 'Maximum sending rate exceeded.', 400)
    expect(await send()).toEqual({ went: 'no' })
  })

  test.each([
    ['ServiceUnavailable', 503],
    ['InternalFailure', 500],
  ])('%s: nobody can tell whether it went', async (code, status) => {
    refusing(code, 'try again', status)
    expect(await send()).toEqual({ went: 'unknown' })
  })

  test('is asked for once: the client does not repeat by itself what may have gone', async () => {
    const calls = refusing('ServiceUnavailable', 'try again', 503)
    await send()
    expect(calls()).toBe(1)
  })

  test('never passes on the address that it quotes', async () => {
    refusing('MessageRejected', `Email address is not verified: ${mail.to}`, 400)
    const refused = await send().catch((error: unknown) => error)
    expect(refused).toMatchObject({ name: 'DefectError', message: expect.stringContaining('MessageRejected') })
    expect(String(refused)).not.toContain(mail.to)
    expect(refused).not.toHaveProperty('cause')
  })
})

describe('a connection', () => {
  const failing = (code: string) => {
    const requestHandler = {
      ...world.clients.requestHandler,
      handle: async () => {
        throw Object.assign(new Error(code), { code })
      },
    }
    return connectMailer(world.environment, { ...world.clients, requestHandler }).send(mail, {})
  }

  test('that breaks off leaves it open whether the message went', async () => {
    expect(await failing('ECONNRESET')).toEqual({ went: 'unknown' })
    expect(await failing('ETIMEDOUT')).toEqual({ went: 'unknown' })
  })

  test('that never was carried nothing', async () => {
    expect(await failing('ECONNREFUSED')).toEqual({ went: 'no' })
    expect(await failing('ENOTFOUND')).toEqual({ went: 'no' })
  })
})
