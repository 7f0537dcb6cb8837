import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { abilityFrom } from '../../../domain/assessment/ability.ts'
import { questionName, questionsOn, withAnswers } from '../../../domain/assessment/questions.ts'
import type { StatementOfMeans } from '../../../domain/assessment/statement.ts'
import { assessmentPolicy, facts, shippedAssessment, statedTotals } from './borrower.ts'
import { statements } from './statements.ts'

const codesOn = (stated: StatementOfMeans): string[] =>
  questionsOn(stated, facts, assessmentPolicy).map(({ code }) => code)

/** Food for so much, and the rest of the usual spending. */
const eating = (amount: number, every: 'week' | 'month' = 'month', dependants = 1): StatementOfMeans => {
  const usual = statedTotals({ dependants })
  return { ...usual, spending: [...usual.spending, { category: 'food', amount, every }] }
}

describe('a question on a statement', () => {
  test('is not asked where it fits together', () => {
    expect(codesOn(statedTotals())).toEqual([])
  })

  test.each([
    ['spending-above-income', { essentialSpending: 600_000 }],
    ['no-income-without-reason', { monthlyIncome: 0, hardship: 'none' }],
    ['income-fell-without-reason', { monthlyIncome: 550_000, hardship: 'none' }],
    ['reason-without-fall-in-income', { monthlyIncome: 900_000, hardship: 'unemployment' }],
    ['spending-below-living-costs', { essentialSpending: 100_000, otherSpending: 0 }],
    ['other-debts-below-known', { otherDebtPayments: 0 }],
  ])('is asked about a contradiction: %s', (code, totals) => {
    expect(codesOn(statedTotals(totals))).toEqual([code])
  })

  test('is asked about spending far above what is usual for the household’s size, brought to a month', () => {
    const questions = questionsOn(eating(90_000, 'week', 0), facts, assessmentPolicy)
    expect(questions).toContainEqual({ code: 'far-above-usual', field: 'food', stated: 390_000, against: 70_000 })
    expect(codesOn(eating(210_000, 'month', 0))).not.toContain('far-above-usual')
    expect(codesOn(eating(210_001, 'month', 0))).toContain('far-above-usual')
    expect(codesOn(eating(210_001, 'month', 1))).not.toContain('far-above-usual')
  })

  test('is asked about essential spending far below what is usual, but not about what somebody else pays', () => {
    expect(codesOn(eating(35_999))).toEqual(['far-below-usual'])
    expect(codesOn(eating(36_000))).toEqual([])
    expect(codesOn(eating(0))).toEqual([])
  })

  test('is asked where an owner takes more out of a business than it makes', () => {
    const business = {
      takings: { amount: 900_000, every: 'quarter' as const },
      costs: { amount: 200_000, every: 'month' as const },
      drawings: { amount: 100_001, every: 'month' as const },
    }
    expect(questionsOn({ ...statedTotals(), business }, facts, assessmentPolicy)).toEqual([
      { code: 'drawings-above-profit', field: 'drawings', stated: 100_001, against: 100_000 },
    ])
  })

  test('keeps its answer, and stays open without one', () => {
    const questions = questionsOn(
      statedTotals({ otherDebtPayments: 0, essentialSpending: 700_000 }),
      facts,
      assessmentPolicy,
    )
    const [first] = questions
    if (first === undefined) throw new Error('nothing was asked')
    expect(withAnswers(questions, { [questionName(first)]: 'from-savings' })).toEqual([
      { ...first, because: 'from-savings' },
      questions[1],
    ])
  })

  test('changes no figure, whatever is stated and however it is answered', () => {
    fc.assert(
      fc.property(statements, (stated) => {
        const before = JSON.stringify(stated)
        const asked = questionsOn(stated, facts, assessmentPolicy)
        const unasked = abilityFrom({ statement: stated, facts, policy: { ...assessmentPolicy, guidelines: {} } })
        expect(JSON.stringify(stated)).toBe(before)
        expect(abilityFrom({ statement: stated, facts, policy: assessmentPolicy })).toEqual(unasked)
        const names = asked.map(questionName)
        expect(new Set(names).size).toBe(names.length)
      }),
    )
  })
})

test.each(['platform-a', 'platform-b', 'union-c'])('the guideline figures of %s say where they come from', (lender) => {
  const figures = Object.values(shippedAssessment(lender).guidelines).flat()
  expect(figures.length).toBeGreaterThan(3)
  for (const { source, cite, covers } of figures) {
    expect(source.length + cite.length).toBeGreaterThan(20)
    expect(covers.length).toBeGreaterThan(0)
  }
})
