import type { Case } from '../../domain/case/state.ts'
import type { HoldKind } from '../../domain/contact/holds.ts'
import { holdContacts } from '../../domain/contact/ledger.ts'
import type { Policy } from '../../domain/policy/policy.ts'
import { type Instant, instantPlusDays } from '../../domain/time.ts'
import type { ContactLedgers } from '../adapters/contact-ledgers.ts'

/**
 * Holds messages to the person behind a case, whatever case they are about (R74): who opts out of one letter means them all. Written before
 * the case is told, so that what is said is never forgotten; saying it again changes nothing else.
 */
export const holdPerson = async (
  ledgers: ContactLedgers,
  { borrowerId }: Case,
  kind: Extract<HoldKind, 'opt-out' | 'complaint'>,
  { complaints }: Policy,
  now: Instant,
): Promise<void> => {
  const until = kind === 'complaint' ? { until: instantPlusDays(now, complaints.answerWithinDays) } : {}
  await ledgers.change(borrowerId, (ledger) => ({
    ledger: holdContacts(ledger, { kind, setBy: 'borrower', from: now, ...until }),
  }))
}
