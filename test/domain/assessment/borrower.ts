import type { Conduct } from '../../../domain/assessment/assessment.ts'
import { StatementOfMeans } from '../../../domain/assessment/statement.ts'
import { LenderId } from '../../../domain/ids.ts'
import type { AccountFacts } from '../../../domain/intake/account.ts'
import type { AssessmentPolicy } from '../../../domain/policy/assessment-policy.ts'
import { policyOf } from '../../../domain/policy/policy-book.ts'
import { Day } from '../../../domain/time.ts'
import { loadPolicies, policiesDirectory } from '../../../policies/load-policies.ts'

/** The assessment that a shipped policy makes of its lender's borrowers. */
export const shippedAssessment = (lender: string): AssessmentPolicy =>
  policyOf(loadPolicies(policiesDirectory), LenderId.parse(lender), 'v2').assessment

/** Amounts in fen. */
export const assessmentPolicy: AssessmentPolicy = {
  reminderAfterDays: 3,
  statementWithinDays: 14,
  livingFloor: { CNY: { adult: 150_000, dependant: 80_000 } },
  shareOfSurplusPercent: 80,
  cautiousShareOfInstalmentPercent: 50,
  countedIncomePercent: { likely: 80, uncertain: 40 },
  countedProfitPercent: 75,
  lumpSum: { assetsPercent: 80, reserveMonths: 1 },
  guidelines: {
    CNY: [
      {
        covers: ['food'],
        adult: 70_000,
        dependant: 50_000,
        askAbovePercent: 300,
        askBelowPercent: 30,
        cite: 'made up',
        source: 'made up for tests',
        from: Day.parse('2026-01-01'),
        verified: false,
      },
    ],
  },
  scorecard: shippedAssessment('platform-a').scorecard,
  mediumRiskFromPoints: 30,
  highRiskFromPoints: 60,
}

export const facts: AccountFacts = {
  product: 'consumer instalment loan',
  currency: 'CNY',
  debt: { principal: 1_200_000, interest: 30_000, fees: 10_000 },
  annualRatePercent: '18',
  remainingTermMonths: 12,
  dueDay: 15,
  daysPastDue: 40,
  contractInstalment: 110_000,
  lastPayment: { on: Day.parse('2026-01-20'), amount: 110_000 },
  declared: { monthlyIncome: 800_000, monthlyExpenses: 400_000, otherDebtPayments: 100_000, dependants: 1 },
}

/** A statement of a month's totals, as dossiers have kept them from the beginning; what is not said is as usual. */
export const statedTotals = (different: object = {}): StatementOfMeans =>
  StatementOfMeans.parse({
    monthlyIncome: 600_000,
    essentialSpending: 350_000,
    otherSpending: 50_000,
    otherDebtPayments: 100_000,
    dependants: 1,
    hardship: 'reduced-income',
    evidence: 'none',
    disputesDebt: false,
    ...different,
  })

export const statement = statedTotals()

export const noConduct: Conduct = {
  replies: 0,
  unanswered: 0,
  payments: 0,
  instalmentsMet: 0,
  instalmentsMissed: 0,
  plansBroken: 0,
}
