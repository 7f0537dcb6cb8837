import type { ConductRule } from '../../../../domain/conduct/rules.ts'

/** A sentence that must not be sent, with every rule it breaks. */
export type BadSentence = readonly [says: string, ...breaks: readonly [ConductRule, ...ConductRule[]]]

/** Sentences as they occur in letters about debts: some that must be refused, some that must pass. */
export interface Sentences {
  readonly bad: readonly BadSentence[]
  readonly good: readonly string[]
}

/**
 * `working` is what the phrases were written against; `heldOut` was written when they were done, and is only measured, as is `veiled`:
 * allusions that name nothing.
 */
export interface Corpus {
  readonly working: Sentences
  readonly heldOut: Sentences
  readonly veiled: readonly BadSentence[]
}
