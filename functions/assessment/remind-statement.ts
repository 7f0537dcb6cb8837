import { waitStep } from '../case-step.ts'
import { onLambda } from '../on-lambda.ts'

/** Asks once more, kindly, and goes on waiting. */
export const step = waitStep({
  stage: 'assessment',
  name: 'Remind statement',
  wait: 'statement',
  command: ({ episode }) => ({ type: 'remind statement', episode }),
})

export const handler = onLambda(step)
