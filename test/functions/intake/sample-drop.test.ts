import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { LenderId } from '../../../domain/ids.ts'
import { totalOf } from '../../../domain/intake/account.ts'
import { sampleDirectory, sampleDrop } from '../../../examples/generate-sample-drop.ts'
import { LenderWorld } from './lender-world.ts'

const files = sampleDrop()
const lenders = ['platform-a', 'platform-b', 'union-c']

const contentOf = (path: string): Buffer => {
  const content = files.get(path)
  if (content === undefined) throw new Error(`the sample has no ${path}`)
  return content
}

const drop = (world: LenderWorld, path: string) => world.dropFile(path, contentOf(path))

const worldWithAccounts = async (lender: string) => {
  const world = new LenderWorld(LenderId.parse(lender))
  const report = await drop(world, `${lender}/accounts/2026-03-02.csv`)
  return { world, report, cases: [...world.dossiers.cases.values()] }
}

test('the generator writes the very bytes that are kept', () => {
  const kept = readdirSync(sampleDirectory, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
  expect(kept.sort()).toEqual([...files.keys()].map((path) => join(sampleDirectory, path)).sort())
  for (const [path, content] of files)
    expect(readFileSync(join(sampleDirectory, path)).equals(content), path).toBe(true)
})

test('nobody in it has an address outside the domains that are reserved for examples', () => {
  for (const [path, content] of files) {
    const addresses = content.toString('latin1').match(/[\w.-]+@[\w.-]+\.\w+/g) ?? []
    for (const address of addresses) expect(address, path).toMatch(/@(example\.(com|net|org)|mail\.example)$/)
  }
})

describe.each(lenders)('the drop of %s', (lender) => {
  test('has 80 accounts, all proper', async () => {
    const { report } = await worldWithAccounts(lender)
    expect(report).toMatchObject({ rows: 80, admitted: 80, rejected: 0 })
  })

  test('is varied enough to take every path', async () => {
    const { world, cases } = await worldWithAccounts(lender)
    const debts = cases.map(({ facts }) => totalOf(facts.debt))
    const late = cases.map(({ facts }) => facts.daysPastDue)
    const withMeans = cases.filter(({ facts }) => facts.declared.monthlyIncome !== undefined)
    expect(world.people.size).toBeLessThan(80)
    expect(Math.min(...debts)).toBeLessThan(30_000)
    expect(Math.max(...debts)).toBeGreaterThan(5_000_000)
    expect(late.filter((days) => days <= 30).length).toBeGreaterThan(20)
    expect(late.filter((days) => days > 90).length).toBeGreaterThan(6)
    expect(withMeans.length).toBeGreaterThan(15)
    expect(withMeans.length).toBeLessThan(60)
    expect(withMeans.some(({ facts }) => (facts.contractInstalment ?? 0) > (facts.declared.monthlyIncome ?? 0))).toBe(
      true,
    )
    expect(cases.some(({ facts }) => facts.lastPayment === undefined)).toBe(true)
    expect(new Set(cases.map(({ facts }) => facts.product)).size).toBeGreaterThan(2)
  })

  test('has payments of which each mistake is found by the cases', async () => {
    const { world } = await worldWithAccounts(lender)
    expect(await drop(world, `${lender}/payments/2026-03-02.csv`)).toMatchObject({
      rows: 17,
      admitted: 12,
      rejected: 5,
      problems: {
        'already-reversed': 1,
        'unknown-payment': 1,
        'unknown-account': 1,
        'other-currency': 1,
        'negative-amount': 1,
      },
    })
  })

  test('has contacts that count against the caps', async () => {
    const { world } = await worldWithAccounts(lender)
    const report = await drop(world, `${lender}/contacts/2026-03-02.csv`)
    expect(report.problems).toEqual({ 'missing-value': 1, 'unknown-word': 1, 'bad-instant': 1 })
    expect(report.admitted).toBe(report.rows - 3)
    expect(report.admitted).toBeGreaterThan(12)
  })

  test('has holds, each for somebody else, and the mistakes that lenders make with them', async () => {
    const { world } = await worldWithAccounts(lender)
    expect(await drop(world, `${lender}/holds/2026-03-02.csv`)).toMatchObject({
      rows: 11,
      admitted: 6,
      rejected: 5,
      problems: { 'unknown-word': 2, 'out-of-range': 1, 'unknown-hold': 1, 'unknown-borrower': 1 },
    })
    const held = [...world.ledgers.values()].flatMap(({ holds = [] }) => holds.map(({ kind }) => kind))
    expect(held.sort()).toEqual(['breathing-space', 'deceased', 'insolvent', 'represented'])
  })
})

test.each(['platform-a', 'union-c'])(
  'the corrections of %s change two cases, add two, and hold every mistake',
  async (lender) => {
    const { world } = await worldWithAccounts(lender)
    expect(await drop(world, `${lender}/accounts/2026-03-03-corrections.csv`)).toMatchObject({
      rows: 35,
      admitted: 2,
      updated: 2,
      unchanged: 0,
      rejected: 31,
      problems: {
        'bad-number': 6,
        'negative-amount': 1,
        'missing-value': 5,
        'unknown-currency': 1,
        'unknown-time-zone': 1,
        'unknown-region': 1,
        'impossible-date': 2,
        'date-in-future': 1,
        'bad-email': 2,
        'unknown-language': 1,
        'unknown-word': 1,
        'out-of-range': 1,
        'not-overdue': 1,
        'oversized-field': 1,
        'duplicate-account': 1,
        'broken-quoting': 2,
        'wrong-column-count': 2,
        'wrong-encoding': 1,
      },
    })
  },
)

test('the corrections change the person where only the address is new', async () => {
  const { world } = await worldWithAccounts('platform-a')
  await drop(world, 'platform-a/accounts/2026-03-03-corrections.csv')
  const moved = [...world.people.values()].flat().filter(({ person }) => person.email.reveal() === 'moved@example.org')
  expect(moved).toHaveLength(1)
})

test.each([
  ['platform-a/accounts/2026-03-03-gb18030.csv', 'wrong-encoding', /GB18030/],
  ['platform-b/accounts/2026-03-03-utf-16.csv', 'wrong-encoding', /UTF-16/],
  ['platform-b/accounts/2026-03-03-broken-header.csv', 'missing-header', /names no columns/],
  ['union-c/accounts/2026-03-03-empty.csv', 'empty-file', /empty/],
  ['union-c/accounts/2026-03-03-semicolons.csv', 'not-csv', /separated by/],
])('%s is set aside as a whole, and the reason says why', async (path, code, reason) => {
  const world = new LenderWorld(LenderId.parse(path.split('/')[0]))
  expect(await drop(world, path)).toMatchObject({ rows: 1, rejected: 1, problems: { [code]: 1 } })
  expect(world.drops.text(path.replace('accounts', 'rejects/accounts'))).toMatch(reason)
})
