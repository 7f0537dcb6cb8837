import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { totalOf } from '../../../domain/loan/allocation.ts'
import { scheduleOf } from '../../../domain/loan/schedule-of.ts'
import type { LoanEvent, LoanSchedule } from '../../../domain/loan/terms.ts'
import { isRefusal } from '../../../domain/outcome.ts'
import { accepted, anyChange, anyCharge, anyRelief, anySettlement, reAged, rescheduled } from './changes.ts'
import { amounts, capitalised, day, disbursed, expectSound, paid, scheduled, sixMonths, sums, table } from './loans.ts'

type Relieved = Extract<LoanEvent, { type: 'relieved' }>

const relieved = (change: Partial<Omit<Relieved, 'type' | 'on'>>, on = '2024-03-15'): LoanEvent => ({
  type: 'relieved',
  on: day(on),
  waive: {},
  arrears: 'capitalise',
  ...change,
})
const settled = (on: string, amount: number): LoanEvent => ({ type: 'settled', on: day(on), amount })
const undone = (on: string, change: 'relieved' | 'settled'): LoanEvent => ({ type: 'undone', on: day(on), change })
const charged = (on: string, component: 'fee' | 'penalty', amount: number): LoanEvent => ({
  type: 'charged',
  on: day(on),
  component,
  amount,
})

const withoutInterest = { annualRatePercent: '0' }
const waivedOf = ({ instalments }: LoanSchedule): number =>
  instalments.reduce((total, { waived }) => total + totalOf(waived), 0)
const openOf = ({ instalments }: LoanSchedule): number =>
  instalments.reduce((total, { due, paid, waived }) => total + totalOf(due) - totalOf(paid) - totalOf(waived), 0)

/** Two instalments of 58 interest each are past due, and a penalty of 300. */
const inArrears = [disbursed(), charged('2024-02-10', 'penalty', 300)]

describe('a relief that capitalises', () => {
  test('lets what is past due join the balance, bear interest and be repaid by the same number of instalments', () => {
    const schedule = scheduled(sixMonths(), [...inArrears, relieved({})], '2024-03-15')
    expect(schedule.capitalised).toEqual([{ on: '2024-03-15', amount: 58 + 58 + 300 }])
    expect(schedule.instalments).toHaveLength(6)
    expect(amounts(schedule).slice(0, 2)).toEqual([0, 0])
    expect(Math.max(...amounts(schedule).slice(2)) - Math.min(...amounts(schedule).slice(2))).toBeLessThanOrEqual(2)
    // All 100.00 and what joined it, for half of March, and the 100.00 before.
    expect(schedule.instalments[2]?.due.interest).toBe(Math.round((10_000 * 31 + 416 * 17) * (0.07 / 12 / 31)))
    expectSound(schedule, 10_000)
  })

  test('waives first, and only what is left joins the balance', () => {
    const schedule = scheduled(
      sixMonths(),
      [...inArrears, relieved({ waive: { interest: 100, penalty: 200 } })],
      '2024-03-15',
    )
    expect(schedule.instalments.slice(0, 2).map(({ due, waived }) => [due.interest, waived.interest])).toEqual([
      [58, 58],
      [42, 42],
    ])
    expect(schedule.instalments[1]).toMatchObject({ due: { penalty: 200 }, waived: { penalty: 200 } })
    expect(schedule.capitalised).toEqual([{ on: '2024-03-15', amount: 116 + 300 - 300 }])
    expectSound(schedule, 10_000)
  })

  test('may waive all of the interest that is past due, since none of it was capitalised before', () => {
    const schedule = scheduled(sixMonths(), [disbursed(), relieved({ waive: { interest: 116 } })], '2024-03-15')
    expect(schedule.capitalised).toEqual([])
    expect(waivedOf(schedule)).toBe(116)
  })

  test('has nothing left to waive after a first one on the same day', () => {
    expect(
      scheduleOf(sixMonths(), [disbursed(), relieved({}), relieved({ waive: { interest: 1 } })], day('2024-03-15')),
    ).toMatchObject({
      field: 'events.2.waive.interest',
      reason: 'events.2.waive.interest: 1 is more than the 0 that is due; waive at most that',
    })
  })

  test('of a loan without interest spreads what is past due evenly', () => {
    const schedule = scheduled(sixMonths(withoutInterest), [disbursed('2024-01-01', 60_000), relieved({})])
    expect(amounts(schedule)).toEqual([0, 0, 15_000, 15_000, 15_000, 15_000])
    expectSound(schedule, 60_000)
  })

  test('leaves what was paid of an instalment where it was paid', () => {
    const schedule = scheduled(sixMonths(), [disbursed(), paid('2024-02-01', 1000), relieved({})], '2024-03-15')
    expect(schedule.instalments[0]).toMatchObject({
      due: { interest: 58, principal: 942 },
      paid: { interest: 58, principal: 942 },
      settledOn: '2024-03-15',
    })
    expectSound(schedule, 10_000)
  })

  test('counts no flat interest twice on principal that was paid out once', () => {
    const flat = { interest: 'flat', recalculates: false } as const
    const schedule = scheduled(sixMonths({}, flat), [disbursed('2024-01-01', 60_000), relieved({})], '2024-03-15')
    // 600.00 at 7 percent is 3.50 a month, and the 7.00 that joined it bears 0.04.
    expect(schedule.instalments.slice(3).map(({ due }) => due.interest)).toEqual([354, 354, 354])
    expectSound(schedule, 60_000)
  })
})

