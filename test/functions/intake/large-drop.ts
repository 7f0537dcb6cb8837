/**
 * Run as a process of its own: splits a drop of so many rows and reports it, through a bucket that keeps nothing, and prints the most
 * bytes that were alive at once. Every tenth row is rejected.
 */
import { DropId, LenderId } from '../../../domain/ids.ts'
import { instantOf } from '../../../domain/time.ts'
import { reportDrop, splitDrop } from '../../../functions/adapters/drops.ts'
import type { ObjectStore } from '../../../functions/adapters/object-store.ts'

const rows = Number(process.argv[2])
const dropId = DropId.parse('drop-0123456789abcdef')
const header = 'payment_reference,account_reference,paid_on,amount,currency,reverses,remark\n'
const row = (index: number): string =>
  `PAY-${String(index).padStart(9, '0')},ACC-${String(index).padStart(9, '0')},2026-03-02,125.50,USD,,${'remark '.repeat(15)}\n`
const rowsAtOnce = 500

async function* file(): AsyncGenerator<Uint8Array> {
  yield Buffer.from(header)
  for (let first = 0; first < rows; first += rowsAtOnce)
    yield Buffer.from(Array.from({ length: rowsAtOnce }, (_, offset) => row(first + offset)).join(''))
}

let most = 0
let samples = 0
const sample = (): void => {
  samples += 1
  if (samples % 20 !== 0) return
  globalThis.gc?.()
  const { heapUsed, arrayBuffers } = process.memoryUsage()
  most = Math.max(most, heapUsed + arrayBuffers)
}

const chunkCount = Math.ceil(rows / rowsAtOnce)
const outcome = (number: number): string => {
  const rejects = Array.from({ length: rowsAtOnce / 10 }, (_, index) => ({
    line: number * rowsAtOnce + index + 1,
    raw: row(index),
    problems: [{ field: 'amount', code: 'bad-number', wrong: 'The field is not a number.', fix: 'Correct it.' }],
  }))
  const counts = { admitted: rowsAtOnce - rejects.length, updated: 0, unchanged: 0, rejected: rejects.length }
  return [{ counts, unknownColumns: ['remark'] }, ...rejects].map((part) => `${JSON.stringify(part)}\n`).join('')
}

const nothingKept: ObjectStore = {
  async *read(key) {
    sample()
    yield Buffer.from(outcome(Number(/(\d{5})\./.exec(key)?.[1])))
  },
  async write() {
    sample()
  },
  async writeStream(_key, body) {
    for await (const _part of body);
  },
  async *list(prefix) {
    for (let number = 0; number < chunkCount; number++) {
      const name = `${prefix}${String(number).padStart(5, '0')}`
      yield `${name}.jsonl`
      yield `${name}.rejects.jsonl`
    }
  },
}

const size = header.length + rows * row(0).length
const { chunks } = await splitDrop(nothingKept, dropId, { kind: 'payments', size, file: file() })
const lenderId = LenderId.parse('union-c')
const drop = {
  dropId,
  lenderId,
  kind: 'payments',
  key: 'union-c/payments/x.csv',
  now: instantOf('2026-03-02T15:00:00Z'),
} as const
const report = await reportDrop(nothingKept, nothingKept, drop)
process.stdout.write(JSON.stringify({ size, most, chunks: chunks.length, rejected: report.rejected }))
