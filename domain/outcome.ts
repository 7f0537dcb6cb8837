/**
 * The three ways a step can fail to do what was asked, named once:
 * - a *refusal* is a business "no" (too late, not allowed): a value, never retried, never an alarm;
 * - a *transient* error passes by itself: retried by its name, with capped and jittered back-off;
 * - a *defect* is a mistake in Forbear or in its set-up: it fails loudly.
 */
export interface Refusal {
  readonly refused: true
  /** What was not allowed, in a stable machine word: `account-closed`. */
  readonly code: string
  /** What is wrong and what to do, for a person. */
  readonly reason: string
}

/** A business "no". */
export const refusal = (code: string, reason: string): Refusal => ({ refused: true, code, reason })

/** Tells a refusal from what was asked for. */
export const isRefusal = (outcome: object): outcome is Refusal => 'refused' in outcome && outcome.refused === true

/** Passes by itself: throttling, a conflict that a later attempt resolves. The name is matched by every workflow's retry. */
export class TransientError extends Error {
  override readonly name = 'TransientError'
}

/** A mistake in Forbear or its set-up; never retried. */
export class DefectError extends Error {
  override readonly name = 'DefectError'
}
