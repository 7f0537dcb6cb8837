import { caseStep } from '../case-step.ts'
import { onLambda } from '../on-lambda.ts'
import { standing } from './standing.ts'

/** Judges the borrower's own proposal (R22). */
export const step = caseStep({
  stage: 'offer',
  name: 'Answer counter-offer',
  command: ({ episode }) => ({ type: 'answer counter-offer', episode }),
  result: (state) => ({ next: standing(state) }),
})

export const handler = onLambda(step)
