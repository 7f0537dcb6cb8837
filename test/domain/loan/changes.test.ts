import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { LoanEvent } from '../../../domain/loan/terms.ts'
import { accepted, anyChange, reAged, rescheduled } from './changes.ts'
import { amounts, day, disbursed, expectSound, paid, scheduled, sixMonths, sums, table } from './loans.ts'

const withoutInterest = { annualRatePercent: '0' }

describe('a rescheduled loan', () => {
  test('has the later due dates follow a moved one, and none twice', () => {
    const schedule = scheduled(sixMonths(), [
      disbursed(),
      rescheduled('2024-02-18', '2024-02-01', { dueOn: day('2024-03-01') }),
    ])
    expect(schedule.instalments.map(({ dueOn }) => dueOn)).toEqual([
      '2024-03-01',
      '2024-04-01',
      '2024-05-01',
      '2024-06-01',
      '2024-07-01',
      '2024-08-01',
    ])
    expect(amounts(schedule).slice(0, 5)).toEqual([1701, 1701, 1701, 1701, 1701])
    expectSound(schedule, 10_000)
  })

  test('returns to day 31 after a due date moved there', () => {
    const schedule = scheduled(sixMonths(), [
      disbursed(),
      rescheduled('2024-01-10', '2024-02-01', { dueOn: day('2024-01-31') }),
    ])
    expect(schedule.instalments.map(({ dueOn }) => dueOn)).toEqual([
      '2024-01-31',
      '2024-02-29',
      '2024-03-31',
      '2024-04-30',
      '2024-05-31',
      '2024-06-30',
    ])
  })

  test('bears a new rate already for the night before its first day', () => {
    const schedule = scheduled(sixMonths(), [
      disbursed(),
      rescheduled('2024-01-10', '2024-01-16', { annualRatePercent: '14' }),
    ])
    // 14 days at 7 percent and 17 at 14 percent.
    expect(schedule.instalments[0]?.due.interest).toBe(
      Math.round(10_000 * ((0.07 / 12) * (14 / 31) + (0.14 / 12) * (17 / 31))),
    )
    expectSound(schedule, 10_000)
  })

  test('works only the instalments from a new rate on out again', () => {
    const schedule = scheduled(sixMonths(), [
      disbursed(),
      paid('2024-02-01', 1701),
      rescheduled('2024-02-01', '2024-02-02', { annualRatePercent: '4' }),
    ])
    expect(amounts(schedule)[0]).toBe(1701)
    expect(amounts(schedule)[1]).toBeLessThan(1701)
    expectSound(schedule, 10_000)
  })

  test('with more instalments has smaller ones from a due date on', () => {
    const schedule = scheduled(sixMonths(), [
      disbursed(),
      rescheduled('2024-02-10', '2024-04-01', { extraInstalments: 3 }),
    ])
    expect(schedule.instalments).toHaveLength(9)
    expect(amounts(schedule).slice(0, 2)).toEqual([1701, 1701])
    expect(new Set(amounts(schedule).slice(2, 8)).size).toBe(1)
    expect(amounts(schedule)[2]).toBeLessThan(1701)
    expectSound(schedule, 10_000)
  })

  test('while instalments are past due shares only what is to come over those with more to come', () => {
    const schedule = scheduled(
      sixMonths({}, { smoothing: false }),
      [
        disbursed(),
        { type: 'day-closed', on: day('2024-03-15') },
        rescheduled('2024-03-15', '2024-04-01', { extraInstalments: 4 }),
      ],
      '2024-03-15',
    )
    const ahead = amounts(schedule).slice(2)
    expect(ahead).toHaveLength(8)
    expect(new Set(ahead.slice(0, 7)).size).toBe(1)
    // The last one takes the interest on what is past due: 16.43 for 1½ months and 16.43 for a half.
    expect(Math.abs((ahead[7] ?? 0) - (ahead[0] ?? 0) - 1643 * 2 * (0.07 / 12))).toBeLessThan(5)
    expectSound(schedule, 10_000)
  })

  test('in grace on principal pays interest only and ends later by as much', () => {
    const schedule = scheduled(sixMonths(), [
      disbursed(),
      rescheduled('2024-02-10', '2024-03-01', { graceOnPrincipal: 2 }),
    ])
    expect(schedule.instalments).toHaveLength(8)
    expect(schedule.instalments.slice(1, 3).map(({ due }) => due.principal)).toEqual([0, 0])
    expect(schedule.instalments.slice(1, 3).map(({ due }) => due.interest)).toEqual([49, 49])
    expectSound(schedule, 10_000)
  })

  test('in grace on interest halfway keeps all later interest, and adds what was put off to the next instalment', () => {
    const before = scheduled(sixMonths(), [disbursed()])
    const schedule = scheduled(sixMonths(), [
      disbursed(),
      rescheduled('2024-02-10', '2024-03-01', { graceOnInterest: 2 }),
    ])
    expect(schedule.instalments.map(({ due }) => due.interest)).toEqual([58, 0, 0, 49 + 39 + 29, 20, 10])
    expect(sums(schedule)).toEqual(sums(before))
  })

  test('can be rescheduled again, each change on top of the one before', () => {
    const schedule = scheduled(sixMonths(), [
      disbursed(),
      rescheduled('2024-01-10', '2024-03-01', { extraInstalments: 2 }),
      rescheduled('2024-02-10', '2024-04-01', { dueOn: day('2024-04-20') }),
      rescheduled('2024-03-10', '2024-05-01', { annualRatePercent: '3.5' }),
      rescheduled('2024-03-11', '2024-06-01', { graceOnPrincipal: 1 }),
    ])
    expect(schedule.instalments).toHaveLength(9)
    expect(schedule.instalments.slice(2, 5).map(({ dueOn }) => dueOn)).toEqual([
      '2024-04-20',
      '2024-05-20',
      '2024-06-20',
    ])
    expect(schedule.instalments[4]?.due.principal).toBe(0)
    expectSound(schedule, 10_000)
  })

  test('is again what it was when the change is undone', () => {
    const events = [disbursed(), paid('2024-02-01', 1701)]
    const change = rescheduled('2024-02-10', '2024-04-01', { extraInstalments: 3 })
    const undone: LoanEvent = { type: 'undone', on: day('2024-02-11'), change: 'rescheduled' }
    expect(scheduled(sixMonths(), [...events, change, undone])).toEqual(scheduled(sixMonths(), events))
  })
})

