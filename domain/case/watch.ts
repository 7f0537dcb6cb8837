import type { CaseId, LenderId } from '../ids.ts'
import { type PolicyBook, versionsOf } from '../policy/policy-book.ts'

/** The part of a lender's plans that is looked at together: `platform-a#3`. */
export const watchOf = (lenderId: LenderId, shard: number): string => `${lenderId}#${shard}`

/** Which of `shards` parts a case belongs to; the same for the life of the case. */
export const shardOf = (caseId: CaseId, shards: number): number => Number.parseInt(caseId.slice(-8), 16) % shards

/** How many parts a lender's plans are in: the most that any version of its policy says, since cases keep their version. */
export const shardsOf = (book: PolicyBook, lenderId: LenderId): number =>
  Math.max(...versionsOf(book, lenderId).map((policy) => policy.monitoring.shards))
