import { unansweredStill } from '../../domain/case/deciders/offer.ts'
import { caseStep } from '../case-step.ts'
import { onLambda } from '../on-lambda.ts'
import { offerPatience } from '../patience.ts'

/** Ends the negotiation in good order and says why (R22), or says what is waited for again, as a complaint made the clock stand still. */
export const step = caseStep({
  stage: 'offer',
  name: 'End negotiation',
  waitingAgain: { machine: 'offer', words: ['offer', 'mediator', 'proposal'] },
  command: ({ episode }) => ({ type: 'end negotiation', episode }),
  result: (state, policy, now) => {
    const still = state.stage === 'negotiating' ? unansweredStill(state, policy, now) : undefined
    if (still === undefined) return { next: 'closed' }
    const { asked, seconds } = still
    return { next: asked, patience: { ...offerPatience(policy), reply: seconds, mediation: seconds } }
  },
})

export const handler = onLambda(step)
