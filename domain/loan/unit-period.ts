import type { Day } from '../time.ts'
import { type DayNumber, dayNumberOf, lengthOfMonth } from './due-dates.ts'

/** The interval that a rate is compounded at: every so many days, weeks or months, or half a month. Twelve months are a year. */
export interface UnitPeriod {
  readonly unit: 'day' | 'week' | 'semimonth' | 'month'
  readonly every: number
}

/** Time in unit-periods: `whole` and `part / of`. */
export interface Elapsed {
  readonly whole: number
  readonly part: number
  readonly of: number
}

/** A day taken apart. `month` counts months since year 0. */
interface CalendarDay {
  readonly dayNumber: DayNumber
  readonly month: number
  readonly dayOfMonth: number
}

/** A day of a series. `anchor` is the day of the month that the series falls on: 31 for a last day of February among 31sts. */
export interface SeriesDay extends CalendarDay {
  readonly anchor: number
}

const dayNumberIn = (month: number, dayOfMonth: number): DayNumber =>
  dayNumberOf(Math.floor(month / 12), (month % 12) + 1, dayOfMonth)

const daysIn = (month: number): number => lengthOfMonth(Math.floor(month / 12), (month % 12) + 1)

const onlyDay = (day: Day): CalendarDay => {
  const month = Number(day.slice(0, 4)) * 12 + Number(day.slice(5, 7)) - 1
  const dayOfMonth = Number(day.slice(8, 10))
  return { month, dayOfMonth, dayNumber: dayNumberIn(month, dayOfMonth) }
}

const isLastOfMonth = ({ month, dayOfMonth }: CalendarDay): boolean => dayOfMonth === daysIn(month)

/** Reads days that belong together: a last day of a month stands for the latest day of the month among them ((b)(3)(iv)). */
export const seriesOf = (days: readonly Day[]): SeriesDay[] => {
  const read = days.map(onlyDay)
  const latest = read.reduce((day, { dayOfMonth }) => Math.max(day, dayOfMonth), 0)
  return read.map((day) => ({ ...day, anchor: isLastOfMonth(day) ? latest : day.dayOfMonth }))
}

/** Full months measured back from the later day, and the days that remain before them ((b)(5)(ii)). */
const monthsBack = (from: CalendarDay, to: SeriesDay): { readonly months: number; readonly days: number } => {
  const isReached = Math.min(to.anchor, daysIn(from.month)) >= from.dayOfMonth
  const month = isReached ? from.month : from.month + 1
  const days = dayNumberIn(month, Math.min(to.anchor, daysIn(month))) - from.dayNumber
  return { months: to.month - month, days }
}

const split = (amount: number, of: number): Elapsed => ({ whole: Math.floor(amount / of), part: amount % of, of })

const yearsBetween = (from: CalendarDay, to: SeriesDay): Elapsed => {
  const { months, days } = monthsBack(from, to)
  if (days === 0) return split(months, 12)
  const years = Math.floor(months / 12)
  const month = to.month - 12 * years
  return {
    whole: years,
    part: dayNumberIn(month, Math.min(to.anchor, daysIn(month))) - from.dayNumber,
    of: 365,
  }
}

/** The unit-periods between two days (Regulation Z, Appendix J (b)(5)). */
export const unitPeriodsBetween = (from: CalendarDay, to: SeriesDay, { unit, every }: UnitPeriod): Elapsed => {
  if (unit === 'day') return split(to.dayNumber - from.dayNumber, every)
  if (unit === 'week') return split(to.dayNumber - from.dayNumber, 7 * every)
  if (unit === 'month' && every === 12) return yearsBetween(from, to)
  const { months, days } = monthsBack(from, to)
  if (unit === 'month' && every === 1) return { whole: months, part: days, of: 30 }
  return split(30 * months + days, unit === 'semimonth' ? 15 : 30 * every)
}

/** How many unit-periods a year has, as an exact fraction ((b)(5)). */
export const unitPeriodsPerYear = ({ unit, every }: UnitPeriod): { readonly parts: number; readonly of: number } => {
  switch (unit) {
    case 'day':
      return { parts: 365, of: every }
    case 'week':
      return { parts: 52, of: every }
    case 'semimonth':
      return { parts: 24, of: every }
    case 'month':
      return { parts: 12, of: every }
  }
}

const lengthOf = ({ unit, every }: UnitPeriod): number => {
  switch (unit) {
    case 'day':
      return every
    case 'week':
      return 7 * every
    case 'semimonth':
      return 15 * every
    case 'month':
      return every === 12 ? 365 : 30 * every
  }
}

