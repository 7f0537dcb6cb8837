import type { Instant } from '../domain/time.ts'

/** What a dossier was held against. */
export type Rule = 'readable' | 'chain' | 'window' | 'cap' | 'hold' | 'once' | 'reason'

/** One thing that a dossier shows and no rule allows, with the line that shows it. Nothing personal is in it. */
export interface Finding {
  readonly rule: Rule
  readonly file: string
  readonly line: number
  readonly caseId: string
  /** The notice, or the task of staff, that it is about. */
  readonly contact?: string
  readonly at?: Instant | undefined
  readonly found: string
}
