import * as z from 'zod'
import type { DropId, LenderId } from '../../domain/ids.ts'
import {
  addCounts,
  type Chunk,
  ChunkLine,
  Counts,
  type DropReport,
  largestDropBytes,
  noCounts,
  type RowOutcome,
  rowsOf,
} from '../../domain/intake/chunk.ts'
import { ChunkCutter, type CutChunk } from '../../domain/intake/chunk-cutter.ts'
import { isKnownColumn } from '../../domain/intake/columns.ts'
import { csvLine } from '../../domain/intake/csv-line.ts'
import type { DropKind } from '../../domain/intake/drop.ts'
import { type ProblemCode, Reject } from '../../domain/intake/problem.ts'
import { rejectHeader, rejectLines } from '../../domain/intake/reject-file.ts'
import { Layout, Row } from '../../domain/intake/row.ts'
import { DefectError } from '../../domain/outcome.ts'
import type { Instant } from '../../domain/time.ts'
import { ObjectReplacedError, type ObjectStore } from './object-store.ts'

/** The chunks of a drop: the second ones only once all of the first are dealt with. */
export interface SplitDrop {
  readonly chunks: readonly Chunk[]
  readonly afterwards: readonly Chunk[]
}

/** A row of a chunk, ready to be read. */
export interface DroppedRow {
  readonly row: Row
  readonly line: number
}

/** How the rows of a chunk are dealt with. */
export interface RowWork {
  readonly kind: DropKind
  /** Rows of one lane are dealt with one after the other, in the order of the file. */
  lane(row: Row): string
  deal(dropped: DroppedRow): Promise<RowOutcome>
}

const OutcomeHead = z.object({ counts: Counts, unknownColumns: z.array(z.string()) })

const blockBytes = 64 * 1024
const uploadsAtOnce = 4
const lanes = 16

const keyOf = (dropId: DropId, { number, after }: CutChunk): string =>
  `chunks/${dropId}/${String(number).padStart(5, '0')}${after ? '.after' : ''}.jsonl`

const outcomeKeyOf = (chunkKey: string): string => chunkKey.replace(/\.jsonl$/, '.rejects.jsonl')

const textOf = async (bytes: AsyncIterable<Uint8Array>): Promise<string> => {
  const pieces: Uint8Array[] = []
  for await (const piece of bytes) pieces.push(piece)
  return Buffer.concat(pieces).toString('utf8')
}

/** The same bytes in blocks of one length, so that a file is cut into the same chunks however it comes over the wire. */
async function* blocksOf(bytes: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  let gathered = Buffer.alloc(0)
  for await (const piece of bytes) {
    gathered = Buffer.concat([gathered, piece])
    let start = 0
    for (; gathered.length - start >= blockBytes; start += blockBytes)
      yield gathered.subarray(start, start + blockBytes)
    gathered = gathered.subarray(start)
  }
  yield gathered
}

async function* cut(file: AsyncIterable<Uint8Array>, kind: DropKind, size: number): AsyncGenerator<CutChunk> {
  if (size > largestDropBytes) {
    yield ChunkCutter.refusing('file-too-large')
    return
  }
  const cutter = new ChunkCutter(kind, size)
  try {
    for await (const block of blocksOf(file)) {
      yield* cutter.push(block)
      if (cutter.refused) break
    }
    yield* cutter.end()
  } catch (error) {
    if (!(error instanceof ObjectReplacedError)) throw error
    yield ChunkCutter.refusing('file-replaced')
  }
}

/** Streams a dropped file into numbered chunks; the same file again overwrites them with the same. */
export const splitDrop = async (
  work: ObjectStore,
  dropId: DropId,
  { kind, size, file }: { readonly kind: DropKind; readonly size: number; readonly file: AsyncIterable<Uint8Array> },
): Promise<SplitDrop> => {
  const split: { readonly chunks: Chunk[]; readonly afterwards: Chunk[] } = { chunks: [], afterwards: [] }
  let uploads: Promise<void>[] = []
  for await (const chunk of cut(file, kind, size)) {
    const key = keyOf(dropId, chunk)
    split[chunk.after ? 'afterwards' : 'chunks'].push({ key, number: chunk.number })
    uploads.push(work.write(key, chunk.text))
    if (uploads.length < uploadsAtOnce) continue
    await Promise.all(uploads)
    uploads = []
  }
  await Promise.all(uploads)
  return split
}

const readChunk = async (work: ObjectStore, key: string): Promise<{ columns: string[]; lines: ChunkLine[] }> => {
  const [head, ...lines] = (await textOf(work.read(key))).trimEnd().split('\n')
  if (head === undefined) throw new DefectError(`chunk ${key} is empty; drop the file again`)
  const { columns } = z.object({ columns: z.array(z.string()) }).parse(JSON.parse(head))
  return { columns, lines: lines.map((line) => ChunkLine.parse(JSON.parse(line))) }
}

const laneNumber = (lane: string): number => {
  let hash = 0
  for (const character of lane) hash = (hash * 31 + (character.codePointAt(0) ?? 0)) % 1_000_003
  return hash % lanes
}

/**
 * Deals with each row of a chunk, sixteen lanes at a time, and stores the rejects and counts. A row that throws fails the chunk as a whole,
 * to be dealt with once more.
 */
