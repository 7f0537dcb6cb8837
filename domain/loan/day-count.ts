import { type DayNumber, dateOf, dayNumberOf, isLeap, lengthOfMonth, plusMonths } from './due-dates.ts'
import { type Fraction, fraction, none, scaled, sum } from './fraction.ts'
import type { Frequency, Product } from './terms.ts'

/** How a product counts days. */
export type DayCounting = Pick<Product, 'dayCount' | 'newYearCut' | 'leapDays' | 'interestPer'>

/** From one due date to the next. */
export interface Period {
  readonly from: DayNumber
  readonly dueOn: DayNumber
}

const daysInYear = { '360': 360, '364': 364, '365': 365 } as const

interface Basis {
  readonly thirtyDayMonths: boolean
  /** Undefined: as many as the year has. */
  readonly yearDays: number | undefined
}

const basisOf = ({ dayCount }: DayCounting): Basis => {
  switch (dayCount) {
    case '30/360':
      return { thirtyDayMonths: true, yearDays: daysInYear['360'] }
    case '30/365':
      return { thirtyDayMonths: true, yearDays: daysInYear['365'] }
    case '30/actual':
      return { thirtyDayMonths: true, yearDays: undefined }
    case 'actual/360':
      return { thirtyDayMonths: false, yearDays: daysInYear['360'] }
    case 'actual/364':
      return { thirtyDayMonths: false, yearDays: daysInYear['364'] }
    case 'actual/365':
      return { thirtyDayMonths: false, yearDays: daysInYear['365'] }
    case 'actual/actual':
      return { thirtyDayMonths: false, yearDays: undefined }
  }
}

const holdsLeapDay = ({ from, dueOn }: Period): boolean => {
  const { year } = dateOf(from)
  if (!isLeap(year)) return false
  const leapDay = dayNumberOf(year, 2, 29)
  return from < leapDay && leapDay <= dueOn
}

const lengthOfYear = (counting: DayCounting, year: number, period: Period): number => {
  if (!isLeap(year)) return 365
  return counting.leapDays === 'whole-year' || holdsLeapDay(period) ? 366 : 365
}

/** Each year's days over that year's length; a period over New Year is cut on the day that the product says. */
const cutAtNewYear = (counting: DayCounting, from: DayNumber, until: DayNumber): Fraction => {
  const lastYear = dateOf(until).year
  let total = none
  let start = from
  for (let year = dateOf(from).year; year <= lastYear; year++) {
    const cut = counting.newYearCut === '1-january' ? dayNumberOf(year + 1, 1, 1) : dayNumberOf(year, 12, 31)
    const end = year === lastYear ? until : cut
    // A period that starts on 31 December has no day left in the old year.
    total = sum(total, fraction(Math.max(0, end - start), isLeap(year) ? 366 : 365))
    start = end
  }
  return total
}

/** Whole months, plus the days left over the length of the month that they begin. */
const monthsIn = ({ from, dueOn }: Period): Fraction => {
  let months = 0
  while (plusMonths(from, months + 1) <= dueOn) months++
  const rest = plusMonths(from, months)
  return rest === dueOn
    ? fraction(months, 1)
    : sum(fraction(months, 1), fraction(dueOn - rest, plusMonths(from, months + 1) - rest))
}

const monthIndex = (day: DayNumber): number => {
  const { year, month } = dateOf(day)
  return year * 12 + month
}

/** Months between two due dates of one plan that returns to `dueDay`: whole ones where both are that day of their month. */
const plannedMonths = (period: Period, dueDay: number): Fraction => {
  const isDueDay = (on: DayNumber): boolean => {
    const { year, month, day } = dateOf(on)
    return day === Math.min(dueDay, lengthOfMonth(year, month))
  }
  return isDueDay(period.from) && isDueDay(period.dueOn)
    ? fraction(monthIndex(period.dueOn) - monthIndex(period.from), 1)
    : monthsIn(period)
}

/** The days that a plain period of this frequency stands for where months have 30. */
const plainDays = ({ every, unit }: Frequency): number => every * { day: 1, week: 7, month: 30 }[unit]

/** The days that this period stands for where months have 30. */
const countedDays = (period: Period, { unit }: Frequency, dueDay: number): Fraction =>
  unit === 'month' ? scaled(plannedMonths(period, dueDay), 30) : fraction(period.dueOn - period.from, 1)

/** A whole period's plain share of the year, whatever days it has. */
const plainShare = ({ every, unit }: Frequency): Fraction | undefined =>
  unit === 'month' ? fraction(every, 12) : unit === 'week' ? fraction(every, 52) : undefined

/** Counts parts of a year for one loan. */
export interface YearShares {
  /** The day of the month that monthly due dates return to. */
  readonly dueDay: number
  /** The days `from` to `until` inside a period: what their interest is counted by. */
  part(period: Period, from: DayNumber, until: DayNumber): Fraction
  /** The same days as the level instalment is worked out by: a long or short period of 30-day months counts as a plain one. */
  plainPart(period: Period, from: DayNumber, until: DayNumber): Fraction
  /** A whole period with months of 30 days in a year of 365, or its plain share of the year. */
  idealPeriod(): Fraction
}

/**
 * Shares of a year by a product's day count.
 * @param dueDay the day of the month that monthly due dates return to
 */
export const yearShares = (counting: DayCounting, frequency: Frequency, dueDay: number): YearShares => {
  const { thirtyDayMonths, yearDays } = basisOf(counting)
  const plain = counting.interestPer === 'period' ? plainShare(frequency) : undefined

  const count = (period: Period, from: DayNumber, until: DayNumber, thirties: () => Fraction): Fraction => {
    const length = period.dueOn - period.from
    if (until <= from || length === 0) return none
    if (plain !== undefined) return scaled(plain, until - from, length)
    const { year } = dateOf(from)
    const overNewYear =
      yearDays === undefined &&
      dateOf(period.dueOn).year > year &&
      (counting.leapDays === 'whole-year' || holdsLeapDay(period))
    // What is cut is the stretch to the due date; a part of it takes its days' share.
    if (overNewYear) return scaled(cutAtNewYear(counting, from, period.dueOn), until - from, period.dueOn - from)
    const yearLength = yearDays ?? lengthOfYear(counting, year, period)
    return thirtyDayMonths ? scaled(thirties(), until - from, length * yearLength) : fraction(until - from, yearLength)
  }
  return {
    dueDay,
    part: (period, from, until) => count(period, from, until, () => countedDays(period, frequency, dueDay)),
    plainPart: (period, from, until) => count(period, from, until, () => fraction(plainDays(frequency), 1)),
    idealPeriod: () => plain ?? fraction(plainDays(frequency), yearDays ?? 365),
  }
}