describe('a pause of interest', () => {
  test('bears none from the first to the last day, both counted', () => {
    const pause: LoanEvent = {
      type: 'interest-paused',
      on: day('2024-01-05'),
      from: day('2024-01-11'),
      until: day('2024-01-20'),
    }
    const schedule = scheduled(sixMonths(), [disbursed(), pause])
    expect(schedule.instalments[0]?.due.interest).toBe(Math.round(10_000 * (0.07 / 12) * (21 / 31)))
    expect(amounts(schedule).slice(0, 5)).toEqual([1701, 1701, 1701, 1701, 1701])
    expectSound(schedule, 10_000)
  })
})

describe('a re-aged loan', () => {
  test('moves what is owed to new instalments and keeps of the past ones what was paid', () => {
    const schedule = scheduled(
      sixMonths(),
      [disbursed(), paid('2024-02-01', 1701), reAged('2024-03-15', '2024-04-01', 6)],
      '2024-03-15',
    )
    expect(table(schedule)).toEqual([
      ['2024-02-01', 1643, 58],
      ['2024-03-01', 0, 0],
      ['2024-04-01', 1332, 98],
      ['2024-05-01', 1389, 41],
      ['2024-06-01', 1397, 33],
      ['2024-07-01', 1405, 25],
      ['2024-08-01', 1413, 17],
      ['2024-09-01', 1421, 8],
    ])
  })

  test('without interest has none of the old instalments between the change and its start', () => {
    const schedule = scheduled(sixMonths(withoutInterest), [
      disbursed('2024-01-01', 60_000),
      reAged('2024-02-15', '2024-04-15', 3),
    ])
    expect(table(schedule)).toEqual([
      ['2024-02-01', 0, 0],
      ['2024-04-15', 20_000, 0],
      ['2024-05-15', 20_000, 0],
      ['2024-06-15', 20_000, 0],
    ])
  })

  test('keeps what was paid ahead, in the new instalment that takes the old one’s place', () => {
    const schedule = scheduled(sixMonths(withoutInterest), [
      disbursed('2024-01-01', 60_000),
      paid('2024-01-15', 10_000),
      reAged('2024-01-15', '2024-01-20', 5),
    ])
    expect(schedule.instalments[0]).toMatchObject({
      due: { principal: 20_000 },
      paid: { principal: 10_000 },
      paidInAdvance: 10_000,
    })
    expectSound(schedule, 60_000)
  })

  test('may waive the interest that is owed and counts anew from the change on', () => {
    const schedule = scheduled(
      sixMonths(),
      [disbursed(), paid('2024-02-01', 1701), reAged('2024-03-15', '2024-04-01', 6, 'waived')],
      '2024-03-15',
    )
    expect(schedule.instalments[2]?.due.interest).toBe(Math.round(8357 * (0.07 / 12) * (17 / 31)))
    expectSound(schedule, 10_000)
  })

  test('may share the interest that is owed so far, or all of it, in equal parts', () => {
    const events = [disbursed(), paid('2024-02-01', 1701)]
    const payable = scheduled(
      sixMonths(),
      [...events, reAged('2024-03-15', '2024-04-01', 6, 'payable-shared')],
      '2024-03-15',
    )
    expect(payable.instalments.slice(2).map(({ due }) => due.interest)).toEqual([12, 12, 12, 12, 12, 11])
    const full = scheduled(
      sixMonths({}, { overdueInterest: 'none' }),
      [...events, reAged('2024-03-15', '2024-04-01', 6, 'full-shared')],
      '2024-03-15',
    )
    expect(sums(full).interest).toBe(58 + 49 + 39 + 29 + 20 + 10)
    for (const schedule of [payable, full]) expectSound(schedule, 10_000)
  })

  test('takes an unpaid down payment with it', () => {
    const schedule = scheduled(sixMonths(withoutInterest, { downPaymentPercent: 25 }), [
      disbursed('2024-01-01', 100_000),
      reAged('2024-03-09', '2024-03-15', 1),
    ])
    expect(table(schedule).at(-1)).toEqual(['2024-03-15', 100_000, 0])
    expectSound(schedule, 100_000)
  })

  test('counts a payment back-dated before the change in the change', () => {
    const events = [disbursed(), paid('2024-02-01', 1701), reAged('2024-03-15', '2024-04-01', 6)]
    const schedule = scheduled(sixMonths(), [...events, paid('2024-03-01', 1701)], '2024-04-01')
    expect(table(schedule)[1]).toEqual(['2024-03-01', 1652, 49])
    expect(amounts(schedule).slice(2, 7)).toEqual([1140, 1140, 1140, 1140, 1140])
    expectSound(schedule, 10_000)
  })
})

