import { arch, availableParallelism, platform } from 'node:os'
import type { Figure, Spread } from './figure.ts'

/** What a bench is asked to do. */
export interface BenchRequest {
  /** Virtual months of the sample run. */
  readonly months: number
}

/** One bench. */
export interface Bench {
  /** What is measured, in a line. */
  readonly about: string
  run(request: BenchRequest): Promise<readonly Figure[]>
}

/** What a bench came to. */
export interface BenchReport {
  readonly bench: string
  readonly about: string
  readonly figures: readonly Figure[]
  /** Why there are no figures. */
  readonly failed?: string
}

const digits = (value: number): string =>
  value.toLocaleString('en-US', { maximumFractionDigits: Math.abs(value) >= 100 ? 0 : Math.abs(value) >= 10 ? 1 : 2 })

const ends = ({ low, high }: Spread): string => (low === high ? '' : `${digits(low)} – ${digits(high)}`)

const cellsOf = ({ ratio, ...figure }: Figure): string[] => [
  figure.name,
  digits(figure.median),
  figure.unit,
  ends(figure),
  ratio === undefined ? '' : `${digits(ratio.median)} ×`,
  ratio === undefined ? '' : ends(ratio),
  ratio?.to ?? '',
]

const headings = ['', 'median', '', 'spread', 'ratio', 'spread', 'to']
const toTheLeft = [true, false, true, false, false, false, true]

/** A report as a table for people. */
export const tableOf = ({ bench, about, figures, failed }: BenchReport): string => {
  const title = `${bench}: ${about}`
  if (failed !== undefined) return `${title}\n  failed: ${failed}\n`
  const rows = [headings, ...figures.map(cellsOf)]
  const widths = headings.map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)))
  const line = (row: readonly string[]): string =>
    row
      .map((cell, column) =>
        toTheLeft[column] ? cell.padEnd(widths[column] ?? 0) : cell.padStart(widths[column] ?? 0),
      )
      .join('  ')
      .trimEnd()
  return `${title}\n${rows.map((row) => `  ${line(row)}\n`).join('')}`
}

/** The reports for machines, with what they were measured on. */
export const jsonOf = (benches: readonly BenchReport[]): string => {
  const machine = { node: process.version, platform: platform(), arch: arch(), cpus: availableParallelism() }
  return `${JSON.stringify({ machine, benches }, null, 2)}\n`
}
