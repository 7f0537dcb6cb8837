import * as z from 'zod'
import { type AskedQuestion, Hardship, type StatementQuestion, WhyRight } from '../assessment/assessment.ts'
import {
  AssetKind,
  Certainty,
  DebtKind,
  EvidenceItem,
  Frequency,
  IncomeSource,
  SpendingCategory,
} from '../assessment/figures.ts'
import { questionName } from '../assessment/questions.ts'
import type { Flow, StatementOfMeans } from '../assessment/statement.ts'
import type { BorrowerAnswer } from '../case/answer.ts'
import { type Currency, decimalOf } from '../money.ts'
import type { FieldFault, Fields } from './answer-form.ts'
import { amountTyped, numberTyped } from './typed.ts'

/** The names of the statement's fields; the page and the reader both take them from here. */
export const named = {
  income: (source: IncomeSource) => `income-${source}`,
  spending: (category: SpendingCategory) => `spending-${category}`,
  debt: (kind: DebtKind) => `debt-${kind}`,
  inArrears: (kind: DebtKind) => `debt-${kind}-arrears`,
  balance: (kind: DebtKind) => `debt-${kind}-balance`,
  asset: (kind: AssetKind) => `asset-${kind}`,
  realisable: (kind: AssetKind) => `asset-${kind}-realisable`,
  business: (figure: 'takings' | 'costs' | 'drawings' | 'weakest') => `business-${figure}`,
  evidence: (item: EvidenceItem) => `evidence-${item}`,
  because: (question: Pick<StatementQuestion, 'code' | 'field'>) => `because-${questionName(question)}`,
  every: (name: string) => `${name}-every`,
  sure: (name: string) => `${name}-sure`,
} as const

type Add = (field: string, fault: FieldFault) => void

/** Reads the fields one by one; an empty field says nothing. */
class StatementReader {
  private readonly fields: Fields
  private readonly currency: Currency
  private readonly add: Add

  constructor(fields: Fields, currency: Currency, add: Add) {
    this.fields = fields
    this.currency = currency
    this.add = add
  }

  private taken(name: string, read: number | FieldFault): number {
    if (typeof read === 'number') return read
    this.add(name, read)
    return 0
  }

  amount(name: string): number | undefined {
    const typed = this.fields[name]
    return typed === undefined ? undefined : this.taken(name, amountTyped(typed, this.currency))
  }

  number(name: string, most: number): number | undefined {
    const typed = this.fields[name]
    return typed === undefined ? undefined : this.taken(name, numberTyped(typed, most))
  }

  choice<Choice extends string>(name: string, choices: z.ZodType<Choice>, otherwise: Choice): Choice {
    const chosen = this.fields[name]
    if (chosen === undefined) return otherwise
    const read = choices.safeParse(chosen)
    if (!read.success) this.add(name, 'choice')
    return read.data ?? otherwise
  }

  says(name: string): boolean {
    return this.choice(name, z.enum(['yes', 'no']), 'no') === 'yes'
  }

  flow(name: string): Flow | undefined {
    const amount = this.amount(name)
    return amount === undefined ? undefined : { amount, every: this.choice(named.every(name), Frequency, 'month') }
  }

  earned(name: string): (Flow & { certainty: Certainty }) | undefined {
    const flow = this.flow(name)
    return flow && { ...flow, certainty: this.choice(named.sure(name), Certainty, 'certain') }
  }

  business(): StatementOfMeans['business'] {
    const takings = this.flow(named.business('takings'))
    const costs = this.flow(named.business('costs'))
    const drawings = this.flow(named.business('drawings'))
    const weakest = this.number(named.business('weakest'), 100)
    if (takings === undefined && costs === undefined && drawings === undefined && weakest === undefined)
      return undefined
    if (takings === undefined) this.add(named.business('takings'), 'missing')
    return {
      takings: takings ?? { amount: 0, every: 'month' },
      costs: costs ?? { amount: 0, every: 'month' },
      ...(drawings && { drawings }),
      ...(weakest !== undefined && { weakestMonthPercent: weakest }),
    }
  }

  answers(): Record<string, WhyRight> {
    const answers: Record<string, WhyRight> = {}
    for (const [name, chosen] of Object.entries(this.fields)) {
      const because = WhyRight.safeParse(chosen)
      if (!name.startsWith('because-')) continue
      if (because.success) answers[name.slice('because-'.length)] = because.data
      else this.add(name, 'choice')
    }
    return answers
  }
}

