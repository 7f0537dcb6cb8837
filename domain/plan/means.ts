import type { Ability } from '../assessment/assessment.ts'
import { type Debt, totalOf } from '../intake/account.ts'

/** What a borrower can pay a month, now and after the change they expect; minor units. Months count from 1, the first to come. */
export type Means = Pick<Ability, 'affordableMonthly' | 'after' | 'lumpSum'>

/** What is affordable in one month to come. */
export const affordableIn = ({ affordableMonthly, after }: Means, month: number): number =>
  after !== undefined && month > after.fromMonth ? after.affordableMonthly : affordableMonthly

/** What is affordable in every month from one on. */
export const affordableFrom = (means: Means, month: number): number => {
  const { affordableMonthly, after } = means
  if (after === undefined) return affordableMonthly
  return month > after.fromMonth ? after.affordableMonthly : Math.min(affordableMonthly, after.affordableMonthly)
}

/** The most that is affordable in any month. */
export const mostAffordable = ({ affordableMonthly, after }: Means): number =>
  Math.max(affordableMonthly, after?.affordableMonthly ?? 0)

/** Whether each row, a month after the other, is affordable in its month (R12). @param monthsBefore months without a row */
export const isKeepable = (rows: readonly Debt[], means: Means, monthsBefore: number): boolean =>
  rows.every((row, index) => totalOf(row) <= affordableIn(means, monthsBefore + index + 1))
