import type { LoanSchedule, LoanTerms, ScheduledInstalment } from '../../domain/loan/terms.ts'
import { type Day, daysBetween } from '../../domain/time.ts'
import type { Amounts, ExpectedDisbursement, ExpectedInstalment, ExpectedSchedule } from './expected.ts'

type Field = string | number | undefined

const totalOf = (amounts: ScheduledInstalment['due']): number =>
  amounts.principal + amounts.interest + amounts.fee + amounts.penalty

const amountsOf = ({ due, paid, waived, paidInAdvance, paidLate }: ScheduledInstalment): Amounts => ({
  principal: due.principal,
  interest: due.interest,
  fees: due.fee,
  penalties: due.penalty,
  due: totalOf(due),
  paid: totalOf(paid),
  inAdvance: paidInAdvance,
  late: paidLate,
  waived: totalOf(waived),
  outstanding: totalOf(due) - totalOf(paid) - totalOf(waived),
})

const written = (value: Field): string =>
  typeof value === 'number' ? (value / 100).toFixed(2) : value === undefined ? 'none' : value

const differs = (where: string, expected: Field, got: Field): string | undefined =>
  expected === got ? undefined : `${where}: ${written(expected)} expected, ${written(got)} got`

const amountNames = [
  ['principal', 'principal'],
  ['interest', 'interest'],
  ['fees', 'fees'],
  ['penalties', 'penalties'],
  ['due', 'due'],
  ['paid', 'paid'],
  ['inAdvance', 'in advance'],
  ['late', 'late'],
  ['waived', 'waived'],
  ['outstanding', 'outstanding'],
] as const satisfies readonly (readonly [keyof Amounts, string])[]

const differingAmount = (where: string, expected: Amounts, got: Amounts): string | undefined => {
  for (const [key, name] of amountNames) {
    const difference = differs(`${where} ${name}`, expected[key], got[key])
    if (difference !== undefined) return difference
  }
  return undefined
}

const differingInstalment = (expected: ExpectedInstalment, got: ScheduledInstalment): string | undefined => {
  const where = `instalment ${expected.number}`
  return (
    differs(`${where} due date`, expected.dueOn, got.dueOn) ??
    differs(`${where} days`, String(expected.days), String(daysBetween(got.from, got.dueOn))) ??
    differingAmount(where, expected, amountsOf(got)) ??
    differs(`${where} paid date`, expected.paidOn, got.settledOn) ??
    differs(`${where} balance`, expected.balance, got.principalAfter)
  )
}

interface Payout {
  readonly on: Day
  readonly amount: number
}

const isSame = (one: Payout, other: Payout): boolean => one.on === other.on && one.amount === other.amount

/** Payouts of one day come in any order, and tables may go on listing a tranche that was announced and is not paid out yet. */
const differingDisbursement = (
  expected: readonly ExpectedDisbursement[],
  got: LoanSchedule['disbursements'],
  announced: readonly Payout[],
): string | undefined => {
  const left = [...got]
  for (const row of expected) {
    const at = left.findIndex((payout) => isSame(row, payout))
    const [ours] = at === -1 ? [] : left.splice(at, 1)
    if (ours === undefined && !announced.some((tranche) => isSame(row, tranche)))
      return differs('payout', `${written(row.amount)} on ${row.on}`, undefined)
    const difference = ours && differs(`charges on ${row.on}`, row.charges, ours.charges)
    if (difference !== undefined) return difference
  }
  const [over] = left
  return over && differs('payout', undefined, `${written(over.amount)} on ${over.on}`)
}

/** The first difference between a table and our schedule, in words; undefined when they agree to the cent. */
export const differenceOf = (
  expected: ExpectedSchedule,
  got: LoanSchedule,
  { expectedTranches }: LoanTerms,
): string | undefined => {
  const payouts = differingDisbursement(expected.disbursements, got.disbursements, expectedTranches)
  if (payouts !== undefined) return payouts
  // A table may leave an instalment out; its number says which one a row is.
  for (const instalment of expected.instalments) {
    const ours = got.instalments[instalment.number - 1]
    if (ours === undefined) break
    const difference = differingInstalment(instalment, ours)
    if (difference !== undefined) return difference
  }
  const last = expected.instalments.at(-1)?.number ?? 0
  return differs('instalments', String(last), String(got.instalments.length))
}

/** The first difference between a row of totals and the totals of our schedule. */
export const totalDifferenceOf = (expected: Amounts, got: LoanSchedule): string | undefined => {
  const charges = got.disbursements.reduce((sum, disbursement) => sum + disbursement.charges, 0)
  const nothing: Amounts = {
    principal: 0,
    interest: 0,
    fees: charges,
    penalties: 0,
    due: charges,
    paid: charges,
    inAdvance: 0,
    late: 0,
    waived: 0,
    outstanding: 0,
  }
  const total = got.instalments.map(amountsOf).reduce(plus, nothing)
  return differingAmount('total', expected, total)
}

const plus = (one: Amounts, other: Amounts): Amounts => ({
  principal: one.principal + other.principal,
  interest: one.interest + other.interest,
  fees: one.fees + other.fees,
  penalties: one.penalties + other.penalties,
  due: one.due + other.due,
  paid: one.paid + other.paid,
  inAdvance: one.inAdvance + other.inAdvance,
  late: one.late + other.late,
  waived: one.waived + other.waived,
  outstanding: one.outstanding + other.outstanding,
})
