import { noParts, type PerComponent, totalOf } from './allocation.ts'
import { type YearShares, yearShares } from './day-count.ts'
import { type DayNumber, dateOf, nextDue, numberOf } from './due-dates.ts'
import { decimal, type Fraction, scaled, totalOfAmounts } from './fraction.ts'
import type { Component, Frequency, LoanTerms, Product } from './terms.ts'

/** One period of a loan and what was agreed to be paid at its end. Minor units. */
export interface LoanPeriod {
  from: DayNumber
  dueOn: DayNumber
  /** What is fixed of the instalment: all of it, or the principal part alone, which is 0 under `interest-only`. */
  instalment: number
  fixes: 'instalment' | 'principal' | 'interest-only'
  /** The level instalment before the last one took the difference. */
  agreed: number
  /** Interest of later periods that were paid ahead, which falls due here. */
  broughtForward: number
  /** Its own interest fell due earlier. */
  interestMoved: boolean
  /** Its interest is put off and added to the next instalment without grace. */
  interestPutOff: boolean
  /** Interest that was fixed, whatever accrues. */
  ownInterest: number | undefined
  /** How its share of the year is counted. */
  shares: YearShares
  paidPrincipal: number
  paidInterest: number
  /** What a unit of balance earns over stretches of the period, as far as it was worked out; emptied when the period's days change. */
  remembered: Stretch[]
}

/** What a unit of balance earns from one day to another at a rate. */
interface Stretch {
  readonly from: DayNumber
  readonly until: DayNumber
  readonly rate: Fraction
  readonly factor: Fraction
}

/** Principal paid for a period, which lowers the balance from that day on if it was ahead. */
export interface PrincipalPaid {
  readonly period: LoanPeriod
  readonly on: DayNumber
  readonly amount: number
}

/** An amount that joined the balance on a day. */
export interface Joined {
  readonly on: DayNumber
  readonly amount: number
  /** How much of it had been paid out before and fell due once already. */
  readonly again: number
}

/** What bears interest and when: the facts that a loan's rows are counted from. Changed in place during one replay only. */
export interface Ledger {
  readonly product: Product
  /** How often instalments fall due from here on. */
  frequency: Frequency
  periods: LoanPeriod[]
  /** What joined the balance, and below zero what was set aside from it. */
  readonly disbursed: Joined[]
  readonly rates: { readonly from: DayNumber; readonly rate: Fraction }[]
  readonly pauses: { readonly from: DayNumber; readonly until: DayNumber }[]
  readonly paid: PrincipalPaid[]
  /** Up to this day principal that is past due has borne interest. */
  overdueUntil: DayNumber
  /** Interest after this day is not counted. */
  interestUntil: DayNumber
}

/**
 * A row of the schedule: the instalment of a period, what was carried forward to one, a down payment, charges after the last instalment, or
 * principal that was set aside.
 */
export interface BookRow {
  from: DayNumber
  dueOn: DayNumber
  readonly kind: 'instalment' | 'carried' | 'down-payment' | 'charges' | 'deferred'
  /** Undefined for rows that bear no interest of their own. */
  readonly period?: LoanPeriod
  /** The period to whose instalment something was carried forward. */
  beside?: LoanPeriod
  readonly due: Record<Component, number>
  readonly paid: Record<Component, number>
  /** Part of `due`. */
  readonly waived: Record<Component, number>
  /** What a relief took away from here, no part of `due` any more. */
  readonly moved: Record<Component, number>
  paidInAdvance: number
  paidLate: number
  settledOn: DayNumber | undefined
  /** What the product charges on this instalment, as it was worked out last; part of `due`. */
  readonly ofProduct: Record<'fee' | 'penalty', number>
  /** Charged already for being past due. */
  chargedLate: boolean
}

/** A new row that owes `due`. */
export const bookRow = (
  place: Pick<BookRow, 'from' | 'dueOn' | 'kind' | 'period' | 'beside'>,
  due: Partial<PerComponent> = {},
): BookRow => ({
  ...place,
  due: { ...noParts, ...due },
  paid: { ...noParts },
  waived: { ...noParts },
  moved: { ...noParts },
  paidInAdvance: 0,
  paidLate: 0,
  settledOn: undefined,
  ofProduct: { fee: 0, penalty: 0 },
  chargedLate: false,
})

/** What is still owed of a component of a row. */
export const openOf = ({ due, paid, waived }: BookRow, component: Component): number =>
  due[component] - paid[component] - waived[component]

/** What is still owed of a row. */
export const owedOf = ({ due, paid, waived }: BookRow): number => totalOf(due) - totalOf(paid) - totalOf(waived)

