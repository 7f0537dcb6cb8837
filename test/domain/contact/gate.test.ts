import { describe, expect, test } from 'vitest'
import { ContactPoint } from '../../../domain/contact/contact-point.ts'
import { mayContact } from '../../../domain/contact/gate.ts'
import { type ContactEntry, claimContact, emptyLedger, preferTimes } from '../../../domain/contact/ledger.ts'
import { LenderId } from '../../../domain/ids.ts'
import type { NoticeKind } from '../../../domain/notice/notice.ts'
import { policyOf } from '../../../domain/policy/policy-book.ts'
import { Day, instantOf, TimeZone } from '../../../domain/time.ts'
import { aroundTheClock, book, borrowerId, ledgerOf, platformA, question, sent, shanghai, withCaps } from './asking.ts'

describe('the gate, when nothing stands in the way', () => {
  test('lets a message go inside the window', () => {
    expect(mayContact(question())).toEqual({ decision: 'now', provisional: false })
  })

  test('lets it wait for the window outside of it', () => {
    expect(mayContact(question({ now: instantOf('2026-03-03T10:00:00Z') }))).toEqual({
      decision: 'wait',
      until: '2026-03-04T01:00:00.000Z',
      because: 'window',
      provisional: false,
    })
  })
})

describe('a cap of one message in a day', () => {
  const policy = withCaps({ limit: 1, days: 1, counting: 'all' })
  const ledger = ledgerOf([sent('2026-03-02T02:00:00.000Z')])

  test.each([
    ['a millisecond before a day has passed', '2026-03-03T01:59:59.999Z', 'wait'],
    ['when exactly a day has passed, for both ends count', '2026-03-03T02:00:00.000Z', 'wait'],
    ['a millisecond after', '2026-03-03T02:00:00.001Z', 'now'],
  ])('%s the answer at %s is %s', (_, now, decision) => {
    expect(mayContact(question({ policy, ledger, now: instantOf(now) })).decision).toBe(decision)
  })

  test('waits to the millisecond at which the slot frees, when the window is open then', () => {
    expect(mayContact(question({ policy, ledger, now: instantOf('2026-03-03T01:30:00Z') }))).toEqual({
      decision: 'wait',
      until: '2026-03-03T02:00:00.001Z',
      because: 'cap',
      provisional: false,
    })
  })

  test('waits for the next window when the slot frees outside one', () => {
    const late = ledgerOf([sent('2026-03-02T12:00:00.000Z')])
    expect(mayContact(question({ policy, ledger: late }))).toMatchObject({
      until: '2026-03-04T01:00:00.000Z',
      because: 'cap',
    })
  })

  test('counts the lender’s own contacts', () => {
    const lenders = ledgerOf([{ ...sent('2026-03-03T01:00:00.000Z'), source: 'lender', channel: 'visit' }])
    expect(mayContact(question({ policy, ledger: lenders })).decision).toBe('wait')
  })

  test.each([
    ['claimed', 'wait'],
    ['sending', 'wait'],
    ['sent', 'wait'],
    ['released', 'now'],
  ] as const)('with another notice %s answers %s', (state, decision) => {
    const other = ledgerOf([{ ...sent('2026-03-03T01:00:00.000Z'), state }])
    expect(mayContact(question({ policy, ledger: other })).decision).toBe(decision)
  })

  test('does not count the slot that the notice itself has taken', () => {
    const { ledger: empty, now } = question()
    const own = claimContact(empty, { key: 'n1', at: now })
    expect(mayContact(question({ policy, ledger: own })).decision).toBe('now')
  })

  test('of e-mails is not touched by phone calls, nor the other way round', () => {
    const calls = ledgerOf([{ ...sent('2026-03-03T01:00:00.000Z'), channel: 'phone' }])
    const emails = withCaps({ limit: 1, days: 1, counting: 'email' })
    expect(mayContact(question({ policy: emails, ledger: calls })).decision).toBe('now')
    const phone = withCaps({ limit: 1, days: 1, counting: 'phone' })
    expect(mayContact(question({ policy: phone, ledger: calls })).decision).toBe('now')
    const notice = { ...question().notice, channel: 'phone' } as const
    expect(mayContact(question({ policy: phone, ledger: calls, notice })).decision).toBe('wait')
  })

  test('counts a contact that is reported with a later time', () => {
    const ahead = ledgerOf([{ ...sent('2026-03-03T05:00:00.000Z'), source: 'lender' }])
    expect(mayContact(question({ policy, ledger: ahead }))).toMatchObject({ until: '2026-03-04T05:00:00.001Z' })
  })
})

