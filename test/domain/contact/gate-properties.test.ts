import fc from 'fast-check'
import { Temporal } from 'temporal-polyfill'
import { describe, expect, test } from 'vitest'
import { ContactPoint } from '../../../domain/contact/contact-point.ts'
import { type ContactQuestion, mayContact } from '../../../domain/contact/gate.ts'
import { HoldKind, holdsOn, holdsStopping, postpones } from '../../../domain/contact/holds.ts'
import { type ContactEntry, claimContact } from '../../../domain/contact/ledger.ts'
import { isAwaited } from '../../../domain/contact/priority.ts'
import { restedBetween } from '../../../domain/contact/stand-still.ts'
import { nextPermittedInstant } from '../../../domain/contact/windows.ts'
import { NoticeKind } from '../../../domain/notice/notice.ts'
import { isRefusal } from '../../../domain/outcome.ts'
import type { ContactCap } from '../../../domain/policy/policy.ts'
import { calendarOf } from '../../../domain/policy/policy-book.ts'
import { instantAt, millisecondsOf, TimeZone } from '../../../domain/time.ts'
import { book, day, ledgerOf, question, sent, shanghai, withCaps } from './asking.ts'

const start = Date.UTC(2026, 8, 1)
const points = ['point-00001', 'point-00002'].map((point) => ContactPoint.parse(point))
const anyPoint = fc.constantFrom(undefined, ...points)
const anyEntry = fc
  .record({
    at: fc.integer({ min: start - 10 * day, max: start + 2 * day }).map(instantAt),
    channel: fc.constantFrom('email', 'phone', 'sms', 'visit'),
    source: fc.constantFrom('forbear', 'lender'),
    key: fc.constantFrom('n1', 'n2', 'n3', 'n4', 'n5', 'n6', 'n7', 'n8'),
    state: fc.constantFrom('claimed', 'sending', 'sent', 'released'),
    point: anyPoint,
  })
  .map(({ point, ...entry }): ContactEntry => ({ ...entry, ...(point && { point }) }))
const anyCap = fc
  .record({
    limit: fc.integer({ min: 2, max: 4 }),
    window: fc.oneof(
      fc.integer({ min: 1, max: 7 }).map((days) => ({ days })),
      fc.constantFrom('day', 'week', 'month').map((calendar) => ({ calendar })),
    ),
    counting: fc.constantFrom('all', 'email', 'phone'),
    per: fc.constantFrom('borrower', 'contact-point'),
    reserved: fc.boolean(),
  })
  .map(({ window, reserved, ...cap }): ContactCap => ({ ...cap, ...window, ...(reserved && { reserved: 1 }) }))
const anyQuestion = fc
  .record({
    entries: fc.uniqueArray(anyEntry, { maxLength: 10, selector: (entry) => `${entry.source}${entry.key}` }),
    caps: fc.array(anyCap, { minLength: 1, maxLength: 3 }),
    holds: fc.array(
      fc.record({
        kind: fc.constantFrom(...HoldKind.options),
        from: fc.integer({ min: -3, max: 3 }),
        days: fc.integer({ min: 1, max: 5 }),
      }),
      { maxLength: 2 },
    ),
    kind: fc.constantFrom(...NoticeKind.options),
    lender: fc.constantFrom(...book.policies),
    zone: fc.constantFrom('Asia/Shanghai', 'America/New_York', 'Pacific/Honolulu').map((name) => TimeZone.parse(name)),
    now: fc.integer({ min: start, max: start + 75 * day }),
    age: fc.integer({ min: 0, max: 18 * day }),
    point: anyPoint,
  })
  .map(
    ({ entries, caps, holds, kind, lender, zone, now, age, point }): ContactQuestion => ({
      policy: { ...lender.contact, caps },
      calendar: calendarOf(book, lender),
      zone,
      holds: holds.map((hold) => ({
        kind: hold.kind,
        setBy: 'staff',
        from: instantAt(now + hold.from * day),
        until: instantAt(now + (hold.from + hold.days) * day),
      })),
      // Contacts lie around the question, whenever that is.
      ledger: ledgerOf(entries.map((entry) => ({ ...entry, at: instantAt(millisecondsOf(entry.at) - start + now) }))),
      notice: { id: 'n1', kind, requestedAt: instantAt(now - age), point },
      now: instantAt(now),
    }),
  )

