import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  allocatePayment,
  noParts,
  type OwedInstalment,
  oldestFirst,
  type PerComponent,
  totalOf,
} from '../../../domain/loan/allocation.ts'
import { Allocation, type Component } from '../../../domain/loan/terms.ts'
import { Day } from '../../../domain/time.ts'

const day = (text: string): Day => Day.parse(text)
const owed = (dueOn: string, due: Partial<PerComponent>, from = '2026-01-01'): OwedInstalment => ({
  from: day(from),
  dueOn: day(dueOn),
  due: { ...noParts, ...due },
  paid: noParts,
})

const three = [
  owed('2026-02-01', { principal: 100, interest: 10, fee: 3, penalty: 2 }, '2026-01-01'),
  owed('2026-03-01', { principal: 100, interest: 10 }, '2026-02-01'),
  owed('2026-04-01', { principal: 100, interest: 10 }, '2026-03-01'),
]

const principalFirst: readonly Component[] = ['principal', 'interest', 'fee', 'penalty']
const ordered = (components: readonly Component[]): Allocation['order'] =>
  (['past-due', 'due', 'in-advance'] as const).flatMap((dueState) =>
    components.map((component) => ({ dueState, component })),
  )

describe('a payment', () => {
  test('pays the oldest instalment in the order of its components', () => {
    const { paid, surplus } = allocatePayment(three, day('2026-03-01'), 12, oldestFirst)
    expect(paid[0]).toEqual({ penalty: 2, fee: 3, interest: 7, principal: 0 })
    expect(surplus).toBe(0)
  })

  test('finishes what is past due, then what is due, then the next in advance', () => {
    const { paid } = allocatePayment(three, day('2026-03-01'), 115 + 110 + 5, oldestFirst)
    expect(paid.map(totalOf)).toEqual([115, 110, 5])
  })

  test('leaves the instalments that it was given as they were', () => {
    allocatePayment(three, day('2026-03-01'), 50, oldestFirst)
    expect(three[0]?.paid).toEqual(noParts)
  })

  test('by component pays one component of all that is past due before the next', () => {
    const allocation: Allocation = { order: ordered(principalFirst), processing: 'by-component', future: 'next' }
    const { paid } = allocatePayment(three, day('2026-03-15'), 205, allocation)
    expect(paid.map(({ principal }) => principal)).toEqual([100, 100, 0])
    expect(paid.map(({ interest }) => interest)).toEqual([5, 0, 0])
  })

  test('ahead of its day goes to the last instalment where the product says so', () => {
    const { paid } = allocatePayment(three, day('2026-01-10'), 115, { ...oldestFirst, future: 'last' })
    expect(paid.map(totalOf)).toEqual([0, 5, 110])
  })

  test('ahead of its day pays the present instalment and then the last', () => {
    const { paid } = allocatePayment(three, day('2026-01-10'), 120, { ...oldestFirst, future: 'present-then-last' })
    expect(paid.map(totalOf)).toEqual([115, 0, 5])
  })

  test('ahead of its day is spread in equal shares, the last taking the rest of the division', () => {
    const { paid, surplus } = allocatePayment(three.slice(1), day('2026-01-10'), 101, {
      ...oldestFirst,
      future: 'spread',
    })
    expect(paid.map(totalOf).toSorted((a, b) => a - b)).toEqual([50, 51])
    expect(surplus).toBe(0)
  })

  test('beyond all that is owed leaves a surplus', () => {
    expect(allocatePayment(three, day('2026-03-01'), 1000, oldestFirst).surplus).toBe(1000 - 335)
  })
})

describe('every payment', () => {
  const anyInstalments = fc
    .array(fc.record({ penalty: fc.nat(50), fee: fc.nat(50), interest: fc.nat(500), principal: fc.nat(5000) }), {
      minLength: 1,
      maxLength: 12,
    })
    .map((dues) =>
      dues.map((due, index) =>
        owed(
          `2026-${String(index + 1).padStart(2, '0')}-10`,
          due,
          index === 0 ? '2025-12-10' : `2026-${String(index).padStart(2, '0')}-10`,
        ),
      ),
    )
  const anyAllocation: fc.Arbitrary<Allocation> = fc.record({
    order: fc
      .shuffledSubarray(ordered(principalFirst), { minLength: 12, maxLength: 12 })
      .filter((order) => Allocation.shape.order.safeParse(order).success),
    processing: fc.constantFrom('by-instalment' as const, 'by-component' as const),
    future: fc.constantFrom('next' as const, 'last' as const, 'present-then-last' as const, 'spread' as const),
  })
  const anyDay = fc.integer({ min: 1, max: 12 }).map((month) => day(`2026-${String(month).padStart(2, '0')}-10`))

  test('is shared out in full, pays nothing twice and nothing below zero', () => {
    fc.assert(
      fc.property(anyInstalments, anyAllocation, anyDay, fc.nat(60_000), (instalments, allocation, on, amount) => {
        const { paid, surplus } = allocatePayment(instalments, on, amount, allocation)
        expect(paid.reduce((sum, parts) => sum + totalOf(parts), 0) + surplus).toBe(amount)
        const owedInAll = instalments.reduce((sum, { due }) => sum + totalOf(due), 0)
        expect(surplus).toBe(Math.max(0, amount - owedInAll))
        for (const [index, parts] of paid.entries())
          for (const component of principalFirst) {
            expect(parts[component]).toBeGreaterThanOrEqual(0)
            expect(parts[component]).toBeLessThanOrEqual(instalments[index]?.due[component] ?? 0)
          }
      }),
    )
  })
})
