import { expect, test } from 'vitest'
import { isOvertaken } from '../../../domain/case/overtaken.ts'
import type { NoticeContent } from '../../../domain/notice/content.ts'
import { at, type Walk } from './walk.ts'

const contentsOf = (walk: Walk): NoticeContent[] =>
  walk.events.flatMap((event) => (event.type === 'NoticeRequested' ? [event.content] : []))

/** The kinds of message that a walk asked for and that are of no use any more where it stands. */
const overtaken = (walk: Walk): string[] =>
  contentsOf(walk)
    .filter((content) => isOvertaken(content, walk.state, walk.today))
    .map(({ kind }) => kind)

test('a question is worth sending until it is answered', () => {
  expect(overtaken(at.assessing())).toEqual([])
  expect(overtaken(at.stated())).toEqual(['statement-request'])
  expect(overtaken(at.offered())).toEqual(['statement-request'])
  expect(overtaken(at.accepted())).toEqual(['statement-request', 'offer'])
  expect(overtaken(at.explained())).toEqual(['statement-request', 'offer'])
  expect(overtaken(at.understood())).toEqual(['statement-request', 'offer', 'agreement-explained'])
  expect(overtaken(at.signed())).toEqual(['statement-request', 'offer', 'agreement-explained', 'signature-request'])
})

test('an offer is overtaken by the next round', () => {
  const walk = at.offered()
  walk.answer({ answer: 'counter', monthlyAmount: 60_000 })
  walk.order('answer counter-offer')
  walk.order('make offer')
  expect(overtaken(walk)).toEqual(['statement-request', 'offer'])
  expect(contentsOf(walk).at(-1)?.kind).toBe('counter-answer')
})

test('an instalment is announced until it is paid', () => {
  const walk = at.performing()
  walk.until(walk.in('performing').plan.instalments[0]?.dueOn ?? walk.today)
  walk.watch()
  expect(overtaken(walk)).not.toContain('instalment-due')
  walk.payInstalment(1)
  expect(overtaken(walk)).toContain('instalment-due')
})

test('news always goes: what was received, completed, broken, ended', () => {
  const closed = at.closed()
  expect(contentsOf(closed).map(({ kind }) => kind)).toContain('negotiation-ended')
  expect(overtaken(closed)).not.toContain('negotiation-ended')
  expect(overtaken(at.broken())).not.toContain('plan-broken')
})