/** The calendar's window that an instant lies in, as a word: two instants of one window have the same. */
const windowOf = (unit: NonNullable<ContactCap['calendar']>, zone: TimeZone, at: number): string => {
  const date = Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(zone).toPlainDate()
  if (unit === 'month') return date.toPlainYearMonth().toString()
  return unit === 'day' ? date.toString() : date.subtract({ days: date.dayOfWeek - 1 }).toString()
}

/** Whether one more e-mail at `at` would make any cap's window hold too many: counted window by window, not by formula. */
const isOverCap = ({ policy, ledger, notice, zone }: ContactQuestion, at: number): boolean =>
  policy.caps
    .filter((cap) => cap.counting === 'all' || cap.counting === 'email')
    .some((cap) => {
      const others = ledger.entries
        .filter((entry) => entry.state !== 'released' && !(entry.source === 'forbear' && entry.key === notice.id))
        .filter((entry) => cap.counting === 'all' || entry.channel === cap.counting)
        .filter(({ point }) => cap.per !== 'contact-point' || !point || !notice.point || point === notice.point)
        .map((entry) => millisecondsOf(entry.at))
        .filter((other) => {
          if (cap.calendar === undefined) return other >= at - (cap.days ?? 0) * day
          const where = typeof zone === 'string' ? zone : shanghai
          return windowOf(cap.calendar, where, other) === windowOf(cap.calendar, where, at)
        })
      return others.length + 1 > cap.limit - (isAwaited(notice.kind) ? 0 : (cap.reserved ?? 0))
    })

const isOpenAt = ({ policy, calendar, zone }: ContactQuestion, at: number): boolean => {
  const found = nextPermittedInstant(policy.communicationTimeConfig, calendar, zone, instantAt(at))
  return !isRefusal(found) && millisecondsOf(found.at) === at
}

const waitsForHold = ({ holds, notice }: ContactQuestion, at: number): boolean =>
  holdsStopping(holds, notice.kind, instantAt(at)).some(postpones)

describe('for any policy, ledger, holds and moment', () => {
  test('now is never said outside a window, over a cap, under a hold or when stale', () => {
    let said = 0
    fc.assert(
      fc.property(anyQuestion, (asked) => {
        if (mayContact(asked).decision !== 'now') return
        said++
        const now = millisecondsOf(asked.now)
        const rested = restedBetween(holdsOn(asked.holds, asked.notice.kind), asked.notice.requestedAt, asked.now)
        expect(isOpenAt(asked, now)).toBe(true)
        expect(isOverCap(asked, now)).toBe(false)
        expect(holdsStopping(asked.holds, asked.notice.kind, asked.now)).toEqual([])
        const age = now - millisecondsOf(asked.notice.requestedAt) - rested
        expect(age).toBeLessThan(asked.policy.staleAfterDays * day)
      }),
      { numRuns: 3000 },
    )
    expect(said).toBeGreaterThan(50)
  })

  test('until is open, under every cap and no hold, and no instant before it is', () => {
    let waited = 0
    fc.assert(
      fc.property(anyQuestion, (asked) => {
        const answer = mayContact(asked)
        if (answer.decision !== 'wait') return
        waited++
        const until = millisecondsOf(answer.until)
        const may = (at: number) => isOpenAt(asked, at) && !isOverCap(asked, at) && !waitsForHold(asked, at)
        expect(may(until)).toBe(true)
        expect(may(until - 1)).toBe(false)
        for (let at = millisecondsOf(asked.now); at < until; at += 30 * 60_000) expect(may(at)).toBe(false)
      }),
      { numRuns: 1000 },
    )
    expect(waited).toBeGreaterThan(50)
  })

  test('asked again the gate says the same, and asked at until it says now unless a lasting hold has begun', () => {
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
