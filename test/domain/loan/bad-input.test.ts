import { describe, expect, test } from 'vitest'
import { oldestFirst } from '../../../domain/loan/allocation.ts'
import { scheduleOf } from '../../../domain/loan/schedule-of.ts'
import type { LoanEvent, LoanTerms } from '../../../domain/loan/terms.ts'
import { day, disbursed, paid, scheduled, sixMonths, sums } from './loans.ts'

const refusalOf = (terms: LoanTerms, events: readonly LoanEvent[] = [disbursed()]) =>
  scheduleOf(terms, events, day('2024-01-01'))

describe('bad input is refused with its field and a reason', () => {
  test.each<[string, LoanTerms, string]>([
    ['a rate of 10,000 percent', sixMonths({ annualRatePercent: '10000' }), 'terms.annualRatePercent'],
    ['a rate of 1,000.01 percent', sixMonths({ annualRatePercent: '1000.01' }), 'terms.annualRatePercent'],
    ['a rate below zero', sixMonths({ annualRatePercent: '-7' }), 'terms.annualRatePercent'],
    ['a rate that is no number', sixMonths({ annualRatePercent: 'NaN' }), 'terms.annualRatePercent'],
    ['no instalment', sixMonths({ numberOfInstalments: 0 }), 'terms.numberOfInstalments'],
    ['601 instalments', sixMonths({ numberOfInstalments: 601 }), 'terms.numberOfInstalments'],
    [
      'instalments over more than 50 years',
      sixMonths({ numberOfInstalments: 300, frequency: { every: 3, unit: 'month' } }),
      'terms.numberOfInstalments',
    ],
    ['grace to the end', sixMonths({ graceOnPrincipal: 6 }), 'terms.graceOnPrincipal'],
    ['interest put off to the end', sixMonths({ graceOnInterest: 6 }), 'terms.graceOnInterest'],
    ['a first due date on the first day', sixMonths({ firstDueOn: day('2024-01-01') }), 'terms.firstDueOn'],
    ['a last due date before the one before it', sixMonths({ lastDueOn: day('2024-05-15') }), 'terms.lastDueOn'],
    ['half a unit as the multiple', sixMonths({}, { instalmentMultiple: 0.5 }), 'terms.product.instalmentMultiple'],
    [
      'half a unit as a fixed fee',
      sixMonths({}, { fees: [{ component: 'fee', when: 'instalment', basis: 'fixed', amount: 0.5, afterDays: 0 }] }),
      'terms.product.fees.0.amount',
    ],
    [
      'an order of payment that names a part twice',
      sixMonths(
        {},
        {
          allocation: {
            ...oldestFirst,
            order: oldestFirst.order.map((step, index) =>
              index === 1 ? { dueState: 'past-due', component: 'penalty' } : step,
            ),
          },
        },
      ),
      'terms.product.allocation.order',
    ],
    ['a down payment of more than all', sixMonths({}, { downPaymentPercent: 101 }), 'terms.product.downPaymentPercent'],
  ])('%s', (_, terms, field) => {
    expect(refusalOf(terms)).toMatchObject({ refused: true, code: 'bad-input', field })
  })

  test.each<[string, LoanEvent[], string]>([
    ['a payment of nothing', [disbursed(), paid('2024-02-01', 0)], 'events.1.amount'],
    ['a payment of cents’ parts', [disbursed(), paid('2024-02-01', 1.5)], 'events.1.amount'],
    ['an amount beyond any loan', [disbursed('2024-01-01', 1e14)], 'events.0.amount'],
    ['payouts together beyond any loan', [disbursed('2024-01-01', 9e12), disbursed('2024-01-02', 9e12)], 'events.1'],
    [
      'a reversal of no payment',
      [disbursed(), { type: 'payment-reversed', id: 'none', on: day('2024-02-01') }],
      'events.1.id',
    ],
    [
      'an undoing of nothing',
      [disbursed(), { type: 'undone', change: 're-aged', on: day('2024-02-01') }],
      'events.1.change',
    ],
    [
      'a pause that ends before it begins',
      [
        disbursed(),
        { type: 'interest-paused', on: day('2024-02-01'), from: day('2024-02-02'), until: day('2024-02-01') },
      ],
      'events.1.until',
    ],
    [
      'a due date before the period',
      [disbursed(), { type: 'rescheduled', on: day('2024-01-05'), from: day('2024-03-01'), dueOn: day('2024-02-01') }],
      'events.1.dueOn',
    ],
    [
      'a change after the last instalment',
      [disbursed(), { type: 'rescheduled', on: day('2024-01-05'), from: day('2024-08-01'), extraInstalments: 1 }],
      'events.1.from',
    ],
    [
      'a new rate of 5,000 percent',
      [disbursed(), { type: 'rescheduled', on: day('2024-01-05'), from: day('2024-02-01'), annualRatePercent: '5000' }],
      'events.1.annualRatePercent',
    ],
    [
      're-ageing to the day of the payout',
      [
        disbursed(),
        {
          type: 're-aged',
          on: day('2024-01-05'),
          startOn: day('2024-01-01'),
          frequency: { every: 1, unit: 'month' },
          numberOfInstalments: 3,
          interest: 'recounted',
        },
      ],
      'events.1.startOn',
    ],
    [
      'more than 600 instalments by a change',
      [disbursed(), { type: 'rescheduled', on: day('2024-01-05'), from: day('2024-02-01'), extraInstalments: 600 }],
      'events.1',
    ],
    [
      'a due date in 80 years',
      [disbursed(), { type: 'rescheduled', on: day('2024-01-05'), from: day('2024-02-01'), dueOn: day('2104-02-01') }],
      'events.1',
    ],
  ])('%s', (_, events, field) => {
    expect(refusalOf(sixMonths(), events)).toMatchObject({ refused: true, code: 'bad-input', field })
  })
})

describe('the far ends of what is allowed', () => {
  test('600 monthly instalments over 50 years add up', () => {
    const schedule = scheduled(sixMonths({ numberOfInstalments: 600, annualRatePercent: '5' }), [
      disbursed('2024-01-31', 50_000_000),
    ])
    expect(schedule.instalments.at(-1)?.dueOn).toBe('2074-01-31')
    expect(sums(schedule).principal).toBe(50_000_000)
  })

  test('the largest amount at the highest rate stays exact', () => {
    const schedule = scheduled(sixMonths({ annualRatePercent: '1000' }), [disbursed('2024-01-01', 1e13)])
    expect(sums(schedule).principal).toBe(1e13)
    expect(Number.isSafeInteger(sums(schedule).interest)).toBe(true)
  })

  test('one unit of money over 60 instalments is repaid once', () => {
    expect(sums(scheduled(sixMonths({ numberOfInstalments: 60 }), [disbursed('2024-01-01', 1)])).principal).toBe(1)
  })
})
