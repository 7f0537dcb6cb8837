import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { isRefusal } from '../../../domain/outcome.ts'
import { buildOptions } from '../../../domain/plan/options.ts'
import { dueOf, type Plan, planTotal } from '../../../domain/plan/plan.ts'
import {
  applyPayment,
  emptyProgress,
  giveReward,
  outstandingOf,
  PlanProgress,
  paidIn,
  positionAt,
  reversePayment,
  rewardNext,
} from '../../../domain/plan/progress.ts'
import { Day } from '../../../domain/time.ts'
import { planCase } from './plan-case.ts'

const day = (text: string): Day => Day.parse(text)

/** 11 instalments of 1,161.74, the last one 1,161.72, from 15 April 2026. */
const plan = ((): Plan => {
  const outcome = buildOptions({ ...planCase, round: 1 })
  if (isRefusal(outcome)) throw new Error(outcome.reason)
  return outcome.options[0] as Plan
})()

const start = emptyProgress(plan)
const payOnTime = (count: number): PlanProgress =>
  plan.instalments
    .slice(0, count)
    .reduce((progress, instalment) => applyPayment(plan, progress, dueOf(instalment), instalment.dueOn), start)

describe('a payment', () => {
  test('pays the oldest instalment first and the next ones early', () => {
    const progress = applyPayment(plan, start, 150_000, day('2026-04-10'))
    expect(progress.paid.slice(0, 3)).toEqual([116_174, 33_826, 0])
    expect(progress.settledOn.slice(0, 2)).toEqual(['2026-04-10', null])
  })

  test('beyond the whole plan becomes credit', () => {
    const progress = applyPayment(plan, start, planTotal(plan) + 700, day('2026-04-10'))
    expect(progress.credit).toBe(700)
    expect(positionAt(plan, progress, day('2026-04-10'), 3).completed).toBe(true)
  })

  test('taken back opens the latest instalments again', () => {
    const progress = reversePayment(plan, payOnTime(2), 120_000)
    expect(progress.paid.slice(0, 2)).toEqual([112_348, 0])
    expect(progress.settledOn.slice(0, 2)).toEqual([null, null])
  })

  test('taken back beyond what was paid in is owed, and the next payment makes up for it first', () => {
    const short = reversePayment(plan, start, 500)
    expect(short.credit).toBe(-500)
    expect(positionAt(plan, short, day('2026-03-02'), 3)).toMatchObject({ due: 500, overdue: 500 })
    const after = applyPayment(plan, short, 600, day('2026-03-03'))
    expect(after.credit).toBe(0)
    expect(after.paid[0]).toBe(100)
  })
})

type Move = { readonly kind: 'pay' | 'reverse'; readonly amount: number }

const moves = fc.array(
  fc.record({
    kind: fc.constantFrom('pay' as const, 'reverse' as const),
    amount: fc.integer({ min: 1, max: 400_000 }),
  }),
  { maxLength: 30 },
)

const made = (progress: PlanProgress, move: Move): PlanProgress =>
  move.kind === 'pay'
    ? applyPayment(plan, progress, move.amount, day('2026-04-10'))
    : reversePayment(plan, progress, move.amount)

test('whatever is paid and taken back, nothing is lost or made', () => {
  fc.assert(
    fc.property(moves, (all) => {
      const progress = all.reduce(made, start)
      const net = all.reduce((sum, { kind, amount }) => sum + (kind === 'pay' ? amount : -amount), 0)
      PlanProgress.parse(progress)
      expect(paidIn(progress)).toBe(net)
      expect(outstandingOf(plan, progress).every((outstanding) => outstanding >= 0)).toBe(true)
    }),
  )
})

test('payments of one day give the same totals in any order', () => {
  const payments = fc.array(fc.integer({ min: 1, max: 400_000 }), { maxLength: 15 })
  fc.assert(
    fc.property(
      payments.chain((all) => fc.tuple(fc.constant(all), fc.shuffledSubarray(all, { minLength: all.length }))),
      ([all, shuffled]) => {
        const pay = (amounts: number[]): PlanProgress =>
          amounts.reduce((progress, amount) => applyPayment(plan, progress, amount, day('2026-04-10')), start)
        expect(pay(shuffled)).toEqual(pay(all))
      },
    ),
  )
})

