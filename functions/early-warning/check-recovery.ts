import { caseStep } from '../case-step.ts'
import { onLambda } from '../on-lambda.ts'

/** Looks whether the arrears are gone; otherwise a person takes over. */
export const step = caseStep({
  stage: 'early-warning',
  name: 'Check recovery',
  command: ({ warning }) => ({ type: 'check recovery', warning }),
})

export const handler = onLambda(step)
