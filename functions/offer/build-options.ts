import { caseStep } from '../case-step.ts'
import { onLambda } from '../on-lambda.ts'
import { seconds } from '../patience.ts'
import { standing } from './standing.ts'

/** Finds the plans that the borrower can keep (R12, R20). */
export const step = caseStep({
  stage: 'offer',
  name: 'Build options',
  command: ({ episode }) => ({ type: 'build options', episode }),
  result: (state, { offer, mediation }) => ({
    next: standing(state),
    patience: {
      approval: seconds(offer.approvalWithinDays),
      reminder: seconds(offer.reminderAfterDays),
      reply: seconds(offer.replyWithinDays),
      mediation: seconds(mediation.withinDays),
    },
  }),
})

export const handler = onLambda(step)
