import { waitStep } from '../case-step.ts'
import { onLambda } from '../on-lambda.ts'

/** Reminds of an offer and goes on waiting for the answer. */
export const step = waitStep({
  stage: 'offer',
  name: 'Remind offer',
  wait: 'offer',
  command: ({ episode }) => ({ type: 'remind offer', episode }),
})

export const handler = onLambda(step)
