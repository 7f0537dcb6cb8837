import PostalMime from 'postal-mime'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { Command } from '../../../domain/case/command.ts'
import { ContactPoint } from '../../../domain/contact/contact-point.ts'
import { claimContact, moveContact } from '../../../domain/contact/ledger.ts'
import { noticeIdOf } from '../../../domain/ids.ts'
import { instantOf } from '../../../domain/time.ts'
import { step as takeFeedback } from '../../../functions/feedback/take-feedback.ts'
import { admission, at } from '../../domain/case/walk.ts'
import { StepWorld, tellsWho } from '../step-world.ts'
import { handedOn, mailEvents } from './mail-events.ts'

let world: StepWorld
beforeEach(async () => {
  world = new StepWorld()
  await world.replay(at.assessing())
})
afterEach(() => world.remove())

const { caseId, borrowerId } = at.assessing().state
const noticeId = noticeIdOf(caseId, 1)
const time = instantOf('2026-03-02T02:00:02Z')
const events = mailEvents(noticeId, 'statement-request', time)

const hear = (event: object) => world.run(takeFeedback, handedOn(event))
const dossier = () => world.items('cases', 'EVENT#').map(({ event }) => Object(event))
const since = (before: number) =>
  dossier()
    .slice(before)
    .map(({ type }) => type)
const ledger = () => world.ledgers.read(borrowerId)
const claim = (state: 'sending' | 'sent') =>
  world.ledgers.change(borrowerId, (before) => ({
    ledger: moveContact(
      claimContact(before, { key: noticeId, at: world.now, channel: 'email' }),
      noticeId,
      state,
      world.now,
    ),
  }))

/** Everything that is kept or was sent, to see that nothing more happened. */
const kept = async () => JSON.stringify([world.items('cases'), await ledger(), world.mails.length])

describe('a bounce for good', () => {
  const gone = events.bounced('Permanent', 'NoEmail')

  test('holds all mail to the person, and the dossier says why', async () => {
    await claim('sent')
    const before = dossier().length
    await hear(gone)
    expect((await ledger()).holds).toEqual([{ kind: 'bounced', setBy: 'mail-service', from: time }])
    expect((await world.state(caseId)).holds).toMatchObject([{ kind: 'bounced' }])
    expect(since(before)).toEqual(['NoticeBounced', 'HoldPlaced', 'ContactTaskOpened'])
    expect(dossier()[before]).toEqual({
      type: 'NoticeBounced',
      noticeId,
      kind: 'statement-request',
      permanent: true,
      because: 'NoEmail',
    })
  })

  test('from an address that was corrected since is written down and holds nothing', async () => {
    const walk = at.assessing()
    const [former, present] = ['point-00001', 'point-00002'].map((point) => ContactPoint.parse(point))
    await world.ledgers.change(borrowerId, (before) => ({
      ledger: claimContact(before, { key: noticeId, at: world.now, channel: 'email', point: former }),
    }))
    await world.dossiers.carryOut(caseId, { ...admission(walk, 7), emailPoint: present } as Command, world.now)
    const before = dossier().length
    await hear(gone)
    expect(since(before)).toEqual(['NoticeBounced'])
    expect((await ledger()).holds ?? []).toEqual([])
  })

  test('settles a message of which nobody knew whether it had gone: it had', async () => {
    await claim('sending')
    await hear(gone)
    expect((await ledger()).entries).toMatchObject([{ key: noticeId, state: 'sent' }])
  })

  test.each([
    ['PutItem', 'crash before'],
    ['PutItem', 'crash after'],
    ['TransactWriteItems', 'crash before'],
    ['TransactWriteItems', 'crash after'],
  ] as const)('is held and told once in the end, though at %s there was a %s', async (call, crash) => {
    world.disturb = (operation) => (operation === call ? crash : undefined)
    await expect(hear(gone)).rejects.toThrow()
    world.disturb = () => undefined
    await hear(gone)
    expect((await ledger()).holds).toHaveLength(1)
    expect(dossier().filter(({ type }) => type === 'NoticeBounced')).toHaveLength(1)
  })
})

test('a bounce for now is written down, and the next message may go', async () => {
  const before = dossier().length
  await hear(events.bounced('Transient', 'MailboxFull'))
  expect(since(before)).toEqual(['NoticeBounced'])
  expect(dossier()[before]).toMatchObject({ permanent: false, because: 'MailboxFull' })
  expect((await ledger()).holds ?? []).toEqual([])
  expect((await world.state(caseId)).holds).toEqual([])
  await hear(events.bounced('Permanent', 'General'))
  expect(since(before)).toEqual(['NoticeBounced', 'NoticeBounced', 'HoldPlaced', 'ContactTaskOpened'])
})