test('a conversation bars calls for seven days to the millisecond, an attempt does not', () => {
  const unionC = policyOf(book, LenderId.parse('union-c'), 'v2')
  const at = instantOf('2026-03-03T15:00:00Z')
  const call = { ...sent('2026-03-03T15:00:00.000Z'), channel: 'phone', source: 'lender' } as const
  const ask = (now: string, entry: ContactEntry) =>
    mayContact(
      question({
        policy: { ...unionC.contact, communicationTimeConfig: { ...aroundTheClock, telephone: aroundTheClock.email } },
        calendar: undefined,
        ledger: ledgerOf([entry]),
        notice: { id: 'n1', kind: 'offer', requestedAt: at, channel: 'phone' },
        now: instantOf(now),
      }),
    )
  const spoken: ContactEntry = { ...call, conversation: true }
  expect(ask('2026-03-05T15:00:00Z', call)).toMatchObject({ decision: 'now' })
  expect(ask('2026-03-05T15:00:00Z', spoken)).toMatchObject({
    decision: 'wait',
    because: 'cap',
    until: '2026-03-10T15:00:00.001Z',
  })
  expect(ask('2026-03-10T15:00:00Z', spoken)).toMatchObject({ decision: 'wait' })
  expect(ask('2026-03-10T15:00:00.001Z', spoken)).toMatchObject({ decision: 'now' })
})

test('the seventh of seven in a week goes and the eighth waits for the first to grow old', () => {
  const policy = withCaps({ limit: 7, days: 7, counting: 'all' })
  const six = Array.from({ length: 6 }, (_, index) => sent(`2026-02-2${5 + (index % 4)}T0${1 + index}:00:00.000Z`))
  expect(mayContact(question({ policy, ledger: ledgerOf(six) })).decision).toBe('now')
  const seven = [...six, sent('2026-03-02T03:00:00.000Z')]
  expect(mayContact(question({ policy, ledger: ledgerOf(seven) }))).toMatchObject({
    decision: 'wait',
    until: '2026-03-04T01:00:00.001Z',
    because: 'cap',
  })
})

describe('a message that has grown old', () => {
  test('is suppressed from the instant its days are over', () => {
    const requestedAt = instantOf('2026-03-03T02:00:00Z')
    const notice = { ...question().notice, requestedAt }
    const stale = { decision: 'suppress', reason: 'stale' }
    expect(mayContact(question({ notice, now: instantOf('2026-03-17T01:59:59.999Z') })).decision).toBe('now')
    expect(mayContact(question({ notice, now: instantOf('2026-03-17T02:00:00.000Z') }))).toEqual(stale)
  })

  test('is suppressed at once when it could only go after that', () => {
    const policy = { ...platformA.contact, staleAfterDays: 3 }
    const now = instantOf('2026-02-14T10:00:00Z')
    expect(mayContact(question({ policy, now, notice: { ...question().notice, requestedAt: now } }))).toEqual({
      decision: 'suppress',
      reason: 'stale',
    })
  })
})

test.each(['sending', 'sent'] as const)('a notice that is %s is not sent again', (state) => {
  const ledger = ledgerOf([{ ...sent('2026-03-03T01:00:00.000Z', 'n1'), state }])
  expect(mayContact(question({ ledger }))).toEqual({ decision: 'suppress', reason: `already-${state}` })
})

test('a day that no calendar knows suppresses with that reason rather than guess', () => {
  const now = instantOf('2033-01-03T02:00:00Z')
  const notice = { ...question().notice, requestedAt: now }
  expect(mayContact(question({ now, notice }))).toEqual({ decision: 'suppress', reason: 'calendar-not-covered' })
})

test.each([
  ['day', '2026-03-03T15:59:59.999Z', '2026-03-03T16:00:00.000Z'],
  ['week', '2026-03-08T15:59:59.999Z', '2026-03-08T16:00:00.000Z'],
  ['month', '2026-03-31T15:59:59.999Z', '2026-03-31T16:00:00.000Z'],
] as const)(
  'a cap by the calendar’s %s counts up to its last millisecond where the borrower lives',
  (calendar, last, first) => {
    const policy = {
      ...withCaps({ limit: 1, calendar, counting: 'all' }),
      staleAfterDays: 60,
      communicationTimeConfig: aroundTheClock,
    }
    const ledger = ledgerOf([sent('2026-03-03T02:00:00.000Z')])
    const ask = (now: string) => mayContact(question({ policy, ledger, now: instantOf(now) }))
    expect(ask('2026-03-03T03:00:00Z')).toMatchObject({ decision: 'wait', until: first, because: 'cap' })
    expect(ask(last)).toMatchObject({ decision: 'wait', until: first })
    expect(ask(first).decision).toBe('now')
  },
)

