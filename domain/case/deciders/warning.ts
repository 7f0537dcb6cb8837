import { type Refusal, refusal } from '../../outcome.ts'
import { positionAt } from '../../plan/progress.ts'
import { remainingDebt } from '../../plan/remaining.ts'
import type { Policy } from '../../policy/policy.ts'
import type { Instant } from '../../time.ts'
import type { CommandOf } from '../command.ts'
import { timeLeft } from '../deadline.ts'
import type { CaseIn, Warning } from '../state.ts'
import type { Story } from '../story.ts'

type Warned = CaseIn<'performing'> & { readonly warning: Warning }

const isWarned = (state: Story['state'], number: number): state is Warned =>
  state.stage === 'performing' && state.warning?.number === number

const over = (): Refusal => refusal('moved-on', 'This warning is over.')

/** Asks kindly what changed, before anything is demanded (R60). */
export const askWhatChanged = (story: Story, { warning }: CommandOf<'ask what changed'>): Refusal | undefined => {
  const { state } = story
  if (!isWarned(state, warning)) return over()
  if (state.warning.asked || state.warning.answer !== undefined) return undefined
  const missed = positionAt(state.plan, state.progress, story.today, state.graceDays).missed.length > 0
  story.tell({ type: 'ChangeAskedFor', number: warning }).notify({
    kind: 'what-changed',
    noticed: missed ? 'missed-instalment' : 'early-signs',
    replyBy: story.inDays(story.situation.policy.warning.answerWithinDays),
  })
  return undefined
}

/** Seconds in which an answer can still come although its time is over, as the clock stood still; 0 when one came or cannot. */
export const warningTimeLeft = (state: CaseIn<'performing'>, { warning: policy }: Policy, now: Instant): number => {
  const { warning } = state
  if (warning === undefined || warning.answer !== undefined || warning.handedOver) return 0
  return timeLeft(state, { at: warning.raisedAt, withinDays: policy.answerWithinDays }, now)
}

/** Acts on the answer: a difficulty is assessed afresh, the support group is opened (R53), silence reaches a person, once the time to answer is over. */
export const respondToChange = (story: Story, { warning }: CommandOf<'respond to change'>): Refusal | undefined => {
  const { state } = story
  if (!isWarned(state, warning)) return over()
  switch (state.warning.answer) {
    case 'difficulty':
      return assessAfresh(story, state)
    case 'support-group':
      if (!state.warning.invited)
        story.tell({ type: 'SupportGroupOpened', number: warning }).notify({ kind: 'support-group' })
      return undefined
    case 'will-pay':
      return undefined
    case undefined:
      if (state.warning.handedOver || warningTimeLeft(state, story.situation.policy, story.situation.now) > 0)
        return undefined
      story.tell({ type: 'WarningHandedOver', number: warning })
      return undefined
  }
}

const assessAfresh = (story: Story, state: Warned): undefined => {
  const { maxEpisodes } = story.situation.policy.offer
  if (state.episode >= maxEpisodes) {
    if (!state.warning.handedOver) story.tell({ type: 'WarningHandedOver', number: state.warning.number })
    return
  }
  story.tell({
    type: 'ReassessmentWanted',
    episode: state.episode + 1,
    because: 'difficulty',
    debt: remainingDebt(state.plan, state.progress, story.today),
  })
}

/** Looks whether the arrears are gone: then the warning is over, otherwise a person takes it from here. */
export const checkRecovery = (story: Story, { warning }: CommandOf<'check recovery'>): Refusal | undefined => {
  const { state } = story
  if (!isWarned(state, warning)) return over()
  const { missed } = positionAt(state.plan, state.progress, story.today, state.graceDays)
  if (missed.length === 0) story.tell({ type: 'WarningResolved', number: warning })
  else if (!state.warning.handedOver) story.tell({ type: 'WarningHandedOver', number: warning })
  return undefined
}
