import Big from 'big.js'
import { type Allocation, type Frequency, LoanTerms } from '../../domain/loan/terms.ts'
import { type Day, dayPlusDays } from '../../domain/time.ts'
import type { PeerCase, PeerLoan } from './cases.ts'
import { chargesOf, feesOf } from './charges.ts'
import type { CaseFacts, PeerProduct, ProductsFile } from './products.ts'

/** A product with the changes that one case makes to it. */
export const productFor = (product: PeerProduct, { productEdit, loan }: CaseFacts): PeerProduct => {
  const { downPayment, fixedLength } = product
  const settled: PeerProduct = {
    ...product,
    fixedLength: loan.fixedLength ?? fixedLength,
    downPayment: {
      enabled: loan.downPaymentEnabled ?? downPayment.enabled,
      percent: loan.downPaymentPercent ?? downPayment.percent,
      auto: loan.downPaymentAuto ?? downPayment.auto,
    },
  }
  return productEdit.reduce(edited, settled)
}

const edited = (product: PeerProduct, edit: CaseFacts['productEdit'][number]): PeerProduct => {
  if ('repaymentStartDateType' in edit) return { ...product, ...edit }
  const rules = product.paymentAllocation ?? []
  return {
    ...product,
    paymentAllocation: rules.map((rule) => (rule.tx === edit.tx ? { ...rule, future: edit.future } : rule)),
  }
}

const units = { DAYS: ['day', 1], WEEKS: ['week', 1], MONTHS: ['month', 1], YEARS: ['month', 12] } as const

/** `every` of a unit in the peer's words. */
export const frequencyOf = (every: number, type: keyof typeof units): Frequency => {
  const [unit, times] = units[type]
  return { every: every * times, unit }
}

/** The legacy generator reads an actual year as 365 days. */
const dayCountOf = ({ daysInMonth, daysInYear, scheduleType }: PeerProduct): string =>
  `${daysInMonth}/${daysInYear === 'actual' && scheduleType === 'CUMULATIVE' ? 365 : daysInYear}`

/** The yearly rate in percent, whatever period it is quoted for. */
const annualRateOf = (product: PeerProduct, loan: PeerLoan): string => {
  const rate = new Big(loan['ANNUAL interest rate %'])
  switch (loan.interestRateFrequencyType ?? product.interestRatePerPeriodFrequency) {
    case 'YEAR':
      return rate.toFixed()
    case 'MONTH':
      return rate.times(12).toFixed()
    case 'WHOLE_TERM': {
      const perYear = { DAYS: 365, WEEKS: 52, MONTHS: 12, YEARS: 1 }[loan.repaymentFrequencyType]
      return rate
        .div(loan.numberOfRepayments * loan.repaymentEvery)
        .round(8)
        .times(perYear)
        .toFixed()
    }
  }
}

const dueStates = { PAST_DUE: 'past-due', DUE: 'due', IN_ADVANCE: 'in-advance' } as const
const components = { PENALTY: 'penalty', FEE: 'fee', INTEREST: 'interest', PRINCIPAL: 'principal' } as const
const futures = {
  NEXT_INSTALLMENT: 'next',
  LAST_INSTALLMENT: 'last',
  NEXT_LAST_INSTALLMENT: 'present-then-last',
  REAMORTIZATION: 'spread',
} as const

const orderOf = (steps: readonly string[]): Allocation['order'] =>
  (['PAST_DUE', 'DUE', 'IN_ADVANCE'] as const).flatMap((state) =>
    steps
      .filter((step) => step.startsWith(`${state}_`))
      .flatMap((step) =>
        Object.entries(components)
          .filter(([name]) => step === `${state}_${name}`)
          .map(([, component]) => ({ dueState: dueStates[state], component })),
      ),
  )

/** How a strategy without rules of its own shares out: what is past due like what is due. */
const legacyAllocation = ({ due, inAdvance }: ProductsFile['strategies'][string]): Allocation => ({
  order: orderOf([
    ...due.flatMap((component) => [`PAST_DUE_${component}`, `DUE_${component}`]),
    ...inAdvance.map((component) => `IN_ADVANCE_${component}`),
  ]),
  processing: 'by-instalment',
  future: 'next',
})

/** How a product shares out a repayment; undefined where the file does not say. */
const allocationOf = (file: ProductsFile, product: PeerProduct, strategy: string): Allocation | undefined => {
  const legacy = file.strategies[strategy]
  if (product.paymentAllocation === null) return legacy && legacyAllocation(legacy)
  const rule = product.paymentAllocation.find(({ tx }) => tx === 'DEFAULT')
  const order = rule && file.orders[rule.order]
  if (rule === undefined || order === undefined) return undefined
  return {
    order: orderOf(order),
    processing: product.processing === 'VERTICAL' ? 'by-component' : 'by-instalment',
    future: futures[rule.future],
  }
}

