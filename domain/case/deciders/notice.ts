import { type Refusal, refusal } from '../../outcome.ts'
import type { CommandOf } from '../command.ts'
import type { Story } from '../story.ts'
import { askToFollow, askToReach } from './contact-task.ts'

const notPending = (): Refusal => refusal('not-pending', 'This notice was already sent or suppressed.')

/** Records that a message went. `confirmed` is false when a crash left it open whether it did. */
export const recordNoticeSent = (story: Story, command: CommandOf<'record notice sent'>): Refusal | undefined => {
  const pending = story.state.pending[command.noticeId]
  if (pending === undefined) return notPending()
  const { noticeId, messageId, confirmed, wentAt } = command
  const { kind } = pending.content
  story.tell({ type: 'NoticeSent', noticeId, kind, messageId, confirmed, ...(wentAt && { wentAt }) })
  askToFollow(story, pending.content)
  return undefined
}

/** Records that a message has to wait, until when and for what; the same again is no news. */
export const delayNotice = (story: Story, command: CommandOf<'delay notice'>): Refusal | undefined => {
  const pending = story.state.pending[command.noticeId]
  if (pending === undefined) return notPending()
  const { noticeId, until, because, provisional } = command
  if (pending.waiting?.until === until && pending.waiting.because === because) return undefined
  const { kind } = pending.content
  story.tell({ type: 'NoticeDelayed', noticeId, kind, until, because, ...(provisional && { provisional }) })
  return undefined
}

/** Records that a message will not go, and why. */
export const suppressNotice = (
  story: Story,
  { noticeId, reason }: CommandOf<'suppress notice'>,
): Refusal | undefined => {
  const pending = story.state.pending[noticeId]
  if (pending === undefined) return notPending()
  story.tell({ type: 'NoticeSuppressed', noticeId, kind: pending.content.kind, reason })
  if (reason === 'hold-bounced') askToReach(story, pending.content.kind)
  return undefined
}
