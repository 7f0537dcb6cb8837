import PostalMime from 'postal-mime'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { claimContact, holdContacts, liftContacts, moveContact } from '../../../domain/contact/ledger.ts'
import { noticeIdOf } from '../../../domain/ids.ts'
import { instantOf } from '../../../domain/time.ts'
import { step as optOut } from '../../../functions/answers/opt-out.ts'
import { step as receiveAnswer } from '../../../functions/answers/receive-answer.ts'
import { step as showQuestion } from '../../../functions/answers/show-question.ts'
import { step as askPerson } from '../../../functions/contact-task/ask-person.ts'
import { step as takeFeedback } from '../../../functions/feedback/take-feedback.ts'
import type { Step } from '../../../functions/step.ts'
import { at } from '../../domain/case/walk.ts'
import { handedOn, mailEvents } from '../feedback/mail-events.ts'
import { StepWorld, tellsWho } from '../step-world.ts'

const { caseId, borrowerId } = at.assessing().state
const noticeId = noticeIdOf(caseId, 1)
/** Monday, 10:00 in Shanghai; the phone is open from nine to six. */
const monday = instantOf('2026-03-02T02:00:00Z')

let world: StepWorld
beforeEach(async () => {
  world = new StepWorld()
  await world.replay(at.assessing())
  world.now = monday
  const { bounced } = mailEvents(noticeId, 'statement-request', monday)
  await world.run(takeFeedback, handedOn(bounced('Permanent', 'NoEmail')))
})
afterEach(() => world.remove())

const ask = () => world.run(askPerson, { caseId, task: 1 })
const types = () => world.items('cases', 'EVENT#').map(({ event }) => Object(event).type)
const ledger = () => world.ledgers.read(borrowerId)

const linkIn = async (): Promise<string> => {
  const { text = '' } = await PostalMime.parse(world.mails.at(-1)?.raw ?? '')
  return /\/answers\/([\w-]{20,})/.exec(text)?.[1] ?? expect.fail('no link in the mail')
}

/** A request on a link as API Gateway hands it over. */
const request = (step: Step, link: string, method: 'GET' | 'POST', fields?: Record<string, string>) =>
  world.run(step, {
    pathParameters: { link },
    requestContext: { timeEpoch: Date.parse(world.now), http: { method } },
    headers: { 'content-type': 'application/json', accept: method === 'GET' ? 'text/html' : 'application/json' },
    ...(fields && { body: JSON.stringify(fields) }),
  })
const send = async (fields: Record<string, string>) => {
  const answer = Object(await request(receiveAnswer, await linkIn(), 'POST', fields))
  return { status: answer.statusCode, ...JSON.parse(answer.body) }
}
const begin = () => send({ answer: 'start-contact' })
const end = (outcome: string) => send({ answer: 'contact-outcome', outcome })

describe('a person is asked', () => {
  test('when the channel is open, with the case in the subject and nobody named', async () => {
    expect(await ask()).toEqual({ next: 'done' })
    const [mail] = world.mails
    expect(mail?.destinations).toEqual([at.assessing().policy.lender.operations])
    const { subject, text = '' } = await PostalMime.parse(mail?.raw ?? '')
    expect(subject).toBe(`A call is wanted: ${caseId}`)
    expect(text).toContain('09:00–18:00')
    expect(tellsWho(Buffer.from(mail?.raw ?? []).toString('utf8'))).toBe(false)
    expect(types().at(-1)).toBe('ContactTaskHandedOver')
  })

  test('once, however often the step is repeated', async () => {
    await ask()
    expect(await ask()).toEqual({ next: 'done' })
    expect(world.mails).toHaveLength(1)
  })

  test('not before the channel opens', async () => {
    world.now = instantOf('2026-03-02T12:00:00Z')
    expect(await ask()).toEqual({ next: 'wait', until: '2026-03-03T01:00:00.000Z' })
    expect(world.mails).toHaveLength(0)
  })

  test.each(['deceased', 'no-calls', 'opt-out'] as const)(
    'never under a hold of "%s", and the dossier says why',
    async (kind) => {
      await world.ledgers.change(borrowerId, (before) => ({
        ledger: holdContacts(before, { kind, setBy: 'lender', from: monday }),
      }))
      expect(await ask()).toEqual({ next: 'done' })
      expect(world.items('cases', 'EVENT#').at(-1)).toMatchObject({
        event: { type: 'ContactTaskDropped', because: `hold-${kind}` },
      })
      expect(world.mails).toHaveLength(0)
    },
  )

  test('not any more once the address was corrected', async () => {
    await world.ledgers.change(borrowerId, (before) => ({ ledger: liftContacts(before, 'bounced') }))
    await world.dossiers.carryOut(caseId, { type: 'lift hold', kind: 'bounced', setBy: 'lender', from: monday }, monday)
    expect(await ask()).toEqual({ next: 'done' })
    expect(world.items('cases', 'EVENT#').at(-1)).toMatchObject({ event: { because: 'not-wanted' } })
  })
})

