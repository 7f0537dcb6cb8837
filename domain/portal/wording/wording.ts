import type { Hardship } from '../../assessment/assessment.ts'
import type { BorrowerAnswer } from '../../case/answer.ts'
import type { Terms } from '../../notice/wording/terms/terms.ts'
import type { Sender } from '../../notice/wording/wording.ts'
import type { FieldFault } from '../answer-form.ts'
import type { Question, Standing } from '../question.ts'
import type { MeansWording } from './means/means.ts'

/** What the borrower's page says when an answer was taken; an understanding is right or not yet, a statement may raise questions. */
export type Taken = Exclude<BorrowerAnswer['answer'], 'understanding'> | 'understood' | 'misunderstood' | 'questioned'

/** Why an answer could not be taken, as far as pages tell it apart. */
export type Declined = 'too-late' | 'not-understood' | 'other-document' | 'no-such-option' | 'not-offered' | 'other'

/** A field that a borrower fills in. */
export type FieldName =
  | 'dependants'
  | 'hardship'
  | 'hardshipMonths'
  | 'disputesDebt'
  | 'option'
  | 'monthlyAmount'
  | 'months'
  | 'dueDay'
  | 'payBy'
  | 'read'

/** The words of a field: what it asks, and what helps to answer. */
export interface FieldWords {
  readonly label: string
  readonly hint?: string
}

/** A heading with what is said under it. */
export interface Says {
  readonly heading: string
  readonly says: readonly string[]
}

/** A form's own words. */
export interface FormWords extends Says {
  readonly button: string
}

/** All words of the borrower's pages in one language; one left out does not compile. */
export interface PortalWording {
  readonly terms: Terms
  readonly means: MeansWording
  /** The tab's title, the same on every page: it says nothing of a debt (R73). */
  readonly title: string
  readonly asks: Record<Exclude<Question['asks'], 'nothing'>, Says>
  readonly standing: Record<Standing, Says>
  readonly movedOn: string
  replyBy(day: string): string
  untilDay(day: string): string
  readonly nextPayment: { readonly heading: string; readonly amount: string; readonly dueOn: string }
  readonly document: string
  readonly told: string
  readonly forms: Record<
    | 'statement'
    | 'accept'
    | 'accept-one'
    | 'accept-proposal'
    | 'counter'
    | 'decline'
    | 'decline-proposal'
    | 'mediate'
    | 'understanding'
    | 'sign'
    | 'leave'
    | 'withdraw'
    | 'will-pay'
    | 'difficulty'
    | 'support-group'
    | 'all-well'
    | 'complaint'
    | 'opt-out',
    FormWords
  >
  readonly fields: Record<FieldName, FieldWords>
  readonly choices: {
    readonly hardship: Record<Hardship, string>
    readonly yesOrNo: Record<'yes' | 'no', string>
  }
  /** After the label of a field that may stay empty. */
  readonly optional: string
  readonly choose: string
  readonly faults: Record<FieldFault, string>
  readonly correct: string
  readonly taken: Record<Taken, Says>
  readonly declined: Record<Declined, Says>
  readonly over: Says
  readonly unreadable: Says
  readonly back: string
  reachUs(sender: Sender): string
}
