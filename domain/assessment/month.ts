import type { AssessmentPolicy } from '../policy/assessment-policy.ts'
import type { MonthlyLine } from './assessment.ts'
import type { Certainty, Frequency } from './figures.ts'
import { spendingNature } from './figures.ts'
import type { BusinessFigures, Flow, StatementOfMeans } from './statement.ts'

/** How often each comes in a month, as an exact fraction: 52 weeks in 12 months, never 4 in one. */
const timesAMonth: Readonly<Record<Frequency, { readonly parts: bigint; readonly of: bigint }>> = {
  week: { parts: 13n, of: 3n },
  fortnight: { parts: 13n, of: 6n },
  'four-weeks': { parts: 13n, of: 12n },
  month: { parts: 1n, of: 1n },
  quarter: { parts: 1n, of: 3n },
  year: { parts: 1n, of: 12n },
}

/** Which way a fraction of a minor unit goes: means down, what is taken off them up, so that means are never overstated. */
type Towards = 'down' | 'up'

const fraction = (amount: bigint, parts: bigint, of: bigint, towards: Towards): number =>
  Number((amount * parts + (towards === 'up' ? of - 1n : 0n)) / of)

/** An amount of zero or more as it falls on a month, in whole minor units; exact. */
export const monthlyOf = ({ amount, every }: Flow, towards: Towards): number => {
  const { parts, of } = timesAMonth[every]
  return fraction(BigInt(amount), parts, of, towards)
}

/** A percentage of an amount of zero or more, in whole minor units; exact. @param percent with at most four decimals */
export const percentageOf = (amount: number, percent: number, towards: Towards): number =>
  fraction(BigInt(amount), BigInt(Math.round(percent * 10_000)), 1_000_000n, towards)

type CountedIncome = AssessmentPolicy['countedIncomePercent']

/** How much of an income counts, in percent; what papers refuted counts as uncertain, however sure anybody was. */
const countedPercentOf = (
  certainty: Certainty,
  { likely, uncertain }: CountedIncome,
  evidence: StatementOfMeans['evidence'],
): number => {
  if (evidence.income === 'refuted' || certainty === 'uncertain') return uncertain
  return certainty === 'likely' ? likely : 100
}

const incoming = (part: 'income' | 'expected', item: string, flow: Flow, countedPercent: number): MonthlyLine => {
  const { parts, of } = timesAMonth[flow.every]
  const share = BigInt(Math.round(countedPercent * 10_000))
  return {
    part,
    item,
    amount: flow.amount,
    every: flow.every,
    monthly: monthlyOf(flow, 'down'),
    countedPercent,
    counted: fraction(BigInt(flow.amount), parts * share, of * 1_000_000n, 'down'),
  }
}

const outgoing = (part: MonthlyLine['part'], item: string, flow: Flow): MonthlyLine => {
  const monthly = monthlyOf(flow, 'up')
  return { part, item, amount: flow.amount, every: flow.every, monthly, countedPercent: 100, counted: monthly }
}

const businessLines = ({ takings, costs, weakestMonthPercent = 100 }: BusinessFigures): MonthlyLine[] => {
  const monthly = monthlyOf(takings, 'down')
  return [
    {
      part: 'takings',
      item: 'takings',
      ...takings,
      monthly,
      countedPercent: weakestMonthPercent,
      counted: percentageOf(monthly, weakestMonthPercent, 'down'),
    },
    outgoing('costs', 'costs', costs),
  ]
}

/** Every figure of a statement brought to a month, with how much of it counts (R10). What is rounded never overstates means. */
export const monthlyLines = (statement: StatementOfMeans, counted: CountedIncome): MonthlyLine[] => {
  const { income, spending, debts, business, expected, evidence } = statement
  return [
    ...income.map((line) => incoming('income', line.source, line, countedPercentOf(line.certainty, counted, evidence))),
    ...(business === undefined ? [] : businessLines(business)),
    ...spending.map((line) => outgoing(spendingNature[line.category].need, line.category, line)),
    ...debts.map(({ kind, monthlyPayment }) => outgoing('debt', kind, { amount: monthlyPayment, every: 'month' })),
    ...(expected === undefined
      ? []
      : [incoming('expected', 'expected', expected, countedPercentOf(expected.certainty, counted, {}))]),
  ]
}

/** What the lines of some parts count for together, minor units a month. */
export const sumOf = (lines: readonly MonthlyLine[], ...parts: readonly MonthlyLine['part'][]): number =>
  lines.reduce((sum, { part, counted }) => (parts.includes(part) ? sum + counted : sum), 0)

/** What was stated for some parts a month, whatever of it counts; minor units. */
export const statedOf = (lines: readonly MonthlyLine[], ...parts: readonly MonthlyLine['part'][]): number =>
  lines.reduce((sum, { part, monthly }) => (parts.includes(part) ? sum + monthly : sum), 0)
