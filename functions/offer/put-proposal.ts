import { waitStep } from '../case-step.ts'
import { onLambda } from '../on-lambda.ts'

/** Puts the mediator's proposal to the borrower and waits (R30). */
export const step = waitStep({
  stage: 'offer',
  name: 'Put proposal',
  wait: 'proposal',
  command: ({ episode }) => ({ type: 'put proposal', episode }),
})

export const handler = onLambda(step)
