import { percentOf } from '../../domain/loan/fraction.ts'
import type { Fee, LoanSchedule } from '../../domain/loan/terms.ts'
import type { PeerLoan } from './cases.ts'
import { type CaseFacts, ChargeDefinition, type PeerProduct, type ProductsFile } from './products.ts'

/** A loan bears a charge that the products file does not define in a way known here. */
export class UnknownChargeError extends Error {
  override readonly name = 'UnknownChargeError'
}

/** The charges that a loan bears; amounts as its own application gives them. @throws UnknownChargeError */
export const chargesOf = (
  file: ProductsFile,
  product: PeerProduct,
  loan: PeerLoan,
  facts: CaseFacts,
): ChargeDefinition[] => {
  const own = loan['charge calculation type']
  const names = own === undefined ? (facts.loan.charges === 'PRODUCT' ? product.charges : []) : [own]
  const overdue = product.charges.filter((name) => file.charges[name]?.time === 'OVERDUE_FEES')
  return [...new Set([...names, ...overdue])].map((name) => {
    const defined = ChargeDefinition.safeParse(file.charges[name])
    if (!defined.success) throw new UnknownChargeError(`The products file does not define ${name} in a known way.`)
    const edit = facts.chargeEdit.find(({ charge }) => charge === name)
    const amount = name === own ? (loan['charge amount %'] ?? loan['charge amount']) : undefined
    return {
      ...defined.data,
      calculation: edit?.calculation ?? defined.data.calculation,
      amount: amount ?? defined.data.amount,
    }
  })
}

interface Base {
  readonly principal: number
  readonly interest: number
}

const amountOf = ({ calculation, amount }: ChargeDefinition, { principal, interest }: Base): number => {
  const of = (base: number): number => percentOf(base, String(amount), 'half-even')
  switch (calculation) {
    case 'FLAT':
      return Math.round(amount * 100)
    case 'PERCENTAGE_AMOUNT':
    case 'PERCENTAGE_DISBURSEMENT_AMOUNT':
      return of(principal)
    case 'PERCENTAGE_INTEREST':
      return of(interest)
    case 'PERCENTAGE_LOAN_AMOUNT_PLUS_INTEREST':
      return of(principal + interest)
  }
}

/** What is charged for a payout and settled with it. @param schedule with the payout and without the charge */
export const disbursementCharges = (
  charges: readonly ChargeDefinition[],
  payout: { readonly amount: number; readonly isFirst: boolean },
  schedule: () => LoanSchedule,
): number =>
  charges
    .filter(({ time }) => time === 'TRANCHE_DISBURSEMENT' || (time === 'DISBURSEMENT' && payout.isFirst))
    .map((charge) => {
      const needsInterest = charge.calculation.endsWith('INTEREST')
      const interest = needsInterest ? schedule().instalments.reduce((sum, { due }) => sum + due.interest, 0) : 0
      return amountOf(charge, { principal: payout.amount, interest })
    })
    .reduce((sum, amount) => sum + amount, 0)

const bases = {
  FLAT: 'fixed',
  PERCENTAGE_AMOUNT: 'principal',
  PERCENTAGE_DISBURSEMENT_AMOUNT: 'principal',
  PERCENTAGE_INTEREST: 'interest',
  PERCENTAGE_LOAN_AMOUNT_PLUS_INTEREST: 'principal-and-interest',
} as const

/** The charges that come with instalments, as a product of ours has them. @param graceDays before a late charge */
export const feesOf = (charges: readonly ChargeDefinition[], graceDays: number): Fee[] =>
  charges
    .filter(({ time }) => time === 'INSTALLMENT_FEE' || time === 'OVERDUE_FEES')
    .map(({ time, calculation, amount, penalty }) => ({
      component: penalty ? 'penalty' : 'fee',
      when: time === 'OVERDUE_FEES' ? 'past-due' : 'instalment',
      basis: bases[calculation],
      amount: calculation === 'FLAT' ? Math.round(amount * 100) : amount,
      afterDays: time === 'OVERDUE_FEES' ? graceDays : 0,
    }))
