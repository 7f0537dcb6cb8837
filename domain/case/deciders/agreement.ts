import { understandingQuestions } from '../../agreement/understanding.ts'
import { summaryOf } from '../../notice/content.ts'
import { type Refusal, refusal } from '../../outcome.ts'
import type { Policy } from '../../policy/policy.ts'
import { dayPlusMonths, type Instant } from '../../time.ts'
import type { CommandOf } from '../command.ts'
import { timeLeft } from '../deadline.ts'
import type { CaseIn } from '../state.ts'
import type { Story } from '../story.ts'

const movedOn = (story: Story): Refusal =>
  refusal('moved-on', `The case is ${story.state.stage}; this step of its agreement is over.`)

/** Records that the document was drawn up; its hash is what the borrower will sign (R40). */
export const drawUpAgreement = (
  story: Story,
  { documentHash }: CommandOf<'draw up agreement'>,
): Refusal | undefined => {
  const { state } = story
  if (state.stage !== 'agreeing') return movedOn(story)
  if (state.step === 'accepted') story.tell({ type: 'AgreementDrawnUp', documentHash })
  return undefined
}

/** What the borrower is told, and asked, before they may sign (R41). */
export const explain = (story: Story, state: CaseIn<'agreeing'>): void => {
  const { contents, coolingOffDays, understandWithinDays } = story.situation.policy.agreement
  story.notify({
    kind: 'agreement-explained',
    plan: summaryOf(state.plan, 'a'),
    debt: state.plan.opening,
    topics: contents,
    coolingOffDays,
    questions: understandingQuestions(state.plan, coolingOffDays).map(({ question }) => question),
    replyBy: story.inDays(understandWithinDays),
  })
}

/** Explains the agreement in plain words with questions that show whether it was understood (R41). */
export const explainAgreement = (story: Story): Refusal | undefined => {
  const { state } = story
  if (state.stage !== 'agreeing') return movedOn(story)
  if (state.step !== 'drawn-up' || state.explained) return undefined
  story.tell({ type: 'AgreementExplained' })
  explain(story, state)
  return undefined
}

/** Asks for the signature; only who understood is asked. */
export const askSignature = (story: Story): Refusal | undefined => {
  const { state } = story
  if (state.stage !== 'agreeing') return movedOn(story)
  if (state.step !== 'understood' || state.signatureAsked) return undefined
  const { coolingOffDays, signWithinDays } = story.situation.policy.agreement
  story.tell({ type: 'SignatureRequested' }).notify({
    kind: 'signature-request',
    plan: summaryOf(state.plan, 'a'),
    coolingOffDays,
    signBy: story.inDays(signWithinDays),
  })
  return undefined
}

/** Puts the plan in force once the cooling-off time is over. */
export const activatePlan = (story: Story): Refusal | undefined => {
  const { state, situation } = story
  if (state.stage !== 'agreeing') return state.stage === 'performing' ? undefined : movedOn(story)
  if (state.step !== 'signed' || state.coolingOffEndsAt === undefined)
    return refusal('not-signed', 'Only a signed agreement can come into force.')
  if (situation.now < state.coolingOffEndsAt)
    return refusal('cooling-off', `The borrower can still withdraw until ${state.coolingOffEndsAt}.`)
  const { reviewEveryMonths, remindDaysBefore, graceDays } = situation.policy.monitoring
  story
    .tell({
      type: 'PlanActivated',
      on: story.today,
      reviewOn: dayPlusMonths(story.today, reviewEveryMonths),
      reviewEveryMonths,
      remindDaysBefore,
      graceDays,
    })
    .notify({ kind: 'plan-active', plan: summaryOf(state.plan, 'a'), reviewEveryMonths })
  return undefined
}

/** Seconds in which an agreement can still be understood or signed although its time is over, as the clock stood still; else 0. */
export const agreementTimeLeft = (state: CaseIn<'agreeing'>, { agreement }: Policy, now: Instant): number =>
  state.step === 'understood'
    ? timeLeft(state, { at: state.signatureAskedAt, withinDays: agreement.signWithinDays }, now)
    : timeLeft(state, { at: state.explainedAt, withinDays: agreement.understandWithinDays }, now)

/** Ends an agreement that was not understood or signed in time; not while it still can be, as the clock stood still. */
export const lapseAgreement = (story: Story): Refusal | undefined => {
  const { state } = story
  if (state.stage !== 'agreeing' || state.step === 'signed') return movedOn(story)
  if (agreementTimeLeft(state, story.situation.policy, story.situation.now) > 0) return undefined
  story
    .tell({ type: 'CaseClosed', outcome: 'agreement-lapsed' })
    .notify({ kind: 'negotiation-ended', because: 'not-signed' })
  return undefined
}
