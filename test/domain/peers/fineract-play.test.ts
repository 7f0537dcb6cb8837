import { describe, expect, it } from 'vitest'
import type { LoanSchedule } from '../../../domain/loan/terms.ts'
import { momentsOf, type ScheduleOf } from '../../../peers/fineract/play.ts'
import { productFor, termsOf } from '../../../peers/fineract/terms.ts'
import { factsIn, payOut, peerCase, productIn, productsFile, untouchedTable } from './small-files.ts'

/** Owes 10.00 interest in all, whatever happened. */
const tenDollarsOfInterest: ScheduleOf = (_terms, _events, asOf) => {
  const due = { principal: 0, interest: 1000, fee: 0, penalty: 0 }
  const waived = { principal: 0, interest: 0, fee: 0, penalty: 0 }
  const instalment = { number: 1, from: asOf, dueOn: asOf, due, paid: due, waived, paidInAdvance: 0, paidLate: 0 }
  const schedule: LoanSchedule = {
    asOf,
    disbursements: [],
    capitalised: [],
    instalments: [{ ...instalment, principalAfter: 0, isDownPayment: false, isDeferred: false }],
    credit: 0,
  }
  return schedule
}

const moments = (
  ops: readonly object[],
  { product = {}, loan = {}, facts = {} }: { product?: object; loan?: object; facts?: object } = {},
) => {
  const file = productsFile(product, [facts])
  const settled = productFor(productIn(file), factsIn(file))
  const played = peerCase(ops, loan)
  const terms = termsOf(file, settled, played, factsIn(file))
  return momentsOf({ file, product: settled, peerCase: played, facts: factsIn(file), terms }, tenDollarsOfInterest)
}

const date = (day: string) => ({ op: 'date', date: day })
const reage = {
  op: 'reage',
  frequencyNumber: '1',
  frequencyType: 'MONTHS',
  startDate: '01 April 2024',
  numberOfInstallments: '6',
}

describe('the steps of a case', () => {
  it('become events in the order of recording, seen from the system date of each table', () => {
    const pay = { op: 'pay', kind: 'AUTOPAY', date: '15 January 2024', amount: '17.01' }
    const [first, second] = moments([
      payOut,
      untouchedTable,
      date('01 February 2024'),
      pay,
      { op: 'cob' },
      untouchedTable,
    ])
    expect(first).toMatchObject({ opAt: 1, asOf: '2024-01-01', events: [{ type: 'disbursed', amount: 30_000 }] })
    expect(second).toMatchObject({
      opAt: 5,
      asOf: '2024-02-01',
      events: [
        { type: 'disbursed' },
        { type: 'paid', on: '2024-01-15', amount: 1701 },
        { type: 'day-closed', on: '2024-02-01' },
      ],
    })
  })

  it('ask of a reschedule only what is not blank', () => {
    const reschedule = {
      op: 'reschedule',
      rescheduleFromDate: '01 February 2024',
      submittedOnDate: '20 January 2024',
      adjustedDueDate: '',
      graceOnPrincipal: '',
      graceOnInterest: '',
      extraTerms: '2',
      newInterestRate: '4',
    }
    expect(moments([payOut, reschedule, untouchedTable]).at(0)?.events.at(-1)).toEqual({
      type: 'rescheduled',
      on: '2024-01-20',
      from: '2024-02-01',
      dueOn: undefined,
      graceOnPrincipal: undefined,
      graceOnInterest: undefined,
      extraInstalments: 2,
      annualRatePercent: '4',
    })
  })

  it('take a preview back after its tables', () => {
    const seen = moments([payOut, reage, untouchedTable, date('02 April 2024'), untouchedTable], {
      facts: { preview: [1, 2] },
    })
    expect(seen.map(({ events }) => events.map(({ type }) => type))).toEqual([['disbursed', 're-aged'], ['disbursed']])
  })

  it('keep a re-ageing that is no preview, on the system date', () => {
    const seen = moments([payOut, date('10 March 2024'), reage, untouchedTable])
    expect(seen.at(0)?.events.at(-1)).toEqual({
      type: 're-aged',
      on: '2024-03-10',
      startOn: '2024-04-01',
      frequency: { every: 1, unit: 'month' },
      numberOfInstalments: 6,
      interest: 'recounted',
    })
  })

  it('undo a re-amortisation where the facts say that the step is an undo', () => {
    const seen = moments([payOut, { op: 'reamortize' }, { op: 'reamortize' }, untouchedTable], { facts: { undo: [2] } })
    expect(seen.at(0)?.events.slice(1)).toEqual([
      { type: 're-amortised', on: '2024-01-01' },
      { type: 'undone', on: '2024-01-01', change: 're-amortised' },
    ])
  })
})

describe('a payout', () => {
  const down = { downPayment: { enabled: true, percent: 25, auto: true }, installmentAmountInMultiplesOf: 1 }

  it('pays its down payment at once, rounded like an instalment', () => {
    const odd = { ...payOut, amount: '302.50' }
    expect(moments([odd, untouchedTable], { product: down }).at(0)?.events.at(-1)).toMatchObject({
      type: 'paid',
      on: '2024-01-01',
      amount: 7600,
    })
  })

  it('pays none where the facts say so', () => {
    const seen = moments([payOut, untouchedTable], { product: down, facts: { noAutoDownPayment: [0] } })
    expect(seen.at(0)?.events.map(({ type }) => type)).toEqual(['disbursed'])
  })

  it.each([
    ['a percentage of the interest', 'PAYOUT_FEE', 'PERCENTAGE_INTEREST', 3, [30, 0]],
    ['a percentage of principal and interest', 'PAYOUT_FEE', 'PERCENTAGE_LOAN_AMOUNT_PLUS_INTEREST', 2, [620, 0]],
    ['a fixed amount', 'PAYOUT_FEE', 'FLAT', 10, [1000, 0]],
    ['a percentage of each tranche', 'TRANCHE_FEE', 'PERCENTAGE_DISBURSEMENT_AMOUNT', 1, [300, 300]],
  ])('bears %s as its charge', (_, name, calculation, amount, expected) => {
    const seen = moments([payOut, payOut, untouchedTable], {
      loan: { 'charge calculation type': name, 'charge amount %': String(amount) },
      facts: { chargeEdit: [{ charge: name, calculation, amount }] },
    })
    const charges = seen.at(0)?.events.map((event) => (event.type === 'disbursed' ? event.charges : undefined))
    expect(charges).toEqual(expected)
  })
})
