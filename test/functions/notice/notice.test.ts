import PostalMime from 'postal-mime'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { CaseEvent } from '../../../domain/case/event.ts'
import { holdContacts } from '../../../domain/contact/ledger.ts'
import type { NoticeId } from '../../../domain/ids.ts'
import { noticeIdOf } from '../../../domain/ids.ts'
import { dayPlusDays, type Instant, instantOf, instantPlusDays } from '../../../domain/time.ts'
import { step as awaitWindow } from '../../../functions/notice/await-window.ts'
import { step as claimSlot } from '../../../functions/notice/claim-slot.ts'
import { step as sendNotice } from '../../../functions/notice/send-notice.ts'
import { step as suppressNotice } from '../../../functions/notice/suppress-notice.ts'
import { step as tryAgain } from '../../../functions/notice/try-again.ts'
import { ServiceError } from '../../../local/aws/service-endpoint.ts'
import { at, type Walk } from '../../domain/case/walk.ts'
import { person, StepWorld, tellsWho } from '../step-world.ts'

let world: StepWorld
beforeEach(() => {
  world = new StepWorld()
})
afterEach(() => world.remove())

const { caseId } = at.assessing()

/** The `number`-th notice of the case, as its machine's steps are told of it. */
const notice = (number: number) => ({ caseId, noticeId: noticeIdOf(caseId, number) })

/** Monday, 10:00 in Shanghai: a working day's window. */
const inWindow = instantOf('2026-03-02T02:00:00Z')

const pendingIds = async () => Object.keys((await world.state(caseId)).pending)

const ledger = async () => (await world.ledgers.read((await world.state(caseId)).borrowerId)).entries

/** Complaints are answered whatever holds there are, so many of them make many notices that may go. */
const withNotices = async (count: number): Promise<NoticeId[]> => {
  const walk: Walk = at.assessing()
  for (let number = 2; number <= count; number++) walk.answer({ answer: 'complaint' })
  await world.replay(walk)
  return Array.from({ length: count }, (_, index) => noticeIdOf(caseId, index + 1))
}

/** The way of a notice through its machine's steps, until it is settled or has to wait. */
const goThrough = async (number: number): Promise<string> => {
  const payload = notice(number)
  for (let steps = 0; steps < 6; steps++) {
    const claimed = await world.run(claimSlot, payload)
    if (!isNext(claimed, 'send')) return nextOf(claimed)
    const sent = await world.run(sendNotice, payload)
    if (isNext(sent, 'sent')) return 'recorded'
  }
  return 'went round and round'
}

const nextOf = (answer: unknown): string =>
  typeof answer === 'object' && answer !== null && 'next' in answer ? String(answer.next) : ''
const isNext = (answer: unknown, next: string): answer is object => nextOf(answer) === next

/** Everything that stands in the dossier. */
const events = () => world.items('cases', 'EVENT#').map(({ event }) => CaseEvent.parse(event))

/** What the dossier says of messages that went. */
const recorded = () => events().filter(({ type }) => type === 'NoticeSent')

