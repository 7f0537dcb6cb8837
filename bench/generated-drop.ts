import { Readable } from 'node:stream'
import { DropId, LenderId } from '../domain/ids.ts'
import { readAccount } from '../domain/intake/account-row.ts'
import { addCounts, type Counts, noCounts } from '../domain/intake/chunk.ts'
import { accountColumns } from '../domain/intake/columns.ts'
import { csvLine } from '../domain/intake/csv-line.ts'
import { isProblems } from '../domain/intake/problem.ts'
import { instantOf } from '../domain/time.ts'
import { type RowWork, reportDrop, type SplitDrop, splitDrop, workThrough } from '../functions/adapters/drops.ts'
import type { ObjectStore } from '../functions/adapters/object-store.ts'

const rowsAtOnce = 500

const dropId = DropId.parse('drop-0123456789abcdef')
const lenderId = LenderId.parse('union-c')
const now = instantOf('2026-03-02T15:00:00Z')

const cellsOf = (index: number): Readonly<Record<keyof typeof accountColumns, string>> => ({
  account_reference: `UC${index}`,
  borrower_reference: `UCB${index}`,
  name: index % 10 === 0 ? `Moore, Maria ${index}` : `Maria Moore ${index}`,
  email: `maria.moore${index}@example.net`,
  language: 'en-US',
  time_zone: '',
  region: index % 2 === 0 ? 'IL' : 'CA',
  product: 'medical-loan',
  currency: 'USD',
  contract_rate: '14.99',
  rate_basis: 'annual',
  // Every hundredth row is refused.
  outstanding_principal: index % 100 === 99 ? 'unknown' : `${1_000 + (index % 9_000)}.78`,
  accrued_interest: '27.54',
  fees: '30.00',
  remaining_term_months: '11',
  due_day: '27',
  days_past_due: String(1 + (index % 120)),
  instalment: '293.36',
  last_payment_date: '2025-12-28',
  last_payment_amount: '293.36',
  monthly_income: '2413.00',
  monthly_expenses: '1013.00',
  other_debt_payments: '434.00',
  dependants: '1',
})

const columns = Object.keys(accountColumns)

/** An accounts file of so many rows, piece by piece: the same bytes each time, one row in a hundred refused. */
export function* accountsFile(rows: number): Generator<Buffer> {
  yield Buffer.from(`${csvLine(columns)}\n`)
  for (let first = 0; first < rows; first += rowsAtOnce) {
    const lines = Array.from({ length: Math.min(rowsAtOnce, rows - first) }, (_, offset) => {
      const cells: Readonly<Record<string, string>> = cellsOf(first + offset)
      return `${csvLine(columns.map((column) => cells[column] ?? ''))}\n`
    })
    yield Buffer.from(lines.join(''))
  }
}

const validating: RowWork = {
  kind: 'accounts',
  lane: (row) => row.text('account_reference'),
  deal: async ({ row }) => {
    const account = readAccount(row, { lenderId, jurisdiction: 'us', now })
    return isProblems(account) ? account : 'admitted'
  },
}

/** Splits an accounts file of `size` bytes into chunks. */
export const split = (work: ObjectStore, size: number, pieces: Iterable<Uint8Array>): Promise<SplitDrop> =>
  splitDrop(work, dropId, { kind: 'accounts', size, file: Readable.from(pieces) })

/** Reads every row of a split drop as admission would, and opens no case. */
export const validated = async (work: ObjectStore, { chunks, afterwards }: SplitDrop): Promise<Counts> => {
  let counts = noCounts
  for (const chunk of [...chunks, ...afterwards]) counts = addCounts(counts, await workThrough(work, chunk, validating))
  return counts
}

/** Writes the reject file and the report. @returns how many rows they tell of */
export const reported = async (store: ObjectStore): Promise<number> => {
  const key = `${lenderId}/accounts/generated.csv`
  return (await reportDrop(store, store, { dropId, lenderId, kind: 'accounts', key, now })).rows
}
