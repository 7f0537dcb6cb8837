import type { Finding } from './finding.ts'
import type { LenderCount } from './replay.ts'

/** A violation for people: what, where in the dossier, and what was found. */
const inWords = ({ rule, file, line, caseId, contact, at, found }: Finding): string =>
  `${file}:${line}  ${rule}  ${contact ?? caseId}${at === undefined ? '' : `  ${at}`}\n    ${found}`

/** Every violation, and how many there are. */
export const findingsInWords = (findings: readonly Finding[]): string =>
  `${findings.map(inWords).join('\n')}\n\n${findings.length} ${findings.length === 1 ? 'violation' : 'violations'}.\n`

const grouped = (title: string, counts: Readonly<Record<string, number>>): string[] => {
  const rows = Object.entries(counts).sort(([a], [b]) => (a < b ? -1 : 1))
  return rows.map(([name, number]) => row(`${title} ${name}`, number))
}

const row = (label: string, number: number): string => `  ${label.padEnd(44)} ${String(number).padStart(8)}`

const countOf = (count: LenderCount): string[] => [
  row('cases', count.cases),
  row('notices sent', count.sent),
  ...(count.unconfirmed === 0 ? [] : [row('  of which nobody knows whether they went', count.unconfirmed)]),
  row('calls and texts of staff', count.byStaff),
  row('contacts of the lender itself', count.lenders),
  row('rules that these were held against', count.checks),
  ...grouped('delayed:', count.delayed),
  ...grouped('suppressed:', count.suppressed),
  ...grouped('not called or texted:', count.dropped),
  row('still waiting', count.waiting),
  ...grouped('reason not to be seen from dossiers:', count.open),
]

/** The counts of each lender; there is nothing else to say where nothing was found. */
export const countsInWords = (lenders: Readonly<Record<string, LenderCount>>): string =>
  `${Object.entries(lenders)
    .map(([lender, count]) => [lender, ...countOf(count)].join('\n'))
    .join('\n\n')}\n\nNo violation.\n`
