import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { DayCount, type Frequency } from '../../../domain/loan/terms.ts'
import { amounts, day, disbursed, expectSound, paid, scheduled, sixMonths, sums, table } from './loans.ts'

describe('the schedule of a loan', () => {
  test('of 100.00 at 7 percent over six months', () => {
    expect(table(scheduled(sixMonths(), [disbursed()]))).toEqual([
      ['2024-02-01', 1643, 58],
      ['2024-03-01', 1652, 49],
      ['2024-04-01', 1662, 39],
      ['2024-05-01', 1672, 29],
      ['2024-06-01', 1681, 20],
      ['2024-07-01', 1690, 10],
    ])
  })

  test('is empty before anything is paid out or announced', () => {
    expect(scheduled(sixMonths(), [])).toMatchObject({ instalments: [], disbursements: [], credit: 0 })
  })

  test('follows the announced tranches until the first payout, and then what was paid out', () => {
    const terms = sixMonths({
      expectedTranches: [
        { on: day('2024-01-01'), amount: 10_000 },
        { on: day('2024-02-01'), amount: 5000 },
      ],
    })
    expect(sums(scheduled(terms, [])).principal).toBe(15_000)
    expect(sums(scheduled(terms, [disbursed()])).principal).toBe(10_000)
  })

  test('works the instalment out again for a further payout, from the period that holds it on', () => {
    const schedule = scheduled(sixMonths(), [disbursed(), paid('2024-02-01', 1701), disbursed('2024-02-15', 5000)])
    expect(amounts(schedule)[0]).toBe(1701)
    expect(amounts(schedule).slice(1, 5)).toEqual(Array(4).fill(amounts(schedule)[1]))
    expectSound(schedule, 15_000)
    // 83.57 for a month, 50.00 for 15 of its 29 days.
    expect(schedule.instalments[1]?.due.interest).toBe(Math.round((8357 + (5000 * 15) / 29) * (0.07 / 12)))
  })

  test('asks for the down payment at once and schedules only the rest', () => {
    const { instalments } = scheduled(sixMonths({}, { downPaymentPercent: 25 }), [disbursed()])
    expect(instalments[0]).toMatchObject({
      dueOn: '2024-01-01',
      isDownPayment: true,
      due: { principal: 2500, interest: 0 },
      principalAfter: 7500,
    })
    expect(instalments[1]?.due.interest).toBe(44)
  })

  test('returns to day 31', () => {
    const { instalments } = scheduled(sixMonths({}, { dayCount: 'actual/365' }), [disbursed('2023-10-31')])
    expect(instalments.map(({ dueOn }) => dueOn)).toEqual([
      '2023-11-30',
      '2023-12-31',
      '2024-01-31',
      '2024-02-29',
      '2024-03-31',
      '2024-04-30',
    ])
  })

  test('has a long or short first period where one is agreed', () => {
    const long = scheduled(sixMonths({ firstDueOn: day('2024-02-15') }), [disbursed()])
    expect(long.instalments.map(({ dueOn }) => dueOn).slice(0, 3)).toEqual(['2024-02-15', '2024-03-15', '2024-04-15'])
    // One month to 1 February and 14 of the 29 days of February.
    expect(long.instalments[0]?.due.interest).toBe(Math.round(10_000 * (0.07 / 12) * (1 + 14 / 29)))
    const short = scheduled(sixMonths({ firstDueOn: day('2024-01-16') }, { dayCount: 'actual/365' }), [disbursed()])
    expect(short.instalments[0]?.due.interest).toBe(Math.round((10_000 * 0.07 * 15) / 365))
  })

  test('splits a period over New Year at 31 December', () => {
    const { instalments } = scheduled(sixMonths({}, { dayCount: 'actual/actual' }), [
      disbursed('2023-12-15', 1_000_000),
    ])
    expect(instalments[0]?.due.interest).toBe(Math.round(1_000_000 * 0.07 * (16 / 365 + 15 / 366)))
  })

  test('asks for interest only at the start, or puts interest off and adds it to the next paid instalment', () => {
    const graced = scheduled(sixMonths({ graceOnPrincipal: 2 }), [disbursed()])
    expect(table(graced).slice(0, 2)).toEqual([
      ['2024-02-01', 0, 58],
      ['2024-03-01', 0, 58],
    ])
    expectSound(graced, 10_000)
    const putOff = scheduled(sixMonths({ graceOnPrincipal: 2, graceOnInterest: 2 }), [disbursed()])
    expect(
      table(putOff)
        .slice(0, 3)
        .map(([, , interest]) => interest),
    ).toEqual([0, 0, 174])
  })

  test('of flat interest, by dated or by ideal periods', () => {
    const flat = { interest: 'flat', interestPer: 'period' } as const
    expect(table(scheduled(sixMonths({ numberOfInstalments: 3 }, flat), [disbursed('2024-01-01', 100_000)]))).toEqual([
      ['2024-02-01', 33_333, 583],
      ['2024-03-01', 33_333, 583],
      ['2024-04-01', 33_334, 583],
    ])
    const ideal = scheduled(
      sixMonths({ numberOfInstalments: 3 }, { ...flat, instalmentFrom: 'ideal-periods', smoothing: false }),
      [disbursed('2024-01-01', 100_000)],
    )
    expect(table(ideal)).toEqual([
      ['2024-02-01', 33_333, 583],
      ['2024-03-01', 33_333, 583],
      ['2024-04-01', 33_334, 584],
    ])
  })

  test('of equal principal parts, and with a balloon', () => {
    const equal = scheduled(sixMonths({}, { amortisation: 'equal-principal' }), [disbursed('2024-01-01', 60_000)])
    expect(equal.instalments.map(({ due }) => due.principal)).toEqual(Array(6).fill(10_000))
    const balloon = scheduled(sixMonths({ balloon: 40_000 }), [disbursed('2024-01-01', 60_000)])
    expect(new Set(amounts(balloon).slice(0, 5)).size).toBe(1)
    expect(balloon.instalments.at(-1)?.due.principal).toBeGreaterThan(40_000)
    expectSound(balloon, 60_000)
  })

  test('charges fees on instalments, and once on those past due longer than agreed', () => {
    const fees = [
      { component: 'fee', when: 'instalment', basis: 'fixed', amount: 150, afterDays: 0 },
      { component: 'penalty', when: 'past-due', basis: 'principal', amount: 10, afterDays: 2 },
    ] as const
    const closing = (on: string) => ({ type: 'day-closed', on: day(on) }) as const
    const terms = sixMonths({ annualRatePercent: '0' }, { fees: [...fees] })
    const late = scheduled(terms, [
      disbursed('2024-01-01', 60_000),
      closing('2024-02-03'),
      closing('2024-02-04'),
      closing('2024-02-05'),
    ])
    expect(late.instalments.map(({ due }) => due.fee)).toEqual(Array(6).fill(150))
    expect(late.instalments.map(({ due }) => due.penalty)).toEqual([1000, 0, 0, 0, 0, 0])
    expect(scheduled(terms, [disbursed(), closing('2024-02-03')]).instalments[0]?.due.penalty).toBe(0)
  })

  test('lists payouts with their charges, which are no part of an instalment', () => {
    const schedule = scheduled(sixMonths(), [
      { type: 'disbursed', on: day('2024-01-01'), amount: 10_000, charges: 250 },
    ])
    expect(schedule.disbursements).toEqual([{ on: '2024-01-01', amount: 10_000, charges: 250 }])
    expect(sums(schedule).principal).toBe(10_000)
  })
})

