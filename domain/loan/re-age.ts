import { addRows, type Book } from './book.ts'
import { carryForward, liftOff, resettle } from './carried.ts'
import { count } from './count.ts'
import { yearShares } from './day-count.ts'
import { type DayNumber, dateOf, dueDates, numberOf } from './due-dates.ts'
import { divide, equalParts, totalOfAmounts } from './fraction.ts'
import { settleLast } from './last-instalment.ts'
import {
  type BookRow,
  commonlyFixed,
  disbursedInAll,
  doneOf,
  emptyPeriod,
  type Ledger,
  type LoanPeriod,
  noteSettled,
  openOf,
  owedOf,
} from './ledger.ts'
import { asInstalment } from './level-instalment.ts'
import { levelOf, smooth } from './relevel.ts'
import type { LoanEvent } from './terms.ts'

type ReAge = Extract<LoanEvent, { type: 're-aged' }>

/** What is paid out and not repaid. */
const outstanding = ({ ledger, rows }: Book): number =>
  disbursedInAll(ledger) -
  totalOfAmounts(rows.filter(({ period }) => period !== undefined).map((row) => doneOf(row, 'principal')))

/** Nothing more falls due in these rows than was paid; what was left of a down payment joins the loan. */
const close = (book: Book, rows: readonly BookRow[], on: DayNumber): void => {
  for (const row of rows) {
    if (row.period === undefined) {
      const left = openOf(row, 'principal')
      row.due.principal -= left
      if (row.kind === 'down-payment' && left > 0) book.ledger.disbursed.push({ on, amount: left, again: 0 })
    } else {
      row.period.fixes = 'instalment'
      row.period.interestPutOff = false
      row.period.instalment = row.period.agreed = doneOf(row, 'principal') + doneOf(row, 'interest')
    }
  }
}

/** Interest that is due and not paid, or has accrued up to a day: what is carried through periods that ask for nothing more. */
const interestBy = (ledger: Ledger, until: DayNumber): number =>
  count({ ...ledger, interestUntil: until }).at(-1)?.carried ?? 0

/** From here on the interest of these periods is what was paid of it. */
const waive = (periods: readonly LoanPeriod[]): void => {
  for (const period of periods) period.ownInterest = period.paidInterest
}

/** Fixed equal parts of the principal and of the interest, whatever accrues. */
const shareEqually = ({ product }: Ledger, added: readonly LoanPeriod[], principal: number, interest: number): void => {
  const each = asInstalment(divide(principal, added.length, 'half-even'), product)
  for (const period of added) {
    period.fixes = 'principal'
    period.instalment = period.agreed = each
  }
  const parts = equalParts(interest, added.length)
  for (const [index, period] of added.entries()) period.ownInterest = parts[index]
}

/** Instalments, or principal parts, all alike: grace that was agreed before ends here. */
const level = (ledger: Ledger, periods: readonly LoanPeriod[], owed: number): void => {
  const fixes = commonlyFixed(ledger.product)
  for (const period of periods) period.fixes = fixes
  const each =
    fixes === 'instalment' ? levelOf(ledger, periods, owed, 0) : divide(owed, periods.length, ledger.product.rounding)
  for (const period of periods) period.instalment = period.agreed = each
}

/** The period that takes the place of a row's. */
const successorOf = (row: BookRow, added: readonly LoanPeriod[]): LoanPeriod | undefined =>
  added.find(({ from, dueOn }) => from <= row.from && row.from < dueOn) ??
  (row.from < (added[0]?.from ?? 0) ? added[0] : added.at(-1))

/** What was paid ahead into instalments that are no more moves into those that take their place. */
const movePaid = (book: Book, dropped: readonly BookRow[], added: readonly LoanPeriod[]): void => {
  for (const row of dropped) {
    const period = successorOf(row, added)
    const target = book.rows.find((each) => each.period === period)
    if (period === undefined || target === undefined) continue
    for (const component of ['penalty', 'fee', 'interest', 'principal'] as const) {
      target.paid[component] += row.paid[component]
      target.waived[component] += row.waived[component]
      target.moved[component] += row.moved[component]
      if (component === 'penalty' || component === 'fee') target.due[component] += row.due[component]
    }
    target.paidInAdvance += row.paidInAdvance
    target.paidLate += row.paidLate
    period.paidPrincipal += row.period?.paidPrincipal ?? 0
    period.paidInterest += row.period?.paidInterest ?? 0
    period.instalment += doneOf(row, 'principal') + doneOf(row, 'interest')
    for (const [index, payment] of book.ledger.paid.entries()) {
      if (payment.period === row.period) book.ledger.paid[index] = { ...payment, period }
    }
  }
}

