import type { CaseId, DropId } from '../../../ids.ts'
import type { Terms } from '../terms/terms.ts'

/** What staff of a lender, or a mediator, are told of and see to. */
export type StaffNews =
  | 'approval'
  | 'mediation'
  | 'papers'
  | 'complaint'
  | 'unwanted-mail'
  | 'dispute'
  | 'person-needed'

/** Where an account stands in what the lender dropped: enough to find it, and nothing about whom it belongs to (R73). */
export interface AccountPlace {
  readonly caseId: CaseId
  readonly dropId: DropId
  readonly line: number
}

/** What staff are written in one language. */
export interface StaffWording {
  readonly greeting: string
  readonly news: Record<StaffNews, { readonly subject: string; readonly says: string }>
  whose(account: AccountPlace): string
  /** The label of the link behind which a matter has its answer. */
  readonly answer: string
  readonly signature: readonly string[]
  readonly owed: string
  /** Labels of a plan's figures where a letter to the borrower says *you*. */
  readonly labels: Pick<Terms['labels'], 'eachMonth' | 'months' | 'total' | 'waived'>
  option(number: number, kind: string): string
  readonly presentValueLoss: string
  readonly needsApproval: { readonly label: string; readonly yes: string; readonly no: string }
}
