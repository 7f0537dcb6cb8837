import { agreementTimeLeft } from '../../domain/case/deciders/agreement.ts'
import { caseStep } from '../case-step.ts'
import { onLambda } from '../on-lambda.ts'
import { agreementPatience } from '../patience.ts'

/** Ends an agreement that was not understood or signed in time, or says what is waited for again, as a complaint made the clock stand still. */
export const step = caseStep({
  stage: 'agreement',
  name: 'Lapse agreement',
  waitingAgain: { machine: 'agreement', words: ['explanation', 'signature'] },
  command: ({ episode }) => ({ type: 'lapse agreement', episode }),
  result: (state, policy, now) => {
    if (state.stage !== 'agreeing') return { next: 'closed' }
    const left = agreementTimeLeft(state, policy, now)
    return {
      next: state.step === 'understood' ? 'signature' : 'explanation',
      patience: { ...agreementPatience(policy), understanding: left, signature: left },
    }
  },
})

export const handler = onLambda(step)
