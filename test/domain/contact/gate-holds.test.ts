import { describe, expect, test } from 'vitest'
import { mayContact } from '../../../domain/contact/gate.ts'
import type { Hold } from '../../../domain/contact/holds.ts'
import { Day, instantOf } from '../../../domain/time.ts'
import { question } from './asking.ts'

describe('a hold that passes', () => {
  const from = instantOf('2026-03-01T00:00:00Z')
  const complaint: Hold = { kind: 'complaint', setBy: 'borrower', from, until: instantOf('2026-03-16T03:00:00Z') }

  test('lets a message wait for its end, and for the window then', () => {
    expect(mayContact(question({ holds: [complaint] }))).toEqual({
      decision: 'wait',
      until: '2026-03-16T03:00:00.000Z',
      because: 'hold-complaint',
      provisional: false,
      askAgainAt: '2026-03-04T02:00:00.000Z',
    })
    const night = { ...complaint, until: instantOf('2026-03-16T13:00:00Z') }
    expect(mayContact(question({ holds: [night] }))).toMatchObject({ until: '2026-03-17T01:00:00.000Z' })
  })

  test('lets it wait for the last of several', () => {
    const space: Hold = { kind: 'breathing-space', setBy: 'adviser', from, until: instantOf('2026-04-30T00:00:00Z') }
    expect(mayContact(question({ holds: [space, complaint] }))).toMatchObject({
      until: '2026-04-30T01:00:00.000Z',
      because: 'hold-breathing-space',
    })
  })

  test('of which nobody knows the end is asked about again after the policy’s days', () => {
    const dispute: Hold = { kind: 'dispute', setBy: 'borrower', from }
    expect(mayContact(question({ holds: [dispute] }))).toEqual({
      decision: 'wait',
      until: '2026-03-04T02:00:00.000Z',
      because: 'hold-dispute',
      provisional: false,
    })
  })

  test('makes the clock of a message stand still', () => {
    const requestedAt = instantOf('2026-03-01T02:00:00Z')
    const long = { ...complaint, from: instantOf('2026-03-02T02:00:00Z'), until: instantOf('2026-04-01T02:00:00Z') }
    const ask = (now: string) =>
      mayContact(question({ holds: [long], notice: { ...question().notice, requestedAt }, now: instantOf(now) }))
    // One of its fourteen days had passed when the complaint came.
    expect(ask('2026-04-14T01:59:59.999Z').decision).toBe('now')
    expect(ask('2026-04-14T02:00:00.000Z')).toEqual({ decision: 'suppress', reason: 'stale' })
  })

  test('counts for the clock after it was lifted', () => {
    const rests = [{ from: instantOf('2026-03-04T02:00:00Z'), until: instantOf('2026-03-14T02:00:00Z') }]
    const ask = (change: object) =>
      mayContact(question({ notice: { ...question().notice, ...change }, now: instantOf('2026-03-20T02:00:00Z') }))
    expect(ask({}).decision).toBe('suppress')
    expect(ask({ rests }).decision).toBe('now')
  })

  test('suppresses by its name what would be of no use after it', () => {
    const usefulUntil = { day: Day.parse('2026-03-10'), moves: false }
    const notice = { ...question().notice, kind: 'instalment-due' as const, usefulUntil }
    const space: Hold = { ...complaint, kind: 'breathing-space' }
    expect(mayContact(question({ holds: [space], notice }))).toEqual({
      decision: 'suppress',
      reason: 'hold-breathing-space',
    })
  })

  test('gives way to one that stays', () => {
    const minor: Hold = { kind: 'minor', setBy: 'staff', from }
    expect(mayContact(question({ holds: [complaint, minor] }))).toEqual({ decision: 'suppress', reason: 'hold-minor' })
  })

  test('lets nothing wait for more than three hundred days', () => {
    const dispute: Hold = { kind: 'dispute', setBy: 'borrower', from }
    const ask = (now: string) => mayContact(question({ holds: [dispute], now: instantOf(now) }))
    expect(ask('2026-12-26T02:00:00Z').decision).toBe('wait')
    expect(ask('2026-12-27T02:00:00Z')).toEqual({ decision: 'suppress', reason: 'hold-dispute' })
  })
})
