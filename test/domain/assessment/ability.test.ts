import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { abilityFrom } from '../../../domain/assessment/ability.ts'
import { Ability, type StatementOfMeans } from '../../../domain/assessment/assessment.ts'
import { assessmentPolicy, facts, statement } from './borrower.ts'

describe('what a borrower can pay', () => {
  test('comes from their statement before the lender’s figures', () => {
    const ability = abilityFrom({ statement, facts, policy: assessmentPolicy })
    expect(ability).toEqual({
      affordableMonthly: 80_000,
      source: 'statement',
      arithmetic: [
        { line: 'income', amount: 600_000 },
        { line: 'essential', amount: -350_000 },
        { line: 'other', amount: -50_000 },
        { line: 'living-floor', amount: 0 },
        { line: 'other-debts', amount: -100_000 },
        { line: 'surplus', amount: 100_000 },
        { line: 'share', amount: 80_000 },
      ],
    })
  })

  test('comes from the lender’s figures when nothing was stated', () => {
    const known = { ...facts, declared: { monthlyIncome: 500_000, monthlyExpenses: 300_000 } }
    const ability = abilityFrom({ facts: known, policy: assessmentPolicy })
    expect(ability).toMatchObject({ affordableMonthly: 160_000, source: 'lender-figures' })
  })

  test('sets living costs aside even where the lender knows only an income', () => {
    const known = { ...facts, declared: { monthlyIncome: 300_000, dependants: 1 } }
    const ability = abilityFrom({ facts: known, policy: assessmentPolicy })
    expect(ability.arithmetic).toContainEqual({ line: 'living-floor', amount: -230_000 })
    expect(ability.affordableMonthly).toBe(56_000)
  })

  test('is a cautious part of the old instalment, marked as an estimate, when nothing is known', () => {
    const ability = abilityFrom({ facts: { ...facts, declared: {} }, policy: assessmentPolicy })
    expect(ability).toEqual({
      affordableMonthly: 55_000,
      source: 'account-history',
      arithmetic: [{ line: 'estimate', amount: 55_000 }],
    })
  })

  test('is not estimated from an income alone in a currency without a living floor', () => {
    const abroad = { ...facts, currency: 'USD' as const, declared: { monthlyIncome: 300_000 } }
    expect(abilityFrom({ facts: abroad, policy: assessmentPolicy }).source).toBe('account-history')
  })

  test('is nothing when spending is more than income', () => {
    const short: StatementOfMeans = { ...statement, essentialSpending: 700_000 }
    expect(abilityFrom({ statement: short, facts, policy: assessmentPolicy }).affordableMonthly).toBe(0)
  })
})

const statements = fc
  .record({
    monthlyIncome: fc.integer({ min: 0, max: 3_000_000 }),
    essentialSpending: fc.integer({ min: 0, max: 1_000_000 }),
    otherSpending: fc.integer({ min: 0, max: 500_000 }),
    otherDebtPayments: fc.integer({ min: 0, max: 500_000 }),
    dependants: fc.integer({ min: 0, max: 8 }),
  })
  .map((figures): StatementOfMeans => ({ ...statement, ...figures }))

test('the living floor is never touched and the lines add up, whatever is stated', () => {
  fc.assert(
    fc.property(statements, (stated) => {
      const ability = Ability.parse(abilityFrom({ statement: stated, facts, policy: assessmentPolicy }))
      const floor = 150_000 + 80_000 * stated.dependants
      const left = stated.monthlyIncome - stated.otherDebtPayments - ability.affordableMonthly
      expect(ability.affordableMonthly === 0 || left >= floor).toBe(true)
      const surplusAt = ability.arithmetic.findIndex(({ line }) => line === 'surplus')
      const before = ability.arithmetic.slice(0, surplusAt).reduce((sum, { amount }) => sum + amount, 0)
      expect(before).toBe(ability.arithmetic[surplusAt]?.amount)
    }),
  )
})
