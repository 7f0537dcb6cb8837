import { type ContactTask, taskKeyOf } from '../domain/case/contact-task.ts'
import type { Case, PendingNotice } from '../domain/case/state.ts'
import type { ContactQuestion } from '../domain/contact/gate.ts'
import type { ContactLedger } from '../domain/contact/ledger.ts'
import { usefulUntil } from '../domain/contact/staleness.ts'
import type { NoticeId } from '../domain/ids.ts'
import { calendarOf, type PolicyBook, policyOf } from '../domain/policy/policy-book.ts'
import type { Instant } from '../domain/time.ts'

interface Asked {
  readonly policies: PolicyBook
  readonly state: Case
  readonly now: Instant
}

/** What the contact gate looks at whatever is to be said: the lender's policy, the person's holds and ledger, the time. */
const standing = ({ policies, state, now }: Asked, ledger: ContactLedger) => {
  const policy = policyOf(policies, state.lenderId, state.policyVersion)
  return {
    policy: policy.contact,
    calendar: calendarOf(policies, policy),
    zone: state.zones,
    holds: [...state.holds, ...(ledger.holds ?? [])],
    ledger,
    now,
  }
}

/** From the instant that a Task is given to the mail service's answer: no longer than the Task may take. */
const sendingSeconds = 60

/** Puts together what the contact gate looks at, for one notice and the borrower's ledger as it stands. */
export const noticeQuestion =
  ({ noticeId, pending, ...asked }: Asked & { readonly noticeId: NoticeId; readonly pending: PendingNotice }) =>
  (ledger: ContactLedger): ContactQuestion => ({
    ...standing(asked, ledger),
    notice: {
      id: noticeId,
      kind: pending.content.kind,
      requestedAt: pending.requestedAt,
      channel: 'email',
      point: asked.state.emailPoint,
      usefulUntil: usefulUntil(pending.content),
      rests: pending.rests,
    },
    takesSeconds: sendingSeconds,
  })

/** Puts together what the contact gate looks at, for an attempt of staff to reach a borrower and the ledger as it stands. */
export const taskQuestion =
  ({ task, ...asked }: Asked & { readonly task: ContactTask }) =>
  (ledger: ContactLedger): ContactQuestion => ({
    ...standing(asked, ledger),
    notice: {
      id: taskKeyOf(asked.state.caseId, task.number),
      kind: task.about,
      requestedAt: task.notBefore,
      channel: task.channel,
      usefulUntil: task.content && usefulUntil(task.content),
    },
  })
