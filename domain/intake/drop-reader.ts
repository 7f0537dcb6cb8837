import { isUtf8 } from 'node:buffer'
import { CsvError, type Options, parse } from 'csv-parse/sync'
import { isKnownColumn } from './columns.ts'
import type { DropKind } from './drop.ts'
import { encodingProblem, foreignLine, linesOf } from './encoding.ts'
import { readHeader } from './header.ts'
import { type Problem, problem, type Reject } from './problem.ts'

/** A row as its cells, in the order of the header's columns. */
export interface RowCells {
  /** Physical line of the file on which the row begins, the header being 1. */
  readonly line: number
  readonly cells: readonly string[]
}

/** What a file gives, line by line: a row, or one that was set aside. */
export type ReadLine = RowCells | Reject

/** Tells rows set aside from rows that could be read. */
export const isReject = (row: ReadLine): row is Reject => 'problems' in row

/** How much of a file is looked at before its encoding and header are judged, in bytes. */
const headBytes = 64 * 1024
/** A row that does not end within so many bytes is broken. */
const maxRowBytes = 64 * 1024
/** More characters than any field of an account needs. */
const maxFieldCharacters = 2_000
const shownOfOversizedRow = 2_000

const csv = {
  record_delimiter: ['\r\n', '\n'],
  relax_column_count: true,
} as const satisfies Options

const nothing = Buffer.alloc(0)

/** Stops the parser at a row whose quotation marks match by accident only. */
class ImplausibleRow extends Error {}

const lineFeeds = (bytes: Buffer): number => {
  let count = 0
  for (let at = bytes.indexOf(0x0a); at >= 0; at = bytes.indexOf(0x0a, at + 1)) count += 1
  return count
}

const textOf = (line: Uint8Array): string =>
  Buffer.from(line)
    .toString('utf8')
    .replace(/\r?\n$/, '')

const isBlank = (cells: readonly string[]): boolean => cells.every((cell) => cell.trim() === '')

const brokenQuoting = problem(
  'row',
  'broken-quoting',
  'The quotation marks of this row do not match.',
  'Put quotation marks around the whole field only, and write one inside a field twice ("").',
)

const oversizedRow = problem(
  'row',
  'oversized-row',
  `The row is longer than ${maxRowBytes} bytes; its beginning is shown.`,
  'Leave out what does not belong to the account, or end the line where the row ends.',
)

/**
 * Reads a dropped CSV file piece by piece. A broken row is set aside with its line, and reading goes on with the line after it, so that
 * an unclosed quotation mark costs one row and not the rest of the file. Holds one block in memory, whatever the file's size.
 */
export class DropReader {
  readonly #kind: DropKind
  #columns: readonly string[] | undefined
  #refused = false
  #line = 1
  #carried: Buffer = nothing
  #oversized: string | undefined

  constructor(kind: DropKind) {
    this.#kind = kind
  }

  /** The header's columns, once it was read. */
  get columns(): readonly string[] {
    return this.#columns ?? []
  }

  /** True once the file as a whole was set aside: nothing more comes of it. */
  get refused(): boolean {
    return this.#refused
  }

