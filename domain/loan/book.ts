import { allocate, noParts, type Payable, totalOf } from './allocation.ts'
import { type Counted, count, paidOfAgreed } from './count.ts'
import { type DayNumber, nextDue } from './due-dates.ts'
import { settleLast } from './last-instalment.ts'
import { type BookRow, bookRow, holding, type Ledger, type LoanPeriod, noteSettled, openOf, owedOf } from './ledger.ts'
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
  /** Interest, fees and penalties that joined the principal. */
  readonly capitalised: { readonly on: DayNumber; readonly amount: number }[]
  /** The day on which a lump sum closed the loan. */
  settledOn: DayNumber | undefined
}

/** Whether payments count in the ledger, so that they change what the coming instalments are. Flat interest is fixed and stays. */
export const recalculates = ({ terms: { product } }: Book): boolean =>
  product.recalculates && product.interest === 'declining-balance'

/**
 * Adds rows in the order of their due dates. A down payment stands after an instalment of its day; over ideal periods, before it. What was
 * carried forward to an instalment stands before it.
 */
export const putInOrder = (book: Book, added: readonly BookRow[]): void => {
  const side = book.terms.product.instalmentFrom === 'ideal-periods' ? -1 : 1
  const place = ({ kind }: BookRow): number => (kind === 'down-payment' ? side : kind === 'carried' ? -0.5 : 0)
  book.rows = [...book.rows, ...added].toSorted((a, b) => a.dueOn - b.dueOn || place(a) - place(b))
}

/** Brings the rows up to date with the ledger. */
export const refresh = (book: Book, on: DayNumber, counted: readonly Counted[] = count(book.ledger)): void => {
  let next = 0
  for (const row of book.rows) {
    if (row.period === undefined) continue
    // Rows stand in the order of their periods.
    const found =
      counted[next]?.period === row.period ? counted[next] : counted.find(({ period }) => period === row.period)
    next++
    if (found === undefined) continue
    const wasOwed = owedOf(row) !== 0
    row.due.principal = found.principal - row.moved.principal
    row.due.interest = found.interest - row.moved.interest
    // An instalment that never owed anything is not paid on any day.
    if (wasOwed || owedOf(row) !== 0) noteSettled(row, on)
  }
}

/** A row that was made for charges after the last instalment gives way to an instalment that has come to hold its day. */
const mergeCharges = (book: Book): void => {
  for (const row of book.rows) {
    if (row.kind !== 'charges') continue
    const target = book.rows.find(
      ({ period, from, dueOn }) => period !== undefined && from < row.dueOn && row.dueOn <= dueOn,
    )
    if (target === undefined) continue
    for (const component of ['penalty', 'fee'] as const) {
      target.due[component] += row.due[component]
      target.paid[component] += row.paid[component]
      target.waived[component] += row.waived[component]
    }
    target.paidInAdvance += row.paidInAdvance
    target.paidLate += row.paidLate
    book.rows = book.rows.filter((each) => each !== row)
  }
}

/** Principal that was set aside falls due one frequency after the last instalment, wherever that has come to be. */
const placeDeferred = ({ ledger: { periods, frequency }, rows }: Book): void => {
  const last = periods.at(-1)
  const deferred = rows.find(({ kind }) => kind === 'deferred')
  if (last === undefined || deferred === undefined) return
  deferred.from = last.dueOn
  deferred.dueOn = nextDue(last.dueOn, frequency, last.shares.dueDay)
}

/** One row for each period that has none yet, and all rows in order. */
export const addRows = (book: Book): void => {
  const known = new Set(book.rows.map(({ period }) => period))
  const added = book.ledger.periods
    .filter((period) => !known.has(period))
    .map((period) => bookRow({ from: period.from, dueOn: period.dueOn, kind: 'instalment', period }))
  placeDeferred(book)
  putInOrder(book, added)
  mergeCharges(book)
}

/** Notes whether a payment came before or after the due date, and whether it was the last of the row. */
const noteWhen = (row: BookRow, amount: number, on: DayNumber): void => {
  if (on < row.dueOn) row.paidInAdvance += amount
  if (on > row.dueOn) row.paidLate += amount
  row.settledOn = owedOf(row) === 0 ? on : undefined
}

/** Pays a component of a row as far as it is owed. */
export const payRow = (row: BookRow, component: Component, upTo: number, on: DayNumber): number => {
  const amount = Math.max(0, Math.min(upTo, openOf(row, component)))
  row.paid[component] += amount
  noteWhen(row, amount, on)
  return amount
}

