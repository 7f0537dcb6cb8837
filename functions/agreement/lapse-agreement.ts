import { caseStep } from '../case-step.ts'
import { onLambda } from '../on-lambda.ts'

/** Ends an agreement that was not understood or signed in time. */
export const step = caseStep({
  stage: 'agreement',
  name: 'Lapse agreement',
  command: ({ episode }) => ({ type: 'lapse agreement', episode }),
})

export const handler = onLambda(step)
