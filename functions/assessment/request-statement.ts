import { waitStep } from '../case-step.ts'
import { onLambda } from '../on-lambda.ts'

/** Sends the information pack, asks for the statement of means and waits for it (R10, R24). */
export const step = waitStep({
  stage: 'assessment',
  name: 'Request statement',
  wait: 'statement',
  command: ({ episode }) => ({ type: 'request statement', episode }),
})

export const handler = onLambda(step)
