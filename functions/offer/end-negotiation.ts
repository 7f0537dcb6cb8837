import { caseStep } from '../case-step.ts'
import { onLambda } from '../on-lambda.ts'

/** Ends the negotiation in good order and says why (R22). */
export const step = caseStep({
  stage: 'offer',
  name: 'End negotiation',
  command: ({ episode }) => ({ type: 'end negotiation', episode }),
})

export const handler = onLambda(step)
