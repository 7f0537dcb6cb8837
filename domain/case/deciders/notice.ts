import { type Refusal, refusal } from '../../outcome.ts'
import type { CommandOf } from '../command.ts'
import type { Story } from '../story.ts'

const notPending = (): Refusal => refusal('not-pending', 'This notice was already sent or suppressed.')

/** Records that a message went. `confirmed` is false when a crash left it open whether it did. */
export const recordNoticeSent = (story: Story, command: CommandOf<'record notice sent'>): Refusal | undefined => {
  const pending = story.state.pending[command.noticeId]
  if (pending === undefined) return notPending()
  const { noticeId, messageId, confirmed } = command
  story.tell({ type: 'NoticeSent', noticeId, kind: pending.content.kind, messageId, confirmed })
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
  return undefined
}
