import { isInForce } from '../../contact/holds.ts'
import type { NoticeContent } from '../../notice/content.ts'
import type { NoticeKind } from '../../notice/notice.ts'
import { type Refusal, refusal } from '../../outcome.ts'
import { dayIn, type Instant, instantPlusDays } from '../../time.ts'
import type { CommandOf } from '../command.ts'
import type { ContactTask } from '../contact-task.ts'
import { isOvertaken } from '../overtaken.ts'
import type { Case } from '../state.ts'
import type { Story } from '../story.ts'

type Asked = Pick<ContactTask, 'channel' | 'because' | 'about' | 'notBefore'> & { readonly content?: NoticeContent }

/** Asks a person, unless one is asked already; a task that nobody took up for so long that a letter would be stale gives way. */
const open = (story: Story, task: Asked): void => {
  const { policy, now } = story.situation
  const before = story.state.contactTask
  if (before !== undefined && before.step !== 'over') {
    if (now < instantPlusDays(before.notBefore, policy.contact.staleAfterDays)) return
    story.tell({ type: 'ContactTaskDropped', number: before.number, because: 'stale' })
  }
  story.tell({ type: 'ContactTaskOpened', number: (before?.number ?? 0) + 1, ...task })
}

/** E-mail comes back: a person tries another way, now and then (R71). */
export const askToReach = (story: Story, about: NoticeKind): void => {
  const { policy, now } = story.situation
  const { unreachable } = policy.contact.tasks
  const before = story.state.contactTask
  if (unreachable === undefined) return
  const { channel, everyDays } = unreachable
  if (before?.because === 'unreachable' && now < instantPlusDays(before.openedAt, everyDays)) return
  open(story, { channel, because: 'unreachable', about, notBefore: now })
}

/** A reminder went that policy wants a person to follow, should it stay unanswered. */
export const askToFollow = (story: Story, content: NoticeContent): void => {
  const { policy, now } = story.situation
  const follow = policy.contact.tasks.unanswered.find(({ notice }) => notice === content.kind)
  if (follow === undefined) return
  const { channel, afterDays } = follow
  open(story, {
    channel,
    because: 'unanswered',
    about: content.kind,
    content,
    notBefore: instantPlusDays(now, afterDays),
  })
}

/** Whether anybody still has to be reached. `holds` are those of the case and of the person. */
export const isTaskWanted = (task: ContactTask, state: Case, holds: Case['holds'], now: Instant): boolean =>
  task.because === 'unanswered'
    ? task.content !== undefined && !isOvertaken(task.content, state, dayIn(state.zone, now))
    : holds.some((hold) => hold.kind === 'bounced' && isInForce(hold, now))

const over = (): Refusal =>
  refusal('task-over', 'This task is over, or another has taken its place; nothing is to be done.')

const at = ({ contactTask: task }: Case, number: number, ...steps: ContactTask['step'][]): ContactTask | undefined =>
  task?.number === number && steps.includes(task.step) ? task : undefined

/** A person was written to. */
export const handOverTask = (story: Story, { number }: CommandOf<'hand over contact task'>): Refusal | undefined => {
  if (at(story.state, number, 'handed-over', 'started')) return undefined
  if (!at(story.state, number, 'opened')) return over()
  story.tell({ type: 'ContactTaskHandedOver', number })
  return undefined
}

/** Nobody is to be reached any more, or may be, for the reason that is given. */
export const dropTask = (story: Story, { number, because }: CommandOf<'drop contact task'>): Refusal | undefined => {
  if (!at(story.state, number, 'opened', 'handed-over')) return over()
  story.tell({ type: 'ContactTaskDropped', number, because })
  return undefined
}

/** A member of staff begins; their slot is taken by then. */
export const startTask = (story: Story, { number, beganAt }: CommandOf<'start contact task'>): Refusal | undefined => {
  if (at(story.state, number, 'started')) return undefined
  const task = at(story.state, number, 'opened', 'handed-over')
  if (task === undefined) return over()
  story.tell({ type: 'ContactTaskStarted', number, channel: task.channel, ...(beganAt && { beganAt }) })
  return undefined
}

/** What came of it (R80); who asks not to be called is not called again, over all their cases. */
export const endTask = (story: Story, { number, outcome }: CommandOf<'end contact task'>): Refusal | undefined => {
  const task = at(story.state, number, 'started')
  if (task === undefined) return over()
  story.tell({ type: 'ContactTaskEnded', number, channel: task.channel, outcome })
  if (outcome === 'asks-not-to-be-called')
    story.tell({ type: 'HoldPlaced', hold: { kind: 'no-calls', setBy: 'borrower', from: story.situation.now } })
  return undefined
}
