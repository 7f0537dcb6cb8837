import { type ContactTask, taskKeyOf } from '../domain/case/contact-task.ts'
import type { Case } from '../domain/case/state.ts'
import type { ContactQuestion } from '../domain/contact/gate.ts'
import type { ContactLedger } from '../domain/contact/ledger.ts'
import { usefulUntil } from '../domain/contact/staleness.ts'
import { calendarOf, type PolicyBook, policyOf } from '../domain/policy/policy-book.ts'
import type { Instant } from '../domain/time.ts'

interface Asked {
  readonly policies: PolicyBook
  readonly state: Case
  readonly task: ContactTask
  readonly now: Instant
}

/** Puts together what the contact gate looks at, for an attempt of staff to reach a borrower and the ledger as it stands. */
export const taskQuestion =
  ({ policies, state, task, now }: Asked) =>
  (ledger: ContactLedger): ContactQuestion => {
    const policy = policyOf(policies, state.lenderId, state.policyVersion)
    return {
      policy: policy.contact,
      calendar: calendarOf(policies, policy),
      zone: state.zones,
      holds: [...state.holds, ...(ledger.holds ?? [])],
      ledger,
      notice: {
        id: taskKeyOf(state.caseId, task.number),
        kind: task.about,
        requestedAt: task.notBefore,
        channel: task.channel,
        usefulUntil: task.content && usefulUntil(task.content),
      },
      now,
    }
  }
