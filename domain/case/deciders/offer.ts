import { redated } from '../../agreement/redate.ts'
import type { Hardship } from '../../assessment/assessment.ts'
import { chooseMediator, type MediatorChoice } from '../../mediation/choose-mediator.ts'
import { type ContentOf, type MediatorReason, summaryOf } from '../../notice/content.ts'
import { isRefusal, type Refusal, refusal } from '../../outcome.ts'
import { judgeCounterOffer } from '../../plan/counter-offer.ts'
import type { PlanCase } from '../../plan/drafting.ts'
import { buildOptions } from '../../plan/options.ts'
import type { Plan } from '../../plan/plan.ts'
import type { MediationPolicy, Policy } from '../../policy/policy.ts'
import type { Instant } from '../../time.ts'
import type { CommandOf } from '../command.ts'
import { type Asked, timeLeft } from '../deadline.ts'
import type { EventOf } from '../event.ts'
import type { CaseIn, CounterReason, Offer, Outcome } from '../state.ts'
import type { Story } from '../story.ts'

const movedOn = (story: Story): Refusal =>
  refusal('moved-on', `The case is ${story.state.stage}; this step of its negotiation is over.`)

const keys = ['a', 'b', 'c'] as const

/** The options of an offer as letters show them. */
const summariesOf = (options: readonly Plan[]) =>
  keys.flatMap((key, index) => options.slice(index, index + 1).map((plan) => summaryOf(plan, key)))

/** What the search for plans rests on: the debt as it stood when the negotiation began, means, and the lender's levers. */
export const planCase = (story: Story, state: CaseIn<'negotiating'>): PlanCase => ({
  account: {
    currency: state.facts.currency,
    debt: state.basis.debt,
    annualRatePercent: state.facts.annualRatePercent,
    remainingTermMonths: state.facts.remainingTermMonths,
    dueDay: state.facts.dueDay,
  },
  ability: state.assessment.ability,
  hardship: state.assessment.hardship,
  ...(state.assessment.hardshipMonths === undefined ? {} : { hardshipMonths: state.assessment.hardshipMonths }),
  policy: story.situation.policy.offer,
  today: story.today,
})

/** Finds the plans that this borrower can keep (R12, R20), or ends the negotiation plainly when there is none. */
export const buildOfferOptions = (story: Story): Refusal | undefined => {
  const { state } = story
  if (state.stage !== 'negotiating') return movedOn(story)
  if (state.offer !== undefined) return undefined
  if (state.assessment.segment === 'disputing') {
    story.tell({ type: 'CaseClosed', outcome: 'disputed' })
    return undefined
  }
  const built = buildOptions({ ...planCase(story, state), round: 1 })
  if (isRefusal(built)) {
    story
      .tell({ type: 'CaseClosed', outcome: 'no-plan-fits' })
      .notify({ kind: 'no-plan', because: 'nothing-affordable' })
    return undefined
  }
  story.tell(optionsBuilt(1, built.options))
  return undefined
}

const optionsBuilt = (
  round: number,
  options: Plan[],
  answering?: EventOf<'OptionsBuilt'>['answering'],
): EventOf<'OptionsBuilt'> => ({
  type: 'OptionsBuilt',
  round,
  options,
  needsApproval: options.some((plan) => plan.needsApproval),
  ...(answering && { answering }),
})

/** Asks the lender's own staff, where the options go beyond what policy may grant alone. */
export const askApproval = (story: Story): Refusal | undefined => {
  const { state } = story
  if (state.stage !== 'negotiating' || state.offer === undefined) return movedOn(story)
  if (state.offer.approval === 'wanted' && !state.offer.approvalAsked)
    story.tell({ type: 'ApprovalRequested', round: state.offer.round })
  return undefined
}

/** Takes the approver's word; what needs approval and has none is not offered. */
export const settleApproval = (story: Story, granted: boolean): Refusal | undefined => {
  const { state } = story
  if (state.stage !== 'negotiating' || state.offer?.approval !== 'wanted')
    return refusal('not-wanted', 'No approval is wanted for this case now.')
  const { round, options } = state.offer
  story.tell({ type: 'ApprovalAnswered', round, granted })
  if (!granted && options.every((plan) => plan.needsApproval))
    story
      .tell({ type: 'CaseClosed', outcome: 'approval-refused' })
      .notify({ kind: 'no-plan', because: 'lender-declined' })
  return undefined
}

