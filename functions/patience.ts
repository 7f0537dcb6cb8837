import type { Policy } from '../domain/policy/policy.ts'

/** Days of the lender's policy as the seconds of a state's time-out. */
export const seconds = (days: number): number => days * 86_400

/** How long an assessment waits, in seconds. */
export const assessmentPatience = ({ assessment }: Policy) => ({
  reminder: seconds(assessment.reminderAfterDays),
  statement: seconds(assessment.statementWithinDays),
})

/** How long a negotiation waits, in seconds. */
export const offerPatience = ({ offer, mediation }: Policy) => ({
  approval: seconds(offer.approvalWithinDays),
  reminder: seconds(offer.reminderAfterDays),
  reply: seconds(offer.replyWithinDays),
  mediation: seconds(mediation.withinDays),
})

/** How long an agreement waits, in seconds. */
export const agreementPatience = ({ agreement }: Policy) => ({
  understanding: seconds(agreement.understandWithinDays),
  signature: seconds(agreement.signWithinDays),
  coolingOff: seconds(agreement.coolingOffDays),
})
