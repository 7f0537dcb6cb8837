import { allocate, noParts, type Payable, totalOf } from './allocation.ts'
import { type Counted, count } from './count.ts'
import type { DayNumber } from './due-dates.ts'
import { settleLast } from './last-instalment.ts'
import { type BookRow, bookRow, holding, type Ledger, type LoanPeriod } from './ledger.ts'
import { payableAhead } from './payable-ahead.ts'
import type { Component, DueState, LoanTerms } from './terms.ts'

/** A loan during a replay: what bears interest, and the rows with what is due and paid of each. */
export interface Book {
  readonly terms: LoanTerms
  ledger: Ledger
  rows: BookRow[]
  /** Whether the loan bears interest at all; without, a further payout only adds its part to each instalment. */
  bearsInterest: boolean
  /** Paid beyond all that is owed. */
  credit: number
  /** Whether the payment at hand pays all of the loan. */
  isPayOff: boolean
}

/** What is still owed of a row. */
export const owedOf = ({ due, paid }: BookRow): number => totalOf(due) - totalOf(paid)

/** Whether payments count in the ledger, so that they change what the coming instalments are. Flat interest is fixed and stays. */
export const recalculates = ({ terms: { product } }: Book): boolean =>
  product.recalculates && product.interest === 'declining-balance'

/** Adds rows in the order of their due dates. A down payment stands after an instalment of its day; over ideal periods, before it. */
export const putInOrder = (book: Book, added: readonly BookRow[]): void => {
  const side = book.terms.product.instalmentFrom === 'ideal-periods' ? -1 : 1
  const place = (row: BookRow): number => (row.isDownPayment ? side : 0)
  book.rows = [...book.rows, ...added].toSorted((a, b) => a.dueOn - b.dueOn || place(a) - place(b))
}

/** Notes on which day a row came to be paid in full. */
export const noteSettled = (row: BookRow, on: DayNumber): void => {
  if (owedOf(row) !== 0) row.settledOn = undefined
  else row.settledOn ??= on
}

/** Brings the rows up to date with the ledger. */
export const refresh = (book: Book, on: DayNumber, counted: readonly Counted[] = count(book.ledger)): void => {
  const byPeriod = new Map(counted.map((each) => [each.period, each]))
  for (const row of book.rows) {
    const found = row.period === undefined ? undefined : byPeriod.get(row.period)
    if (found === undefined) continue
    const wasOwed = owedOf(row) !== 0
    row.due.principal = found.principal
    row.due.interest = found.interest
    // An instalment that never owed anything is not paid on any day.
    if (wasOwed || owedOf(row) !== 0) noteSettled(row, on)
  }
}

/** A row that was made for charges after the last instalment gives way to an instalment that has come to hold its day. */
const mergeCharges = (book: Book): void => {
  for (const row of book.rows) {
    if (row.period !== undefined || row.isDownPayment) continue
    const target = book.rows.find(
      ({ period, from, dueOn }) => period !== undefined && from < row.dueOn && row.dueOn <= dueOn,
    )
    if (target === undefined) continue
    for (const component of ['penalty', 'fee'] as const) {
      target.due[component] += row.due[component]
      target.paid[component] += row.paid[component]
    }
    target.paidInAdvance += row.paidInAdvance
    target.paidLate += row.paidLate
    book.rows = book.rows.filter((each) => each !== row)
  }
}

/** One row for each period that has none yet, and all rows in order. */
export const addRows = (book: Book): void => {
  const known = new Set(book.rows.map(({ period }) => period))
  const added = book.ledger.periods
    .filter((period) => !known.has(period))
    .map((period) => bookRow({ from: period.from, dueOn: period.dueOn, isDownPayment: false, period }))
  putInOrder(book, added)
  mergeCharges(book)
}

/** Notes whether a payment came before or after the due date, and whether it was the last of the row. */
const noteWhen = (row: BookRow, amount: number, on: DayNumber): void => {
  if (on < row.dueOn) row.paidInAdvance += amount
  if (on > row.dueOn) row.paidLate += amount
  row.settledOn = owedOf(row) === 0 ? on : undefined
}

const payRow = (row: BookRow, component: Component, upTo: number, on: DayNumber): number => {
  const amount = Math.max(0, Math.min(upTo, row.due[component] - row.paid[component]))
  row.paid[component] += amount
  noteWhen(row, amount, on)
  return amount
}

/** The day from which a late payment stops interest on what was past due. */
const endsOverdue = ({ ledger, isPayOff }: Book, on: DayNumber): DayNumber =>
  ledger.product.overdueInterest === 'to-the-period-end' || isPayOff ? (holding(ledger.periods, on)?.dueOn ?? on) : on

