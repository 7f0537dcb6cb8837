import { contractInstalmentOf } from '../../domain/assessment/ability.ts'
import { type AskedQuestion, type StatementQuestion, WhyRight } from '../../domain/assessment/assessment.ts'
import type { Certainty, Frequency, IncomeSource, SpendingCategory } from '../../domain/assessment/figures.ts'
import type { AccountFacts } from '../../domain/intake/account.ts'
import { decimalOf } from '../../domain/money.ts'
import { answerFields, named } from '../../domain/portal/statement-form.ts'
import type { Character } from './borrower.ts'

type Form = Record<string, string>

/** Where the income of people in each situation comes from, in parts of it. */
const sources: Readonly<Record<Character['hardship'], readonly (readonly [IncomeSource, number, Certainty])[]>> = {
  unemployment: [
    ['benefits', 0.85, 'certain'],
    ['family-support', 0.15, 'likely'],
  ],
  'reduced-income': [['wages', 1, 'certain']],
  illness: [
    ['wages', 0.6, 'certain'],
    ['benefits', 0.4, 'certain'],
  ],
  family: [
    ['wages', 0.95, 'certain'],
    ['family-support', 0.05, 'uncertain'],
  ],
  'business-downturn': [['wages', 0.3, 'certain']],
  none: [
    ['wages', 0.85, 'certain'],
    ['rent-received', 0.15, 'certain'],
  ],
}

/** Whose income is not all certain spend no more than they can count on. */
const uncertainWith: ReadonlySet<Character['hardship']> = new Set(['unemployment', 'family', 'business-downturn'])

/** How people divide what they live on. */
const needs: readonly (readonly [SpendingCategory, number, Frequency])[] = [
  ['housing', 0.42, 'month'],
  ['food', 0.28, 'week'],
  ['utilities', 0.08, 'quarter'],
  ['transport', 0.08, 'month'],
  ['phone', 0.04, 'month'],
  ['medical', 0.04, 'month'],
  ['insurance', 0.06, 'year'],
]

const timesAYear: Readonly<Record<Frequency, number>> = {
  week: 52,
  fortnight: 26,
  'four-weeks': 13,
  month: 12,
  quarter: 4,
  year: 1,
}

const oneOf = <Choice>(random: () => number, [first, ...others]: readonly [Choice, ...Choice[]]): Choice =>
  others[Math.floor(random() * (others.length + 1)) - 1] ?? first

/** Fills in the statement's form from what somebody secretly has. */
class Statement {
  readonly form: Form = { answer: 'statement' }
  private readonly facts: AccountFacts
  private readonly random: () => number

  constructor(facts: AccountFacts, random: () => number) {
    this.facts = facts
    this.random = random
  }

  write(name: string, minor: number): void {
    this.form[name] = decimalOf({ minor: Math.round(minor), currency: this.facts.currency })
  }

  /** An amount of so much a month, written down as it comes. */
  flow(name: string, monthly: number, every: Frequency): void {
    this.write(name, (monthly * 12) / timesAYear[every])
    this.form[named.every(name)] = every
  }

  income(income: number, hardship: Character['hardship']): void {
    for (const [source, part, certainty] of sources[hardship]) {
      const name = named.income(source)
      const every = oneOf<Frequency>(this.random, ['month', 'month', 'fortnight', 'week', 'four-weeks'])
      this.flow(name, income * part, source === 'rent-received' ? 'quarter' : every)
      this.form[named.sure(name)] = certainty
    }
    if (hardship !== 'business-downturn') return
    this.flow(named.business('takings'), income * 2, 'month')
    this.flow(named.business('costs'), income, 'month')
    this.flow(named.business('drawings'), income * 0.7, 'month')
    this.form[named.business('weakest')] = String(95 + Math.floor(this.random() * 6))
  }

  spending(essential: number, other: number): void {
    for (const [category, part, every] of needs) this.flow(named.spending(category), essential * part, every)
    this.flow(named.spending('leisure'), other * 0.4, 'month')
    this.flow(named.spending('other-spending'), other * 0.6, 'month')
  }

  change(hardship: Character['hardship'], income: number): void {
    this.form['hardship'] = hardship
    if (hardship === 'none') return
    this.form['hardshipMonths'] = String(3 + Math.floor(this.random() * 9))
    if (this.random() < 0.4) return
    this.flow('expected', income * (1.1 + this.random() * 0.4), 'month')
    this.form[named.sure('expected')] = this.random() < 0.5 ? 'certain' : 'likely'
  }
}

/** The statement of means as a simulated borrower fills it in: what they secretly have, in the sources and at the times of people like them. */
export const statementOf = (
  facts: AccountFacts,
  { means, hardship, temper }: Character,
  random: () => number,
): Form => {
  const statement = new Statement(facts, random)
  const { form } = statement
  const instalment = contractInstalmentOf(facts)
  const usual = facts.currency === 'USD' ? 380_000 : 780_000
  const income = facts.declared.monthlyIncome ?? Math.max(instalment * 3, usual)
  const spare = Math.min(income * 0.4, instalment * means * 1.6)
  const spent = income * (uncertainWith.has(hardship) ? 0.94 : 1) - spare
  statement.income(income, hardship)
  statement.spending(spent * 0.75, spent * 0.1)
  statement.change(hardship, income)
  statement.write(named.debt('credit-card'), spent * 0.15)
  if (random() < 0.3) form[named.inArrears('credit-card')] = 'yes'
  if (random() < 0.2) {
    statement.write(named.asset('savings'), income * (1 + random() * 4))
    form[named.realisable('savings')] = 'yes'
  }
  form['dependants'] = String(facts.declared.dependants ?? Math.floor(random() * 3))
  if (random() < 0.6) form[named.evidence('income')] = 'yes'
  form['disputesDebt'] = temper === 'disputing' ? 'yes' : 'no'
  return form
}

/** The same with a slip of the pen, now and then: a digit too many on the food bill. */
export const withSlip = (form: Form, random: () => number): Form => {
  const name = named.spending('food')
  const typed = form[name]
  return typed === undefined || random() > 0.06 ? form : { ...form, [name]: typed.replace('.', '0.') }
}

/** The form sent again after its questions: corrected, with a reason for some of what was asked and nothing for the rest. */
export const answered = (form: Form, questions: readonly StatementQuestion[], random: () => number): Form => {
  const answers = questions.map(
    (question): AskedQuestion => ({
      ...question,
      ...(random() < 0.7 && {
        because: WhyRight.options[Math.floor(random() * WhyRight.options.length)] ?? 'as-it-is',
      }),
    }),
  )
  return { ...form, ...answerFields(answers) }
}
