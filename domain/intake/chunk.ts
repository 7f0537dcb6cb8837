import * as z from 'zod'
import { DropId } from '../ids.ts'
import type { Refusal } from '../outcome.ts'
import { type Problem, ProblemCode, problem, Reject } from './problem.ts'

/** A part of a drop that is dealt with on its own; `number` is unique within the drop. */
export const Chunk = z.object({ key: z.string(), number: z.int().min(1) })
export type Chunk = z.infer<typeof Chunk>

/** One line of a chunk: a row with its place in the file, or one that was set aside already. */
export const ChunkLine = z.union([z.object({ line: z.int().min(1), cells: z.array(z.string()) }), Reject])
export type ChunkLine = z.infer<typeof ChunkLine>

/** What became of rows; every row is in exactly one of them. */
export const Counts = z.object({
  admitted: z.int().min(0),
  updated: z.int().min(0),
  unchanged: z.int().min(0),
  rejected: z.int().min(0),
})
export type Counts = z.infer<typeof Counts>

/** What became of one row. */
export type RowOutcome = Exclude<keyof Counts, 'rejected'> | readonly Problem[]

/** No rows at all. */
export const noCounts: Counts = { admitted: 0, updated: 0, unchanged: 0, rejected: 0 }

/** The rows of both. */
export const addCounts = (a: Counts, b: Counts): Counts => ({
  admitted: a.admitted + b.admitted,
  updated: a.updated + b.updated,
  unchanged: a.unchanged + b.unchanged,
  rejected: a.rejected + b.rejected,
})

/** All rows that were counted. */
export const rowsOf = (counts: Counts): number => counts.admitted + counts.updated + counts.unchanged + counts.rejected

const mostChunks = 990
const smallestChunk = 128 * 1024

/** How many bytes of a file of this size make a chunk, so that rows and the reversals apart from them are 2,000 chunks at most. */
export const chunkBytes = (size: number): number => Math.max(smallestChunk, Math.ceil(size / mostChunks))

/** The most bytes of one dropped file: what one function can split in its time. */
export const largestDropBytes = 2 * 1024 ** 3

/** What the case said no to, told to the lender; a refusal's reason is what is wrong, then what to do. */
export const problemOf = (field: string, { code, reason }: Refusal): Problem => {
  const known = ProblemCode.safeParse(code)
  const [wrong = reason, ...fix] = reason.split('; ')
  return problem(field, known.data ?? 'refused', wrong, fix.join('; ') || 'Correct the row and drop it again.')
}

/** What is said of a drop when it was dealt with. */
export const DropReport = z.object({
  dropId: DropId,
  lender: z.string(),
  kind: z.string(),
  file: z.string(),
  reportedAt: z.string(),
  rows: z.int(),
  ...Counts.shape,
  /** How many problems of each code. */
  problems: z.partialRecord(ProblemCode, z.int()),
  /** Columns that Forbear does not read. */
  unknownColumns: z.array(z.string()),
  /** Chunks that nothing is known of, because their step failed for good; drop the file again. */
  unfinishedChunks: z.array(z.int()),
})
export type DropReport = z.infer<typeof DropReport>
