import * as z from 'zod'
import type { AccountFacts } from '../intake/account.ts'
import { type Refusal, refusal } from '../outcome.ts'
import type { AssessmentPolicy } from '../policy/policy.ts'
import { livingFloor } from './ability.ts'
import { StatementOfMeans } from './assessment.ts'

/** Something in a statement that does not fit together; it is asked about, never overruled (R10). `field` is where to look. */
export const StatementQuestion = z.object({
  code: z.enum([
    'spending-above-income',
    'income-fell-without-reason',
    'reason-without-fall-in-income',
    'no-income-without-reason',
    'spending-below-living-costs',
    'other-debts-below-known',
  ]),
  field: z.enum(['monthlyIncome', 'essentialSpending', 'otherDebtPayments', 'hardship']),
})
export type StatementQuestion = z.infer<typeof StatementQuestion>

/** Income below this part of what the lender knew is a fall that has a reason. */
const fallPercent = 70

/** Hardships that show in income; illness or family may show in spending alone. */
const incomeHardships: readonly string[] = ['unemployment', 'reduced-income', 'business-downturn']

/** Reads a statement from outside; a refusal names each field and what is wrong with it. */
export const readStatement = (input: unknown): StatementOfMeans | Refusal => {
  const read = StatementOfMeans.safeParse(input)
  if (read.success) return read.data
  const problems = read.error.issues.map((issue) => `${issue.path.join('.') || 'statement'}: ${issue.message}`)
  return refusal('bad-statement', `${problems.join('; ')}; correct these and send the statement again`)
}

/** What to ask about a statement, in a fixed order; empty when it fits together and with what the lender knows. */
export const questionsOn = (
  statement: StatementOfMeans,
  facts: AccountFacts,
  policy: AssessmentPolicy,
): StatementQuestion[] => {
  const { monthlyIncome, essentialSpending, otherSpending, otherDebtPayments, hardship, dependants } = statement
  const known = facts.declared
  const fell = known.monthlyIncome !== undefined && monthlyIncome * 100 < known.monthlyIncome * fallPercent
  const rose = known.monthlyIncome !== undefined && monthlyIncome > known.monthlyIncome
  const spending = essentialSpending + otherSpending
  const floor = livingFloor(policy, facts.currency, dependants) ?? 0
  const asked: [boolean, StatementQuestion][] = [
    [
      spending + otherDebtPayments > monthlyIncome && monthlyIncome > 0,
      { code: 'spending-above-income', field: 'essentialSpending' },
    ],
    [monthlyIncome === 0 && hardship === 'none', { code: 'no-income-without-reason', field: 'monthlyIncome' }],
    [monthlyIncome > 0 && fell && hardship === 'none', { code: 'income-fell-without-reason', field: 'monthlyIncome' }],
    [rose && incomeHardships.includes(hardship), { code: 'reason-without-fall-in-income', field: 'hardship' }],
    [spending < floor, { code: 'spending-below-living-costs', field: 'essentialSpending' }],
    [
      otherDebtPayments < (known.otherDebtPayments ?? 0),
      { code: 'other-debts-below-known', field: 'otherDebtPayments' },
    ],
  ]
  return asked.filter(([applies]) => applies).map(([, question]) => question)
}
