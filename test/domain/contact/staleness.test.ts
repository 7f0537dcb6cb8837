import { describe, expect, test } from 'vitest'
import { isPast, usefulUntil } from '../../../domain/contact/staleness.ts'
import { Day, instantOf, TimeZone } from '../../../domain/time.ts'

const dueOn = Day.parse('2026-03-15')
const amount = { minor: 10_000, currency: 'CNY' } as const

describe('the last day on which a message is of use', () => {
  test('of a reminder of an instalment is the day it is due, whatever happens', () => {
    expect(usefulUntil({ kind: 'instalment-due', amount, dueOn })).toEqual({ day: dueOn, moves: false })
  })

  test('of a question is the day by which to answer, which a hold moves on', () => {
    expect(usefulUntil({ kind: 'statement-request', replyBy: dueOn })).toEqual({ day: dueOn, moves: true })
  })

  test('of news is any day', () => {
    expect(usefulUntil({ kind: 'support-group' })).toBeUndefined()
    expect(usefulUntil({ kind: 'reward-lost', afterKept: 6 })).toBeUndefined()
  })

  test('ends at midnight where the borrower lives, in the first of the zones they may live in', () => {
    const zones = ['Asia/Shanghai', 'Asia/Urumqi'].map((name) => TimeZone.parse(name))
    const until = { day: dueOn, moves: false }
    expect(isPast(until, instantOf('2026-03-15T15:59:59.999Z'), zones, 0)).toBe(false)
    expect(isPast(until, instantOf('2026-03-15T16:00:00.000Z'), zones, 0)).toBe(true)
  })
})