describe('a complaint by the mail program', () => {
  test('is a complaint and an opt-out, over all cases, and a person hears of it', async () => {
    const before = dossier().length
    await hear(events.complained)
    expect(since(before)).toEqual(['NoticeComplainedOf', 'ComplaintTaken', 'HoldPlaced', 'HoldPlaced'])
    const { policy } = at.assessing()
    expect((await ledger()).holds).toEqual([
      { kind: 'complaint', setBy: 'borrower', from: time, until: '2026-03-17T02:00:02.000Z' },
      { kind: 'opt-out', setBy: 'borrower', from: time },
    ])
    expect((await world.state(caseId)).holds).toEqual((await ledger()).holds)
    expect(world.mails.map(({ destinations }) => destinations)).toEqual([[policy.lender.operations]])
    const { subject, text } = await PostalMime.parse(world.mails[0]?.raw ?? '')
    expect(subject).toBe(`收到一件投诉: ${caseId}`)
    expect(text?.replaceAll(/\s/g, '')).toContain('不要用邮件')
  })

  test('asks nothing of the borrower and writes nothing to them', async () => {
    const { notices } = await world.state(caseId)
    await hear(events.complained)
    expect((await world.state(caseId)).notices).toBe(notices)
  })

  test('is held although the dossier cannot be written just then, and then told', async () => {
    world.disturb = (operation) => (operation === 'TransactWriteItems' ? 'crash before' : undefined)
    await expect(hear(events.complained)).rejects.toThrow()
    expect((await ledger()).holds?.map(({ kind }) => kind)).toEqual(['complaint', 'opt-out'])
    world.disturb = () => undefined
    await hear(events.complained)
    expect(dossier().filter(({ type }) => type === 'ComplaintTaken')).toHaveLength(1)
  })
})

describe('a delivery', () => {
  test('settles what a crash left open, and the dossier shows it', async () => {
    await claim('sending')
    const before = dossier().length
    await hear(events.delivered)
    expect((await ledger()).entries).toMatchObject([{ key: noticeId, state: 'sent' }])
    expect(since(before)).toEqual(['NoticeDelivered'])
  })

  test('of a message that was known to have gone is no news', async () => {
    await claim('sent')
    const before = await kept()
    await hear(events.delivered)
    expect(await kept()).toBe(before)
  })

  test.each(['TransactWriteItems', 'PutItem'])(
    'is settled and told once, though the process ends at %s',
    async (call) => {
      await claim('sending')
      world.disturb = (operation) => (operation === call ? 'crash before' : undefined)
      await expect(hear(events.delivered)).rejects.toThrow()
      world.disturb = () => undefined
      await hear(events.delivered)
      expect((await ledger()).entries).toMatchObject([{ state: 'sent' }])
      expect(dossier().filter(({ type }) => type === 'NoticeDelivered')).toHaveLength(1)
    },
  )
})

test('a message that the mail service took and did not send gives its slot back, and the dossier says so', async () => {
  await claim('sending')
  const before = dossier().length
  await hear(events.rejected)
  expect((await ledger()).entries).toMatchObject([{ state: 'released' }])
  expect(since(before)).toEqual(['NoticeRefused'])
  expect((await world.state(caseId)).holds).toEqual([])
})

test.each(Object.entries({ ...events, bounced: events.bounced('Permanent', 'General') }))(
  'the same event twice, %s, changes nothing the second time',
  async (_, event) => {
    await claim('sending')
    await hear(event)
    const before = await kept()
    await hear(event)
    expect(await kept()).toBe(before)
  },
)

test.each([
  ['a case that is not there', noticeIdOf(at.assessing('platform-b').state.caseId, 1), 'unknown-case'],
  ['a notice that was never asked for', noticeIdOf(caseId, 99), 'unknown-notice'],
])('an event on %s changes no case', async (_, unknown, refusal) => {
  const before = world.items('cases').length
  const { bounced } = mailEvents(unknown, 'offer', time)
  expect(await hear(bounced('Transient', 'General'))).toEqual({ refusal })
  expect(world.items('cases')).toHaveLength(before)
})

test('no word of whom a message was for is logged, kept or answered', async () => {
  await claim('sending')
  for (const event of [events.delivered, events.bounced('Permanent', 'General'), events.complained, events.rejected])
    await hear(event)
  expect(JSON.stringify(events.complained)).toSatisfy(tellsWho)
  expect(tellsWho(world.said())).toBe(false)
  expect(world.mails.map(({ raw }) => Buffer.from(raw).toString('utf8')).filter(tellsWho)).toEqual([])
})
