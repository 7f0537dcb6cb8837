import { type Debt, totalOf } from '../intake/account.ts'
import * as loan from '../loan/amortise.ts'
import type { Fraction } from '../loan/fraction.ts'
import { badInput, type InputRefusal } from '../loan/input.ts'
import type { RoundingMode } from '../money.ts'
import type { Day } from '../time.ts'
import { checkAmount, checkDueDay, checkMonths, checkRate } from './bounds.ts'
import { monthlyDueDates } from './due-dates.ts'
import type { Instalment } from './plan.ts'
import { everyMonth, monthlyRate } from './rate.ts'
import { levelStart, monthsWithout, type Start } from './start.ts'

/** How instalments are settled; product parameters. `instalmentMultiple` is in minor units. */
export interface Settling {
  readonly rounding: RoundingMode
  readonly instalmentMultiple: number
}

/** What every schedule is made from. `principal` in minor units; `months` counts from one month before `firstDueOn`. */
export interface ScheduleTerms extends Settling {
  readonly principal: number
  /** Interest and fees owed already that did not join the principal: spread evenly, bearing no interest. */
  readonly arrears?: { readonly interest: number; readonly fees: number }
  readonly annualRatePercent: string
  readonly months: number
  readonly firstDueOn: Day
  /** Day of the month; 29 to 31 mean the last day of shorter months. */
  readonly dueDay: number
}

/** An instalment before it has a number and a date, in minor units; `earned` is the interest of its own month. */
export type Parts = loan.Row

/** The start of a plan as relief on its first months; months of a pause without interest are no months of the schedule at all. */
const reliefOf = (start: Start): loan.Relief[] => {
  switch (start.start) {
    case 'level':
      return []
    case 'holiday':
      return start.interest === 'paused' ? [] : [{ instalments: start.months, pays: 0 }]
    case 'lowered':
      return [{ instalments: start.months, pays: start.instalment }]
    case 'interest-only':
      return [{ instalments: start.months, pays: 'interest' }]
  }
}

const scheduledMonths = (months: number, start: Start): number =>
  start.start === 'holiday' && start.interest === 'paused' ? months - start.months : months

/** The equal amount that clears `owed` in `months`; interest and fees in it bear no interest. */
export const levelInstalment = (owed: Debt, rate: Fraction, months: number, settling: Settling): number =>
  loan.levelInstalment(owed, everyMonth(rate, months), settling)

/** The level instalment of the months after the start, which are part of `months`. */
export const levelAfter = (owed: Debt, rate: Fraction, settling: Settling, months: number, start: Start): number =>
  loan.levelAfter(owed, everyMonth(rate, scheduledMonths(months, start)), settling, reliefOf(start))

/**
 * The instalments that clear `owed` in at most `months`: the start's first, then equal ones, the last of which takes the rest. Months of a
 * payment holiday give no row.
 * @param instalment asked each month instead of the level one; above it the debt ends early and there are fewer rows
 */
export const amortise = (
  owed: Debt,
  rate: Fraction,
  settling: Settling,
  months: number,
  start: Start = levelStart,
  instalment?: number,
): Parts[] =>
  withoutEmpty(
    loan.amortise(owed, everyMonth(rate, scheduledMonths(months, start)), settling, {
      amortisation: 'level',
      relief: reliefOf(start),
      ...(instalment === undefined ? {} : { instalment }),
    }),
  )

/** Leaves months out in which nothing is asked; what they earned is the next one's. */
const withoutEmpty = (rows: Parts[]): Parts[] => {
  if (rows.every((row) => totalOf(row) > 0)) return rows
  let earned = 0
  return rows.flatMap((row) => {
    earned += row.earned
    if (totalOf(row) === 0) return []
    const full = { ...row, earned }
    earned = 0
    return [full]
  })
}

/** Gives rows their number and date. */
export const dated = (rows: readonly Parts[], firstDueOn: Day, dueDay: number, holidayMonths = 0): Instalment[] => {
  const dates = monthlyDueDates(firstDueOn, dueDay, holidayMonths + rows.length)
  return rows.map((parts, index) => ({
    number: index + 1,
    dueOn: dates[index + holidayMonths] ?? firstDueOn,
    principal: parts.principal,
    interest: parts.interest,
    fees: parts.fees,
    earned: parts.earned,
  }))
}

const checkTerms = (terms: ScheduleTerms): InputRefusal | undefined =>
  checkAmount('principal', terms.principal, 1) ??
  checkAmount('arrears.interest', terms.arrears?.interest ?? 0) ??
  checkAmount('arrears.fees', terms.arrears?.fees ?? 0) ??
  checkRate('annualRatePercent', terms.annualRatePercent) ??
  checkMonths('months', terms.months) ??
  checkDueDay('dueDay', terms.dueDay) ??
  checkAmount('instalmentMultiple', terms.instalmentMultiple, 1)

const scheduled = (terms: ScheduleTerms, start: Start): Instalment[] => {
  const rate = monthlyRate(terms.annualRatePercent)
  const rows = amortise(owedOf(terms), rate, terms, terms.months, start)
  return dated(rows, terms.firstDueOn, terms.dueDay, monthsWithout(start))
}

const owedOf = (terms: ScheduleTerms): Debt => ({ interest: 0, fees: 0, ...terms.arrears, principal: terms.principal })

/** Equal monthly instalments (R20). */
export const annuity = (terms: ScheduleTerms): Instalment[] | InputRefusal =>
  checkTerms(terms) ?? scheduled(terms, levelStart)

const checkStart = (terms: ScheduleTerms, start: Start): InputRefusal | undefined => {
  const bad =
    checkMonths('start.months', start.months) ??
    checkMonths('months after the start', terms.months - start.months) ??
    checkAmount('start.instalment', start.start === 'lowered' ? start.instalment : 1, 1)
  if (bad !== undefined || start.start !== 'lowered') return bad
  const level = levelInstalment(owedOf(terms), monthlyRate(terms.annualRatePercent), terms.months, terms)
  return start.instalment < level
    ? undefined
    : badInput('start.instalment', `${start.instalment} is not below the level instalment of ${level}`)
}

/**
 * Equal monthly instalments after a start that asks for less or nothing (R20): the rest clears the debt in what is left of `terms.months`.
 * Interest that the start puts off is spread over the rest and bears none itself.
 */
export const startingWith = (start: Start, terms: ScheduleTerms): Instalment[] | InputRefusal =>
  checkTerms(terms) ?? checkStart(terms, start) ?? scheduled(terms, start)
