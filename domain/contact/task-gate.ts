import { type ContactDecision, type ContactQuestion, mayContact } from './gate.ts'
import { isInForce } from './holds.ts'

/**
 * May staff call or text this person, and if not, when (R71)? The same windows, caps and holds as for any message, by channel; but an
 * e-mail address that is gone is no reason not to call, and who asked not to be called is not.
 */
export const mayReach = (question: ContactQuestion): ContactDecision => {
  const { holds, notice, now } = question
  const unwanted = notice.channel === 'phone' && holds.some((hold) => hold.kind === 'no-calls' && isInForce(hold, now))
  if (unwanted) return { decision: 'suppress', reason: 'hold-no-calls' }
  return mayContact({ ...question, holds: holds.filter(({ kind }) => kind !== 'bounced') })
}
