import { expect } from 'vitest'
import { oldestFirst, totalOf } from '../../../domain/loan/allocation.ts'
import { scheduleOf } from '../../../domain/loan/schedule-of.ts'
import type { LoanEvent, LoanSchedule, LoanTerms, Product } from '../../../domain/loan/terms.ts'
import { isRefusal } from '../../../domain/outcome.ts'
import { Day } from '../../../domain/time.ts'

/** A day from its text. */
export const day = (text: string): Day => Day.parse(text)

/** A product that recalculates to the day; months of 30 days. */
export const recalculating: Product = {
  dayCount: '30/360',
  newYearCut: '31-december',
  leapDays: 'whole-year',
  interestPer: 'day',
  partialPeriods: true,
  interest: 'declining-balance',
  amortisation: 'level',
  instalmentFrom: 'dated-periods',
  rounding: 'half-even',
  instalmentMultiple: 1,
  multipleRounding: 'half-even',
  smoothing: true,
  allocation: oldestFirst,
  recalculates: true,
  overdueInterest: 'to-the-day',
  aheadInterest: 'to-the-day',
  downPaymentPercent: 0,
  fees: [],
}

/** 100.00 at 7 percent over six months, with what a test changes. */
export const sixMonths = (changes: Partial<LoanTerms> = {}, product: Partial<Product> = {}): LoanTerms => ({
  annualRatePercent: '7',
  frequency: { every: 1, unit: 'month' },
  numberOfInstalments: 6,
  graceOnPrincipal: 0,
  graceOnInterest: 0,
  balloon: 0,
  expectedTranches: [],
  ...changes,
  product: { ...recalculating, ...product },
})

/** A payout of 100.00 unless told otherwise. */
export const disbursed = (on = '2024-01-01', amount = 10_000): LoanEvent => ({
  type: 'disbursed',
  on: day(on),
  amount,
  charges: 0,
})

/** A payment; its id is its day and amount unless told otherwise. */
export const paid = (on: string, amount: number, id = `${on}/${amount}`): LoanEvent => ({
  type: 'paid',
  id,
  on: day(on),
  amount,
})

/** A schedule that must not be refused. */
export const scheduled = (terms: LoanTerms, events: readonly LoanEvent[], asOf = '2024-01-01'): LoanSchedule => {
  const schedule = scheduleOf(terms, events, day(asOf))
  if (isRefusal(schedule)) throw new Error(schedule.reason)
  return schedule
}

/** Due day, principal and interest of every instalment. */
export const table = ({ instalments }: LoanSchedule): (string | number)[][] =>
  instalments.map(({ dueOn, due }) => [dueOn, due.principal, due.interest])

/** What an instalment comes to, of every instalment. */
export const amounts = ({ instalments }: LoanSchedule): number[] => instalments.map(({ due }) => totalOf(due))

/** Sums over a schedule. */
export const sums = ({ instalments, credit }: LoanSchedule) => {
  const add = (of: (instalment: LoanSchedule['instalments'][number]) => number): number =>
    instalments.reduce((total, instalment) => total + of(instalment), 0)
  return {
    principal: add(({ due }) => due.principal),
    interest: add(({ due }) => due.interest),
    paid: add(({ paid }) => totalOf(paid)),
    credit,
  }
}

/** Interest, fees and penalties that joined the principal. */
export const capitalised = (schedule: LoanSchedule): number =>
  schedule.capitalised.reduce((total, { amount }) => total + amount, 0)

/** What holds for every schedule: dates in order and none twice, nothing below zero, nothing paid or waived beyond what is due. */
export const expectSound = (schedule: LoanSchedule, principal: number): void => {
  const rows = schedule.instalments
  const instalments = rows.filter(({ isDownPayment }) => !isDownPayment)
  expect(new Set(instalments.map(({ dueOn }) => dueOn)).size).toBe(instalments.length)
  expect(rows.map(({ dueOn }) => dueOn)).toEqual(rows.map(({ dueOn }) => dueOn).toSorted())
  expect(sums(schedule).principal).toBe(principal + capitalised(schedule))
  expect(rows.at(-1)?.principalAfter).toBe(0)
  for (const { due, paid, waived } of rows)
    for (const component of ['penalty', 'fee', 'interest', 'principal'] as const) {
      expect(due[component]).toBeGreaterThanOrEqual(0)
      expect(paid[component]).toBeGreaterThanOrEqual(0)
      expect(waived[component]).toBeGreaterThanOrEqual(0)
      expect(paid[component] + waived[component]).toBeLessThanOrEqual(due[component])
    }
}
