import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { abilityFrom } from '../../../domain/assessment/ability.ts'
import { Ability, type AbilityLine } from '../../../domain/assessment/assessment.ts'
import { monthlyLines, statedOf } from '../../../domain/assessment/month.ts'
import type { StatementOfMeans } from '../../../domain/assessment/statement.ts'
import { assessmentPolicy, facts, statedTotals, statement } from './borrower.ts'
import { statements } from './statements.ts'

const policy = assessmentPolicy
const abilityOf = (stated: StatementOfMeans): Ability =>
  Ability.parse(abilityFrom({ statement: stated, facts, policy }))

/** Nothing but what a test says. */
const bare: StatementOfMeans = { ...statement, income: [], spending: [], debts: [], dependants: 0 }

describe('what a borrower can pay', () => {
  test('comes from their statement before the lender’s figures', () => {
    const { lines, ...ability } = abilityOf(statement)
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
    expect(lines).toHaveLength(4)
  })

  test('comes from the lender’s figures when nothing was stated', () => {
    const known = { ...facts, declared: { monthlyIncome: 500_000, monthlyExpenses: 300_000 } }
    expect(abilityFrom({ facts: known, policy })).toMatchObject({
      affordableMonthly: 160_000,
      source: 'lender-figures',
    })
  })

  test('sets living costs aside even where the lender knows only an income', () => {
    const known = { ...facts, declared: { monthlyIncome: 300_000, dependants: 1 } }
    const ability = abilityFrom({ facts: known, policy })
    expect(ability.arithmetic).toContainEqual({ line: 'living-floor', amount: -230_000 })
    expect(ability.affordableMonthly).toBe(56_000)
  })

  test('is a cautious part of the old instalment, marked as an estimate, when nothing is known', () => {
    const unknown = { ...facts, declared: {} }
    const estimate = { affordableMonthly: 55_000, source: 'account-history' }
    expect(abilityFrom({ facts: unknown, policy })).toEqual({
      ...estimate,
      arithmetic: [{ line: 'estimate', amount: 55_000 }],
    })
    expect(abilityFrom({ facts: unknown, policy, paidLately: 110_000 })).toMatchObject(estimate)
  })

  test('is guessed no higher than what was paid of late', () => {
    expect(abilityFrom({ facts: { ...facts, declared: {} }, policy, paidLately: 20_000 })).toMatchObject({
      affordableMonthly: 20_000,
      arithmetic: [
        { line: 'paid-lately', amount: 20_000 },
        { line: 'estimate', amount: 20_000 },
      ],
    })
  })

  test('is not estimated from an income alone in a currency without a living floor', () => {
    const abroad = { ...facts, currency: 'USD' as const, declared: { monthlyIncome: 300_000 } }
    expect(abilityFrom({ facts: abroad, policy }).source).toBe('account-history')
  })

  test('is nothing when spending is more than income', () => {
    expect(abilityOf(statedTotals({ essentialSpending: 700_000 })).affordableMonthly).toBe(0)
  })

  test('counts an uncertain income in part', () => {
    const income = [{ source: 'wages' as const, amount: 600_000, every: 'month' as const }]
    const means = (certainty: 'certain' | 'likely' | 'uncertain') =>
      abilityOf({ ...bare, income: income.map((line) => ({ ...line, certainty })) }).affordableMonthly
    expect([means('certain'), means('likely'), means('uncertain')]).toEqual([360_000, 264_000, 72_000])
  })
})

describe('a small business', () => {
  const business = {
    takings: { amount: 1_000_000, every: 'month' as const },
    costs: { amount: 400_000, every: 'month' as const },
    weakestMonthPercent: 70,
  }
  const earning = (amount: number): StatementOfMeans => ({
    ...bare,
    business,
    income: [{ source: 'self-employment', amount, every: 'month', certainty: 'certain' }],
  })
  const lineOf = ({ arithmetic }: Ability, line: AbilityLine['line']) =>
    arithmetic.find((one) => one.line === line)?.amount

  test('counts with a prudent part of its weakest month’s profit', () => {
    const ability = abilityOf({ ...bare, business })
    expect(lineOf(ability, 'business')).toBe(225_000)
    expect(ability.affordableMonthly).toBe(60_000)
  })

  test('is not counted again where its owner states what they earn in it', () => {
    expect(lineOf(abilityOf(earning(100_000)), 'business')).toBe(125_000)
    expect(lineOf(abilityOf(earning(300_000)), 'business')).toBe(0)
  })

  test('that loses money takes from the household in full', () => {
    const failing = { ...business, costs: { amount: 800_000, every: 'month' as const } }
    expect(lineOf(abilityOf({ ...earning(400_000), business: failing }), 'business')).toBe(-100_000)
  })
})