describe('a relief that carries forward', () => {
  test('spreads what is past due in equal parts that bear no interest', () => {
    const before = scheduled(sixMonths(), [disbursed()], '2024-03-15')
    const late = scheduled(sixMonths(), inArrears, '2024-03-15')
    const schedule = scheduled(sixMonths(), [...inArrears, relieved({ arrears: 'carry-forward' })], '2024-03-15')
    expect(schedule.capitalised).toEqual([])
    expect(schedule.instalments.map(({ due }) => due.penalty)).toEqual([0, 0, 75, 75, 75, 75])
    expect(schedule.instalments[3]?.due.interest).toBe((late.instalments[3]?.due.interest ?? 0) + 29)
    expect(sums(schedule).interest).toBe(sums(late).interest)
    expect(openOf(schedule)).toBe(openOf(late))
    expect(schedule.instalments.map(({ dueOn }) => dueOn)).toEqual(before.instalments.map(({ dueOn }) => dueOn))
    expectSound(schedule, 10_000)
  })

  test('has a payment settle an instalment with what was carried to it', () => {
    const events = [...inArrears, relieved({ arrears: 'carry-forward' })]
    const asked = amounts(scheduled(sixMonths(), events, '2024-04-01'))[2] ?? 0
    const part = scheduled(sixMonths(), [...events, paid('2024-04-01', asked - 1)], '2024-04-01')
    expect(part.instalments[2]?.settledOn).toBeUndefined()
    const whole = scheduled(sixMonths(), [...events, paid('2024-04-01', asked)], '2024-04-01')
    expect(whole.instalments[2]).toMatchObject({ settledOn: '2024-04-01' })
    expectSound(whole, 10_000)
  })

  test('keeps carried parts free of interest when the loan is re-aged', () => {
    const events = [...inArrears, relieved({ arrears: 'carry-forward' })]
    const schedule = scheduled(sixMonths(), [...events, reAged('2024-03-20', '2024-05-01', 3)], '2024-03-20')
    expect(schedule.instalments.map(({ due }) => due.penalty)).toEqual([0, 0, 100, 100, 100])
    expectSound(schedule, 10_000)
  })
})

describe('principal that is set aside', () => {
  test('bears no interest and is due after the last instalment, as one of its own', () => {
    const schedule = scheduled(sixMonths(), [disbursed(), relieved({ defer: 4000 }, '2024-01-01')], '2024-01-01')
    expect(schedule.instalments).toHaveLength(7)
    expect(schedule.instalments.at(-1)).toMatchObject({
      dueOn: '2024-08-01',
      isDeferred: true,
      due: { principal: 4000, interest: 0 },
    })
    expect(table(schedule).slice(0, 6)).toEqual(table(scheduled(sixMonths(), [disbursed('2024-01-01', 6000)])))
    expectSound(schedule, 10_000)
  })

  test('moves behind instalments that are added later', () => {
    const schedule = scheduled(
      sixMonths(),
      [
        disbursed(),
        relieved({ defer: 4000 }, '2024-01-01'),
        rescheduled('2024-01-02', '2024-02-01', { extraInstalments: 2 }),
      ],
      '2024-01-02',
    )
    expect(schedule.instalments.at(-1)).toMatchObject({ dueOn: '2024-10-01', isDeferred: true })
    const ahead = amounts(schedule).slice(0, 8)
    expect(Math.max(...ahead) - Math.min(...ahead)).toBeLessThanOrEqual(4)
    expectSound(schedule, 10_000)
  })

  test('is paid when its day comes', () => {
    const events = [disbursed(), relieved({ defer: 4000 }, '2024-01-01')]
    const payments = amounts(scheduled(sixMonths(), events)).map((amount, index) =>
      paid(`2024-0${index + 2}-01`, amount),
    )
    const schedule = scheduled(sixMonths(), [...events, ...payments], '2024-08-01')
    expect(openOf(schedule)).toBe(0)
    expect(schedule.instalments.at(-1)?.settledOn).toBe('2024-08-01')
  })
})