describe('every schedule', () => {
  const anyFrequency: fc.Arbitrary<Frequency> = fc.constantFrom(
    { every: 1, unit: 'week' },
    { every: 2, unit: 'week' },
    { every: 1, unit: 'month' },
    { every: 3, unit: 'month' },
    { every: 30, unit: 'day' },
  )

  test('repays the principal to the cent, whatever the day count, frequency and rounding, from any start', () => {
    fc.assert(
      fc.property(
        fc.record({
          dayCount: fc.constantFrom(...DayCount.options),
          rounding: fc.constantFrom('up' as const, 'down' as const, 'half-up' as const, 'half-even' as const),
          instalmentMultiple: fc.constantFrom(1, 100),
          smoothing: fc.boolean(),
          amortisation: fc.constantFrom('level' as const, 'equal-principal' as const),
          interest: fc.constantFrom('declining-balance' as const, 'flat' as const),
          instalmentFrom: fc.constantFrom('dated-periods' as const, 'ideal-periods' as const),
          newYearCut: fc.constantFrom('31-december' as const, '1-january' as const),
          leapDays: fc.constantFrom('whole-year' as const, 'february-29-period' as const),
          interestPer: fc.constantFrom('day' as const, 'period' as const),
        }),
        anyFrequency,
        fc.integer({ min: 1, max: 48 }),
        fc.integer({ min: 100, max: 100_000_000 }),
        fc.nat(6000).map((hundredths) => (hundredths / 100).toFixed(2)),
        fc.date({ min: new Date('2023-01-01'), max: new Date('2028-12-31'), noInvalidDate: true }),
        (product, frequency, numberOfInstalments, principal, annualRatePercent, start) => {
          const on = start.toISOString().slice(0, 10)
          const terms = sixMonths({ frequency, numberOfInstalments, annualRatePercent }, product)
          const schedule = scheduled(terms, [disbursed(on, principal)], on)
          expect(schedule.instalments).toHaveLength(numberOfInstalments)
          expectSound(schedule, principal)
        },
      ),
      { numRuns: 150 },
    )
  })
})
