import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  annualPercentageRate,
  type DatedAmount,
  regularAnnualPercentageRate,
} from '../../../domain/loan/annual-percentage-rate.ts'
import { levelAmount, monthlyRate } from '../../../domain/plan/rate.ts'
import { Day, dayPlusDays, dayPlusMonths } from '../../../domain/time.ts'

const at = (on: string, amount: number): DatedAmount => ({ on: Day.parse(on), amount: Math.round(amount * 100) })

const monthly = (count: number, amount: number, first: string, every = 1): DatedAmount[] =>
  Array.from({ length: count }, (_, index) => ({
    on: dayPlusMonths(Day.parse(first), index * every),
    amount: Math.round(amount * 100),
  }))

const weekly = (count: number, amount: number, first: string, every = 1): DatedAmount[] =>
  Array.from({ length: count }, (_, index) => ({
    on: dayPlusDays(Day.parse(first), index * every * 7),
    amount: Math.round(amount * 100),
  }))

const onFirstAndSixteenth = (months: number, amount: number, first: string): DatedAmount[] =>
  monthly(months, amount, first).flatMap((payment) => [payment, { ...payment, on: dayPlusDays(payment.on, 15) }])

const yearly = (amounts: readonly number[], first: string): DatedAmount[] =>
  amounts.flatMap((amount, year) => monthly(12, amount, dayPlusMonths(Day.parse(first), year * 12)))

const insuredMortgage = [
  291.81, 300.18, 308.78, 317.61, 326.65, 335.92, 345.42, 355.15, 365.12, 375.33, 385.76, 385.42, 385.03, 384.62,
  384.17, 383.67, 383.13, 382.54, 381.9, 381.2, 380.43, 379.6, 378.68, 377.69, 376.6, 375.42, 374.13, 372.72, 371.18,
  369.5,
]

describe('the worked examples of Regulation Z, Appendix J (c)', () => {
  it.each([
    ['(1)(i) monthly', 9.69, [at('1978-01-10', 5000)], monthly(24, 230, '1978-02-10')],
    ['(1)(ii) monthly, long first period', 11.82, [at('1978-02-10', 6000)], monthly(36, 200, '1978-04-01')],
    [
      '(1)(iii) twice a month, short first period',
      10.34,
      [at('1978-02-23', 5000)],
      onFirstAndSixteenth(12, 219.17, '1978-03-01'),
    ],
    ['(1)(iv) quarterly, long first period', 8.97, [at('1978-05-23', 10_000)], monthly(40, 385, '1978-10-01', 3)],
    ['(1)(v) weekly, long first period', 14.96, [at('1978-03-20', 500)], weekly(30, 17.6, '1978-04-21')],
    [
      '(2)(i) odd first payment',
      10.08,
      [at('1978-01-10', 5000)],
      [at('1978-02-10', 250), ...monthly(23, 230, '1978-03-10')],
    ],
    [
      '(2)(ii) every four weeks, odd first payment, long first period',
      28.5,
      [at('1978-03-18', 400)],
      [at('1978-04-20', 39.5), ...weekly(11, 38.31, '1978-05-18', 4)],
    ],
    [
      '(3)(i) odd final payment',
      10.5,
      [at('1978-01-10', 5000)],
      [...monthly(23, 230, '1978-02-10'), at('1980-01-10', 280)],
    ],
    [
      '(3)(ii) every two weeks, odd final payment, short first period',
      12.22,
      [at('1978-04-03', 200)],
      [...weekly(19, 9.5, '1978-04-11', 2), at('1979-01-02', 30)],
    ],
    [
      '(4)(i) odd first and final payment',
      10.9,
      [at('1978-01-10', 5000)],
      [at('1978-02-10', 250), ...monthly(22, 230, '1978-03-10'), at('1980-01-10', 280)],
    ],
    [
      '(4)(ii) every two months, odd first and final payment, short first period',
      7.3,
      [at('1978-01-10', 8000)],
      [at('1978-03-01', 449.36), ...monthly(18, 465, '1978-05-01', 2), at('1981-05-01', 200)],
    ],
    ['(5)(i) one payment after so many days', 11.45, [at('1978-01-03', 1000)], [at('1978-09-15', 1080)]],
    ['(5)(ii) one payment after whole months', 8.8, [at('1978-07-15', 1000)], [at('1979-01-15', 1044)]],
    ['(5)(iii) one payment after a year and a half', 8.76, [at('1978-01-17', 1000)], [at('1979-07-17', 1135.19)]],
    ['(5)(iv) one payment after two years', 11.36, [at('1978-01-03', 1000)], [at('1980-01-03', 1240)]],
    [
      '(6)(i) every four weeks, put off where a month would have two',
      12,
      [at('1978-01-25', 2135)],
      [
        ...weekly(9, 100, '1978-02-20', 4),
        ...weekly(6, 100, '1978-11-13', 4),
        ...weekly(6, 100, '1979-05-14', 4),
        ...weekly(3, 100, '1979-11-12', 4),
      ],
    ],
    [
      '(6)(iii) a mortgage whose payments differ from year to year',
      9.8,
      [at('1978-04-10', 39_688.56)],
      yearly(insuredMortgage, '1978-06-01'),
    ],
    [
      '(7)(i) a house paid out in three advances',
      10.25,
      [at('1979-04-10', 20_000), at('1979-06-12', 20_000), at('1979-09-18', 20_000)],
      monthly(240, 612.36, '1979-12-10'),
    ],
  ])('%s', (_, percent, advances, payments) => {
    expect(annualPercentageRate({ advances, payments })).toBe(percent)
  })
})

