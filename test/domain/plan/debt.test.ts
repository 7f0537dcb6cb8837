import fc from 'fast-check'
import { expect, test } from 'vitest'
import { totalOf } from '../../../domain/intake/account.ts'
import { addToDebt, applyToDebt } from '../../../domain/plan/debt.ts'

const part = fc.integer({ min: 0, max: 1_000_000 })
const debts = fc.record({ principal: part, interest: part, fees: part })

test('a payment without a plan pays interest, then fees, then principal', () => {
  expect(applyToDebt({ principal: 1000, interest: 30, fees: 20 }, 80)).toEqual({
    debt: { principal: 970, interest: 0, fees: 0 },
    applied: { principal: 30, interest: 30, fees: 20 },
    surplus: 0,
  })
})

test('a payment beyond the debt leaves a surplus, and nothing is lost', () => {
  fc.assert(
    fc.property(debts, fc.integer({ min: 0, max: 5_000_000 }), (debt, amount) => {
      const outcome = applyToDebt(debt, amount)
      expect(totalOf(outcome.applied) + outcome.surplus).toBe(amount)
      expect(totalOf(outcome.debt) + totalOf(outcome.applied)).toBe(totalOf(debt))
    }),
  )
})

test('a payment taken back leaves the debt as if it had never been made', () => {
  fc.assert(
    fc.property(debts, part, part, (original, kept, reversed) => {
      fc.pre(kept + reversed <= totalOf(original))
      const without = applyToDebt(original, kept).debt
      const both = applyToDebt(without, reversed).debt
      expect(addToDebt(both, reversed, original)).toEqual(without)
    }),
  )
})

test('what is taken back beyond the original debt joins the principal', () => {
  const debt = { principal: 100, interest: 0, fees: 0 }
  expect(addToDebt(debt, 50, debt)).toEqual({ principal: 150, interest: 0, fees: 0 })
})
