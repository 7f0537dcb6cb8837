import Big from 'big.js'
import type { Refusal } from '../outcome.ts'
import { checkAmount, checkDueDay, checkMonths } from './bounds.ts'
import { chosenFrom } from './choices.ts'
import { checkCase, type Drafting, draft, type PlanCase } from './drafting.ts'
import { drawUpExactly, dueFrom, highestDue } from './draw-up.ts'
import { affordableFrom, mostAffordable } from './means.ts'
import { startsFor, whyNone } from './options.ts'
import type { Plan } from './plan.ts'
import { percentOf } from './rate.ts'
import { levelStart, type Start } from './start.ts'
import { fitFrom, lowestInstalment } from './waterfall.ts'

/** What a borrower proposes instead: an amount a month in minor units, for how long and on which day of the month if they say so. */
export interface Proposal {
  readonly monthlyAmount: number
  readonly months?: number | undefined
  readonly dueDay?: number | undefined
}

/** Why a proposal was not accepted as it stands. */
export type CounterReason =
  | 'more-than-affordable'
  | 'needs-more-months'
  | 'beyond-concession'
  | 'below-smallest-instalment'
  | 'beyond-policy'
  | 'last-round'

/** The lender's answer to a counter-offer (R22). */
export type Verdict =
  | { readonly verdict: 'accepted'; readonly plan: Plan }
  | { readonly verdict: 'revised'; readonly options: Plan[]; readonly reason: CounterReason }
  | { readonly verdict: 'stuck'; readonly reason: CounterReason }

/** A counter-offer and all that it is judged by. `previous` are the plans last offered. */
export interface CounterOffer extends PlanCase {
  readonly proposal: Proposal
  readonly previous: readonly Plan[]
  /** The round that the proposal answers, from 1. */
  readonly round: number
}

const monthly = (previous: readonly Plan[]): Plan[] => previous.filter(({ kind }) => kind !== 'settlement')

/** A rate once granted stays granted. */
const grantedRate = ({ levers }: Drafting, previous: readonly Plan[]): string =>
  monthly(previous)
    .map(({ annualRatePercent }) => annualRatePercent)
    .reduce((lowest, rate) => (new Big(rate).lt(lowest) ? rate : lowest), levers.contractRate)

/** The lowest amount a month that any plan so far got by with. */
const lowestSoFar = ({ planCase }: Drafting, previous: readonly Plan[]): number =>
  Math.min(mostAffordable(planCase.ability), ...monthly(previous).map(highestDue))

/** The least that this round may come down to: policy's concession off the lowest so far, in whole multiples. */
const leastThisRound = ({ planCase, levers, smallest }: Drafting, lowest: number): number => {
  const conceded = percentOf(lowest, 100 - planCase.policy.concessionPerRoundPercent, 'up')
  const multiples = Math.ceil(Math.max(conceded, smallest) / levers.instalmentMultiple) * levers.instalmentMultiple
  return Math.min(multiples, Math.max(lowest, smallest))
}

/** The start with which `amount` a month is affordable: at once, or after the relief that the borrower's hardship asks for. */
const startOf = (drafting: Drafting, amount: number): Start =>
  [levelStart, ...startsFor(drafting)].find(
    ({ months }) => amount <= affordableFrom(drafting.planCase.ability, months + 1),
  ) ?? levelStart

const exactPlan = (drafting: Drafting, rate: string, amount: number): Plan | undefined => {
  const start = startOf(drafting, amount)
  const fit = fitFrom(drafting.levers, rate, start, amount)
  return fit && drawUpExactly(drafting, 'counter-offer', fit, amount, start)
}

const objection = (
  { planCase, smallest }: Drafting,
  { monthlyAmount, months }: Proposal,
  least: number,
  plan: Plan | undefined,
): CounterReason | undefined => {
  if (monthlyAmount > mostAffordable(planCase.ability)) return 'more-than-affordable'
  if (monthlyAmount < smallest) return 'below-smallest-instalment'
  if (monthlyAmount < least) return 'beyond-concession'
  if (plan === undefined) return 'beyond-policy'
  return months !== undefined && plan.instalments.length > months ? 'needs-more-months' : undefined
}

/** The plan nearest to what was proposed that policy, means and this round's concession all allow. */
const nearest = (drafting: Drafting, input: CounterOffer, rate: string, least: number): Plan | undefined => {
  const most = mostAffordable(input.ability)
  const wanted = Math.min(Math.max(input.proposal.monthlyAmount, least), most)
  const possible = Math.min(Math.max(wanted, lowestInstalment(drafting.levers)), most)
  return exactPlan(drafting, rate, wanted) ?? exactPlan(drafting, rate, possible)
}

/**
 * Judges a borrower's own proposal (R22). It is accepted when it is within means and policy and asks for no more than one round's
 * concession: then the plan asks for exactly the amount proposed. Otherwise the nearest plan is the answer, beside the earlier ones: what
 * was offered stays offered, so concessions never go backwards. In the last round, or with nothing new to give, the two sides are stuck.
 */
export const judgeCounterOffer = (input: CounterOffer): Verdict | Refusal => {
  const { proposal, previous, round, policy, today, account } = input
  const dueDay = proposal.dueDay ?? account.dueDay
  const bad =
    checkCase(input) ??
    checkDueDay('proposal.dueDay', dueDay) ??
    checkAmount('proposal.monthlyAmount', proposal.monthlyAmount, 1) ??
    checkMonths('proposal.months', proposal.months ?? 1) ??
    checkMonths('round', round)
  if (bad !== undefined) return bad
  const drafting = draft({ ...input, dueDay })
  const none = whyNone(drafting)
  if (none !== undefined) return none

  const rate = grantedRate(drafting, previous)
  const lowest = lowestSoFar(drafting, previous)
  const least = leastThisRound(drafting, lowest)
  const asked = exactPlan(drafting, rate, proposal.monthlyAmount)
  const reason = objection(drafting, proposal, least, asked)
  if (reason === undefined && asked !== undefined) return { verdict: 'accepted', plan: asked }
  if (round >= policy.maxRounds) return { verdict: 'stuck', reason: 'last-round' }

  const answer = nearest(drafting, input, rate, least)
  const standing = previous.map((earlier) => dueFrom(earlier, today, account.dueDay))
  const why = reason ?? 'beyond-policy'
  if (answer === undefined || (proposal.monthlyAmount < lowest && highestDue(answer) >= lowest))
    return { verdict: 'stuck', reason: why }
  return { verdict: 'revised', options: chosenFrom([answer, ...standing]), reason: why }
}
