import * as z from 'zod'
import { NoticeContent } from '../notice/content.ts'
import { NoticeKind } from '../notice/notice.ts'
import { TaskChannel } from '../policy/contact-tasks.ts'
import { Instant } from '../time.ts'

/** Why a person is asked: e-mail comes back, or nobody answered it. */
export const TaskReason = z.enum(['unreachable', 'unanswered'])
export type TaskReason = z.infer<typeof TaskReason>

/** What came of an attempt to reach a borrower. */
export const TaskOutcome = z.enum(['reached', 'not-reached', 'wrong-number', 'asks-not-to-be-called'])
export type TaskOutcome = z.infer<typeof TaskOutcome>

/** Whether the borrower was spoken with, which some laws count apart from attempts (12 CFR 1006.14(b)(2)). */
export const isConversation = (outcome: TaskOutcome): boolean =>
  outcome === 'reached' || outcome === 'asks-not-to-be-called'

/** What a person is asked to do, however far it has come; a case has one at a time. */
export const ContactTask = z.object({
  number: z.int().min(1),
  channel: TaskChannel,
  because: TaskReason,
  /** The kind of message that did not reach the borrower, or that they did not answer. */
  about: NoticeKind,
  /** That message, where it has an answer; once it is answered nobody need be called. */
  content: NoticeContent.optional(),
  openedAt: Instant,
  /** The borrower has until then to answer by themselves. */
  notBefore: Instant,
  step: z.enum(['opened', 'handed-over', 'started', 'over']),
})
export type ContactTask = z.infer<typeof ContactTask>

/** The name under which a task takes its slot in the borrower's ledger: `case-…-t2`. */
export const taskKeyOf = (caseId: string, number: number): string => `${caseId}-t${number}`
