import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { redated } from '../../../domain/agreement/redate.ts'
import { isRefusal } from '../../../domain/outcome.ts'
import { judgeCounterOffer, type Verdict } from '../../../domain/plan/counter-offer.ts'
import type { PlanCase } from '../../../domain/plan/drafting.ts'
import { highestDue } from '../../../domain/plan/draw-up.ts'
import { buildOptions } from '../../../domain/plan/options.ts'
import { dueOf, Plan, planTotal } from '../../../domain/plan/plan.ts'
import { Day } from '../../../domain/time.ts'
import { offerPolicy, planCase } from './plan-case.ts'

const offered = (input: PlanCase): Plan[] => {
  const outcome = buildOptions({ ...input, round: 1 })
  if (isRefusal(outcome)) throw new Error(outcome.reason)
  return outcome.options
}

const lowestOf = (plans: readonly Plan[]): number =>
  Math.min(...plans.filter(({ kind }) => kind !== 'settlement').map(highestDue))

const judge = (monthlyAmount: number, rest: Partial<Parameters<typeof judgeCounterOffer>[0]> = {}): Verdict => {
  const verdict = judgeCounterOffer({
    ...planCase,
    proposal: { monthlyAmount },
    previous: offered({ ...planCase, ...rest }),
    round: 1,
    ...rest,
  })
  if (isRefusal(verdict)) throw new Error(verdict.reason)
  return verdict
}

describe('a counter-offer', () => {
  test('within means and policy is accepted for exactly the amount proposed', () => {
    const answer = judge(100_000)
    if (answer.verdict !== 'accepted') throw new Error(answer.reason)
    expect(answer.plan.kind).toBe('counter-offer')
    expect(answer.plan.instalments.slice(0, -1).every((instalment) => dueOf(instalment) === 100_000)).toBe(true)
    expect(highestDue(answer.plan)).toBe(100_000)
  })

  test('a little below the lowest offer is accepted as this round’s concession', () => {
    expect(lowestOf(offered(planCase))).toBe(87_685)
    expect(judge(80_000).verdict).toBe('accepted')
  })

  test('far below the lowest offer is answered with the concession of one round and no more', () => {
    const answer = judge(50_000)
    if (answer.verdict !== 'revised') throw new Error(answer.verdict)
    expect(answer.reason).toBe('beyond-concession')
    expect(lowestOf(answer.options)).toBe(78_917)
  })

  test('of more than the borrower can pay is answered with what they can', () => {
    const answer = judge(150_000)
    if (answer.verdict !== 'revised') throw new Error(answer.verdict)
    expect(answer.reason).toBe('more-than-affordable')
    expect(Math.max(...answer.options.map(highestDue))).toBeLessThanOrEqual(120_000)
  })

  test('with too few months is answered with the amount proposed and the months it takes', () => {
    const answer = judge(85_000, { proposal: { monthlyAmount: 85_000, months: 12 } })
    if (answer.verdict !== 'revised') throw new Error(answer.verdict)
    expect(answer.reason).toBe('needs-more-months')
    const plan = answer.options.find(({ kind }) => kind === 'counter-offer')
    expect(plan && highestDue(plan)).toBe(85_000)
    expect(plan?.instalments).toHaveLength(16)
  })

  test('that cannot be met in the last round leaves the two sides stuck', () => {
    expect(judge(50_000, { round: 3 })).toEqual({ verdict: 'stuck', reason: 'last-round' })
  })

  test('below all that policy can reach leaves the two sides stuck', () => {
    const poor = { ability: { affordableMonthly: 22_700 } }
    expect(judge(21_000, poor)).toEqual({ verdict: 'stuck', reason: 'beyond-policy' })
  })

  test.each([
    [0, 'proposal.monthlyAmount'],
    [-5, 'proposal.monthlyAmount'],
    [10.5, 'proposal.monthlyAmount'],
  ])('of %d is refused naming the field', (monthlyAmount, field) => {
    const verdict = judgeCounterOffer({
      ...planCase,
      proposal: { monthlyAmount },
      previous: offered(planCase),
      round: 1,
    })
    expect(verdict).toMatchObject({ refused: true, code: 'bad-input', field })
  })

  test('judged on a later day counts the due dates of standing offers from that day', () => {
    const answer = judge(50_000, { previous: offered(planCase), today: Day.parse('2026-04-20') })
    if (answer.verdict !== 'revised') throw new Error(answer.verdict)
    expect(answer.options.map((plan) => plan.instalments[0]?.dueOn)).toEqual(answer.options.map(() => '2026-06-15'))
  })
})

