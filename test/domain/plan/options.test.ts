import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Hardship } from '../../../domain/assessment/assessment.ts'
import { totalOf } from '../../../domain/intake/account.ts'
import type { RoundingMode } from '../../../domain/money.ts'
import { isRefusal, type Refusal } from '../../../domain/outcome.ts'
import { chosenFrom } from '../../../domain/plan/choices.ts'
import type { PlanCase } from '../../../domain/plan/drafting.ts'
import { buildOptions, type Offered } from '../../../domain/plan/options.ts'
import { dueOf, monthsToEnd, Plan, planTotal } from '../../../domain/plan/plan.ts'
import { offerPolicy, planCase } from './plan-case.ts'

const offer = (input: PlanCase, round = 1): Offered => {
  const outcome = buildOptions({ ...input, round })
  if (isRefusal(outcome)) throw new Error(outcome.reason)
  return outcome
}

const refusalOf = (input: PlanCase): Refusal => {
  const outcome = buildOptions({ ...input, round: 1 })
  if (!isRefusal(outcome)) throw new Error('an offer was made')
  return outcome
}

const optionOf = (offered: Offered, kind: Plan['kind']): Plan => {
  const found = offered.options.find((option) => option.kind === kind)
  if (found === undefined) throw new Error(`no ${kind} among ${offered.options.map((option) => option.kind)}`)
  return found
}

const affordable = (affordableMonthly: number): PlanCase => ({ ...planCase, ability: { affordableMonthly } })

const hardships: Hardship[] = ['none', 'unemployment', 'illness', 'business-downturn']

const anyCase = fc
  .record({
    principal: fc.integer({ min: 1, max: 50_000_000 }),
    interest: fc.integer({ min: 0, max: 1_000_000 }),
    fees: fc.integer({ min: 0, max: 100_000 }),
    annualRatePercent: fc.constantFrom('0', '4.35', '12', '18.25', '24', '36'),
    remainingTermMonths: fc.integer({ min: 0, max: 90 }),
    dueDay: fc.integer({ min: 1, max: 31 }),
    affordableMonthly: fc.integer({ min: 0, max: 2_000_000 }),
    hardship: fc.constantFrom(...hardships),
    hardshipMonths: fc.option(fc.integer({ min: 0, max: 24 }), { nil: undefined }),
    rounding: fc.constantFrom<RoundingMode>('up', 'down', 'half-up', 'half-even'),
    instalmentMultiple: fc.constantFrom(1, 100, 1000),
    rateFloorPercent: fc.constantFrom('0', '6', '12', '40'),
    capitaliseArrears: fc.boolean(),
    maxTermMonths: fc.constantFrom(24, 60, 120),
    round: fc.integer({ min: 1, max: 4 }),
  })
  .map((any) => ({
    ...planCase,
    account: {
      currency: 'CNY' as const,
      debt: { principal: any.principal, interest: any.interest, fees: any.fees },
      annualRatePercent: any.annualRatePercent,
      remainingTermMonths: any.remainingTermMonths,
      dueDay: any.dueDay,
    },
    ability: { affordableMonthly: any.affordableMonthly },
    hardship: any.hardship,
    hardshipMonths: any.hardshipMonths,
    policy: {
      ...offerPolicy,
      rounding: any.rounding,
      instalmentMultiple: any.instalmentMultiple,
      rateFloorPercent: any.rateFloorPercent,
      capitaliseArrears: any.capitaliseArrears,
      maxTermMonths: any.maxTermMonths,
    },
    round: any.round,
  }))

