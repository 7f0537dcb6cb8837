import type { Case, PendingNotice } from '../../domain/case/state.ts'
import type { ContactQuestion } from '../../domain/contact/gate.ts'
import type { ContactLedger } from '../../domain/contact/ledger.ts'
import { usefulUntil } from '../../domain/contact/staleness.ts'
import type { NoticeId } from '../../domain/ids.ts'
import { calendarOf, type PolicyBook, policyOf } from '../../domain/policy/policy-book.ts'
import type { Instant } from '../../domain/time.ts'

interface Asked {
  readonly policies: PolicyBook
  readonly state: Case
  readonly noticeId: NoticeId
  readonly pending: PendingNotice
  readonly now: Instant
}

/** From the instant that a Task is given to the mail service's answer: no longer than the Task may take. */
const sendingSeconds = 60

/** Puts together what the contact gate looks at, for one notice and the borrower's ledger as it stands. */
export const contactQuestion =
  ({ policies, state, noticeId, pending, now }: Asked) =>
  (ledger: ContactLedger): ContactQuestion => {
    const policy = policyOf(policies, state.lenderId, state.policyVersion)
    return {
      policy: policy.contact,
      calendar: calendarOf(policies, policy),
      zone: state.zones,
      holds: [...state.holds, ...(ledger.holds ?? [])],
      ledger,
      notice: {
        id: noticeId,
        kind: pending.content.kind,
        requestedAt: pending.requestedAt,
        channel: 'email',
        point: state.emailPoint,
        usefulUntil: usefulUntil(pending.content),
        rests: pending.rests,
      },
      now,
      takesSeconds: sendingSeconds,
    }
  }
