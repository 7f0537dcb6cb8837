import { Temporal } from 'temporal-polyfill'

/** The next instant after `after` at which a schedule fires; both in milliseconds since the epoch. */
export type Schedule = (after: number) => number | undefined

const malformed = (expression: string, problem: string): Error =>
  new Error(`${expression} is no schedule expression EventBridge knows: ${problem}`)

const units: Readonly<Record<string, number>> = { minute: 60_000, hour: 3_600_000, day: 86_400_000 }

const rate = (expression: string, body: string, start: number): Schedule => {
  const [, amount, unit, plural] = /^([1-9]\d*) (minute|hour|day)(s?)$/.exec(body) ?? []
  const length = units[unit ?? '']
  if (amount === undefined || length === undefined || (amount === '1') !== (plural === '')) {
    throw malformed(expression, 'write rate(1 hour) or rate(5 minutes).')
  }
  const step = Number(amount) * length
  // A day of a rate has 24 hours, whatever the clocks of its time zone do.
  return (after) => start + (Math.floor((after - start) / step) + 1) * step
}

const months = ['JAN', 'FEB', 'MAR', 'APR', 'MAY', 'JUN', 'JUL', 'AUG', 'SEP', 'OCT', 'NOV', 'DEC']
const weekdays = ['SUN', 'MON', 'TUE', 'WED', 'THU', 'FRI', 'SAT']

interface Field {
  readonly low: number
  readonly high: number
  readonly names?: readonly string[]
}

const fields = {
  minute: { low: 0, high: 59 },
  hour: { low: 0, high: 23 },
  dayOfMonth: { low: 1, high: 31 },
  month: { low: 1, high: 12, names: months },
  dayOfWeek: { low: 1, high: 7, names: weekdays },
  year: { low: 1970, high: 2199 },
} satisfies Record<string, Field>

const valuesOf = (expression: string, part: string, { low, high, names = [] }: Field): ReadonlySet<number> => {
  const numberOf = (text: string): number => {
    const named = names.indexOf(text.toUpperCase())
    const value = named >= 0 ? named + low : /^\d+$/.test(text) ? Number(text) : Number.NaN
    if (value >= low && value <= high) return value
    throw malformed(expression, `${text} is not between ${low} and ${high}.`)
  }
  const values = new Set<number>()
  for (const piece of part.split(',')) {
    const [range = '', step, ...rest] = piece.split('/')
    const every = step === undefined ? 1 : Number(step)
    if (rest.length > 0 || !Number.isInteger(every) || every < 1)
      throw malformed(expression, `${piece} has no valid step.`)
    const [first = '', last, ...more] = range === '*' ? [String(low), String(high)] : range.split('-')
    if (more.length > 0) throw malformed(expression, `${piece} is no range.`)
    const from = numberOf(first)
    const to = last === undefined ? (step === undefined ? from : high) : numberOf(last)
    if (to < from) throw malformed(expression, `${piece} runs backwards.`)
    for (let value = from; value <= to; value += every) values.add(value)
  }
  return values
}

type DayTest = (day: Temporal.PlainDate) => boolean

const isWorkday: DayTest = ({ dayOfWeek }) => dayOfWeek <= 5

const nearestWorkday = (day: Temporal.PlainDate): Temporal.PlainDate => {
  if (isWorkday(day)) return day
  const [nearer, further] = day.dayOfWeek === 6 ? [-1, 2] : [1, -2]
  const moved = day.add({ days: nearer })
  return moved.month === day.month ? moved : day.add({ days: further })
}

const daysOfMonth = (expression: string, part: string): DayTest => {
  if (part === 'L') return ({ day, daysInMonth }) => day === daysInMonth
  if (part === 'LW') {
    return (date) => nearestWorkday(date.with({ day: date.daysInMonth })).equals(date)
  }
  const [, near] = /^(\d{1,2})W$/.exec(part) ?? []
  if (near !== undefined) {
    const wanted = Number(near)
    return (date) => wanted <= date.daysInMonth && nearestWorkday(date.with({ day: wanted })).equals(date)
  }
  const values = valuesOf(expression, part, fields.dayOfMonth)
  return ({ day }) => values.has(day)
}

// Cron counts from Sunday as 1, Temporal from Monday as 1.
const cronWeekday = ({ dayOfWeek }: Temporal.PlainDate): number => (dayOfWeek % 7) + 1

