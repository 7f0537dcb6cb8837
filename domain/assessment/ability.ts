import { type AccountFacts, totalOf } from '../intake/account.ts'
import { levelAmount, monthlyRate, percentOf } from '../plan/rate.ts'
import type { AssessmentPolicy } from '../policy/policy.ts'
import type { Ability, StatementOfMeans } from './assessment.ts'

/** What ability is judged from: the borrower's own statement when there is one, and the account. */
export interface AbilityEvidence {
  readonly statement?: StatementOfMeans | undefined
  readonly facts: AccountFacts
  readonly policy: AssessmentPolicy
}

type Line = Ability['arithmetic'][number]

interface Household {
  readonly income: number
  readonly essential: number
  readonly other: number
  readonly otherDebts: number
  readonly dependants: number
}

/** A matured loan has no instalment; a year is a usual term to settle one. */
const monthsWhenMatured = 12

/** Living costs that a plan never touches, a month: of one adult and so many dependants (R12). Undefined when policy has none in this currency. */
export const livingFloor = (
  policy: AssessmentPolicy,
  currency: AccountFacts['currency'],
  dependants: number,
): number | undefined => {
  const floor = policy.livingFloor[currency]
  return floor && floor.adult + floor.dependant * dependants
}

/** The monthly instalment of the contract: as the lender says, or the level one for the remaining term. Minor units. */
export const contractInstalmentOf = (facts: AccountFacts): number =>
  facts.contractInstalment ??
  levelAmount(
    totalOf(facts.debt),
    monthlyRate(facts.annualRatePercent),
    facts.remainingTermMonths === 0 ? monthsWhenMatured : facts.remainingTermMonths,
    'up',
  )

/** Income less spending and other debts, in lines that add up; spending counts as no less than the living floor. */
const arithmeticOf = (household: Household, floor: number, sharePercent: number): [number, Line[]] => {
  const { income, essential, other, otherDebts } = household
  const belowFloor = Math.max(0, floor - essential - other)
  const surplus = income - essential - other - belowFloor - otherDebts
  const affordable = percentOf(Math.max(0, surplus), sharePercent, 'down')
  // 0 − x, since −0 would be shown with its sign.
  return [
    affordable,
    [
      { line: 'income', amount: income },
      { line: 'essential', amount: 0 - essential },
      { line: 'other', amount: 0 - other },
      { line: 'living-floor', amount: 0 - belowFloor },
      { line: 'other-debts', amount: 0 - otherDebts },
      { line: 'surplus', amount: surplus },
      { line: 'share', amount: affordable },
    ],
  ]
}

/** The lender's figures count only with something to live on in them. */
const declaredHousehold = (facts: AccountFacts, policy: AssessmentPolicy): Household | undefined => {
  const { monthlyIncome, monthlyExpenses, otherDebtPayments = 0, dependants = 0 } = facts.declared
  const knowsLiving = monthlyExpenses !== undefined || livingFloor(policy, facts.currency, dependants) !== undefined
  return monthlyIncome === undefined || !knowsLiving
    ? undefined
    : { income: monthlyIncome, essential: monthlyExpenses ?? 0, other: 0, otherDebts: otherDebtPayments, dependants }
}

/**
 * What a borrower can pay a month (R10, R12): from their statement; else from what the lender knows; else a cautious part of the contract's
 * instalment, marked as an estimate. In `arithmetic` what is taken off is negative, and the lines before `surplus` add up to it.
 */
export const abilityFrom = ({ statement, facts, policy }: AbilityEvidence): Ability => {
  const stated = statement && {
    income: statement.monthlyIncome,
    essential: statement.essentialSpending,
    other: statement.otherSpending,
    otherDebts: statement.otherDebtPayments,
    dependants: statement.dependants,
  }
  const household = stated ?? declaredHousehold(facts, policy)
  if (household === undefined) {
    const estimate = percentOf(contractInstalmentOf(facts), policy.cautiousShareOfInstalmentPercent, 'down')
    return {
      affordableMonthly: estimate,
      source: 'account-history',
      arithmetic: [{ line: 'estimate', amount: estimate }],
    }
  }
  const floor = livingFloor(policy, facts.currency, household.dependants) ?? 0
  const [affordableMonthly, arithmetic] = arithmeticOf(household, floor, policy.shareOfSurplusPercent)
  return { affordableMonthly, source: stated ? 'statement' : 'lender-figures', arithmetic }
}
