import type { Conduct, StatementOfMeans } from '../../../domain/assessment/assessment.ts'
import type { AccountFacts } from '../../../domain/intake/account.ts'
import type { AssessmentPolicy } from '../../../domain/policy/policy.ts'
import { Day } from '../../../domain/time.ts'

/** Amounts in fen. */
export const assessmentPolicy: AssessmentPolicy = {
  reminderAfterDays: 3,
  statementWithinDays: 14,
  livingFloor: { CNY: { adult: 150_000, dependant: 80_000 } },
  shareOfSurplusPercent: 80,
  cautiousShareOfInstalmentPercent: 50,
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

export const statement: StatementOfMeans = {
  monthlyIncome: 600_000,
  essentialSpending: 350_000,
  otherSpending: 50_000,
  otherDebtPayments: 100_000,
  dependants: 1,
  hardship: 'reduced-income',
  evidence: 'none',
  disputesDebt: false,
}

export const noConduct: Conduct = {
  replies: 0,
  unanswered: 0,
  payments: 0,
  instalmentsMet: 0,
  instalmentsMissed: 0,
  plansBroken: 0,
}
