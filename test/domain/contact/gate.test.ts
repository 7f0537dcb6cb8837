import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type ContactQuestion, mayContact } from '../../../domain/contact/gate.ts'
import { HoldKind, holdsStopping } from '../../../domain/contact/holds.ts'
import { type ContactEntry, type ContactLedger, claimContact, emptyLedger } from '../../../domain/contact/ledger.ts'
import { nextPermittedInstant } from '../../../domain/contact/windows.ts'
import { BorrowerId, LenderId } from '../../../domain/ids.ts'
import { NoticeKind } from '../../../domain/notice/notice.ts'
import { isRefusal } from '../../../domain/outcome.ts'
import type { ContactPolicy } from '../../../domain/policy/policy.ts'
import { calendarOf, policyOf } from '../../../domain/policy/policy-book.ts'
import { instantAt, instantOf, millisecondsOf, TimeZone } from '../../../domain/time.ts'
import { loadPolicies, policiesDirectory } from '../../../policies/load-policies.ts'

const book = loadPolicies(policiesDirectory)
const platformA = policyOf(book, LenderId.parse('platform-a'), 'v1')
const borrowerId = BorrowerId.parse('borrower-0123456789abcdef')
const day = 86_400_000
const shanghai = TimeZone.parse('Asia/Shanghai')

const ledgerOf = (entries: ContactEntry[]): ContactLedger => ({ ...emptyLedger(borrowerId), entries })
const sent = (at: string, key = at): ContactEntry => ({
  at: instantOf(at),
  key,
  channel: 'email',
  source: 'forbear',
  state: 'sent',
})

/** An ordinary Tuesday at ten in Shanghai, nothing said before. */
const question = (change: Partial<ContactQuestion> = {}): ContactQuestion => ({
  policy: platformA.contact,
  calendar: calendarOf(book, platformA),
  zone: shanghai,
  holds: [],
  ledger: emptyLedger(borrowerId),
  notice: { id: 'n1', kind: 'offer', requestedAt: instantOf('2026-03-03T02:00:00Z') },
  now: instantOf('2026-03-03T02:00:00Z'),
  ...change,
})

const withCaps = (...caps: ContactPolicy['caps']): ContactPolicy => ({ ...platformA.contact, caps })

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

test('a hold suppresses by its name', () => {
  const holds = [{ kind: 'opt-out', setBy: 'borrower', from: instantOf('2026-03-01T00:00:00Z') } as const]
  expect(mayContact(question({ holds }))).toEqual({ decision: 'suppress', reason: 'hold-opt-out' })
})

const start = Date.UTC(2026, 8, 1)
const anyEntry = fc.record({
  at: fc.integer({ min: start - 10 * day, max: start + 2 * day }).map(instantAt),
  channel: fc.constantFrom('email', 'phone', 'sms', 'visit'),
  source: fc.constantFrom('forbear', 'lender'),
  key: fc.constantFrom('n1', 'n2', 'n3', 'n4', 'n5', 'n6', 'n7', 'n8'),
  state: fc.constantFrom('claimed', 'sending', 'sent', 'released'),
}) satisfies fc.Arbitrary<ContactEntry>
const anyCap = fc.record({
  limit: fc.integer({ min: 1, max: 4 }),
  days: fc.integer({ min: 1, max: 7 }),
  counting: fc.constantFrom('all', 'email', 'phone'),
})
const anyQuestion = fc
  .record({
    entries: fc.uniqueArray(anyEntry, { maxLength: 10, selector: (entry) => `${entry.source}${entry.key}` }),
    caps: fc.array(anyCap, { minLength: 1, maxLength: 3 }),
    hold: fc.option(
      fc.record({
        kind: fc.constantFrom(...HoldKind.options),
        from: fc.integer({ min: -3, max: 3 }),
        days: fc.integer({ min: 1, max: 5 }),
      }),
      { freq: 3 },
    ),
    kind: fc.constantFrom(...NoticeKind.options),
    lender: fc.constantFrom(...book.policies),
    zone: fc.constantFrom('Asia/Shanghai', 'America/New_York', 'Pacific/Honolulu').map((name) => TimeZone.parse(name)),
    now: fc.integer({ min: start, max: start + 60 * day }),
    age: fc.integer({ min: 0, max: 18 * day }),
  })
  .map(
    ({ entries, caps, hold, kind, lender, zone, now, age }): ContactQuestion => ({
      policy: { ...lender.contact, caps },
      calendar: calendarOf(book, lender),
      zone,
      holds:
        hold === null
          ? []
          : [
              {
                kind: hold.kind,
                setBy: 'staff',
                from: instantAt(now + hold.from * day),
                until: instantAt(now + (hold.from + hold.days) * day),
              },
            ],
      // Contacts lie around the question, whenever that is.
      ledger: ledgerOf(entries.map((entry) => ({ ...entry, at: instantAt(millisecondsOf(entry.at) - start + now) }))),
      notice: { id: 'n1', kind, requestedAt: instantAt(now - age) },
      now: instantAt(now),
    }),
  )

