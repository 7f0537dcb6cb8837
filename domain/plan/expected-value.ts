import type { Prospects } from '../policy/policy.ts'

/** What a lender may expect of a debt, in minor units of today: with the plan, and with enforcement instead. */
export interface ExpectedValue {
  readonly withPlan: number
  readonly withoutPlan: number
}

/** What is needed of a plan: its dues a month apart, and what stays owed before each. */
export interface Stream {
  readonly debt: number
  readonly dues: readonly number[]
  /** Months without a payment before the first. */
  readonly monthsBefore: number
  /** The highest part of what is affordable that an instalment takes, 0 to 1. */
  readonly burden: number
}

const monthlyDiscount = ({ discountRatePercent }: Prospects): number => 1 / (1 + Number(discountRatePercent) / 1200)

/** What a unit of debt is worth today when it is enforced from now on. */
const enforcedWorth = ({ enforcement }: Prospects, discount: number): number =>
  (enforcement.recoveredPercent / 100) * (1 - enforcement.costPercent / 100) * discount ** enforcement.afterMonths

/** Half of what is affordable is comfortable, all of it is tight, and between them the chance of breaking grows evenly. */
const yearlyRedefault = ({ redefaultPercentPerYear: { comfortable, tight } }: Prospects, burden: number): number => {
  const tightness = Math.min(1, Math.max(0, (burden - 0.5) / 0.5))
  return (comfortable + (tight - comfortable) * tightness) / 100
}

/**
 * The value of a plan to the lender against that of enforcement, in the manner of HAMP's net present value test: each instalment counts as
 * far as the plan is likely to have lasted until then; where it breaks, what is still owed is enforced. An estimate for a decision,
 * rounded to a minor unit; no one is ever asked for it.
 */
export const expectedValue = ({ debt, dues, monthsBefore, burden }: Stream, prospects: Prospects): ExpectedValue => {
  const discount = monthlyDiscount(prospects)
  const enforced = enforcedWorth(prospects, discount)
  const lasting = (1 - yearlyRedefault(prospects, burden)) ** (1 / 12)
  let value = 0
  let worth = discount ** monthsBefore
  let kept = 1
  let owed = dues.reduce((sum, due) => sum + due, 0)
  for (const due of dues) {
    worth *= discount
    value += kept * (lasting * due + (1 - lasting) * owed * enforced) * worth
    kept *= lasting
    owed -= due
  }
  return { withPlan: Math.round(value), withoutPlan: Math.round(debt * enforced) }
}
