import { spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { LenderId } from '../../../domain/ids.ts'
import { dropOfLoans, NotOpenIntroError } from '../../../examples/openintro/loans.ts'
import { LenderWorld } from './lender-world.ts'

const root = join(import.meta.dirname, '../../..')
const realFile = join(root, '../shared/data/openintro-loans-full-schema.csv')
const hasRealFile = existsSync(realFile)
if (!hasRealFile) console.warn(`Skipped: the real loans, for ${realFile} is not there.`)

const header =
  'rownames,state,annual_income,annual_income_joint,debt_to_income,debt_to_income_joint,homeownership,loan_amount,term,' +
  'interest_rate,installment,loan_purpose,loan_status,balance,paid_total,paid_principal'
const loan = (number: number, status: string, changes: Record<string, string> = {}) => {
  const usual = {
    rownames: String(number),
    state: 'CA',
    annual_income: '60000',
    annual_income_joint: '',
    debt_to_income: '12.5',
    debt_to_income_joint: '',
    homeownership: 'RENT',
    loan_amount: '10000',
    term: '36',
    interest_rate: '18.25',
    installment: '360.50',
    loan_purpose: 'car',
    loan_status: status,
    balance: '9125',
    paid_total: '1081.50',
    paid_principal: '875',
  }
  return Object.values({ ...usual, ...changes }).join(',')
}
const csvOf = (...loans: string[]) => Buffer.from(`${[header, ...loans].join('\n')}\n`)

const admit = async (content: string) => {
  const world = new LenderWorld(LenderId.parse('union-c'))
  const report = await world.dropFile('union-c/accounts/openintro.csv', content)
  return { world, report }
}

describe('a drop of OpenIntro loans', () => {
  test('holds those that are behind, and nobody else', async () => {
    const { accounts, content } = dropOfLoans(
      csvOf(
        loan(1, 'Current'),
        loan(2, 'In Grace Period'),
        loan(3, 'Late (16-30 days)'),
        loan(4, 'Fully Paid'),
        loan(5, 'Late (31-120 days)'),
      ),
    )
    expect(accounts).toBe(3)
    const { world, report } = await admit(content)
    expect(report).toMatchObject({
      admitted: 3,
      rejected: 0,
      unknownColumns: expect.arrayContaining(['homeownership']),
    })
    expect([2, 3, 5].map((number) => world.case(`OI-${number}`).facts.daysPastDue)).toEqual([8, 23, 75])
  })

  test('has the borrower’s own figures', async () => {
    const { world } = await admit(dropOfLoans(csvOf(loan(3, 'Late (16-30 days)'))).content)
    expect(world.case('OI-3')).toMatchObject({
      zone: 'America/Los_Angeles',
      facts: {
        annualRatePercent: '18.25',
        debt: { principal: 912_500, interest: 10_494, fees: 0 },
        remainingTermMonths: 33,
        contractInstalment: 36_050,
        declared: { monthlyIncome: 500_000, otherDebtPayments: 62_500 },
      },
    })
  })

  test('counts both incomes of two who borrowed together', async () => {
    const joint = { annual_income_joint: '120000', debt_to_income_joint: '10' }
    const { world } = await admit(dropOfLoans(csvOf(loan(3, 'Late (16-30 days)', joint))).content)
    expect(world.case('OI-3').facts.declared).toEqual({ monthlyIncome: 1_000_000, otherDebtPayments: 100_000 })
  })

  test('claims of a charged-off loan what was never paid back', async () => {
    const { world } = await admit(dropOfLoans(csvOf(loan(3, 'Charged Off', { balance: '0' }))).content)
    expect(world.case('OI-3').facts.debt.principal).toBe(912_500)
  })

  test('is the same each time', () => {
    const csv = csvOf(loan(3, 'Charged Off'), loan(4, 'In Grace Period'))
    expect(dropOfLoans(csv)).toEqual(dropOfLoans(csv))
  })

  test.each([
    ['another file', Buffer.from('a,b\n1,2\n'), /no column rownames, state/],
    ['a file that is not CSV', Buffer.from('a,"b\n'), /cannot be read as CSV/],
    ['nothing', Buffer.alloc(0), /not OpenIntro/],
    ['a loan without its balance', csvOf(loan(3, 'Charged Off', { balance: 'NA' })), /Loan 1 of the file: balance/],
  ])('is not made of %s', (_name, csv, reason) => {
    expect(() => dropOfLoans(csv)).toThrow(NotOpenIntroError)
    expect(() => dropOfLoans(csv)).toThrow(reason)
  })

  test.runIf(hasRealFile)('takes every real loan that is behind', async () => {
    const { accounts, content } = dropOfLoans(readFileSync(realFile))
    const { world, report } = await admit(content)
    expect(accounts).toBe(124)
    expect(report).toMatchObject({ rows: 124, admitted: 124, rejected: 0 })
    const cases = [...world.dossiers.cases.values()]
    expect(new Set(cases.map(({ zone }) => zone)).size).toBeGreaterThan(4)
    expect(cases.every(({ facts }) => facts.declared.monthlyIncome !== undefined)).toBe(true)
  })
})

describe('the command', () => {
  const directory = mkdtempSync(join(tmpdir(), 'openintro-'))
  afterAll(() => rmSync(directory, { recursive: true, force: true }))
  const command = (...args: string[]) => {
    const script = join(root, 'examples/openintro/convert.ts')
    return spawnSync(process.execPath, [script, ...args], { encoding: 'utf8' })
  }
  const written = (name: string, content: Buffer) => {
    const path = join(directory, name)
    writeFileSync(path, content)
    return path
  }

  test('writes the drop where npm start looks for it', () => {
    const loans = written('loans.csv', csvOf(loan(3, 'Charged Off')))
    expect(command(loans, directory)).toMatchObject({ status: 0, stdout: expect.stringContaining('Wrote 1 accounts') })
    expect(readFileSync(join(directory, 'union-c/accounts/openintro.csv'), 'utf8')).toContain('OI-3')
  })

  test.each([
    ['no arguments', () => command(), /npm run drop:openintro -- IN\.csv OUTDIR/],
    ['a file that is not there', () => command(join(directory, 'none.csv'), directory), /There is no file/],
    ['a wrong file', () => command(written('a.csv', Buffer.from('a\n1\n')), directory), /not OpenIntro/],
    ['nobody behind', () => command(written('b.csv', csvOf(loan(1, 'Current'))), directory), /nothing was written/],
  ])('explains itself for %s', (_name, run, reason) => {
    const { status, stderr } = run()
    expect(status).toBe(1)
    expect(stderr).toMatch(reason)
    expect(stderr).not.toMatch(/ at .*\.ts:\d+/)
  })
})
