import { expect, test } from 'vitest'
import { abilityFrom } from '../../../domain/assessment/ability.ts'
import { StatementOfMeans } from '../../../domain/assessment/statement.ts'
import type { AccountFacts } from '../../../domain/intake/account.ts'
import { isRefusal } from '../../../domain/outcome.ts'
import { buildOptions } from '../../../domain/plan/options.ts'
import { dueOf, planTotal } from '../../../domain/plan/plan.ts'
import { emptyProgress, paidIn, positionAt } from '../../../domain/plan/progress.ts'
import { receivePayment } from '../../../domain/plan/receipts.ts'
import { Day } from '../../../domain/time.ts'
import { assessmentPolicy } from '../assessment/borrower.ts'
import { offerPolicy } from './plan-case.ts'

const today = Day.parse('2026-03-02')

test('an unemployed borrower gets six months more, pays less in that time, keeps the plan and pays the loan off (R23)', () => {
  // A consumer loan with a year to go: about ¥1,100 a month, two instalments missed since the job was lost.
  const loan: AccountFacts = {
    product: 'consumer instalment loan',
    currency: 'CNY',
    debt: { principal: 1_180_000, interest: 35_000, fees: 12_000 },
    annualRatePercent: '18',
    remainingTermMonths: 12,
    dueDay: 15,
    daysPastDue: 52,
    contractInstalment: 110_000,
    declared: { monthlyIncome: 800_000 },
  }

  // The borrower answers: unemployment benefit and a partner's help, hope for work within half a year.
  const statement = StatementOfMeans.parse({
    monthlyIncome: 420_000,
    essentialSpending: 250_000,
    otherSpending: 30_000,
    otherDebtPayments: 0,
    dependants: 1,
    hardship: 'unemployment',
    hardshipMonths: 6,
    evidence: 'offered',
    disputesDebt: false,
  })
  const ability = abilityFrom({ statement, facts: loan, policy: assessmentPolicy })
  expect(ability.affordableMonthly).toBe(112_000)

  // The lender offers more than one way; one of them is six months longer with lower instalments at first.
  const offered = buildOptions({
    account: loan,
    ability,
    hardship: statement.hardship,
    hardshipMonths: statement.hardshipMonths,
    policy: offerPolicy,
    today,
    round: 1,
  })
  if (isRefusal(offered)) throw new Error(offered.reason)
  expect(offered.options.length).toBeGreaterThan(1)
  const plan = offered.options.find(({ kind }) => kind === 'step-up')
  if (plan === undefined) throw new Error('no step-up was offered')

  expect(plan.instalments).toHaveLength(18)
  expect(plan.steps).toContainEqual(expect.objectContaining({ step: 'term-extended', fromMonths: 12, toMonths: 18 }))
  expect(plan.steps).toContainEqual({ step: 'first-instalments-lowered', count: 6, instalment: 56_000 })
  expect(plan.instalments.slice(0, 6).map(dueOf)).toEqual(Array(6).fill(56_000))
  expect(plan.instalments.every((instalment) => dueOf(instalment) <= ability.affordableMonthly)).toBe(true)

  // Each instalment is paid on its day, and the loan is paid off.
  const progress = plan.instalments.reduce(
    (so, instalment) => receivePayment(plan, so, dueOf(instalment), instalment.dueOn),
    emptyProgress(plan),
  )
  const end = plan.instalments.at(-1)?.dueOn ?? today
  expect(positionAt(plan, progress, end, 3)).toMatchObject({ completed: true, due: 0, keptInARow: 18, missed: [] })
  expect(paidIn(progress)).toBe(planTotal(plan))
})
