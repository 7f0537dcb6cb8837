/** What a failed state tells its Retry and Catch fields: an error name, absent when nobody gave one, and its cause. */
export interface Failure {
  readonly error: string | null
  readonly cause: string | null
}

/** A failure of a state in the sense of the Amazon States Language; `error` is the name that ErrorEquals is matched with. */
export class StateError extends Error implements Failure {
  readonly error: string | null
  override readonly cause: string | null

  constructor(error: string | null, cause: string | null) {
    super(`${error ?? 'an unnamed error'}: ${cause ?? 'no cause given'}`)
    this.name = 'StateError'
    this.error = error
    this.cause = cause
  }
}

/** An expression of the definition could not be evaluated, or gave what its field does not take. */
export const queryEvaluationError = (cause: string): StateError => new StateError('States.QueryEvaluationError', cause)

/** A payload over 262,144 bytes, or variables over 10 MiB; `what` names it. */
export const dataLimitExceeded = (what: string): StateError =>
  new StateError('States.DataLimitExceeded', `${what} has a size exceeding the maximum number of bytes service limit.`)

/** The execution wrote as much history as it may and has to fail, whatever its Catch fields say. */
export class HistoryFull extends Error {
  constructor(limit: number) {
    super(`The execution reached the maximum number of history events (${limit}).`)
    this.name = 'HistoryFull'
  }
}

/** A definition that this interpreter does not take; the message names the state and the field. */
export class InvalidDefinition extends Error {
  constructor(message: string) {
    super(message)
    this.name = 'InvalidDefinition'
  }
}
