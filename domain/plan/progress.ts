import * as z from 'zod'
import { Minor } from '../money.ts'
import type { MonitoringPolicy } from '../policy/policy.ts'
import { Day, dayPlusDays } from '../time.ts'
import { dueOf, type Plan } from './plan.ts'
import { percentOf } from './rate.ts'

/** What has been paid on a plan; the lists have one entry for each instalment, in its order. Amounts are minor units. */
export const PlanProgress = z.object({
  paid: z.array(Minor.min(0)),
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

/** Pays the oldest unpaid instalment first; what is left pays the next ones early, and beyond the plan becomes credit. */
export const applyPayment = (plan: Plan, progress: PlanProgress, amount: number, on: Day): PlanProgress => {
  const owedBack = Math.min(amount, Math.max(0, -progress.credit))
  let left = amount - owedBack
  const paid = [...progress.paid]
  const settledOn = [...progress.settledOn]
  for (const [index, outstanding] of outstandingOf(plan, progress).entries()) {
    if (left === 0) break
    const pays = Math.min(outstanding, left)
    if (pays === 0) continue
    paid[index] = (paid[index] ?? 0) + pays
    if (pays === outstanding) settledOn[index] = on
    left -= pays
  }
  return { ...progress, paid, settledOn, credit: progress.credit + owedBack + left }
}

/** Takes a payment back: credit first, then the latest instalments. More than was paid in leaves a credit below zero. */
export const reversePayment = (_plan: Plan, progress: PlanProgress, amount: number): PlanProgress => {
  const fromCredit = Math.min(amount, Math.max(0, progress.credit))
  let left = amount - fromCredit
  const paid = [...progress.paid]
  const settledOn = [...progress.settledOn]
  for (let index = paid.length - 1; index >= 0 && left > 0; index--) {
    const takes = Math.min(paid[index] ?? 0, left)
    if (takes === 0) continue
    paid[index] = (paid[index] ?? 0) - takes
    settledOn[index] = null
    left -= takes
  }
  return { ...progress, paid, settledOn, credit: progress.credit - fromCredit - left }
}

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

/** A reward for keeping the plan (R21, R52): which instalment is lowered and by how much of its interest. */
export interface Reward {
  readonly number: number
  readonly amount: number
}

/**
 * Every `afterKept` instalments kept in a row earn one reward: part of the interest of the next instalment on which nothing was paid or
 * forgiven yet. Undefined when none is earned, all earned ones were given, something is overdue, or no interest is left to lower.
 */
export const rewardNext = (
  plan: Plan,
  progress: PlanProgress,
  incentive: MonitoringPolicy['incentive'],
  position: PlanPosition,
): Reward | undefined => {
  const earned = position.keptRuns.reduce((sum, run) => sum + Math.floor(run / incentive.afterKept), 0)
  const given = progress.interestForgiven.filter((amount) => amount > 0).length
  if (given >= earned || position.overdue > 0) return undefined
  const next = plan.instalments.find((_, at) => progress.paid[at] === 0 && progress.interestForgiven[at] === 0)
  const amount = percentOf(next?.interest ?? 0, incentive.interestOffPercent, 'up')
  return next === undefined || amount === 0 ? undefined : { number: next.number, amount }
}

/** Gives a reward: lowers its instalment. */
export const giveReward = (progress: PlanProgress, reward: Reward): PlanProgress => ({
  ...progress,
  interestForgiven: progress.interestForgiven.with(reward.number - 1, reward.amount),
})
