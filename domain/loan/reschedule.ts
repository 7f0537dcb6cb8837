import type { Book } from './book.ts'
import { yearShares } from './day-count.ts'
import { type DayNumber, dateOf, nextDue } from './due-dates.ts'
import { settleLast } from './last-instalment.ts'
import { commonlyFixed, emptyPeriod, type LoanPeriod, yearlyRate } from './ledger.ts'
import { relevel } from './relevel.ts'
import type { Frequency } from './terms.ts'

/** The index of the first period that falls due on a day or later; the number of periods if none does. */
const firstDueFrom = ({ ledger: { periods } }: Book, on: DayNumber): number => {
  const index = periods.findIndex(({ dueOn }) => dueOn >= on)
  return index === -1 ? periods.length : index
}

/** A new yearly rate. It holds already for the night before its first day; instalments from there on are worked out again. */
export const setRate = (book: Book, from: DayNumber, percent: string): void => {
  const holdsFrom = from - 1
  book.ledger.rates.push({ from: holdsFrom, rate: yearlyRate(percent) })
  if (Number(percent) > 0) book.bearsInterest = true
  const index = book.ledger.periods.findIndex(({ dueOn }) => dueOn > holdsFrom)
  relevel(book.ledger, index === -1 ? book.ledger.periods.length - 1 : index, book.terms.balloon)
}

/** Whether a period is as long as the frequency makes it. */
const isCommon = ({ from, dueOn, shares }: LoanPeriod, frequency: Frequency): boolean =>
  nextDue(from, frequency, shares.dueDay) === dueOn

/** Moves an instalment's due date; the later ones follow it by the frequency. Instalments stay, the last takes the difference. */
export const moveDueDate = (book: Book, from: DayNumber, to: DayNumber): void => {
  const { frequency, periods } = book.ledger
  const first = firstDueFrom(book, from)
  const shares = yearShares(book.terms.product, frequency, dateOf(to).day)
  let start = periods[first]?.from ?? to
  let dueOn = to
  for (const [index, period] of periods.entries()) {
    if (index < first) continue
    // A period of uncommon length keeps its days.
    if (index > first)
      dueOn = isCommon(period, frequency)
        ? nextDue(start, frequency, shares.dueDay)
        : start + period.dueOn - period.from
    Object.assign(period, { from: start, dueOn, shares, remembered: [] })
    for (const row of book.rows)
      if (row.period === period || row.beside === period) Object.assign(row, { from: start, dueOn })
    start = dueOn
  }
  settleLast(book.ledger, to)
}

/** Adds empty periods at the end. After a last one of uncommon length the common dates go on. */
const append = ({ ledger, terms }: Book, instalments: number): void => {
  const { frequency, periods } = ledger
  for (let added = 0; added < instalments; added++) {
    const last = periods.at(-1)
    if (last === undefined) return
    const { dueDay } = last.shares
    const common = nextDue(last.from, frequency, dueDay)
    const before = added === 0 && common > last.dueOn ? common : last.dueOn
    const dueOn = nextDue(before, frequency, dueDay)
    periods.push(emptyPeriod(last.dueOn, dueOn, last.shares, commonlyFixed(terms.product)))
  }
}

/** More instalments at the end; those from a due date on become smaller by it. */
export const extend = (book: Book, from: DayNumber, instalments: number): void => {
  const first = firstDueFrom(book, from)
  append(book, instalments)
  relevel(book.ledger, first, book.terms.balloon)
}

/** Instalments that pay interest only, from a due date on. The loan ends later by as many. */
export const putPrincipalOff = (book: Book, from: DayNumber, instalments: number): void => {
  const { ledger } = book
  const first = firstDueFrom(book, from)
  append(book, instalments)
  for (const period of ledger.periods.slice(first, first + instalments)) {
    period.fixes = 'interest-only'
    period.instalment = 0
  }
  relevel(ledger, first + instalments, book.terms.balloon)
}

/** Instalments whose interest is put off, from a due date on, and added to the one after them. All other interest stays. */
export const putInterestOff = (book: Book, from: DayNumber, instalments: number): void => {
  const { periods } = book.ledger
  const first = firstDueFrom(book, from)
  for (const period of periods.slice(first, Math.min(first + instalments, periods.length - 1))) {
    period.interestPutOff = true
  }
  settleLast(book.ledger, from)
}

/** No interest from one day to another, both counted. Instalments stay, the last takes the difference. */
export const pause = ({ ledger }: Book, from: DayNumber, until: DayNumber): void => {
  ledger.pauses.push({ from: from - 1, until })
  settleLast(ledger, from)
}
