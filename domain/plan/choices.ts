import { dueOf, holidayMonthsOf, monthsToEnd, type Plan, type PlanChoice, planTotal } from './plan.ts'

const choicesAtMost = 3

/** What a borrower may weigh: what is asked at first, the highest single payment, months to the end, and all that is paid. */
const measures = (plan: Plan): readonly number[] => [
  holidayMonthsOf(plan) > 0 ? 0 : Math.max(...plan.instalments.slice(0, 1).map(dueOf)),
  Math.max(...plan.instalments.map(dueOf)),
  monthsToEnd(plan),
  planTotal(plan),
]

/** Whether `other` asks for no more, no sooner and no longer than `plan` in any respect, and for less in one. */
const dominates = (other: readonly number[], own: readonly number[]): boolean =>
  own.every((value, index) => (other[index] ?? 0) <= value) && own.some((value, index) => (other[index] ?? 0) < value)

const sameFigures = (a: Plan, b: Plan): boolean =>
  a.instalments.length === b.instalments.length &&
  a.instalments.every((instalment, index) => {
    const other = b.instalments[index]
    return other !== undefined && other.dueOn === instalment.dueOn && dueOf(other) === dueOf(instalment)
  })

/** The plans worth choosing between, in the order given: none repeated, none dominated. */
const worthChoosing = (plans: readonly Plan[]): Plan[] => {
  const distinct = plans.filter((plan, index) => plans.findIndex((other) => sameFigures(other, plan)) === index)
  const measured = distinct.map((plan) => ({ plan, own: measures(plan) }))
  return measured.filter(({ own }) => !measured.some((other) => dominates(other.own, own))).map(({ plan }) => plan)
}

/** What each choice is judged by, most important first. A settlement is neither an instalment nor within reach of most. */
const judgedBy: Record<PlanChoice, (plan: Plan) => readonly number[]> = {
  'lowest-instalment': (plan) => {
    const [first = 0, highest = 0, months = 0, total = 0] = measures(plan)
    return [Number(plan.kind === 'settlement'), first, highest, total, months]
  },
  'soonest-free': (plan) => [Number(plan.kind === 'settlement'), monthsToEnd(plan), planTotal(plan)],
  'least-cost': (plan) => [planTotal(plan), monthsToEnd(plan)],
}

const isBefore = (a: readonly number[], b: readonly number[]): boolean => {
  const at = a.findIndex((value, index) => value !== b[index])
  return at >= 0 && (a[at] ?? 0) < (b[at] ?? 0)
}

const bestFor = (choice: PlanChoice, plans: readonly Plan[]): Plan | undefined =>
  plans.reduce<Plan | undefined>(
    (best, plan) => (best === undefined || isBefore(judgedBy[choice](plan), judgedBy[choice](best)) ? plan : best),
    undefined,
  )

const choices = ['lowest-instalment', 'soonest-free', 'least-cost'] as const satisfies readonly PlanChoice[]

/**
 * The honest choices among plans: the lowest instalments, the soonest end, the least cost, and others while there is room; none dominated
 * by another, at most three, in the order given, each saying what it is best at.
 */
export const chosenFrom = (plans: readonly Plan[]): Plan[] => {
  const worth = worthChoosing(plans)
  const best = choices.map((choice) => ({ choice, plan: bestFor(choice, worth) }))
  const chosen = new Set(best.flatMap(({ plan }) => (plan === undefined ? [] : [plan])))
  for (const plan of worth) if (chosen.size < choicesAtMost) chosen.add(plan)
  return worth
    .filter((plan) => chosen.has(plan))
    .map((plan) => ({
      ...plan,
      choices: best.filter((of) => of.plan === plan).map(({ choice }) => choice),
    }))
}
