import { type ContactLedger, emptyLedger } from '../../../domain/contact/ledger.ts'
import { type BorrowerId, borrowerIdOf, caseIdOf, type LenderId } from '../../../domain/ids.ts'
import type { AccountRow } from '../../../domain/intake/account-row.ts'
import { addCounts, noCounts } from '../../../domain/intake/chunk.ts'
import { type DropKind, dropOf } from '../../../domain/intake/drop.ts'
import type { Row } from '../../../domain/intake/row.ts'
import { isRefusal } from '../../../domain/outcome.ts'
import { type Instant, instantOf } from '../../../domain/time.ts'
import type { Borrower } from '../../../functions/adapters/borrowers.ts'
import type { ContactLedgers } from '../../../functions/adapters/contact-ledgers.ts'
import { type RowWork, reportDrop, splitDrop, workThrough } from '../../../functions/adapters/drops.ts'
import { admitting } from '../../../functions/intake/admit-accounts.ts'
import { applying } from '../../../functions/intake/apply-payments.ts'
import { counting } from '../../../functions/intake/count-contacts.ts'
import { placing } from '../../../functions/intake/place-holds.ts'
import { InMemoryDossiers } from './in-memory-dossiers.ts'
import { InMemoryStore } from './in-memory-store.ts'

/** A lender's world without AWS: dossiers, people, ledgers and buckets, and the steps of intake over them. */
export class LenderWorld {
  readonly lenderId: LenderId
  readonly now: Instant
  readonly dossiers = new InMemoryDossiers()
  readonly people = new Map<string, AccountRow[]>()
  /** Cases that were not there yet when the person's record was written. */
  readonly keptBeforeCase: string[] = []
  readonly ledgers = new Map<string, ContactLedger>()
  readonly work = new InMemoryStore()
  readonly drops = new InMemoryStore()
  crashAfterRows = Number.POSITIVE_INFINITY

  readonly contactLedgers: { -readonly [Name in 'read' | 'change']: ContactLedgers[Name] } = {
    read: async (borrowerId) => this.ledgers.get(borrowerId) ?? emptyLedger(borrowerId),
    change: async (borrowerId, rule) => {
      const change = rule(this.ledgers.get(borrowerId) ?? emptyLedger(borrowerId))
      this.ledgers.set(borrowerId, change.ledger)
      return change
    },
  }

  readonly borrowers = {
    keep: async (_lender: LenderId, row: AccountRow) => {
      if (!this.dossiers.cases.has(row.caseId)) this.keptBeforeCase.push(row.caseId)
      this.people.set(row.borrowerId, [...(this.people.get(row.borrowerId) ?? []), row])
    },
    read: async (borrowerId: BorrowerId): Promise<Borrower | undefined> => {
      const rows = this.people.get(borrowerId) ?? []
      const last = rows.at(-1)
      return (
        last && {
          borrowerId,
          lenderId: this.lenderId,
          reference: last.person.borrowerReference,
          name: last.person.name,
          email: last.person.email,
          language: last.language,
          zone: last.zone,
          place: { ...last.person.place },
          accounts: Object.fromEntries(
            rows.map(({ caseId, person }) => [caseId, { reference: person.accountReference, kept: {} }]),
          ),
        }
      )
    },
  }

  constructor(lenderId: LenderId, now = instantOf('2026-03-02T15:00:00Z')) {
    this.lenderId = lenderId
    this.now = now
  }

  /** Takes a file through all of intake; `key` says where it was dropped. */
  async dropFile(key: string, content: string | Buffer) {
    const bytes = Buffer.from(content)
    const dropped = dropOf(key, bytes.toString('base64'))
    if (isRefusal(dropped)) throw new Error(dropped.reason)
    const { dropId, lenderId, kind } = dropped
    const drop = { dropId, lenderId, now: this.now }
    const file = (async function* () {
      yield bytes
    })()
    const { chunks, afterwards } = await splitDrop(this.work, dropId, { kind, size: bytes.length, file })
    let counts = noCounts
    for (const chunk of [...chunks, ...afterwards])
      counts = addCounts(counts, await workThrough(this.work, chunk, this.#crashing(this.#works(drop)[kind])))
    const report = await reportDrop(this.work, this.drops, { ...drop, kind, key })
    if (JSON.stringify({ ...report, ...counts }) !== JSON.stringify(report))
      throw new Error('the report counts otherwise')
    return report
  }

  #works(drop: Parameters<typeof admitting>[1]): Record<DropKind, RowWork> {
    const { dossiers, contactLedgers: ledgers } = this
    const account = (row: Row) => row.text('account_reference')
    const borrower = (row: Row) => row.text('borrower_reference')
    return {
      accounts: {
        kind: 'accounts',
        lane: account,
        deal: admitting({ dossiers, borrowers: this.borrowers, ledgers }, drop),
      },
      payments: { kind: 'payments', lane: account, deal: applying(dossiers, drop) },
      contacts: {
        kind: 'contacts',
        lane: borrower,
        deal: counting({ dossiers, borrowers: this.borrowers, ledgers }, drop),
      },
      holds: { kind: 'holds', lane: () => '', deal: placing({ dossiers, borrowers: this.borrowers, ledgers }, drop) },
    }
  }

  #crashing({ deal, ...work }: RowWork): RowWork {
    return {
      ...work,
      deal: (row) => {
        this.crashAfterRows -= 1
        if (this.crashAfterRows < 0) throw new Error('crashed half-way')
        return deal(row)
      },
    }
  }

  /** The case of an account reference. */
  case(reference: string) {
    const found = this.dossiers.cases.get(caseIdOf(this.lenderId, reference))
    if (found === undefined) throw new Error(`no case for ${reference}`)
    return found
  }

  /** What was kept of a borrower reference, oldest first. */
  borrower(reference: string) {
    return this.people.get(borrowerIdOf(this.lenderId, reference)) ?? []
  }
}
