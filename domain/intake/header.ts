import { columnsOf, eitherOf, isKnownColumn } from './columns.ts'
import type { DropKind } from './drop.ts'
import { type Problem, problem } from './problem.ts'

/** A column's name as it is looked up: `Account Reference` is `account_reference`; one without a name is called by its place. */
const columnName = (cell: string, index: number): string =>
  cell
    .trim()
    .toLowerCase()
    .replace(/[\s-]+/g, '_') || `column_${index + 1}`

const listed = (names: readonly string[]): string => names.join(', ')

const knownIn = (kind: DropKind, names: readonly string[]): number =>
  names.filter((name) => isKnownColumn(kind, name)).length

const otherDelimiter = (kind: DropKind, cells: readonly string[]): string | undefined =>
  [';', '\t', '|'].find((mark) => knownIn(kind, cells.join(',').split(mark).map(columnName)) > 1)

/** Reads a header in any order; the names of its columns, or why the file cannot be read by it. */
export const readHeader = (kind: DropKind, cells: readonly string[]): { columns: string[] } | { problem: Problem } => {
  const columns = cells.map(columnName)
  const names = Object.keys(columnsOf[kind])
  if (knownIn(kind, columns) < 2) {
    const mark = otherDelimiter(kind, cells)
    if (mark !== undefined) {
      const written = mark === '\t' ? 'tabs' : `"${mark}"`
      const wrong = `The columns are separated by ${written}.`
      return { problem: problem('file', 'not-csv', wrong, 'Save the file with commas between the columns.') }
    }
    const fix = `Begin the file with the names of its columns: ${listed(names)}.`
    return { problem: problem('file', 'missing-header', 'The first line names no columns that Forbear knows.', fix) }
  }
  const repeated = columns.find((name, index) => isKnownColumn(kind, name) && columns.indexOf(name) < index)
  if (repeated !== undefined) {
    const wrong = `The column ${repeated} stands in the header more than once.`
    return { problem: problem('file', 'repeated-column', wrong, 'Keep one of them and rename or leave out the other.') }
  }
  const missing = Object.entries(columnsOf[kind])
    .filter(([name, column]) => column.header === 'required' && !columns.includes(name))
    .map(([name]) => name)
  const either: readonly string[] = eitherOf[kind]
  if (either.length > 0 && !either.some((name) => columns.includes(name))) missing.push(either.join(' or '))
  if (missing.length > 0) {
    const fix = 'Add them to the header and give each row a value, or correct the spelling of the names.'
    return {
      problem: problem('file', 'missing-column', `The header lacks these columns: ${listed(missing)}.`, fix),
    }
  }
  return { columns }
}