describe('who begins', () => {
  beforeEach(ask)

  test('takes a slot that counts for the caps, and then says what came of it', async () => {
    expect(await begin()).toMatchObject({ status: 200, taken: true })
    expect((await ledger()).entries).toEqual([
      { at: monday, channel: 'phone', source: 'forbear', key: `${caseId}-t1`, state: 'sent' },
    ])
    expect(await end('not-reached')).toMatchObject({ status: 200 })
    expect(types().slice(-2)).toEqual(['ContactTaskStarted', 'ContactTaskEnded'])
    expect(world.items('cases', 'EVENT#').at(-1)).toMatchObject({ by: 'lender', event: { outcome: 'not-reached' } })
  })

  test('and lost the answer is written down with the time at which they began', async () => {
    const key = `${caseId}-t1`
    await world.ledgers.change(borrowerId, (before) => ({
      ledger: moveContact(claimContact(before, { key, at: monday, channel: 'phone' }), key, 'sent', monday),
    }))
    world.now = instantOf('2026-03-02T14:00:00Z')
    expect(await begin()).toMatchObject({ status: 200, taken: true })
    expect(world.items('cases', 'EVENT#').at(-1)).toMatchObject({
      event: { type: 'ContactTaskStarted', beganAt: monday },
    })
  })

  test('may not outside the hours, and is told from when', async () => {
    world.now = instantOf('2026-03-02T10:00:00Z')
    expect(await begin()).toMatchObject({ status: 409, code: 'window', until: '2026-03-03T01:00:00.000Z' })
    expect((await ledger()).entries).toEqual([])
    expect((await world.state(caseId)).contactTask?.step).toBe('handed-over')
  })

  test('may not when the last slot went meanwhile', async () => {
    await world.ledgers.change(borrowerId, (before) => ({
      ledger: ['call-1', 'call-2'].reduce((so, key) => claimContact(so, { key, at: monday, channel: 'phone' }), before),
    }))
    expect(await begin()).toMatchObject({ status: 409, code: 'cap' })
  })

  test('may not, and need not try again, under a hold that began meanwhile', async () => {
    await world.ledgers.change(borrowerId, (before) => ({
      ledger: holdContacts(before, { kind: 'represented', setBy: 'lawyer', from: monday }),
    }))
    expect(await begin()).toMatchObject({ status: 409, code: 'hold-represented' })
    expect((await world.state(caseId)).contactTask?.step).toBe('over')
    expect(await begin()).toMatchObject({ status: 409, code: 'task-over' })
  })

  test('takes one slot only, though the answer got lost and they begin again', async () => {
    world.disturb = (operation) => (operation === 'TransactWriteItems' ? 'crash before' : undefined)
    await expect(begin()).rejects.toThrow()
    world.disturb = () => undefined
    expect(await begin()).toMatchObject({ status: 200 })
    expect(await begin()).toMatchObject({ status: 200 })
    expect((await ledger()).entries).toHaveLength(1)
    expect(types().filter((type) => type === 'ContactTaskStarted')).toHaveLength(1)
  })

  test.each([
    ['reached', true],
    ['asks-not-to-be-called', true],
    ['not-reached', undefined],
    ['wrong-number', undefined],
  ])('and says %s has had a conversation or not, which counts over all cases', async (outcome, conversation) => {
    await begin()
    await end(outcome)
    const [{ conversation: noted } = {}] = (await ledger()).entries
    expect(noted).toBe(conversation)
  })

  test('and is asked not to call again leaves a hold over all cases', async () => {
    await begin()
    await end('asks-not-to-be-called')
    expect((await ledger()).holds?.map(({ kind }) => kind)).toEqual(['bounced', 'no-calls'])
    expect((await world.state(caseId)).holds.map(({ kind }) => kind)).toEqual(['bounced', 'no-calls'])
  })

  test('cannot say what came of what was not begun, or say nothing that is known', async () => {
    expect(await end('reached')).toMatchObject({ status: 409, code: 'not-started' })
    await begin()
    expect(await end('shouted')).toMatchObject({ status: 400, field: 'outcome', fault: 'choice' })
    await end('reached')
    expect(await end('reached')).toMatchObject({ status: 409, code: 'task-over' })
  })
})

test('the page shows what to say in the borrower’s language, and the link opts nobody out', async () => {
  await ask()
  const link = await linkIn()
  const page = Object(await request(showQuestion, link, 'GET'))
  expect(page).toMatchObject({ statusCode: 200 })
  expect(page.body).toContain('您现在方便说话吗')
  expect(tellsWho(page.body)).toBe(false)
  expect(await request(optOut, link, 'POST')).toMatchObject({ statusCode: 410 })
})
