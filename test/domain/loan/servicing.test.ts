import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { oldestFirst } from '../../../domain/loan/allocation.ts'
import type { LoanEvent } from '../../../domain/loan/terms.ts'
import { amounts, day, disbursed, expectSound, paid, scheduled, sixMonths, sums, table } from './loans.ts'

const reversed = (id: string, on: string): LoanEvent => ({ type: 'payment-reversed', id, on: day(on) })
const closing = (on: string): LoanEvent => ({ type: 'day-closed', on: day(on) })

describe('a payment', () => {
  test('on its day settles the instalment and changes no other', () => {
    const before = scheduled(sixMonths(), [disbursed()])
    const { instalments } = scheduled(sixMonths(), [disbursed(), paid('2024-02-01', 1701)], '2024-02-01')
    expect(instalments[0]).toMatchObject({
      settledOn: '2024-02-01',
      paid: { principal: 1643, interest: 58 },
      paidInAdvance: 0,
      paidLate: 0,
    })
    expect(instalments.slice(1)).toEqual(before.instalments.slice(1))
  })

  test('ahead of its day pays interest only to that day, and the last instalment takes the difference', () => {
    const schedule = scheduled(sixMonths(), [disbursed(), paid('2024-01-16', 1701)], '2024-01-16')
    // 15 of the 31 days of January.
    expect(schedule.instalments[0]).toMatchObject({
      settledOn: '2024-01-16',
      paidInAdvance: 1701,
      due: { interest: Math.round(10_000 * (0.07 / 12) * (15 / 31)) },
    })
    expect(amounts(schedule).slice(0, 5)).toEqual([1701, 1701, 1701, 1701, 1701])
    expect(amounts(schedule)[5]).toBeLessThan(1700)
    expectSound(schedule, 10_000)
  })

  test('ahead of its day changes nothing on a product that does not recalculate', () => {
    const plain = { recalculates: false }
    const schedule = scheduled(sixMonths({}, plain), [disbursed(), paid('2024-01-16', 1701)], '2024-01-16')
    expect(table(schedule)).toEqual(table(scheduled(sixMonths({}, plain), [disbursed()])))
  })

  test('late is told from one on its day', () => {
    const { instalments } = scheduled(
      sixMonths(),
      [disbursed(), paid('2024-02-01', 1000), paid('2024-02-10', 701)],
      '2024-02-10',
    )
    expect(instalments[0]).toMatchObject({ settledOn: '2024-02-10', paidLate: 701 })
  })

  test('of part of an instalment leaves the rest due', () => {
    const { instalments } = scheduled(sixMonths(), [disbursed(), paid('2024-02-01', 1000)], '2024-02-01')
    expect(instalments[0]).toMatchObject({ settledOn: undefined, paid: { interest: 58, principal: 942 } })
  })

  test('of all that is owed ends the loan, and what is more is kept as credit', () => {
    const schedule = scheduled(sixMonths(), [disbursed(), paid('2024-01-16', 20_000)], '2024-01-16')
    expect(sums(schedule)).toEqual({ principal: 10_000, interest: 28, paid: 10_028, credit: 9972 })
    expect(schedule.instalments.every(({ settledOn }) => settledOn === '2024-01-16')).toBe(true)
  })

  test.each(['next', 'last', 'present-then-last', 'spread'] as const)(
    'of all that is owed during grace on interest pays what was put off once, wherever it goes (%s)',
    (future) => {
      const terms = sixMonths({ graceOnInterest: 2 }, { allocation: { ...oldestFirst, future } })
      const schedule = scheduled(terms, [disbursed(), paid('2024-01-16', 20_000)], '2024-01-16')
      expect(sums(schedule)).toEqual({ principal: 10_000, interest: 28, paid: 10_028, credit: 9972 })
    },
  )

  test('kept as credit pays a further payout', () => {
    const schedule = scheduled(sixMonths({ annualRatePercent: '0' }), [
      disbursed(),
      paid('2024-01-16', 12_000),
      disbursed('2024-01-20', 6000),
    ])
    expect(schedule.credit).toBe(0)
    expect(sums(schedule).paid).toBe(12_000)
  })

  test('that arrives later but is dated earlier counts from its day', () => {
    const events = [disbursed(), paid('2024-02-01', 1701), paid('2024-03-01', 1701)]
    const backDated = [disbursed(), paid('2024-03-01', 1701), paid('2024-02-01', 1701)]
    expect(scheduled(sixMonths(), backDated, '2024-03-05')).toEqual(scheduled(sixMonths(), events, '2024-03-05'))
  })
})

describe('a reversal', () => {
  test('leaves the loan as if the payment had never been', () => {
    const without = scheduled(sixMonths(), [disbursed(), paid('2024-03-01', 1701)], '2024-03-05')
    const reversedFirst = [
      disbursed(),
      paid('2024-02-01', 1701, 'first'),
      paid('2024-03-01', 1701),
      reversed('first', '2024-03-05'),
    ]
    expect(scheduled(sixMonths(), reversedFirst, '2024-03-05')).toEqual(without)
  })
})

