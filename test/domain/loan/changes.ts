import fc from 'fast-check'
import { expect } from 'vitest'
import { scheduleOf } from '../../../domain/loan/schedule-of.ts'
import type { LoanEvent, LoanTerms } from '../../../domain/loan/terms.ts'
import { isRefusal } from '../../../domain/outcome.ts'
import { day, disbursed, paid } from './loans.ts'

type Rescheduled = Extract<LoanEvent, { type: 'rescheduled' }>
type ReAged = Extract<LoanEvent, { type: 're-aged' }>

/** A change of the instalments from a day on. */
export const rescheduled = (
  on: string,
  from: string,
  change: Partial<Omit<Rescheduled, 'type' | 'on' | 'from'>>,
): LoanEvent => ({
  type: 'rescheduled',
  on: day(on),
  from: day(from),
  ...change,
})
/** A loan whose debt moves to new monthly instalments. */
export const reAged = (
  on: string,
  startOn: string,
  numberOfInstalments: number,
  interest: ReAged['interest'] = 'recounted',
): LoanEvent => ({
  type: 're-aged',
  on: day(on),
  startOn: day(startOn),
  frequency: { every: 1, unit: 'month' },
  numberOfInstalments,
  interest,
})
/** A day of 2024, counted from 0. */
export const dayOfYear = (index: number): string => new Date(Date.UTC(2024, 0, 1 + index)).toISOString().slice(0, 10)
/** A day of a loan over the first half of 2024. */
export const anyDay = fc.integer({ min: 1, max: 170 }).map(dayOfYear)
/** Payments and all changes but relief. */
export const anyChange: fc.Arbitrary<LoanEvent> = fc.oneof(
  fc
    .tuple(anyDay, fc.integer({ min: 1, max: 170 }), fc.nat(40))
    .map(([on, from, later]) => rescheduled(on, dayOfYear(from), { dueOn: day(dayOfYear(from + 31 + later)) })),
  fc
    .tuple(anyDay, anyDay, fc.integer({ min: 1, max: 6 }))
    .map(([on, from, extraInstalments]) => rescheduled(on, from, { extraInstalments })),
  fc
    .tuple(anyDay, anyDay, fc.integer({ min: 1, max: 3 }))
    .map(([on, from, graceOnPrincipal]) => rescheduled(on, from, { graceOnPrincipal })),
  fc
    .tuple(anyDay, anyDay, fc.integer({ min: 1, max: 3 }))
    .map(([on, from, graceOnInterest]) => rescheduled(on, from, { graceOnInterest })),
  fc
    .tuple(anyDay, anyDay, fc.nat(3000))
    .map(([on, from, rate]) => rescheduled(on, from, { annualRatePercent: (rate / 100).toFixed(2) })),
  fc
    .tuple(
      anyDay,
      fc.integer({ min: 1, max: 9 }),
      fc.constantFrom('recounted' as const, 'waived' as const, 'payable-shared' as const, 'full-shared' as const),
    )
    .map(([on, count, interest]) => reAged(on, dayOfYear(190), count, interest)),
  fc
    .tuple(anyDay, fc.option(fc.integer({ min: 1, max: 3 }), { nil: undefined }))
    .map(([on, over]): LoanEvent => ({ type: 're-amortised', on: day(on), over })),
  fc.tuple(fc.nat(100), fc.nat(60)).map(
    ([from, length]): LoanEvent => ({
      type: 'interest-paused',
      on: day(dayOfYear(from)),
      from: day(dayOfYear(from + 1)),
      until: day(dayOfYear(from + 1 + length)),
    }),
  ),
  fc.tuple(anyDay, fc.integer({ min: 1, max: 3000 })).map(([on, amount]) => paid(on, amount)),
)

const upTo = (most: number): fc.Arbitrary<number | undefined> =>
  fc.oneof({ weight: 3, arbitrary: fc.constant(undefined) }, { weight: 1, arbitrary: fc.nat(most) })

/** A relief, often within what is overdue. */
export const anyRelief: fc.Arbitrary<LoanEvent> = fc
  .record({
    on: anyDay,
    waive: fc.record({ interest: upTo(120), penalty: upTo(300), fee: upTo(300) }),
    arrears: fc.constantFrom('capitalise' as const, 'carry-forward' as const),
    defer: fc.option(fc.integer({ min: 1, max: 6000 }), { nil: undefined }),
  })
  .map(({ on, ...relief }) => ({ type: 'relieved', on: day(on), ...relief }))

/** A charge inside or after the loan's days. */
export const anyCharge: fc.Arbitrary<LoanEvent> = fc
  .tuple(anyDay, fc.constantFrom('fee' as const, 'penalty' as const), fc.integer({ min: 1, max: 400 }))
  .map(([on, component, amount]) => ({ type: 'charged', on: day(on), component, amount }))

/** A lump sum that closes the loan. */
export const anySettlement: fc.Arbitrary<LoanEvent> = fc
  .tuple(anyDay, fc.integer({ min: 1, max: 9000 }))
  .map(([on, amount]) => ({ type: 'settled', on: day(on), amount }))

/**
 * A payout of 100.00, and those of the events that may happen one after the other: a relief may ask for more than there is, a change for
 * an instalment that there is not.
 */
export const accepted = (terms: LoanTerms, events: readonly LoanEvent[], asOf: string): LoanEvent[] => {
  let happened: LoanEvent[] = [disbursed()]
  for (const event of events) {
    const next = [...happened, event]
    const schedule = scheduleOf(terms, next, day(asOf))
    if (!isRefusal(schedule)) happened = next
    else
      expect(schedule).toMatchObject({
        field: expect.stringMatching(/(waive\..*|defer|arrears|amount|on|from|dueOn)$/),
      })
  }
  return happened
}
