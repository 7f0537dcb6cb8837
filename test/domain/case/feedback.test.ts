import { describe, expect, test } from 'vitest'
import type { Command } from '../../../domain/case/command.ts'
import { noticeIdOf } from '../../../domain/ids.ts'
import type { MailFeedback } from '../../../domain/notice/feedback.ts'
import { instantPlusDays } from '../../../domain/time.ts'
import { at, type Walk } from './walk.ts'

const news = (walk: Walk, feedback: MailFeedback): Command => ({
  type: 'record feedback',
  noticeId: noticeIdOf(walk.caseId, 1),
  kind: 'statement-request',
  feedback,
})
const gone: MailFeedback = { outcome: 'bounced', permanent: true, because: 'NoEmail' }
const full: MailFeedback = { outcome: 'bounced', permanent: false, because: 'MailboxFull' }
const unwanted: MailFeedback = { outcome: 'complained' }
const kinds = ({ state }: Walk) => state.holds.map(({ kind }) => kind)

describe('what the mail service says of a notice', () => {
  test.each([
    ['delivered', { outcome: 'delivered' }, ['NoticeDelivered'], []],
    ['full', full, ['NoticeBounced'], []],
    ['refused', { outcome: 'refused', because: 'reject' }, ['NoticeRefused'], []],
    [
      'unwanted',
      unwanted,
      ['NoticeComplainedOf', 'ComplaintTaken', 'HoldPlaced', 'HoldPlaced'],
      ['complaint', 'opt-out'],
    ],
  ] as const)('%s is told once, with the holds that follow', (_, feedback, told, holds) => {
    const walk = at.assessing()
    expect(walk.give(news(walk, feedback))).toEqual(told)
    expect(kinds(walk)).toEqual(holds)
    walk.wait(1)
    expect(walk.give(news(walk, feedback))).toEqual([])
  })

  test('gone holds all mail, also to a case that is closed', () => {
    for (const walk of [at.assessing(), at.performing(), at.closed()]) {
      expect(walk.give(news(walk, gone)).slice(0, 2)).toEqual(['NoticeBounced', 'HoldPlaced'])
      expect(kinds(walk)).toContain('bounced')
    }
  })

  test('first full and then gone is two pieces of news, in either order', () => {
    const walk = at.assessing()
    walk.give(news(walk, full))
    expect(walk.give(news(walk, gone))).toContain('NoticeBounced')
    expect(walk.give(news(walk, full))).toEqual([])
    expect(walk.give(news(walk, gone))).toEqual([])
  })

  test('is kept when the case comes back', () => {
    const walk = at.closed()
    walk.give(news(walk, full))
    walk.wait(90)
    walk.admit({ daysPastDue: 20 })
    expect(walk.state.stage).toBe('admitted')
    expect(walk.give(news(walk, full))).toEqual([])
  })
})

describe('a hold of the lender', () => {
  const hold = (walk: Walk) => ({ kind: 'dispute', setBy: 'borrower', from: walk.now }) as const

  test('is placed once, placed anew with other dates, and lifted once', () => {
    const walk = at.offered()
    const placed = hold(walk)
    expect(walk.give({ type: 'place hold', hold: placed })).toEqual(['HoldPlaced'])
    expect(walk.give({ type: 'place hold', hold: placed })).toEqual([])
    const longer = { ...placed, until: instantPlusDays(walk.now, 30) }
    expect(walk.give({ type: 'place hold', hold: longer })).toEqual(['HoldPlaced'])
    expect(walk.state.holds).toEqual([longer])
    const lift = { type: 'lift hold', kind: 'dispute', setBy: 'lender', from: walk.now } as const
    expect(walk.give(lift)).toEqual(['HoldLifted'])
    expect(walk.events.at(-1)).toEqual({ type: 'HoldLifted', kind: 'dispute', setBy: 'lender', from: walk.now })
    expect(walk.give(lift)).toEqual([])
  })

  test('that is a complaint made to the lender itself is counted as one', () => {
    const walk = at.assessing()
    const complaint = { kind: 'complaint', setBy: 'borrower', from: walk.now } as const
    expect(walk.give({ type: 'place hold', hold: complaint })).toEqual(['ComplaintTaken', 'HoldPlaced'])
  })
})
