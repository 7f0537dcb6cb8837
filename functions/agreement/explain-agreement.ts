import { waitStep } from '../case-step.ts'
import { onLambda } from '../on-lambda.ts'

/** Explains the agreement and waits until its questions are answered rightly (R41). */
export const step = waitStep({
  stage: 'agreement',
  name: 'Explain agreement',
  wait: 'understanding',
  command: ({ episode }) => ({ type: 'explain agreement', episode }),
})

export const handler = onLambda(step)