/** Whether one more e-mail at `at` would make any cap's window hold too many: counted window by window, not by formula. */
const isOverCap = ({ policy, ledger, notice }: ContactQuestion, at: number): boolean =>
  policy.caps
    .filter((cap) => cap.counting === 'all' || cap.counting === 'email')
    .some((cap) => {
      const others = ledger.entries
        .filter((entry) => entry.state !== 'released' && !(entry.source === 'forbear' && entry.key === notice.id))
        .filter((entry) => cap.counting === 'all' || entry.channel === cap.counting)
        .map((entry) => millisecondsOf(entry.at))
      return others.filter((other) => other >= at - cap.days * day).length + 1 > cap.limit
    })

const isOpenAt = ({ policy, calendar, zone }: ContactQuestion, at: number): boolean => {
  const found = nextPermittedInstant(policy.communicationTimeConfig, calendar, zone, instantAt(at))
  return !isRefusal(found) && millisecondsOf(found.at) === at
}

describe('for any policy, ledger, holds and moment', () => {
  test('now is never said outside a window, over a cap, under a hold or when stale', () => {
    let said = 0
    fc.assert(
      fc.property(anyQuestion, (asked) => {
        if (mayContact(asked).decision !== 'now') return
        said++
        const now = millisecondsOf(asked.now)
        expect(isOpenAt(asked, now)).toBe(true)
        expect(isOverCap(asked, now)).toBe(false)
        expect(holdsStopping(asked.holds, asked.notice.kind, asked.now)).toEqual([])
        expect(now - millisecondsOf(asked.notice.requestedAt)).toBeLessThan(asked.policy.staleAfterDays * day)
      }),
      { numRuns: 3000 },
    )
    expect(said).toBeGreaterThan(50)
  })

  test('until is open and under every cap, and no instant before it is', () => {
    let waited = 0
    fc.assert(
      fc.property(anyQuestion, (asked) => {
        const answer = mayContact(asked)
        if (answer.decision !== 'wait') return
        waited++
        const until = millisecondsOf(answer.until)
        const may = (at: number) => isOpenAt(asked, at) && !isOverCap(asked, at)
        expect(may(until)).toBe(true)
        expect(may(until - 1)).toBe(false)
        for (let at = millisecondsOf(asked.now); at < until; at += 30 * 60_000) expect(may(at)).toBe(false)
      }),
      { numRuns: 1000 },
    )
    expect(waited).toBeGreaterThan(50)
  })

  test('asked again the gate says the same, and asked at until it says now unless a hold has begun', () => {
    fc.assert(
      fc.property(anyQuestion, (asked) => {
        const answer = mayContact(asked)
        expect(mayContact(asked)).toEqual(answer)
        if (answer.decision !== 'wait') return
        const later = { ...asked, now: answer.until }
        const held = holdsStopping(asked.holds, asked.notice.kind, answer.until).length > 0
        expect(mayContact(later).decision).toBe(held ? 'suppress' : 'now')
      }),
      { numRuns: 1000 },
    )
  })

  test('of ten notices that ask for the last slots, as many go as there are slots', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 12 }), fc.integer({ min: 0, max: 12 }), (limit, before) => {
        const earlier = Array.from({ length: before }, (_, index) =>
          sent('2026-03-03T01:30:00.000Z', `before-${index}`),
        )
        const asked = question({ policy: withCaps({ limit, days: 1, counting: 'all' }) })
        const after = Array.from({ length: 10 }, (_, index) => `notice-${index}`).reduce((ledger, id) => {
          const answer = mayContact({ ...asked, ledger, notice: { ...asked.notice, id } })
          return answer.decision === 'now' ? claimContact(ledger, { key: id, at: asked.now }) : ledger
        }, ledgerOf(earlier))
        expect(after.entries.length - before).toBe(Math.min(10, Math.max(0, limit - before)))
      }),
    )
  })
})
