import type { Book } from './book.ts'
import type { DayNumber } from './due-dates.ts'
import { percentOf } from './fraction.ts'
import { type BookRow, owedOf } from './ledger.ts'
import type { Fee } from './terms.ts'

const amountOf = ({ basis, amount }: Fee, { due }: BookRow, book: Book): number => {
  const { rounding } = book.terms.product
  switch (basis) {
    case 'fixed':
      return amount
    case 'principal':
      return percentOf(due.principal, amount.toFixed(8), rounding)
    case 'interest':
      return percentOf(due.interest, amount.toFixed(8), rounding)
    case 'principal-and-interest':
      return percentOf(due.principal + due.interest, amount.toFixed(8), rounding)
  }
}

/** Sets the fees of every instalment that is not paid yet. */
export const chargeInstalments = (book: Book): void => {
  const fees = book.terms.product.fees.filter(({ when }) => when === 'instalment')
  if (fees.length === 0) return
  for (const row of book.rows) {
    if (row.period === undefined || row.settledOn !== undefined) continue
    for (const component of ['fee', 'penalty'] as const) {
      const ofIt = fees.filter((fee) => fee.component === component)
      if (ofIt.length === 0) continue
      const amount = ofIt.reduce((total, fee) => total + amountOf(fee, row, book), 0)
      // What was paid of a fee that has become smaller stays due.
      row.due[component] = Math.max(row.paid[component], row.due[component] + amount - row.ofProduct[component])
      row.ofProduct[component] = amount
    }
  }
}

/** Whether an instalment, with what was carried forward to it, is not settled yet. */
const isOpen = ({ rows }: Book, row: BookRow): boolean =>
  row.settledOn === undefined ||
  rows.some((each) => each.beside !== undefined && each.beside === row.period && owedOf(each) > 0)

/** At a close of business: what each instalment is charged once for being past due. */
export const chargePastDue = (book: Book, on: DayNumber): void => {
  for (const fee of book.terms.product.fees) {
    if (fee.when !== 'past-due') continue
    for (const row of book.rows) {
      const isLate = row.dueOn + fee.afterDays < on && isOpen(book, row)
      if (!isLate || row.kind === 'down-payment' || row.kind === 'carried' || row.chargedLate) continue
      row.chargedLate = true
      row.due[fee.component] += amountOf(fee, row, book)
    }
  }
}
