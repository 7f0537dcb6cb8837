import * as z from 'zod'
import type { CaseEventType } from './event.ts'
import type { Case } from './state.ts'

/** The points at which a machine stands still until somebody outside answers. */
export const Wait = z.enum([
  'statement',
  'approval',
  'offer',
  'mediator',
  'proposal',
  'understanding',
  'signature',
  'change',
])
export type Wait = z.infer<typeof Wait>

/** What a waiting machine is told; the word that its next Choice looks at. */
export interface WaitAnswer {
  readonly answer: string
}

/** The machine need not wait any more, as the case went another way. */
const movedOn: WaitAnswer = { answer: 'moved-on' }

/** The stage in which each wait makes sense. */
const stageOf = {
  statement: 'assessing',
  approval: 'negotiating',
  offer: 'negotiating',
  mediator: 'negotiating',
  proposal: 'negotiating',
  understanding: 'agreeing',
  signature: 'agreeing',
  change: 'performing',
} as const satisfies Record<Wait, Case['stage']>

/**
 * What a wait of an episode came to, undefined while it has to go on. The state alone says it, so an answer that came before the machine
 * began to wait, or while it was between two waits, is never lost.
 */
export const answerTo = (wait: Wait, episode: number, state: Case): WaitAnswer | undefined => {
  if (wait === 'offer' && state.stage === 'agreeing' && state.episode === episode) return { answer: 'accepted' }
  if (wait === 'proposal' && state.stage === 'agreeing' && state.episode === episode) return { answer: 'accepted' }
  if (state.episode !== episode || state.stage !== stageOf[wait]) return movedOn
  switch (state.stage) {
    case 'assessing':
      return state.statement && { answer: 'given' }
    case 'negotiating':
      return negotiated(wait, state)
    case 'agreeing':
      return agreed(wait, state)
    case 'performing':
      if (state.warning === undefined) return movedOn
      return state.warning.answer && { answer: state.warning.answer }
  }
}

const negotiated = (
  wait: Wait,
  { offer, mediation }: Extract<Case, { stage: 'negotiating' }>,
): WaitAnswer | undefined => {
  switch (wait) {
    case 'approval':
      return offer?.approval === 'wanted' ? undefined : { answer: 'settled' }
    case 'offer':
      return offer?.answer && { answer: offer.answer }
    case 'mediator':
      return mediation?.proposal && { answer: 'proposed' }
    case 'proposal':
      return mediation?.answer && { answer: mediation.answer }
    default:
      return movedOn
  }
}

const agreed = (wait: Wait, { step }: Extract<Case, { stage: 'agreeing' }>): WaitAnswer | undefined => {
  if (step === 'withdrawn') return movedOn
  if (wait === 'understanding') return step === 'accepted' || step === 'drawn-up' ? undefined : { answer: 'understood' }
  return step === 'signed' ? { answer: 'signed' } : undefined
}

/** The events after which a waiting machine may have to go on. */
export const wakingEvents = [
  'StatementReceived',
  'ApprovalAnswered',
  'CounterOffered',
  'OfferDeclined',
  'MediationWanted',
  'MediatorProposed',
  'ProposalDeclined',
  'PlanAccepted',
  'AgreementUnderstood',
  'AgreementSigned',
  'WarningAnswered',
  'WarningResolved',
  'ReassessmentWanted',
  'CaseClosed',
] as const satisfies readonly CaseEventType[]
