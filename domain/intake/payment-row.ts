import { type CaseId, caseIdOf, type LenderId, type PaymentId, paymentIdOf } from '../ids.ts'
import type { Currency } from '../money.ts'
import type { Day, Instant } from '../time.ts'
import { currencyCode, day, latestDay, positiveAmount, words } from './fields.ts'
import type { Problem } from './problem.ts'
import { proper, type Row } from './row.ts'

/** One row of a payments file: money received, or an earlier payment taken back. Amounts are minor units. */
export type PaymentRow =
  | {
      readonly type: 'receive payment'
      readonly caseId: CaseId
      readonly paymentId: PaymentId
      readonly amount: number
      readonly currency: Currency
      readonly on: Day
    }
  | { readonly type: 'reverse payment'; readonly caseId: CaseId; readonly paymentId: PaymentId }

/** Reads one row of a payments file, or says everything that is wrong with it (R01). A reversal's amount is not looked at. */
export const readPayment = (
  row: Row,
  { lenderId, now }: { readonly lenderId: LenderId; readonly now: Instant },
): PaymentRow | readonly Problem[] => {
  const reference = row.required('payment_reference', words(100))
  const account = row.required('account_reference', words(100))
  const on = row.required('paid_on', day(latestDay(now)))
  const reverses = row.optional('reverses', words(100))
  if (row.text('reverses') !== '') {
    if (row.problems.length > 0) return row.problems
    const reversal = proper({ account, reverses })
    return {
      type: 'reverse payment',
      caseId: caseIdOf(lenderId, reversal.account),
      paymentId: paymentIdOf(lenderId, reversal.reverses),
    }
  }
  const currency = row.required('currency', currencyCode)
  const paid = row.required('amount', positiveAmount(currency ?? 'USD'))
  if (row.problems.length > 0) return row.problems
  const payment = proper({ reference, account, on, currency, paid })
  return {
    type: 'receive payment',
    caseId: caseIdOf(lenderId, payment.account),
    paymentId: paymentIdOf(lenderId, payment.reference),
    amount: payment.paid,
    currency: payment.currency,
    on: payment.on,
  }
}
