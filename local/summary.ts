import type { LenderReport } from './report.ts'

const total = (record: Readonly<Record<string, number>>): number =>
  Object.values(record).reduce((sum, value) => sum + value, 0)

const rows: readonly (readonly [string, (report: LenderReport) => string | number])[] = [
  ['Accounts in the files', ({ accounts }) => accounts.rows],
  ['  rejected', ({ accounts }) => accounts.rejected],
  ['  admitted', ({ accounts }) => accounts.admitted],
  ['Assessed', ({ cases }) => cases.assessed],
  ['Offered a plan', ({ cases }) => cases.offered],
  ['  with a mediator', ({ cases }) => cases.mediated],
  ['Agreed and signed', ({ cases }) => cases.agreed],
  ['  plan in force', ({ cases }) => cases.performing],
  ['  plan kept to its end', ({ cases }) => cases.kept],
  ['  plan broken', ({ cases }) => cases.broken],
  ['Warned early', ({ cases }) => cases.warned],
  [
    'Money recovered',
    ({ recovered }) =>
      Object.entries(recovered)
        .map(([currency, amount]) => `${grouped(amount)} ${currency}`)
        .join(' + ') || '0',
  ],
  ['Notices sent', ({ notices }) => notices.sent],
  ['  bounced', ({ notices }) => notices.bounced],
  ['  called or texted by staff', ({ notices }) => notices.calls],
  ['  suppressed', ({ notices }) => total(notices.suppressed)],
  ['Steps failed', ({ failures }) => failures],
]

const grouped = (decimal: string): string => decimal.replace(/\B(?=(\d{3})+(?=\.|$))/g, ',')

/** The figures of a run as a table for people: one column a lender, the last for all. */
export const summaryTable = (reports: Readonly<Record<string, LenderReport>>): string => {
  const columns = Object.entries(reports)
  const cells = rows.map(([label, value]) => [label, ...columns.map(([, report]) => String(value(report)))])
  const table = [['', ...columns.map(([name]) => name)], ...cells]
  const widths = table[0]?.map((_, column) => Math.max(...table.map((row) => row[column]?.length ?? 0))) ?? []
  return table
    .map((row) =>
      row
        .map((cell, column) => (column === 0 ? cell.padEnd(widths[column] ?? 0) : cell.padStart(widths[column] ?? 0)))
        .join('   ')
        .trimEnd(),
    )
    .join('\n')
}

/** Why messages did not go, and how cases ended: the counts below the table. */
export const summaryDetails = ({ notices, outcomes }: LenderReport): string => {
  const lines = (title: string, record: Readonly<Record<string, number>>): string[] =>
    Object.keys(record).length === 0
      ? []
      : [
          `${title}:`,
          ...Object.entries(record).map(([name, value]) => `  ${name.padEnd(28)} ${String(value).padStart(6)}`),
        ]
  return [
    ...lines('How cases stand or ended', outcomes),
    '',
    ...lines('Why notices were suppressed', notices.suppressed),
  ].join('\n')
}
