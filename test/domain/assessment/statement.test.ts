import { describe, expect, test } from 'vitest'
import type { StatementOfMeans } from '../../../domain/assessment/assessment.ts'
import { questionsOn, readStatement } from '../../../domain/assessment/statement.ts'
import { assessmentPolicy, facts, statement } from './borrower.ts'

const codesOn = (stated: Partial<StatementOfMeans>): string[] =>
  questionsOn({ ...statement, ...stated }, facts, assessmentPolicy).map(({ code }) => code)

describe('a statement of means', () => {
  test('that fits together raises no question', () => {
    expect(codesOn({})).toEqual([])
  })

  test.each([
    ['spending-above-income', { essentialSpending: 600_000 }],
    ['no-income-without-reason', { monthlyIncome: 0, hardship: 'none' }],
    ['income-fell-without-reason', { monthlyIncome: 550_000, hardship: 'none' }],
    ['reason-without-fall-in-income', { monthlyIncome: 900_000, hardship: 'unemployment' }],
    ['spending-below-living-costs', { essentialSpending: 100_000, otherSpending: 0 }],
    ['other-debts-below-known', { otherDebtPayments: 0 }],
  ] as const)('with a contradiction is asked about: %s', (code, stated) => {
    expect(codesOn(stated)).toEqual([code])
  })

  test('from outside is read as it stands', () => {
    expect(readStatement(statement)).toEqual(statement)
  })

  test('with a bad figure is refused naming the field', () => {
    expect(readStatement({ ...statement, monthlyIncome: -1 })).toMatchObject({
      refused: true,
      code: 'bad-statement',
      reason: expect.stringContaining('monthlyIncome'),
    })
  })
})