describe('a notice', () => {
  test('goes in the window, to the borrower, and stands in the dossier and in the ledger', async () => {
    await world.replay(at.assessing())
    expect(await goThrough(1)).toBe('recorded')
    expect(world.mails).toHaveLength(1)
    const [mail] = world.mails
    const letter = await PostalMime.parse(mail?.raw ?? '')
    expect(letter.to).toMatchObject([{ address: person.email }])
    expect(letter.text).toContain(person.name)
    expect(letter.text).toMatch(/https:\/\/portal\.example\/answers\/[\w-]{40,}/)
    expect(letter.subject).not.toContain(person.name)
    expect(await pendingIds()).toEqual([])
    expect(await ledger()).toMatchObject([{ key: notice(1).noticeId, state: 'sent' }])
    expect(world.items('cases', 'EVENT#').at(-1)).toMatchObject({
      event: { type: 'NoticeSent', messageId: mail?.messageId, confirmed: true },
    })
  })

  test('waits for the window: on a Saturday until Monday at nine', async () => {
    await world.replay(at.assessing())
    world.now = instantOf('2026-03-07T02:00:00Z')
    expect(await world.run(claimSlot, notice(1))).toEqual({
      next: 'wait',
      until: '2026-03-09T01:00:00.000Z',
      because: 'window',
    })
    expect(await ledger()).toEqual([])
  })

  test.each([
    ['until the gate’s hour', '2026-03-09T01:00:00.000Z', '2026-03-09T01:00:00.000Z'],
    ['for twenty minutes when nobody gave an hour', null, '2026-03-02T02:20:00.000Z'],
  ])('is left to wait %s', async (_, until, askAt) => {
    await world.run(awaitWindow, { ...notice(1), until })
    const { noticeId } = notice(1)
    expect([...world.started].map(([key, input]) => [key, JSON.parse(input)])).toEqual([
      [`notice/${noticeId}-${askAt.replaceAll(/\D/g, '')}`, { caseId, noticeId, until: askAt }],
    ])
  })

  test('whose wait is over is tried again', async () => {
    await world.run(tryAgain, notice(1))
    const { noticeId } = notice(1)
    expect([...world.started].map(([key, input]) => [key, JSON.parse(input)])).toEqual([
      [`prompt-notice/${noticeId}-20260302020000000`, { caseId, noticeId }],
    ])
  })

  test('that waits says in the dossier until when and for what, once', async () => {
    await world.replay(at.assessing())
    world.now = instantOf('2026-03-07T02:00:00Z')
    const waited = { until: '2026-03-09T01:00:00.000Z', because: 'window' }
    for (let times = 0; times < 3; times++) expect(await world.run(claimSlot, notice(1))).toMatchObject(waited)
    const { noticeId } = notice(1)
    expect(events().filter(({ type }) => type === 'NoticeDelayed')).toEqual([
      { type: 'NoticeDelayed', noticeId, kind: 'statement-request', ...waited },
    ])
    expect((await world.state(caseId)).pending[noticeId]?.waiting).toEqual(waited)
  })

  test('whose window closes between claim and send gives its slot back and waits for the next one', async () => {
    await world.replay(at.assessing())
    world.now = instantOf('2026-03-02T09:58:59.999Z')
    expect(await world.run(claimSlot, notice(1))).toEqual({ next: 'send' })
    // The mail service may take a minute, and by then it is six o'clock.
    world.now = instantOf('2026-03-02T09:59:00Z')
    expect(await world.run(sendNotice, notice(1))).toEqual({ next: 'claim' })
    expect(await ledger()).toMatchObject([{ state: 'released' }])
    expect(await world.run(claimSlot, notice(1))).toMatchObject({ until: '2026-03-03T01:00:00.000Z' })
    expect(world.mails).toEqual([])
  })

  test('is stopped by a hold that begins between claim and send', async () => {
    await world.replay(at.assessing())
    await world.run(claimSlot, notice(1))
    const { borrowerId } = await world.state(caseId)
    await world.ledgers.change(borrowerId, (before) => ({
      ledger: holdContacts(before, { kind: 'opt-out', setBy: 'borrower', from: world.now }),
    }))
    expect(await world.run(sendNotice, notice(1))).toEqual({ next: 'claim' })
    expect(await world.run(claimSlot, notice(1))).toEqual({ next: 'suppress', reason: 'hold-opt-out' })
    expect(world.mails).toEqual([])
  })

  test('waits while a complaint is open, and then asks for an answer by as many days later', async () => {
    await world.replay(at.assessing())
    const pending = (await world.state(caseId)).pending[notice(1).noticeId]?.content
    const replyBy = pending?.kind === 'statement-request' ? pending.replyBy : expect.fail('no request')
    await world.dossiers.carryOut(
      caseId,
      { type: 'take answer', answer: { answer: 'complaint' } },
      world.now,
      'borrower',
    )
    // Asked again each day, as the complaint may be answered sooner; the dossier says it once, and until when.
    for (let days = 1; days <= 3; days++) {
      const until = instantPlusDays(inWindow, days)
      expect(await world.run(claimSlot, notice(1))).toEqual({ next: 'wait', until, because: 'hold-complaint' })
      world.now = until
    }
    const delays = events().filter((event) => event.type === 'NoticeDelayed')
    expect(delays).toMatchObject([{ until: '2026-03-17T02:00:00.000Z', because: 'hold-complaint' }])
    expect(await world.run(claimSlot, notice(2))).toEqual({ next: 'send' })
    await world.run(sendNotice, notice(2))
    world.now = instantOf('2026-03-17T02:00:00Z')
    expect(await goThrough(1)).toBe('recorded')
    const letter = await PostalMime.parse(world.mails[1]?.raw ?? '')
    const [, month, day] = dayPlusDays(replyBy, 15).split('-').map(Number)
    expect(letter.text).toContain(`${month}月${day}日`)
  })

  test('goes the day after a complaint was answered early', async () => {
    await world.replay(at.assessing())
    const complaint = { type: 'take answer', answer: { answer: 'complaint' } } as const
    await world.dossiers.carryOut(caseId, complaint, world.now, 'borrower')
    expect(await world.run(claimSlot, notice(1))).toMatchObject({ next: 'wait' })
    const lifted = { type: 'lift hold', kind: 'complaint', setBy: 'staff', from: world.now } as const
    await world.dossiers.carryOut(caseId, lifted, instantPlusDays(inWindow, 0.5), 'lender')
    world.now = instantPlusDays(inWindow, 1)
    expect(await world.run(claimSlot, notice(1))).toEqual({ next: 'send' })
  })

  test('for which the calendar of working days knows no day fails loudly', async () => {
    await world.replay(at.assessing())
    const pending = notice(1)
    world.now = instantOf('2026-03-02T02:00:00Z')
    await expect(world.run(claimSlot, { ...pending, now: '2023-12-29T02:00:00.000Z' })).rejects.toThrow(
      /day that the calendar of working days does not know; add that year to policies\/calendars/,
    )
  })

  test('waits for the cap, which the lender’s own contacts count for as well', async () => {
    await world.replay(at.assessing())
    const { borrowerId } = await world.state(caseId)
    await world.ledgers.change(borrowerId, (before) => ({
      ledger: {
        ...before,
        version: before.version + 1,
        entries: [1, 2].map((hour) => ({
          at: `2026-03-02T0${hour - 1}:30:00.000Z` as Instant,
          channel: 'phone' as const,
          source: 'lender' as const,
          key: `call-${hour}`,
          state: 'sent' as const,
        })),
      },
    }))
    expect(await world.run(claimSlot, notice(1))).toMatchObject({ next: 'wait', because: 'cap' })
  })

  test('that a hold stops while it waits is not sent but suppressed, and the reason stands in the dossier', async () => {
    await world.replay(at.assessing())
    world.now = instantOf('2026-03-07T02:00:00Z')
    expect(await world.run(claimSlot, notice(1))).toMatchObject({ next: 'wait' })
    await world.dossiers.carryOut(caseId, { type: 'take answer', answer: { answer: 'opt-out' } }, world.now, 'borrower')
    const claimed = await world.run(claimSlot, notice(1))
    expect(claimed).toEqual({ next: 'suppress', reason: 'hold-opt-out' })
    await world.run(suppressNotice, { ...notice(1), ...Object(claimed) })
    expect(world.items('cases', 'EVENT#').at(-1)).toMatchObject({
      event: { type: 'NoticeSuppressed', reason: 'hold-opt-out' },
    })
    expect(world.mails).toEqual([])
  })

  test('is held by what the borrower said about another of their accounts', async () => {
    await world.replay(at.assessing())
    const { borrowerId } = await world.state(caseId)
    await world.ledgers.change(borrowerId, (before) => ({
      ledger: holdContacts(before, { kind: 'opt-out', setBy: 'borrower', from: world.now }),
    }))
    expect(await world.run(claimSlot, notice(1))).toEqual({ next: 'suppress', reason: 'hold-opt-out' })
  })

  test('that is settled already is left alone', async () => {
    await world.replay(at.assessing())
    await goThrough(1)
    expect(await world.run(claimSlot, notice(1))).toEqual({ next: 'settled' })
    expect(await world.run(sendNotice, notice(1))).toEqual({ next: 'claim' })
    expect(world.mails).toHaveLength(1)
  })

  test('that asks for what was answered meanwhile is suppressed and uses up no contact', async () => {
    await world.replay(at.stated())
    expect(await world.run(claimSlot, notice(1))).toEqual({ next: 'suppress', reason: 'overtaken' })
    expect(await ledger()).toEqual([])
  })

  test('that went stale is suppressed', async () => {
    await world.replay(at.assessing())
    world.now = instantPlusDays(inWindow, 15)
    expect(await world.run(claimSlot, notice(1))).toEqual({ next: 'suppress', reason: 'stale' })
  })

  test('to somebody whose record is gone is suppressed', async () => {
    const walk = at.assessing()
    for (const { command, now } of walk.commands) await world.dossiers.carryOut(caseId, command, now)
    expect(await world.run(claimSlot, notice(1))).toEqual({ next: 'send' })
    expect(await world.run(sendNotice, notice(1))).toEqual({ next: 'suppress', reason: 'borrower-unknown' })
    expect(await ledger()).toMatchObject([{ state: 'released' }])
  })
})

