import * as z from 'zod'

/** A sentence that the law, or the rules lenders bind themselves to, wants in messages. Its words are in domain/notice/clauses.ts. */
export const Clause = z.enum(['collector-first', 'collector-again', 'free-opt-out', 'no-third-person'])
export type Clause = z.infer<typeof Clause>

/** Which clauses the first message of a case holds, and which every later one does, in the order they stand in it. */
export const ClausePolicy = z.object({ first: z.array(Clause), later: z.array(Clause) })
export type ClausePolicy = z.infer<typeof ClausePolicy>

/** Whose claim a lender pursues: its own, or somebody else's. Regulation F binds the second (12 CFR 1006.2(i)). */
export const ActsAs = z.enum(['creditor', 'collector'])
export type ActsAs = z.infer<typeof ActsAs>
