import type { AccountFacts } from '../intake/account.ts'
import type { AssessmentPolicy } from '../policy/policy.ts'
import { type Day, daysBetween } from '../time.ts'
import type { Conduct, Risk } from './assessment.ts'

/**
 * All that risk may be judged by (R13). There is no room for sex, age, family, origin, religion, health or place; dependants raise the
 * living floor and nothing else.
 */
export type RiskFacts = Pick<
  AccountFacts,
  'debt' | 'annualRatePercent' | 'daysPastDue' | 'contractInstalment' | 'lastPayment'
> & { readonly declared: Pick<AccountFacts['declared'], 'monthlyIncome' | 'monthlyExpenses' | 'otherDebtPayments'> }

type Code = Risk['reasons'][number]['code']

/** Points from a limit on; the highest limit reached counts. */
type Scale = readonly (readonly [from: number, points: number])[]

/** The scorecard. Its highest sum is 130 points. */
const scorecard = {
  'days-past-due': [
    [1, 5],
    [15, 10],
    [31, 20],
    [61, 30],
    [91, 40],
  ],
  'no-recent-payment': [
    [45, 10],
    [90, 15],
  ],
  'high-debt-to-income': [
    [40, 10],
    [60, 20],
  ],
  'high-rate': [
    [24, 5],
    [36, 10],
  ],
  'fees-pile-up': [
    [3, 5],
    [10, 10],
  ],
  'broken-plan': [[1, 20]],
  'short-of-means': [[1, 15]],
} as const satisfies Record<Code, Scale>

const codes = [
  'days-past-due',
  'no-recent-payment',
  'high-debt-to-income',
  'high-rate',
  'fees-pile-up',
  'broken-plan',
  'short-of-means',
] as const satisfies readonly Code[]

/** Someone who never paid counts as the longest silent. */
const neverPaid = 90

const percentageOf = (part: number, whole: number): number =>
  whole === 0 ? (part > 0 ? 100 : 0) : (part * 100) / whole

const measuresOf = (facts: RiskFacts, conduct: Conduct, today: Day): Record<Code, number> => {
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
  scale.reduce((points, [from, worth]) => (measure >= from ? worth : points), 0)

/** Points before any contact (R02, R13): the sum of reasons that a person can read, banded by the lender's policy. */
export const riskOf = (facts: RiskFacts, conduct: Conduct, policy: AssessmentPolicy, today: Day): Risk => {
  const measures = measuresOf(facts, conduct, today)
  const reasons = codes
    .map((code) => ({ code, points: pointsOn(scorecard[code], measures[code]) }))
    .filter(({ points }) => points > 0)
  const points = reasons.reduce((sum, reason) => sum + reason.points, 0)
  const notLow = points >= policy.mediumRiskFromPoints ? 'medium' : 'low'
  return { points, band: points >= policy.highRiskFromPoints ? 'high' : notLow, reasons }
}
