import * as z from 'zod'
import { Minor } from '../money.ts'
import type { MonitoringPolicy } from '../policy/policy.ts'
import { Day, dayPlusDays } from '../time.ts'
import { dueOf, type Plan } from './plan.ts'
import { percentOf } from './rate.ts'

/** What came in on one day, in minor units; below zero: taken back without a payment of its own. */
export const Receipt = z.object({ on: Day, amount: Minor })
export type Receipt = z.infer<typeof Receipt>

/**
 * What has been paid on a plan. Receipts and rewards are what happened; the rest follows from them by replay, with an entry for each
 * instalment in its order. Amounts are minor units.
 */
export const PlanProgress = z.object({
  receipts: z.array(Receipt),
  /** Interest taken off each instalment as a reward. */
  rewards: z.array(Minor.min(0)),
  /** How many rewards were given. */
  rewarded: z.int().min(0),
  paid: z.array(Minor.min(0)),
  /** Rewards, and the interest of later months when a plan is paid off early. */
  interestForgiven: z.array(Minor.min(0)),
  /** The day on which an instalment was paid in full, or null. */
  settledOn: z.array(Day.nullable()),
  /** Paid beyond the whole plan; below zero when more was taken back than had been paid in. */
  credit: Minor,
})
export type PlanProgress = z.infer<typeof PlanProgress>

/** Where a plan stands on a day (R50); amounts in minor units, instalments by number. */
export interface PlanPosition {
  /** Unpaid of all that has fallen due, the days of grace included. */
  readonly due: number
  /** Unpaid after the days of grace. */
  readonly overdue: number
  readonly missed: readonly number[]
  readonly met: readonly number[]
  /** The first unpaid instalment that is not missed yet. */
  readonly nextDue?: { readonly number: number; readonly on: Day; readonly outstanding: number }
  readonly completed: boolean
  /** Instalments paid in time one after another, up to the latest that is paid or missed. */
  readonly keptInARow: number
  /** The lengths of all such runs, the present one last. */
  readonly keptRuns: readonly number[]
}

/** Nothing paid yet. */
export const emptyProgress = (plan: Plan): PlanProgress => ({
  receipts: [],
  rewards: plan.instalments.map(() => 0),
  rewarded: 0,
  paid: plan.instalments.map(() => 0),
  interestForgiven: plan.instalments.map(() => 0),
  settledOn: plan.instalments.map(() => null),
  credit: 0,
})

/** Unpaid of each instalment, after what was forgiven. */
export const outstandingOf = (plan: Plan, progress: PlanProgress): number[] =>
  plan.instalments.map(
    (instalment, index) => dueOf(instalment) - (progress.interestForgiven[index] ?? 0) - (progress.paid[index] ?? 0),
  )

/** All that was paid in less what was taken back. */
export const paidIn = (progress: PlanProgress): number =>
  progress.paid.reduce((sum, amount) => sum + amount, progress.credit)

/** Where the plan stands on `today`; an instalment is missed when it is still unpaid after its days of grace (R50). */
export const positionAt = (plan: Plan, progress: PlanProgress, today: Day, graceDays: number): PlanPosition => {
  const lastMissable = dayPlusDays(today, -graceDays - 1)
  const missed: number[] = []
  const met: number[] = []
  let due = Math.max(0, -progress.credit)
  let overdue = due
  let nextDue: PlanPosition['nextDue']
  const keptRuns = [0]
  for (const [index, outstanding] of outstandingOf(plan, progress).entries()) {
    const instalment = plan.instalments[index]
    if (instalment === undefined) break
    const { number, dueOn } = instalment
    if (outstanding === 0) {
      met.push(number)
      const settled = progress.settledOn[index] ?? dueOn
      if (settled <= dueOn || settled <= dayPlusDays(dueOn, graceDays)) keptRuns.push((keptRuns.pop() ?? 0) + 1)
      else keptRuns.push(0)
      continue
    }
    if (dueOn <= today) due += outstanding
    if (dueOn <= lastMissable) {
      missed.push(number)
      overdue += outstanding
      keptRuns.push(0)
    } else nextDue ??= { number, on: dueOn, outstanding }
  }
  return {
    due,
    overdue,
    missed,
    met,
    ...(nextDue && { nextDue }),
    completed: met.length === plan.instalments.length && progress.credit >= 0,
    keptInARow: keptRuns.at(-1) ?? 0,
    keptRuns,
  }
}

/** A reward for keeping the plan (R21, R52): from which instalment on, how much interest it takes off in all, and off each. */
export interface Reward {
  readonly number: number
  readonly amount: number
  readonly each: readonly { readonly number: number; readonly amount: number }[]
}

/**
 * Every `afterKept` instalments kept in a row earn one reward: part of the interest of the next instalment on which nothing was paid yet,
 * or of all such instalments. Undefined when none is earned, all earned ones were given, something is overdue, or no interest is left.
 */
export const rewardNext = (
  plan: Plan,
  progress: PlanProgress,
  { afterKept, interestOffPercent, lowers }: MonitoringPolicy['incentive'],
  position: PlanPosition,
): Reward | undefined => {
  const earned = position.keptRuns.reduce((sum, run) => sum + Math.floor(run / afterKept), 0)
  if (progress.rewarded >= earned || position.overdue > 0) return undefined
  const untouched = plan.instalments.flatMap(({ number, interest }, index) => {
    const left = interest - (progress.interestForgiven[index] ?? 0)
    const isOpen = progress.paid[index] === 0 && (lowers === 'all-later' || left === interest)
    return isOpen ? [{ number, amount: percentOf(left, interestOffPercent, 'up') }] : []
  })
  const each = (lowers === 'all-later' ? untouched : untouched.slice(0, 1)).filter(({ amount }) => amount > 0)
  const [next] = each
  return next && { number: next.number, amount: each.reduce((sum, { amount }) => sum + amount, 0), each }
}
