import { Day, dayPlusMonths } from '../time.ts'

const lengths = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]

const lastDayOf = (year: number, month: number): number => {
  const leap = year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0)
  return month === 1 && leap ? 29 : (lengths[month] ?? 31)
}

const dayOf = (monthIndex: number, dueDay: number): Day => {
  const year = Math.floor(monthIndex / 12)
  const month = monthIndex % 12
  const day = Math.min(dueDay, lastDayOf(year, month))
  return Day.parse(`${year}-${String(month + 1).padStart(2, '0')}-${String(day).padStart(2, '0')}`)
}

const monthIndexOf = (day: Day): number => Number(day.slice(0, 4)) * 12 + Number(day.slice(5, 7)) - 1

/** The months' due dates from `firstDueOn` on. Due day 29 to 31 is the last day of a shorter month, and comes back after it. */
export const dueDates = (firstDueOn: Day, dueDay: number, count: number): Day[] => {
  const first = monthIndexOf(firstDueOn)
  return Array.from({ length: count }, (_, index) => (index === 0 ? firstDueOn : dayOf(first + index, dueDay)))
}

/** The first due day at least one month ahead, so that a plan can be read, signed and slept on before anything is due. */
export const firstDueAfter = (today: Day, dueDay: number): Day => {
  const earliest = dayPlusMonths(today, 1)
  const candidate = dayOf(monthIndexOf(earliest), dueDay)
  return candidate >= earliest ? candidate : dayOf(monthIndexOf(earliest) + 1, dueDay)
}
