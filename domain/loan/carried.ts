import { noParts, type PerComponent, totalOf } from './allocation.ts'
import { type Book, putInOrder } from './book.ts'
import type { DayNumber } from './due-dates.ts'
import { equalParts } from './fraction.ts'
import { type BookRow, bookRow, type LoanPeriod, noteSettled, openOf } from './ledger.ts'
import type { Component } from './terms.ts'

const components = ['penalty', 'fee', 'interest', 'principal'] as const satisfies readonly Component[]

const besideOf = (book: Book, period: LoanPeriod): BookRow => {
  const known = book.rows.find(({ kind, beside }) => kind === 'carried' && beside === period)
  if (known !== undefined) return known
  const row = bookRow({ from: period.from, dueOn: period.dueOn, kind: 'carried', beside: period })
  putInOrder(book, [row])
  return row
}

/** Spreads amounts over instalments in equal parts, in which they bear no interest; the last one takes what the division leaves. */
export const carryForward = (book: Book, periods: readonly LoanPeriod[], amounts: PerComponent): void => {
  for (const component of components) {
    for (const [index, part] of equalParts(amounts[component], periods.length).entries()) {
      const period = periods[index]
      if (period === undefined || part === 0) continue
      const row = besideOf(book, period)
      row.due[component] += part
      row.settledOn = undefined
    }
  }
}

/** Takes what is still owed out of rows that bear no interest. @returns what it was */
export const liftOff = (rows: readonly BookRow[]): PerComponent => {
  const lifted = { ...noParts }
  for (const row of rows) {
    for (const component of components) {
      const open = openOf(row, component)
      lifted[component] += open
      row.due[component] -= open
    }
  }
  return lifted
}

/** Of rows that were lifted off, those that nothing was ever paid of go; the others stand beside the instalment that took the place of theirs. */
export const resettle = (
  book: Book,
  lifted: readonly BookRow[],
  on: DayNumber,
  placeOf: (row: BookRow) => LoanPeriod | undefined,
): void => {
  book.rows = book.rows.filter((row) => !lifted.includes(row) || totalOf(row.due) > 0)
  for (const row of lifted) {
    const period = placeOf(row)
    if (period !== undefined) Object.assign(row, { beside: period, from: period.from, dueOn: period.dueOn })
    noteSettled(row, on)
  }
}
