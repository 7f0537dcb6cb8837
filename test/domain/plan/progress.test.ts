import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { isRefusal } from '../../../domain/outcome.ts'
import { buildOptions } from '../../../domain/plan/options.ts'
import { dueOf, type Plan, planTotal } from '../../../domain/plan/plan.ts'
import {
  emptyProgress,
  outstandingOf,
  PlanProgress,
  paidIn,
  positionAt,
  type Receipt,
  rewardNext,
} from '../../../domain/plan/progress.ts'
import { giveReward, receivePayment, reversePayment } from '../../../domain/plan/receipts.ts'
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
    .reduce((progress, instalment) => receivePayment(plan, progress, dueOf(instalment), instalment.dueOn), start)

describe('a payment', () => {
  test('pays the oldest instalment first and the next ones early', () => {
    const progress = receivePayment(plan, start, 150_000, day('2026-04-10'))
    expect(progress.paid.slice(0, 3)).toEqual([116_174, 33_826, 0])
    expect(progress.settledOn.slice(0, 2)).toEqual(['2026-04-10', null])
  })

  test('beyond the whole plan becomes credit', () => {
    const end = day('2027-03-15')
    const progress = receivePayment(plan, start, planTotal(plan) + 700, end)
    expect(progress.credit).toBe(700)
    expect(positionAt(plan, progress, end, 3).completed).toBe(true)
  })

  test('taken back opens the latest instalments again', () => {
    const progress = reversePayment(plan, payOnTime(2), 120_000, day('2026-05-20'))
    expect(progress.paid.slice(0, 2)).toEqual([112_348, 0])
    expect(progress.settledOn.slice(0, 2)).toEqual([null, null])
  })

  test('taken back beyond what was paid in is owed, and the next payment makes up for it first', () => {
    const short = reversePayment(plan, start, 500, day('2026-03-01'))
    expect(short.credit).toBe(-500)
    expect(positionAt(plan, short, day('2026-03-02'), 3)).toMatchObject({ due: 500, overdue: 500 })
    const after = receivePayment(plan, short, 600, day('2026-03-03'))
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
    ? receivePayment(plan, progress, move.amount, day('2026-04-10'))
    : reversePayment(plan, progress, move.amount, day('2026-04-10'))

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

/** All that follows from receipts, whatever their order. */
const bookOf = ({ receipts: _, ...book }: PlanProgress): Omit<PlanProgress, 'receipts'> => book

const receipts = fc.array(
  fc.record({
    on: fc.constantFrom('2026-03-20', '2026-04-10', '2026-04-15', '2026-06-01', '2027-01-31').map(day),
    amount: fc.integer({ min: 1, max: 400_000 }),
  }),
  { maxLength: 15 },
)

const paidAll = (all: readonly Receipt[]): PlanProgress =>
  all.reduce((progress, { on, amount }) => receivePayment(plan, progress, amount, on), start)

test('payments count on their own day, in whichever order they are reported', () => {
  fc.assert(
    fc.property(
      receipts.chain((all) => fc.tuple(fc.constant(all), fc.shuffledSubarray(all, { minLength: all.length }))),
      ([all, shuffled]) => {
        expect(bookOf(paidAll(shuffled))).toEqual(bookOf(paidAll(all)))
      },
    ),
  )
})

test('a payment taken back later leaves the plan as if it had never been made', () => {
  fc.assert(
    fc.property(receipts, fc.nat(), (all, at) => {
      fc.pre(all.length > 0)
      const index = at % all.length
      const taken = all[index] as Receipt
      const rest = all.toSpliced(index, 1)
      const progress = reversePayment(plan, paidAll(all), taken.amount, taken.on)
      expect(bookOf(progress)).toEqual(bookOf(paidAll(rest)))
    }),
  )
})

test('an instalment paid in time but reported late is kept', () => {
  const [first, second] = [day('2026-04-14'), day('2026-05-02')]
  const progress = receivePayment(plan, receivePayment(plan, start, 116_174, second), 116_174, first)
  expect(progress.settledOn.slice(0, 2)).toEqual([first, second])
  expect(positionAt(plan, progress, day('2026-05-03'), 3).keptInARow).toBe(2)
})

test('a payment taken back at once leaves everything as it was', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 2_000_000 }), fc.integer({ min: 0, max: 11 }), (amount, kept) => {
      const before = payOnTime(kept)
      expect(
        reversePayment(plan, receivePayment(plan, before, amount, day('2026-04-10')), amount, day('2026-04-10')),
      ).toEqual(before)
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
    const progress = receivePayment(plan, start, 100_000, day('2026-04-15'))
    expect(positionAt(plan, progress, day('2026-04-19'), 3)).toMatchObject({ overdue: 16_174, missed: [1], met: [] })
  })

  test('paid late breaks the row though nothing is owed any more', () => {
    const late = receivePayment(plan, payOnTime(2), 116_174, day('2026-06-30'))
    const position = positionAt(plan, late, day('2026-06-30'), 3)
    expect(position).toMatchObject({ overdue: 0, met: [1, 2, 3], keptInARow: 0, keptRuns: [2, 0] })
  })
})

