import Big from 'big.js'
import * as z from 'zod'
import { annualPercentageRate, type DatedAmount } from '../domain/loan/annual-percentage-rate.ts'
import { Day, dayPlusDays, dayPlusMonths } from '../domain/time.ts'

const Dollars = z.number().transform((amount) => new Big(amount).times(100).round().toNumber())

const Run = z.object({ count: z.int().min(1).max(5000), amount: Dollars, first: Day, every: z.string().nullish() })

/** One amount on a day, or a run of equal ones. */
const Advance = z.union([
  Run,
  z
    .object({ date: Day, amount: Dollars })
    .transform(({ date, amount }) => ({ count: 1, amount, first: date, every: null })),
])

const Example = z.object({
  advance: Advance.nullish(),
  advances: z.array(Advance).nullish(),
  payments: z.array(Run),
})

/** The file of worked examples; each is read by itself. */
export const ExamplesFile = z.object({ examples: z.array(z.looseObject({ id: z.string(), apr: z.number() })) })
export type ExamplesFile = z.infer<typeof ExamplesFile>

/** What came of one example: percent with two decimals, or why there is none. */
export interface ExampleResult {
  readonly id: string
  readonly expected: number
  readonly got: number | string
  readonly agrees: boolean
}

/** An interval that the reader does not understand. */
export class UnreadableIntervalError extends Error {
  override readonly name = 'UnreadableIntervalError'
}

const lastOfMonth = 31

/** The two days of the month in `half month (1st and 16th)`; without them, those that `first` belongs to. */
const halves = (every: string, first: Day): readonly [number, number] => {
  const [, one, other] = /\((\d+)\w* and (?:the )?(\d+|last)/.exec(every) ?? []
  if (one !== undefined) return [Number(one), other === 'last' ? lastOfMonth : Number(other)]
  const day = Number(first.slice(8))
  return day <= 15 ? [day, day + 15] : [day - 15, day]
}

const twiceAMonth = (count: number, first: Day, every: string): Day[] => {
  const days = halves(every, first)
  const firstOfMonth = Day.parse(`${first.slice(0, 8)}01`)
  return Array.from({ length: count + 1 }, (_, index) => dayPlusMonths(firstOfMonth, index))
    .flatMap((month) => {
      const length = Number(dayPlusDays(dayPlusMonths(month, 1), -1).slice(8))
      return days.map((day) => dayPlusDays(month, Math.min(day, length) - 1))
    })
    .filter((day) => day >= first)
    .slice(0, count)
}

const later = (first: Day, unit: string, many: number): Day => {
  switch (unit) {
    case 'day':
      return dayPlusDays(first, many)
    case 'week':
      return dayPlusDays(first, 7 * many)
    case 'fortnight':
      return dayPlusDays(first, 14 * many)
    case 'month':
      return dayPlusMonths(first, many)
    case 'quarter':
      return dayPlusMonths(first, 3 * many)
    case 'year':
      return dayPlusMonths(first, 12 * many)
    default:
      throw new UnreadableIntervalError(`${unit} is not day, week, fortnight, month, quarter or year.`)
  }
}

/** The days of a run of payments. @throws UnreadableIntervalError */
export const daysOfRun = (count: number, first: Day, every?: string): Day[] => {
  if (count === 1) return [first]
  if (every === undefined) throw new UnreadableIntervalError(`${count} payments need an interval in "every".`)
  const text = every.toLowerCase()
  if (/^(half|semi)[ -]?month/.test(text)) return twiceAMonth(count, first, text)
  const [, half, many = '1', unit] = /^(half )?(\d+)? ?([a-z]+?)s?(?: |$)/.exec(text) ?? []
  if (unit === undefined || (half !== undefined && unit !== 'year'))
    throw new UnreadableIntervalError(`"${every}" is not an interval such as "1 month" or "2 weeks".`)
  if (half !== undefined) return Array.from({ length: count }, (_, index) => later(first, 'month', 6 * index))
  return Array.from({ length: count }, (_, index) => later(first, unit, Number(many) * index))
}

const movements = (runs: readonly z.infer<typeof Run>[]): DatedAmount[] =>
  runs.flatMap(({ count, amount, first, every }) =>
    daysOfRun(count, first, every ?? undefined).map((on) => ({ on, amount })),
  )

const rateOf = (raw: ExamplesFile['examples'][number]): number | string => {
  const example = Example.safeParse(raw)
  if (!example.success) return `${example.error.issues[0]?.path.join('.')}: ${example.error.issues[0]?.message}`
  const { advance, advances, payments } = example.data
  try {
    const rate = annualPercentageRate({
      advances: movements(advances ?? (advance ? [advance] : [])),
      payments: movements(payments),
    })
    return typeof rate === 'number' ? rate : rate.reason
  } catch (error) {
    if (error instanceof UnreadableIntervalError) return error.message
    throw error
  }
}

/** The annual percentage rate of each example beside the regulation's own. */
export const compareExamples = ({ examples }: ExamplesFile): ExampleResult[] =>
  examples.map((example) => {
    const got = rateOf(example)
    return { id: example.id, expected: example.apr, got, agrees: got === example.apr }
  })
