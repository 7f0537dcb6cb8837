import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { redated } from '../../../domain/agreement/redate.ts'
import { firstDueAfter } from '../../../domain/plan/due-dates.ts'
import type { Plan } from '../../../domain/plan/plan.ts'
import { dated } from '../../../domain/plan/schedule.ts'
import { Day, dayPlusDays, dayPlusMonths } from '../../../domain/time.ts'

const planDue = (today: Day, dueDay: number, dues: readonly number[], holidayMonths = 0): Plan => ({
  kind: 'longer-term',
  currency: 'CNY',
  annualRatePercent: '12',
  opening: { principal: dues.reduce((sum, due) => sum + due, 0), interest: 0, fees: 0 },
  waived: { principal: 0, interest: 0, fees: 0 },
  instalments: dated(
    dues.map((principal, index) => ({ principal, interest: index, fees: 0, earned: index })),
    firstDueAfter(today, dueDay),
    dueDay,
    holidayMonths,
  ),
  steps: [],
  deferred: 0,
  choices: [],
  presentValueLossPercent: '0.00',
  needsApproval: false,
})

const start = Day.parse('2026-01-01')
const days = fc.integer({ min: 0, max: 1500 }).map((after) => dayPlusDays(start, after))

const cases = fc.record({
  today: days,
  dueDay: fc.integer({ min: 1, max: 31 }),
  dues: fc.array(fc.integer({ min: 1, max: 1_000_000 }), { minLength: 1, maxLength: 40 }),
  holidayMonths: fc.integer({ min: 0, max: 3 }),
  wait: fc.integer({ min: -30, max: 200 }),
})

const drawn = ({
  today,
  dueDay,
  dues,
  holidayMonths,
  wait,
}: typeof cases extends fc.Arbitrary<infer Of> ? Of : never) => {
  const plan = planDue(today, dueDay, dues, holidayMonths)
  const notBefore = dayPlusDays(today, wait)
  return { plan, notBefore, moved: redated(plan, notBefore, dueDay) }
}

const monthOf = (day: Day | undefined): number =>
  day === undefined ? Number.NaN : Number(day.slice(0, 4)) * 12 + Number(day.slice(5, 7))

const dueDays = (plan: Plan): Day[] => plan.instalments.map(({ dueOn }) => dueOn)

describe('a plan dated anew', () => {
  it('keeps every amount and the order of the instalments', () => {
    fc.assert(
      fc.property(cases, (drawnCase) => {
        const { plan, moved } = drawn(drawnCase)
        const undated = (of: Plan) => ({ ...of, instalments: of.instalments.map(({ dueOn, ...rest }) => rest) })
        expect(undated(moved)).toEqual(undated(plan))
        expect(dueDays(moved)).toEqual([...new Set(dueDays(moved))].sort())
      }),
    )
  })

  it('has nothing due before the day', () => {
    fc.assert(
      fc.property(cases, (drawnCase) => {
        const { moved, notBefore } = drawn(drawnCase)
        for (const dueOn of dueDays(moved)) expect(dueOn >= notBefore).toBe(true)
      }),
    )
  })

  it('moves all instalments by the same number of months, and by no month more than needed', () => {
    fc.assert(
      fc.property(cases, (drawnCase) => {
        const { plan, moved, notBefore } = drawn(drawnCase)
        const shifts = new Set(
          plan.instalments.map(({ dueOn }, index) => monthOf(moved.instalments[index]?.dueOn) - monthOf(dueOn)),
        )
        expect(shifts.size).toBe(1)
        const [shift = 0] = shifts
        const first = moved.instalments[0]?.dueOn
        if (shift > 0 && first !== undefined) expect(dayPlusMonths(first, -1) < notBefore).toBe(true)
        if (plan.instalments[0] && plan.instalments[0].dueOn >= notBefore) expect(moved).toEqual(plan)
      }),
    )
  })

  it('stays on the due day of the contract, or the last day of a shorter month', () => {
    const plan = planDue(Day.parse('2026-11-30'), 31, [100, 100, 100])
    expect(dueDays(plan)).toEqual(['2026-12-31', '2027-01-31', '2027-02-28'])
    expect(dueDays(redated(plan, Day.parse('2027-02-10'), 31))).toEqual(['2027-02-28', '2027-03-31', '2027-04-30'])
  })

  it('may be due on the very day', () => {
    const plan = planDue(Day.parse('2026-03-02'), 15, [100, 100])
    expect(dueDays(redated(plan, Day.parse('2026-05-15'), 15))).toEqual(['2026-05-15', '2026-06-15'])
    expect(dueDays(redated(plan, Day.parse('2026-05-16'), 15))).toEqual(['2026-06-15', '2026-07-15'])
  })
})
