import { execFile } from 'node:child_process'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { describe, expect, it } from 'vitest'
import { runChild } from '../../bench/child-process.ts'
import { figureOf } from '../../bench/figure.ts'
import { readOptions } from '../../bench/options.ts'
import { jsonOf, tableOf } from '../../bench/report.ts'
import { compare } from '../../bench/rounds.ts'

const names = ['intake', 'runner'] as const

const rates = (samples: readonly number[]) => {
  const left = [...samples]
  return async () => left.shift() ?? Number.NaN
}

describe('the command line of the benches', () => {
  it('runs all of them for eighteen months unless told otherwise', () => {
    expect(readOptions([], names)).toEqual({ json: undefined, only: ['intake', 'runner'], months: 18, help: false })
  })

  it('takes a file, months and the names of some', () => {
    const options = readOptions(['--json', 'out.json', '--only', 'runner', '--months', '2'], names)
    expect(options).toEqual({ json: 'out.json', only: ['runner'], months: 2, help: false })
  })

  it.each([[['--only', 'walker']], [['--months', '0']], [['--json', '']]])(
    'refuses %j and says how it goes',
    (args) => {
      expect(() => readOptions(args, names)).toThrow(`${args[0]}: `)
      expect(() => readOptions(args, names)).toThrow('npm run bench -- [options]')
    },
  )

  it('is found by Node.js as it stands', async () => {
    const bench = join(import.meta.dirname, '../../bench/bench.ts')
    const { stdout } = await promisify(execFile)(process.execPath, [bench, '--help'])
    expect(stdout).toContain('dynamodb, bundles, intake, contact, plans, runner, main')
  })
})

describe('a figure', () => {
  it('has the median of an even number of samples half-way between the two in the middle', () => {
    expect(figureOf('ms', { name: 'a', samples: [40, 10, 20, 30] })).toEqual({
      name: 'a',
      unit: 'ms',
      samples: 4,
      median: 25,
      low: 10,
      high: 40,
    })
  })

  it('is compared with the baseline of the same round, the warm-up left out', async () => {
    const baseline = { name: 'bare', measure: rates([1, 100, 200, 400]) }
    const contenders = [{ name: 'ours', measure: rates([9, 50, 50, 300]) }]
    const [bare, ours] = await compare({ unit: 'rows/s', rounds: 3, baseline, contenders })
    expect(bare).toEqual({ name: 'bare', unit: 'rows/s', samples: 3, median: 200, low: 100, high: 400 })
    expect(ours?.ratio).toEqual({ to: 'bare', median: 0.5, low: 0.25, high: 0.75 })
  })
})

describe('a report', () => {
  const bare = { name: 'bare', samples: [1000, 3000, 2000] }
  const ours = { name: 'ours', samples: [500, 1500, 1000] }
  const figures = [figureOf('rows/s', bare), figureOf('rows/s', ours, bare)]
  const report = { bench: 'intake', about: 'rows', figures }

  it('shows people every figure with its spread and what it is compared with', () => {
    const [, , ...lines] = tableOf(report).trimEnd().split('\n')
    expect(lines.map((line) => line.trim().split(/ {2,}/))).toEqual([
      ['bare', '2,000', 'rows/s', '1,000 – 3,000'],
      ['ours', '1,000', 'rows/s', '500 – 1,500', '0.5 ×', 'bare'],
    ])
  })

  it('gives machines the same figures', () => {
    expect(JSON.parse(jsonOf([report]))).toMatchObject({ machine: { node: process.version }, benches: [report] })
  })

  it('says why a bench has no figures', () => {
    expect(tableOf({ ...report, figures: [], failed: 'no such table' })).toBe('intake: rows\n  failed: no such table\n')
  })
})

describe('a measured child process', () => {
  it('gives its output and the memory that it held', async () => {
    const { output, peakBytes } = await runChild('bench/import-time.ts', ['bench/figure.ts'])
    expect(Number(output)).toBeGreaterThan(0)
    expect(peakBytes).toBeGreaterThan(10 * 1024 ** 2)
  })

  it('fails with what it said last', async () => {
    await expect(runChild('bench/import-time.ts', ['bench/none.ts'])).rejects.toThrow(/import-time.*none\.ts/s)
  })
})
