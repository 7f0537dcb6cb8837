import { totalOf } from '../intake/account.ts'
import { type Refusal, refusal } from '../outcome.ts'
import { checkMonths } from './bounds.ts'
import {
  checkCase,
  type Drafting,
  draft,
  drawUp,
  drawUpSettlement,
  highestDue,
  holidayMonthsOf,
  monthsToEnd,
  type PlanCase,
} from './draw-up.ts'
import { type Fit, lowestInstalment, shortestTerm, waterfall } from './fit.ts'
import { dueOf, type Plan, planTotal } from './plan.ts'
import { percentOf } from './rate.ts'
import type { Relief } from './schedule.ts'

/** What a lender offers in one round: one to three plans, the soonest to be debt-free first unless hardship asks for relief first. */
export interface Offered {
  readonly options: Plan[]
  /** Why there is no choice, when there is none. */
  readonly gap?: 'only-one-plan-fits'
}

/** The breathing choice asks for this part of what is affordable, so that one bad month does not break the plan. */
const breathingPercent = 75

/** A longer term that asks for more than this part of what is affordable is not worth its interest. */
const worthwhilePercent = 95

/** The first instalments of a step-up are this part of what is affordable. */
const loweredPercent = 50

/** Who could pay the settlement sum out of this many months' means may have it at hand, or find it. */
const settlementWithinMonths = 6

const choicesAtMost = 3

/** Whether `other` asks for no more, no sooner and no longer than `plan` in any respect, and for less in one. */
const dominates = (other: Plan, plan: Plan): boolean => {
  const measures = (of: Plan): number[] => [
    holidayMonthsOf(of) > 0 ? 0 : Math.max(...of.instalments.slice(0, 1).map(dueOf)),
    highestDue(of),
    monthsToEnd(of),
    planTotal(of),
  ]
  const theirs = measures(other)
  const own = measures(plan)
  return (
    own.every((value, index) => (theirs[index] ?? 0) <= value) &&
    own.some((value, index) => (theirs[index] ?? 0) < value)
  )
}

const sameFigures = (a: Plan, b: Plan): boolean =>
  a.instalments.length === b.instalments.length &&
  a.instalments.every((instalment, index) => {
    const other = b.instalments[index]
    return other !== undefined && other.dueOn === instalment.dueOn && dueOf(other) === dueOf(instalment)
  })

/** The plans worth choosing between, in the order given: none repeated, none dominated, at most three. */
export const worthOffering = (plans: readonly Plan[]): Plan[] =>
  plans
    .filter((plan, index) => plans.findIndex((other) => sameFigures(other, plan)) === index)
    .filter((plan, _, distinct) => !distinct.some((other) => dominates(other, plan)))
    .slice(0, choicesAtMost)

/** Lower instalments over a longer term than needed; each later round gives way a little more. */
const breathing = (drafting: Drafting, soonest: Fit, round: number): Plan | undefined => {
  const { levers, planCase, smallest } = drafting
  const { affordableMonthly } = planCase.ability
  const { authority } = planCase.policy
  const percent = Math.max(0, breathingPercent - planCase.policy.concessionPerRoundPercent * (round - 1))
  const target = Math.max(percentOf(affordableMonthly, percent, 'down'), smallest)
  const from = soonest.months + 1
  // A choice beyond what staff need not approve would hold up the others.
  const to = soonest.months < authority.termMonths ? Math.min(authority.termMonths, levers.maxMonths) : levers.maxMonths
  if (target > affordableMonthly || from > to) return undefined
  const months = shortestTerm(levers, soonest.rate, target, from, to) ?? to
  const plan = drawUp(drafting, 'longer-term', { rate: soonest.rate, months })
  return highestDue(plan) <= percentOf(affordableMonthly, worthwhilePercent, 'down') ? plan : undefined
}

