import type { NoticeContent } from '../notice/content.ts'
import { outstandingOf } from '../plan/progress.ts'
import type { Day } from '../time.ts'
import { askAfterUntil } from './deciders/monitoring.ts'
import type { Case } from './state.ts'

/**
 * Whether a message that waited for its window asks for what is settled by now: a statement that was given, an offer that was answered, an
 * instalment that was paid. Such a message would only confuse, and use up a contact. News is never overtaken.
 */
export const isOvertaken = (content: NoticeContent, state: Case, today: Day): boolean => {
  switch (content.kind) {
    case 'statement-request':
    case 'statement-reminder':
      return state.stage !== 'assessing' || state.statement !== undefined
    case 'offer':
    case 'counter-answer':
    case 'offer-reminder':
      return state.stage !== 'negotiating' || state.offer?.round !== content.round || state.offer.answer !== undefined
    case 'mediation-opened':
    case 'mediator-proposal':
      return state.stage !== 'negotiating' || state.mediation?.answer !== undefined
    case 'agreement-explained':
      return state.stage !== 'agreeing' || state.step !== 'drawn-up'
    case 'signature-request':
      return state.stage !== 'agreeing' || state.step !== 'understood'
    case 'instalment-due':
      return !isOpen(state, content.dueOn)
    // Early warning asks what this message asks, and more.
    case 'instalment-missed':
      return !isOpen(state, content.dueOn) || isWarned(state) || today > askAfterUntil(content.graceUntil)
    case 'cooling-off':
      return content.until < today
    case 'what-changed':
      return state.stage !== 'performing' || state.warning === undefined || state.warning.answer !== undefined
    case 'review-visit':
    case 'support-group':
      return state.stage !== 'performing'
    default:
      return false
  }
}

const isWarned = (state: Case): boolean => state.stage === 'performing' && state.warning !== undefined

const isOpen = (state: Case, dueOn: string): boolean => {
  if (state.stage !== 'performing') return false
  const outstanding = outstandingOf(state.plan, state.progress)
  return state.plan.instalments.some((instalment, index) => instalment.dueOn === dueOn && (outstanding[index] ?? 0) > 0)
}
