import { describe, expect, test } from 'vitest'
import { readStatement, StatementOfMeans } from '../../../domain/assessment/statement.ts'
import { CaseEvent } from '../../../domain/case/event.ts'
import { statement } from './borrower.ts'

/** As a dossier has it since before statements were itemised; such events are never written anew. */
const oldEvent = JSON.stringify({
  type: 'StatementReceived',
  statement: {
    monthlyIncome: 520000,
    essentialSpending: 310000,
    otherSpending: 30050,
    otherDebtPayments: 0,
    dependants: 1,
    hardship: 'reduced-income',
    hardshipMonths: 6,
    evidence: 'offered',
    disputesDebt: false,
  },
})

describe('a statement of means', () => {
  test('of four totals, in an old dossier, is read as lines of a month', () => {
    expect(CaseEvent.parse(JSON.parse(oldEvent))).toEqual({
      type: 'StatementReceived',
      statement: {
        income: [{ source: 'other-income', amount: 520_000, every: 'month', certainty: 'certain' }],
        spending: [
          { category: 'living-costs', amount: 310_000, every: 'month' },
          { category: 'other-spending', amount: 30_050, every: 'month' },
        ],
        dependants: 1,
        debts: [],
        assets: [],
        hardship: 'reduced-income',
        hardshipMonths: 6,
        evidence: { income: 'offered' },
        disputesDebt: false,
      },
    })
  })

  test('is the same after it was written and read again', () => {
    expect(StatementOfMeans.parse(JSON.parse(JSON.stringify(statement)))).toEqual(statement)
    expect(readStatement(statement)).toEqual(statement)
  })

  test.each([
    [
      'a negative income',
      { income: [{ source: 'wages', amount: -1, every: 'month', certainty: 'certain' }] },
      'income.0.amount',
    ],
    ['a part of a cent', { spending: [{ category: 'food', amount: 10.5, every: 'week' }] }, 'spending.0.amount'],
    [
      'what is no number',
      { income: [{ source: 'wages', amount: Number.NaN, every: 'month', certainty: 'certain' }] },
      'income.0.amount',
    ],
    [
      'a slip of many digits',
      { income: [{ source: 'wages', amount: 5e12, every: 'year', certainty: 'certain' }] },
      'wages: more than',
    ],
    [
      'a balance beyond sense',
      { debts: [{ kind: 'bank-loan', monthlyPayment: 1, inArrears: false, balance: 2e10 }] },
      'bank-loan balance',
    ],
    ['fifty dependants', { dependants: 50 }, 'dependants'],
    ['an unknown frequency', { spending: [{ category: 'food', amount: 10, every: 'day' }] }, 'spending.0.every'],
    ['a hardship of a lifetime', { hardshipMonths: 700 }, 'hardshipMonths'],
  ])('with %s is refused, naming the field', (_, different, field) => {
    expect(readStatement({ ...statement, ...different })).toMatchObject({
      refused: true,
      code: 'bad-statement',
      reason: expect.stringContaining(field),
    })
  })
})
