import { describe, expect, test } from 'vitest'
import { timeLeft } from '../../../domain/case/deadline.ts'
import { agreementTimeLeft } from '../../../domain/case/deciders/agreement.ts'
import { unansweredStill } from '../../../domain/case/deciders/offer.ts'
import type { Hold } from '../../../domain/contact/holds.ts'
import { type Instant, instantPlusDays } from '../../../domain/time.ts'
import { at, type Walk } from './walk.ts'

const days = 86_400

const complainedAt = (walk: Walk, after: number): Walk => {
  walk.wait(after)
  walk.answer({ answer: 'complaint' })
  return walk
}

const place = (walk: Walk, hold: Omit<Hold, 'setBy'>) =>
  walk.give({ type: 'place hold', hold: { setBy: 'staff', ...hold } })

describe('the time to answer', () => {
  const asked = (walk: Walk, since: Instant, later: number): number =>
    timeLeft(walk.state, { at: since, withinDays: 10 }, instantPlusDays(since, later))

  test('is over when it is over, where nothing made the clock stand still', () => {
    const walk = at.assessing()
    expect(asked(walk, walk.now, 10)).toBe(0)
    expect(asked(walk, walk.now, 3)).toBe(0)
  })

  test('is longer by as much as a complaint was open', () => {
    const walk = at.assessing()
    const since = walk.now
    complainedAt(walk, 2)
    expect(asked(walk, since, 10)).toBe(15 * days)
    expect(asked(walk, since, 24)).toBe(1 * days)
    expect(asked(walk, since, 25)).toBe(0)
  })

  test('is longer only by how long a complaint was open that was answered early', () => {
    const walk = at.assessing()
    const since = walk.now
    complainedAt(walk, 2).wait(3)
    walk.give({ type: 'lift hold', kind: 'complaint', setBy: 'staff', from: walk.now })
    expect(asked(walk, since, 10)).toBe(3 * days)
    expect(asked(walk, since, 13)).toBe(0)
  })

  test('is longer once for complaints that overlap', () => {
    const walk = at.assessing()
    const since = walk.now
    complainedAt(walk, 0)
    complainedAt(walk, 5)
    expect(asked(walk, since, 29)).toBe(1 * days)
    expect(asked(walk, since, 30)).toBe(0)
  })

  test('is looked at again day by day where nobody knows the end', () => {
    const walk = at.assessing()
    place(walk, { kind: 'dispute', from: walk.now })
    expect(asked(walk, walk.now, 10)).toBe(10 * days)
    expect(asked(walk, walk.now, 200)).toBe(10 * days)
    const late = instantPlusDays(walk.now, 9.5)
    const other = at.assessing()
    place(other, { kind: 'dispute', from: late })
    expect(asked(other, other.now, 9.75)).toBe(1 * days)
  })

  test.each(['mediation', 'opt-out', 'represented'] as const)('does not stand still under %s', (kind) => {
    const walk = at.assessing()
    place(walk, { kind, from: walk.now })
    expect(asked(walk, walk.now, 10)).toBe(0)
  })
})

describe('what runs out while a complaint is open', () => {
  test('is no statement: ability is not scored', () => {
    const walk = complainedAt(at.assessing(), 1)
    expect(walk.wait(13).order('score ability')).toEqual([])
    expect(walk.wait(16).order('score ability')).toEqual(['StatementLapsed', 'Assessed'])
  })

  test('is no offer: the negotiation does not end, and who declines still ends it', () => {
    const walk = complainedAt(at.offered(), 1)
    const declining = walk.copy()
    expect(walk.wait(18).order('end negotiation')).toEqual([])
    const state = walk.in('negotiating')
    expect(unansweredStill(state, walk.policy, walk.now)).toEqual({ asked: 'offer', seconds: 15 * days })
    expect(walk.wait(15).order('end negotiation')[0]).toBe('CaseClosed')
    declining.answer({ answer: 'decline' })
    expect(declining.order('end negotiation')[0]).toBe('CaseClosed')
  })

  test.each([
    ['mediator', () => at.mediated()],
    ['proposal', () => at.proposed()],
  ] as const)('is no mediation: the %s is waited for again', (asked, reach) => {
    const walk = complainedAt(reach(), 1)
    expect(walk.wait(29).order('end negotiation')).toEqual([])
    expect(unansweredStill(walk.in('negotiating'), walk.policy, walk.now)).toMatchObject({ asked })
    expect(walk.wait(15).order('end negotiation')[0]).toBe('CaseClosed')
  })

  test('is no question on what changed: nobody is called in', () => {
    const walk = at.warned()
    const { number } = walk.in('performing').warning ?? { number: 0 }
    walk.give({ type: 'ask what changed', warning: number })
    complainedAt(walk, 1)
    const respond = { type: 'respond to change', warning: number } as const
    expect(walk.wait(6).give(respond)).toEqual([])
    expect(walk.wait(15).give(respond)).toEqual(['WarningHandedOver'])
  })

  test.each([
    ['explained', () => at.explained()],
    ['to be signed', () => at.understood()],
  ])('is no agreement that is %s', (_, reach) => {
    const walk = complainedAt(reach(), 1)
    expect(walk.wait(13).order('lapse agreement')).toEqual([])
    expect(agreementTimeLeft(walk.in('agreeing'), walk.policy, walk.now)).toBe(15 * days)
    expect(walk.wait(15).order('lapse agreement')[0]).toBe('CaseClosed')
  })
})