test('a payment taken back at once leaves everything as it was', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 2_000_000 }), fc.integer({ min: 0, max: 11 }), (amount, kept) => {
      const before = payOnTime(kept)
      expect(reversePayment(plan, applyPayment(plan, before, amount, day('2026-04-10')), amount)).toEqual(before)
    }),
  )
})

describe('the position of a plan', () => {
  test('before anything is due names what comes next', () => {
    expect(positionAt(plan, start, day('2026-04-14'), 3)).toEqual({
      due: 0,
      overdue: 0,
      missed: [],
      met: [],
      nextDue: { number: 1, on: '2026-04-15', outstanding: 116_174 },
      completed: false,
      keptInARow: 0,
      keptRuns: [0],
    })
  })

  test('within the days of grace is due but not missed', () => {
    expect(positionAt(plan, start, day('2026-04-18'), 3)).toMatchObject({ due: 116_174, overdue: 0, missed: [] })
  })

  test('after the days of grace is missed, and the one after it comes next', () => {
    const position = positionAt(plan, start, day('2026-04-19'), 3)
    expect(position).toMatchObject({ due: 116_174, overdue: 116_174, missed: [1] })
    expect(position.nextDue?.number).toBe(2)
  })

  test('counts only what is missing of a part payment', () => {
    const progress = applyPayment(plan, start, 100_000, day('2026-04-15'))
    expect(positionAt(plan, progress, day('2026-04-19'), 3)).toMatchObject({ overdue: 16_174, missed: [1], met: [] })
  })

  test('paid late breaks the row though nothing is owed any more', () => {
    const late = applyPayment(plan, payOnTime(2), 116_174, day('2026-06-30'))
    const position = positionAt(plan, late, day('2026-06-30'), 3)
    expect(position).toMatchObject({ overdue: 0, met: [1, 2, 3], keptInARow: 0, keptRuns: [2, 0] })
  })
})

describe('a reward for keeping the plan', () => {
  const incentive = { afterKept: 3, interestOffPercent: 50 }
  const rewardAt = (progress: PlanProgress, on: string) =>
    rewardNext(plan, progress, incentive, positionAt(plan, progress, day(on), 3))

  test('lowers the interest of the next instalment after three kept in a row', () => {
    const progress = payOnTime(3)
    const reward = rewardAt(progress, '2026-06-15')
    const interest = plan.instalments[3]?.interest ?? 0
    expect(reward).toEqual({ number: 4, amount: Math.ceil(interest / 2) })
    if (reward === undefined) return
    const outstanding = outstandingOf(plan, giveReward(progress, reward))[3]
    expect(outstanding).toBe(116_174 - reward.amount)
  })

  test('is given once, however often it is asked for', () => {
    const progress = payOnTime(3)
    const reward = rewardAt(progress, '2026-06-15')
    if (reward === undefined) throw new Error('not earned')
    expect(rewardAt(giveReward(progress, reward), '2026-06-16')).toBeUndefined()
  })

  test('is not earned before, nor while something is overdue', () => {
    expect(rewardAt(payOnTime(2), '2026-05-15')).toBeUndefined()
    expect(rewardAt(payOnTime(3), '2026-07-19')).toBeUndefined()
  })

  test('starts again from nothing after a late instalment', () => {
    const late = applyPayment(plan, payOnTime(2), 116_174, day('2026-06-30'))
    expect(rewardAt(late, '2026-06-30')).toBeUndefined()
  })

  test('makes the whole plan cheaper by exactly its amount', () => {
    const progress = payOnTime(3)
    const reward = rewardAt(progress, '2026-06-15')
    if (reward === undefined) throw new Error('not earned')
    const done = applyPayment(plan, giveReward(progress, reward), planTotal(plan), day('2026-07-15'))
    expect(done.credit).toBe(3 * 116_174 + reward.amount)
  })
})
