import { noticeIdOf } from '../../ids.ts'
import { feedbackKindOf, type MailFeedback } from '../../notice/feedback.ts'
import { type Refusal, refusal } from '../../outcome.ts'
import { instantPlusDays } from '../../time.ts'
import type { CommandOf } from '../command.ts'
import type { Case } from '../state.ts'
import type { Story } from '../story.ts'
import { askToReach } from './contact-task.ts'

/** Whether the dossier has this news of a notice already. */
export const isKnown = (state: Case, noticeId: string, feedback: MailFeedback): boolean =>
  Object.entries(state.feedback ?? {}).some(
    ([id, kinds]) => id === noticeId && kinds.includes(feedbackKindOf(feedback)),
  )

const isOf = ({ caseId, notices }: Case, noticeId: string): boolean => {
  const number = Number(noticeId.slice(noticeId.lastIndexOf('-n') + 2))
  return number <= notices && noticeIdOf(caseId, number) === noticeId
}

/**
 * Writes down what the mail service said became of a message (R74, R80): a permanent bounce and a complaint by the mail program hold
 * messages to the person, the complaint counts as one. The same news again changes nothing.
 */
export const recordFeedback = (story: Story, command: CommandOf<'record feedback'>): Refusal | undefined => {
  const { noticeId, kind, feedback } = command
  const { state, situation } = story
  if (!isOf(state, noticeId))
    return refusal('unknown-notice', 'The case never asked for this notice; feedback on it belongs elsewhere.')
  if (isKnown(state, noticeId, feedback)) return undefined
  const from = situation.now
  switch (feedback.outcome) {
    case 'delivered':
      story.tell({ type: 'NoticeDelivered', noticeId, kind })
      return undefined
    case 'bounced': {
      const { permanent, because } = feedback
      story.tell({ type: 'NoticeBounced', noticeId, kind, permanent, because })
      if (!permanent || command.toFormerAddress) return undefined
      story.tell({ type: 'HoldPlaced', hold: { kind: 'bounced', setBy: mailService, from } })
      askToReach(story, kind)
      return undefined
    }
    case 'complained': {
      const until = instantPlusDays(from, situation.policy.complaints.answerWithinDays)
      story
        .tell({ type: 'NoticeComplainedOf', noticeId, kind })
        .tell({ type: 'ComplaintTaken' })
        .tell({ type: 'HoldPlaced', hold: { kind: 'complaint', setBy: 'borrower', from, until } })
        .tell({ type: 'HoldPlaced', hold: { kind: 'opt-out', setBy: 'borrower', from } })
      return undefined
    }
    case 'refused':
      story.tell({ type: 'NoticeRefused', noticeId, kind, because: feedback.because })
      return undefined
  }
}

/** Who sets the hold on an address that does not exist. */
export const mailService = 'mail-service'
