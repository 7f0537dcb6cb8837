import type { AbilityLine, RiskReason, StatementQuestion, WhyRight } from '../../../assessment/assessment.ts'
import type {
  AssetKind,
  Certainty,
  DebtKind,
  EvidenceItem,
  Frequency,
  IncomeSource,
  SpendingCategory,
} from '../../../assessment/figures.ts'
import type { FieldWords, Says } from '../wording.ts'

/** The parts of the statement's form. */
export type MeansGroup =
  | 'income'
  | 'spending'
  | 'people'
  | 'debts'
  | 'assets'
  | 'business'
  | 'change'
  | 'evidence'
  | 'debt'

/** A question on a statement, its amounts as people write them. */
export interface QuestionInWords {
  /** The category that it is about, in words. */
  readonly about: string
  readonly stated: string
  readonly against: string
}

/** One stated figure on its way to a month, as people write it. */
export interface LineInWords {
  readonly label: string
  readonly amount: string
  readonly every: Frequency
  readonly monthly: string
  /** How much of it counts, when that is not all. */
  readonly part?: { readonly percent: number; readonly counted: string }
}

/** All words about means in one language: the form, the questions on it, and what was made of it. */
export interface MeansWording {
  readonly every: string
  readonly frequencies: Record<Frequency, string>
  readonly sure: string
  readonly certainties: Record<Certainty, string>
  readonly groups: Record<MeansGroup, Says>
  readonly income: Record<IncomeSource, FieldWords>
  readonly spending: Record<SpendingCategory, FieldWords>
  readonly debts: Record<DebtKind, FieldWords>
  readonly inArrears: string
  balance(debt: string): string
  readonly assets: Record<AssetKind, FieldWords>
  readonly realisable: string
  readonly business: Record<'takings' | 'costs' | 'drawings' | 'weakest', FieldWords>
  readonly expected: FieldWords
  readonly evidence: Record<EvidenceItem, string>
  readonly questions: Says & {
    readonly ask: Record<StatementQuestion['code'], (question: QuestionInWords) => string>
    /** What an empty answer stands for. */
    readonly open: string
    readonly reasons: Record<WhyRight, string>
    readonly button: string
  }
  readonly understood: {
    readonly heading: string
    readonly says: Record<'statement' | 'lender-figures' | 'account-history', string>
    readonly lines: Record<AbilityLine['line'], string>
    readonly details: string
    detail(line: LineInWords): string
    after(months: number, amount: string): string
    lumpSum(amount: string): string
    readonly wrong: string
    readonly looked: Says
    readonly reasons: Record<RiskReason, string>
  }
}