describe('once the change is over', () => {
  const later = (expected: StatementOfMeans['expected'], hardshipMonths?: number) =>
    abilityOf({
      ...statedTotals({ otherDebtPayments: 0 }),
      ...(hardshipMonths === undefined ? {} : { hardshipMonths }),
      ...(expected === undefined ? {} : { expected }),
    }).after

  test('the borrower can pay by what they expect, less what is not sure', () => {
    const expected = { amount: 800_000, every: 'month', certainty: 'certain' } as const
    expect(later(expected, 6)).toMatchObject({ fromMonth: 6, affordableMonthly: 320_000 })
    expect(later({ ...expected, certainty: 'likely' }, 6)).toMatchObject({ affordableMonthly: 192_000 })
  })

  test('expecting a little more, though not for sure, never counts as less than there is now', () => {
    expect(later({ amount: 610_000, every: 'month', certainty: 'uncertain' }, 6)).toMatchObject({
      affordableMonthly: 160_000,
    })
    expect(later({ amount: 500_000, every: 'month', certainty: 'uncertain' }, 6)).toMatchObject({
      affordableMonthly: 80_000,
    })
  })

  test('nothing is guessed where they did not say when, or what', () => {
    expect(later({ amount: 800_000, every: 'month', certainty: 'certain' })).toBeUndefined()
    expect(later(undefined, 6)).toBeUndefined()
  })
})

describe('what could be sold', () => {
  const owning = (value: number, realisable: boolean): StatementOfMeans => ({
    ...statement,
    assets: [
      { kind: 'savings', value, realisable },
      { kind: 'property', value: 90_000_000, realisable: false },
    ],
  })

  test('is there for a settlement, less a reserve, and changes no month', () => {
    const ability = abilityOf(owning(1_000_000, true))
    expect(ability.lumpSum).toBe(800_000 - 230_000)
    expect(ability.affordableMonthly).toBe(abilityOf(statement).affordableMonthly)
  })

  test('is not mentioned where it is needed, or below the reserve', () => {
    expect(abilityOf(owning(1_000_000, false)).lumpSum).toBeUndefined()
    expect(abilityOf(owning(200_000, true)).lumpSum).toBeUndefined()
  })
})

const floorOf = ({ dependants }: StatementOfMeans): number => 150_000 + 80_000 * dependants

test('living costs are never touched and the lines add up, now and later, whatever is stated', () => {
  fc.assert(
    fc.property(statements, (stated) => {
      const { affordableMonthly, arithmetic, after } = abilityOf(stated)
      for (const [affordable, lines] of [
        [affordableMonthly, arithmetic],
        [after?.affordableMonthly ?? 0, after?.arithmetic ?? arithmetic],
      ] as const) {
        const of = (line: AbilityLine['line']) => lines.find((one) => one.line === line)?.amount ?? 0
        const left = of('income') + of('business') + of('other-debts') - affordable
        expect(affordable === 0 || left >= floorOf(stated)).toBe(true)
        const before = lines.slice(0, -2).reduce((sum, { amount }) => sum + amount, 0)
        expect(before).toBe(of('surplus'))
      }
    }),
  )
})

const more = fc.integer({ min: 1, max: 2_000_000 })

test('more income never gives less, from whatever source, now or later', () => {
  fc.assert(
    fc.property(statements, more, fc.integer({ min: 0, max: 4 }), (stated, extra, place) => {
      const richer: StatementOfMeans = {
        ...stated,
        income: stated.income.map((line, at) => (at === place ? { ...line, amount: line.amount + extra } : line)),
        ...(stated.business && {
          business: {
            ...stated.business,
            takings: { ...stated.business.takings, amount: stated.business.takings.amount + extra },
          },
        }),
        ...(stated.expected && { expected: { ...stated.expected, amount: stated.expected.amount + extra } }),
      }
      const [before, after] = [abilityOf(stated), abilityOf(richer)]
      expect(after.affordableMonthly).toBeGreaterThanOrEqual(before.affordableMonthly)
      expect(after.after?.affordableMonthly ?? 0).toBeGreaterThanOrEqual(before.after?.affordableMonthly ?? 0)
    }),
  )
})

test('more is affordable later only if the income that is expected says so', () => {
  fc.assert(
    fc.property(statements, (stated) => {
      const { affordableMonthly, after, arithmetic, lines = [] } = abilityOf(stated)
      if (after === undefined) return
      const now = arithmetic
        .filter(({ line }) => line === 'income' || line === 'business')
        .reduce((sum, { amount }) => sum + amount, 0)
      const expected = statedOf(lines, 'expected')
      if (expected <= now) expect(after.affordableMonthly).toBeLessThanOrEqual(affordableMonthly)
      else expect(after.affordableMonthly).toBeGreaterThanOrEqual(affordableMonthly)
    }),
  )
})

test('being surer of an income never gives less', () => {
  fc.assert(
    fc.property(statements, (stated) => {
      const surely = { ...stated, income: stated.income.map((line) => ({ ...line, certainty: 'certain' as const })) }
      expect(abilityOf(surely).affordableMonthly).toBeGreaterThanOrEqual(abilityOf(stated).affordableMonthly)
      const lines = monthlyLines(surely, policy.countedIncomePercent).filter(({ part }) => part === 'income')
      expect(lines.every(({ counted, monthly }) => counted === monthly)).toBe(true)
    }),
  )
})