/** The day from which a late payment stops interest on what was past due. */
const endsOverdue = ({ ledger, isPayOff }: Book, on: DayNumber): DayNumber =>
  ledger.product.overdueInterest === 'to-the-period-end' || isPayOff ? (holding(ledger.periods, on)?.dueOn ?? on) : on

/** Principal that was paid ahead lowers the balance from that day on; the last instalment takes the difference. @returns the loan then */
const notePrincipal = (book: Book, period: LoanPeriod, amount: number, on: DayNumber): Counted[] => {
  const { ledger } = book
  if (amount === 0) return count(ledger)
  // The schedule takes what is paid late as paid on its day; only interest on what is past due knows better.
  const countsFrom = Math.min(on, period.dueOn)
  period.paidPrincipal += amount
  ledger.paid.push({ period, on: on > period.dueOn ? endsOverdue(book, on) : on, amount })
  const counted = settleLast(ledger, countsFrom)
  if (on >= period.from) return counted
  // Paid before its period has begun, an instalment that reached its amount is done with.
  const found = counted.find((each) => each.period === period)
  const paid = found === undefined ? 0 : paidOfAgreed(found)
  if (paid > period.instalment + period.broughtForward || paid === period.agreed) period.instalment = paid
  return settleLast(ledger, countsFrom)
}

const noteInterest = (ledger: Ledger, period: LoanPeriod, amount: number, on: DayNumber): Counted[] => {
  period.paidInterest += amount
  return settleLast(ledger, on)
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
  if (state === 'in-advance')
    row.due[component] = payableAhead(book.ledger, period, countsOn)[component] - row.moved[component]
  const amount = payRow(row, component, upTo, on)
  const counted =
    component === 'interest'
      ? noteInterest(book.ledger, period, amount, countsOn)
      : notePrincipal(book, period, amount, countsOn)
  refresh(book, on, counted)
  return amount
}

/** The rows of each instalment: what was carried forward to it, which is paid first, and its own. */
export const instalmentsIn = ({ rows }: Book): BookRow[][] => {
  const together = new Map<LoanPeriod | BookRow, BookRow[]>()
  for (const row of rows) {
    const key = row.period ?? row.beside ?? row
    const known = together.get(key)
    if (known === undefined) together.set(key, [row])
    else known.push(row)
  }
  return [...together.values()]
}

const payableOf = (book: Book, on: DayNumber): Payable => {
  const instalments = instalmentsIn(book)
  const counts = recalculates(book)
  const rowsOf = (index: number): BookRow[] => instalments[index] ?? []
  const ownOf = (index: number): BookRow => {
    const own = rowsOf(index).at(-1)
    if (own === undefined) throw new RangeError(`there is no instalment ${index}`)
    return own
  }
  const isOpen = (index: number): boolean => rowsOf(index).some((row) => owedOf(row) > 0)
  const takesMore = (index: number): boolean => {
    const { due, period } = ownOf(index)
    if (isOpen(index) || !counts || period === undefined || totalOf(due) > 0) return isOpen(index)
    const ahead = payableAhead(book.ledger, period, on)
    return ahead.principal + ahead.interest > 0
  }
  const payOne = (row: BookRow, component: Component, upTo: number, state: DueState): number =>
    counts && row.period !== undefined && (component === 'interest' || component === 'principal')
      ? payCounted(book, row, row.period, component, upTo, state, on)
      : payRow(row, component, upTo, on)
  return {
    count: instalments.length,
    from: (index) => ownOf(index).from,
    dueOn: (index) => ownOf(index).dueOn,
    isOpen,
    takesMore,
    owes: (index, component) => rowsOf(index).some((row) => openOf(row, component) > 0),
    pay: (index, component, upTo, state) => {
      let left = upTo
      for (const row of rowsOf(index)) {
        if (row.kind === 'carried' && owedOf(row) === 0) continue
        left -= payOne(row, component, left, state)
      }
      return upTo - left
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
      const beyond = -openOf(row, component)
      if (beyond <= 0) continue
      const waived = Math.min(beyond, row.waived[component])
      const excess = beyond - waived
      row.waived[component] -= waived
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
  const instalments = book.rows.filter(({ kind }) => kind !== 'down-payment' && kind !== 'carried')
  const held = instalments.find((row, index) => (index === 0 || on > row.from) && on <= row.dueOn)
  const target = held ?? book.rows.find(({ kind }) => kind === 'charges')
  if (target !== undefined) {
    target.due[component] += amount
    if (target.dueOn < on) target.dueOn = on
    target.settledOn = undefined
    return
  }
  const last = instalments.at(-1)
  const row = bookRow({ from: last?.dueOn ?? on, dueOn: on, kind: 'charges' }, { ...noParts, [component]: amount })
  putInOrder(book, [row])
}
