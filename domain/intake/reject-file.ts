import { csvLine, spreadsheetSafe } from './csv-line.ts'
import type { Reject } from './problem.ts'

/** The beginning of a reject file; the byte order mark lets spreadsheets read Chinese. */
export const rejectHeader = `\ufeff${csvLine(['line', 'field', 'problem', 'what_is_wrong', 'what_to_do', 'row'])}\r\n`

/** A row that was set aside, one line for each thing that is wrong with it; it holds everything that the row said. */
export const rejectLines = ({ line, raw, problems }: Reject): string =>
  problems
    .map(({ field, code, wrong, fix }) => [String(line), field, code, wrong, fix, raw].map(spreadsheetSafe))
    .map((cells) => `${csvLine(cells)}\r\n`)
    .join('')
