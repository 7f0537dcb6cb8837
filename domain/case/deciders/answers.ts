import { isUnderstood } from '../../agreement/understanding.ts'
import { planOfProposal } from '../../mediation/propose.ts'
import { summaryOf } from '../../notice/content.ts'
import { isRefusal, type Refusal, refusal } from '../../outcome.ts'
import { instantPlusDays } from '../../time.ts'
import type { BorrowerAnswer } from '../answer.ts'
import type { CommandOf } from '../command.ts'
import type { Case, CaseIn } from '../state.ts'
import type { Story } from '../story.ts'
import { explain } from './agreement.ts'
import { checkEvidence, takeStatement } from './assessment.ts'
import { acceptPlan, planCase, settleApproval } from './offer.ts'

const tooLate = (state: Case): Refusal =>
  refusal(
    'too-late',
    `The case has moved on (${state.stage}) and this answer changes nothing any more; reply to the latest message.`,
  )

/** A borrower's answer through the link in a message (R22, R71). The last opt-out or complaint always counts; the rest must fit the stage. */
export const takeAnswer = (story: Story, { answer }: CommandOf<'take answer'>): Refusal | undefined => {
  const { state } = story
  switch (answer.answer) {
    case 'opt-out':
      return optOut(story)
    case 'complaint':
      return complain(story)
    case 'statement':
      return state.stage === 'assessing' && state.statement === undefined
        ? takeStatement(story, state, answer)
        : tooLate(state)
    case 'accept':
    case 'counter':
    case 'decline':
    case 'mediate':
      return state.stage === 'negotiating' ? negotiate(story, state, answer) : tooLate(state)
    case 'understanding':
    case 'sign':
    case 'withdraw':
      return state.stage === 'agreeing' ? agree(story, state, answer) : tooLate(state)
    case 'will-pay':
    case 'difficulty':
    case 'support-group':
    case 'all-well':
      return state.stage === 'performing' ? report(story, state, answer) : tooLate(state)
  }
}

const optOut = (story: Story): undefined => {
  if (story.state.holds.some((hold) => hold.kind === 'opt-out')) return
  story.tell({ type: 'HoldPlaced', hold: { kind: 'opt-out', setBy: 'borrower', from: story.situation.now } })
}

const complain = (story: Story): undefined => {
  const days = story.situation.policy.complaints.answerWithinDays
  story
    .tell({ type: 'ComplaintTaken' })
    .tell({
      type: 'HoldPlaced',
      hold: {
        kind: 'complaint',
        setBy: 'borrower',
        from: story.situation.now,
        until: instantPlusDays(story.situation.now, days),
      },
    })
    .notify({ kind: 'complaint-received', receivedOn: story.today, answerBy: story.inDays(days) })
}

type In<Answers extends BorrowerAnswer['answer']> = Extract<BorrowerAnswer, { answer: Answers }>

const negotiate = (
  story: Story,
  { offer, mediation }: CaseIn<'negotiating'>,
  answer: In<'accept' | 'counter' | 'decline' | 'mediate'>,
): Refusal | undefined => {
  if (mediation?.put && mediation.proposal !== undefined && mediation.answer === undefined) {
    if (answer.answer === 'accept') acceptPlan(story, mediation.proposal, 'mediation')
    else if (answer.answer === 'decline') story.tell({ type: 'ProposalDeclined' })
    else return refusal('not-offered', 'A mediator has made a proposal; it can be accepted or declined.')
    return undefined
  }
  if (offer?.madeAt === undefined || offer.answer !== undefined) return tooLate(story.state)
  const { round } = offer
  switch (answer.answer) {
    case 'accept': {
      const plan = offer.options[['a', 'b', 'c'].indexOf(answer.option)]
      if (plan === undefined)
        return refusal('no-such-option', `This offer has no option ${answer.option}; choose one that it lists.`)
      acceptPlan(story, plan, 'offer')
      return undefined
    }
    case 'counter': {
      const { monthlyAmount, months, dueDay } = answer
      story.tell({
        type: 'CounterOffered',
        round,
        monthlyAmount,
        ...(months === undefined ? {} : { months }),
        ...(dueDay === undefined ? {} : { dueDay }),
      })
      return undefined
    }
    case 'decline':
      story.tell({ type: 'OfferDeclined', round })
      return undefined
    case 'mediate':
      story.tell({ type: 'MediationWanted', round })
      return undefined
  }
}

