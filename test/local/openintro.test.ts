import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { dropOfLoans } from '../../examples/openintro/loans.ts'
import { type RunReport, run } from '../../local/run.ts'

const root = resolve(import.meta.dirname, '../..')
const loans = join(root, '../shared/data/openintro-loans-full-schema.csv')
const present = existsSync(loans)
if (!present) console.warn('Not run: the main job on real loans, because openintro-loans-full-schema.csv is not here.')

const directory = mkdtempSync(join(tmpdir(), 'forbear-openintro-'))
afterAll(() => rmSync(directory, { recursive: true, force: true }))

const months = 7

const runOnRealLoans = async (): Promise<RunReport> => {
  const drop = join(directory, 'drop', 'union-c', 'accounts')
  mkdirSync(drop, { recursive: true })
  writeFileSync(join(drop, 'openintro.csv'), dropOfLoans(readFileSync(loans)).content)
  return run({
    sources: root,
    drop: join(directory, 'drop'),
    out: join(directory, 'out'),
    months,
    seed: 1,
    lender: undefined,
    onProgress: () => undefined,
  })
}

describe.runIf(present)('the main job on real loans', () => {
  test('brings every case to a defined end or an active plan', async () => {
    const { total } = await runOnRealLoans()
    expect(total.accounts).toMatchObject({ rows: 124, admitted: 124, rejected: 0 })
    expect(total.cases).toMatchObject({ opened: 124, assessed: 124 })
    expect(total.cases.agreed).toBeGreaterThan(40)
    expect(total.failures).toBe(0)
    const machines = readFileSync(join(directory, 'out/report.json'), 'utf8')
    expect(JSON.parse(machines).total).toEqual(total)

    // Who is not at an end and has no plan in force is negotiating afresh, with a machine under way for it.
    const unsettled = Object.entries(total.outcomes).filter(([outcome]) => /^still (?!performing)/.test(outcome))
    const underWay = ['assessment', 'offer', 'agreement'].flatMap((machine) =>
      executions(machine).filter(({ status }) => status === 'RUNNING'),
    )
    expect(underWay.length).toBe(unsettled.reduce((sum, [, cases]) => sum + cases, 0))
    expect(underWay.filter(({ name }) => name.endsWith('-1'))).toEqual([])
  }, 240_000)
})

interface Line {
  readonly name: string
  readonly status: string
}

const executions = (machine: string): Line[] =>
  readFileSync(join(directory, `out/executions/forbear-demo-${machine}.jsonl`), 'utf8')
    .split('\n')
    .filter((line) => line !== '')
    .map((line): Line => JSON.parse(line))
