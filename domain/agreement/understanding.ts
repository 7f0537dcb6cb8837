import type { UnderstandingQuestion } from '../notice/content.ts'
import { summaryOf } from '../notice/content.ts'
import { type Plan, planTotal } from '../plan/plan.ts'

/** A question together with the place of its right choice, which no message ever shows. */
export interface KeyedQuestion {
  readonly question: UnderstandingQuestion
  readonly right: number
}

/** Puts the right choice at a place that depends on the plan, so that it cannot be guessed from the form. */
const placed = <Choice>(
  right: Choice,
  wrong: readonly Choice[],
  seed: number,
): { choices: Choice[]; right: number } => {
  const place = seed % (wrong.length + 1)
  return { choices: [...wrong.slice(0, place), right, ...wrong.slice(place)], right: place }
}

/**
 * What a borrower is asked before they may sign (R41): the usual payment, the days to withdraw, and what to do when it gets hard. The
 * wrong choices differ from the right one by enough that nobody errs by a cent.
 */
export const understandingQuestions = (plan: Plan, coolingOffDays: number): readonly KeyedQuestion[] => {
  const { usual, instalments } = summaryOf(plan, 'a')
  const other = (minor: number) => ({ minor, currency: usual.currency })
  const seed = planTotal(plan)
  const payment = placed(usual, [other(Math.floor(usual.minor / 2)), other(usual.minor * 2 + 100)], seed)
  const days = placed(coolingOffDays, [coolingOffDays + 30, coolingOffDays + 60], Math.floor(seed / 7))
  const hard = placed('tell-us' as const, ['stop-paying' as const, 'borrow-elsewhere' as const], Math.floor(seed / 11))
  return [
    // One payment is no usual one.
    {
      question: { question: instalments === 1 ? 'total-to-pay' : 'usual-payment', choices: payment.choices },
      right: payment.right,
    },
    { question: { question: 'days-to-withdraw', choices: days.choices }, right: days.right },
    { question: { question: 'when-it-gets-hard', choices: hard.choices }, right: hard.right },
  ]
}

/** Whether every question was answered rightly. `choices` are places, in the order of the questions. */
export const isUnderstood = (plan: Plan, coolingOffDays: number, choices: readonly number[]): boolean =>
  understandingQuestions(plan, coolingOffDays).every(({ right }, index) => choices[index] === right)
