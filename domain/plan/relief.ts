import { type Debt, totalOf } from '../intake/account.ts'
import type { OfferPolicy } from '../policy/policy.ts'
import type { PlanStep } from './plan.ts'
import { percentOf } from './rate.ts'

/** The debt that is left to schedule, what was waived of it, and the steps that led there. */
export interface RelievedDebt {
  readonly opening: Debt
  readonly waived: Debt
  readonly steps: readonly PlanStep[]
}

type Amounted = Extract<PlanStep, { amount: number }>

const recorded = (...steps: Amounted[]): PlanStep[] => steps.filter(({ amount }) => amount > 0)

/** Waives policy's part of fees and interest first and only then lets what is left join the principal (R21). */
export const waiveAndCapitalise = (debt: Debt, policy: OfferPolicy): RelievedDebt => {
  const fees = percentOf(debt.fees, policy.waiveFeesPercent, policy.rounding)
  const interest = percentOf(debt.interest, policy.waiveInterestPercent, policy.rounding)
  const left = { principal: debt.principal, interest: debt.interest - interest, fees: debt.fees - fees }
  const arrears = policy.capitaliseArrears ? left.interest + left.fees : 0
  return {
    opening: policy.capitaliseArrears ? { principal: left.principal + arrears, interest: 0, fees: 0 } : left,
    waived: { principal: 0, interest, fees },
    steps: recorded(
      { step: 'fees-waived', amount: fees },
      { step: 'interest-waived', amount: interest },
      { step: 'arrears-capitalised', amount: arrears },
    ),
  }
}

/** The lump sum that settles the whole debt: the discount takes fees, then interest, then principal. */
export const settleForLess = (debt: Debt, policy: OfferPolicy): RelievedDebt => {
  const discount = totalOf(debt) - percentOf(totalOf(debt), policy.settlementFromPercent, 'up')
  const fees = Math.min(debt.fees, discount)
  const interest = Math.min(debt.interest, discount - fees)
  const principal = discount - fees - interest
  return {
    opening: { principal: debt.principal - principal, interest: debt.interest - interest, fees: debt.fees - fees },
    waived: { principal, interest, fees },
    steps: recorded(
      { step: 'fees-waived', amount: fees },
      { step: 'interest-waived', amount: interest },
      { step: 'principal-forgiven', amount: principal },
    ),
  }
}