/** Sends the options, or the answer to the borrower's own proposal (R20, R22). No word from the approver in time counts as a no. */
export const makeOffer = (story: Story): Refusal | undefined => {
  if (story.state.stage === 'negotiating' && story.state.offer?.approval === 'wanted') settleApproval(story, false)
  const { state } = story
  if (state.stage !== 'negotiating' || state.offer === undefined)
    return story.events.length > 0 ? undefined : movedOn(story)
  if (state.offer.madeAt !== undefined) return undefined
  const { reminderAfterDays, replyWithinDays } = story.situation.policy.offer
  const replyBy = story.inDays(reminderAfterDays + replyWithinDays)
  const { round, answering } = state.offer
  const options = summariesOf(state.offer.options)
  story.tell({ type: 'OfferMade', round, replyBy }).notify(
    answering === undefined
      ? { kind: 'offer', round, options, replyBy }
      : {
          kind: 'counter-answer',
          round,
          asked: { minor: answering.monthlyAmount, currency: state.facts.currency },
          answer: answering.because === undefined ? 'agreed' : 'part-way',
          ...(answering.because && { because: inWords[answering.because] }),
          options,
          replyBy,
        },
  )
  return undefined
}

/** The reasons as letters tell them. */
const inWords = {
  'more-than-affordable': 'beyond-this-round',
  'needs-more-months': 'too-long-to-repay',
  'beyond-concession': 'beyond-this-round',
  'below-smallest-instalment': 'too-long-to-repay',
  'beyond-policy': 'lender-declined',
  'last-round': 'beyond-this-round',
} as const satisfies Record<CounterReason, ContentOf<'counter-answer'>['because']>

/** Reminds of an offer that nobody answered. */
export const remindOffer = (story: Story): Refusal | undefined => {
  const { state } = story
  if (state.stage !== 'negotiating' || state.offer?.madeAt === undefined) return movedOn(story)
  if (state.offer.answer !== undefined || state.offer.reminded || state.offer.replyBy === undefined) return undefined
  const { round, replyBy } = state.offer
  story.tell({ type: 'OfferReminded', round }).notify({ kind: 'offer-reminder', round, replyBy })
  return undefined
}

/** The borrower says yes: the plan is dated so that nothing falls due before the agreement can be in force. */
export const acceptPlan = (story: Story, plan: Plan, via: EventOf<'PlanAccepted'>['via']): void => {
  const { understandWithinDays, signWithinDays, coolingOffDays } = story.situation.policy.agreement
  const { episode, facts, mediation } = { mediation: undefined, ...story.state }
  const notBefore = story.inDays(understandWithinDays + signWithinDays + coolingOffDays)
  if (mediation !== undefined) story.tell({ type: 'HoldLifted', kind: 'mediation' })
  story.tell({ type: 'PlanAccepted', episode, plan: redated(plan, notBefore, facts.dueDay), via })
}

/** Judges the borrower's own proposal: yes, the nearest plan that fits both sides, or stuck (R22). */
export const answerCounterOffer = (story: Story): Refusal | undefined => {
  const { state } = story
  if (state.stage !== 'negotiating' || state.offer === undefined) return movedOn(story)
  const { round, counter, options, judged: before } = state.offer
  if (counter === undefined || before) return undefined
  const judged = judgeCounterOffer({
    ...planCase(story, state),
    proposal: counter,
    previous: options,
    round,
  })
  // The debt or the means changed since the offer, so that no plan can be made of any proposal.
  if (isRefusal(judged)) {
    story.tell({ type: 'CounterJudged', round, verdict: 'stuck', reason: 'beyond-policy' })
    return undefined
  }
  switch (judged.verdict) {
    case 'accepted':
      story.tell({ type: 'CounterJudged', round, verdict: 'accepted' })
      if (judged.plan.needsApproval)
        story.tell(optionsBuilt(round + 1, [judged.plan], { monthlyAmount: counter.monthlyAmount }))
      else acceptPlan(story, judged.plan, 'counter-offer')
      return undefined
    case 'revised':
      story
        .tell({ type: 'CounterJudged', round, verdict: 'revised', reason: judged.reason })
        .tell(optionsBuilt(round + 1, judged.options, { monthlyAmount: counter.monthlyAmount, because: judged.reason }))
      return undefined
    case 'stuck':
      story.tell({ type: 'CounterJudged', round, verdict: 'stuck', reason: judged.reason })
      return undefined
  }
}