describe('ten notices that race for the last slot', () => {
  test('send one message, and nine see the slot taken', async () => {
    const ids = await withNotices(10)
    const { borrowerId } = await world.state(caseId)
    // One of the two contacts that a day has is used up.
    await world.ledgers.change(borrowerId, (before) => ({
      ledger: {
        ...before,
        version: before.version + 1,
        entries: [{ at: inWindow, channel: 'phone', source: 'lender', key: 'call', state: 'sent' }],
      },
    }))
    const claims = await Promise.allSettled(ids.map((noticeId) => world.run(claimSlot, { caseId, noticeId })))
    const won = ids.filter((_, index) => claims[index]?.status === 'fulfilled' && isNext(claims[index].value, 'send'))
    expect(won).toHaveLength(1)
    for (const claim of claims)
      if (claim.status === 'rejected') expect(claim.reason).toMatchObject({ name: 'TransientError' })
    expect((await ledger()).filter(({ source }) => source === 'forbear')).toHaveLength(1)

    const sends = await Promise.all(ids.map((noticeId) => world.run(sendNotice, { caseId, noticeId })))
    expect(sends.filter((sent) => isNext(sent, 'sent'))).toHaveLength(1)
    expect(world.mails).toHaveLength(1)
  })

  test('never exceed the cap, however long they go on', async () => {
    const ids = await withNotices(10)
    await Promise.allSettled(ids.map((_, index) => goThrough(index + 1)))
    await Promise.allSettled(ids.map((_, index) => goThrough(index + 1)))
    expect(world.mails).toHaveLength(2)
  })
})

