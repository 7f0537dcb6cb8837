import type { Day } from '../time.ts'
import { type DayNumber, numberOf } from './due-dates.ts'
import { divide } from './fraction.ts'
import type { Allocation, Component, DueState } from './terms.ts'

/** An amount per component, in minor units. */
export type PerComponent = Readonly<Record<Component, number>>

/** Nothing of any component. */
export const noParts: PerComponent = { penalty: 0, fee: 0, interest: 0, principal: 0 }

/** All components together. */
export const totalOf = ({ penalty, fee, interest, principal }: PerComponent): number =>
  penalty + fee + interest + principal

/** Two amounts added component by component. */
export const plus = (one: PerComponent, other: PerComponent): PerComponent => ({
  penalty: one.penalty + other.penalty,
  fee: one.fee + other.fee,
  interest: one.interest + other.interest,
  principal: one.principal + other.principal,
})

/** Instalments as a payment meets them, in the order of their due dates; `index` counts from 0. */
export interface Payable {
  readonly count: number
  from(index: number): DayNumber
  dueOn(index: number): DayNumber
  /** Whether anything of the instalment is still owed. */
  isOpen(index: number): boolean
  /** Whether something could be paid ahead into an instalment that counts as paid; the latest one takes it. */
  takesMore(index: number): boolean
  owes(index: number, component: Component): boolean
  /** Pays a component of an instalment as far as it is owed. @returns what was paid, at most `upTo` */
  pay(index: number, component: Component, upTo: number, state: DueState): number
}

type Wanted = (index: number) => boolean

const stateOf = (dueOn: DayNumber, on: DayNumber): DueState =>
  dueOn < on ? 'past-due' : dueOn === on ? 'due' : 'in-advance'

const indexes = ({ count }: Payable, wanted: Wanted): number[] => {
  const found: number[] = []
  for (let index = 0; index < count; index++) if (wanted(index)) found.push(index)
  return found
}

/** Which instalments a state means on the day of a payment: the oldest one, or those that the rule for future ones names. */
const targets = (
  payable: Payable,
  on: DayNumber,
  state: DueState,
  future: Allocation['future'],
  isOpen: Wanted,
  takesMore: Wanted = isOpen,
): number[] => {
  const inState = (index: number): boolean => stateOf(payable.dueOn(index), on) === state
  const open = indexes(payable, (index) => inState(index) && isOpen(index))
  if (state !== 'in-advance' || future === 'next') return open.slice(0, 1)
  if (future === 'spread') return open
  const present = future === 'present-then-last' ? open.filter((index) => payable.from(index) <= on) : []
  if (present.length > 0) return present
  return indexes(payable, (index) => inState(index) && takesMore(index)).slice(-1)
}

/** Pays one component of the targets in equal shares, the last taking the rest of the division. */
const payEqually = (
  payable: Payable,
  found: readonly number[],
  component: Component,
  state: DueState,
  amount: number,
): number => {
  const rounded = divide(amount, found.length, 'half-even')
  const each = rounded * (found.length - 1) > amount ? Math.floor(amount / found.length) : rounded
  const last = amount - each * (found.length - 1)
  return found.reduce(
    (paid, index, place) => paid + payable.pay(index, component, place === found.length - 1 ? last : each, state),
    0,
  )
}

/**
 * Pays `components` of the targets of one state for as long as something goes. An instalment can be open and yet take nothing today, such
 * as interest that has not accrued: then the next one is tried.
 * @returns what is left
 */
const payState = (
  payable: Payable,
  on: DayNumber,
  amount: number,
  step: { readonly state: DueState; readonly components: readonly Component[]; readonly future: Allocation['future'] },
  isOpen: Wanted,
  takesMore: Wanted = isOpen,
): number => {
  const takeNothing = new Set<number>()
  const stillTakes = (wanted: Wanted) => (index: number) => !takeNothing.has(index) && wanted(index)
  let left = amount
  while (left > 0) {
    const found = targets(payable, on, step.state, step.future, stillTakes(isOpen), stillTakes(takesMore))
    if (found.length === 0) break
    const before = left
    for (const component of step.components) left -= payEqually(payable, found, component, step.state, left)
    if (left === before) for (const index of found) takeNothing.add(index)
  }
  return left
}

const byInstalment = (payable: Payable, on: DayNumber, amount: number, { order, future }: Allocation): number => {
  let left = amount
  for (const state of new Set(order.map(({ dueState }) => dueState))) {
    const components = order.filter(({ dueState }) => dueState === state).map(({ component }) => component)
    left = payState(payable, on, left, { state, components, future }, payable.isOpen, payable.takesMore)
  }
  return left
}

const byComponent = (payable: Payable, on: DayNumber, amount: number, { order, future }: Allocation): number => {
  let left = amount
  for (const { dueState, component } of order) {
    const step = { state: dueState, components: [component], future }
    left = payState(payable, on, left, step, (index) => payable.owes(index, component))
  }
  return left
}

/**
 * Shares one payment out over instalments, by due state and component (R20).
 * @param amount minor units, zero or more
 * @returns what is beyond all that is owed
 */
export const allocate = (payable: Payable, on: DayNumber, amount: number, allocation: Allocation): number =>
  allocation.processing === 'by-instalment'
    ? byInstalment(payable, on, amount, allocation)
    : byComponent(payable, on, amount, allocation)

/** An instalment with what is due and what is paid. `from` matters only to the rule `present-then-last`. */
export interface OwedInstalment {
  readonly from?: Day
  readonly dueOn: Day
  readonly due: PerComponent
  readonly paid: PerComponent
}

/** What a payment paid of each instalment, and what was more than owed. */
export interface Allocated {
  readonly paid: readonly PerComponent[]
  readonly surplus: number
}

/** Shares a payment out over instalments whose amounts do not change by it. The instalments stay as they are. */
export const allocatePayment = (
  instalments: readonly OwedInstalment[],
  on: Day,
  amount: number,
  allocation: Allocation,
): Allocated => {
  const paid = instalments.map(() => ({ ...noParts }))
  const owed = (index: number, component: Component): number => {
    const instalment = instalments[index]
    return instalment === undefined
      ? 0
      : instalment.due[component] - instalment.paid[component] - (paid[index]?.[component] ?? 0)
  }
  const isOpen = (index: number): boolean =>
    owed(index, 'principal') + owed(index, 'interest') + owed(index, 'fee') + owed(index, 'penalty') > 0
  const surplus = allocate(
    {
      count: instalments.length,
      from: (index) => numberOf(instalments[index]?.from ?? on),
      dueOn: (index) => numberOf(instalments[index]?.dueOn ?? on),
      isOpen,
      takesMore: isOpen,
      owes: (index, component) => owed(index, component) > 0,
      pay: (index, component, upTo) => {
        const amountPaid = Math.max(0, Math.min(upTo, owed(index, component)))
        const parts = paid[index]
        if (parts !== undefined) parts[component] += amountPaid
        return amountPaid
      },
    },
    numberOf(on),
    amount,
    allocation,
  )
  return { paid, surplus }
}

const ordinary = ['penalty', 'fee', 'interest', 'principal'] as const

/** The oldest instalment first, and in it penalties, fees, interest, principal; what is left pays the next instalment. */
export const oldestFirst: Allocation = {
  order: (['past-due', 'due', 'in-advance'] as const).flatMap((dueState) =>
    ordinary.map((component) => ({ dueState, component })),
  ),
  processing: 'by-instalment',
  future: 'next',
}
