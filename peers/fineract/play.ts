import { percentOf, toMultiple } from '../../domain/loan/fraction.ts'
import type { LoanEvent, LoanSchedule, LoanTerms } from '../../domain/loan/terms.ts'
import { isRefusal, type Refusal } from '../../domain/outcome.ts'
import type { Day } from '../../domain/time.ts'
import type { PeerCase, Step } from './cases.ts'
import { chargesOf, disbursementCharges } from './charges.ts'
import type { CaseFacts, PeerProduct, ProductsFile } from './products.ts'
import { expectedTranches, frequencyOf } from './terms.ts'

/** The calculation under test. */
export type ScheduleOf = (terms: LoanTerms, events: readonly LoanEvent[], asOf: Day) => LoanSchedule | Refusal

/** A table of a case, with what had happened to the loan by then. */
export interface Moment {
  readonly opAt: number
  readonly table: Extract<Step, { op: 'EXPECT_SCHEDULE' | 'EXPECT_TOTAL' }>
  /** The loan as it was announced by then. */
  readonly terms: LoanTerms
  readonly events: readonly LoanEvent[]
  readonly asOf: Day
}

/** Everything that is known of one case. */
export interface Played {
  readonly file: ProductsFile
  readonly product: PeerProduct
  readonly peerCase: PeerCase
  readonly facts: CaseFacts
  readonly terms: LoanTerms
}

/** A calculation that a charge depends on was refused. */
export class RefusedError extends Error {
  override readonly name = 'RefusedError'
}

const interestOnReAge = {
  DEFAULT: 'recounted',
  WAIVE_INTEREST: 'waived',
  EQUAL_AMORTIZATION_PAYABLE_INTEREST: 'payable-shared',
  EQUAL_AMORTIZATION_FULL_INTEREST: 'full-shared',
} as const

const rescheduled = (step: Extract<Step, { op: 'reschedule' }>): LoanEvent => ({
  type: 'rescheduled',
  on: step.submittedOnDate,
  from: step.rescheduleFromDate,
  dueOn: step.adjustedDueDate,
  graceOnPrincipal: step.graceOnPrincipal,
  graceOnInterest: step.graceOnInterest,
  extraInstalments: step.extraTerms,
  annualRatePercent: step.newInterestRate === '' ? undefined : step.newInterestRate,
})

const reAged = (step: Extract<Step, { op: 'reage' }>, on: Day): LoanEvent => ({
  type: 're-aged',
  on,
  startOn: step.startDate,
  frequency: frequencyOf(step.frequencyNumber, step.frequencyType),
  numberOfInstalments: step.numberOfInstallments,
  interest: interestOnReAge[step.reAgeInterestHandling],
})

/** Plays the steps of a case and stops at each of its tables. */
export const momentsOf = (played: Played, scheduleOf: ScheduleOf): Moment[] => {
  const { file, product, peerCase, facts, terms } = played
  const charges = chargesOf(file, product, peerCase.loan, facts)
  const moments: Moment[] = []
  const events: LoanEvent[] = []
  let today = facts.businessDate

  const scheduleNow =
    (more: readonly LoanEvent[] = []) =>
    (): LoanSchedule => {
      const schedule = scheduleOf(terms, [...events, ...more], today)
      if (isRefusal(schedule)) throw new RefusedError(schedule.reason)
      return schedule
    }

  const downPaymentOf = (amount: number): number =>
    toMultiple(
      percentOf(amount, String(terms.product.downPaymentPercent), terms.product.rounding),
      terms.product.instalmentMultiple,
      terms.product.rounding,
    )

  const disburse = ({ date, amount }: Extract<Step, { op: 'disburse' }>, opAt: number): void => {
    const isFirst = events.every(({ type }) => type !== 'disbursed')
    const paidOut: LoanEvent = { type: 'disbursed', on: date, amount, charges: 0 }
    const charged = disbursementCharges(charges, { amount, isFirst }, scheduleNow([paidOut]))
    events.push({ ...paidOut, charges: charged })
    const paysDown = product.downPayment.enabled && product.downPayment.auto && !facts.noAutoDownPayment.includes(opAt)
    if (paysDown) events.push({ type: 'paid', id: `down ${opAt}`, on: date, amount: downPaymentOf(amount) })
  }

  const announcedAt = (opAt: number): LoanTerms => ({
    ...terms,
    expectedTranches: expectedTranches(peerCase.loan, facts, opAt),
  })

  /** A preview is for its tables only. */
  let isPreview = false
  const endPreview = (): void => {
    if (isPreview)
      events.splice(
        events.findLastIndex(({ type }) => type === 're-aged'),
        1,
      )
    isPreview = false
  }

  const take = (step: Step, opAt: number): void => {
    if (!step.op.startsWith('EXPECT')) endPreview()
    switch (step.op) {
      case 'date':
        today = step.date
        return
      case 'disburse':
        disburse(step, opAt)
        return
      case 'pay':
        events.push({ type: 'paid', id: String(opAt), on: step.date, amount: step.amount })
        return
      case 'cob':
        events.push({ type: 'day-closed', on: today })
        return
      case 'reschedule':
        events.push(rescheduled(step))
        return
      case 'reage':
        events.push(reAged(step, today))
        isPreview = facts.preview.includes(opAt)
        return
      case 'reamortize':
        events.push(
          facts.undo.includes(opAt)
            ? { type: 'undone', on: today, change: 're-amortised' }
            : { type: 're-amortised', on: today },
        )
        return
      case 'EXPECT_SCHEDULE':
      case 'EXPECT_TOTAL':
        moments.push({ opAt, table: step, terms: announcedAt(opAt), events: [...events], asOf: today })
        return
      case 'EXPECT_DELINQUENCY':
        return
    }
  }

  for (const [opAt, step] of peerCase.ops.entries()) if (step.op !== 'unknown') take(step, opAt)
  return moments
}