/** What of a component no longer has to be paid here, one way or another. */
export const doneOf = ({ paid, waived, moved }: BookRow, component: Component): number =>
  paid[component] + waived[component] + moved[component]

/** Notes on which day nothing more came to be owed of a row. */
export const noteSettled = (row: BookRow, on: DayNumber): void => {
  if (owedOf(row) !== 0) row.settledOn = undefined
  else row.settledOn ??= on
}

/** A period with nothing agreed yet. */
export const emptyPeriod = (
  from: DayNumber,
  dueOn: DayNumber,
  shares: YearShares,
  fixes: LoanPeriod['fixes'] = 'instalment',
): LoanPeriod => ({
  from,
  dueOn,
  fixes,
  instalment: 0,
  agreed: 0,
  broughtForward: 0,
  interestMoved: false,
  interestPutOff: false,
  ownInterest: undefined,
  shares,
  paidPrincipal: 0,
  paidInterest: 0,
  remembered: [],
})

/** The period that a day is in: after its start, up to its end. */
export const holding = (periods: readonly LoanPeriod[], on: DayNumber): LoanPeriod | undefined =>
  periods.find(({ from, dueOn }) => from < on && on <= dueOn)

/** A yearly rate as a fraction. */
export const yearlyRate = (percent: string): Fraction => scaled(decimal(percent), 1, 100)

const dueOnAfter = (terms: LoanTerms, startOn: DayNumber): DayNumber =>
  terms.firstDueOn === undefined ? nextDue(startOn, terms.frequency, dateOf(startOn).day) : numberOf(terms.firstDueOn)

/** What a product fixes of an instalment without grace. */
export const commonlyFixed = ({ amortisation }: Product): LoanPeriod['fixes'] =>
  amortisation === 'equal-principal' ? 'principal' : 'instalment'

/** The empty periods of a loan that starts on a day. */
export const periodsOf = (terms: LoanTerms, startOn: DayNumber): LoanPeriod[] => {
  const first = dueOnAfter(terms, startOn)
  const dueDay = dateOf(terms.firstDueOn === undefined ? startOn : first).day
  const shares = yearShares(terms.product, terms.frequency, dueDay)
  const periods: LoanPeriod[] = []
  let from = startOn
  let dueOn = first
  for (let index = 0; index < terms.numberOfInstalments; index++) {
    const isLast = index === terms.numberOfInstalments - 1
    if (isLast && terms.lastDueOn !== undefined) dueOn = numberOf(terms.lastDueOn)
    const fixes = index < terms.graceOnPrincipal ? 'interest-only' : commonlyFixed(terms.product)
    const period = emptyPeriod(from, dueOn, shares, fixes)
    period.interestPutOff = index < terms.graceOnInterest
    periods.push(period)
    from = dueOn
    dueOn = nextDue(from, terms.frequency, dueDay)
  }
  return periods
}

/** A ledger in which nothing has happened yet. */
export const openLedger = (terms: LoanTerms, startOn: DayNumber): Ledger => ({
  product: terms.product,
  frequency: terms.frequency,
  periods: periodsOf(terms, startOn),
  disbursed: [],
  rates: [{ from: Number.NEGATIVE_INFINITY, rate: yearlyRate(terms.annualRatePercent) }],
  pauses: [],
  paid: [],
  overdueUntil: Number.NEGATIVE_INFINITY,
  interestUntil: Number.POSITIVE_INFINITY,
})

/** What was paid of a period. */
export const paidOf = ({ paidPrincipal, paidInterest }: LoanPeriod): number => paidPrincipal + paidInterest

/** All that was paid out and is to be repaid by instalments. */
export const disbursedInAll = ({ disbursed }: Ledger): number => totalOfAmounts(disbursed.map(({ amount }) => amount))

/** A copy whose periods can be changed without changing the original. */
export const copyOf = (ledger: Ledger): Ledger => {
  const copies = new Map(ledger.periods.map((period) => [period, { ...period }]))
  return {
    ...ledger,
    periods: [...copies.values()],
    paid: ledger.paid.map((payment) => ({ ...payment, period: copies.get(payment.period) ?? payment.period })),
  }
}

/** The same loan as it was scheduled, as if nothing had been paid and nothing were past due. */
export const withoutPayments = (ledger: Ledger): Ledger => ({
  ...copyOf(ledger),
  periods: ledger.periods.map((period) => ({ ...period, paidPrincipal: 0, paidInterest: 0, broughtForward: 0 })),
  paid: [],
  overdueUntil: Number.NEGATIVE_INFINITY,
})