const daysOfWeek = (expression: string, part: string): DayTest => {
  const [, last] = /^(\w+?)L$/.exec(part) ?? []
  const [, weekday, nth] = /^(\w+)#([1-5])$/.exec(part) ?? []
  if (part === 'L') return (date) => cronWeekday(date) === 7
  if (last !== undefined) {
    const values = valuesOf(expression, last, fields.dayOfWeek)
    return (date) => values.has(cronWeekday(date)) && date.day > date.daysInMonth - 7
  }
  if (weekday !== undefined) {
    const values = valuesOf(expression, weekday, fields.dayOfWeek)
    return (date) => values.has(cronWeekday(date)) && Math.ceil(date.day / 7) === Number(nth)
  }
  const values = valuesOf(expression, part, fields.dayOfWeek)
  return (date) => values.has(cronWeekday(date))
}

const farthestDays = 366 * 8

const cron = (expression: string, body: string, timeZone: string): Schedule => {
  const [minute, hour, dayOfMonth, month, dayOfWeek, year, ...rest] = body.trim().split(/\s+/)
  if (
    minute === undefined ||
    hour === undefined ||
    dayOfMonth === undefined ||
    month === undefined ||
    dayOfWeek === undefined ||
    year === undefined ||
    rest.length > 0
  ) {
    throw malformed(expression, 'a cron has six fields: minutes, hours, day of month, month, day of week, year.')
  }
  if ((dayOfMonth === '?') === (dayOfWeek === '?')) {
    throw malformed(expression, 'one of day of month and day of week, and only one, must be "?".')
  }
  const minutes = [...valuesOf(expression, minute, fields.minute)].sort((a, b) => a - b)
  const hours = [...valuesOf(expression, hour, fields.hour)].sort((a, b) => a - b)
  const inMonth = valuesOf(expression, month, fields.month)
  const inYear = valuesOf(expression, year, fields.year)
  const onDay = dayOfMonth === '?' ? daysOfWeek(expression, dayOfWeek) : daysOfMonth(expression, dayOfMonth)
  const firesOn: DayTest = (date) => inYear.has(date.year) && inMonth.has(date.month) && onDay(date)

  return (after) => {
    let date = Temporal.Instant.fromEpochMilliseconds(after).toZonedDateTimeISO(timeZone).toPlainDate()
    for (let days = 0; days <= farthestDays; days++, date = date.add({ days: 1 })) {
      if (!firesOn(date)) continue
      for (const hourOfDay of hours) {
        for (const minuteOfHour of minutes) {
          const at = instantOf(date.toPlainDateTime({ hour: hourOfDay, minute: minuteOfHour }), timeZone)
          if (at !== undefined && at > after) return at
        }
      }
    }
    return undefined
  }
}

/** When the clocks of a zone show `wall`: the first time if they do twice, undefined if they skip it. */
const instantOf = (wall: Temporal.PlainDateTime, timeZone: string): number | undefined => {
  const zoned = wall.toZonedDateTime(timeZone, { disambiguation: 'earlier' })
  return zoned.toPlainDateTime().equals(wall) ? zoned.epochMilliseconds : undefined
}

const once = (expression: string, body: string, timeZone: string): Schedule => {
  if (!/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d$/.test(body)) throw malformed(expression, 'write at(2026-03-01T09:00:00).')
  const at = instantOf(Temporal.PlainDateTime.from(body), timeZone)
  return (after) => (at !== undefined && at > after ? at : undefined)
}

/**
 * Reads `rate(...)`, `cron(...)` or `at(...)` as EventBridge Scheduler does: in a time zone, an hour that the clocks skip
 * is skipped, and one they show twice fires once.
 * @param start the instant a rate counts from, in milliseconds since the epoch
 */
export const parseSchedule = (expression: string, start: number, timeZone = 'UTC'): Schedule => {
  try {
    new Intl.DateTimeFormat('en', { timeZone })
  } catch {
    throw malformed(expression, `there is no time zone ${timeZone}; write one such as Asia/Shanghai.`)
  }
  const [, kind, body = ''] = /^(rate|cron|at)\(([^()]*)\)$/.exec(expression) ?? []
  switch (kind) {
    case 'rate':
      return rate(expression, body, start)
    case 'cron':
      return cron(expression, body, timeZone)
    case 'at':
      return once(expression, body, timeZone)
    default:
      throw malformed(expression, 'it is none of rate(...), cron(...) and at(...).')
  }
}
