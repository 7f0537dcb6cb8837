import { chunkBytes, largestDropBytes } from './chunk.ts'
import type { DropKind } from './drop.ts'
import { DropReader, isReject, type ReadLine } from './drop-reader.ts'
import { problem } from './problem.ts'

/** A chunk as it is stored: its columns on the first line, then a row a line, all JSON. */
export interface CutChunk {
  readonly number: number
  /** Whether it must wait for the others: it holds reversals, and the payments that they take back may be in any of the others. */
  readonly after: boolean
  readonly text: string
}

/** Reversals wait until there are so many, or until the file ends. */
const reversalsWorthAChunk = 200

/** Chunks of reversals are numbered from here, beyond any of the others. */
const firstAfter = 1_001

const unread = {
  'file-too-large': problem(
    'file',
    'file-too-large',
    `The file is larger than ${largestDropBytes / 1024 ** 3} GiB.`,
    'Drop it as several files.',
  ),
  'file-replaced': problem(
    'file',
    'file-replaced',
    'The file was replaced before it was read.',
    'Nothing: the newer file is read by itself.',
  ),
} as const

class Gathering {
  lines: string[] = []
  number: number
  readonly after: boolean

  constructor(first: number, after: boolean) {
    this.number = first
    this.after = after
  }

  cut(columns: readonly string[]): CutChunk {
    const text = `${[JSON.stringify({ columns }), ...this.lines].join('\n')}\n`
    const chunk = { number: this.number, after: this.after, text }
    this.lines = []
    this.number += 1
    return chunk
  }
}

/** Cuts a dropped file into chunks as its bytes come; the same blocks of bytes give the same chunks. Holds one chunk in memory. */
export class ChunkCutter {
  readonly #kind: DropKind
  readonly #size: number
  readonly #reader: DropReader
  readonly #rows = new Gathering(1, false)
  readonly #reversals = new Gathering(firstAfter, true)
  #gatheredBytes = 0

  constructor(kind: DropKind, size: number) {
    this.#kind = kind
    this.#size = size
    this.#reader = new DropReader(kind)
  }

  /** True when nothing more of the file is worth reading. */
  get refused(): boolean {
    return this.#reader.refused
  }

  /** The chunks that are full with this block. */
  push(block: Uint8Array): CutChunk[] {
    this.#gather(this.#reader.push(block))
    this.#gatheredBytes += block.length
    if (this.#gatheredBytes < chunkBytes(this.#size)) return []
    this.#gatheredBytes = 0
    return this.#cut(reversalsWorthAChunk)
  }

  /** The last chunks. */
  end(): CutChunk[] {
    this.#gather(this.#reader.end())
    return this.#cut(1)
  }

  /** The one chunk of a file that is not read at all, saying why. */
  static refusing(code: keyof typeof unread): CutChunk {
    const refusing = new Gathering(1, false)
    refusing.lines.push(JSON.stringify({ line: 1, raw: '', problems: [unread[code]] }))
    return refusing.cut([])
  }

  #gather(lines: readonly ReadLine[]): void {
    const reverses = this.#kind === 'payments' ? this.#reader.columns.indexOf('reverses') : -1
    for (const line of lines) {
      const isReversal = reverses >= 0 && !isReject(line) && line.cells[reverses]?.trim() !== ''
      const gathering = isReversal ? this.#reversals : this.#rows
      gathering.lines.push(JSON.stringify(line))
    }
  }

  #cut(worthwhileReversals: number): CutChunk[] {
    const chunks: CutChunk[] = []
    if (this.#rows.lines.length > 0) chunks.push(this.#rows.cut(this.#reader.columns))
    if (this.#reversals.lines.length >= worthwhileReversals) chunks.push(this.#reversals.cut(this.#reader.columns))
    return chunks
  }
}
