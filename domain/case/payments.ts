import { addToDebt, applyToDebt } from '../plan/debt.ts'
import { emptyProgress, type PlanProgress } from '../plan/progress.ts'
import { receivePayment, reversePayment } from '../plan/receipts.ts'
import type { Day } from '../time.ts'
import type { EventOf } from './event.ts'
import type { Case, CaseIn } from './state.ts'

/** The case after a payment: it pays a plan in force, otherwise the debt. */
export const paymentReceived = (state: Case, { paymentId, amount, on }: EventOf<'PaymentReceived'>): Case => {
  const received = {
    recovered: state.recovered + amount,
    payments: { ...state.payments, [paymentId]: { amount, on } },
    conduct: { ...state.conduct, payments: state.conduct.payments + 1 },
  }
  return state.stage === 'performing'
    ? { ...state, ...received, progress: receivePayment(state.plan, state.progress, amount, on) }
    : { ...state, ...received, debt: applyToDebt(state.debt, amount).debt }
}

/** The case after a payment was taken back. */
export const paymentReversed = (state: Case, { paymentId, amount, on, origin }: EventOf<'PaymentReversed'>): Case => {
  const reversed = {
    recovered: state.recovered - amount,
    payments: { ...state.payments, [paymentId]: { amount, on, reversedBy: origin } },
  }
  return state.stage === 'performing'
    ? { ...state, ...reversed, progress: reversePayment(state.plan, state.progress, amount, on) }
    : { ...state, ...reversed, debt: addToDebt(state.debt, amount, state.facts.debt) }
}

/** Where a plan begins on the day it comes into force: with what came in, or was taken back, since its negotiation began. */
export const openingProgress = ({ plan, recovered, recoveredBefore }: CaseIn<'agreeing'>, on: Day): PlanProgress => {
  const paid = recovered - recoveredBefore
  if (paid === 0) return emptyProgress(plan)
  return paid > 0
    ? receivePayment(plan, emptyProgress(plan), paid, on)
    : reversePayment(plan, emptyProgress(plan), -paid, on)
}