describe('the options of a round', () => {
  test('are a sooner end and lower instalments when the contract’s rate and term are affordable', () => {
    const { options } = offer(planCase)
    expect(options.map(({ kind }) => kind)).toEqual(['shorter-term', 'longer-term'])
    const [sooner, lower] = options as [Plan, Plan]
    expect(sooner.annualRatePercent).toBe('18')
    expect(sooner.instalments.length).toBeLessThanOrEqual(12)
    expect(lower.instalments.length).toBeGreaterThan(sooner.instalments.length)
    expect(Math.max(...lower.instalments.map(dueOf))).toBeLessThanOrEqual(90_000)
  })

  test('leave whoever can pay more the time and the instalments of their contract', () => {
    const account = { ...planCase.account, remainingTermMonths: 36 }
    const policy = { ...offerPolicy, settlementFromPercent: 100 }
    const { options } = offer({ ...planCase, account, policy })
    expect(options.map(({ kind }) => kind)).toEqual(['shorter-term', 'longer-term'])
    const [sooner, own] = options as [Plan, Plan]
    expect(own.instalments).toHaveLength(36)
    expect(Math.max(...own.instalments.map(dueOf))).toBeLessThan(45_000)
    expect(own.choices).toEqual(['lowest-instalment'])
    expect(sooner.instalments.length).toBeLessThan(13)
  })

  test('waive first and capitalise only what is left', () => {
    const [plan] = offer(planCase).options
    expect(plan?.waived).toEqual({ principal: 0, interest: 20_000, fees: 10_000 })
    expect(plan?.opening).toEqual({ principal: 1_170_000, interest: 0, fees: 0 })
    expect(plan?.steps.slice(0, 4)).toEqual([
      { step: 'means-compared', instalment: 109_600, affordable: 120_000, gap: 0 },
      { step: 'fees-waived', amount: 10_000, gap: 0 },
      { step: 'interest-waived', amount: 20_000, gap: 0 },
      { step: 'arrears-capitalised', amount: 20_000, gap: 0 },
    ])
  })

  test('carry arrears forward beside the principal where policy does not capitalise them', () => {
    const policy = { ...offerPolicy, capitaliseArrears: false, waiveFeesPercent: 0 }
    const plan = optionOf(offer({ ...planCase, policy }), 'shorter-term')
    expect(plan.opening).toEqual({ principal: 1_150_000, interest: 20_000, fees: 10_000 })
    expect(plan.instalments.reduce((sum, { fees }) => sum + fees, 0)).toBe(10_000)
  })

  test('cut the rate before they lengthen the term, and no further than needed', () => {
    const plan = optionOf(offer(affordable(105_000)), 'shorter-term')
    expect(plan.annualRatePercent).toBe('13.875')
    expect(plan.instalments).toHaveLength(12)
    expect(plan.steps.slice(0, 5)).toEqual([
      { step: 'means-compared', instalment: 109_600, affordable: 105_000, gap: 4600 },
      { step: 'fees-waived', amount: 10_000, gap: 3766 },
      { step: 'interest-waived', amount: 20_000, gap: 2099 },
      { step: 'arrears-capitalised', amount: 20_000, gap: 2266 },
      { step: 'rate-reduced', fromPercent: '18', toPercent: '13.875', gap: 0 },
    ])
  })

  test('lengthen the term at the lowest rate when that is not enough', () => {
    const plan = optionOf(offer(affordable(60_000)), 'shorter-term')
    expect(plan.annualRatePercent).toBe('6')
    expect(plan.steps).toContainEqual({
      step: 'term-extended',
      fromMonths: 12,
      toMonths: plan.instalments.length,
      gap: 0,
    })
    expect(plan.instalments).toHaveLength(21)
  })

  test('say when only one plan fits', () => {
    const offered = offer(affordable(22_700))
    expect(offered.gap).toBe('only-one-plan-fits')
    expect(offered.options.map(({ kind }) => kind)).toEqual(['longer-term'])
  })

  test('begin with lower first instalments in hardship', () => {
    const { options } = offer({ ...planCase, hardship: 'reduced-income' })
    expect(options[0]?.kind).toBe('step-up')
    expect(options[0]?.steps).toContainEqual({ step: 'first-instalments-lowered', count: 6, instalment: 60_000 })
  })

  test('begin with a payment holiday when the hardship ends within one', () => {
    const [plan] = offer({ ...planCase, hardship: 'illness', hardshipMonths: 2 }).options
    expect(plan?.kind).toBe('payment-holiday')
    expect(plan?.steps).toContainEqual({ step: 'holiday-granted', months: 2 })
    expect(plan?.instalments[0]?.dueOn).toBe('2026-06-15')
  })

  test('hold a settlement with a discount when half a year’s means would pay it', () => {
    const plan = optionOf(offer(affordable(200_000)), 'settlement')
    expect(plan.instalments.map(dueOf)).toEqual([960_000])
    expect(plan.waived).toEqual({ principal: 190_000, interest: 40_000, fees: 10_000 })
    expect(plan.presentValueLossPercent).toBe('21.18')
    expect(plan.needsApproval).toBe(true)
    expect(offer(planCase).options.every(({ kind }) => kind !== 'settlement')).toBe(true)
  })

  test('cost the lender only what was waived while the rate stays the contract’s', () => {
    const plan = optionOf(offer(planCase), 'longer-term')
    expect(plan.presentValueLossPercent).toBe('2.50')
    expect(plan.needsApproval).toBe(false)
  })

  test('need approval beyond the term that staff need not be asked for', () => {
    const plan = optionOf(offer(affordable(22_700)), 'longer-term')
    expect(plan.instalments.length).toBeGreaterThan(48)
    expect(plan.needsApproval).toBe(true)
  })

  test('of a later round ask for less a month than those of the first', () => {
    const lowest = (round: number): number =>
      Math.max(...optionOf(offer(planCase, round), 'longer-term').instalments.map(dueOf))
    expect(lowest(2)).toBeLessThan(lowest(1))
  })
})

