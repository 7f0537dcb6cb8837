import * as z from 'zod'
import { BorrowerId, CaseId, LenderId, NoticeId } from '../ids.ts'
import { Instant } from '../time.ts'
import type { DossierEntry } from './chain.ts'
import type { CaseEvent } from './event.ts'
import type { Case } from './state.ts'

/** What the world outside a case learns of an event: which, when and whose; ids, never content. */
export const CaseMessage = z.object({
  type: z.string(),
  caseId: CaseId,
  lenderId: LenderId,
  borrowerId: BorrowerId,
  sequence: z.int().min(1),
  episode: z.int().min(1),
  at: Instant,
  noticeId: NoticeId.optional(),
  warning: z.int().optional(),
  /** The number of what a person is asked to do. */
  task: z.int().optional(),
})
export type CaseMessage = z.infer<typeof CaseMessage>

/** The messages that leave with a write; `state` is the case after it. */
export const outboxOf = (state: Case, entries: readonly DossierEntry[]): CaseMessage[] =>
  entries.map(({ caseId, sequence, at, event }) => ({
    type: event.type,
    caseId,
    lenderId: state.lenderId,
    borrowerId: state.borrowerId,
    sequence,
    episode: 'episode' in event ? event.episode : state.episode,
    at,
    ...('noticeId' in event && { noticeId: event.noticeId }),
    ...warningOf(event),
    ...(event.type === 'ContactTaskOpened' && { task: event.number }),
  }))

const warningOf = (event: CaseEvent) =>
  event.type === 'WarningRaised' || event.type === 'WarningResumed' ? { warning: event.number } : {}
