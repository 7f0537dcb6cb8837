import type { Command } from '../../domain/case/command.ts'
import { CaseId } from '../../domain/ids.ts'
import { type HoldRow, isTakenIn, readHold, withHoldRow } from '../../domain/intake/hold-row.ts'
import { isProblems, type Problem, problem } from '../../domain/intake/problem.ts'
import { currentVersion, policyOf } from '../../domain/policy/policy-book.ts'
import { type Borrower, borrowerReadAccess } from '../adapters/borrowers.ts'
import type { RowWork } from '../adapters/drops.ts'
import { onLambda } from '../on-lambda.ts'
import { type Drop, rowStep, type Surroundings } from './row-step.ts'

/**
 * Deals with one row: the hold is written into the dossier of each of the person's cases (R80), and into their ledger, so that it counts
 * for every message to them. The ledger comes last and remembers the row: what a crash cut short is done again to its end.
 */
export const placing = ({ dossiers, borrowers, ledgers }: Surroundings, { lenderId, now }: Drop): RowWork['deal'] => {
  const { policies } = dossiers
  const zone = policyOf(policies, lenderId, currentVersion(policies, lenderId)).contact.communicationTimeConfig
    .localTimeZoneConfig.defaultTimeZone
  return async ({ row }) => {
    const held = readHold(row, { lenderId, zone, now })
    if (isProblems(held)) return held
    const borrower = await personOf(held, { dossiers, borrowers })
    if (borrower === undefined) return [nobody(held)]
    const { borrowerId } = borrower
    const ledger = await ledgers.read(borrowerId)
    if (isTakenIn(ledger, held)) return 'unchanged'
    const events: string[] = []
    for (const caseId of casesOf(borrower)) {
      const outcome = await dossiers.carryOut(caseId, commandOf(held), now, 'lender')
      // A person's record is written before their case, so a case may not be there yet.
      if ('events' in outcome) events.push(...outcome.events.map(({ type }) => type))
    }
    const { change } = held
    if (change.action === 'lift' && events.length === 0 && !ledger.holds?.some(({ kind }) => kind === change.kind))
      return [nothingToLift]
    await ledgers.change(borrowerId, (before) => ({
      ledger: isTakenIn(before, held) ? before : withHoldRow(before, held),
    }))
    return 'admitted'
  }
}

const personOf = async (
  { of }: HoldRow,
  { dossiers, borrowers }: Pick<Surroundings, 'dossiers' | 'borrowers'>,
): Promise<Borrower | undefined> => {
  const borrowerId = 'borrowerId' in of ? of.borrowerId : (await dossiers.read(of.caseId))?.borrowerId
  return borrowerId && borrowers.read(borrowerId)
}

const casesOf = ({ accounts }: Borrower): CaseId[] =>
  Object.keys(accounts)
    .sort()
    .map((caseId) => CaseId.parse(caseId))

const commandOf = ({ change }: HoldRow): Command =>
  change.action === 'place'
    ? { type: 'place hold', hold: change.hold }
    : { type: 'lift hold', kind: change.kind, setBy: change.setBy, from: change.from }

/** A hold that went to nobody would be believed to be kept. */
const nobody = ({ of }: HoldRow): Problem =>
  'borrowerId' in of
    ? problem(
        'borrower_reference',
        'unknown-borrower',
        'No account of this borrower was dropped.',
        'Correct the reference, or drop the account first.',
      )
    : problem(
        'account_reference',
        'unknown-account',
        'No case was opened for this account.',
        'Correct the reference, or drop the account first.',
      )

const nothingToLift = problem(
  'hold',
  'unknown-hold',
  'The borrower has no hold of this kind.',
  'Nothing, if it is over; otherwise correct the kind or the reference.',
)

/** Places and lifts the holds of a chunk: what the lender knows of a person and no message may ignore (R42, R74). */
export const step = rowStep({
  name: 'Place holds',
  kind: 'holds',
  borrowerAccess: borrowerReadAccess,
  // A person can be named in two ways, and what is placed and lifted again must stay in the order of the file: one lane for all.
  lane: () => '',
  dealing: placing,
})

export const handler = onLambda(step)