describe('no plan', () => {
  test('is offered to someone with nothing left after living costs, who is told so', () => {
    expect(refusalOf(affordable(0))).toMatchObject({ code: 'no-means' })
  })

  test('is offered beyond what policy can reach, and the figures say how far', () => {
    const refused = refusalOf(affordable(20_000))
    expect(refused.code).toBe('beyond-policy')
    expect(refused.reason).toContain('22619')
  })

  test('is offered below the smallest instalment', () => {
    expect(refusalOf(affordable(9999)).code).toBe('below-smallest-instalment')
  })

  test('is made of nothing owed', () => {
    const account = { ...planCase.account, debt: { principal: 0, interest: 0, fees: 500 } }
    expect(refusalOf({ ...planCase, account }).code).toBe('nothing-owed')
  })

  test.each([
    ['account.debt.principal', { account: { ...planCase.account, debt: { principal: -1, interest: 0, fees: 0 } } }],
    ['account.annualRatePercent', { account: { ...planCase.account, annualRatePercent: '10000' } }],
    ['account.remainingTermMonths', { account: { ...planCase.account, remainingTermMonths: 601 } }],
    ['ability.affordableMonthly', { ability: { affordableMonthly: Number.NaN } }],
  ])('is made of bad input, and %s is named', (field, wrong) => {
    expect(refusalOf({ ...planCase, ...wrong })).toMatchObject({ code: 'bad-input', field })
  })
})

describe('for any case', () => {
  test('an offer holds one to three sound plans, each one keepable, none repeated and none dominated', () => {
    fc.assert(
      fc.property(anyCase, (any) => {
        const outcome = buildOptions(any)
        if (isRefusal(outcome)) return
        expect(outcome.options.length).toBeGreaterThanOrEqual(1)
        expect(outcome.options.length).toBeLessThanOrEqual(3)
        expect(chosenFrom(outcome.options)).toEqual(outcome.options)
        for (const plan of outcome.options) {
          Plan.parse(plan)
          const principal = plan.instalments.reduce((sum, instalment) => sum + instalment.principal, 0)
          expect(principal).toBe(plan.opening.principal)
          expect(totalOf(plan.opening) + totalOf(plan.waived) + plan.deferred).toBe(totalOf(any.account.debt))
          if (plan.kind === 'settlement') expect(plan.instalments).toHaveLength(1)
          else expect(Math.max(...plan.instalments.map(dueOf))).toBeLessThanOrEqual(any.ability.affordableMonthly)
          expect(monthsToEnd(plan)).toBeLessThanOrEqual(any.policy.maxTermMonths)
        }
      }),
      { numRuns: 1000 },
    )
  })

  const byInstalments = (options: readonly Plan[]): Plan[] => options.filter(({ kind }) => kind !== 'settlement')

  // A settlement ends at once, but mostly for a sum that has to be found.
  const soonestEnd = (options: readonly Plan[], affordable: number): number =>
    Math.min(...options.filter((plan) => Math.max(...plan.instalments.map(dueOf)) <= affordable).map(monthsToEnd))

  test('a lump sum is offered only where it costs less than paying by instalments', () => {
    fc.assert(
      fc.property(anyCase, (any) => {
        const outcome = buildOptions(any)
        if (isRefusal(outcome)) return
        const [settlement] = outcome.options.filter(({ kind }) => kind === 'settlement')
        const others = byInstalments(outcome.options)
        if (settlement !== undefined) expect(others.every((plan) => planTotal(plan) > planTotal(settlement))).toBe(true)
      }),
      { numRuns: 500 },
    )
  })

  test('more to pay with never means being free of debt later, nor a refusal instead of an offer', () => {
    fc.assert(
      fc.property(anyCase, fc.integer({ min: 1, max: 500_000 }), (any, more) => {
        const before = buildOptions(any)
        if (isRefusal(before)) return
        const ability = { affordableMonthly: any.ability.affordableMonthly + more }
        const after = buildOptions({ ...any, ability })
        if (isRefusal(after)) throw new Error(after.reason)
        expect(soonestEnd(after.options, ability.affordableMonthly)).toBeLessThanOrEqual(
          soonestEnd(before.options, any.ability.affordableMonthly),
        )
      }),
      { numRuns: 500 },
    )
  })

  test('more to pay with never costs more in all, where the rate is not cut for want of means', () => {
    fc.assert(
      fc.property(anyCase, fc.integer({ min: 1, max: 500_000 }), (any, more) => {
        const policy = { ...any.policy, rateFloorPercent: '1000' }
        const before = buildOptions({ ...any, policy })
        if (isRefusal(before)) return
        const ability = { affordableMonthly: any.ability.affordableMonthly + more }
        const after = buildOptions({ ...any, policy, ability })
        if (isRefusal(after)) throw new Error(after.reason)
        const least = (options: readonly Plan[]): number => Math.min(...options.map(planTotal))
        const roundingOfEachMonth = policy.maxTermMonths
        expect(least(after.options)).toBeLessThanOrEqual(least(before.options) + roundingOfEachMonth)
      }),
      { numRuns: 500 },
    )
  })
})