interface Placed {
  readonly amount: number
  readonly months: number
  readonly days: number
}

/** The equation of (b)(8) written out for a monthly unit-period. */
const worth = (flows: readonly Placed[], percent: number): number => {
  const rate = percent / 1200
  return flows.reduce(
    (sum, { amount, months, days }) => sum + amount / (1 + (days / 30) * rate) / (1 + rate) ** months,
    0,
  )
}

const placed = (count: number, amount: number, months: number, days: number, every = 1): Placed[] =>
  Array.from({ length: count }, (_, index) => ({ amount, months: months + index * every, days }))

describe('money that moves irregularly', () => {
  it('is paid in three runs and single payments, each at its own distance from the advance', () => {
    const advances = [at('1978-03-03', 7350)]
    const payments = [
      ...monthly(3, 1000, '1978-09-15'),
      at('1979-03-15', 2000),
      ...monthly(3, 750, '1979-09-15'),
      at('1980-02-01', 1000),
    ]
    const paid = [
      ...placed(3, 1000, 6, 12),
      ...placed(1, 2000, 12, 12),
      ...placed(3, 750, 18, 12),
      ...placed(1, 1000, 22, 29),
    ]
    expect(annualPercentageRate({ advances, payments })).toBe(10.22)
    expect(worth(paid, 10.215)).toBeGreaterThan(7350)
    expect(worth(paid, 10.225)).toBeLessThan(7350)
  })

  it('is paid before the first advance and between the later ones', () => {
    const advances = [...monthly(4, 1800, '1978-09-05', 12), ...monthly(4, 1000, '1979-01-05', 12)]
    const payments = monthly(50, 240, '1978-07-01')
    const surplus = (percent: number): number =>
      worth(placed(50, 240, 0, 0), percent) -
      worth([...placed(4, 1800, 2, 4, 12), ...placed(4, 1000, 6, 4, 12)], percent)
    expect(annualPercentageRate({ advances, payments })).toBe(32.04)
    expect(surplus(32.035) * surplus(32.045)).toBeLessThan(0)
  })
})

const asIfLent = (percent: string, months: number, dates: (index: number) => Day) =>
  Array.from({ length: months }, (_, index) => ({
    on: dates(index),
    amount: levelAmount(100_000_000, monthlyRate(percent), months, 'half-even'),
  }))

