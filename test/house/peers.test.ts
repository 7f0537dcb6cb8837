import { execFile } from 'node:child_process'
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'

const folder = mkdtempSync(join(tmpdir(), 'peers-'))

const fileOf = (name: string, content: string): string => {
  const file = join(folder, name)
  writeFileSync(file, content)
  return file
}

const examples = (apr: number): string =>
  JSON.stringify({
    examples: [
      {
        id: 'half a year',
        apr,
        advance: { date: '1978-07-15', amount: 1000 },
        payments: [{ count: 1, amount: 1044, first: '1979-01-15' }],
      },
    ],
  })

const header = 'rownames,loan_amount,interest_rate,term,installment'
const loans = (instalment: string, count: number): string =>
  [header, ...Array.from({ length: count }, (_, row) => `${row + 1},10000,12,12,${instalment}`)].join('\n')

const noCases = fileOf('cases.json', '[]')
const noProducts = fileOf(
  'products.json',
  '{"systemDefaults":{"penaltyWaitDays":2},"orders":{},"strategies":{},"charges":{},"products":[],"cases":[]}',
)
const schedules = ['--fineract', noCases, '--products', noProducts]
const goodLoans = ['--openintro', fileOf('good.csv', loans('888.49', 1))]
const goodRates = ['--regz', fileOf('good.json', examples(8.8))]

const run = (...args: string[]): Promise<{ code: number; out: string; error: string }> =>
  new Promise((resolve) => {
    const main = join(import.meta.dirname, '../../peers/main.ts')
    execFile(process.execPath, [main, ...args], (failure, out, error) => {
      resolve({ code: typeof failure?.code === 'number' ? failure.code : 0, out, error })
    })
  })

describe('npm run peers', () => {
  it('says how it goes', async () => {
    const { code, out } = await run('--help')
    expect(out).toContain('npm run peers -- [options]')
    expect(code).toBe(0)
  })

  it('ends well where all floors hold, and writes the figures for machines', async () => {
    const json = join(folder, 'figures.json')
    const { code, out, error } = await run(...schedules, ...goodLoans, ...goodRates, '--json', json)
    expect({ code, error }).toEqual({ code: 0, error: '' })
    expect(out).toMatch(/half a year +8\.80 +8\.80\n/)
    expect(JSON.parse(readFileSync(json, 'utf8'))).toMatchObject({
      fineract: { tables: [], outOfScope: [] },
      openintro: { loans: 1, different: [] },
      regz: [{ id: 'half a year', got: 8.8, agrees: true }],
    })
  })

  it('fails below a floor and says which', async () => {
    const wrongRates = ['--regz', fileOf('wrong.json', examples(8.81))]
    const { code, error } = await run(...schedules, ...goodLoans, ...wrongRates)
    expect(error).toBe('Below the floor: annual percentage rates of Regulation Z: all; reached 0 of 1.\n')
    expect(code).toBe(1)
  })

  it('lists loans whose lender asks for another instalment', async () => {
    const differing = ['--openintro', fileOf('differing.csv', loans('888.48', 11))]
    const { code, out, error } = await run(...schedules, ...goodRates, ...differing)
    expect(out).toMatch(/11 +888\.49 +888\.48/)
    expect(error).toContain('at most 10 differ; reached 11 of 11')
    expect(code).toBe(1)
  })

  it.each([
    ['is not there', ['--regz', join(folder, 'none.json')], /There is no file .*none\.json/],
    ['is not JSON', ['--regz', fileOf('text.json', 'text')], /text\.json is not JSON/],
    [
      'has another shape',
      ['--fineract', fileOf('other.json', '[{}]'), '--products', noProducts],
      /other\.json: 0\.class: /,
    ],
    ['has no columns', ['--openintro', fileOf('none.csv', 'a,b\n1,2')], /none\.csv: /],
    ['is not asked for so', ['--fineractt', 'x'], /Unknown option '--fineractt'/],
  ])('fails where a named file %s', async (_, args, message) => {
    const { code, error } = await run(...schedules, ...goodLoans, ...goodRates, ...args)
    expect(error).toMatch(message)
    expect(code).toBe(1)
  })
})
