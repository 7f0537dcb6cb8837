import { dayOf, dueDates, numberOf, plusMonths } from '../loan/due-dates.ts'
import type { Day } from '../time.ts'

const monthly = { every: 1, unit: 'month' } as const

/** The months' due dates from `firstDueOn` on. Due day 29 to 31 is the last day of a shorter month, and comes back after it. */
export const monthlyDueDates = (firstDueOn: Day, dueDay: number, count: number): Day[] =>
  dueDates(numberOf(firstDueOn), monthly, count, dueDay).map(dayOf)

/** The first due day at least one month ahead, so that a plan can be read, signed and slept on before anything is due. */
export const firstDueAfter = (today: Day, dueDay: number): Day => {
  const earliest = plusMonths(numberOf(today), 1)
  const candidate = plusMonths(earliest, 0, dueDay)
  return dayOf(candidate >= earliest ? candidate : plusMonths(earliest, 1, dueDay))
}
