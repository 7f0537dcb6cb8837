import type { ContactPoint } from '../../contact/contact-point.ts'
import { type AccountFacts, isOverdue, totalOf } from '../../intake/account.ts'
import { type Refusal, refusal } from '../../outcome.ts'
import { dayIn, daysBetween, type Instant } from '../../time.ts'
import type { CommandOf } from '../command.ts'
import type { CaseEvent } from '../event.ts'
import type { Case, CaseIn } from '../state.ts'
import { type Situation, Story } from '../story.ts'

/** Opens a case for an account, updates it from a later drop, or says that nothing changed (R01). */
export const admitAccount = (
  state: Case | undefined,
  command: CommandOf<'admit account'>,
  { policy, now }: Situation,
): readonly CaseEvent[] | Refusal => {
  const { language, zone, facts, origin, fingerprint } = command
  const emailPoint = command.emailPoint && { emailPoint: command.emailPoint }
  const zones = [...command.zones]
  const seenOn = state?.seen[origin.dropId]
  if (seenOn !== undefined && seenOn !== origin.line)
    return refusal(
      'duplicate-account',
      `This account already stands on line ${seenOn} of the same file; keep one of the two lines.`,
    )
  if (seenOn !== undefined || state?.fingerprint === fingerprint) return []
  const situation = { policy, now }
  if (state !== undefined && (state.stage !== 'closed' || !isOverdueAgain(state, facts, now))) {
    const story = new Story(state, situation).tell({
      type: 'AccountUpdated',
      language,
      zone,
      zones,
      facts,
      origin,
      fingerprint,
      ...emailPoint,
    })
    for (const lifted of liftedBy(command, state, now)) story.tell(lifted)
    closeWhenPaid(story)
    return story.events
  }
  if (!isOverdue(facts))
    return refusal('not-overdue', 'Nothing is overdue on this account; drop it again when something is.')
  return [
    {
      type: 'AccountAdmitted',
      lenderId: command.lenderId,
      borrowerId: command.borrowerId,
      policyVersion: policy.version,
      language,
      zone,
      zones,
      facts,
      origin,
      fingerprint,
      ...emailPoint,
      episode: (state?.episode ?? 0) + 1,
    },
    ...liftedBy(command, state, now),
  ]
}

/** Whether a corrected address takes the place of one that mail came back from. */
export const isReachableAgain = ({ holds, emailPoint: before }: Case, emailPoint: ContactPoint | undefined): boolean =>
  emailPoint !== undefined && emailPoint !== before && holds.some(({ kind }) => kind === 'bounced')

const liftedBy = ({ emailPoint }: CommandOf<'admit account'>, before: Case | undefined, now: Instant): CaseEvent[] =>
  before !== undefined && isReachableAgain(before, emailPoint)
    ? [{ type: 'HoldLifted', kind: 'bounced', setBy: 'lender', from: now }]
    : []

/**
 * Whether the arrears are new ones: they began after the case was closed. The lender's next file goes on listing the old ones, and a borrower
 * who declined, or settled, is not written to again for them.
 */
const isOverdueAgain = (state: CaseIn<'closed'>, facts: AccountFacts, now: Instant): boolean =>
  facts.daysPastDue < daysBetween(dayIn(state.zone, state.closedAt), dayIn(state.zone, now))

const closeWhenPaid = (story: Story): void => {
  const { state } = story
  if (state.stage !== 'closed' && state.stage !== 'performing' && totalOf(state.debt) === 0)
    story.tell({ type: 'CaseClosed', outcome: 'debt-paid' })
}

/** Applies a payment once, whatever the stage; the debt that is paid off closes the case. */
export const receivePayment = (
  story: Story,
  { paymentId, amount, on, origin }: CommandOf<'receive payment'>,
): Refusal | undefined => {
  if (story.state.payments[paymentId] !== undefined) return undefined
  story.tell({ type: 'PaymentReceived', paymentId, amount, on, origin })
  closeWhenPaid(story)
  const { state } = story
  if (state.stage !== 'performing') return undefined
  story.notify({ kind: 'payment-received', amount: { minor: amount, currency: state.facts.currency }, receivedOn: on })
  return undefined
}

/** Takes back a payment that the lender's bank took back. */
export const reversePayment = (
  story: Story,
  { paymentId, origin }: CommandOf<'reverse payment'>,
): Refusal | undefined => {
  const payment = story.state.payments[paymentId]
  if (payment === undefined)
    return refusal(
      'unknown-payment',
      'This payment was never reported for this account; drop the payment before its reversal.',
    )
  if (payment.reversedBy?.dropId === origin.dropId && payment.reversedBy.line === origin.line) return undefined
  if (payment.reversedBy !== undefined)
    return refusal('already-reversed', 'This payment was reversed before; a payment can be reversed only once.')
  story.tell({ type: 'PaymentReversed', paymentId, amount: payment.amount, on: payment.on, origin })
  return undefined
}
