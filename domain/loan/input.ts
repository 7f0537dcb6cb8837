import { type Refusal, refusal } from '../outcome.ts'

/** A refusal of input that nothing can be worked out from; `field` names what to correct. */
export interface InputRefusal extends Refusal {
  readonly code: 'bad-input'
  readonly field: string
}

/** Minor units; beyond any loan. */
export const largestAmount = 1e13
/** 50 years. */
export const longestMonths = 600
/** Percent a year. */
export const highestPercent = 1000

/** Refuses a field. */
export const badInput = (field: string, reason: string): InputRefusal => ({
  ...refusal('bad-input', `${field}: ${reason}`),
  code: 'bad-input',
  field,
})

/** Whether a number is whole and between two others, both counted. */
export const isWhole = (value: number, from: number, to: number): boolean =>
  Number.isSafeInteger(value) && value >= from && value <= to
