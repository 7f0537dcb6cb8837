import type { Hardship } from '../assessment/assessment.ts'
import type { AccountFacts } from '../intake/account.ts'
import type { InputRefusal } from '../loan/input.ts'
import type { OfferPolicy } from '../policy/policy.ts'
import type { Day } from '../time.ts'
import { checkAmount, checkDebt, checkDueDay, checkMonths, checkRate } from './bounds.ts'
import type { Means } from './means.ts'
import { percentOf } from './rate.ts'
import { type RelievedDebt, waiveAndCapitalise } from './relief.ts'
import type { Levers } from './waterfall.ts'

/** What a plan is made for: the account, what its borrower can pay, and the lender's levers. Amounts are minor units. */
export interface PlanCase {
  readonly account: Pick<AccountFacts, 'currency' | 'debt' | 'annualRatePercent' | 'remainingTermMonths' | 'dueDay'>
  readonly ability: Means
  readonly hardship: Hardship
  /** Months until the hardship is expected to be over. */
  readonly hardshipMonths?: number | undefined
  readonly policy: OfferPolicy
  readonly today: Day
  /** The day of the month that the borrower wants instead of the account's. */
  readonly dueDay?: number | undefined
}

/** A case whose debt is already waived and capitalised, with the levers that are left. */
export interface Drafting {
  readonly planCase: PlanCase
  readonly relieved: RelievedDebt
  readonly levers: Levers
  /** Policy's smallest instalment in the account's currency. */
  readonly smallest: number
}

/** Refuses a case that no plan can be computed for, naming the field. */
export const checkCase = ({ account, ability, hardshipMonths, policy }: PlanCase): InputRefusal | undefined =>
  checkDebt('account.debt', account.debt) ??
  checkRate('account.annualRatePercent', account.annualRatePercent) ??
  checkMonths('account.remainingTermMonths', account.remainingTermMonths, 0) ??
  checkDueDay('account.dueDay', account.dueDay) ??
  checkAmount('ability.affordableMonthly', ability.affordableMonthly) ??
  checkAmount('ability.after.affordableMonthly', ability.after?.affordableMonthly ?? 0) ??
  checkMonths('ability.after.fromMonth', ability.after?.fromMonth ?? 0, 0) ??
  checkMonths('hardshipMonths', hardshipMonths ?? 0, 0) ??
  checkMonths('policy.maxTermMonths', policy.maxTermMonths) ??
  checkRate('policy.rateFloorPercent', policy.rateFloorPercent) ??
  checkAmount('policy.instalmentMultiple', policy.instalmentMultiple, 1)

/** Waives, then capitalises, and lays out the levers. */
export const draft = (planCase: PlanCase): Drafting => {
  const { account, policy } = planCase
  const relieved = waiveAndCapitalise(account.debt, policy)
  return {
    planCase,
    relieved,
    levers: {
      opening: relieved.opening,
      contractRate: account.annualRatePercent,
      floorRate: policy.rateFloorPercent,
      termMonths: Math.min(Math.max(account.remainingTermMonths, 1), policy.maxTermMonths),
      maxMonths: policy.maxTermMonths,
      rounding: policy.rounding,
      instalmentMultiple: policy.instalmentMultiple,
      rateStep: policy.rateStepPercent,
      maxDeferred: percentOf(relieved.opening.principal, policy.deferPrincipalPercent, 'down'),
      order: policy.levers,
      means: planCase.ability,
      examined: { count: 0 },
    },
    smallest: policy.smallestInstalment[account.currency] ?? 0,
  }
}

/** The day of the month that the plan's instalments fall due on. */
export const dueDayIn = ({ account, dueDay }: PlanCase): number => dueDay ?? account.dueDay