describe('relief beside other changes', () => {
  test('comes after a reschedule, and spreads over the instalments that it added', () => {
    const schedule = scheduled(
      sixMonths(),
      [disbursed(), rescheduled('2024-03-10', '2024-04-01', { extraInstalments: 3 }), relieved({})],
      '2024-03-15',
    )
    const ahead = amounts(schedule).slice(2)
    expect(ahead).toHaveLength(7)
    expect(Math.max(...ahead) - Math.min(...ahead)).toBeLessThanOrEqual(4)
    expectSound(schedule, 10_000)
  })

  test('is rescheduled again, with several rates to come and a pause of interest', () => {
    const schedule = scheduled(
      sixMonths(),
      [
        disbursed(),
        relieved({}),
        rescheduled('2024-03-16', '2024-04-01', { extraInstalments: 6 }),
        rescheduled('2024-03-16', '2024-04-02', { annualRatePercent: '0' }),
        rescheduled('2024-03-16', '2024-07-02', { annualRatePercent: '3.5' }),
        rescheduled('2024-03-16', '2024-10-02', { annualRatePercent: '7' }),
        { type: 'interest-paused', on: day('2024-03-16'), from: day('2024-11-02'), until: day('2024-12-01') },
      ],
      '2024-03-16',
    )
    const interests = schedule.instalments.map(({ due }) => due.interest)
    expect(interests.slice(3, 6)).toEqual([0, 0, 0])
    expect(interests[6]).toBeGreaterThan(0)
    expect(interests[9]).toBeGreaterThan(interests[8] ?? 0)
    expect(interests[10]).toBe(0)
    expect(amounts(schedule)[7]).toBeGreaterThan(amounts(schedule)[4] ?? 0)
    expectSound(schedule, 10_000)
  })

  test('is as if it had never been when it is undone', () => {
    const events = [...inArrears, paid('2024-02-20', 500)]
    const relief = relieved({ waive: { penalty: 100 }, arrears: 'carry-forward', defer: 2000 })
    expect(scheduled(sixMonths(), [...events, relief, undone('2024-03-16', 'relieved')], '2024-03-16')).toEqual(
      scheduled(sixMonths(), events, '2024-03-16'),
    )
  })
})

describe('a settlement', () => {
  const events = [...inArrears, paid('2024-02-01', 1701)]

  test('closes the loan and waives the rest: fees, penalties, interest, then principal', () => {
    const schedule = scheduled(sixMonths(), [...events, settled('2024-03-15', 6000)], '2024-06-01')
    const waived = (component: 'penalty' | 'interest' | 'principal'): number =>
      schedule.instalments.reduce((total, instalment) => total + instalment.waived[component], 0)
    // 83.57 in February, and again for the 14 days of March since.
    expect(waived('penalty')).toBe(300)
    expect(waived('interest')).toBe(49 + Math.round(8357 * (0.07 / 12) * (14 / 31)))
    expect(waived('principal')).toBe(8357 - 6000)
    expect(openOf(schedule)).toBe(0)
    expect(sums(schedule).paid).toBe(1701 + 6000)
    expect(schedule.instalments.every(({ settledOn }) => settledOn !== undefined)).toBe(true)
    expectSound(schedule, 10_000)
  })

  test('of all that is owed waives nothing', () => {
    const refused = scheduleOf(sixMonths(), [...events, settled('2024-03-15', 9000)], day('2024-03-15'))
    expect(refused).toMatchObject({ field: 'events.3.amount' })
    const owed = 8357 + 300 + 49 + Math.round(8357 * (0.07 / 12) * (14 / 31))
    expect(waivedOf(scheduled(sixMonths(), [...events, settled('2024-03-15', owed)], '2024-03-15'))).toBe(0)
    expect(scheduleOf(sixMonths(), [...events, settled('2024-03-15', owed + 1)], day('2024-03-15'))).toMatchObject({
      reason: `events.3.amount: ${owed + 1} is more than the ${owed} that is owed on 2024-03-15; ask for at most that`,
    })
  })

  test('takes later payments as credit, and no other change', () => {
    const closed = [...events, settled('2024-03-15', 6000)]
    expect(scheduled(sixMonths(), [...closed, paid('2024-04-01', 500)], '2024-04-01').credit).toBe(500)
    expect(scheduleOf(sixMonths(), [...closed, relieved({}, '2024-03-16')], day('2024-04-01'))).toMatchObject({
      field: 'events.4.on',
    })
  })

  test('is as if it had never been when it is undone', () => {
    const all = [...events, settled('2024-03-15', 6000), undone('2024-03-16', 'settled')]
    expect(scheduled(sixMonths(), all, '2024-03-16')).toEqual(scheduled(sixMonths(), events, '2024-03-16'))
  })
})

