import { type Refusal, refusal } from '../outcome.ts'
import { checkAmount, checkMonths } from '../plan/bounds.ts'
import { checkCase, draft, type PlanCase } from '../plan/drafting.ts'
import { drawUpExactly } from '../plan/draw-up.ts'
import { affordableFrom } from '../plan/means.ts'
import { whyNone } from '../plan/options.ts'
import type { Plan } from '../plan/plan.ts'
import { levelStart } from '../plan/start.ts'
import { leastCut, lowestInstalment } from '../plan/waterfall.ts'

/** What a mediator puts to both sides: an amount a month in minor units, for at most so many months (R30). */
export interface MediatorTerms {
  readonly monthlyAmount: number
  readonly months: number
}

/**
 * The plan of a mediator's proposal: the mediator decides the amount and the months, this computes what they mean. The rate is cut only as
 * far as those months need. A refusal says what policy or means do not allow.
 */
export const planOfProposal = (planCase: PlanCase, { monthlyAmount, months }: MediatorTerms): Plan | Refusal => {
  const bad = checkCase(planCase) ?? checkAmount('monthlyAmount', monthlyAmount, 1) ?? checkMonths('months', months)
  if (bad !== undefined) return bad
  const drafting = draft(planCase)
  const none = whyNone(drafting)
  if (none !== undefined) return none
  const { levers, smallest } = drafting
  const affordable = affordableFrom(planCase.ability, 1)
  if (monthlyAmount > affordable)
    return refusal(
      'more-than-affordable',
      `${monthlyAmount} a month is more than the ${affordable} that the borrower can pay`,
    )
  if (monthlyAmount < smallest)
    return refusal(
      'below-smallest-instalment',
      `${monthlyAmount} a month is below the smallest instalment of ${smallest}`,
    )
  if (months > levers.maxMonths)
    return refusal('beyond-policy', `${months} months is longer than the ${levers.maxMonths} that policy allows`)
  const fit = leastCut(levers, { rate: levers.contractRate, months, deferred: 0 }, levelStart, monthlyAmount)
  const plan =
    fit && drawUpExactly({ ...drafting, levers: { ...levers, maxMonths: months } }, 'mediated', fit, monthlyAmount)
  const needed = lowestInstalment({ ...levers, maxMonths: months })
  return (
    plan ||
    refusal(
      'too-little',
      `${monthlyAmount} a month does not clear the debt in ${months} months; at the lowest rate it takes ${needed}`,
    )
  )
}