describe('a re-amortised loan', () => {
  test('spreads what is past due over the instalments still to come', () => {
    const schedule = scheduled(sixMonths(withoutInterest), [
      disbursed('2024-01-01', 60_000),
      { type: 're-amortised', on: day('2024-03-10') },
    ])
    expect(amounts(schedule)).toEqual([0, 0, 15_000, 15_000, 15_000, 15_000])
    expect(schedule.instalments[0]?.settledOn).toBe('2024-03-10')
  })

  test('catches up on top of the next few instalments where so agreed', () => {
    const schedule = scheduled(sixMonths(withoutInterest), [
      disbursed('2024-01-01', 60_000),
      { type: 're-amortised', on: day('2024-03-10'), over: 2 },
    ])
    expect(amounts(schedule)).toEqual([0, 0, 20_000, 20_000, 10_000, 10_000])
  })

  test('levels the instalments anew where there is interest', () => {
    const schedule = scheduled(
      sixMonths(),
      [disbursed(), { type: 're-amortised', on: day('2024-02-10') }],
      '2024-02-10',
    )
    expect(amounts(schedule)[0]).toBe(0)
    const ahead = amounts(schedule).slice(1, 5)
    expect(Math.max(...ahead)).toBe(Math.min(...ahead))
    expect(ahead[0]).toBeGreaterThan(1701)
    expectSound(schedule, 10_000)
  })

  test('is again what it was when the change is undone', () => {
    const undone: LoanEvent = { type: 'undone', on: day('2024-03-11'), change: 're-amortised' }
    expect(scheduled(sixMonths(), [disbursed(), { type: 're-amortised', on: day('2024-03-10') }, undone])).toEqual(
      scheduled(sixMonths(), [disbursed()]),
    )
  })
})

describe('whatever is changed', () => {
  test('principal adds up, due dates stay in order, no part is below zero', () => {
    fc.assert(
      fc.property(
        fc.array(anyChange, { maxLength: 4 }),
        fc.boolean(),
        fc.constantFrom('0', '7', '29.9'),
        (events, recalculates, annualRatePercent) => {
          const terms = sixMonths({ annualRatePercent }, { recalculates })
          expectSound(scheduled(terms, accepted(terms, events, '2024-06-20'), '2024-06-20'), 10_000)
        },
      ),
      { numRuns: 300 },
    )
  })

  test('a preview is what is committed, and leaves what it was made from as it was', () => {
    fc.assert(
      fc.property(fc.array(anyChange, { maxLength: 3 }), anyChange, (events, change) => {
        const happened: readonly LoanEvent[] = Object.freeze([disbursed(), ...events])
        const kept = structuredClone(happened)
        const preview = scheduled(sixMonths(), [...happened, change], '2024-06-20')
        expect(happened).toEqual(kept)
        expect(scheduled(sixMonths(), [...structuredClone(happened), structuredClone(change)], '2024-06-20')).toEqual(
          preview,
        )
      }),
      { numRuns: 40 },
    )
  })
})