describe('a crash', () => {
  const crashOnce = (operation: string, how: 'crash before' | 'crash after', skip = 0) => {
    let seen = 0
    world.disturb = (asked) => (asked === operation && seen++ === skip ? how : undefined)
  }

  const claimed = async () => {
    await world.replay(at.assessing())
    await world.run(claimSlot, notice(1))
  }

  test('between claim and send keeps the slot, and the repeated step sends', async () => {
    await claimed()
    expect(await world.run(claimSlot, notice(1))).toEqual({ next: 'send' })
    expect(await ledger()).toMatchObject([{ state: 'claimed' }])
    expect(await world.run(sendNotice, notice(1))).toEqual({ next: 'sent' })
    expect(recorded()).toMatchObject([{ confirmed: true }])
    expect(world.mails).toHaveLength(1)
  })

  test('between claim and send gives the slot to another notice after the policy’s two hours', async () => {
    await withNotices(3)
    await world.run(claimSlot, notice(2))
    world.now = instantOf('2026-03-02T03:59:59.999Z')
    await world.run(claimSlot, notice(3))
    expect((await ledger()).map(({ state }) => state)).toEqual(['claimed', 'claimed'])
    world.now = instantOf('2026-03-02T04:00:00Z')
    await world.run(claimSlot, notice(3))
    expect((await ledger()).map(({ state }) => state)).toEqual(['released', 'claimed'])
    expect(await world.run(sendNotice, notice(2))).toEqual({ next: 'claim' })
    expect(world.mails).toEqual([])
  })

  test('that leaves open whether a message went counts it, unconfirmed, after the policy’s three days', async () => {
    await withNotices(3)
    await world.run(claimSlot, notice(2))
    crashOnce('SendRawEmail', 'crash after')
    await world.run(sendNotice, notice(2))
    world.now = instantOf('2026-03-05T02:00:00Z')
    await world.run(claimSlot, notice(3))
    expect(await ledger()).toMatchObject([{ state: 'sent', unconfirmed: true }, { state: 'claimed' }])
  })

  test('while the link is made or the letter written sends at the next attempt: nothing was in the air', async () => {
    await claimed()
    crashOnce('PutItem', 'crash before')
    await expect(world.run(sendNotice, notice(1))).rejects.toThrow()
    expect(await ledger()).toMatchObject([{ state: 'claimed' }])
    expect(await world.run(sendNotice, notice(1))).toEqual({ next: 'sent' })
    expect(recorded()).toMatchObject([{ confirmed: true }])
    expect(world.mails).toHaveLength(1)
  })

  test.each(['crash before', 'crash after'] as const)(
    'between SES and the record (%s): never sent again, recorded as unconfirmed',
    async (how) => {
      await claimed()
      crashOnce('PutItem', how, 2)
      await expect(world.run(sendNotice, notice(1))).rejects.toThrow()
      expect(world.mails).toHaveLength(1)
      const wentAt = world.now
      world.now = instantPlusDays(wentAt, 1)
      const again = await world.run(sendNotice, notice(1))
      expect(again).toEqual({ next: 'sent' })
      expect(recorded()).toMatchObject([{ messageId: 'unknown', confirmed: how === 'crash after', wentAt }])
      expect(world.mails).toHaveLength(1)
      expect(await goThrough(1)).toBe('settled')
    },
  )

  test('of the connection to SES after it took the message: not sent again, recorded as unconfirmed', async () => {
    await claimed()
    crashOnce('SendRawEmail', 'crash after')
    expect(await world.run(sendNotice, notice(1))).toEqual({ next: 'sent' })
    expect(await world.run(sendNotice, notice(1))).toEqual({ next: 'claim' })
    expect(recorded()).toMatchObject([{ messageId: 'unknown', confirmed: false }])
    expect(world.mails).toHaveLength(1)
    expect(await ledger()).toMatchObject([{ state: 'sending' }])
  })

  test('of a step that was done already changes nothing when it is repeated', async () => {
    await world.replay(at.assessing())
    await goThrough(1)
    const before = world.items('cases')
    await world.run(sendNotice, notice(1))
    await world.run(suppressNotice, { ...notice(1), reason: 'stale' })
    expect(world.items('cases')).toEqual(before)
  })
})

