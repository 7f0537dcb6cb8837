import { parse } from 'csv-parse/sync'
import * as z from 'zod'
import { rowsOf } from '../domain/intake/chunk.ts'
import { InMemoryStore } from '../test/functions/intake/in-memory-store.ts'
import { runChild } from './child-process.ts'
import { type Figure, figureOf } from './figure.ts'
import { accountsFile, split, validated } from './generated-drop.ts'
import type { Bench } from './report.ts'
import { compare, perSecond } from './rounds.ts'

const rows = 100_000
const manyRows = 1_000_000
const rounds = 5

const speed = async (): Promise<Figure[]> => {
  const file = Buffer.concat([...accountsFile(rows)])
  const measured = (name: string, work: () => unknown) => ({ name, measure: () => perSecond(rows, work) })
  return compare({
    unit: 'rows/s',
    rounds,
    baseline: measured('csv-parse alone', () => parse(file)),
    contenders: [
      measured('split', () => split(new InMemoryStore(), file.length, [file])),
      measured('split and validate', async () => {
        const work = new InMemoryStore()
        const counts = await validated(work, await split(work, file.length, [file]))
        if (rowsOf(counts) !== rows) throw new Error(`${rowsOf(counts)} rows came out where ${rows} went in`)
      }),
    ],
  })
}

const ChildReport = z.object({ rows: z.int(), aliveBytes: z.number() })

const memoryOf = async (count: number) => {
  const { output, peakBytes } = await runChild('bench/intake-memory.ts', [String(count)], ['--expose-gc'])
  const { rows: dealtWith, aliveBytes } = ChildReport.parse(JSON.parse(output))
  if (dealtWith !== count) throw new Error(`${dealtWith} rows came out where ${count} went in`)
  const megabytes = (what: string, bytes: number) => ({
    name: `${count.toLocaleString('en-US')} rows, ${what}`,
    samples: [bytes / 1024 ** 2],
  })
  return { alive: megabytes('peak live heap', aliveBytes), resident: megabytes('peak resident memory', peakBytes) }
}

const memory = async (): Promise<Figure[]> => {
  const [few, many] = [await memoryOf(rows), await memoryOf(manyRows)]
  return [
    figureOf('MiB', few.alive),
    figureOf('MiB', many.alive, few.alive),
    figureOf('MiB', few.resident),
    figureOf('MiB', many.resident, few.resident),
  ]
}

/** A generated accounts file: how fast its rows are split and read, and how much memory that takes as it grows. */
export const bench: Bench = {
  about: `intake of ${rows.toLocaleString('en-US')} rows, against csv-parse on the same bytes`,
  run: async () => [...(await speed()), ...(await memory())],
}
