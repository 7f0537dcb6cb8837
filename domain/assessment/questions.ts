import type { AccountFacts } from '../intake/account.ts'
import type { AssessmentPolicy, UsualSpending } from '../policy/assessment-policy.ts'
import { livingFloor } from './ability.ts'
import type { AskedQuestion, StatementQuestion, WhyRight } from './assessment.ts'
import { monthlyLines, monthlyOf, percentageOf, statedOf } from './month.ts'
import type { StatementOfMeans } from './statement.ts'

/** Income below this part of what the lender knew is a fall that has a reason. */
const fallPercent = 70

/** Hardships that show in income; illness or family may show in spending alone. */
const incomeHardships: readonly string[] = ['unemployment', 'reduced-income', 'business-downturn']

type Lines = ReturnType<typeof monthlyLines>

/** What is usual for a household of the statement's size. */
const usualFor = ({ adult, dependant }: UsualSpending, dependants: number): number => adult + dependant * dependants

/** Spending far from what is usual. Nothing stated is nothing to ask about: somebody else may pay for it. */
const farFromUsual = (
  { dependants }: StatementOfMeans,
  lines: Lines,
  guidelines: readonly UsualSpending[],
): StatementQuestion[] =>
  guidelines.flatMap((guideline): StatementQuestion[] => {
    const { covers, askAbovePercent, askBelowPercent } = guideline
    const own = lines.filter(({ item }) => covers.some((category) => category === item))
    const stated = statedOf(own, 'essential', 'other')
    const [first] = own
    if (first === undefined || stated === 0) return []
    const usual = usualFor(guideline, dependants)
    const asked = { field: first.item, stated, against: usual }
    // Percent may be beyond 100 here, so both sides are multiplied out.
    if (stated * 100 > usual * askAbovePercent) return [{ code: 'far-above-usual', ...asked }]
    return stated < percentageOf(usual, askBelowPercent, 'down') ? [{ code: 'far-below-usual', ...asked }] : []
  })

/**
 * What to ask about a statement, in a fixed order: what does not fit together or with what the lender knows, and spending far from usual.
 * Asking changes no figure (R10).
 */
export const questionsOn = (
  statement: StatementOfMeans,
  facts: AccountFacts,
  policy: AssessmentPolicy,
): StatementQuestion[] => {
  const { hardship, dependants, business } = statement
  const known = facts.declared
  const lines = monthlyLines(statement, policy.countedIncomePercent)
  const profit = statedOf(lines, 'takings') - statedOf(lines, 'costs')
  const own = statedOf(lines, 'income')
  const income = own + Math.max(0, profit)
  const spending = statedOf(lines, 'essential', 'other')
  const debts = statedOf(lines, 'debt')
  const drawings = business?.drawings === undefined ? 0 : monthlyOf(business.drawings, 'down')
  const fell = known.monthlyIncome !== undefined && income * 100 < known.monthlyIncome * fallPercent
  const rose = known.monthlyIncome !== undefined && income > known.monthlyIncome
  const floor = livingFloor(policy, facts.currency, dependants) ?? 0
  const knownDebts = known.otherDebtPayments ?? 0
  const before = known.monthlyIncome ?? 0
  const asked: [boolean, StatementQuestion][] = [
    [
      income > 0 && spending + debts > income,
      { code: 'spending-above-income', field: 'spending', stated: spending + debts, against: income },
    ],
    [income === 0 && hardship === 'none', { code: 'no-income-without-reason', field: 'income', stated: 0 }],
    [
      income > 0 && fell && hardship === 'none',
      { code: 'income-fell-without-reason', field: 'income', stated: income, against: before },
    ],
    [
      rose && incomeHardships.includes(hardship),
      { code: 'reason-without-fall-in-income', field: 'hardship', stated: income, against: before },
    ],
    [spending < floor, { code: 'spending-below-living-costs', field: 'spending', stated: spending, against: floor }],
    [debts < knownDebts, { code: 'other-debts-below-known', field: 'debts', stated: debts, against: knownDebts }],
    [
      drawings > Math.max(0, profit),
      { code: 'drawings-above-profit', field: 'drawings', stated: drawings, against: Math.max(0, profit) },
    ],
  ]
  return [
    ...asked.filter(([applies]) => applies).map(([, question]) => question),
    ...farFromUsual(statement, lines, policy.guidelines[facts.currency] ?? []),
  ]
}

/** Names a question within its statement. */
export const questionName = ({ code, field }: Pick<StatementQuestion, 'code' | 'field'>): string => `${code}-${field}`

/** The questions with the answers that belong to them; one without an answer stays open. */
export const withAnswers = (
  questions: readonly StatementQuestion[],
  answers: Readonly<Record<string, WhyRight>>,
): AskedQuestion[] =>
  questions.map((question) => {
    const because = answers[questionName(question)]
    return { ...question, ...(because === undefined ? {} : { because }) }
  })