test('whatever is proposed round after round, concessions are bounded, never go backwards and stay keepable', () => {
  const rounds = fc.array(fc.integer({ min: 1, max: 200_000 }), { minLength: 1, maxLength: 6 })
  const means = fc.integer({ min: 23_000, max: 150_000 })
  fc.assert(
    fc.property(means, rounds, fc.constantFrom(1, 100, 1000), (affordableMonthly, proposals, instalmentMultiple) => {
      const policy = { ...offerPolicy, maxRounds: 10, instalmentMultiple }
      const input = { ...planCase, policy, ability: { affordableMonthly } }
      let previous = offered(input)
      for (const [index, monthlyAmount] of proposals.entries()) {
        const answer = judgeCounterOffer({ ...input, proposal: { monthlyAmount }, previous, round: index + 1 })
        if (isRefusal(answer)) throw new Error(answer.reason)
        if (answer.verdict === 'stuck') return
        const plans = answer.verdict === 'accepted' ? [answer.plan] : answer.options
        const lowest = lowestOf(previous)
        for (const plan of plans) {
          Plan.parse(plan)
          const principal = plan.instalments.reduce((sum, instalment) => sum + instalment.principal, 0)
          expect(principal).toBe(plan.opening.principal)
          if (plan.kind !== 'settlement') expect(highestDue(plan)).toBeLessThanOrEqual(affordableMonthly)
        }
        expect(lowestOf(plans) * 100).toBeGreaterThanOrEqual(lowest * 90)
        if (answer.verdict === 'accepted') {
          expect(highestDue(answer.plan)).toBeLessThanOrEqual(monthlyAmount)
          expect(planTotal(answer.plan)).toBeGreaterThan(0)
          return
        }
        expect(lowestOf(plans)).toBeLessThanOrEqual(lowest)
        previous = answer.options
      }
    }),
    { numRuns: 500 },
  )
})

describe('a counter-offer that names a day', () => {
  test('has its instalments due on that day, and says so', () => {
    const answer = judge(100_000, { proposal: { monthlyAmount: 100_000, dueDay: 28 } })
    if (answer.verdict !== 'accepted') throw new Error(answer.reason)
    expect(answer.plan.instalments.every(({ dueOn }) => dueOn.endsWith('-28'))).toBe(true)
    expect(answer.plan.steps).toContainEqual({ step: 'due-day-moved', fromDay: 15, toDay: 28 })
  })

  test('of no month is refused by name', () => {
    const proposal = { monthlyAmount: 100_000, dueDay: 32 }
    const previous = offered(planCase)
    expect(judgeCounterOffer({ ...planCase, proposal, previous, round: 1 })).toMatchObject({ field: 'proposal.dueDay' })
  })

  test('keeps that day through the agreement, however late it is signed', () => {
    const answer = judge(100_000, { proposal: { monthlyAmount: 100_000, dueDay: 31 } })
    if (answer.verdict !== 'accepted') throw new Error(answer.reason)
    const later = redated(answer.plan, Day.parse('2026-06-01'), 15)
    expect(later.instalments.slice(0, 3).map(({ dueOn }) => dueOn)).toEqual(['2026-06-30', '2026-07-31', '2026-08-31'])
  })
})

test('a counter-offer is judged by the means that are expected back, after the relief that comes before them', () => {
  const ability = { affordableMonthly: 0, after: { fromMonth: 3, affordableMonthly: 120_000 } }
  const answer = judge(110_000, { ability, hardship: 'illness' })
  if (answer.verdict !== 'accepted') throw new Error(answer.reason)
  expect(answer.plan.steps).toContainEqual({ step: 'holiday-granted', months: 3 })
  expect(answer.plan.instalments[0]?.dueOn).toBe('2026-07-15')
})
