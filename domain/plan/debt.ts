import type { Debt } from '../intake/account.ts'

/** What became of a payment: the debt after it, which parts it paid, and what was more than owed. Minor units. */
export interface AppliedToDebt {
  readonly debt: Debt
  readonly applied: Debt
  readonly surplus: number
}

/**
 * Applies a payment that no plan covers: interest, then fees, then principal. Interest comes before principal as in China's Civil Code
 * Art. 561; fees come after interest so that a penalty never keeps interest growing.
 * @param amount minor units, zero or more
 */
export const applyToDebt = (debt: Debt, amount: number): AppliedToDebt => {
  const interest = Math.min(debt.interest, amount)
  const fees = Math.min(debt.fees, amount - interest)
  const principal = Math.min(debt.principal, amount - interest - fees)
  return {
    debt: {
      principal: debt.principal - principal,
      interest: debt.interest - interest,
      fees: debt.fees - fees,
    },
    applied: { principal, interest, fees },
    surplus: amount - interest - fees - principal,
  }
}

/**
 * Puts a reversed payment back into the debt, so that the debt is what it would be without it: principal up to what it was in
 * `original` (the debt before any payment), then fees, then interest; what is beyond all three joins the principal.
 */
export const addToDebt = (debt: Debt, amount: number, original: Debt): Debt => {
  const room = (part: keyof Debt): number => Math.max(0, original[part] - debt[part])
  const principal = Math.min(room('principal'), amount)
  const fees = Math.min(room('fees'), amount - principal)
  const interest = Math.min(room('interest'), amount - principal - fees)
  const beyond = amount - principal - fees - interest
  return {
    principal: debt.principal + principal + beyond,
    interest: debt.interest + interest,
    fees: debt.fees + fees,
  }
}
