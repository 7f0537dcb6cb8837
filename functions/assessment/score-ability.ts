import { caseStep } from '../case-step.ts'
import { onLambda } from '../on-lambda.ts'

/** Judges ability, willingness apart from it, and the segment (R11, R12). */
export const step = caseStep({
  stage: 'assessment',
  name: 'Score ability',
  command: ({ episode }) => ({ type: 'score ability', episode }),
})

export const handler = onLambda(step)
