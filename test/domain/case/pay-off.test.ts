import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Debt } from '../../../domain/intake/account.ts'
import { totalOf } from '../../../domain/intake/account.ts'
import { isRefusal } from '../../../domain/outcome.ts'
import { buildOptions } from '../../../domain/plan/options.ts'
import { dueOf, type Plan, planTotal } from '../../../domain/plan/plan.ts'
import { emptyProgress, outstandingOf, type PlanProgress, paidIn, positionAt } from '../../../domain/plan/progress.ts'
import { receivePayment } from '../../../domain/plan/receipts.ts'
import { owedUnderPlan, remainingDebt } from '../../../domain/plan/remaining.ts'
import { Day, dayPlusDays } from '../../../domain/time.ts'
import { book } from './walk.ts'

const today = Day.parse('2026-03-02')

const sum = (amounts: readonly number[]): number => amounts.reduce((so, amount) => so + amount, 0)

const outstanding = (plan: Plan, progress: PlanProgress): number => sum(outstandingOf(plan, progress))

/** Plans as lenders' policies make them, of all kinds. */
const plans = fc
  .record({
    policy: fc.constantFrom(...book.policies),
    principal: fc.integer({ min: 50_000, max: 9_000_000 }),
    interest: fc.integer({ min: 0, max: 400_000 }),
    fees: fc.integer({ min: 0, max: 100_000 }),
    rate: fc.integer({ min: 0, max: 36 }),
    months: fc.integer({ min: 1, max: 48 }),
    share: fc.integer({ min: 2, max: 12 }),
    hardshipMonths: fc.integer({ min: 0, max: 12 }),
    choice: fc.integer({ min: 0, max: 2 }),
    capitalise: fc.boolean(),
  })
  .map(({ policy, principal, interest, fees, rate, months, share, hardshipMonths, choice, capitalise }) => {
    const built = buildOptions({
      account: {
        currency: policy.jurisdiction === 'us' ? 'USD' : 'CNY',
        debt: { principal, interest, fees },
        annualRatePercent: String(rate),
        remainingTermMonths: months,
        dueDay: 15,
      },
      ability: { affordableMonthly: Math.floor((principal * share) / 100) },
      hardship: hardshipMonths === 0 ? 'none' : 'illness',
      hardshipMonths,
      policy: { ...policy.offer, capitaliseArrears: capitalise },
      today,
      round: 1,
    })
    return isRefusal(built) ? undefined : (built.options[choice] ?? built.options[0])
  })
  .filter((plan) => plan !== undefined)

const settings = { numRuns: 300, seed: 4 } as const

/** Pays the first so many instalments on their days. */
const paidUpTo = (plan: Plan, count: number): PlanProgress =>
  plan.instalments
    .slice(0, count)
    .reduce((so, instalment) => receivePayment(plan, so, dueOf(instalment), instalment.dueOn), emptyProgress(plan))

const part = (plan: Plan, thousandths: number): number => Math.floor((plan.instalments.length * thousandths) / 1_000)

test('paying each instalment when it is due pays the plan off, to the cent', () => {
  fc.assert(
    // Where arrears are spread over the instalments, the last of them may be let go when nothing else is owed.
    fc.property(
      plans.filter(({ opening }) => opening.interest === 0),
      (plan) => {
        const progress = paidUpTo(plan, plan.instalments.length)
        const last = plan.instalments.at(-1)?.dueOn ?? today
        expect(outstanding(plan, progress)).toBe(0)
        expect(totalOf(owedUnderPlan(plan, progress, last))).toBe(0)
        expect(positionAt(plan, progress, last, 0)).toMatchObject({ completed: true, due: 0, missed: [] })
        expect(paidIn(progress) + sum(progress.interestForgiven)).toBe(planTotal(plan))
        expect(progress.credit).toBe(0)
      },
    ),
    settings,
  )
})

