import { type PerComponent, totalOf } from './allocation.ts'
import { addRows, type Book, payRow, refresh, returnExcess } from './book.ts'
import { carryForward } from './carried.ts'
import { type DayNumber, dayOf, numberOf } from './due-dates.ts'
import { totalOfAmounts } from './fraction.ts'
import { badInput, type InputRefusal } from './input.ts'
import { settleLast } from './last-instalment.ts'
import { type BookRow, bookRow, commonlyFixed, holding, noteSettled, openOf, owedOf } from './ledger.ts'
import { relevel } from './relevel.ts'
import type { Component, LoanEvent } from './terms.ts'

type Relieved = Extract<LoanEvent, { type: 'relieved' }>
type Settled = Extract<LoanEvent, { type: 'settled' }>

const openIn = (rows: readonly BookRow[]): PerComponent => {
  const sumOf = (component: Component): number => totalOfAmounts(rows.map((row) => openOf(row, component)))
  return { penalty: sumOf('penalty'), fee: sumOf('fee'), interest: sumOf('interest'), principal: sumOf('principal') }
}

/** An amount that is done with though nobody paid it: in the ledger it counts as paid, so that the instalment keeps its amount. */
const note = ({ ledger }: Book, { period }: BookRow, component: Component, amount: number, on: DayNumber): void => {
  if (period === undefined) return
  if (component === 'interest') period.paidInterest += amount
  if (component !== 'principal') return
  period.paidPrincipal += amount
  ledger.paid.push({ period, on, amount })
}

/** Waives a component of some rows, in their order. */
const waive = (book: Book, rows: readonly BookRow[], component: Component, amount: number, on: DayNumber): void => {
  let left = amount
  for (const row of rows) {
    const part = Math.min(left, openOf(row, component))
    if (part === 0) continue
    row.waived[component] += part
    left -= part
    note(book, row, component, part, on)
    noteSettled(row, on)
  }
}

/** Takes what is still owed of some rows away from them. */
const moveAway = (book: Book, rows: readonly BookRow[], on: DayNumber): void => {
  for (const row of rows.filter((each) => owedOf(each) > 0)) {
    for (const component of ['penalty', 'fee', 'interest', 'principal'] as const) {
      const part = openOf(row, component)
      row.moved[component] += part
      row.due[component] -= part
      note(book, row, component, part, on)
    }
    noteSettled(row, on)
  }
}

const setAside = (book: Book, amount: number, on: DayNumber): void => {
  const known = book.rows.find(({ kind }) => kind === 'deferred')
  if (known === undefined) book.rows.push(bookRow({ from: on, dueOn: on, kind: 'deferred' }, { principal: amount }))
  else {
    known.due.principal += amount
    known.settledOn = undefined
  }
  addRows(book)
}

const waivable = ['penalty', 'fee', 'interest'] as const

const checkWaiver = ({ waive: asked }: Relieved, overdue: PerComponent, field: string): InputRefusal | undefined => {
  const component = waivable.find((each) => (asked[each] ?? 0) > overdue[each])
  return component === undefined
    ? undefined
    : badInput(
        `${field}.waive.${component}`,
        `${asked[component]} is more than the ${overdue[component]} that is due; waive at most that`,
      )
}

const checkDeferral = (asked: number, available: number, field: string): InputRefusal | undefined =>
  asked <= available
    ? undefined
    : badInput(`${field}.defer`, `${asked} is more than the ${available} of principal to come; set aside at most that`)

/**
 * Relieves a borrower of what is past due or due: waived first, so that nothing is waived of what has joined the balance already; what is
 * left joins the balance or is carried forward.
 * @param field names the event in a refusal
 */
export const relieve = (book: Book, event: Relieved, field: string): InputRefusal | undefined => {
  const { ledger } = book
  const on = numberOf(event.on)
  const overdue = book.rows.filter(({ dueOn }) => dueOn <= on)
  const refused = checkWaiver(event, openIn(overdue), field)
  if (refused !== undefined) return refused
  for (const component of waivable) waive(book, overdue, component, event.waive[component] ?? 0, on)

  const left = openIn(overdue)
  const defer = event.defer ?? 0
  const first = ledger.periods.findIndex(({ dueOn }) => dueOn > on)
  if (first === -1 && totalOf(left) + defer > 0)
    return badInput(`${field}.arrears`, `no instalment falls due after ${event.on}; add instalments before`)
  const isCapitalised = event.arrears === 'capitalise'
  const ahead = openIn(book.rows.filter(({ kind, dueOn }) => kind === 'instalment' && dueOn > on)).principal
  const overDeferred = checkDeferral(defer, ahead + (isCapitalised ? totalOf(left) : 0), field)
  if (overDeferred !== undefined) return overDeferred

  const again = openIn(overdue.filter(({ kind }) => kind !== 'down-payment')).principal
  moveAway(book, overdue, on)
  const joins = (isCapitalised ? totalOf(left) : 0) - defer
  if (joins !== 0) ledger.disbursed.push({ on, amount: joins, again: isCapitalised ? again : 0 })
  if (isCapitalised && totalOf(left) > left.principal)
    book.capitalised.push({ on, amount: totalOf(left) - left.principal })
  if (!isCapitalised) carryForward(book, ledger.periods.slice(first), left)
  if (defer > 0) setAside(book, defer, on)
  if (joins === 0) settleLast(ledger, on)
  else {
    // Ideal periods without interest repay principal in grace too.
    for (const period of ledger.periods.slice(first))
      if (period.fixes === 'interest-only' && period.instalment > 0) period.fixes = commonlyFixed(book.terms.product)
    relevel(ledger, first, book.terms.balloon)
  }
  return undefined
}

/** From which day on a loan that is closed bears no interest. */
const closesOn = ({ ledger, terms: { product } }: Book, on: DayNumber): DayNumber =>
  product.aheadInterest === 'to-the-day' ? on : (holding(ledger.periods, on)?.dueOn ?? on)

/** Closes a loan with a lump sum: interest ends, the sum pays what it can, and the rest is waived. @param field names the event in a refusal */
export const settle = (book: Book, event: Settled, field: string): InputRefusal | undefined => {
  const { ledger } = book
  const on = numberOf(event.on)
  ledger.interestUntil = Math.min(ledger.interestUntil, closesOn(book, on))
  refresh(book, on, settleLast(ledger, on))
  returnExcess(book, on)
  const owed = totalOf(openIn(book.rows))
  if (event.amount > owed)
    return badInput(
      `${field}.amount`,
      `${event.amount} is more than the ${owed} that is owed on ${dayOf(on)}; ask for at most that`,
    )
  let toWaive = owed - event.amount
  const latestFirst = book.rows.toReversed()
  for (const component of ['fee', 'penalty', 'interest', 'principal'] as const) {
    const part = Math.min(toWaive, openIn(book.rows)[component])
    waive(book, latestFirst, component, part, on)
    toWaive -= part
  }
  for (const row of book.rows) {
    for (const component of ['fee', 'penalty', 'interest', 'principal'] as const) {
      const open = openOf(row, component)
      if (open > 0) note(book, row, component, payRow(row, component, open, on), on)
    }
  }
  book.settledOn = on
  return undefined
}