describe('a reward for keeping the plan', () => {
  const incentive = { afterKept: 3, interestOffPercent: 50, lowers: 'next-instalment' as const }
  const rewardAt = (progress: PlanProgress, on: string) =>
    rewardNext(plan, progress, incentive, positionAt(plan, progress, day(on), 3))

  test('lowers the interest of the next instalment after three kept in a row', () => {
    const progress = payOnTime(3)
    const reward = rewardAt(progress, '2026-06-15')
    const interest = plan.instalments[3]?.interest ?? 0
    expect(reward).toMatchObject({ number: 4, amount: Math.ceil(interest / 2) })
    if (reward === undefined) return
    const outstanding = outstandingOf(plan, giveReward(plan, progress, reward))[3]
    expect(outstanding).toBe(116_174 - reward.amount)
  })

  test('is given once, however often it is asked for', () => {
    const progress = payOnTime(3)
    const reward = rewardAt(progress, '2026-06-15')
    if (reward === undefined) throw new Error('not earned')
    expect(rewardAt(giveReward(plan, progress, reward), '2026-06-16')).toBeUndefined()
  })

  test('is not earned before, nor while something is overdue', () => {
    expect(rewardAt(payOnTime(2), '2026-05-15')).toBeUndefined()
    expect(rewardAt(payOnTime(3), '2026-07-19')).toBeUndefined()
  })

  test('starts again from nothing after a late instalment', () => {
    const late = receivePayment(plan, payOnTime(2), 116_174, day('2026-06-30'))
    expect(rewardAt(late, '2026-06-30')).toBeUndefined()
  })

  test('makes the whole plan cheaper by exactly its amount', () => {
    const progress = payOnTime(3)
    const reward = rewardAt(progress, '2026-06-15')
    if (reward === undefined) throw new Error('not earned')
    const done = receivePayment(plan, giveReward(plan, progress, reward), planTotal(plan), day('2027-03-15'))
    expect(done.credit).toBe(3 * 116_174 + reward.amount)
  })
})

describe('a better rate earned', () => {
  const incentive = { afterKept: 3, interestOffPercent: 10, lowers: 'all-later' as const }

  test('takes its part off the interest of every later instalment, each time it is earned', () => {
    const kept = payOnTime(3)
    const reward = rewardNext(plan, kept, incentive, positionAt(plan, kept, day('2026-06-15'), 3))
    const interest = plan.instalments.slice(3).map((instalment) => Math.ceil(instalment.interest / 10))
    expect(reward?.each.map(({ amount }) => amount)).toEqual(interest)
    expect(reward?.amount).toBe(interest.reduce((sum, amount) => sum + amount, 0))
  })
})

test('no reward ever leaves a borrower worse off than without it', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 11 }),
      fc.constantFrom('next-instalment' as const, 'all-later' as const),
      fc.integer({ min: 0, max: 100 }),
      receipts,
      (kept, lowers, interestOffPercent, later) => {
        const progress = payOnTime(kept)
        const on = plan.instalments[kept - 1]?.dueOn ?? day('2026-04-15')
        const incentive = { afterKept: 1, interestOffPercent, lowers }
        const reward = rewardNext(plan, progress, incentive, positionAt(plan, progress, on, 3))
        fc.pre(reward !== undefined)
        const pay = (from: PlanProgress): number[] =>
          outstandingOf(
            plan,
            later.reduce((so, receipt) => receivePayment(plan, so, receipt.amount, receipt.on), from),
          )
        const without = pay(progress)
        const rewarded = pay(giveReward(plan, progress, reward))
        const sum = (amounts: readonly number[]): number => amounts.reduce((total, amount) => total + amount, 0)
        expect(sum(rewarded)).toBeLessThanOrEqual(sum(without))
      },
    ),
  )
})
