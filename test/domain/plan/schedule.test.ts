import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { RoundingMode } from '../../../domain/money.ts'
import { isRefusal } from '../../../domain/outcome.ts'
import { firstDueAfter } from '../../../domain/plan/due-dates.ts'
import { dueOf, type Instalment } from '../../../domain/plan/plan.ts'
import { annuity, type ScheduleTerms, startingWith } from '../../../domain/plan/schedule.ts'
import { Day } from '../../../domain/time.ts'

const day = (text: string): Day => Day.parse(text)

const loan: ScheduleTerms = {
  principal: 1_200_000,
  annualRatePercent: '12',
  months: 12,
  firstDueOn: day('2026-04-15'),
  dueDay: 15,
  rounding: 'half-even',
  instalmentMultiple: 1,
}

const rowsOf = (outcome: ReturnType<typeof annuity>): Instalment[] => {
  if (isRefusal(outcome)) throw new Error(outcome.reason)
  return outcome
}

const sum = (rows: Instalment[], part: (row: Instalment) => number): number =>
  rows.reduce((total, row) => total + part(row), 0)

const principalOf = (rows: Instalment[]): number => sum(rows, (row) => row.principal)

const terms = fc.record({
  principal: fc.integer({ min: 1, max: 1e10 }),
  annualRatePercent: fc.constantFrom('0', '3.5', '7.99', '18.25', '24', '36', '99.9', '400'),
  months: fc.integer({ min: 1, max: 120 }),
  firstDueOn: fc.constant(day('2026-04-15')),
  dueDay: fc.integer({ min: 1, max: 31 }),
  rounding: fc.constantFrom<RoundingMode>('up', 'down', 'half-up', 'half-even'),
  instalmentMultiple: fc.constantFrom(1, 100, 1000),
  arrears: fc.record({ interest: fc.integer({ min: 0, max: 1e6 }), fees: fc.integer({ min: 0, max: 1e5 }) }),
})

describe('an annuity', () => {
  test('asks for the same amount each month and clears the debt to the cent', () => {
    const rows = rowsOf(annuity(loan))
    expect(rows.slice(0, 11).map(dueOf)).toEqual(Array(11).fill(106_619))
    expect(rows.map((row) => row.interest).slice(0, 3)).toEqual([12_000, 11_054, 10_098])
    expect(principalOf(rows)).toBe(1_200_000)
  })

  test('without interest leaves the odd cents to the last instalment', () => {
    const rows = rowsOf(annuity({ ...loan, principal: 1000, annualRatePercent: '0', months: 3, rounding: 'down' }))
    expect(rows.map(dueOf)).toEqual([333, 333, 334])
  })

  test('in whole yuan has instalments in whole yuan, the last one aside', () => {
    const rows = rowsOf(annuity({ ...loan, instalmentMultiple: 100, rounding: 'up' }))
    expect(rows.slice(0, -1).every((row) => dueOf(row) % 100 === 0)).toBe(true)
  })

  test('due on the 31st falls on the last day of shorter months and comes back to the 31st', () => {
    const rows = rowsOf(annuity({ ...loan, firstDueOn: day('2027-12-31'), dueDay: 31, months: 4 }))
    expect(rows.map((row) => row.dueOn)).toEqual(['2027-12-31', '2028-01-31', '2028-02-29', '2028-03-31'])
  })

  test('due on the 30th knows a February that is not a leap year', () => {
    const rows = rowsOf(annuity({ ...loan, firstDueOn: day('2027-01-30'), dueDay: 30, months: 3 }))
    expect(rows.map((row) => row.dueOn)).toEqual(['2027-01-30', '2027-02-28', '2027-03-30'])
  })

  test('spreads arrears evenly without interest on them', () => {
    const rows = rowsOf(annuity({ ...loan, annualRatePercent: '0', arrears: { interest: 1200, fees: 2400 } }))
    expect(rows.map(({ interest, fees }) => [interest, fees])).toEqual(Array(12).fill([100, 200]))
  })

  test('adds up to all that is owed, with no part below zero, for any terms', () => {
    fc.assert(
      fc.property(terms, (any) => {
        const rows = rowsOf(annuity(any))
        expect(principalOf(rows)).toBe(any.principal)
        expect(sum(rows, (row) => row.fees)).toBe(any.arrears.fees)
        expect(sum(rows, (row) => row.interest)).toBeGreaterThanOrEqual(any.arrears.interest)
        expect(rows.every((row) => row.principal >= 0 && row.interest >= 0 && row.fees >= 0)).toBe(true)
        expect(rows.length).toBeLessThanOrEqual(any.months)
        expect(rows.map((row) => row.number)).toEqual(rows.map((_, index) => index + 1))
      }),
    )
  })

  test('with instalments rounded up never ends in a balloon', () => {
    const roundedUp = terms.map((any) => ({ ...any, rounding: 'up' as const, instalmentMultiple: 100 }))
    fc.assert(
      fc.property(roundedUp, (any) => {
        const rows = rowsOf(annuity(any))
        const roundingOfEachMonth = any.months
        const [first, last] = [rows[0], rows.at(-1)] as [Instalment, Instalment]
        expect(dueOf(last)).toBeLessThanOrEqual(dueOf(first) + roundingOfEachMonth)
      }),
    )
  })

  test('over a longer term never asks for more a month', () => {
    fc.assert(
      fc.property(terms, (any) => {
        const [shorter] = rowsOf(annuity(any))
        const [longer] = rowsOf(annuity({ ...any, months: any.months + 1 }))
        expect(dueOf(longer as Instalment)).toBeLessThanOrEqual(dueOf(shorter as Instalment))
      }),
    )
  })
})

