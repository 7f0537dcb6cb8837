import type { Breach, ConductRule } from '../rules.ts'

/** How findings are told in one language. */
export interface ConductWording {
  /** What the rule is, and why. */
  readonly why: Readonly<Record<ConductRule, string>>
  /** What to write instead. */
  readonly suggestions: Readonly<Record<Breach, string>>
  /** Over the list of findings, when a text is refused. */
  readonly refused: string
  /** One finding in one line. */
  finding(phrase: string, why: string, suggestion: string): string
}
