import { type AccountFacts, totalOf } from '../intake/account.ts'
import { levelAmount, monthlyRate } from '../plan/rate.ts'
import type { AssessmentPolicy } from '../policy/assessment-policy.ts'
import type { Ability, AbilityLine } from './assessment.ts'
import { monthlyLines, percentageOf, statedOf, sumOf } from './month.ts'
import type { StatementOfMeans } from './statement.ts'

/** What ability is judged from: the borrower's own statement when there is one, and the account. */
export interface AbilityEvidence {
  readonly statement?: StatementOfMeans | undefined
  readonly facts: AccountFacts
  readonly policy: AssessmentPolicy
  /** The largest payment of late, minor units; only where nothing is declared does it matter. */
  readonly paidLately?: number | undefined
}

/** A household's month, minor units; `business` is below zero where the business takes more than it gives. */
interface Household {
  readonly income: number
  readonly business?: number
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
const arithmeticOf = (household: Household, floor: number, sharePercent: number): [number, AbilityLine[]] => {
  const { income, business, essential, other, otherDebts } = household
  const belowFloor = Math.max(0, floor - essential - other)
  const surplus = income + (business ?? 0) - essential - other - belowFloor - otherDebts
  const affordable = percentageOf(Math.max(0, surplus), sharePercent, 'down')
  // 0 − x, since −0 would be shown with its sign.
  return [
    affordable,
    [
      { line: 'income', amount: income },
      ...(business === undefined ? [] : [{ line: 'business' as const, amount: business }]),
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
 * What a business adds to its owner's income: a prudent part of its profit in the weakest month, less what the owner stated as their own
 * earnings already, so that nothing counts twice; a loss counts in full.
 */
const businessIncome = (profit: number, ownEarnings: number, policy: AssessmentPolicy): number =>
  profit < 0 ? profit : Math.max(0, percentageOf(profit, policy.countedProfitPercent, 'down') - ownEarnings)

type Lines = ReturnType<typeof monthlyLines>

const statedHousehold = (
  { dependants, business }: StatementOfMeans,
  lines: Lines,
  policy: AssessmentPolicy,
): Household => {
  const ownEarnings = sumOf(
    lines.filter(({ item }) => item === 'self-employment'),
    'income',
  )
  const profit = sumOf(lines, 'takings') - sumOf(lines, 'costs')
  return {
    income: sumOf(lines, 'income'),
    ...(business === undefined ? {} : { business: businessIncome(profit, ownEarnings, policy) }),
    essential: sumOf(lines, 'essential'),
    other: sumOf(lines, 'other'),
    otherDebts: sumOf(lines, 'debt'),
    dependants,
  }
}

/** What could be turned into money for a settlement, less the reserve; undefined when that is nothing. */
const lumpSumOf = ({ assets }: StatementOfMeans, floor: number, { lumpSum }: AssessmentPolicy): number | undefined => {
  const worth = assets.reduce((sum, { realisable, value }) => (realisable ? sum + value : sum), 0)
  const free = percentageOf(worth, lumpSum.assetsPercent, 'down') - lumpSum.reserveMonths * floor
  return free > 0 ? free : undefined
}

/**
 * What counts of the income that is expected: a part, where it is not certain, but what counts already goes on counting as far as the
 * expected amount reaches. So nobody can pay less later for expecting more.
 */
const laterIncome = ({ income, business = 0 }: Household, lines: Lines): number =>
  Math.max(sumOf(lines, 'expected'), Math.min(statedOf(lines, 'expected'), income + business))

const statedAbility = (statement: StatementOfMeans, facts: AccountFacts, policy: AssessmentPolicy): Ability => {
  const lines = monthlyLines(statement, policy.countedIncomePercent)
  const household = statedHousehold(statement, lines, policy)
  const floor = livingFloor(policy, facts.currency, statement.dependants) ?? 0
  const [affordableMonthly, arithmetic] = arithmeticOf(household, floor, policy.shareOfSurplusPercent)
  const { expected, hardshipMonths = 0 } = statement
  const lumpSum = lumpSumOf(statement, floor, policy)
  const ability: Ability = {
    affordableMonthly,
    source: 'statement',
    arithmetic,
    lines,
    ...(lumpSum === undefined ? {} : { lumpSum }),
  }
  if (expected === undefined || hardshipMonths === 0) return ability
  const { business: _included, ...later } = { ...household, income: laterIncome(household, lines) }
  const [affordableLater, arithmeticLater] = arithmeticOf(later, floor, policy.shareOfSurplusPercent)
  const after = { fromMonth: hardshipMonths, affordableMonthly: affordableLater, arithmetic: arithmeticLater }
  return { ...ability, after }
}

/** A cautious part of the contract's instalment, and no more than was paid of late; marked as the estimate that it is. */
const estimated = ({ facts, policy, paidLately }: AbilityEvidence): Ability => {
  const cautious = percentageOf(contractInstalmentOf(facts), policy.cautiousShareOfInstalmentPercent, 'down')
  const paid = paidLately === undefined || paidLately >= cautious ? undefined : paidLately
  const estimate = paid ?? cautious
  return {
    affordableMonthly: estimate,
    source: 'account-history',
    arithmetic: [
      ...(paid === undefined ? [] : [{ line: 'paid-lately' as const, amount: paid }]),
      { line: 'estimate', amount: estimate },
    ],
  }
}

/**
 * What a borrower can pay a month, now and once the change is over (R10, R12): from their statement; else from what the lender knows; else
 * a cautious estimate from the account's own history. In `arithmetic` what is taken off is negative, and the lines before `surplus` add up
 * to it.
 */
export const abilityFrom = (evidence: AbilityEvidence): Ability => {
  const { statement, facts, policy } = evidence
  if (statement !== undefined) return statedAbility(statement, facts, policy)
  const household = declaredHousehold(facts, policy)
  if (household === undefined) return estimated(evidence)
  const floor = livingFloor(policy, facts.currency, household.dependants) ?? 0
  const [affordableMonthly, arithmetic] = arithmeticOf(household, floor, policy.shareOfSurplusPercent)
  return { affordableMonthly, source: 'lender-figures', arithmetic }
}
