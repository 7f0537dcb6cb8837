import { describe, expect, test } from 'vitest'
import { HoldKind, holdsStopping, isInForce, postpones, restsDeadlines } from '../../../domain/contact/holds.ts'
import { NoticeKind, noticePurposes } from '../../../domain/notice/notice.ts'
import { instantOf } from '../../../domain/time.ts'

const from = instantOf('2026-03-02T00:00:00Z')
const until = instantOf('2026-05-01T00:00:00Z')
const now = instantOf('2026-03-03T00:00:00Z')
const passing = (kind: HoldKind): string[] =>
  NoticeKind.options.filter((notice) => holdsStopping([{ kind, setBy: 'staff', from }], notice, now).length === 0)

describe('which messages pass a hold', () => {
  test('a signed plan stops what is for collection and nothing else (CN Art. 70)', () => {
    expect(passing('signed-plan')).toEqual(NoticeKind.options.filter((kind) => noticePurposes[kind] === 'service'))
  })

  test('an opt-out leaves only what a borrower must hear of their rights', () => {
    expect(passing('opt-out')).toEqual(['cooling-off', 'plan-completed', 'plan-broken', 'complaint-received'])
  })

  test.each(['complaint', 'dispute'] as const)(
    'a %s stops collection and visits, not the agreement in force',
    (kind) => {
      expect(passing(kind)).toEqual(
        NoticeKind.options.filter(
          (notice) =>
            noticePurposes[notice] === 'service' && !['what-changed', 'support-group', 'review-visit'].includes(notice),
        ),
      )
    },
  )

  test('mediation under way stops the other negotiation, and its own messages pass', () => {
    const stopped = NoticeKind.options.filter((kind) => !passing('mediation').includes(kind))
    expect(stopped).toEqual([
      'statement-request',
      'statement-reminder',
      'offer',
      'offer-reminder',
      'counter-answer',
      'no-plan',
    ])
  })

  test.each(['insolvent', 'represented'] as const)('%s leaves the answer to a complaint', (kind) => {
    expect(passing(kind)).toEqual(['complaint-received'])
  })

  test.each(['deceased', 'minor', 'bounced'] as const)('%s stops everything', (kind) => {
    expect(passing(kind)).toEqual([])
  })

  test('a wish not to be called stops nothing that is written', () => {
    expect(passing('no-calls')).toEqual(NoticeKind.options)
  })

  test.each(HoldKind.options.filter((kind) => kind !== 'no-calls'))('%s stops requests for money', (kind) => {
    expect(passing(kind)).not.toContain('offer-reminder')
  })
})

test('what passes postpones, and what stays suppresses', () => {
  const postponing = HoldKind.options.filter((kind) => postpones({ kind, setBy: 'staff', from }))
  expect(postponing).toEqual(['complaint', 'dispute', 'breathing-space', 'mediation'])
})

test('a complaint, a dispute and breathing space let deadlines rest, mediation has its own', () => {
  const resting = HoldKind.options.filter((kind) => restsDeadlines({ kind, setBy: 'staff', from }))
  expect(resting).toEqual(['complaint', 'dispute', 'breathing-space'])
})

test('a hold is in force from its first instant to just before its last', () => {
  const hold = { kind: 'breathing-space', setBy: 'debt adviser', from, until } as const
  expect(isInForce(hold, instantOf('2026-03-01T23:59:59.999Z'))).toBe(false)
  expect(isInForce(hold, from)).toBe(true)
  expect(isInForce(hold, instantOf('2026-04-30T23:59:59.999Z'))).toBe(true)
  expect(isInForce(hold, until)).toBe(false)
})

test('every hold that stops a message is told, in the order they were set', () => {
  const holds = HoldKind.options.map((kind) => ({ kind, setBy: 'staff', from }))
  expect(holdsStopping(holds, 'review-visit', now).map((hold) => hold.kind)).toEqual(
    HoldKind.options.filter((kind) => !['mediation', 'signed-plan', 'no-calls'].includes(kind)),
  )
})