/** The relief that a hardship asks for: a holiday when it ends within one, lower first instalments otherwise (R20). */
const reliefFor = ({ planCase, smallest }: Drafting): Relief | undefined => {
  const { hardship, hardshipMonths, policy, ability } = planCase
  if (hardship === 'none') return undefined
  const lasting = (longest: number): number => Math.min(hardshipMonths ?? longest, longest)
  const passes = hardshipMonths !== undefined && hardshipMonths <= policy.holidayMonths
  if (passes || policy.stepUpMonths === 0) {
    const months = lasting(policy.holidayMonths)
    return months === 0 ? undefined : { months, instalment: 0 }
  }
  const lowered = percentOf(ability.affordableMonthly, loweredPercent, 'down')
  const { instalmentMultiple } = policy
  const instalment = Math.max(lowered - (lowered % instalmentMultiple), smallest)
  return instalment === 0 || instalment >= ability.affordableMonthly
    ? undefined
    : { months: lasting(policy.stepUpMonths), instalment }
}

/** The term grows by the months of relief, and by a few more when the interest of those months needs them. */
const relieved = (drafting: Drafting, soonest: Fit): Plan | undefined => {
  const relief = reliefFor(drafting)
  if (relief === undefined) return undefined
  const { levers, planCase } = drafting
  const from = Math.max(levers.termMonths, soonest.months) + relief.months
  const kind = relief.instalment === 0 ? 'payment-holiday' : 'step-up'
  for (let months = from; months <= Math.min(from + relief.months, levers.maxMonths); months++) {
    const plan = drawUp(drafting, kind, { rate: soonest.rate, months }, relief)
    if (highestDue(plan) <= planCase.ability.affordableMonthly) return plan
  }
  return undefined
}

const settlement = (drafting: Drafting): Plan | undefined => {
  const { ability, policy } = drafting.planCase
  if (policy.settlementFromPercent >= 100) return undefined
  const plan = drawUpSettlement(drafting)
  const total = planTotal(plan)
  return total > 0 && total <= settlementWithinMonths * ability.affordableMonthly ? plan : undefined
}

const present = <T>(value: T | undefined): value is T => value !== undefined

/** Why no plan fits, plainly (R12); undefined when the waterfall may try. */
export const whyNone = ({ planCase, levers, smallest }: Drafting): Refusal | undefined => {
  const { affordableMonthly } = planCase.ability
  const owed = totalOf(levers.opening)
  if (owed === 0) return refusal('nothing-owed', 'nothing is left to pay after the waiver; close the account')
  if (affordableMonthly === 0)
    return refusal('no-means', 'nothing is left to pay with after living costs; ask again when the means change')
  if (affordableMonthly < smallest && affordableMonthly < owed)
    return refusal(
      'below-smallest-instalment',
      `${affordableMonthly} a month is affordable, below the smallest instalment of ${smallest}; lower it in the policy or ask again when the means change`,
    )
  return undefined
}

const beyondPolicy = ({ planCase, levers }: Drafting): Refusal =>
  refusal(
    'beyond-policy',
    `${planCase.ability.affordableMonthly} a month is affordable; at the lowest rate and over ${levers.maxMonths} months the plan would need ${lowestInstalment(levers)}`,
  )

/**
 * The plans that a borrower can keep (R12) and may choose between in `round` (1 is the first): soonest free, lower instalments, relief in
 * hardship, a settlement. Every instalment is within what is affordable, except a settlement's one lump sum. A refusal says why none fits.
 */
export const buildOptions = (input: PlanCase & { readonly round: number }): Offered | Refusal => {
  const bad = checkCase(input) ?? checkMonths('round', input.round)
  if (bad !== undefined) return bad
  const drafting = draft(input)
  const none = whyNone(drafting)
  if (none !== undefined) return none
  const soonest = waterfall(drafting.levers, input.ability.affordableMonthly)
  if (soonest === undefined) return beyondPolicy(drafting)
  const longer = breathing(drafting, soonest, input.round)
  const alone = longer === undefined && soonest.months > input.account.remainingTermMonths
  const options = worthOffering(
    [
      relieved(drafting, soonest),
      drawUp(drafting, alone ? 'longer-term' : 'shorter-term', soonest),
      settlement(drafting),
      longer,
    ].filter(present),
  )
  return options.length === 1 ? { options, gap: 'only-one-plan-fits' } : { options }
}
