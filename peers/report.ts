import { exclusionsOf, type Tally, talliesOf } from './fineract/tally.ts'
import type { Verdict } from './fineract/verdicts.ts'
import type { Figures, FloorResult } from './floors.ts'
import type { LoanComparison } from './openintro.ts'
import type { ExampleResult } from './regz.ts'

const aligned = (rows: readonly (readonly string[])[], textColumns: number): string => {
  const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)))
  const line = (row: readonly string[]): string =>
    row
      .map((text, column) =>
        column < textColumns ? text.padEnd(widths[column] ?? 0) : text.padStart(widths[column] ?? 0),
      )
      .join('  ')
      .trimEnd()
  return rows.map((row) => `  ${line(row)}\n`).join('')
}

const headings = ['class', 'generator', 'stage', 'tables', 'comparable', 'passed', 'failed', 'out of scope']

const cellsOf = (tally: Tally): string[] => [
  tally.class,
  tally.generator,
  tally.stage,
  ...[tally.tables, tally.comparable, tally.passed, tally.failed, tally.outOfScope].map(String),
]

const tallyTable = (title: string, verdicts: readonly Verdict[]): string =>
  `${title}\n${aligned([headings, ...talliesOf(verdicts).map(cellsOf)], 3)}\n`

const exclusionTable = (verdicts: readonly Verdict[]): string => {
  const rows = exclusionsOf(verdicts).map(({ reason, tables }) => [reason, String(tables)])
  return rows.length === 0 ? '' : `Out of scope, schedules and totals together\n${aligned(rows, 1)}\n`
}

const failureList = (verdicts: readonly Verdict[]): string => {
  const rows = verdicts
    .filter(({ verdict }) => verdict === 'failed')
    .map(({ caseAt, opAt, table, class: name, generator, stage, why = '' }) => [
      `case ${caseAt}`,
      `step ${opAt}`,
      table,
      name,
      generator,
      stage,
      why,
    ])
  return `Differences, positions from 0\n${rows.length === 0 ? '  none\n' : aligned(rows, 7)}\n`
}

/** The schedules as tables for people. */
export const scheduleText = (verdicts: readonly Verdict[], list: boolean): string =>
  [
    tallyTable(
      'Apache Fineract: schedules',
      verdicts.filter(({ table }) => table === 'schedule'),
    ),
    tallyTable(
      'Apache Fineract: rows of totals',
      verdicts.filter(({ table }) => table === 'total'),
    ),
    exclusionTable(verdicts),
    list ? failureList(verdicts) : '',
  ].join('')

const dollars = (cents: number): string => (cents / 100).toFixed(2)

/** The instalments as text for people. */
export const instalmentText = ({ loans, different }: LoanComparison): string => {
  const rows = [
    ['row', 'ours', 'the lender’s'],
    ...different.map(({ row, ours, theirs }) => [row, dollars(ours), dollars(theirs)]),
  ]
  return `OpenIntro: instalments of ${loans} loans, ${different.length} different\n${different.length === 0 ? '' : aligned(rows, 0)}\n`
}

/** The rates as a table for people. */
export const rateText = (results: readonly ExampleResult[]): string => {
  const rows = results.map(({ id, expected, got, agrees }) => [
    id,
    expected.toFixed(2),
    typeof got === 'number' ? got.toFixed(2) : got,
    agrees ? '' : 'differs',
  ])
  return `Regulation Z, Appendix J: annual percentage rates\n${aligned([['example', 'official', 'ours', ''], ...rows], 1)}\n`
}

/** The floors as text for people. */
export const floorText = (floors: readonly FloorResult[]): string =>
  `Floors\n${aligned(
    floors.map(({ floor, reached, holds }) => [holds ? 'holds' : 'FAILS', floor, reached]),
    3,
  )}`

/** All figures for machines. */
export const jsonOf = (figures: Figures, floors: readonly FloorResult[]): string => {
  const { fineract, openintro, regz } = figures
  const of = (table: Verdict['table']) => talliesOf((fineract ?? []).filter((verdict) => verdict.table === table))
  const report = {
    floors,
    ...(fineract !== undefined && {
      fineract: {
        schedules: of('schedule'),
        totals: of('total'),
        outOfScope: exclusionsOf(fineract),
        tables: fineract,
      },
    }),
    ...(openintro !== undefined && { openintro }),
    ...(regz !== undefined && { regz }),
  }
  return `${JSON.stringify(report, null, 2)}\n`
}
