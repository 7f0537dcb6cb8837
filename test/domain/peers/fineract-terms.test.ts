import { describe, expect, it } from 'vitest'
import { productFor, termsOf } from '../../../peers/fineract/terms.ts'
import { factsIn, payOut, peerCase, productIn, productsFile } from './small-files.ts'

const terms = (product: object = {}, loan: object = {}, facts: object = {}) => {
  const file = productsFile(product, [facts])
  return termsOf(file, productFor(productIn(file), factsIn(file)), peerCase([payOut], loan), factsIn(file))
}

describe('how the peer counts days', () => {
  it.each([
    [{ daysInMonth: 30, daysInYear: 360 }, '30/360'],
    [{ daysInMonth: 30, daysInYear: 'actual' }, '30/actual'],
    [{ daysInMonth: 'actual', daysInYear: 364 }, 'actual/364'],
    [{ daysInMonth: 'actual', daysInYear: 'actual' }, 'actual/actual'],
    [{ daysInMonth: 'actual', daysInYear: 'actual', scheduleType: 'CUMULATIVE' }, 'actual/365'],
    [{ daysInMonth: 30, daysInYear: 'actual', scheduleType: 'CUMULATIVE' }, '30/365'],
  ])('%j is %s', (product, dayCount) => {
    expect(terms(product).product.dayCount).toBe(dayCount)
  })
})

describe('the yearly rate', () => {
  it('is the rate as quoted where it is quoted for a year', () => {
    expect(terms({}, { 'ANNUAL interest rate %': '9.4822' }).annualRatePercent).toBe('9.4822')
  })

  it('is twelve times a rate quoted for a month', () => {
    const quoted = { interestRatePerPeriodFrequency: 'MONTH' }
    expect(terms(quoted, { 'ANNUAL interest rate %': '1.25' }).annualRatePercent).toBe('15')
  })

  it('is spread over the instalments where it is quoted for the whole term, which the case may say itself', () => {
    const loan = { 'ANNUAL interest rate %': '4', interestRateFrequencyType: 'WHOLE_TERM' }
    expect(terms({}, loan).annualRatePercent).toBe('15.99999996')
  })
})

describe('how payments are shared out', () => {
  it('follows the rule of the product, in the order of past due, due and in advance', () => {
    const { order, processing, future } = terms().product.allocation
    expect(order.map(({ dueState, component }) => `${dueState} ${component}`).slice(2, 6)).toEqual([
      'past-due interest',
      'past-due principal',
      'due penalty',
      'due fee',
    ])
    expect({ processing, future }).toEqual({ processing: 'by-instalment', future: 'next' })
  })

  it('follows the strategy where the product has no rules', () => {
    const { order } = terms({ paymentAllocation: null }).product.allocation
    expect(order.slice(8).map(({ component }) => component)).toEqual(['principal', 'interest', 'fee', 'penalty'])
  })

  it('takes the change that a case makes to its product', () => {
    const facts = { productEdit: [{ tx: 'DEFAULT', future: 'NEXT_LAST_INSTALLMENT' }] }
    expect(terms({}, {}, facts).product.allocation.future).toBe('present-then-last')
    expect(terms({ processing: 'VERTICAL' }).product.allocation.processing).toBe('by-component')
  })
})

describe('the start of the loan', () => {
  it('is the day of application where the product says so', () => {
    expect(terms().startOn).toBeUndefined()
    expect(terms({ repaymentStartDateType: 'SUBMITTED_ON_DATE' }).startOn).toBe('2024-01-01')
  })

  it('has all announced tranches before anything is paid out', () => {
    const loan = {
      '1st_tranche_disb_expected_date': '01 January 2024',
      '1st_tranche_disb_principal': '200.0',
      '2nd_tranche_disb_expected_date': '15 January 2024',
      '2nd_tranche_disb_principal': '50.5',
    }
    expect(terms({}, loan).expectedTranches).toEqual([
      { on: '2024-01-01', amount: 20_000 },
      { on: '2024-01-15', amount: 5050 },
    ])
  })

  it('has the approved amount on the approved day where no tranche is announced', () => {
    const approve = [{ beforeOp: 0, amount: 250, expectedDisbursement: '2024-01-10' }]
    expect(terms({}, {}, { approve }).expectedTranches).toEqual([{ on: '2024-01-10', amount: 25_000 }])
    expect(terms().expectedTranches).toEqual([{ on: '2024-01-01', amount: 30_000 }])
  })

  it('fixes the last due date where the length is fixed in days', () => {
    expect(terms({ fixedLength: 90 }).lastDueOn).toBe('2024-03-31')
    expect(terms({ fixedLength: 90 }, {}, { loan: { fixedLength: 40 } }).lastDueOn).toBe('2024-02-10')
  })
})

describe('what else a product settles', () => {
  it('rounds instalments to whole units where it says so', () => {
    expect(terms().product.instalmentMultiple).toBe(1)
    expect(terms({ installmentAmountInMultiplesOf: 1 }).product.instalmentMultiple).toBe(100)
  })

  it('asks for a down payment unless the case switches it off', () => {
    const product = { downPayment: { enabled: true, percent: 25, auto: true } }
    expect(terms(product).product.downPaymentPercent).toBe(25)
    expect(terms(product, {}, { loan: { downPaymentPercent: 15 } }).product.downPaymentPercent).toBe(15)
    expect(terms(product, {}, { loan: { downPaymentEnabled: false } }).product.downPaymentPercent).toBe(0)
  })

  it('lets overdue principal bear interest to the day, or to the end of the period', () => {
    const interestRecalculation = { enabled: true, restFrequency: 'DAILY', preClosureStrategy: 'TILL_PRE_CLOSE_DATE' }
    const toTheEnd = {
      enabled: true,
      restFrequency: 'SAME_AS_REPAYMENT_PERIOD',
      preClosureStrategy: 'TILL_REST_FREQUENCY_DATE',
    }
    const never = { ...interestRecalculation, noInterestOnPastDue: true }
    expect(terms().product.overdueInterest).toBe('none')
    expect(terms({ interestRecalculation }).product.overdueInterest).toBe('to-the-day')
    expect(terms({ interestRecalculation: toTheEnd }).product.overdueInterest).toBe('to-the-period-end')
    expect(terms({ interestRecalculation: never }).product).toMatchObject({
      overdueInterest: 'none',
      recalculates: true,
    })
  })

  it('charges late fees by itself, and fees on instalments only where the case takes the product’s charges', () => {
    const product = { charges: ['EACH_TIME', 'LATE'] }
    expect(terms(product).product.fees.map(({ when }) => when)).toEqual(['past-due'])
    expect(terms(product, {}, { loan: { charges: 'PRODUCT' } }).product.fees).toEqual([
      { component: 'fee', when: 'instalment', basis: 'interest', amount: 5, afterDays: 0 },
      { component: 'penalty', when: 'past-due', basis: 'principal', amount: 1.5, afterDays: 2 },
    ])
  })
})