/** Principal that was paid ahead lowers the balance from that day on; the last instalment takes the difference. */
const notePrincipal = (book: Book, period: LoanPeriod, amount: number, on: DayNumber): void => {
  const { ledger } = book
  if (amount === 0) return
  // The schedule takes what is paid late as paid on its day; only interest on what is past due knows better.
  const countsFrom = Math.min(on, period.dueOn)
  period.paidPrincipal += amount
  ledger.paid.push({ period, on: on > period.dueOn ? endsOverdue(book, on) : on, amount })
  settleLast(ledger, countsFrom)
  if (on >= period.from) return
  // Paid before its period has begun, an instalment that reached its amount is done with.
  const paid = period.paidPrincipal + period.paidInterest
  if (paid > period.instalment + period.broughtForward || paid === period.agreed) period.instalment = paid
  settleLast(ledger, countsFrom)
}

const noteInterest = (ledger: Ledger, period: LoanPeriod, amount: number, on: DayNumber): void => {
  period.paidInterest += amount
  settleLast(ledger, on)
}

const toPeriodEnd = ({ terms: { product }, isPayOff }: Book): boolean =>
  product.aheadInterest === 'to-the-period-end' ||
  (product.aheadInterest === 'to-the-period-end-on-pay-off' && isPayOff)

/** Up to which day interest is due on what is paid into a row ahead of its day. */
const aheadDay = (book: Book, row: BookRow, on: DayNumber): DayNumber =>
  toPeriodEnd(book) && row.from < on && on <= row.dueOn ? row.dueOn : on

/** Pays a part of a row of a loan whose instalments follow from what was paid before. */
const payCounted = (
  book: Book,
  row: BookRow,
  period: LoanPeriod,
  component: 'interest' | 'principal',
  upTo: number,
  state: DueState,
  on: DayNumber,
): number => {
  const countsOn = state === 'in-advance' ? aheadDay(book, row, on) : on
  if (state === 'in-advance') row.due[component] = payableAhead(book.ledger, period, countsOn)[component]
  const amount = payRow(row, component, upTo, on)
  if (component === 'interest') noteInterest(book.ledger, period, amount, countsOn)
  else notePrincipal(book, period, amount, countsOn)
  refresh(book, on)
  return amount
}

const payableOf = (book: Book, on: DayNumber): Payable => {
  const { rows } = book
  const counts = recalculates(book)
  const row = (index: number): BookRow => {
    const found = rows[index]
    if (found === undefined) throw new RangeError(`there is no row ${index}`)
    return found
  }
  const isOpen = (index: number): boolean => owedOf(row(index)) > 0
  const takesMore = (index: number): boolean => {
    const { due, period } = row(index)
    if (isOpen(index) || !counts || period === undefined || totalOf(due) > 0) return isOpen(index)
    const ahead = payableAhead(book.ledger, period, on)
    return ahead.principal + ahead.interest > 0
  }
  return {
    count: rows.length,
    from: (index) => row(index).from,
    dueOn: (index) => row(index).dueOn,
    isOpen,
    takesMore,
    owes: (index, component) => row(index).due[component] > row(index).paid[component],
    pay: (index, component, upTo, state) => {
      const target = row(index)
      return counts && target.period !== undefined && (component === 'interest' || component === 'principal')
        ? payCounted(book, target, target.period, component, upTo, state, on)
        : payRow(target, component, upTo, on)
    },
  }
}

/** Shares a payment out over the rows; what is beyond all of them is kept as credit. */
export const receive = (book: Book, amount: number, on: DayNumber): void => {
  book.credit += allocate(payableOf(book, on), on, amount, book.terms.product.allocation)
}

/** Credit pays what has newly fallen due. */
export const useCredit = (book: Book, on: DayNumber): void => {
  const credit = book.credit
  book.credit = 0
  if (credit > 0) receive(book, credit, on)
}

/** Where a change asks for less than was paid of an instalment, what is too much pays whatever else is owed. */
export const returnExcess = (book: Book, on: DayNumber): void => {
  for (const row of book.rows) {
    for (const component of ['penalty', 'fee', 'interest', 'principal'] as const) {
      const excess = row.paid[component] - row.due[component]
      if (excess <= 0) continue
      row.paid[component] -= excess
      row.paidInAdvance -= Math.min(excess, row.paidInAdvance)
      row.paidLate -= Math.min(excess, row.paidLate)
      book.credit += excess
    }
  }
  useCredit(book, on)
}

/** A charge falls on the row whose period holds its day, or on a row of its own after the last. */
export const charge = (book: Book, component: 'fee' | 'penalty', amount: number, on: DayNumber): void => {
  const instalments = book.rows.filter((row) => !row.isDownPayment)
  const held = instalments.find((row, index) => (index === 0 || on > row.from) && on <= row.dueOn)
  const target = held ?? book.rows.find((row) => row.period === undefined && !row.isDownPayment)
  if (target !== undefined) {
    target.due[component] += amount
    if (target.dueOn < on) target.dueOn = on
    target.settledOn = undefined
    return
  }
  const last = instalments.at(-1)
  const row = bookRow({ from: last?.dueOn ?? on, dueOn: on, isDownPayment: false }, { ...noParts, [component]: amount })
  putInOrder(book, [row])
}
