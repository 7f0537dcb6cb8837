import { totalOf } from '../intake/account.ts'
import type { Day } from '../time.ts'
import type { Plan } from './plan.ts'
import { applyPayment, outstandingOf, type PlanProgress } from './progress.ts'
import { remainingDebt } from './remaining.ts'

/**
 * Applies a payment to a plan. One that covers all that is owed on its day ends the plan early: interest of later months was never
 * earned, so it is not asked for. A settlement keeps to its sum. `amount` in minor units.
 */
export const payOn = (plan: Plan, progress: PlanProgress, amount: number, on: Day): PlanProgress => {
  const owed = totalOf(remainingDebt(plan, progress, on))
  const endsEarly = plan.kind !== 'settlement' && owed > 0 && amount >= owed
  return applyPayment(plan, endsEarly ? withoutUnearned(plan, progress, owed) : progress, amount, on)
}

/** Takes interest off the last instalments until no more than `owed` is outstanding. */
const withoutUnearned = (plan: Plan, progress: PlanProgress, owed: number): PlanProgress => {
  let excess = outstandingOf(plan, progress).reduce((sum, outstanding) => sum + outstanding, 0) - owed
  const interestForgiven = [...progress.interestForgiven]
  for (let index = plan.instalments.length - 1; index >= 0 && excess > 0; index--) {
    const forgiven = interestForgiven[index] ?? 0
    const unpaid = (plan.instalments[index]?.interest ?? 0) - forgiven - (progress.paid[index] ?? 0)
    const takes = Math.min(Math.max(0, unpaid), excess)
    interestForgiven[index] = forgiven + takes
    excess -= takes
  }
  return { ...progress, interestForgiven }
}
