import { caseStep } from '../case-step.ts'
import { onLambda } from '../on-lambda.ts'
import { seconds } from '../patience.ts'

/** Judges the risk before anybody is contacted, and says how patient the lender is (R02, R13). */
export const step = caseStep({
  stage: 'assessment',
  name: 'Assess risk',
  command: ({ episode }) => ({ type: 'assess risk', episode }),
  result: (state, { assessment }) => ({
    next: state.stage,
    patience: { reminder: seconds(assessment.reminderAfterDays), statement: seconds(assessment.statementWithinDays) },
  }),
})

export const handler = onLambda(step)
