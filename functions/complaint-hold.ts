import type { Hold } from '../domain/contact/holds.ts'
import { type ContactLedger, casesContactedAbout } from '../domain/contact/ledger.ts'
import type { CaseId } from '../domain/ids.ts'
import type { Policy } from '../domain/policy/policy.ts'
import { type Instant, instantPlusDays } from '../domain/time.ts'
import type { Dossiers } from './adapters/dossiers.ts'

/** The hold that a complaint sets, until it has to be answered (R74). */
export const complaintHold = ({ complaints }: Policy, now: Instant): Hold => ({
  kind: 'complaint',
  setBy: 'borrower',
  from: now,
  until: instantPlusDays(now, complaints.answerWithinDays),
})

/**
 * Writes a hold over the person into the dossiers of their other cases, where the time to answer then stands still as the messages do. A
 * case about which nothing was written lately waits for no answer.
 */
export const holdOtherCases = async (
  dossiers: Pick<Dossiers, 'carryOut'>,
  ledger: ContactLedger,
  caseId: CaseId,
  hold: Hold,
  now: Instant,
): Promise<void> => {
  for (const other of casesContactedAbout(ledger))
    if (other !== caseId) await dossiers.carryOut(other, { type: 'place hold', hold }, now, 'borrower')
}
