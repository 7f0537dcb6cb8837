import { parse } from 'csv-parse/sync'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { DropId, LenderId } from '../../../domain/ids.ts'
import { type Chunk, chunkBytes, DropReport, type RowOutcome, rowsOf } from '../../../domain/intake/chunk.ts'
import { problem } from '../../../domain/intake/problem.ts'
import { instantOf } from '../../../domain/time.ts'
import { type DroppedRow, reportDrop, splitDrop, workThrough } from '../../../functions/adapters/drops.ts'
import { ObjectReplacedError } from '../../../functions/adapters/object-store.ts'
import { InMemoryStore } from '../intake/in-memory-store.ts'

const dropId = DropId.parse('drop-0123456789abcdef')
const lenderId = LenderId.parse('union-c')
const header = 'payment_reference,account_reference,paid_on,amount,currency,reverses,note'
const payment = (index: number, reverses = '') => `P${index},A${index % 7},2026-03-02,1.00,USD,${reverses},n`

async function* piecesOf(content: string | Buffer, pieceBytes = 10_000): AsyncGenerator<Uint8Array> {
  const bytes = Buffer.from(content)
  for (let at = 0; at < bytes.length; at += pieceBytes) yield bytes.subarray(at, at + pieceBytes)
}

const split = (work: InMemoryStore, content: string, { size = Buffer.byteLength(content), pieceBytes = 10_000 } = {}) =>
  splitDrop(work, dropId, { kind: 'payments', size, file: piecesOf(content, pieceBytes) })

const work = (store: InMemoryStore, chunk: Chunk, deal: (dropped: DroppedRow) => RowOutcome | Promise<RowOutcome>) =>
  workThrough(store, chunk, {
    kind: 'payments',
    lane: (row) => row.text('account_reference'),
    deal: async (dropped) => deal(dropped),
  })

const refused = [problem('amount', 'bad-number', 'The amount is =wrong.', '=Correct it.')]

describe('splitting a drop', () => {
  test('gives a small file one chunk, and an empty list of reversals', async () => {
    const store = new InMemoryStore()
    expect(await split(store, `${header}\n${payment(1)}\n${payment(2)}\n`)).toEqual({
      chunks: [{ key: `chunks/${dropId}/00001.jsonl`, number: 1 }],
      afterwards: [],
    })
    expect(store.text(`chunks/${dropId}/00001.jsonl`).trimEnd().split('\n')).toEqual([
      JSON.stringify({ columns: header.split(',') }),
      JSON.stringify({ line: 2, cells: ['P1', 'A1', '2026-03-02', '1.00', 'USD', '', 'n'] }),
      JSON.stringify({ line: 3, cells: ['P2', 'A2', '2026-03-02', '1.00', 'USD', '', 'n'] }),
    ])
  })

  test('keeps reversals for afterwards, for their payments may be in any other chunk', async () => {
    const store = new InMemoryStore()
    const { chunks, afterwards } = await split(store, `${header}\n${payment(1, 'P2')}\n${payment(2)}\n`)
    expect(chunks).toHaveLength(1)
    expect(afterwards).toEqual([{ key: `chunks/${dropId}/01001.after.jsonl`, number: 1001 }])
    expect(store.text(afterwards[0]?.key ?? '')).toContain('"P1"')
    expect(store.text(chunks[0]?.key ?? '')).not.toContain('"P1"')
  })

  test('loses no row and repeats none, however the bytes arrive', async () => {
    const lines = Array.from({ length: 12_000 }, (_, index) => payment(index, index % 9 === 0 ? `P${index + 1}` : ''))
    const content = `${header}\n${lines.join('\n')}\n`
    const stores = [new InMemoryStore(), new InMemoryStore()]
    const splits = [await split(stores[0] ?? new InMemoryStore(), content, { pieceBytes: 777 })]
    splits.push(await split(stores[1] ?? new InMemoryStore(), content, { pieceBytes: 500_000 }))
    expect(splits[0]).toEqual(splits[1])
    expect([...(stores[0]?.objects ?? [])]).toEqual([...(stores[1]?.objects ?? [])])
    expect(splits[0]?.chunks.length).toBeGreaterThan(2)
    const seen = (stores[0]?.keys() ?? []).flatMap((key) =>
      (stores[0]?.text(key) ?? '')
        .trimEnd()
        .split('\n')
        .slice(1)
        .map((line) => Number(JSON.parse(line).line)),
    )
    expect(seen.sort((a, b) => a - b)).toEqual(lines.map((_, index) => index + 2))
  })

  test('never gives more than 2,000 chunks, whatever the size', () => {
    for (const size of [0, 1, 1e6, 250e6, 1e9, 2 * 1024 ** 3])
      expect(2 * (size / chunkBytes(size) + 1)).toBeLessThan(2_000)
  })

  test('sets a whole file aside as a chunk of one row, so that it is reported like any other', async () => {
    const store = new InMemoryStore()
    const { chunks } = await split(store, '')
    expect(await work(store, chunks[0] ?? { key: '', number: 0 }, () => 'admitted')).toMatchObject({
      rejected: 1,
      admitted: 0,
    })
  })

  test('reads nothing of a file beyond the largest size', async () => {
    const store = new InMemoryStore()
    const { chunks } = await split(store, `${header}\n${payment(1)}\n`, { size: 3 * 1024 ** 3 })
    expect(store.text(chunks[0]?.key ?? '')).toContain('file-too-large')
  })

  test('says so when the file was replaced before it was read', async () => {
    const store = new InMemoryStore()
    const replaced = async function* (): AsyncGenerator<Uint8Array> {
      yield Buffer.from(header)
      throw new ObjectReplacedError('replaced')
    }
    const { chunks } = await splitDrop(store, dropId, { kind: 'payments', size: 10, file: replaced() })
    expect(store.text(chunks[0]?.key ?? '')).toContain('file-replaced')
  })
})

