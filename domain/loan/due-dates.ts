import type { Day } from '../time.ts'
import type { Frequency } from './terms.ts'

/** Days since 1 January 1970. Dates are counted as numbers inside and written as text at the edge. */
export type DayNumber = number

const eraDays = 146_097
const isDay = (text: string): text is Day => text.length === 10

/** The day number of a date of the (proleptic) Gregorian calendar. @param month 1 to 12 */
export const dayNumberOf = (year: number, month: number, day: number): DayNumber => {
  // Years are counted from March, so that a leap day is the last day of its year.
  const marchYear = month <= 2 ? year - 1 : year
  const era = Math.floor(marchYear / 400)
  const yearOfEra = marchYear - era * 400
  const dayOfYear = Math.floor((153 * ((month + 9) % 12) + 2) / 5) + day - 1
  return era * eraDays + yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear - 719_468
}

/** A date in parts; `month` is 1 to 12. */
export interface CalendarDate {
  readonly year: number
  readonly month: number
  readonly day: number
}

/** The date of a day number. */
export const dateOf = (number: DayNumber): CalendarDate => {
  const shifted = number + 719_468
  const era = Math.floor(shifted / eraDays)
  const dayOfEra = shifted - era * eraDays
  const yearOfEra = Math.floor(
    (dayOfEra - Math.floor(dayOfEra / 1460) + Math.floor(dayOfEra / 36_524) - Math.floor(dayOfEra / 146_096)) / 365,
  )
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100))
  const marchMonth = Math.floor((5 * dayOfYear + 2) / 153)
  const month = marchMonth < 10 ? marchMonth + 3 : marchMonth - 9
  return {
    year: yearOfEra + era * 400 + (month <= 2 ? 1 : 0),
    month,
    day: dayOfYear - Math.floor((153 * marchMonth + 2) / 5) + 1,
  }
}

const twoDigits = Array.from({ length: 32 }, (_, number) => String(number).padStart(2, '0'))

const written = ({ year, month, day }: CalendarDate): Day => {
  const text = `${String(year).padStart(4, '0')}-${twoDigits[month]}-${twoDigits[day]}`
  if (!isDay(text)) throw new RangeError(`${year} is no year of four digits`)
  return text
}

// The same few thousand days come up in every schedule, so their text is made once; 60,000 days reach from 1970 to 2134.
const writtenDays: (Day | undefined)[] = new Array(60_000).fill(undefined)

/** The day as text. */
export const dayOf = (number: DayNumber): Day => {
  const known = writtenDays[number]
  if (known !== undefined) return known
  const day = written(dateOf(number))
  if (number >= 0 && number < writtenDays.length) writtenDays[number] = day
  return day
}

/** The day number of a day. */
export const numberOf = (day: Day): DayNumber =>
  dayNumberOf(Number(day.slice(0, 4)), Number(day.slice(5, 7)), Number(day.slice(8, 10)))

/** Whether `year` has a 29 February. */
export const isLeap = (year: number): boolean => year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0)

const lengths = [0, 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]

/** How many days a month has. @param month 1 to 12 */
export const lengthOfMonth = (year: number, month: number): number =>
  month === 2 && isLeap(year) ? 29 : (lengths[month] ?? 31)

/** A month counted from year 0, January being 0. */
type MonthIndex = number

interface Month {
  readonly first: DayNumber
  readonly length: number
}

const months: Month[] = []

const monthOf = (index: MonthIndex): Month => {
  const known = months[index - 23_640]
  if (known !== undefined) return known
  const [year, month] = [Math.floor(index / 12), (index % 12) + 1]
  return { first: dayNumberOf(year, month, 1), length: lengthOfMonth(year, month) }
}

// January 1970 to December 2129: every month that a loan is likely to meet.
for (let index = 0; index < 1920; index++) months.push(monthOf(23_640 + index))

const inMonth = (index: MonthIndex, day: number): DayNumber => {
  const { first, length } = monthOf(index)
  return first + (day < length ? day : length) - 1
}

const monthIndexOf = ({ year, month }: CalendarDate): MonthIndex => year * 12 + month - 1

/** `months` later, on `day` of the month or on the month's last day where it is shorter. */
export const plusMonths = (from: DayNumber, months: number, day?: number): DayNumber => {
  const date = dateOf(from)
  return inMonth(monthIndexOf(date) + months, day ?? date.day)
}

const daysPer = ({ every, unit }: Frequency): number => (unit === 'week' ? every * 7 : every)

/** One frequency after `from`. @param dueDay the day of the month that a monthly frequency returns to (R20) */
export const nextDue = (from: DayNumber, frequency: Frequency, dueDay: number): DayNumber =>
  frequency.unit === 'month' ? plusMonths(from, frequency.every, dueDay) : from + daysPer(frequency)

/**
 * `count` due dates from `firstDueOn` on, each one frequency after the one before.
 * @param dueDay the day of the month that a monthly plan returns to whenever the month has it: 29 to 31 are the last day of shorter months
 */
export const dueDates = (
  firstDueOn: DayNumber,
  frequency: Frequency,
  count: number,
  dueDay = dateOf(firstDueOn).day,
): DayNumber[] => {
  if (frequency.unit !== 'month') return Array.from({ length: count }, (_, n) => firstDueOn + n * daysPer(frequency))
  const dates = [firstDueOn]
  const first = monthIndexOf(dateOf(firstDueOn))
  for (let n = 1; n < count; n++) dates.push(inMonth(first + n * frequency.every, dueDay))
  return dates
}
