import type { Case } from '../../domain/case/state.ts'
import { holdContacts } from '../../domain/contact/ledger.ts'
import type { Policy } from '../../domain/policy/policy.ts'
import type { Instant } from '../../domain/time.ts'
import type { ContactLedgers } from '../adapters/contact-ledgers.ts'
import type { Dossiers } from '../adapters/dossiers.ts'
import { complaintHold, holdOtherCases } from '../complaint-hold.ts'

interface Connections {
  readonly dossiers: Pick<Dossiers, 'carryOut'>
  readonly ledgers: Pick<ContactLedgers, 'change'>
}

/**
 * Holds messages to the person behind a case, whatever case they are about (R74): who opts out of one letter means them all, and while a
 * complaint is open nothing runs out. Written before the case is told, so that what is said is never forgotten; saying it again changes
 * nothing else.
 */
export const holdPerson = async (
  { dossiers, ledgers }: Connections,
  { borrowerId, caseId }: Case,
  kind: 'opt-out' | 'complaint',
  policy: Policy,
  now: Instant,
): Promise<void> => {
  const hold = kind === 'complaint' ? complaintHold(policy, now) : ({ kind, setBy: 'borrower', from: now } as const)
  const { ledger } = await ledgers.change(borrowerId, (before) => ({ ledger: holdContacts(before, hold) }))
  if (kind === 'complaint') await holdOtherCases(dossiers, ledger, caseId, hold, now)
}
