import { caseStep } from '../case-step.ts'
import { onLambda } from '../on-lambda.ts'
import { seconds } from '../patience.ts'

/** Asks kindly what changed, before anything is demanded (R60). */
export const step = caseStep({
  stage: 'early-warning',
  name: 'Ask what changed',
  command: ({ warning }) => ({ type: 'ask what changed', warning }),
  result: ({ stage }, { warning }) => ({ next: stage, patience: { answer: seconds(warning.answerWithinDays) } }),
})

export const handler = onLambda(step)
