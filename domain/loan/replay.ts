import {
  addRows,
  type Book,
  charge,
  putInOrder,
  recalculates,
  receive,
  refresh,
  returnExcess,
  useCredit,
} from './book.ts'
import { count } from './count.ts'
import { type DayNumber, dayOf, numberOf } from './due-dates.ts'
import { chargeInstalments, chargePastDue } from './fees.ts'
import { percentOf, totalOfAmounts } from './fraction.ts'
import { badInput, type InputRefusal } from './input.ts'
import { settleLast } from './last-instalment.ts'
import { bookRow, disbursedInAll, holding, openOf } from './ledger.ts'
import { asInstalment } from './level-instalment.ts'
import { outstandingOn } from './payable-ahead.ts'
import { reAge, reAmortise } from './re-age.ts'
import { levelIdealFlat, relevel, relevelAsScheduled, spreadPrincipal } from './relevel.ts'
import { relieve, settle } from './relief.ts'
import { extend, moveDueDate, pause, putInterestOff, putPrincipalOff, setRate } from './reschedule.ts'
import type { LoanEvent } from './terms.ts'

/** Principal that is past due goes on bearing interest up to `on`, as far as the product says. */
export const countOverdue = (book: Book, on: DayNumber): void => {
  const { ledger } = book
  const { overdueInterest } = book.terms.product
  if (!recalculates(book) || overdueInterest === 'none' || on <= ledger.overdueUntil) return
  const running = holding(ledger.periods, on)
  const hasOverdue = book.rows.some((row) => row.period !== undefined && row.dueOn < on && openOf(row, 'principal') > 0)
  if (!hasOverdue) return
  ledger.overdueUntil = overdueInterest === 'to-the-period-end' || book.isPayOff ? (running?.dueOn ?? on) : on
  refresh(book, on, settleLast(ledger, on))
}

/** Whether an amount pays all that is left, with interest to the end of the running period, where the product asks for that. */
const paysOff = ({ ledger, terms: { product } }: Book, amount: number, on: DayNumber): boolean => {
  const running = holding(ledger.periods, on)
  if (product.aheadInterest !== 'to-the-period-end-on-pay-off' || running === undefined) return false
  return amount >= outstandingOn(ledger, running.dueOn)
}

/** The first period that a payout on a day concerns: the one that holds the day, or the next where it is a due date. */
const firstConcerned = ({ ledger: { periods } }: Book, on: DayNumber): number => {
  const index = periods.findIndex(({ dueOn }) => dueOn > on)
  return index === -1 ? periods.length - 1 : index
}

/** Without partial periods a payout inside a period counts from the period's start. */
const countsFrom = ({ ledger, terms: { product } }: Book, on: DayNumber): DayNumber =>
  product.interestPer === 'period' && !product.partialPeriods
    ? (ledger.periods.find(({ dueOn }) => dueOn > on)?.from ?? on)
    : on

/** All that was paid out, down payments included. */
const paidOutInAll = ({ ledger, rows }: Book): number =>
  disbursedInAll(ledger) +
  totalOfAmounts(rows.filter(({ kind }) => kind === 'down-payment').map(({ due }) => due.principal))

const disburse = (book: Book, amount: number, on: DayNumber): void => {
  const { product, balloon } = book.terms
  const down = asInstalment(percentOf(amount, product.downPaymentPercent.toFixed(8), product.rounding), product)
  if (down > 0) {
    const row = bookRow({ from: on, dueOn: on, kind: 'down-payment' }, { principal: down })
    putInOrder(book, [row])
  }
  const { ledger } = book
  const isFirst = ledger.disbursed.length === 0
  ledger.disbursed.push({ on: countsFrom(book, on), amount: amount - down, again: 0 })
  const first = firstConcerned(book, on)
  const isFixed = product.instalmentFrom === 'ideal-periods' && (product.interest === 'flat' || !book.bearsInterest)
  if (isFixed) levelIdealFlat(ledger, isFirst || !book.bearsInterest ? 0 : first, paidOutInAll(book))
  else if (isFirst) relevel(ledger, 0, balloon)
  else if (book.bearsInterest) relevelAsScheduled(ledger, first, balloon)
  else spreadPrincipal(ledger, first, amount - down)
  refresh(book, on)
  chargeInstalments(book)
  returnExcess(book, on)
}

