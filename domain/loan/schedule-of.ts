import * as z from 'zod'
import { isRefusal } from '../outcome.ts'
import type { Day } from '../time.ts'
import { noParts, type PerComponent, plus } from './allocation.ts'
import { type Book, instalmentsIn } from './book.ts'
import { checkEvent, checkLastDueOn, checkReferences, checkSize, checkTerms } from './checks.ts'
import { type DayNumber, dayOf, numberOf } from './due-dates.ts'
import { totalOfAmounts } from './fraction.ts'
import { badInput, type InputRefusal } from './input.ts'
import { type BookRow, openLedger, owedOf } from './ledger.ts'
import { countOverdue, happen } from './replay.ts'
import { LoanEvent, type LoanSchedule, LoanTerms, type ScheduledInstalment } from './terms.ts'

type Payouts = LoanSchedule['disbursements']

/** Events without those that were undone or reversed, and without what undid them. */
const standing = (events: readonly LoanEvent[]): LoanEvent[] => {
  const taken = new Set<LoanEvent>()
  for (const [index, event] of events.entries()) {
    if (event.type === 'payment-reversed') {
      const payment = events.find((each) => each.type === 'paid' && each.id === event.id)
      if (payment !== undefined) taken.add(payment)
      taken.add(event)
    }
    if (event.type === 'undone') {
      const change = events.slice(0, index).findLast((each) => each.type === event.change && !taken.has(each))
      if (change !== undefined) taken.add(change)
      taken.add(event)
    }
  }
  return events.filter((event) => !taken.has(event))
}

/** The day on which an event takes its place in the replay: a new rate on its first day, all else on its own. */
const placeOf = (event: LoanEvent): DayNumber => {
  if (event.type === 'rescheduled' && event.annualRatePercent !== undefined) return numberOf(event.from)
  return numberOf(event.type === 'interest-paused' ? event.from : event.on)
}

const byAmount = (a: LoanEvent, b: LoanEvent): number =>
  a.type === 'paid' && b.type === 'paid' ? a.amount - b.amount || (a.id < b.id ? -1 : 1) : 0

const payoutsFirst = ({ product }: LoanTerms, { type }: LoanEvent): number =>
  product.instalmentFrom === 'ideal-periods' && type === 'disbursed' ? 0 : 1

/**
 * In the order of their days; over ideal periods the schedule is made of all payouts before any payment. Payments of one day come in one
 * order whichever way they arrived, so that totals do not depend on it.
 */
const inReplayOrder = (terms: LoanTerms, events: readonly LoanEvent[]): LoanEvent[] =>
  standing(events).toSorted(
    (a, b) => payoutsFirst(terms, a) - payoutsFirst(terms, b) || placeOf(a) - placeOf(b) || byAmount(a, b),
  )

const firstDay = (terms: LoanTerms, events: readonly LoanEvent[]): DayNumber | undefined => {
  if (terms.startOn !== undefined) return numberOf(terms.startOn)
  const days = events.filter(({ type }) => type === 'disbursed').map(({ on }) => numberOf(on))
  return days.length === 0 ? undefined : Math.min(...days)
}

/** Before any money is paid out, the announced tranches stand for it. */
const withTranches = ({ expectedTranches }: LoanTerms, events: readonly LoanEvent[]): LoanEvent[] => [
  ...expectedTranches.map(({ on, amount }) => ({ type: 'disbursed' as const, on, amount, charges: 0 })),
  ...events,
]

/** What was paid out by a row. A tranche of its own day counts only behind that tranche's down payment. */
const paidOutBy = ({ disbursements, rows }: { disbursements: Payouts; rows: readonly BookRow[] }, index: number) => {
  const dueOn = rows[index]?.dueOn ?? 0
  const hasDownPayment = (on: DayNumber): boolean =>
    rows.slice(0, index + 1).some(({ kind, dueOn }) => kind === 'down-payment' && dueOn === on)
  return totalOfAmounts(
    disbursements
      .filter(({ on }) => numberOf(on) < dueOn || (numberOf(on) === dueOn && hasDownPayment(dueOn)))
      .map(({ amount }) => amount),
  )
}

/** The rows of one instalment taken together. */
const together = (rows: readonly BookRow[]) => {
  const add = (of: (row: BookRow) => PerComponent): PerComponent =>
    rows.length === 1 && rows[0] !== undefined ? { ...of(rows[0]) } : rows.map(of).reduce(plus, noParts)
  const settledOn = rows.map((row) => row.settledOn).filter((on) => on !== undefined)
  return {
    due: add(({ due }) => due),
    paid: add(({ paid }) => paid),
    waived: add(({ waived }) => waived),
    paidInAdvance: totalOfAmounts(rows.map(({ paidInAdvance }) => paidInAdvance)),
    paidLate: totalOfAmounts(rows.map(({ paidLate }) => paidLate)),
    settledOn:
      settledOn.length === 0 || rows.some((row) => owedOf(row) > 0) ? undefined : dayOf(Math.max(...settledOn)),
  }
}

