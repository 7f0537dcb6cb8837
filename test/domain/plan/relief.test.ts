import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { totalOf } from '../../../domain/intake/account.ts'
import { isRefusal } from '../../../domain/outcome.ts'
import type { PlanCase } from '../../../domain/plan/drafting.ts'
import { affordableIn } from '../../../domain/plan/means.ts'
import { buildOptions } from '../../../domain/plan/options.ts'
import { dueOf, holidayMonthsOf, type Plan } from '../../../domain/plan/plan.ts'
import { emptyProgress, positionAt } from '../../../domain/plan/progress.ts'
import { receivePayment } from '../../../domain/plan/receipts.ts'
import { remainingDebt } from '../../../domain/plan/remaining.ts'
import type { OfferPolicy } from '../../../domain/policy/policy.ts'
import { offerPolicy, planCase } from './plan-case.ts'

const offered = (input: Partial<PlanCase>): Plan[] => {
  const outcome = buildOptions({ ...planCase, ...input, round: 1 })
  if (isRefusal(outcome)) throw new Error(outcome.reason)
  return outcome.options
}

const policyWith = (terms: Partial<OfferPolicy>): OfferPolicy => ({ ...offerPolicy, ...terms })

const only = (kind: Plan['kind'], plans: readonly Plan[]): Plan => {
  const plan = plans.find((each) => each.kind === kind)
  if (plan === undefined) throw new Error(`no ${kind} among ${plans.map((each) => each.kind)}`)
  return plan
}

describe('means that are expected to recover', () => {
  const recovering = { ability: { affordableMonthly: 30_000, after: { fromMonth: 6, affordableMonthly: 120_000 } } }

  test('are asked for as they are: little at first, more once they are back', () => {
    const plan = only('step-up', offered({ ...recovering, hardship: 'unemployment' }))
    expect(plan.instalments.slice(0, 6).map(dueOf)).toEqual(Array(6).fill(30_000))
    expect(plan.instalments.slice(6).every((instalment) => dueOf(instalment) <= 120_000)).toBe(true)
    expect(plan.instalments.length).toBeLessThan(24)
  })

  test('of nothing at first begin with a pause', () => {
    const ability = { affordableMonthly: 0, after: { fromMonth: 3, affordableMonthly: 120_000 } }
    const plan = only('payment-holiday', offered({ ability, hardship: 'illness' }))
    expect(holidayMonthsOf(plan)).toBe(3)
  })

  test('of nothing for longer than any pause leave no plan, and the reason says so', () => {
    const ability = { affordableMonthly: 0, after: { fromMonth: 9, affordableMonthly: 120_000 } }
    expect(buildOptions({ ...planCase, ability, hardship: 'illness', round: 1 })).toMatchObject({
      code: 'beyond-policy',
    })
  })

  test('that are expected to fall are not asked for more than they fall to', () => {
    const ability = { affordableMonthly: 120_000, after: { fromMonth: 2, affordableMonthly: 50_000 } }
    for (const plan of offered({ ability }))
      for (const [index, instalment] of plan.instalments.entries())
        expect(dueOf(instalment)).toBeLessThanOrEqual(affordableIn(ability, holidayMonthsOf(plan) + index + 1))
  })
})

describe('levers', () => {
  const poor = { ability: { affordableMonthly: 60_000 } }

  test('are used in the order of policy', () => {
    const rateFirst = only('shorter-term', offered(poor))
    const termFirst = only('longer-term', offered({ ...poor, policy: policyWith({ levers: ['term', 'rate'] }) }))
    expect(rateFirst.annualRatePercent).toBe('6')
    expect(termFirst.annualRatePercent).toBe('18')
    expect(termFirst.instalments.length).toBeGreaterThan(rateFirst.instalments.length)
  })

  test('record what is still missing after each of them', () => {
    const steps = only('shorter-term', offered(poor)).steps
    const gaps = steps.map(({ step, gap }) => [step, gap])
    expect(gaps).toEqual([
      ['means-compared', 49_600],
      ['fees-waived', 48_766],
      ['interest-waived', 47_099],
      ['arrears-capitalised', 47_266],
      ['rate-reduced', 40_698],
      ['term-extended', 0],
    ])
  })

  test('set principal aside when nothing else is enough, and owe it again only when the plan is broken', () => {
    const policy = policyWith({ deferPrincipalPercent: 30 })
    const [plan] = offered({ ability: { affordableMonthly: 20_000 }, policy })
    if (plan === undefined) throw new Error('no plan')
    expect(plan.deferred).toBeGreaterThan(0)
    expect(plan.deferred).toBeLessThanOrEqual(0.3 * 1_170_000)
    expect(totalOf(plan.opening) + totalOf(plan.waived) + plan.deferred).toBe(1_200_000)
    expect(Math.max(...plan.instalments.map(dueOf))).toBeLessThanOrEqual(20_000)

    const broken = remainingDebt(plan, emptyProgress(plan), planCase.today)
    expect(broken.principal).toBe(plan.opening.principal + plan.deferred)
    const kept = plan.instalments.reduce(
      (so, instalment) => receivePayment(plan, so, dueOf(instalment), instalment.dueOn),
      emptyProgress(plan),
    )
    expect(positionAt(plan, kept, plan.instalments.at(-1)?.dueOn ?? planCase.today, 3).completed).toBe(true)
  })
})