const newPeriods = (book: Book, event: ReAge, from: DayNumber): LoanPeriod[] => {
  const startOn = numberOf(event.startOn)
  const dates = dueDates(startOn, event.frequency, event.numberOfInstalments)
  const shares = yearShares(book.terms.product, event.frequency, dateOf(startOn).day)
  return dates.map((dueOn, index) => emptyPeriod(dates[index - 1] ?? from, dueOn, shares))
}

/**
 * What is still owed moves to new instalments from a day on; instalments that are past keep only what was paid of them, and those still to
 * come are replaced.
 */
export const reAge = (book: Book, event: ReAge): void => {
  const { ledger } = book
  const on = numberOf(event.on)
  const startOn = numberOf(event.startOn)
  const free = book.rows.filter(({ kind }) => kind === 'carried')
  const deferred = book.rows.filter(({ kind }) => kind === 'deferred')
  const rows = book.rows.filter((row) => !free.includes(row) && !deferred.includes(row))
  const isKept = ({ dueOn, kind }: BookRow): boolean => kind === 'down-payment' || (dueOn <= on && dueOn < startOn)
  const kept = rows.filter(isKept)
  const dropped = rows.filter((row) => !isKept(row))
  const fullInterest = totalOfAmounts(rows.map((row) => openOf(row, 'interest')))
  const unpaidDown = totalOfAmounts(kept.filter(({ kind }) => kind === 'down-payment').map(owedOf))
  const owed = outstanding(book) + unpaidDown
  close(book, kept, on)
  const past = ledger.periods.filter((period) => kept.some((row) => row.period === period))
  const added = newPeriods(book, event, past.at(-1)?.dueOn ?? ledger.periods[0]?.from ?? on)
  const payable = interestBy({ ...ledger, periods: [...past, ...added] }, on)
  ledger.periods = [...past, ...added]
  ledger.frequency = event.frequency
  book.rows = [...kept, ...free, ...deferred]
  addRows(book)
  switch (event.interest) {
    case 'recounted':
      level(ledger, added, owed)
      break
    case 'waived':
      waive(past)
      ledger.pauses.push({ from: added[0]?.from ?? on, until: on })
      level(ledger, added, owed)
      break
    case 'payable-shared':
      waive(past)
      shareEqually(ledger, added, owed, payable)
      break
    case 'full-shared':
      waive(past)
      shareEqually(ledger, added, owed, fullInterest)
      break
  }
  movePaid(book, dropped, added)
  settleLast(ledger, on)
  if (event.interest === 'recounted' || event.interest === 'waived') smooth(ledger, past.length, on, 0)
  for (const row of kept) noteSettled(row, on)
  const carried = liftOff(free)
  resettle(book, free, on, (row) => past.find((period) => period === row.beside) ?? successorOf(row, added))
  carryForward(book, added, carried)
}

/** Adds equal parts of what is past due to some instalments; where only the principal part is fixed, the interest comes by itself. */
const addEqually = (
  ledger: Ledger,
  periods: readonly LoanPeriod[],
  pastDue: { readonly principal: number; readonly interest: number },
): void => {
  for (const period of periods) {
    const amount = pastDue.principal + (period.fixes === 'instalment' ? pastDue.interest : 0)
    if (period.fixes === 'interest-only') period.fixes = 'principal'
    period.instalment += asInstalment(divide(amount, periods.length, 'half-even'), ledger.product)
    period.agreed = period.instalment
  }
}

/**
 * What is past due is spread over the instalments still to come, or over the next few of them; their days stay. Without interest, and for
 * a few instalments, equal parts come on top; else the instalments are levelled anew.
 */
export const reAmortise = (book: Book, on: DayNumber, over?: number): void => {
  const { ledger } = book
  const isFree = ({ kind }: BookRow): boolean => kind === 'carried' || kind === 'deferred'
  const past = book.rows.filter((row) => row.dueOn <= on && !isFree(row))
  const ahead = ledger.periods.filter(({ dueOn }) => dueOn > on)
  const pastDue = (component: 'principal' | 'interest'): number =>
    totalOfAmounts(past.map((row) => openOf(row, component)))
  const [principal, interest] = [pastDue('principal'), pastDue('interest')]
  if (ahead.length === 0) return
  const pastFree = book.rows.filter(({ kind, dueOn }) => kind === 'carried' && dueOn <= on)
  carryForward(book, ahead.slice(0, over), liftOff(pastFree))
  for (const row of pastFree) noteSettled(row, on)
  if (principal + interest <= 0) return
  close(book, past, on)
  const onTop = over !== undefined || !book.bearsInterest
  if (onTop) addEqually(ledger, ahead.slice(0, over), { principal, interest })
  else level(ledger, ahead, outstanding(book) + totalOfAmounts(ahead.map(({ paidPrincipal }) => paidPrincipal)))
  settleLast(ledger, on)
  if (!onTop) smooth(ledger, ledger.periods.length - ahead.length, on, 0)
  for (const row of past) noteSettled(row, on)
}