const instalmentsOf = (book: Book, disbursements: Payouts): ScheduledInstalment[] => {
  const instalments = instalmentsIn(book)
  const rows = instalments.map((each) => each.at(-1)).filter((row) => row !== undefined)
  let repaid = 0
  return instalments.flatMap((each, index) => {
    const row = rows[index]
    if (row === undefined) return []
    const { due, paid, waived, paidInAdvance, paidLate, settledOn } = together(each)
    repaid += due.principal
    const joined = totalOfAmounts(book.capitalised.filter(({ on }) => on <= row.dueOn).map(({ amount }) => amount))
    return {
      number: index + 1,
      from: dayOf(row.from),
      dueOn: dayOf(row.dueOn),
      due,
      paid,
      waived,
      paidInAdvance,
      paidLate,
      settledOn,
      principalAfter: Math.max(0, paidOutBy({ disbursements, rows }, index) + joined - repaid),
      isDownPayment: row.kind === 'down-payment',
      isDeferred: row.kind === 'deferred',
    }
  })
}

const fieldOf = (issue: z.core.$ZodIssue): string => issue.path.join('.')

const parsed = <Output extends object>(
  schema: z.ZodType<Output>,
  input: unknown,
  field: string,
): Output | InputRefusal => {
  const result = schema.safeParse(input)
  if (result.success) return result.data
  const [issue] = result.error.issues
  const place = issue === undefined ? '' : fieldOf(issue)
  return badInput(place === '' ? field : `${field}.${place}`, issue?.message ?? 'is not as it must be')
}

const openBook = (terms: LoanTerms, startOn: DayNumber): Book => ({
  terms,
  ledger: openLedger(terms, startOn),
  rows: [],
  bearsInterest: Number(terms.annualRatePercent) > 0,
  credit: 0,
  isPayOff: false,
  capitalised: [],
  settledOn: undefined,
})

/** Lets all events happen in the order of their days. @param events as the caller gave them, so that a refusal names one by its place */
const replayed = (book: Book, startOn: DayNumber, events: readonly LoanEvent[]): InputRefusal | undefined => {
  for (const event of inReplayOrder(book.terms, events)) {
    const field = `events.${events.indexOf(event)}`
    const refused = checkEvent(book, event, field) ?? happen(book, event, field) ?? checkSize(book, startOn, field)
    if (refused !== undefined) return refused
  }
  return undefined
}

const payoutsOf = (events: readonly LoanEvent[]): Payouts =>
  events
    .flatMap((event) => (event.type === 'disbursed' ? [event] : []))
    .map(({ on, amount, charges }) => ({ on, amount, charges }))
    .toSorted((a, b) => numberOf(a.on) - numberOf(b.on))

const scheduled = (
  terms: LoanTerms,
  events: readonly LoanEvent[],
  isPaidOut: boolean,
  asOf: Day,
): LoanSchedule | InputRefusal => {
  const startOn = firstDay(terms, events)
  if (startOn === undefined) return { asOf, disbursements: [], capitalised: [], instalments: [], credit: 0 }
  const refused = checkTerms(terms, startOn) ?? checkReferences(events)
  if (refused !== undefined) return refused
  const book = openBook(terms, startOn)
  const stopped = checkLastDueOn(book) ?? replayed(book, startOn, events)
  if (stopped !== undefined) return stopped
  if (isPaidOut) countOverdue(book, numberOf(asOf))
  const disbursements = payoutsOf(events)
  return {
    asOf,
    disbursements,
    capitalised: book.capitalised.map(({ on, amount }) => ({ on: dayOf(on), amount })),
    instalments: instalmentsOf(book, disbursements),
    credit: book.credit,
  }
}

/**
 * A loan's schedule on a day: what is due and what is paid of each instalment, from all that happened to it. A preview is the same call with
 * one more event. Events may come in any order: back-dated ones take effect on their day. Bad input is refused with its field.
 * @param asOf up to when principal that is past due has borne interest; all events count, whatever their day
 */
export const scheduleOf = (terms: LoanTerms, events: readonly LoanEvent[], asOf: Day): LoanSchedule | InputRefusal => {
  const checkedTerms = parsed(LoanTerms, terms, 'terms')
  if (isRefusal(checkedTerms)) return checkedTerms
  const checkedEvents = parsed(z.array(LoanEvent), events, 'events')
  if (isRefusal(checkedEvents)) return checkedEvents
  const isPaidOut = checkedEvents.some(({ type }) => type === 'disbursed')
  return scheduled(checkedTerms, isPaidOut ? checkedEvents : withTranches(checkedTerms, checkedEvents), isPaidOut, asOf)
}
