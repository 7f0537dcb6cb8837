import type { Debt } from '../intake/account.ts'
import type { Day } from '../time.ts'
import type { Plan } from './plan.ts'
import type { PlanProgress } from './progress.ts'

/**
 * What is still owed on `today` under a plan that is kept: all unpaid principal and fees, and the interest that was earned by then, which
 * is the arrears that the plan began with and what its instalments have earned up to the latest due one. A payment counts for an
 * instalment's interest, then fees, then principal (CN Civil Code Art. 561). Minor units.
 */
export const owedUnderPlan = (plan: Plan, progress: PlanProgress, today: Day): Debt => {
  let principal = Math.max(0, -progress.credit)
  let fees = 0
  let earned = plan.opening.interest
  let settledInterest = 0
  for (const [index, instalment] of plan.instalments.entries()) {
    const settled = (progress.paid[index] ?? 0) + (progress.interestForgiven[index] ?? 0)
    const afterInterest = Math.max(0, settled - instalment.interest)
    const afterFees = Math.max(0, afterInterest - instalment.fees)
    settledInterest += Math.min(settled, instalment.interest)
    fees += Math.max(0, instalment.fees - afterInterest)
    principal += Math.max(0, instalment.principal - afterFees)
    if (instalment.dueOn <= today) earned += instalment.earned
  }
  return { principal, interest: Math.max(0, earned - settledInterest), fees }
}

/** What is owed again when a plan stops on `today`: the same, and the principal that was set aside for as long as it was kept. */
export const remainingDebt = (plan: Plan, progress: PlanProgress, today: Day): Debt => {
  const owed = owedUnderPlan(plan, progress, today)
  return { ...owed, principal: owed.principal + plan.deferred }
}
