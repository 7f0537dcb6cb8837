import { holdColumns } from '../../domain/intake/columns.ts'
import { rowsUnder, type SampleAccount } from './accounts.ts'
import type { SampleLender } from './lenders.ts'

/** What a lender knows of people that no message may ignore: each way to name somebody, a hold placed and lifted, and the usual mistakes. */
export const sampleHolds = (lender: SampleLender, accounts: readonly SampleAccount[]): string[] => {
  const borrower = (index: number) => ({ borrower_reference: accounts[index]?.['borrower_reference'] ?? '' })
  const account = (index: number) => ({ account_reference: accounts[index]?.['account_reference'] ?? '' })
  const placed = { action: 'place', from: '2026-03-02' }
  const rows = [
    { ...borrower(61), ...placed, hold: 'breathing-space', until: '2026-05-01', set_by: 'debt-adviser' },
    { ...account(64), ...placed, hold: 'deceased', from: '2026-02-11', set_by: 'executor' },
    { ...borrower(67), ...placed, hold: 'represented', set_by: 'lawyer' },
    { ...account(70), ...placed, hold: 'dispute', from: '2026-02-20', set_by: 'borrower' },
    { ...account(70), hold: 'dispute', action: 'lift', from: '2026-03-01', set_by: 'lender' },
    { ...borrower(73), ...placed, hold: 'insolvent', from: '2026-02-24T10:00:00Z', set_by: 'court' },
    { ...borrower(75), ...placed, hold: 'on-holiday', set_by: 'lender' },
    { ...borrower(75), ...placed, hold: 'represented', set_by: 'Dr. Example' },
    { ...borrower(75), ...placed, hold: 'breathing-space', until: '2026-01-01', set_by: 'court' },
    { ...borrower(75), hold: 'opt-out', action: 'lift', from: '2026-03-01', set_by: 'borrower' },
    { borrower_reference: `${lender.prefix}B1`, ...placed, hold: 'minor', set_by: 'guardian' },
  ]
  return rowsUnder(Object.keys(holdColumns), rows)
}
