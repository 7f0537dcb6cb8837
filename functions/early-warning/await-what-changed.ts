import { waitStep } from '../case-step.ts'
import { onLambda } from '../on-lambda.ts'

/** Waits for what the borrower says. */
export const step = waitStep({
  stage: 'early-warning',
  name: 'Await what changed',
  wait: 'change',
  command: ({ warning }) => ({ type: 'ask what changed', warning }),
})

export const handler = onLambda(step)