describe('a busy mail service', () => {
  test('gives the slot back, and the notice goes later', async () => {
    await world.replay(at.assessing())
    await world.run(claimSlot, notice(1))
    world.disturb = (operation) =>
      operation === 'SendRawEmail' ? new ServiceError('Throttling', 'Maximum sending rate exceeded.') : undefined
    expect(await world.run(sendNotice, notice(1))).toEqual({ next: 'later' })
    expect(await ledger()).toMatchObject([{ state: 'released' }])
    world.disturb = () => undefined
    expect(await goThrough(1)).toBe('recorded')
    expect(world.mails).toHaveLength(1)
  })

  test('and a ledger that is busy after the message went do not make a second message', async () => {
    await world.replay(at.assessing())
    await world.run(claimSlot, notice(1))
    let sent = false
    world.disturb = (operation) => {
      sent ||= operation === 'SendRawEmail'
      return sent && operation === 'PutItem' ? new ServiceError('ThrottlingException', 'slow down') : undefined
    }
    await expect(world.run(sendNotice, notice(1))).rejects.toThrow(expect.objectContaining({ name: 'TransientError' }))
    world.disturb = () => undefined
    expect(await goThrough(1)).toBe('recorded')
    expect(recorded()).toMatchObject([{ confirmed: false }])
    expect(world.mails).toHaveLength(1)
  })

  test('that refuses a message for good fails loudly, without saying to whom it should have gone', async () => {
    await world.replay(at.assessing())
    await world.run(claimSlot, notice(1))
    const quoting = new ServiceError('MessageRejected', `Email address is not verified: ${person.email}`)
    world.disturb = (operation) => (operation === 'SendRawEmail' ? quoting : undefined)
    const failed = await world.run(sendNotice, notice(1)).catch((error: unknown) => error)
    expect(failed).toMatchObject({ name: 'DefectError' })
    expect(tellsWho(`${String(failed)} ${world.said()}`)).toBe(false)
  })
})

test('no answer of a step, no log line, no event and no ledger says who the borrower is', async () => {
  await withNotices(3)
  for (const number of [1, 2, 3]) await goThrough(number)
  expect(world.mails.length).toBeGreaterThan(0)
  expect(tellsWho(world.said())).toBe(false)
})