describe('principal that is past due', () => {
  test('goes on bearing interest to the day, and the last instalment takes it', () => {
    const late = scheduled(sixMonths(), [disbursed(), closing('2024-02-15')], '2024-02-15')
    // 16.43 for 14 of the 29 days of February.
    expect(late.instalments[1]?.due.interest).toBe(Math.round((8357 + (1643 * 14) / 29) * (0.07 / 12)))
    expect(amounts(late).slice(0, 5)).toEqual([1701, 1701, 1701, 1701, 1701])
    expect(amounts(late)[5]).toBeGreaterThan(1700)
  })

  test('bears interest to the end of the period where the product says so', () => {
    const product = { overdueInterest: 'to-the-period-end' } as const
    const late = scheduled(sixMonths({}, product), [disbursed(), closing('2024-02-15')], '2024-02-15')
    expect(late.instalments[1]?.due.interest).toBe(58)
  })

  test('bears none on a product without interest on what is past due', () => {
    const product = { overdueInterest: 'none' } as const
    expect(table(scheduled(sixMonths({}, product), [disbursed(), closing('2024-05-15')], '2024-05-15'))).toEqual(
      table(scheduled(sixMonths({}, product), [disbursed()])),
    )
  })

  test('stops bearing interest on the day on which it is paid', () => {
    const paidLate = scheduled(sixMonths(), [disbursed(), paid('2024-02-11', 1701)], '2024-02-20')
    expect(paidLate.instalments[1]?.due.interest).toBe(Math.round((8357 + (1643 * 10) / 29) * (0.07 / 12)))
  })
})

describe('whatever happens to a loan', () => {
  const days = Array.from({ length: 240 }, (_, index) =>
    new Date(Date.UTC(2024, 0, 1 + index)).toISOString().slice(0, 10),
  )
  const anyPayments = fc.array(fc.record({ on: fc.constantFrom(...days), amount: fc.integer({ min: 1, max: 4000 }) }), {
    maxLength: 8,
  })
  const anyTerms = fc
    .record({
      annualRatePercent: fc.nat(4000).map((hundredths) => (hundredths / 100).toFixed(2)),
      dayCount: fc.constantFrom('30/360' as const, 'actual/365' as const, 'actual/actual' as const),
      future: fc.constantFrom('next' as const, 'last' as const, 'present-then-last' as const, 'spread' as const),
      overdueInterest: fc.constantFrom('none' as const, 'to-the-day' as const, 'to-the-period-end' as const),
      recalculates: fc.boolean(),
      graceOnInterest: fc.nat(2),
    })
    .map(({ annualRatePercent, future, graceOnInterest, ...product }) => {
      const terms = sixMonths({ annualRatePercent, graceOnInterest }, product)
      return { ...terms, product: { ...terms.product, allocation: { ...terms.product.allocation, future } } }
    })
  const paymentsOf = (payments: readonly { on: string; amount: number }[]): LoanEvent[] =>
    payments.map(({ on, amount }, index) => paid(on, amount, `payment ${index}`))

  test('principal adds up, no part is below zero, and every payment is accounted for', () => {
    fc.assert(
      fc.property(anyTerms, anyPayments, (terms, payments) => {
        const schedule = scheduled(terms, [disbursed(), ...paymentsOf(payments)], '2024-09-01')
        expectSound(schedule, 10_000)
        const { paid: total, credit } = sums(schedule)
        expect(total + credit).toBe(payments.reduce((sum, { amount }) => sum + amount, 0))
      }),
      { numRuns: 200 },
    )
  })

  test('payments of one day give the same schedule in whichever order they arrive', () => {
    fc.assert(
      fc.property(anyTerms, anyPayments, (terms, payments) => {
        const events = paymentsOf(payments)
        const inOrder = scheduled(terms, [disbursed(), ...events], '2024-09-01')
        expect(scheduled(terms, [...events.toReversed(), disbursed()], '2024-09-01')).toEqual(inOrder)
      }),
      { numRuns: 60 },
    )
  })

  test('a payment and its reversal are as nothing', () => {
    fc.assert(
      fc.property(anyTerms, anyPayments, fc.nat(7), (terms, payments, which) => {
        const events = paymentsOf(payments)
        fc.pre(which < events.length)
        const undone = scheduled(
          terms,
          [disbursed(), ...events, reversed(`payment ${which}`, '2024-09-01')],
          '2024-09-01',
        )
        const never = events.filter((_, index) => index !== which)
        expect(undone).toEqual(scheduled(terms, [disbursed(), ...never], '2024-09-01'))
      }),
      { numRuns: 60 },
    )
  })
})
