import { type Refusal, refusal } from '../outcome.ts'
import type { Command } from './command.ts'
import { activatePlan, askSignature, drawUpAgreement, explainAgreement, lapseAgreement } from './deciders/agreement.ts'
import { takeAnswer, takeStaffAnswer } from './deciders/answers.ts'
import { assessRisk, remindStatement, requestStatement, scoreAbility } from './deciders/assessment.ts'
import { dropTask, endTask, handOverTask, startTask } from './deciders/contact-task.ts'
import { recordFeedback } from './deciders/feedback.ts'
import { liftHold, placeHold } from './deciders/holds.ts'
import { admitAccount, receivePayment, reversePayment } from './deciders/intake.ts'
import { recordContacts } from './deciders/lender-contacts.ts'
import { watchPlan } from './deciders/monitoring.ts'
import { delayNotice, recordNoticeSent, suppressNotice } from './deciders/notice.ts'
import {
  answerCounterOffer,
  askApproval,
  assignMediator,
  buildOfferOptions,
  endNegotiation,
  makeOffer,
  putProposal,
  remindOffer,
} from './deciders/offer.ts'
import { resumeStage } from './deciders/resume.ts'
import { askWhatChanged, checkRecovery, respondToChange } from './deciders/warning.ts'
import type { CaseEvent } from './event.ts'
import type { Case } from './state.ts'
import { type Situation, Story } from './story.ts'

/** Nobody dropped such an account yet. */
export const unknownAccount = refusal('unknown-account', 'No case was opened for this account; drop the account first.')

/**
 * What happens when a case is asked to do something: events, none when it was done already, or a refusal. Deciding changes nothing;
 * the same state, command and situation always give the same events.
 */
export const decide = (
  state: Case | undefined,
  command: Command,
  situation: Situation,
): readonly CaseEvent[] | Refusal => {
  if (command.type === 'admit account') return admitAccount(state, command, situation)
  if (state === undefined) return unknownAccount
  if ('episode' in command && command.episode !== state.episode)
    return refusal(
      'moved-on',
      `The case is in episode ${state.episode} and the order belongs to episode ${command.episode}.`,
    )
  const story = new Story(state, situation)
  const refused = dispatch(story, command)
  return refused ?? story.events
}

/** Tells the story of one command; a refusal comes back as a value. */
const dispatch = (story: Story, command: Exclude<Command, { type: 'admit account' }>): Refusal | undefined => {
  switch (command.type) {
    case 'receive payment':
      return receivePayment(story, command)
    case 'reverse payment':
      return reversePayment(story, command)
    case 'assess risk':
      return assessRisk(story)
    case 'request statement':
      return requestStatement(story)
    case 'remind statement':
      return remindStatement(story)
    case 'score ability':
      return scoreAbility(story)
    case 'build options':
      return buildOfferOptions(story)
    case 'ask approval':
      return askApproval(story)
    case 'make offer':
      return makeOffer(story)
    case 'remind offer':
      return remindOffer(story)
    case 'answer counter-offer':
      return answerCounterOffer(story)
    case 'assign mediator':
      return assignMediator(story, command)
    case 'put proposal':
      return putProposal(story)
    case 'end negotiation':
      return endNegotiation(story)
    case 'draw up agreement':
      return drawUpAgreement(story, command)
    case 'explain agreement':
      return explainAgreement(story)
    case 'ask signature':
      return askSignature(story)
    case 'activate plan':
      return activatePlan(story)
    case 'lapse agreement':
      return lapseAgreement(story)
    case 'watch plan':
      return watchPlan(story, command)
    case 'ask what changed':
      return askWhatChanged(story, command)
    case 'respond to change':
      return respondToChange(story, command)
    case 'check recovery':
      return checkRecovery(story, command)
    case 'take answer':
      return takeAnswer(story, command)
    case 'take staff answer':
      return takeStaffAnswer(story, command)
    case 'record notice sent':
      return recordNoticeSent(story, command)
    case 'delay notice':
      return delayNotice(story, command)
    case 'suppress notice':
      return suppressNotice(story, command)
    case 'record feedback':
      return recordFeedback(story, command)
    case 'hand over contact task':
      return handOverTask(story, command)
    case 'drop contact task':
      return dropTask(story, command)
    case 'start contact task':
      return startTask(story, command)
    case 'end contact task':
      return endTask(story, command)
    case 'record contacts':
      return recordContacts(story, command)
    case 'place hold':
      return placeHold(story, command)
    case 'lift hold':
      return liftHold(story, command)
    case 'resume stage':
      return resumeStage(story, command)
    case 'record failure':
      story.tell({ type: 'StageFailed', machine: command.machine, step: command.step, error: command.error })
      return undefined
  }
}