describe('relief that cannot be is refused with its field', () => {
  test.each<[string, LoanEvent, string]>([
    ['more penalty than is due', relieved({ waive: { penalty: 301 } }), 'events.2.waive.penalty'],
    ['a fee where none is due', relieved({ waive: { fee: 1 } }), 'events.2.waive.fee'],
    ['interest that is not due yet', relieved({ waive: { interest: 1 } }, '2024-01-31'), 'events.2.waive.interest'],
    ['a waiver below zero', relieved({ waive: { interest: -1 } }), 'events.2.waive.interest'],
    ['more set aside than there is', relieved({ defer: 10_417 }), 'events.2.defer'],
    [
      'more set aside than is to come, where the rest is carried',
      relieved({ arrears: 'carry-forward', defer: 7000 }),
      'events.2.defer',
    ],
    ['nothing set aside', relieved({ defer: 0 }), 'events.2.defer'],
    ['arrears after the last instalment', relieved({}, '2024-07-01'), 'events.2.arrears'],
    ['a settlement with nothing', settled('2024-03-15', 0), 'events.2.amount'],
  ])('%s', (_, event, field) => {
    expect(scheduleOf(sixMonths(), [...inArrears, event], day('2024-03-15'))).toMatchObject({
      refused: true,
      code: 'bad-input',
      field,
    })
  })

  test('a waiver of principal, which no relief has', () => {
    const event = { ...relieved({}), waive: { principal: 5 } }
    expect(scheduleOf(sixMonths(), [...inArrears, event as LoanEvent], day('2024-03-15'))).toMatchObject({
      refused: true,
      field: 'events.2.waive',
    })
  })
})

describe('whatever relief is given', () => {
  const anyEvents = fc.array(
    fc.oneof(
      { weight: 3, arbitrary: anyRelief },
      { weight: 4, arbitrary: anyChange },
      { weight: 1, arbitrary: anyCharge },
    ),
    { minLength: 1, maxLength: 7 },
  )
  const anyProduct = fc.record({
    recalculates: fc.boolean(),
    interest: fc.constantFrom('declining-balance' as const, 'flat' as const),
    amortisation: fc.constantFrom('level' as const, 'equal-principal' as const),
    overdueInterest: fc.constantFrom('none' as const, 'to-the-day' as const, 'to-the-period-end' as const),
  })
  const anyTerms = fc
    .tuple(anyProduct, fc.constantFrom('0', '7', '29.9'))
    .map(([product, annualRatePercent]) => sixMonths({ annualRatePercent }, product))
  const asOf = day('2024-06-20')

  const expectAccounted = (schedule: LoanSchedule, events: readonly LoanEvent[]): void => {
    expectSound(schedule, 10_000)
    let [paidOff, waived, stillDue, deferred, received] = [0, 0, 0, 0, 0]
    for (const instalment of schedule.instalments) {
      const { due, isDeferred } = instalment
      const open = due.principal - instalment.paid.principal - instalment.waived.principal
      paidOff += instalment.paid.principal
      waived += instalment.waived.principal
      if (isDeferred) deferred += open
      else stillDue += open
    }
    expect(paidOff + waived + stillDue + deferred).toBe(10_000 + capitalised(schedule))
    for (const event of events) if (event.type === 'paid' || event.type === 'settled') received += event.amount
    expect(sums(schedule).paid + schedule.credit).toBe(received)
  }

  test('principal and payments are accounted for to the cent, and no part is below zero', () => {
    fc.assert(
      fc.property(anyTerms, anyEvents, (terms, events) => {
        const happened = accepted(terms, events, asOf)
        expectAccounted(scheduled(terms, happened, asOf), happened)
      }),
      { numRuns: 100 },
    )
  })

  test('a settlement leaves nothing owed', () => {
    fc.assert(
      fc.property(anyTerms, anyEvents, anySettlement, (terms, events, settlement) => {
        const happened = accepted(terms, [...events, settlement], asOf)
        const schedule = scheduled(terms, happened, asOf)
        expectAccounted(schedule, happened)
        if (happened.at(-1) === settlement) expect(openOf(schedule)).toBe(0)
      }),
      { numRuns: 100 },
    )
  })

  test('a preview is what is committed, and undoing a relief leaves the loan as it was', () => {
    fc.assert(
      fc.property(anyTerms, anyEvents, anyRelief, (terms, events, relief) => {
        const happened = accepted(terms, events, asOf)
        const preview = scheduleOf(terms, [...happened, relief], asOf)
        expect(scheduleOf(terms, structuredClone([...happened, relief]), asOf)).toEqual(preview)
        if (isRefusal(preview)) return
        expect(scheduled(terms, [...happened, relief, undone('2024-06-20', 'relieved')], asOf)).toEqual(
          scheduled(terms, happened, asOf),
        )
      }),
      { numRuns: 40 },
    )
  })
})
