import type { TaskReason } from '../../../case/contact-task.ts'

/** Who speaks, and where they can be reached. */
export interface Caller {
  readonly lender: string
  readonly phone: string
}

/** What staff say to a borrower in one language (R72): nothing about why before it is certain who listens (R73). */
export interface CallScript {
  /** To whoever answers. */
  opening(caller: Caller): string
  readonly identity: string
  /** To anybody else: not who calls for what. */
  readonly somebodyElse: string
  readonly message: Readonly<Record<TaskReason, string>>
  closing(caller: Caller): string
  readonly noMoreCalls: string
  /** The whole text message; others may see it, so it says nothing of why. */
  text(because: TaskReason, caller: Caller): string
}