describe('the unit-period', () => {
  const start = Day.parse('2025-01-31')
  const advances = [{ on: start, amount: 100_000_000 }]

  it('is a month for due dates on the last day of each month, February as long as any', () => {
    const payments = asIfLent('12', 24, (index) => dayPlusMonths(start, index + 1))
    expect(annualPercentageRate({ advances, payments })).toBe(12)
  })

  it('is a month for due dates on the 30th, which February answers by its last day', () => {
    const payments = asIfLent('12', 24, (index) => dayPlusMonths(Day.parse('2025-02-28'), index))
    const onThe30th = payments.map(({ amount }, index) => ({
      on: dayPlusMonths(Day.parse('2025-01-30'), index + 1),
      amount,
    }))
    const lentOnThe30th = [{ on: Day.parse('2025-01-30'), amount: 100_000_000 }]
    expect(annualPercentageRate({ advances: lentOnThe30th, payments: onThe30th })).toBe(12)
  })

  it.each([
    ['a day counts 365 to the year', 1, 365],
    ['ten days count 36.5 to the year', 10, 36.5],
    ['seven days are a week, of which 52 to the year', 7, 52],
    ['fifteen days are no half month', 15, 365 / 15],
    ['thirty days are no month', 30, 365 / 30],
  ])('%s', (_, days, perYear) => {
    const payments = [1, 2, 3, 4, 5, 6, 7, 8].map((index) => ({
      on: dayPlusDays(start, index * days),
      amount: index < 8 ? 1_000_000 : 101_000_000,
    }))
    expect(annualPercentageRate({ advances, payments })).toBe(Math.round(perYear * 100) / 100)
  })

  it('is half a month for the 15th and the last day', () => {
    const days = ['2025-02-15', '2025-02-28', '2025-03-15', '2025-03-31', '2025-04-15', '2025-04-30']
    const payments = days.map((on, index) => at(on, index < 5 ? 10_000 : 1_010_000))
    expect(annualPercentageRate({ advances, payments })).toBeCloseTo(24, 0)
  })

  it('is a year where payments come once a year, the odd days before counted over 365', () => {
    const payments = [at('2026-03-02', 600_000), at('2027-03-02', 600_000)]
    const value = (rate: number) =>
      600_000 / (1 + (30 / 365) * rate) / (1 + rate) + 600_000 / (1 + (30 / 365) * rate) / (1 + rate) ** 2
    const percent = annualPercentageRate({ advances, payments })
    expect(percent).toBe(12.3)
    expect(value(0.12295)).toBeGreaterThan(1_000_000)
    expect(value(0.12305)).toBeLessThan(1_000_000)
  })

  it('is the average where no period occurs twice', () => {
    const payments = [at('2025-03-31', 500_000), at('2025-07-10', 530_000)]
    // 59 and 101 days: 80 on average, nearest to eleven weeks and twelve alike no month is nearer.
    const rate = Number(annualPercentageRate({ advances, payments })) / 100 / (52 / 11)
    const value = 500_000 / (1 + (59 / 77) * rate) + 530_000 / (1 + rate) ** 2 / (1 + (6 / 77) * rate)
    expect(value / 1_000_000).toBeCloseTo(1, 4)
  })
})

