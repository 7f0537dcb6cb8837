import { statementTimeLeft } from '../../domain/case/deciders/assessment.ts'
import { caseStep } from '../case-step.ts'
import { onLambda } from '../on-lambda.ts'
import { assessmentPatience } from '../patience.ts'

/**
 * Judges ability, willingness apart from it, and the segment (R11, R12); or says that the statement is waited for again, as a complaint made
 * the clock stand still.
 */
export const step = caseStep({
  stage: 'assessment',
  name: 'Score ability',
  waitingAgain: { machine: 'assessment', words: ['statement'] },
  command: ({ episode }) => ({ type: 'score ability', episode }),
  result: (state, policy, now) =>
    state.stage === 'assessing'
      ? {
          next: 'statement',
          patience: { ...assessmentPatience(policy), statement: statementTimeLeft(state, policy, now) },
        }
      : { next: state.stage },
})

export const handler = onLambda(step)
