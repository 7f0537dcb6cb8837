import { totalOf } from '../intake/account.ts'
import { type Refusal, refusal } from '../outcome.ts'
import { checkMonths } from './bounds.ts'
import { chosenFrom } from './choices.ts'
import { checkCase, type Drafting, draft, type PlanCase } from './drafting.ts'
import { drawUp, drawUpSettlement, highestDue } from './draw-up.ts'
import { affordableFrom, mostAffordable } from './means.ts'
import { type Plan, planTotal } from './plan.ts'
import { percentOf } from './rate.ts'
import { levelStart, type Start } from './start.ts'
import { type Fit, lowestInstalment, shortestTerm, waterfall } from './waterfall.ts'

/** What a lender offers in one round: one to three plans, the soonest to be debt-free first unless hardship asks for relief first. */
export interface Offered {
  readonly options: Plan[]
  /** Why there is no choice, when there is none. */
  readonly gap?: 'only-one-plan-fits'
  /** How many combinations of rate, term, start and deferral were tried. */
  readonly examined: number
}

/**
 * Lower instalments over a longer term than needed, and over no less than what the contract leaves; each later round gives way a little
 * more.
 */
const breathing = (drafting: Drafting, soonest: Fit, round: number): Plan | undefined => {
  const { levers, planCase, smallest } = drafting
  const { authority, choices, concessionPerRoundPercent } = planCase.policy
  const affordable = affordableFrom(planCase.ability, 1)
  const percent = Math.max(0, choices.breathingPercent - concessionPerRoundPercent * (round - 1))
  const target = Math.max(percentOf(affordable, percent, 'down'), smallest)
  // A choice beyond what staff need not approve would hold up the others.
  const to = soonest.months < authority.termMonths ? Math.min(authority.termMonths, levers.maxMonths) : levers.maxMonths
  // The time that the contract leaves is the borrower's own: smaller payments never take any of it away.
  const from = Math.max(soonest.months + 1, Math.min(levers.termMonths, to))
  if (target > affordable || from > to) return undefined
  const fit = shortestTerm(levers, soonest, levelStart, target, from, to) ?? { ...soonest, months: to }
  const plan = drawUp(drafting, 'longer-term', fit)
  return highestDue(plan) <= percentOf(affordable, choices.worthwhilePercent, 'down') ? plan : undefined
}

const inMultiples = (amount: number, multiple: number): number => amount - (amount % multiple)

/** What lower first instalments ask: the hard months' means where better ones are expected, otherwise a part of what is affordable. */
const loweredInstalment = ({ planCase, smallest }: Drafting): number => {
  const { ability, policy } = planCase
  const recovers = ability.after !== undefined && ability.after.affordableMonthly > ability.affordableMonthly
  const part = recovers ? 100 : policy.choices.loweredPercent
  const lowered = percentOf(ability.affordableMonthly, part, 'down')
  return Math.max(inMultiples(lowered, policy.instalmentMultiple), smallest)
}

/** The starts that a hardship asks for, most fitting first: a pause when it is over within one, lower instalments otherwise (R20). */
export const startsFor = (drafting: Drafting): Start[] => {
  const { hardship, hardshipMonths, policy, ability } = drafting.planCase
  const expected = ability.after?.fromMonth ?? hardshipMonths
  if (hardship === 'none' && ability.after === undefined) return []
  const lasting = (longest: number): number => Math.min(expected ?? longest, longest)
  const holiday: Start = { start: 'holiday', months: lasting(policy.holidayMonths), interest: policy.holidayInterest }
  const lowered: Start = {
    start: 'lowered',
    months: lasting(policy.stepUpMonths),
    instalment: loweredInstalment(drafting),
  }
  const interestOnly: Start = { start: 'interest-only', months: lasting(policy.interestOnlyMonths) }
  const passes = expected !== undefined && expected <= policy.holidayMonths
  const keepable =
    lowered.instalment > 0 &&
    lowered.instalment <= ability.affordableMonthly &&
    lowered.instalment < mostAffordable(ability)
  const starts = passes || policy.stepUpMonths === 0 || !keepable ? [holiday] : [lowered, interestOnly]
  return starts.filter(({ months }) => months > 0)
}

const kinds = {
  level: 'longer-term',
  holiday: 'payment-holiday',
  lowered: 'step-up',
  'interest-only': 'interest-only',
} as const satisfies Record<Start['start'], Plan['kind']>