export const workThrough = async (work: ObjectStore, chunk: Chunk, { kind, lane, deal }: RowWork): Promise<Counts> => {
  const { columns, lines } = await readChunk(work, chunk.key)
  const layout = new Layout(kind, columns)
  const outcomes = new Array<Reject | Exclude<RowOutcome, readonly unknown[]>>(lines.length)
  const queues = Array.from({ length: lanes }, (): (() => Promise<void>)[] => [])
  for (const [index, dropped] of lines.entries()) {
    if ('problems' in dropped) {
      outcomes[index] = dropped
      continue
    }
    const row = new Row(layout, dropped.cells)
    queues[laneNumber(lane(row))]?.push(async () => {
      const outcome = await deal({ row, line: dropped.line })
      outcomes[index] =
        typeof outcome === 'string'
          ? outcome
          : { line: dropped.line, raw: csvLine(dropped.cells), problems: [...outcome] }
    })
  }
  await Promise.all(
    queues.map(async (queue) => {
      for (const step of queue) await step()
    }),
  )
  const rejects = outcomes.filter((outcome) => typeof outcome !== 'string')
  const counts = { ...noCounts, rejected: rejects.length }
  for (const outcome of outcomes) if (typeof outcome === 'string') counts[outcome] += 1
  const unknownColumns = columns.filter((name) => !isKnownColumn(kind, name))
  const stored = [{ counts, unknownColumns }, ...rejects].map((part) => `${JSON.stringify(part)}\n`)
  await work.write(outcomeKeyOf(chunk.key), stored.join(''))
  return counts
}

/** A drop as its machine knows it. */
export interface DealtDrop {
  readonly dropId: DropId
  readonly lenderId: LenderId
  readonly kind: DropKind
  /** `<lender>/<kind>/<name>.csv` */
  readonly key: string
  readonly now: Instant
}

/**
 * Writes the reject file and the report of a drop beside it, from what its chunks left: `<lender>/rejects/<kind>/<name>.csv` and
 * `<lender>/reports/<kind>/<name>.json`. The reject file streams; of the chunks one outcome or two are in memory.
 */
export const reportDrop = async (work: ObjectStore, drops: ObjectStore, drop: DealtDrop): Promise<DropReport> => {
  const found = await findOutcomes(work, drop.dropId)
  const unknownColumns = new Set<string>()
  const problems: Partial<Record<ProblemCode, number>> = {}
  let counts = noCounts

  const rejectsOf = async function* (keys: readonly string[]): AsyncGenerator<Reject> {
    for (const key of keys) {
      const [head, ...lines] = (await textOf(work.read(key))).trimEnd().split('\n')
      const outcome = OutcomeHead.parse(JSON.parse(head ?? ''))
      counts = addCounts(counts, outcome.counts)
      for (const column of outcome.unknownColumns) unknownColumns.add(column)
      for (const line of lines) yield Reject.parse(JSON.parse(line))
    }
  }
  const rejectFile = async function* (): AsyncGenerator<string> {
    yield rejectHeader
    for await (const reject of inLineOrder(rejectsOf(found.chunks), rejectsOf(found.afterwards))) {
      for (const { code } of reject.problems) problems[code] = (problems[code] ?? 0) + 1
      yield rejectLines(reject)
    }
  }

  const file = drop.key.split('/').at(-1) ?? drop.key
  const beside = (folder: string) => `${drop.lenderId}/${folder}/${drop.kind}/${file.replace(/\.csv$/i, '')}`
  await drops.writeStream(`${beside('rejects')}.csv`, rejectFile())
  const report: DropReport = {
    dropId: drop.dropId,
    lender: drop.lenderId,
    kind: drop.kind,
    file,
    reportedAt: drop.now,
    rows: rowsOf(counts),
    ...counts,
    problems,
    unknownColumns: [...unknownColumns],
    unfinishedChunks: found.unfinished,
  }
  await drops.write(`${beside('reports')}.json`, `${JSON.stringify(report, undefined, 2)}\n`)
  return report
}

const findOutcomes = async (work: ObjectStore, dropId: DropId) => {
  const keys = new Set<string>()
  for await (const key of work.list(`chunks/${dropId}/`)) keys.add(key)
  const chunks = [...keys].filter((key) => /\d\.(after\.)?jsonl$/.test(key)).sort()
  const done = chunks.filter((key) => keys.has(outcomeKeyOf(key)))
  const outcomes = done.map(outcomeKeyOf)
  return {
    chunks: outcomes.filter((key) => !key.includes('.after.')),
    afterwards: outcomes.filter((key) => key.includes('.after.')),
    unfinished: chunks.filter((key) => !done.includes(key)).map((key) => Number(/(\d{5})\./.exec(key)?.[1])),
  }
}

/** Two streams, each in line order, as one. */
async function* inLineOrder(a: AsyncIterator<Reject>, b: AsyncIterator<Reject>): AsyncGenerator<Reject> {
  let [left, right] = [await a.next(), await b.next()]
  while (left.done !== true || right.done !== true) {
    if (left.done !== true && (right.done === true || left.value.line <= right.value.line)) {
      yield left.value
      left = await a.next()
    } else if (right.done !== true) {
      yield right.value
      right = await b.next()
    }
  }
}
