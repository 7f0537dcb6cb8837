import { WhyRight } from '../assessment/assessment.ts'
import {
  AssetKind,
  Certainty,
  DebtKind,
  EvidenceItem,
  Frequency,
  IncomeSource,
  SpendingCategory,
} from '../assessment/figures.ts'
import type { Fields } from './answer-form.ts'
import { labelOf } from './means-section.ts'
import type { Beside, Choice, Field, FieldGroup } from './page.ts'
import type { Question } from './question.ts'
import { named, statementFields } from './statement-form.ts'
import type { MeansGroup } from './wording/means/means.ts'
import type { FieldWords, PortalWording } from './wording/wording.ts'

type Asked = Extract<Question, { asks: 'statement' }>

const choicesOf = <Key extends string>(keys: readonly Key[], labels: Readonly<Record<Key, string>>): Choice[] =>
  keys.map((value) => ({ value, label: labels[value] }))

/** Draws the statement's form: filled in with what was sent already, or with what the lender knows. */
class StatementFields {
  private readonly words: PortalWording
  private readonly asked: Asked
  private readonly filled: Fields

  constructor(words: PortalWording, asked: Asked) {
    const { questioned, currency, dependants } = asked
    this.words = words
    this.asked = asked
    const known: Fields = dependants === undefined ? {} : { dependants: String(dependants) }
    this.filled = questioned === undefined ? known : statementFields(questioned.statement, currency)
  }

  private value(name: string): { value?: string } {
    const value = this.filled[name]
    return value === undefined ? {} : { value }
  }

  private beside(name: string, label: string, choices: readonly Choice[], usual: string): Beside {
    return { name, label, choices, value: this.filled[name] ?? usual }
  }

  private often(name: string): Beside {
    const { every, frequencies } = this.words.means
    return this.beside(named.every(name), every, choicesOf(Frequency.options, frequencies), 'month')
  }

  private sure(name: string): Beside {
    const { sure, certainties } = this.words.means
    return this.beside(named.sure(name), sure, choicesOf(Certainty.options, certainties), 'certain')
  }

  private amount(name: string, words: FieldWords, ...beside: readonly Beside[]): Field {
    const { currency } = this.asked
    return { kind: 'amount', name, ...words, optional: '', unit: currency, beside, ...this.value(name) }
  }

  private number(name: string, words: FieldWords): Field {
    return { kind: 'number', name, ...words, optional: '', ...this.value(name) }
  }

  private tick(name: string, label: string): Field {
    return { kind: 'tick', name, label, optional: '', ...this.value(name) }
  }

  private flow(name: string, words: FieldWords): Field {
    return this.amount(name, words, this.often(name))
  }

  private group(name: MeansGroup, fields: readonly Field[], folded = false): FieldGroup {
    return { ...this.words.means.groups[name], fields, folded }
  }

  groups(): readonly FieldGroup[] {
    const { means, fields, choices, choose } = this.words
    return [
      this.group(
        'income',
        IncomeSource.options.map((source) => {
          const name = named.income(source)
          return this.amount(name, means.income[source], this.often(name), this.sure(name))
        }),
      ),
      this.group(
        'spending',
        SpendingCategory.options.map((category) => this.flow(named.spending(category), means.spending[category])),
      ),
      this.group('people', [this.number('dependants', fields.dependants)]),
      this.group(
        'debts',
        DebtKind.options.flatMap((kind) => [
          this.amount(named.debt(kind), means.debts[kind]),
          this.amount(named.balance(kind), { label: means.balance(means.debts[kind].label) }),
          this.tick(named.inArrears(kind), means.inArrears),
        ]),
        true,
      ),
      this.group(
        'business',
        [
          ...(['takings', 'costs', 'drawings'] as const).map((figure) =>
            this.flow(named.business(figure), means.business[figure]),
          ),
          this.number(named.business('weakest'), means.business.weakest),
        ],
        true,
      ),
      this.group(
        'assets',
        AssetKind.options.flatMap((kind) => [
          this.amount(named.asset(kind), means.assets[kind]),
          this.tick(named.realisable(kind), means.realisable),
        ]),
        true,
      ),
      this.group('change', [
        {
          kind: 'select',
          name: 'hardship',
          ...fields.hardship,
          choose,
          choices: Object.entries(choices.hardship).map(([value, label]) => ({ value, label })),
          optional: '',
          ...this.value('hardship'),
        },
        this.number('hardshipMonths', fields.hardshipMonths),
        this.amount('expected', means.expected, this.often('expected'), this.sure('expected')),
      ]),
      this.group(
        'evidence',
        EvidenceItem.options.map((item) => this.tick(named.evidence(item), means.evidence[item])),
        true,
      ),
      this.group('debt', [
        {
          kind: 'radios',
          name: 'disputesDebt',
          ...fields.disputesDebt,
          choices: choicesOf(['yes', 'no'], choices.yesOrNo),
          ...this.value('disputesDebt'),
        },
      ]),
    ]
  }

  /** What is asked about the figures that were sent, each with reasons to choose from. */
  questions(): readonly Field[] {
    const { means, terms } = this.words
    const { questioned, currency } = this.asked
    const { ask, open, reasons } = means.questions
    return (questioned?.questions ?? []).map((question): Field => {
      const { code, field, stated, against = 0 } = question
      const about = labelOf(field, means)
      const amount = (minor: number): string => terms.amount(minor, currency)
      return {
        kind: 'select',
        name: named.because(question),
        label: ask[code]({ about, stated: amount(stated), against: amount(against) }),
        choose: open,
        choices: choicesOf(WhyRight.options, reasons),
        optional: '',
      }
    })
  }
}

/** The fields of the statement's form, and the questions before them where there are any (R10). */
export const statementPageFields = (
  words: PortalWording,
  asked: Asked,
): { readonly questions: readonly Field[]; readonly groups: readonly FieldGroup[] } => {
  const fields = new StatementFields(words, asked)
  return { questions: fields.questions(), groups: fields.groups() }
}