describe('working through a chunk', () => {
  test('counts every row exactly once', async () => {
    const outcome = fc.constantFrom<RowOutcome>('admitted', 'updated', 'unchanged', refused)
    await fc.assert(
      fc.asyncProperty(fc.array(fc.option(outcome), { maxLength: 60 }), async (outcomes) => {
        const store = new InMemoryStore()
        const rows = outcomes.map((each, index) => (each === null ? '"broken' : payment(index)))
        const { chunks } = await split(store, `${[header, ...rows].join('\n')}\n`)
        const counts = await Promise.all(
          chunks.map((chunk) => work(store, chunk, ({ line }) => outcomes[line - 2] ?? 'unchanged')),
        )
        const total = counts.reduce((sum, each) => sum + rowsOf(each), 0)
        expect(total).toBe(outcomes.length)
        const rejected = outcomes.filter((each) => typeof each !== 'string').length
        expect(counts.reduce((sum, each) => sum + each.rejected, 0)).toBe(rejected)
      }),
      { numRuns: 60 },
    )
  })

  test('deals with the rows of one account in the order of the file', async () => {
    const store = new InMemoryStore()
    const rows = Array.from({ length: 70 }, (_, index) => payment(index))
    const { chunks } = await split(store, `${[header, ...rows].join('\n')}\n`)
    const seen = new Map<string, number[]>()
    await work(store, chunks[0] ?? { key: '', number: 0 }, async ({ row, line }): Promise<RowOutcome> => {
      await new Promise((resolve) => setImmediate(resolve))
      const account = row.text('account_reference')
      seen.set(account, [...(seen.get(account) ?? []), line])
      return 'admitted'
    })
    expect(seen.size).toBe(7)
    for (const lines of seen.values()) expect(lines).toEqual([...lines].sort((a, b) => a - b))
  })

  test('fails as a whole when a row throws, and leaves no outcome behind', async () => {
    const store = new InMemoryStore()
    const { chunks } = await split(store, `${header}\n${payment(1)}\n`)
    const failing = work(store, chunks[0] ?? { key: '', number: 0 }, () => {
      throw new Error('down')
    })
    await expect(failing).rejects.toThrow('down')
    expect(store.keys()).toEqual([`chunks/${dropId}/00001.jsonl`])
  })
})