  /** The rows that end in this piece. */
  push(piece: Uint8Array): ReadLine[] {
    const rows: ReadLine[] = []
    const fresh = this.#oversized === undefined ? Buffer.from(piece) : this.#skipOversized(Buffer.from(piece), rows)
    const bytes = this.#carried.length === 0 ? fresh : Buffer.concat([this.#carried, fresh])
    this.#carried = bytes
    if (this.#columns !== undefined || bytes.length >= headBytes) this.#readOn(rows, false)
    return rows
  }

  /** The rows that were waiting for the end of the file. */
  end(): ReadLine[] {
    const rows: ReadLine[] = []
    if (this.#oversized === undefined) this.#readOn(rows, true)
    else this.#setAside(rows, this.#oversized, oversizedRow)
    return rows
  }

  #readOn(rows: ReadLine[], final: boolean): void {
    if (this.#refused) return
    if (this.#columns === undefined) {
      const wrong = this.#open()
      if (wrong !== undefined) {
        this.#refused = true
        rows.push({ line: this.#line, raw: wrong.raw, problems: [wrong.problem] })
        return
      }
    }
    const bytes = this.#carried
    const end = final ? bytes.length : bytes.lastIndexOf(0x0a) + 1
    const rest = this.#readBlock(bytes.subarray(0, end), rows, final)
    this.#carried = rest.length === 0 ? bytes.subarray(end) : Buffer.concat([rest, bytes.subarray(end)])
    if (!this.#carried.includes(0x0a) && this.#carried.length > maxRowBytes) {
      this.#oversized = this.#carried.toString('utf8', 0, shownOfOversizedRow)
      this.#carried = nothing
    }
  }

  /** Judges the file by its beginning and takes the header off it. */
  #open(): { raw: string; problem: Problem } | undefined {
    const head = this.#carried
    const wrong = encodingProblem(head.subarray(0, headBytes))
    if (wrong !== undefined) return { raw: '', problem: wrong }
    const hasMark = head[0] === 0xef && head[1] === 0xbb && head[2] === 0xbf
    let start = hasMark ? 3 : 0
    for (const line of linesOf(head.subarray(start))) {
      start += line.length
      if (textOf(line).trim() === '') {
        this.#line += 1
        continue
      }
      const header = readHeader(this.#kind, headerCells(line))
      if ('problem' in header) return { raw: textOf(line).slice(0, shownOfOversizedRow), problem: header.problem }
      this.#columns = header.columns
      this.#carried = head.subarray(start)
      this.#line += 1
      return undefined
    }
    const fix = 'Drop a file with a header and one row for each account, payment, contact or hold.'
    return { raw: '', problem: problem('file', 'empty-file', 'The file is empty.', fix) }
  }

  /** Reads whole lines; gives back what may be the beginning of a row that goes on after them. */
  #readBlock(block: Buffer, rows: ReadLine[], final: boolean): Buffer {
    if (block.length === 0) return nothing
    if (!isUtf8(block)) return this.#readForeign(block, rows, final)
    const simple = this.#readSimple(block)
    if (simple === undefined) return this.#readCarefully(block, rows, final)
    for (const row of simple) rows.push(row)
    return nothing
  }

  /** The usual case, at the parser's full speed: every line is one proper row. Undefined when that is not so. */
  #readSimple(block: Buffer): RowCells[] | undefined {
    const records = this.#tryParse(block)
    const lines = lineFeeds(block) + (block.at(-1) === 0x0a ? 0 : 1)
    if (records === undefined || records.length !== lines) return undefined
    const rows: RowCells[] = []
    for (const [index, cells] of records.entries()) {
      if (cells.length !== this.columns.length || this.#oversizedField(cells) !== undefined) {
        if (isBlank(cells)) continue
        return undefined
      }
      if (!isBlank(cells)) rows.push({ line: this.#line + index, cells })
    }
    this.#line += lines
    return rows
  }

  #tryParse(block: Buffer): string[][] | undefined {
    try {
      return parse(block, csv)
    } catch (error) {
      if (error instanceof CsvError) return undefined
      throw error
    }
  }

  #readForeign(block: Buffer, rows: ReadLine[], final: boolean): Buffer {
    let start = 0
    let end = 0
    for (const line of linesOf(block)) {
      if (!isUtf8(line)) {
        this.#readCarefully(block.subarray(start, end), rows, true)
        const { text, problem: wrong } = foreignLine(line)
        this.#setAside(rows, text.replace(/\r?\n$/, ''), wrong)
        start = end + line.length
      }
      end += line.length
    }
    return this.#readCarefully(block.subarray(start), rows, final)
  }

  #readCarefully(block: Buffer, rows: ReadLine[], final: boolean): Buffer {
    let start = 0
    while (start < block.length) {
      const { end, failure } = this.#readUntilBroken(block.subarray(start), rows)
      start += end
      if (failure === undefined) break
      if (failure === 'CSV_QUOTE_NOT_CLOSED' && !final && block.length - start <= maxRowBytes)
        return block.subarray(start)
      const feed = block.indexOf(0x0a, start)
      const next = feed < 0 ? block.length : feed + 1
      this.#setAside(rows, textOf(block.subarray(start, next)), brokenQuoting)
      start = next
    }
    return nothing
  }

  /** Reads rows up to the first that is broken; `end` is where that one begins. */
  #readUntilBroken(bytes: Buffer, rows: ReadLine[]): { end: number; failure?: string } {
    let end = 0
    try {
      parse(bytes, {
        ...csv,
        on_record: (cells: string[], { bytes: to }) => {
          const written = bytes.subarray(end, to)
          const lines = lineFeeds(written)
          if (lines > 1 && this.#isImplausible(cells)) throw new ImplausibleRow()
          this.#take(rows, cells, written)
          this.#line += lines
          end = to
          return null
        },
      })
      return { end: bytes.length }
    } catch (error) {
      if (error instanceof ImplausibleRow) return { end, failure: 'implausible' }
      if (error instanceof CsvError) return { end, failure: error.code }
      throw error
    }
  }

  /** No column that Forbear reads holds line breaks: a row with one there has swallowed the rows after it. */
  #isImplausible(cells: readonly string[]): boolean {
    return (
      cells.length !== this.columns.length ||
      cells.some((cell, index) => cell.includes('\n') && isKnownColumn(this.#kind, this.columns[index] ?? ''))
    )
  }

  #take(rows: ReadLine[], cells: string[], written: Buffer): void {
    if (isBlank(cells)) return
    const wanted = this.columns.length
    const oversized = this.#oversizedField(cells)
    if (cells.length !== wanted) {
      const wrong = `The row has ${cells.length} columns and the header ${wanted}.`
      const fix = 'Give each row as many columns as the header; put quotation marks around a field that holds a comma.'
      rows.push({
        line: this.#line,
        raw: textOf(written),
        problems: [problem('row', 'wrong-column-count', wrong, fix)],
      })
    } else if (oversized !== undefined) {
      const wrong = `The field is longer than ${maxFieldCharacters} characters.`
      const fix = 'Shorten it, or leave the column out.'
      rows.push({
        line: this.#line,
        raw: textOf(written),
        problems: [problem(oversized, 'oversized-field', wrong, fix)],
      })
    } else rows.push({ line: this.#line, cells })
  }

  #oversizedField(cells: readonly string[]): string | undefined {
    const index = cells.findIndex((cell) => cell.length > maxFieldCharacters)
    return index < 0 ? undefined : this.columns[index]
  }

  #setAside(rows: ReadLine[], raw: string, wrong: Problem): void {
    rows.push({ line: this.#line, raw, problems: [wrong] })
    this.#line += 1
  }

  /** Lets a row without an end go by; gives back what comes after it. */
  #skipOversized(piece: Buffer, rows: ReadLine[]): Buffer {
    const feed = piece.indexOf(0x0a)
    if (feed < 0) return nothing
    this.#setAside(rows, this.#oversized ?? '', oversizedRow)
    this.#oversized = undefined
    return piece.subarray(feed + 1)
  }
}

const headerCells = (line: Buffer): string[] => {
  try {
    const [cells] = parse(line, csv)
    return cells ?? []
  } catch (error) {
    if (error instanceof CsvError) return []
    throw error
  }
}