const reschedule = (book: Book, event: Extract<LoanEvent, { type: 'rescheduled' }>): void => {
  const from = numberOf(event.from)
  if (event.annualRatePercent !== undefined) setRate(book, from, event.annualRatePercent)
  if (event.dueOn !== undefined) moveDueDate(book, from, numberOf(event.dueOn))
  const concerned = event.dueOn === undefined ? from : numberOf(event.dueOn)
  if (event.graceOnPrincipal !== undefined) putPrincipalOff(book, concerned, event.graceOnPrincipal)
  if (event.graceOnInterest !== undefined) putInterestOff(book, concerned, event.graceOnInterest)
  if (event.extraInstalments !== undefined) extend(book, concerned, event.extraInstalments)
}

/** Payouts and payments, which keep the rows up to date themselves. */
const receiveOrPay = (book: Book, event: LoanEvent, on: DayNumber): boolean => {
  switch (event.type) {
    case 'disbursed':
      disburse(book, event.amount, on)
      return true
    case 'charged':
      charge(book, event.component, event.amount, on)
      useCredit(book, on)
      return true
    case 'paid':
      receive(book, event.amount, on)
      return true
    case 'day-closed':
      chargePastDue(book, on)
      useCredit(book, on)
      return true
    default:
      return false
  }
}

const change = (book: Book, event: LoanEvent, on: DayNumber, field: string): InputRefusal | undefined => {
  switch (event.type) {
    case 'relieved':
      return relieve(book, event, field)
    case 'settled':
      return settle(book, event, field)
    case 'rescheduled':
      reschedule(book, event)
      break
    case 'interest-paused':
      pause(book, numberOf(event.from), numberOf(event.until))
      break
    case 're-aged':
      reAge(book, event)
      break
    case 're-amortised':
      reAmortise(book, on, event.over)
      break
  }
  return undefined
}

/** A loan that a lump sum has closed takes nothing but credit. */
const happenAfterwards = (
  book: Book,
  event: LoanEvent,
  settledOn: DayNumber,
  field: string,
): InputRefusal | undefined => {
  if (event.type === 'paid') book.credit += event.amount
  const changesInterest = event.type === 'rescheduled' || event.type === 'interest-paused'
  const wasAgreedBefore = changesInterest && numberOf(event.on) <= settledOn
  return event.type === 'paid' || event.type === 'day-closed' || wasAgreedBefore
    ? undefined
    : badInput(`${field}.on`, `a lump sum closed the loan on ${dayOf(settledOn)}; undo that before`)
}

const countsOverdue: ReadonlySet<LoanEvent['type']> = new Set([
  'disbursed',
  'paid',
  'day-closed',
  're-aged',
  're-amortised',
  'relieved',
  'settled',
])

/**
 * Lets one event happen to a loan. Events must come in the order of their days; what was reversed or undone is taken out before, together
 * with what undid it.
 * @param field names the event in a refusal
 */
export const happen = (book: Book, event: LoanEvent, field: string): InputRefusal | undefined => {
  const on = numberOf(event.on)
  if (book.settledOn !== undefined) return happenAfterwards(book, event, book.settledOn, field)
  addRows(book)
  book.isPayOff = event.type === 'paid' && recalculates(book) && paysOff(book, event.amount, on)
  if (countsOverdue.has(event.type)) countOverdue(book, on)
  if (receiveOrPay(book, event, on)) return undefined
  const refused = change(book, event, on, field)
  if (refused !== undefined || book.settledOn !== undefined) return refused
  addRows(book)
  refresh(book, on, count(book.ledger))
  chargeInstalments(book)
  returnExcess(book, on)
  return undefined
}
