import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { Risk } from '../../../domain/assessment/assessment.ts'
import { riskOf } from '../../../domain/assessment/risk.ts'
import { Day } from '../../../domain/time.ts'
import { assessmentPolicy, facts, noConduct } from './borrower.ts'

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
