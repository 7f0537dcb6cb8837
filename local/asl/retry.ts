import type { Failure } from './errors.ts'
import type { Catcher, Retrier } from './machine.ts'

/** Whether ErrorEquals with `names` matches `error`; wildcards never match what AWS exempts from them. */
const matches = (names: readonly string[], error: string | null): boolean => {
  if (error === 'States.Runtime') return false
  if (error !== null && names.includes(error)) return true
  if (error === 'States.DataLimitExceeded') return false
  return names.includes('States.ALL') || (names.includes('States.TaskFailed') && error !== 'States.Timeout')
}

/**
 * The wait before retry number `count` (0 for the first) in milliseconds: the interval grown by the back-off rate, capped,
 * and with FULL jitter any part of that.
 */
export const delayOf = (retrier: Retrier, count: number, random: () => number): number => {
  const grown = retrier.IntervalSeconds * retrier.BackoffRate ** count
  const capped = Math.min(grown, retrier.MaxDelaySeconds ?? Number.POSITIVE_INFINITY, 99_999_999)
  return Math.round(capped * 1000 * (retrier.JitterStrategy === 'FULL' ? random() : 1))
}

/** The retrier that takes `failure` and has attempts left, by its place; a retrier used up lets the failure through. */
export const retrierFor = (
  retriers: readonly Retrier[],
  counts: readonly number[] | null,
  { error }: Failure,
): { readonly index: number; readonly retrier: Retrier } | null => {
  const index = retriers.findIndex(({ ErrorEquals }) => matches(ErrorEquals, error))
  const retrier = retriers[index]
  return retrier === undefined || (counts?.[index] ?? 0) >= retrier.MaxAttempts ? null : { index, retrier }
}

/** The catcher that takes `failure`. */
export const catcherFor = (catchers: readonly Catcher[], { error }: Failure): Catcher | null =>
  catchers.find(({ errorEquals }) => matches(errorEquals, error)) ?? null