describe('a step-up', () => {
  test('lowers the first instalments, raises the rest and still clears the debt', () => {
    const rows = rowsOf(startingWith({ start: 'lowered', months: 6, instalment: 30_000 }, { ...loan, months: 18 }))
    expect(rows.slice(0, 6).map(dueOf)).toEqual(Array(6).fill(30_000))
    expect(rows.slice(6).every((row) => dueOf(row) > 30_000)).toBe(true)
    expect(rows).toHaveLength(18)
    expect(principalOf(rows)).toBe(1_200_000)
  })

  test('below the interest carries what is left of it and loses none', () => {
    const rows = rowsOf(startingWith({ start: 'lowered', months: 6, instalment: 5000 }, { ...loan, months: 18 }))
    expect(rows.slice(0, 6)).toEqual(
      rows.slice(0, 6).map((row) => expect.objectContaining({ ...row, principal: 0, interest: 5000 })),
    )
    const level = rowsOf(annuity({ ...loan }))
    const firstSixMonths = 6 * 12_000
    expect(sum(rows, (row) => row.interest)).toBe(firstSixMonths + sum(level, (row) => row.interest))
  })

  test('that would raise the first instalments is refused', () => {
    const refused = startingWith({ start: 'lowered', months: 6, instalment: 106_619 }, loan)
    expect(refused).toMatchObject({ refused: true, field: 'start.instalment' })
  })
})

describe('a payment holiday', () => {
  test('asks for nothing at first and spreads its interest over the rest without interest on it', () => {
    const rows = rowsOf(startingWith({ start: 'holiday', months: 3, interest: 'accrues' }, { ...loan, months: 15 }))
    const level = rowsOf(annuity(loan))
    expect(rows[0]?.dueOn).toBe('2026-07-15')
    expect(rows).toHaveLength(12)
    expect(principalOf(rows)).toBe(1_200_000)
    expect(sum(rows, (row) => row.interest)).toBe(3 * 12_000 + sum(level, (row) => row.interest))
  })

  test('as long as the whole plan is refused', () => {
    const whole = startingWith({ start: 'holiday', months: 12, interest: 'accrues' }, loan)
    expect(whole).toMatchObject({ refused: true, field: 'months after the start' })
  })

  test('without interest costs what the loan costs without it', () => {
    const rows = rowsOf(startingWith({ start: 'holiday', months: 3, interest: 'paused' }, { ...loan, months: 15 }))
    expect(rows.map(dueOf)).toEqual(rowsOf(annuity(loan)).map(dueOf))
    expect(rows[0]?.dueOn).toBe('2026-07-15')
  })
})

describe('a start with interest alone', () => {
  test('asks for the interest of each month, and then pays the whole loan off', () => {
    const rows = rowsOf(startingWith({ start: 'interest-only', months: 3 }, { ...loan, months: 15 }))
    expect(rows.slice(0, 3).map(({ principal, interest }) => [principal, interest])).toEqual(Array(3).fill([0, 12_000]))
    expect(rows.slice(3).map(dueOf)).toEqual(rowsOf(annuity(loan)).map(dueOf))
  })
})

describe('input that no schedule can be made of', () => {
  test.each([
    ['months', { months: 0 }],
    ['months', { months: 601 }],
    ['months', { months: Number.NaN }],
    ['annualRatePercent', { annualRatePercent: '10000' }],
    ['annualRatePercent', { annualRatePercent: '1000.01' }],
    ['annualRatePercent', { annualRatePercent: '-1' }],
    ['principal', { principal: -1 }],
    ['principal', { principal: 10.5 }],
    ['dueDay', { dueDay: 32 }],
    ['instalmentMultiple', { instalmentMultiple: 0 }],
    ['arrears.fees', { arrears: { interest: 0, fees: -1 } }],
  ])('is refused naming %s: %o', (field, wrong) => {
    const refused = annuity({ ...loan, ...wrong })
    expect(refused).toMatchObject({ refused: true, code: 'bad-input', field })
    expect(isRefusal(refused) && refused.reason).toContain(field)
  })
})

describe('the first due date', () => {
  test.each([
    ['2026-03-02', 15, '2026-04-15'],
    ['2026-03-16', 15, '2026-05-15'],
    ['2026-01-31', 31, '2026-02-28'],
    ['2026-12-20', 5, '2027-02-05'],
  ])('of a plan made on %s for day %i is %s, a month ahead at least', (today, dueDay, first) => {
    expect(firstDueAfter(day(today), dueDay)).toBe(first)
  })
})
