import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { LenderId } from '../../domain/ids.ts'
import { droppedFiles } from '../../local/dropped-files.ts'
import { readOptions, usage } from '../../local/options.ts'
import { run } from '../../local/run.ts'

let directory: string
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'forbear-command-'))
})
afterEach(() => rmSync(directory, { recursive: true, force: true }))

const put = (...files: string[]) => {
  for (const file of files) {
    mkdirSync(join(directory, file, '..'), { recursive: true })
    writeFileSync(join(directory, file), 'account_reference\n')
  }
}

describe('the command line', () => {
  it('takes the sample through 18 months unless told otherwise', () => {
    expect(readOptions([])).toMatchObject({
      drop: 'examples/drops',
      out: 'out',
      months: 18,
      seed: 1,
      undelivered: 4,
      lender: undefined,
    })
  })

  it('changes each choice', () => {
    const args = ['--drop', 'd', '--out', 'o', '--months', '3', '--seed', '7', '--lender', 'union-c']
    expect(readOptions(args)).toMatchObject({ drop: 'd', out: 'o', months: 3, seed: 7, lender: 'union-c' })
  })

  it.each([
    [['--months', '0'], '--months'],
    [['--months', '61'], '--months'],
    [['--seed', 'x'], '--seed'],
    [['--undelivered', '101'], '--undelivered'],
    [['--lender', 'Not A Lender'], '--lender'],
  ])('refuses %j by the name of the option and says how it goes', (args, name) => {
    expect(() => readOptions(args)).toThrow(name)
    expect(() => readOptions(args)).toThrow('npm start -- [options]')
  })

  it('refuses an option that there is not', () => {
    expect(() => readOptions(['--moths', '3'])).toThrow('--moths')
  })

  it('explains every option', () => {
    for (const name of ['drop', 'out', 'months', 'seed', 'undelivered', 'lender', 'help'])
      expect(usage).toContain(`--${name}`)
  })
})

describe('the files of a drop', () => {
  it('come with all accounts first, since payments, contacts and holds are of accounts that are known', async () => {
    put(
      'b-bank/payments/1.csv',
      'b-bank/accounts/2.csv',
      'a-bank/holds/1.csv',
      'a-bank/contacts/1.csv',
      'a-bank/accounts/1.csv',
      'a-bank/notes.txt',
    )
    const found = await droppedFiles(directory)
    expect(found.map(({ key }) => key)).toEqual([
      'a-bank/accounts/1.csv',
      'b-bank/accounts/2.csv',
      'b-bank/payments/1.csv',
      'a-bank/contacts/1.csv',
      'a-bank/holds/1.csv',
    ])
  })

  it('can be those of one lender', async () => {
    put('a-bank/accounts/1.csv', 'b-bank/accounts/1.csv')
    expect(await droppedFiles(directory, LenderId.parse('b-bank'))).toHaveLength(1)
  })

  it('are missed by name: no such folder, no such lender, nothing dropped', async () => {
    await expect(droppedFiles(join(directory, 'nowhere'))).rejects.toThrow('--drop names one that holds')
    put('a-bank/accounts/1.csv')
    await expect(droppedFiles(directory, LenderId.parse('b-bank'))).rejects.toThrow('it has a-bank')
    rmSync(join(directory, 'a-bank/accounts/1.csv'))
    await expect(droppedFiles(directory)).rejects.toThrow('holds no drop')
  })
})

describe('the folder of a run', () => {
  it('is never one that holds anything else', async () => {
    put('drop/platform-a/accounts/1.csv', 'mine/letter.txt')
    const request = {
      sources: directory,
      drop: join(directory, 'drop'),
      months: 1,
      seed: 1,
      lender: undefined,
      onProgress: () => undefined,
    }
    await expect(run({ ...request, out: join(directory, 'mine') })).rejects.toThrow(
      'holds files that no run left there',
    )
    expect(readdirSync(join(directory, 'mine'))).toEqual(['letter.txt'])
  })
})
