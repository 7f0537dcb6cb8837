import { expect, test } from 'vitest'
import { withTimeToReply } from '../../../domain/notice/reply-by.ts'
import { Day } from '../../../domain/time.ts'

const visit = (replyBy: string) => ({ kind: 'review-visit', replyBy: Day.parse(replyBy), nextInMonths: 3 }) as const

test('a message that was held over holidays asks for an answer by a day that is still to come', () => {
  expect(withTimeToReply(visit('2026-10-02'), Day.parse('2026-10-09'))).toEqual(visit('2026-10-12'))
})

test('one that went in time asks for what it was written with', () => {
  expect(withTimeToReply(visit('2026-10-20'), Day.parse('2026-10-09'))).toEqual(visit('2026-10-20'))
})

test('a day on which something ends is never moved', () => {
  const offer = { kind: 'offer-reminder', round: 1, replyBy: Day.parse('2026-10-02') } as const
  expect(withTimeToReply(offer, Day.parse('2026-10-09'))).toEqual(offer)
})