const overdueInterestOf = ({ interestRecalculation }: PeerProduct) => {
  const { enabled, noInterestOnPastDue = false, restFrequency, preClosureStrategy } = interestRecalculation
  if (!enabled || noInterestOnPastDue) return 'none'
  return restFrequency === 'SAME_AS_REPAYMENT_PERIOD' && preClosureStrategy === 'TILL_REST_FREQUENCY_DATE'
    ? 'to-the-period-end'
    : 'to-the-day'
}

/** A rest of a whole period charges what is paid ahead for all of that period. */
const aheadInterestOf = ({ interestRecalculation }: PeerProduct) => {
  const { restFrequency, preClosureStrategy } = interestRecalculation
  if (restFrequency === 'SAME_AS_REPAYMENT_PERIOD') return 'to-the-period-end'
  return preClosureStrategy === 'TILL_REST_FREQUENCY_DATE' ? 'to-the-period-end-on-pay-off' : 'to-the-day'
}

interface Tranche {
  readonly on: Day
  readonly amount: number
}

const trancheOf = (on: Day | undefined, amount: number | undefined): Tranche[] =>
  on === undefined || amount === undefined ? [] : [{ on, amount }]

/** What is announced at a step before anything is paid out: the tranches, or all at once. */
export const expectedTranches = (loan: PeerLoan, facts: CaseFacts, opAt: number): Tranche[] => {
  const announced = [
    ...trancheOf(loan.tranche_disb_expected_date, loan.tranche_disb_principal),
    ...trancheOf(loan['1st_tranche_disb_expected_date'], loan['1st_tranche_disb_principal']),
    ...trancheOf(loan['2nd_tranche_disb_expected_date'], loan['2nd_tranche_disb_principal']),
  ]
  if (announced.length > 0) return announced
  const approvals = facts.approve.filter(({ beforeOp }) => beforeOp <= opAt)
  const approved = approvals.findLast(({ amount }) => amount !== undefined)?.amount
  const on = approvals.findLast(({ expectedDisbursement }) => expectedDisbursement !== undefined)
  return [
    {
      on: on?.expectedDisbursement ?? loan['submitted on date'],
      amount: approved === undefined ? loan['with Principal'] : Math.round(approved * 100),
    },
  ]
}

/** The day from which due dates are counted. */
const startOf = (product: PeerProduct, { loan, ops }: PeerCase, facts: CaseFacts): Day => {
  if (product.repaymentStartDateType === 'SUBMITTED_ON_DATE') return loan['submitted on date']
  const paidOut = ops.flatMap((step) => (step.op === 'disburse' ? [step.date] : []))
  return paidOut[0] ?? expectedTranches(loan, facts, 0)[0]?.on ?? loan['submitted on date']
}

/**
 * The loan in our words, as it is announced at first. @param product with the case's own changes
 * @throws ZodError when the case asks for what no loan of ours can be
 */
export const termsOf = (file: ProductsFile, product: PeerProduct, peerCase: PeerCase, facts: CaseFacts): LoanTerms => {
  const { loan } = peerCase
  return LoanTerms.parse({
    product: {
      dayCount: dayCountOf(product),
      newYearCut: product.interestRecognitionOnDisbursementDate ? '1-january' : '31-december',
      leapDays: product.daysInYearCustomStrategy === 'FEB_29_PERIOD_ONLY' ? 'february-29-period' : 'whole-year',
      interestPer: loan['interest calculation period'] === 'DAILY' ? 'day' : 'period',
      partialPeriods: product.allowPartialPeriodInterest,
      interest: loan['interest type'] === 'FLAT' ? 'flat' : 'declining-balance',
      amortisation: loan['amortization type'] === 'EQUAL_PRINCIPAL_PAYMENTS' ? 'equal-principal' : 'level',
      rounding: 'half-even',
      multipleRounding: 'half-even',
      instalmentMultiple: (product.installmentAmountInMultiplesOf ?? 0.01) * 100,
      smoothing: product.scheduleType === 'PROGRESSIVE',
      allocation: allocationOf(file, product, loan['Payment strategy']),
      overdueInterest: overdueInterestOf(product),
      recalculates: product.interestRecalculation.enabled,
      aheadInterest: aheadInterestOf(product),
      instalmentFrom: product.scheduleType === 'PROGRESSIVE' ? 'dated-periods' : 'ideal-periods',
      downPaymentPercent: product.downPayment.enabled ? (product.downPayment.percent ?? 0) : 0,
      fees: feesOf(chargesOf(file, product, loan, facts), file.systemDefaults.penaltyWaitDays),
    },
    annualRatePercent: annualRateOf(product, loan),
    lastDueOn:
      product.fixedLength === null ? undefined : dayPlusDays(startOf(product, peerCase, facts), product.fixedLength),
    startOn: product.repaymentStartDateType === 'SUBMITTED_ON_DATE' ? loan['submitted on date'] : undefined,
    frequency: frequencyOf(loan.repaymentEvery, loan.repaymentFrequencyType),
    numberOfInstalments: loan.numberOfRepayments,
    graceOnPrincipal: loan.graceOnPrincipalPayment,
    graceOnInterest: loan['interest free period'],
    expectedTranches: expectedTranches(loan, facts, 0),
  })
}