/** What relief at the start is added to: the soonest plan, unless that one is as long as it is only because better means are not back yet. */
const baseOf = ({ levers, planCase: { ability } }: Drafting, soonest: Fit | undefined): Fit =>
  soonest === undefined || mostAffordable(ability) > ability.affordableMonthly
    ? { rate: levers.contractRate, months: levers.termMonths, deferred: 0 }
    : soonest

/** The term grows by the months of relief, and by as many more as their interest needs; then the levers help as they do elsewhere. */
const relieved = (drafting: Drafting, start: Start, soonest: Fit | undefined): Plan | undefined => {
  const { levers, planCase } = drafting
  const target = affordableFrom(planCase.ability, start.months + 1)
  const base = baseOf(drafting, soonest)
  const from = Math.max(levers.termMonths, base.months) + start.months
  const fit =
    shortestTerm(levers, base, start, target, from, Math.min(from + start.months, levers.maxMonths)) ??
    waterfall(levers, start)
  return fit && drawUp(drafting, kinds[start.start], fit, start)
}

const settlement = (drafting: Drafting): Plan | undefined => {
  const { ability, policy } = drafting.planCase
  if (policy.settlementFromPercent >= 100) return undefined
  const plan = drawUpSettlement(drafting)
  const total = planTotal(plan)
  const atHand = Math.max(policy.choices.settlementWithinMonths * ability.affordableMonthly, ability.lumpSum ?? 0)
  return total > 0 && total <= atHand ? plan : undefined
}

/** A lump sum is worth finding only where it costs less than every other way. */
const isBargain = (plan: Plan, plans: readonly Plan[]): boolean =>
  plan.kind !== 'settlement' || plans.every((other) => other === plan || planTotal(plan) < planTotal(other))

const present = <T>(value: T | undefined): value is T => value !== undefined

/** Why no plan fits, plainly (R12); undefined when the waterfall may try. */
export const whyNone = ({ planCase, levers, smallest }: Drafting): Refusal | undefined => {
  const affordable = mostAffordable(planCase.ability)
  const owed = totalOf(levers.opening)
  if (owed === 0) return refusal('nothing-owed', 'nothing is left to pay after the waiver; close the account')
  if (affordable === 0)
    return refusal('no-means', 'nothing is left to pay with after living costs; ask again when the means change')
  if (affordable < smallest && affordable < owed)
    return refusal(
      'below-smallest-instalment',
      `${affordable} a month is affordable, below the smallest instalment of ${smallest}; lower it in the policy or ask again when the means change`,
    )
  return undefined
}

const beyondPolicy = ({ planCase, levers }: Drafting): Refusal =>
  refusal(
    'beyond-policy',
    `${mostAffordable(planCase.ability)} a month is affordable; with every lever at its limit and over ${levers.maxMonths} months the plan would need ${lowestInstalment(levers)}`,
  )

/** Whether a plan is worth more to the lender than enforcement. */
const isWorthIt = ({ value }: Plan): boolean => value === undefined || value.withPlan >= value.withoutPlan

/**
 * The plans that a borrower can keep (R12) and may choose between in `round` (1 is the first): soonest free, lower instalments, relief in
 * hardship, a settlement. Every instalment is affordable in its month, except a settlement's one lump sum, and every plan is worth more to
 * the lender than enforcement. A refusal says why none fits.
 */
export const buildOptions = (input: PlanCase & { readonly round: number }): Offered | Refusal => {
  const bad = checkCase(input) ?? checkMonths('round', input.round)
  if (bad !== undefined) return bad
  const drafting = draft(input)
  const none = whyNone(drafting)
  if (none !== undefined) return none

  const soonest = waterfall(drafting.levers, levelStart)
  const longer = soonest && breathing(drafting, soonest, input.round)
  const alone = longer === undefined && soonest !== undefined && soonest.months > input.account.remainingTermMonths
  const plans = [
    ...startsFor(drafting).map((start) => relieved(drafting, start, soonest)),
    soonest && drawUp(drafting, alone ? 'longer-term' : 'shorter-term', soonest),
    settlement(drafting),
    longer,
  ].filter(present)
  const worthwhile = plans.filter((plan) => isWorthIt(plan) && isBargain(plan, plans))
  const options = chosenFrom(worthwhile)
  const [only, ...others] = options
  if (plans.every(({ kind }) => kind === 'settlement') || only === undefined)
    return plans.length > worthwhile.length ? worthLess : beyondPolicy(drafting)
  const { count: examined } = drafting.levers.examined
  return others.length === 0 ? { options, gap: 'only-one-plan-fits', examined } : { options, examined }
}

const worthLess = refusal(
  'worth-less-than-enforcement',
  'the plans that fit are worth less to the lender than enforcement, by the prospects in its policy; review those, or let staff decide',
)
