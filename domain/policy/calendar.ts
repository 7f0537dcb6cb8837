import * as z from 'zod'
import { Day, dayPlusDays, daysBetween } from '../time.ts'
import type { DayOfWeek } from './policy.ts'

/** Calendars of working days that policies may name. */
export const CalendarId = z.enum(['cn'])
export type CalendarId = z.infer<typeof CalendarId>

const ClosedSpan = z.strictObject({ name: z.string(), from: Day, to: Day })

/**
 * One year of a calendar as it stands on disk. `announced` facts come from the authority that decrees them; a `provisional` year was not
 * decreed when written, so it lists generously the days that may be closed, and can have no make-up working days.
 */
export const CalendarYear = z.discriminatedUnion('status', [
  z.strictObject({
    calendar: CalendarId,
    year: z.int(),
    status: z.literal('announced'),
    source: z.url(),
    coveredUntil: Day,
    holidays: z.array(ClosedSpan),
    makeUpWorkingDays: z.array(Day),
  }),
  z.strictObject({
    calendar: CalendarId,
    year: z.int(),
    status: z.literal('provisional'),
    reason: z.string().min(20),
    holidays: z.array(ClosedSpan),
  }),
])
export type CalendarYear = z.infer<typeof CalendarYear>

/** Years of one calendar put together: what is decreed from `coveredFrom` to `coveredUntil`, what is only expected up to `provisionalUntil`. */
export const WorkingCalendar = z.object({
  id: CalendarId,
  coveredFrom: Day,
  coveredUntil: Day,
  provisionalUntil: Day,
  sources: z.array(z.url()),
  /** Days that do not follow their weekday. A day in neither sense stands for itself. */
  days: z.partialRecord(Day, z.enum(['closed', 'make-up'])),
})
export type WorkingCalendar = z.infer<typeof WorkingCalendar>

/** What a calendar says of a day; `not-covered` means that nobody knows, and that nothing may be guessed. */
export type DayStatus = 'follows-weekday' | 'closed' | 'make-up' | 'not-covered'

/**
 * What a calendar says of a day (R70). Past `coveredUntil` the strict side is taken: Monday to Friday outside the days that may be
 * closed, never a weekend.
 */
export const dayStatus = (calendar: WorkingCalendar, day: Day, weekday: DayOfWeek): DayStatus => {
  if (day < calendar.coveredFrom || day > calendar.provisionalUntil) return 'not-covered'
  const listed = calendar.days[day]
  if (listed !== undefined) return listed
  const weekend = weekday === 'SATURDAY' || weekday === 'SUNDAY'
  return weekend && day > calendar.coveredUntil ? 'closed' : 'follows-weekday'
}

const daysOf = ({ from, to }: { readonly from: Day; readonly to: Day }): Day[] =>
  Array.from({ length: daysBetween(from, to) + 1 }, (_, days) => dayPlusDays(from, days))

/**
 * Puts the years of one calendar together, oldest first: announced years, then provisional ones, none left out.
 * @returns the calendar, or what is wrong with the years in words
 */
export const calendarOfYears = (id: CalendarId, years: readonly CalendarYear[]): WorkingCalendar | string => {
  const ordered = years.toSorted((a, b) => a.year - b.year)
  const announced = ordered.filter((year) => year.status === 'announced')
  const [first] = ordered
  const latest = announced.at(-1)
  const last = ordered.at(-1)
  if (first === undefined || latest === undefined || last === undefined) return 'needs at least one announced year'
  const gap = ordered.find((year, index) => year.year !== first.year + index)
  if (gap !== undefined) return `has a year missing or twice before or at ${gap.year}`
  if (ordered.indexOf(latest) !== announced.length - 1)
    return `is announced for ${latest.year} but not for a year before`
  return {
    id,
    coveredFrom: Day.parse(`${first.year}-01-01`),
    coveredUntil: latest.coveredUntil,
    provisionalUntil: Day.parse(`${last.year}-12-31`),
    sources: announced.map((year) => year.source),
    days: Object.fromEntries([
      ...ordered.flatMap((year) => year.holidays.flatMap(daysOf)).map((day) => [day, 'closed'] as const),
      ...announced.flatMap((year) => year.makeUpWorkingDays).map((day) => [day, 'make-up'] as const),
    ]),
  }
}