/** Brings in a neutral third party, chosen by language, expertise and load, without a conflict of interest (R30, R31). */
export const assignMediator = (story: Story, { load }: CommandOf<'assign mediator'>): Refusal | undefined => {
  const { state, situation } = story
  if (state.stage !== 'negotiating') return movedOn(story)
  if (state.mediation !== undefined) return undefined
  const { mediation } = situation.policy
  if (!mediation.offered) return refusal('no-mediation', 'This lender offers no mediation.')
  const chosen = chooseMediator({
    mediators: mediation.mediators,
    lenderId: state.lenderId,
    language: state.language,
    expertise: expertiseFor[state.assessment.hardship],
    load,
  })
  if (isRefusal(chosen)) return chosen
  const chosenFor = chosen.reasons.map((reason) => openly[reason])
  story
    .tell({ type: 'MediatorAssigned', mediatorId: chosen.mediatorId, reasons: chosenFor })
    .tell({ type: 'HoldPlaced', hold: { kind: 'mediation', setBy: 'system', from: situation.now } })
    .notify({
      kind: 'mediation-opened',
      mediator: chosen.mediatorId,
      chosenFor,
      until: story.inDays(mediation.withinDays),
    })
  return undefined
}

/** The field a mediator should know, by why the borrower fell behind. */
const expertiseFor = {
  unemployment: 'employment',
  'reduced-income': 'employment',
  illness: 'medical',
  family: 'consumer',
  'business-downturn': 'small-business',
  disaster: 'consumer',
  none: 'consumer',
} as const satisfies Record<Hardship, MediationPolicy['mediators'][number]['expertise'][number]>

/** Why this mediator, as both sides read it. */
const openly = {
  language: 'speaks-your-language',
  expertise: 'knows-the-field',
  'least-loaded': 'has-time',
  'no-conflict': 'no-conflict',
} as const satisfies Record<MediatorChoice['reasons'][number], MediatorReason>

/** Puts the mediator's proposal to the borrower. */
export const putProposal = (story: Story): Refusal | undefined => {
  const { state } = story
  if (state.stage !== 'negotiating' || state.mediation?.proposal === undefined) return movedOn(story)
  if (state.mediation.put) return undefined
  const { mediatorId, reasons, proposal, words } = state.mediation
  const replyBy = story.inDays(story.situation.policy.mediation.withinDays)
  story.tell({ type: 'ProposalPut', replyBy }).notify({
    kind: 'mediator-proposal',
    mediator: mediatorId,
    chosenFor: reasons,
    summary: summaryOf(proposal, 'a'),
    ...(words === undefined ? {} : { words }),
    replyBy,
  })
  return undefined
}

/** What is waited for in a negotiation: an answer to the offer, the mediator's proposal, or an answer to that. */
const awaitedIn = (
  { offer, mediation }: CaseIn<'negotiating'>,
  { offer: { reminderAfterDays, replyWithinDays }, mediation: { withinDays } }: Policy,
): (Asked & { readonly from: 'offer' | 'mediator' | 'proposal' }) | undefined => {
  if (mediation !== undefined) {
    if (mediation.answer !== undefined) return undefined
    return mediation.proposal === undefined
      ? { from: 'mediator', at: mediation.openedAt, withinDays }
      : { from: 'proposal', at: mediation.putAt, withinDays }
  }
  if (offer?.madeAt === undefined || offer.answer !== undefined) return undefined
  return { from: 'offer', at: offer.madeAt, withinDays: reminderAfterDays + replyWithinDays }
}

/** What can still be answered although its time is over, as the clock stood still; undefined when nothing can. */
export const unansweredStill = (
  state: CaseIn<'negotiating'>,
  policy: Policy,
  now: Instant,
): { readonly asked: 'offer' | 'mediator' | 'proposal'; readonly seconds: number } | undefined => {
  const awaited = awaitedIn(state, policy)
  const seconds = awaited === undefined ? 0 : timeLeft(state, awaited, now)
  return awaited === undefined || seconds === 0 ? undefined : { asked: awaited.from, seconds }
}

/** Ends the negotiation in good order and says why; not while an answer can still come, as the clock stood still. */
export const endNegotiation = (story: Story): Refusal | undefined => {
  const { state, situation } = story
  if (state.stage !== 'negotiating') return movedOn(story)
  if (unansweredStill(state, situation.policy, situation.now) !== undefined) return undefined
  const outcome = outcomeOf(state)
  story.tell({ type: 'CaseClosed', outcome }).notify({ kind: 'negotiation-ended', because: reasons[outcome] })
  return undefined
}

const outcomeOf = ({ mediation, offer }: CaseIn<'negotiating'>): keyof typeof reasons => {
  if (mediation !== undefined) return 'mediation-failed'
  return answered[offer?.answer ?? 'nothing']
}

const answered = {
  nothing: 'unanswered',
  accepted: 'unanswered',
  declined: 'declined',
  countered: 'rounds-used',
  'mediation-wanted': 'rounds-used',
} as const satisfies Record<NonNullable<Offer['answer']> | 'nothing', Outcome>

const reasons = {
  unanswered: 'no-reply',
  declined: 'borrower-declined',
  'rounds-used': 'rounds-used',
  'mediation-failed': 'mediation-without-result',
} as const