test('a cap by the calendar waits for the last of the zones that somebody may live in', () => {
  const zone = [shanghai, TimeZone.parse('Asia/Urumqi')]
  const policy = {
    ...withCaps({ limit: 1, calendar: 'day', counting: 'all' }),
    communicationTimeConfig: aroundTheClock,
  }
  const ledger = ledgerOf([sent('2026-03-03T02:00:00.000Z')])
  expect(mayContact(question({ policy, ledger, zone }))).toMatchObject({ until: '2026-03-03T18:00:00.000Z' })
})

describe('a cap per contact point', () => {
  const policy = withCaps({ limit: 1, days: 1, counting: 'all', per: 'contact-point' })
  const [one, other] = ['point-00001', 'point-00002'].map((point) => ContactPoint.parse(point))
  const ask = (known: ContactPoint | undefined, used: ContactPoint | undefined) =>
    mayContact(
      question({
        policy,
        ledger: ledgerOf([{ ...sent('2026-03-03T01:30:00.000Z'), ...(known && { point: known }) }]),
        notice: { ...question().notice, point: used },
      }),
    ).decision

  test('counts the contacts with that address or number alone', () => {
    expect([ask(one, one), ask(other, one)]).toEqual(['wait', 'now'])
  })

  test('counts what may have been that point', () => {
    expect([ask(undefined, one), ask(one, undefined)]).toEqual(['wait', 'wait'])
  })
})

describe('slots that a cap reserves', () => {
  const policy = withCaps({ limit: 2, days: 1, counting: 'all', reserved: 1 })
  const ask = (kind: NoticeKind, before: number) =>
    mayContact(
      question({
        policy,
        ledger: ledgerOf(
          Array.from({ length: before }, (_, index) => sent(`2026-03-03T01:3${index}:00.000Z`, `other-${index}`)),
        ),
        notice: { ...question().notice, kind },
      }),
    ).decision

  test('are for messages that the borrower waits for', () => {
    expect([ask('offer-reminder', 0), ask('offer-reminder', 1), ask('agreement-explained', 1)]).toEqual([
      'now',
      'wait',
      'now',
    ])
  })

  test('do not raise the cap', () => {
    expect(ask('agreement-explained', 2)).toBe('wait')
  })
})

describe('a message whose content has a last day', () => {
  const usefulUntil = { day: Day.parse('2026-03-05'), moves: true }
  const ask = (now: string, change: object = {}) =>
    mayContact(question({ notice: { ...question().notice, usefulUntil, ...change }, now: instantOf(now) }))

  test('goes on that day and not after it', () => {
    expect(ask('2026-03-05T09:59:59Z').decision).toBe('now')
    expect(ask('2026-03-05T10:00:00Z')).toEqual({ decision: 'suppress', reason: 'stale' })
  })

  test('goes as many days later as it had to wait for a hold', () => {
    const rests = [{ from: instantOf('2026-03-03T02:00:00Z'), until: instantOf('2026-03-06T02:00:00Z') }]
    expect(ask('2026-03-06T03:00:00Z', { rests }).decision).toBe('now')
    expect(ask('2026-03-09T02:00:00Z', { rests })).toEqual({ decision: 'suppress', reason: 'stale' })
  })
})

test('staff’s calls go by the hours and the caps of calls, and a channel without hours is closed', () => {
  const union = policyOf(book, LenderId.parse('union-c'), 'v2').contact
  const zone = TimeZone.parse('America/New_York')
  const ask = (channel: 'phone' | 'sms' | 'visit') =>
    mayContact(question({ policy: union, calendar: undefined, zone, notice: { ...question().notice, channel } }))
  expect(ask('phone')).toMatchObject({ decision: 'wait', until: '2026-03-03T14:00:00.000Z' })
  expect(ask('sms')).toEqual({ decision: 'suppress', reason: 'channel-closed' })
  expect(ask('visit')).toEqual({ decision: 'suppress', reason: 'channel-closed' })
})

test('what the borrower asked for and agreed to is kept to', () => {
  const quiet = preferTimes(
    emptyLedger(borrowerId),
    { quiet: [{ days: ['TUESDAY'], hours: { startTime: 'T09:00', endTime: 'T14:00' } }] },
    instantOf('2026-03-01T02:00:00Z'),
  )
  expect(mayContact(question({ ledger: quiet }))).toMatchObject({
    decision: 'wait',
    until: '2026-03-03T06:00:00.000Z',
    because: 'window',
  })
})

test('a hold suppresses by its name', () => {
  const holds = [{ kind: 'opt-out', setBy: 'borrower', from: instantOf('2026-03-01T00:00:00Z') } as const]
  expect(mayContact(question({ holds }))).toEqual({ decision: 'suppress', reason: 'hold-opt-out' })
})
