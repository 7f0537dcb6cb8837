import { expect, test } from 'vitest'
import { presentValueLossPercent } from '../../../domain/plan/present-value.ts'
import { monthlyRate } from '../../../domain/plan/rate.ts'

test('a plan at the contract’s own rate loses nothing', () => {
  expect(presentValueLossPercent(100_000, [101_000], monthlyRate('12'))).toBe('0.00')
})

test('a year without interest on a loan at 12 percent loses what the waiting is worth', () => {
  // 12 payments of 1/12 at 1 % a month are worth 11.25508 / 12 of the debt.
  expect(presentValueLossPercent(1_200_000, Array(12).fill(100_000), monthlyRate('12'))).toBe('6.21')
})

test('a holiday before the first payment counts as waiting', () => {
  expect(presentValueLossPercent(100_000, [100_000], monthlyRate('12'), 2)).toBe('2.94')
})

test('rounding up gains the lender a little, and the loss is below zero', () => {
  expect(presentValueLossPercent(10_000, [10_200], monthlyRate('12'))).toBe('-0.99')
})
