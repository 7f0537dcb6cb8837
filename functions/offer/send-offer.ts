import { waitStep } from '../case-step.ts'
import { onLambda } from '../on-lambda.ts'

/** Sends the options, or the answer to a counter-offer, and waits for the borrower (R20, R22). */
export const step = waitStep({
  stage: 'offer',
  name: 'Send offer',
  wait: 'offer',
  command: ({ episode }) => ({ type: 'make offer', episode }),
})

export const handler = onLambda(step)