/** From the 1st to the 16th or from the 16th to the 1st, and likewise for other days; the second of the 15th is the last day. */
const isSemimonth = (from: CalendarDay, to: CalendarDay): boolean => {
  const [first, second] = from.month === to.month ? [from, to] : [to, from]
  const follows = second.dayOfMonth === first.dayOfMonth + 15 || (first.dayOfMonth === 15 && isLastOfMonth(second))
  return follows && (from.month === to.month || to.month === from.month + 1)
}

/** What a stretch between two days may be called; a month of 28 days is four weeks as well. In the order of preference. */
const namesOf = (from: CalendarDay, to: SeriesDay): UnitPeriod[] => {
  const names: UnitPeriod[] = []
  const { months, days } = monthsBack(from, to)
  if (days === 0) names.push({ unit: 'month', every: months })
  if (isSemimonth(from, to)) names.push({ unit: 'semimonth', every: 1 })
  const length = to.dayNumber - from.dayNumber
  names.push(length % 7 === 0 ? { unit: 'week', every: length / 7 } : { unit: 'day', every: length })
  return names.filter((name) => lengthOf(name) <= 365)
}

/** Appendix J calls a *period* the time between advances, between payments, and from the start of the term to the first of each. */
type Period = readonly [from: CalendarDay, to: SeriesDay]

const periodsOf = (start: CalendarDay, days: readonly SeriesDay[]): Period[] =>
  days.flatMap((day, index): Period[] => {
    const before = days[index - 1] ?? start
    return before.dayNumber === day.dayNumber ? [] : [[before, day]]
  })

const preference = ['month', 'semimonth', 'week', 'day'] as const satisfies readonly UnitPeriod['unit'][]

interface Candidate {
  readonly name: UnitPeriod
  /** Which periods bear that name. */
  readonly at: number[]
}

const candidatesOf = (periods: readonly Period[]): Candidate[] => {
  const candidates = new Map<number, Candidate>()
  for (const [index, [from, to]] of periods.entries()) {
    for (const name of namesOf(from, to)) {
      const key = preference.indexOf(name.unit) * 1000 + name.every
      const known = candidates.get(key)
      if (known === undefined) candidates.set(key, { name, at: [index] })
      else known.at.push(index)
    }
  }
  return [...candidates.values()].filter(({ at }) => at.length > 1)
}

/** The more frequent wins, then the shorter; of two names for the same stretch the calendar's. */
const better = (one: Candidate, other: Candidate): Candidate => {
  if (one.at.length !== other.at.length) return one.at.length > other.at.length ? one : other
  const before = one.at.some((index) => other.at.includes(index))
    ? preference.indexOf(one.name.unit) < preference.indexOf(other.name.unit)
    : lengthOf(one.name) < lengthOf(other.name)
  return before ? one : other
}

const upTo = (unit: UnitPeriod['unit'], longest: number): UnitPeriod[] =>
  Array.from({ length: longest }, (_, index) => ({ unit, every: index + 1 }))

const standardIntervals: readonly UnitPeriod[] = [
  ...upTo('month', 12),
  ...upTo('semimonth', 1),
  ...upTo('week', 52),
  ...upTo('day', 1),
]

/** (b)(4)(i)(B): no period occurs twice. */
const averagePeriod = (periods: readonly Period[]): UnitPeriod => {
  const days = periods.reduce((sum, [from, to]) => sum + to.dayNumber - from.dayNumber, 0)
  // Compared in days times the number of periods, so that ties are seen exactly.
  const distance = (interval: UnitPeriod): number => Math.abs(lengthOf(interval) * periods.length - days)
  return standardIntervals.reduce((nearest, interval) => {
    const nearer = distance(interval) - distance(nearest)
    return nearer < 0 || (nearer === 0 && lengthOf(interval) < lengthOf(nearest)) ? interval : nearest
  })
}

/** (b)(4)(ii), (5)(vi) and (vii): money moves on two days only. */
const termPeriod = (from: CalendarDay, to: SeriesDay): UnitPeriod => {
  const { months, days } = monthsBack(from, to)
  if (months >= 12) return { unit: 'month', every: 12 }
  return days === 0 ? { unit: 'month', every: months } : { unit: 'day', every: to.dayNumber - from.dayNumber }
}

/**
 * The unit-period of a transaction (Regulation Z, Appendix J (b)(4)).
 * @param start the first day of the term
 * @param advances and @param payments in the order of their days, at least one each, not all on one day
 */
export const unitPeriodOf = (
  start: CalendarDay,
  advances: readonly SeriesDay[],
  payments: readonly SeriesDay[],
): UnitPeriod => {
  const periods = [...periodsOf(start, advances), ...periodsOf(start, payments)]
  const [only, ...more] = periods
  if (only !== undefined && more.length === 0) return termPeriod(...only)
  const [first, ...others] = candidatesOf(periods)
  return first === undefined ? averagePeriod(periods) : others.reduce(better, first).name
}