const stated = (reader: StatementReader): StatementOfMeans => {
  const business = reader.business()
  const hardshipMonths = reader.number('hardshipMonths', 60)
  const expected = reader.earned('expected')
  return {
    income: IncomeSource.options.flatMap((source) => {
      const earned = reader.earned(named.income(source))
      return earned === undefined ? [] : [{ source, ...earned }]
    }),
    spending: SpendingCategory.options.flatMap((category) => {
      const flow = reader.flow(named.spending(category))
      return flow === undefined ? [] : [{ category, ...flow }]
    }),
    dependants: reader.number('dependants', 30) ?? 0,
    debts: DebtKind.options.flatMap((kind) => {
      const monthlyPayment = reader.amount(named.debt(kind))
      const balance = reader.amount(named.balance(kind))
      const inArrears = reader.says(named.inArrears(kind))
      if (monthlyPayment === undefined && balance === undefined && !inArrears) return []
      return [{ kind, monthlyPayment: monthlyPayment ?? 0, inArrears, ...(balance !== undefined && { balance }) }]
    }),
    assets: AssetKind.options.flatMap((kind) => {
      const value = reader.amount(named.asset(kind))
      return value === undefined ? [] : [{ kind, value, realisable: reader.says(named.realisable(kind)) }]
    }),
    ...(business && { business }),
    hardship: reader.choice('hardship', Hardship, 'none'),
    ...(hardshipMonths !== undefined && { hardshipMonths }),
    ...(expected && { expected }),
    // That papers came, or show what they should, is the lender's to say.
    evidence: Object.fromEntries(
      EvidenceItem.options
        .filter((item) => reader.says(named.evidence(item)))
        .map((item) => [item, 'offered'] as const),
    ),
    disputesDebt: reader.says('disputesDebt'),
  }
}

/**
 * The form of a statement of means (R10): everything may stay empty but some word on income, since nothing said is not nothing earned.
 * Issues carry the field as their path and the fault as their message.
 */
export const statementForm = (currency: Currency): z.ZodType<Extract<BorrowerAnswer, { answer: 'statement' }>> =>
  z.record(z.string(), z.string()).transform((fields, context) => {
    const add: Add = (field, fault) => context.addIssue({ code: 'custom', path: [field], message: fault })
    const reader = new StatementReader(fields, currency, add)
    const statement = stated(reader)
    const answers = reader.answers()
    if (statement.income.length === 0 && statement.business === undefined && !statement.disputesDebt)
      add(named.income('wages'), 'no-income')
    return { answer: 'statement' as const, statement, answers, final: fields['asked'] === 'yes' }
  })

const flowFields = (name: string, flow: Flow | undefined, currency: Currency): Fields =>
  flow === undefined ? {} : { [name]: decimalOf({ minor: flow.amount, currency }), [named.every(name)]: flow.every }

const tick = (name: string, ticked: boolean): Fields => (ticked ? { [name]: 'yes' } : {})

/** A statement as its form would be filled in: reading it again gives the same statement. One line a source, as the form has it. */
export const statementFields = (statement: StatementOfMeans, currency: Currency): Fields => {
  const { income, spending, debts, assets, business, expected, evidence, hardshipMonths } = statement
  const amount = (minor: number): string => decimalOf({ minor, currency })
  const filled: Fields[] = [
    ...income.map((line) => ({
      ...flowFields(named.income(line.source), line, currency),
      [named.sure(named.income(line.source))]: line.certainty,
    })),
    ...spending.map((line) => flowFields(named.spending(line.category), line, currency)),
    ...debts.map(({ kind, monthlyPayment, inArrears, balance }) => ({
      [named.debt(kind)]: amount(monthlyPayment),
      ...tick(named.inArrears(kind), inArrears),
      ...(balance === undefined ? {} : { [named.balance(kind)]: amount(balance) }),
    })),
    ...assets.map(({ kind, value, realisable }) => ({
      [named.asset(kind)]: amount(value),
      ...tick(named.realisable(kind), realisable),
    })),
    flowFields(named.business('takings'), business?.takings, currency),
    flowFields(named.business('costs'), business?.costs, currency),
    flowFields(named.business('drawings'), business?.drawings, currency),
    business?.weakestMonthPercent === undefined
      ? {}
      : { [named.business('weakest')]: String(business.weakestMonthPercent) },
    flowFields('expected', expected, currency),
    expected === undefined ? {} : { [named.sure('expected')]: expected.certainty },
    ...EvidenceItem.options.map((item) => tick(named.evidence(item), (evidence[item] ?? 'none') !== 'none')),
    hardshipMonths === undefined ? {} : { hardshipMonths: String(hardshipMonths) },
  ]
  return {
    ...Object.assign({}, ...filled),
    answer: 'statement',
    dependants: String(statement.dependants),
    hardship: statement.hardship,
    disputesDebt: statement.disputesDebt ? 'yes' : 'no',
  }
}

/** The fields by which a borrower answers questions on their statement, so that it is taken. */
export const answerFields = (questions: readonly AskedQuestion[]): Fields => ({
  asked: 'yes',
  ...Object.fromEntries(
    questions.flatMap((question) =>
      question.because === undefined ? [] : [[named.because(question), question.because] as const],
    ),
  ),
})
