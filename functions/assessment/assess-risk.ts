import { caseStep } from '../case-step.ts'
import { onLambda } from '../on-lambda.ts'
import { assessmentPatience } from '../patience.ts'

/** Judges the risk before anybody is contacted, and says how patient the lender is (R02, R13). */
export const step = caseStep({
  stage: 'assessment',
  name: 'Assess risk',
  command: ({ episode }) => ({ type: 'assess risk', episode }),
  result: (state, policy) => ({ next: state.stage, patience: assessmentPatience(policy) }),
})

export const handler = onLambda(step)