describe('reporting a drop', () => {
  const key = 'union-c/payments/2026-03-02.csv'
  const drop = { dropId, lenderId, kind: 'payments', key, now: instantOf('2026-03-02T15:00:00Z') } as const

  const dealt = async (rows: string[], deal: (dropped: DroppedRow) => RowOutcome, twice = false) => {
    const [store, drops] = [new InMemoryStore(), new InMemoryStore()]
    const { chunks, afterwards } = await split(store, `${[header, ...rows].join('\n')}\n`)
    for (const chunk of [...chunks].reverse()) await work(store, chunk, deal)
    for (const chunk of afterwards) await work(store, chunk, deal)
    if (twice) for (const chunk of chunks) await work(store, chunk, deal)
    const report = await reportDrop(store, drops, drop)
    return { report, drops, store }
  }
  const rejectFile = (drops: InMemoryStore): string[][] =>
    parse(drops.text('union-c/rejects/payments/2026-03-02.csv'), { bom: true })

  const rows = [
    payment(0),
    '=cmd,"un closed',
    payment(2, 'P0'),
    payment(3),
    payment(4, 'P3'),
    ...Array.from({ length: 9_000 }, (_, index) => payment(index + 5)),
    'too,few',
  ]
  const deal = ({ row, line }: DroppedRow): RowOutcome =>
    row.text('reverses') !== '' || line === 5 ? refused : line === 2 ? 'unchanged' : 'admitted'

  test('writes the rejects in the order of the file, each with field, reason, advice and the whole row', async () => {
    const { drops } = await dealt(rows, deal)
    const [head, ...lines] = rejectFile(drops)
    expect(head).toEqual(['line', 'field', 'problem', 'what_is_wrong', 'what_to_do', 'row'])
    expect(lines.map(([line, field, code]) => `${line} ${field} ${code}`)).toEqual([
      '3 row broken-quoting',
      '4 amount bad-number',
      '5 amount bad-number',
      '6 amount bad-number',
      '9007 row wrong-column-count',
    ])
    expect(lines.at(-1)?.[5]).toBe('too,few')
    expect(lines[1]?.[5]).toBe(payment(2, 'P0'))
  })

  test('writes no cell that a spreadsheet would run as a formula', async () => {
    const { drops } = await dealt(rows, deal)
    for (const cell of rejectFile(drops).flat()) expect(cell).not.toMatch(/^[=+\-@\t\r]/)
    expect(rejectFile(drops)[1]?.[5]).toBe(`'=cmd,"un closed`)
  })

  test('reports counts that add up, the reasons, and the columns it did not read', async () => {
    const { report, drops } = await dealt(rows, deal)
    expect(report).toEqual({
      dropId,
      lender: 'union-c',
      kind: 'payments',
      file: '2026-03-02.csv',
      reportedAt: '2026-03-02T15:00:00.000Z',
      rows: 9_006,
      admitted: 9_000,
      updated: 0,
      unchanged: 1,
      rejected: 5,
      problems: { 'broken-quoting': 1, 'bad-number': 3, 'wrong-column-count': 1 },
      unknownColumns: ['note'],
      unfinishedChunks: [],
    })
    expect(DropReport.parse(JSON.parse(drops.text('union-c/reports/payments/2026-03-02.json')))).toEqual(report)
  })

  test('is the same after a chunk was dealt with twice', async () => {
    const [once, twice] = [await dealt(rows, deal), await dealt(rows, deal, true)]
    expect([...twice.drops.objects]).toEqual([...once.drops.objects])
  })

  test('names the chunks that were never finished', async () => {
    const [store, drops] = [new InMemoryStore(), new InMemoryStore()]
    const { chunks } = await split(store, `${[header, ...rows].join('\n')}\n`)
    expect(chunks.length).toBeGreaterThan(1)
    await work(store, chunks[0] ?? { key: '', number: 0 }, deal)
    const report = await reportDrop(store, drops, drop)
    expect(report.unfinishedChunks).toEqual([...chunks.slice(1).map(({ number }) => number), 1001])
  })

  test('leaves a reject file of its header alone when nothing was rejected, over whatever stood there', async () => {
    const { drops } = await dealt([payment(1)], () => 'admitted')
    expect(rejectFile(drops)).toHaveLength(1)
  })
})
