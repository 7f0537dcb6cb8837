import { caseStep } from '../case-step.ts'
import { onLambda } from '../on-lambda.ts'

/** Puts the plan in force after the cooling-off time (R41, R42). */
export const step = caseStep({
  stage: 'agreement',
  name: 'Activate plan',
  command: ({ episode }) => ({ type: 'activate plan', episode }),
})

export const handler = onLambda(step)
