import { describe, expect, test } from 'vitest'
import { inWords, isImplied, isLooserThan } from '../../../domain/policy/caps.ts'
import { ContactCap } from '../../../domain/policy/policy.ts'

const cap = (limit: number, window: object, rest: object = {}): ContactCap =>
  ContactCap.parse({ limit, counting: 'phone', ...window, ...rest })
const day = { calendar: 'day' }
const week = { calendar: 'week' }
const month = { calendar: 'month' }
const spoken = { of: 'conversations' }
const point = { per: 'contact-point' }

describe('a cap of the law need not be counted beside a lender’s that already keeps it', () => {
  test.each([
    ['the same', cap(3, day), cap(3, day), true],
    ['fewer', cap(3, day), cap(2, day), true],
    ['more', cap(3, day), cap(4, day), false],
    ['as many in a week as in a day', cap(3, day), cap(3, week), true],
    ['as many in a month as in a day', cap(3, day), cap(3, month), true],
    ['weeks lie across months', cap(3, week), cap(3, month), false],
    ['two calendar days lie within 24 hours', cap(3, { days: 1 }), cap(3, day), false],
    ['a day on which clocks are put back is longer than 24 hours', cap(3, day), cap(3, { days: 1 }), false],
    ['but not than 48', cap(3, day), cap(3, { days: 2 }), true],
    ['over all channels', cap(3, day), cap(3, day, { counting: 'all' }), true],
    ['of another channel', cap(3, day), cap(3, day, { counting: 'email' }), false],
    ['over all points', cap(6, day, point), cap(6, day), true],
    ['for each point alone', cap(3, day), cap(3, day, point), false],
    ['of attempts, where the law counts conversations', cap(1, day, spoken), cap(1, day), true],
    ['of conversations, where the law counts attempts', cap(1, day), cap(1, day, spoken), false],
  ])('%s: %#', (_, law, lenders, implied) => {
    expect(isImplied(law, lenders)).toBe(implied)
  })
})

test('a lender’s cap of the same thing that allows more is looser than the law', () => {
  expect(isLooserThan(cap(4, day), cap(3, day))).toBe(true)
  expect(isLooserThan(cap(3, day), cap(3, day))).toBe(false)
  expect(isLooserThan(cap(9, month), cap(7, { days: 7 }))).toBe(false)
  expect(isLooserThan(cap(8, { days: 7 }), cap(7, { days: 7 }))).toBe(true)
  expect(isLooserThan(cap(7, day, point), cap(3, day))).toBe(false)
  expect(isLooserThan(cap(7, day), cap(1, day, spoken))).toBe(false)
})

test('problems tell a cap in words', () => {
  expect(inWords(cap(6, day, point))).toBe('6 a calendar day, counting phone, per contact point')
  expect(inWords(cap(7, { days: 7 }))).toBe('7 in 7 days, counting phone')
  expect(inWords(cap(1, { days: 7 }, spoken))).toBe('1 in 7 days, counting conversations by phone')
})

test.each([
  ['no window', { limit: 1, counting: 'all' }],
  ['two windows', { limit: 1, counting: 'all', days: 1, calendar: 'day' }],
  ['nothing left for others', { limit: 2, counting: 'all', days: 1, reserved: 2 }],
])('a cap with %s is refused', (_, wrong) => {
  expect(ContactCap.safeParse(wrong).success).toBe(false)
})