const agree = (
  story: Story,
  state: CaseIn<'agreeing'>,
  answer: In<'understanding' | 'sign' | 'withdraw'>,
): Refusal | undefined => {
  const { coolingOffDays } = story.situation.policy.agreement
  switch (answer.answer) {
    case 'understanding':
      if (state.step !== 'drawn-up') return tooLate(state)
      if (isUnderstood(state.plan, coolingOffDays, answer.choices)) story.tell({ type: 'AgreementUnderstood' })
      else {
        story.tell({ type: 'AgreementMisunderstood' })
        explain(story, state)
      }
      return undefined
    case 'sign':
      if (state.step === 'signed') return tooLate(state)
      if (state.step !== 'understood')
        return refusal(
          'not-understood',
          'The agreement is signed after its questions were answered; please answer them first.',
        )
      if (answer.documentHash !== state.documentHash)
        return refusal(
          'other-document',
          'This is not the document that was explained; open the link of the latest message.',
        )
      story
        .tell({
          type: 'AgreementSigned',
          documentHash: answer.documentHash,
          coolingOffEndsAt: instantPlusDays(story.situation.now, coolingOffDays),
        })
        .tell({ type: 'HoldPlaced', hold: { kind: 'signed-plan', setBy: 'system', from: story.situation.now } })
      if (coolingOffDays > 0)
        story.notify({ kind: 'cooling-off', plan: summaryOf(state.plan, 'a'), until: story.inDays(coolingOffDays) })
      return undefined
    case 'withdraw':
      story.tell({ type: 'AgreementWithdrawn' }).tell({ type: 'CaseClosed', outcome: 'withdrawn' })
      return undefined
  }
}

const report = (
  story: Story,
  state: CaseIn<'performing'>,
  answer: In<'will-pay' | 'difficulty' | 'support-group' | 'all-well'>,
): Refusal | undefined => {
  if (!state.reviewAnswered) story.tell({ type: 'ReviewAnswered', changed: answer.answer !== 'all-well' })
  if (answer.answer === 'all-well') return undefined
  const open = state.warning
  if (open?.answer !== undefined) return tooLate(state)
  if (open === undefined)
    story.tell({ type: 'WarningRaised', number: state.warnings + 1, trigger: 'borrower', points: 0, reasons: [] })
  story.tell({
    type: 'WarningAnswered',
    answer: answer.answer,
    ...(answer.answer === 'difficulty' ? { hardship: answer.hardship } : {}),
    ...(answer.answer === 'will-pay' ? { payBy: answer.payBy } : {}),
  })
  return undefined
}

/** An answer of the lender's staff or of the mediator. */
export const takeStaffAnswer = (story: Story, { answer }: CommandOf<'take staff answer'>): Refusal | undefined => {
  const { state } = story
  if (answer.answer === 'evidence') return checkEvidence(story, answer)
  if (state.stage !== 'negotiating') return tooLate(state)
  if (answer.answer === 'approval') return settleApproval(story, answer.granted)
  if (state.mediation === undefined || state.mediation.proposal !== undefined) return tooLate(state)
  const plan = planOfProposal(planCase(story, state), answer)
  if (isRefusal(plan)) return plan
  if (plan.needsApproval)
    return refusal(
      'beyond-authority',
      'The lender could not agree to this proposal; propose a higher instalment or a shorter term.',
    )
  story.tell({ type: 'MediatorProposed', plan, ...(answer.words === undefined ? {} : { words: answer.words }) })
  return undefined
}
