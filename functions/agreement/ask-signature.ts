import { waitStep } from '../case-step.ts'
import { onLambda } from '../on-lambda.ts'

/** Asks who understood for the signature and waits for it (R40). */
export const step = waitStep({
  stage: 'agreement',
  name: 'Ask signature',
  wait: 'signature',
  command: ({ episode }) => ({ type: 'ask signature', episode }),
})

export const handler = onLambda(step)
