import { describe, expect, test } from 'vitest'
import { planOfProposal } from '../../../domain/mediation/propose.ts'
import { isRefusal } from '../../../domain/outcome.ts'
import { highestDue } from '../../../domain/plan/draw-up.ts'
import { dueOf } from '../../../domain/plan/plan.ts'
import { planCase } from '../plan/plan-case.ts'

describe('a mediator’s proposal', () => {
  test('becomes a plan for the amount and the months, with the rate cut only as far as they need', () => {
    const plan = planOfProposal(planCase, { monthlyAmount: 70_000, months: 18 })
    if (isRefusal(plan)) throw new Error(plan.reason)
    expect(plan.kind).toBe('mediated')
    expect(plan.annualRatePercent).toBe('9.5')
    expect(plan.instalments).toHaveLength(18)
    expect(highestDue(plan)).toBe(70_000)
    expect(plan.instalments.reduce((sum, { principal }) => sum + principal, 0)).toBe(1_170_000)
  })

  test('of more than the months need ends sooner and keeps the contract’s rate', () => {
    const plan = planOfProposal(planCase, { monthlyAmount: 100_000, months: 24 })
    if (isRefusal(plan)) throw new Error(plan.reason)
    expect(plan.annualRatePercent).toBe('18')
    expect(plan.instalments.length).toBeLessThan(24)
    expect(plan.instalments.slice(0, -1).every((instalment) => dueOf(instalment) === 100_000)).toBe(true)
  })

  test.each([
    ['more-than-affordable', { monthlyAmount: 120_001, months: 12 }],
    ['below-smallest-instalment', { monthlyAmount: 9999, months: 60 }],
    ['beyond-policy', { monthlyAmount: 50_000, months: 61 }],
    ['too-little', { monthlyAmount: 50_000, months: 12 }],
    ['bad-input', { monthlyAmount: 0, months: 12 }],
    ['bad-input', { monthlyAmount: 50_000, months: 0 }],
  ])('is refused as %s: %o', (code, terms) => {
    expect(planOfProposal(planCase, terms)).toMatchObject({ refused: true, code })
  })
})
