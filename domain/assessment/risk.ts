import type { AccountFacts } from '../intake/account.ts'
import type { AssessmentPolicy, Scale } from '../policy/assessment-policy.ts'
import { type Day, daysBetween } from '../time.ts'
import { type Conduct, type Risk, RiskReason } from './assessment.ts'

/**
 * All that risk may be judged by (R13). There is no room for sex, age, family, origin, religion, health or place; dependants raise the
 * living floor and nothing else.
 */
export type RiskFacts = Pick<
  AccountFacts,
  'debt' | 'annualRatePercent' | 'daysPastDue' | 'contractInstalment' | 'lastPayment'
> & { readonly declared: Pick<AccountFacts['declared'], 'monthlyIncome' | 'monthlyExpenses' | 'otherDebtPayments'> }

/** Someone who never paid counts as the longest silent. */
const neverPaid = 90

const percentageOf = (part: number, whole: number): number =>
  whole === 0 ? (part > 0 ? 100 : 0) : (part * 100) / whole

const measuresOf = (facts: RiskFacts, conduct: Conduct, today: Day): Record<RiskReason, number> => {
  const { monthlyIncome, monthlyExpenses = 0, otherDebtPayments = 0 } = facts.declared
  const debtPayments = (facts.contractInstalment ?? 0) + otherDebtPayments
  const short = monthlyIncome !== undefined && monthlyIncome - monthlyExpenses < debtPayments
  return {
    'days-past-due': facts.daysPastDue,
    'no-recent-payment': facts.lastPayment ? daysBetween(facts.lastPayment.on, today) : neverPaid,
    'high-debt-to-income': monthlyIncome === undefined ? 0 : percentageOf(debtPayments, monthlyIncome),
    'high-rate': Number(facts.annualRatePercent),
    'fees-pile-up': percentageOf(facts.debt.fees, facts.debt.principal),
    'broken-plan': conduct.plansBroken,
    'short-of-means': short ? 1 : 0,
  }
}

const pointsOn = (scale: Scale, measure: number): number =>
  scale.reduce((reached, { from, points }) => (measure >= from ? points : reached), 0)

/** Points before any contact (R02, R13), by the lender's scorecard: the sum of reasons that a person can read, and its band. */
export const riskOf = (facts: RiskFacts, conduct: Conduct, policy: AssessmentPolicy, today: Day): Risk => {
  const measures = measuresOf(facts, conduct, today)
  const reasons = RiskReason.options
    .map((code) => ({ code, points: pointsOn(policy.scorecard[code].scale, measures[code]) }))
    .filter(({ points }) => points > 0)
  const points = reasons.reduce((sum, reason) => sum + reason.points, 0)
  const notLow = points >= policy.mediumRiskFromPoints ? 'medium' : 'low'
  return { points, band: points >= policy.highRiskFromPoints ? 'high' : notLow, reasons }
}
