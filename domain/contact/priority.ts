import type { NoticeKind } from '../notice/notice.ts'

/**
 * Messages that the borrower waits for: they did something and are owed the answer, or a deadline of theirs runs from it; none reminds of
 * anything. These may use a cap's `reserved` slots, so that a run of others cannot hold them up past their own deadline. The cap itself
 * holds for them too.
 */
const awaited: ReadonlySet<NoticeKind> = new Set([
  'counter-answer',
  'mediation-opened',
  'mediator-proposal',
  'negotiation-ended',
  'agreement-explained',
  'signature-request',
  'cooling-off',
  'plan-active',
  'complaint-received',
])

/** Whether a message of this kind may use reserved slots. */
export const isAwaited = (kind: NoticeKind): boolean => awaited.has(kind)
