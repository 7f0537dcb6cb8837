import type { FeedbackKind } from '../notice/feedback.ts'
import { DefectError } from '../outcome.ts'
import { type Instant, instantPlusDays } from '../time.ts'
import type { ContactTask } from './contact-task.ts'
import type { EventOf } from './event.ts'
import type { Case } from './state.ts'

type Feedback = EventOf<'NoticeDelivered' | 'NoticeBounced' | 'NoticeComplainedOf' | 'NoticeRefused'>

const kindOf = (event: Feedback): FeedbackKind => {
  switch (event.type) {
    case 'NoticeDelivered':
      return 'delivered'
    case 'NoticeBounced':
      return event.permanent ? 'bounced' : 'bounced-for-now'
    case 'NoticeComplainedOf':
      return 'complained'
    case 'NoticeRefused':
      return 'refused'
  }
}

/** The case after something came back from a message. */
export const afterFeedback = (state: Case, event: Feedback): Case => {
  const known = state.feedback?.[event.noticeId] ?? []
  return { ...state, feedback: { ...state.feedback, [event.noticeId]: [...known, kindOf(event)] } }
}

type TaskEvent = EventOf<
  'ContactTaskOpened' | 'ContactTaskHandedOver' | 'ContactTaskDropped' | 'ContactTaskStarted' | 'ContactTaskEnded'
>

/** The case after one more step of what a person is asked to do. @throws DefectError for a task that is not the present one */
export const afterTask = (state: Case, event: TaskEvent, at: Instant): Case => {
  if (event.type === 'ContactTaskOpened') {
    const { number, channel, because, about, content, notBefore } = event
    const contactTask: ContactTask = { number, channel, because, about, openedAt: at, notBefore, step: 'opened' }
    return { ...state, contactTask: content === undefined ? contactTask : { ...contactTask, content } }
  }
  if (state.contactTask?.number !== event.number)
    throw new DefectError(`${state.caseId}: ${event.type} of task ${event.number}, which is not the present one`)
  return { ...state, contactTask: { ...state.contactTask, step: stepAfter[event.type] } }
}

const stepAfter = {
  ContactTaskHandedOver: 'handed-over',
  ContactTaskDropped: 'over',
  ContactTaskStarted: 'started',
  ContactTaskEnded: 'over',
} as const satisfies Record<Exclude<TaskEvent['type'], 'ContactTaskOpened'>, ContactTask['step']>

/** As late as contacts are taken in after they were made; who knows them for so long writes none down twice. */
export const rememberedDays = 45

/** The case after the lender's own contacts were written down. */
export const afterLenderContact = (state: Case, { contacts }: EventOf<'LenderContacted'>, at: Instant): Case => {
  const oldest = instantPlusDays(at, -rememberedDays)
  const known = Object.entries(state.lenderContacts ?? {}).filter(([, madeAt]) => madeAt >= oldest)
  const news = contacts.map(({ key, at: madeAt }) => [key, madeAt] as const)
  return { ...state, lenderContacts: Object.fromEntries([...known, ...news]) }
}
