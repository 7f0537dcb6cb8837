import fc from 'fast-check'
import { describe, expect, expectTypeOf, test } from 'vitest'
import { Risk } from '../../../domain/assessment/assessment.ts'
import { type RiskFacts, riskOf } from '../../../domain/assessment/risk.ts'
import { Scale } from '../../../domain/policy/assessment-policy.ts'
import { Day } from '../../../domain/time.ts'
import { assessmentPolicy, facts, noConduct, shippedAssessment } from './borrower.ts'

const today = Day.parse('2026-03-02')

describe('risk before contact', () => {
  test('is the sum of reasons, each with its points', () => {
    const risk = riskOf(facts, noConduct, assessmentPolicy, today)
    expect(risk).toEqual({ points: 20, band: 'low', reasons: [{ code: 'days-past-due', points: 20 }] })
  })

  test('is high for a long overdue account with little income, no payment and a broken plan', () => {
    const { lastPayment: _, ...silent } = facts
    const worse = { ...silent, daysPastDue: 120, declared: { monthlyIncome: 300_000, monthlyExpenses: 250_000 } }
    const risk = riskOf(worse, { ...noConduct, plansBroken: 1 }, assessmentPolicy, today)
    expect(risk.band).toBe('high')
    expect(risk.reasons.map(({ code }) => code)).toEqual([
      'days-past-due',
      'no-recent-payment',
      'broken-plan',
      'short-of-means',
    ])
  })

  test('never depends on how many people a borrower looks after', () => {
    const dependants = fc.integer({ min: 0, max: 30 })
    fc.assert(
      fc.property(dependants, dependants, (some, others) => {
        const withDependants = (count: number) => ({ ...facts, declared: { ...facts.declared, dependants: count } })
        const risk = riskOf(withDependants(some), noConduct, assessmentPolicy, today)
        expect(riskOf(withDependants(others), noConduct, assessmentPolicy, today)).toEqual(risk)
      }),
    )
  })

  test('never falls when an account is overdue for longer', () => {
    const days = fc.integer({ min: 0, max: 400 })
    fc.assert(
      fc.property(days, days, (one, other) => {
        const pointsAfter = (daysPastDue: number): number =>
          Risk.parse(riskOf({ ...facts, daysPastDue }, noConduct, assessmentPolicy, today)).points
        expect(pointsAfter(Math.max(one, other))).toBeGreaterThanOrEqual(pointsAfter(Math.min(one, other)))
      }),
    )
  })
})

describe('the scorecard', () => {
  test('has no room for who a person is', () => {
    type Known = keyof RiskFacts | keyof RiskFacts['declared']
    expectTypeOf<Known>().toEqualTypeOf<
      | 'debt'
      | 'annualRatePercent'
      | 'daysPastDue'
      | 'contractInstalment'
      | 'lastPayment'
      | 'declared'
      | 'monthlyIncome'
      | 'monthlyExpenses'
      | 'otherDebtPayments'
    >()
    type Protected =
      | 'sex'
      | 'age'
      | 'maritalStatus'
      | 'dependants'
      | 'ethnicity'
      | 'religion'
      | 'disability'
      | 'postcode'
    expectTypeOf<Extract<Known, Protected>>().toBeNever()
    // @ts-expect-error a fact about a person does not fit in
    const judged: RiskFacts = { ...facts, age: 30 }
    expect(riskOf(judged, noConduct, assessmentPolicy, today)).toEqual(
      riskOf(facts, noConduct, assessmentPolicy, today),
    )
  })

  test.each(['platform-a', 'platform-b', 'union-c'])(
    'of %s gives a reason and a source for every measure',
    (lender) => {
      for (const { rationale, source } of Object.values(shippedAssessment(lender).scorecard)) {
        expect(rationale.length).toBeGreaterThan(30)
        expect(source.length).toBeGreaterThan(15)
      }
    },
  )

  test.each([
    [
      'falls',
      [
        { from: 1, points: 10 },
        { from: 30, points: 5 },
      ],
    ],
    [
      'goes back',
      [
        { from: 30, points: 5 },
        { from: 1, points: 10 },
      ],
    ],
    [
      'stands still',
      [
        { from: 1, points: 5 },
        { from: 30, points: 5 },
      ],
    ],
    ['is empty', []],
  ])('is no scorecard where a scale %s', (_, scale) => {
    expect(Scale.safeParse(scale).success).toBe(false)
  })

  test('counts by the lender’s own points', () => {
    const { scorecard } = assessmentPolicy
    const strict = {
      ...assessmentPolicy,
      scorecard: {
        ...scorecard,
        'days-past-due': { ...scorecard['days-past-due'], scale: [{ from: 10, points: 77 }] },
      },
    }
    expect(riskOf(facts, noConduct, strict, today)).toEqual({
      points: 77,
      band: 'high',
      reasons: [{ code: 'days-past-due', points: 77 }],
    })
  })
})