describe('a holiday', () => {
  const ill = { hardship: 'illness', hardshipMonths: 3 } as const

  test('without interest is cheaper than one with it', () => {
    const cost = (plan: Plan): number => plan.instalments.reduce((sum, { interest }) => sum + interest, 0)
    const accruing = only('payment-holiday', offered(ill))
    const paused = only('payment-holiday', offered({ ...ill, policy: policyWith({ holidayInterest: 'paused' }) }))
    expect(cost(paused)).toBeLessThan(cost(accruing))
    expect(paused.steps).toContainEqual({ step: 'interest-paused', months: 3 })
  })
})

describe('what a plan says of itself', () => {
  test('names the annual percentage rate before and after, and the value with and without it', () => {
    const plan = only('shorter-term', offered({ ability: { affordableMonthly: 60_000 } }))
    // The first instalment is due six weeks ahead, for which one month's interest is charged.
    expect(plan.apr).toEqual({ before: '18.00', after: '5.77' })
    expect(plan.value?.withPlan).toBeGreaterThan(plan.value?.withoutPlan ?? Number.POSITIVE_INFINITY)
  })

  test('names what it is best at', () => {
    const [sooner, longer] = offered({})
    expect(sooner?.choices).toEqual(['soonest-free', 'least-cost'])
    expect(longer?.choices).toEqual(['lowest-instalment'])
  })

  test('is not offered where enforcement would bring the lender more', () => {
    const prospects = {
      ...offerPolicy.prospects,
      discountRatePercent: '18',
      enforcement: { recoveredPercent: 100, afterMonths: 0, costPercent: 0 },
    }
    const outcome = buildOptions({ ...planCase, policy: policyWith({ prospects }), round: 1 })
    expect(outcome).toMatchObject({ code: 'worth-less-than-enforcement' })
  })
})

test('whatever the means become, every instalment is affordable in its month and no debt is lost or made', () => {
  const anyCase = fc.record({
    principal: fc.integer({ min: 1, max: 9_000_000 }),
    interest: fc.integer({ min: 0, max: 300_000 }),
    fees: fc.integer({ min: 0, max: 60_000 }),
    remainingTermMonths: fc.integer({ min: 0, max: 60 }),
    now: fc.integer({ min: 0, max: 300_000 }),
    after: fc.integer({ min: 0, max: 300_000 }),
    fromMonth: fc.integer({ min: 0, max: 12 }),
    hardship: fc.constantFrom('none' as const, 'unemployment' as const),
    levers: fc.shuffledSubarray(['rate', 'term', 'deferral'] as const, { minLength: 1 }),
    deferPrincipalPercent: fc.constantFrom(0, 20),
    interestOnlyMonths: fc.constantFrom(0, 6),
    holidayInterest: fc.constantFrom('accrues' as const, 'paused' as const),
    instalmentMultiple: fc.constantFrom(1, 100),
  })
  fc.assert(
    fc.property(
      anyCase,
      ({ principal, interest, fees, remainingTermMonths, now, after, fromMonth, hardship, ...terms }) => {
        const debt = { principal, interest, fees }
        const ability = { affordableMonthly: now, after: { fromMonth, affordableMonthly: after } }
        const outcome = buildOptions({
          ...planCase,
          account: { ...planCase.account, debt, remainingTermMonths },
          ability,
          hardship,
          policy: policyWith(terms),
          round: 1,
        })
        if (isRefusal(outcome)) return
        for (const plan of outcome.options) {
          expect(totalOf(plan.opening) + totalOf(plan.waived) + plan.deferred).toBe(totalOf(debt))
          const parts = (part: 'principal' | 'fees' | 'earned' | 'interest'): number =>
            plan.instalments.reduce((sum, instalment) => sum + instalment[part], 0)
          expect(parts('principal')).toBe(plan.opening.principal)
          expect(parts('interest')).toBe(plan.opening.interest + parts('earned'))
          if (plan.kind === 'settlement') continue
          for (const [index, instalment] of plan.instalments.entries())
            expect(dueOf(instalment)).toBeLessThanOrEqual(affordableIn(ability, holidayMonthsOf(plan) + index + 1))
        }
        expect(new Set(outcome.options.flatMap(({ choices }) => choices)).size).toBe(3)
      },
    ),
    { numRuns: 600 },
  )
})
