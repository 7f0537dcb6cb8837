import type { Debt } from '../intake/account.ts'
import type { Day } from '../time.ts'
import type { Plan } from './plan.ts'
import type { PlanProgress } from './progress.ts'

/**
 * What is still owed when a plan stops on `today`: all unpaid principal and fees, and the interest that was earned by then, which is that
 * of the instalments already due and at least the arrears that the plan began with. A payment counts for an instalment's interest, then
 * fees, then principal. Minor units.
 */
export const remainingDebt = (plan: Plan, progress: PlanProgress, today: Day): Debt => {
  let principal = Math.max(0, -progress.credit)
  let fees = 0
  let interestDue = 0
  let interestSettled = 0
  for (const [index, instalment] of plan.instalments.entries()) {
    const settled = (progress.paid[index] ?? 0) + (progress.interestForgiven[index] ?? 0)
    const afterInterest = Math.max(0, settled - instalment.interest)
    const afterFees = Math.max(0, afterInterest - instalment.fees)
    interestSettled += Math.min(settled, instalment.interest)
    fees += Math.max(0, instalment.fees - afterInterest)
    principal += Math.max(0, instalment.principal - afterFees)
    if (instalment.dueOn <= today) interestDue += instalment.interest
  }
  return { principal, interest: Math.max(0, Math.max(interestDue, plan.opening.interest) - interestSettled), fees }
}