describe('a rate', () => {
  const advances = [at('2025-01-10', 1000)]

  it('is zero where as much is paid as was advanced', () => {
    expect(annualPercentageRate({ advances, payments: monthly(10, 100, '2025-02-10') })).toBe(0)
  })

  it('is below zero where less is paid, as after a waiver', () => {
    expect(annualPercentageRate({ advances, payments: [at('2025-07-10', 900)] })).toBe(-20)
  })

  it('is found beyond a thousand percent', () => {
    expect(annualPercentageRate({ advances, payments: [at('2025-01-20', 2000)] })).toBe(3650)
    expect(annualPercentageRate({ advances, payments: monthly(24, 2000, '2025-02-10') })).toBe(2400)
  })

  it('is near -100 % a period where next to nothing is paid', () => {
    expect(annualPercentageRate({ advances, payments: [at('2025-02-10', 0.01)] })).toBe(-1199.99)
    expect(annualPercentageRate({ advances, payments: monthly(600, 0.01, '2025-02-10') })).toBe(-14.05)
  })

  it('goes up half-way, told exactly where a double could not', () => {
    expect(annualPercentageRate({ advances: [at('2025-01-10', 200)], payments: [at('2025-02-10', 202.0)] })).toBe(12)
    const lent = { on: Day.parse('2025-01-10'), amount: 24_000_000 }
    const paid = (amount: number) => [{ on: Day.parse('2025-02-10'), amount }]
    expect(annualPercentageRate({ advances: [lent], payments: paid(24_200_100) })).toBe(10.01)
    expect(annualPercentageRate({ advances: [lent], payments: paid(24_200_099) })).toBe(10)
  })

  it('takes amounts of one day together and in any order', () => {
    const payments = monthly(24, 50, '2025-02-10')
    const halves = payments.flatMap(({ on, amount }) => [
      { on, amount: amount / 2 },
      { on, amount: amount / 2 },
    ])
    expect(annualPercentageRate({ advances, payments: halves.toReversed() })).toBe(
      annualPercentageRate({ advances, payments }),
    )
  })

  it.each([
    ['payments: at least one must be above zero', advances, []],
    ['payments: at least one must be above zero', advances, [at('2025-02-10', 0)]],
    ['advances: at least one must be above zero', [], advances],
    ['payments: 0.5 is not a whole number', advances, [{ on: Day.parse('2025-02-10'), amount: 0.5 }]],
    ['payments: NaN is not a whole number', advances, [{ on: Day.parse('2025-02-10'), amount: Number.NaN }]],
    ['payments: all money moves on one day', advances, [at('2025-01-10', 2000)]],
    ['payments: no rate up to 1,000,000 percent', advances, [at('2025-01-11', 1_000_000)]],
    ['payments: no rate up to 1,000,000 percent', [at('2025-01-10', 10), at('2025-03-10', 90)], [at('2025-02-10', 1)]],
    ['payments: 5001 are more than 5000', advances, monthly(1, 1, '2025-02-10').flatMap((p) => Array(5001).fill(p))],
  ])('is refused with the reason: %s', (reason, paidOut, payments) => {
    expect(annualPercentageRate({ advances: paidOut, payments })).toMatchObject({
      refused: true,
      reason: expect.stringContaining(reason),
    })
  })

  it('brackets the value zero within half a hundredth of a percent, whatever is paid', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1000, max: 100_000_000 }),
        fc.array(fc.integer({ min: 0, max: 5_000_000 }), { minLength: 1, maxLength: 60 }),
        fc.integer({ min: 0, max: 30 }),
        (amountFinanced, payments, oddDays) => {
          fc.pre(payments.some((amount) => amount > 0))
          const percent = regularAnnualPercentageRate({
            amountFinanced,
            payments,
            untilFirst: { whole: 1, part: oddDays, of: 30 },
            unitPeriod: { unit: 'month', every: 1 },
          })
          if (typeof percent !== 'number') return percent.reason.includes('no rate up to')
          const surplus = (hundredths: number): number => {
            const rate = hundredths / 120_000
            // Towards -100 % a month any payment is worth beyond all bounds; there is no rate below.
            if (rate <= -1) return Number.POSITIVE_INFINITY
            const start = 1 / (1 + (oddDays / 30) * rate)
            const worth = payments.reduce((sum, amount, index) => sum + (amount * start) / (1 + rate) ** (index + 1), 0)
            return worth - amountFinanced
          }
          const hundredths = Math.round(percent * 100)
          return surplus(hundredths - 0.501) >= 0 && surplus(hundredths + 0.501) <= 0
        },
      ),
    )
  })

  it('is the same for regular payments with and without their dates', () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 1, max: 50_000 }), { minLength: 4, maxLength: 60 }),
        fc.integer({ min: 0, max: 27 }),
        (amounts, oddDays) => {
          const start = dayPlusDays(Day.parse('2024-03-01'), -oddDays)
          const payments = amounts.map((amount, index) => ({
            on: dayPlusMonths(Day.parse('2024-05-01'), index),
            amount,
          }))
          const regular = regularAnnualPercentageRate({
            amountFinanced: 1_000_000,
            payments: amounts,
            untilFirst: { whole: 2, part: oddDays, of: 30 },
            unitPeriod: { unit: 'month', every: 1 },
          })
          expect(annualPercentageRate({ advances: [{ on: start, amount: 1_000_000 }], payments })).toEqual(regular)
        },
      ),
    )
  })
})