describe('paying off early', () => {
  const thousandths = fc.integer({ min: 0, max: 999 })
  const days = fc.integer({ min: -20, max: 20 })

  /** A plan on which some instalments were paid, on a day near the next one. */
  const underWay = fc
    .record({ plan: plans.filter(({ kind }) => kind !== 'settlement'), thousandths, days })
    .map(({ plan, thousandths: paid, days: near }) => {
      const count = part(plan, paid)
      const on = dayPlusDays(plan.instalments[count]?.dueOn ?? today, near)
      return { plan, progress: paidUpTo(plan, count), on }
    })

  test('takes exactly what is owed on the day, and leaves nothing', () => {
    fc.assert(
      fc.property(underWay, ({ plan, progress, on }) => {
        const owed = totalOf(owedUnderPlan(plan, progress, on))
        const after = receivePayment(plan, progress, owed, on)
        expect(outstanding(plan, after)).toBe(0)
        expect(after.credit).toBe(0)
        expect(paidIn(after)).toBe(paidIn(progress) + owed)
        expect(positionAt(plan, after, on, 0).completed).toBe(true)
      }),
      settings,
    )
  })

  test('never costs more than the instalments would have', () => {
    fc.assert(
      fc.property(underWay, ({ plan, progress, on }) => {
        expect(totalOf(owedUnderPlan(plan, progress, on))).toBeLessThanOrEqual(outstanding(plan, progress))
      }),
      settings,
    )
  })

  test('keeps as credit what is more than owed', () => {
    fc.assert(
      fc.property(underWay, fc.integer({ min: 1, max: 1_000_000 }), ({ plan, progress, on }, more) => {
        const owed = totalOf(owedUnderPlan(plan, progress, on))
        const after = receivePayment(plan, progress, owed + more, on)
        expect(after.credit).toBe(more)
        expect(positionAt(plan, after, on, 0)).toMatchObject({ completed: true, due: 0 })
      }),
      settings,
    )
  })

  test('with a cent too little leaves the plan as it is, with all its interest', () => {
    fc.assert(
      fc.property(underWay, ({ plan, progress, on }) => {
        const owed = totalOf(owedUnderPlan(plan, progress, on))
        const after = receivePayment(plan, progress, owed - 1, on)
        expect(after.interestForgiven).toEqual(progress.interestForgiven)
        expect(outstanding(plan, after)).toBe(outstanding(plan, progress) - owed + 1)
      }),
      settings,
    )
  })

  test('of a settlement is its sum and nothing less', () => {
    fc.assert(
      fc.property(
        plans.filter(({ kind }) => kind === 'settlement'),
        (plan) => {
          const short = receivePayment(plan, emptyProgress(plan), planTotal(plan) - 1, today)
          expect(positionAt(plan, short, today, 0).completed).toBe(false)
          expect(positionAt(plan, receivePayment(plan, short, 1, today), today, 0).completed).toBe(true)
        },
      ),
      { numRuns: 20, seed: 4 },
    )
  })
})

test('what is still owed when a plan stops is never negative and has all unpaid principal in it', () => {
  const payments = fc.array(fc.integer({ min: 1, max: 400_000 }), { maxLength: 12 })
  fc.assert(
    fc.property(plans, payments, fc.integer({ min: 0, max: 900 }), (plan, amounts, later) => {
      const stop = dayPlusDays(today, later)
      const progress = amounts.reduce((so, amount) => receivePayment(plan, so, amount, stop), emptyProgress(plan))
      const owed: Debt = owedUnderPlan(plan, progress, stop)
      for (const minor of Object.values(owed)) expect(minor).toBeGreaterThanOrEqual(0)
      const paid = paidIn(progress) - progress.credit
      expect(plan.opening.principal + plan.opening.fees - owed.principal - owed.fees).toBeLessThanOrEqual(paid)
      expect(totalOf(owed)).toBeLessThanOrEqual(outstanding(plan, progress))
      const again = remainingDebt(plan, progress, stop)
      expect(again).toEqual({ ...owed, principal: owed.principal + plan.deferred })
    }),
    settings,
  )
})
