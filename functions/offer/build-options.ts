import { caseStep } from '../case-step.ts'
import { onLambda } from '../on-lambda.ts'
import { offerPatience } from '../patience.ts'
import { standing } from './standing.ts'

/** Finds the plans that the borrower can keep (R12, R20). */
export const step = caseStep({
  stage: 'offer',
  name: 'Build options',
  command: ({ episode }) => ({ type: 'build options', episode }),
  result: (state, policy) => ({ next: standing(state), patience: offerPatience(policy) }),
})

export const handler = onLambda(step)
