import * as z from 'zod'

/** What can be wrong with a dropped file or one of its rows; stable words, counted in reports. */
export const ProblemCode = z.enum([
  // the file
  'empty-file',
  'file-too-large',
  'file-replaced',
  'wrong-encoding',
  'not-csv',
  'missing-header',
  'missing-column',
  'repeated-column',
  // the row as CSV
  'broken-quoting',
  'wrong-column-count',
  'oversized-field',
  'oversized-row',
  // a field
  'missing-value',
  'bad-text',
  'bad-number',
  'negative-amount',
  'out-of-range',
  'unknown-currency',
  'unknown-language',
  'unknown-time-zone',
  'unknown-region',
  'unknown-word',
  'impossible-date',
  'date-in-future',
  'bad-instant',
  'bad-email',
  // the row against what is known
  'duplicate-account',
  'not-overdue',
  'unknown-account',
  'unknown-borrower',
  'unknown-hold',
  'unknown-payment',
  'already-reversed',
  'other-currency',
  'refused',
])
export type ProblemCode = z.infer<typeof ProblemCode>

/** One thing that is wrong, told to the lender: where, what, and what to do. Quotes no personal data. */
export const Problem = z.object({
  /** The column, or `file` or `row` when it is the whole of either. */
  field: z.string(),
  code: ProblemCode,
  wrong: z.string(),
  fix: z.string(),
})
export type Problem = z.infer<typeof Problem>

/** A row (or a whole file) that was set aside, with everything it said. */
export const Reject = z.object({
  /** Physical line of the file, the header being 1. */
  line: z.int().min(1),
  raw: z.string(),
  problems: z.array(Problem).min(1),
})
export type Reject = z.infer<typeof Reject>

/** A problem of one field. */
export const problem = (field: string, code: ProblemCode, wrong: string, fix: string): Problem => ({
  field,
  code,
  wrong,
  fix,
})

/** Tells what is wrong with a row from what it says. */
export const isProblems = (read: object): read is readonly Problem[] => Array.isArray(read)
