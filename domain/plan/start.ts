/**
 * How a plan begins, before its equal instalments: at once, with a payment holiday whose interest is put off or not charged at all, with
 * lower instalments, or with interest alone (R20). `months` are part of the plan's term.
 */
export type Start =
  | { readonly start: 'level'; readonly months: 0 }
  | { readonly start: 'holiday'; readonly months: number; readonly interest: 'accrues' | 'paused' }
  | { readonly start: 'lowered'; readonly months: number; readonly instalment: number }
  | { readonly start: 'interest-only'; readonly months: number }

/** No relief at the start. */
export const levelStart: Start = { start: 'level', months: 0 }

/** Months at the start in which nothing is asked. */
export const monthsWithout = (start: Start): number => (start.start === 'holiday' ? start.months : 0)
