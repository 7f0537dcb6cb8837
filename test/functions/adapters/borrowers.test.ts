import { inspect } from 'node:util'
import { expect, test } from 'vitest'
import { LenderId } from '../../../domain/ids.ts'
import { type AccountRow, readAccount } from '../../../domain/intake/account-row.ts'
import { isProblems } from '../../../domain/intake/problem.ts'
import { Layout, Row } from '../../../domain/intake/row.ts'
import { instantOf } from '../../../domain/time.ts'
import { connectBorrowers } from '../../../functions/adapters/borrowers.ts'
import { EmbeddedDynamoDB } from '../../../local/aws/dynamodb.ts'
import { embeddedClientConfiguration, embeddedRequestHandler } from '../../../local/aws/request-handler.ts'
import { VirtualClock } from '../../../local/clock.ts'

const lenderId = LenderId.parse('platform-a')

const usual = {
  account_reference: 'ACC-1',
  borrower_reference: 'BOR-1',
  name: '张伟',
  email: 'zhang.wei@example.com',
  language: 'zh-CN',
  region: '广东',
  product: 'consumer-loan',
  currency: 'CNY',
  contract_rate: '18',
  rate_basis: 'annual',
  outstanding_principal: '12000.50',
  accrued_interest: '120',
  fees: '0',
  remaining_term_months: '18',
  due_day: '15',
  days_past_due: '45',
  branch: '朝阳支行',
}

const row = (changes: Partial<typeof usual> = {}): AccountRow => {
  const fields = { ...usual, ...changes }
  const read = readAccount(new Row(new Layout('accounts', Object.keys(fields)), Object.values(fields)), {
    lenderId,
    jurisdiction: 'cn',
    now: instantOf('2026-03-02T01:00:00Z'),
  })
  if (isProblems(read)) throw new Error(JSON.stringify(read))
  return read
}

const freshTable = () => {
  const database = new EmbeddedDynamoDB({ clock: new VirtualClock(Date.UTC(2026, 2, 2)) })
  const partitionKey = { name: 'borrowerId', type: 'S' } as const
  database.createTable({ tableName: 'borrowers', partitionKey, indexes: [], stream: false })
  const clients = embeddedClientConfiguration(embeddedRequestHandler({ dynamodb: database.endpoint }))
  return connectBorrowers({ BORROWER_TABLE: 'borrowers' }, clients)
}

test('knows nobody it was not told of', async () => {
  expect(await freshTable().read(row().borrowerId)).toBeUndefined()
})

test('keeps who a borrower is, where they live, and what else the file said of the account', async () => {
  const borrowers = freshTable()
  const kept = row()
  await borrowers.keep(lenderId, kept)
  const borrower = await borrowers.read(kept.borrowerId)
  expect(borrower).toMatchObject({ lenderId, language: 'zh-CN', zone: 'Asia/Shanghai', place: { region: '广东' } })
  expect(borrower?.name.reveal()).toBe('张伟')
  expect(borrower?.email.reveal()).toBe('zhang.wei@example.com')
  expect(borrower?.reference.reveal()).toBe('BOR-1')
  const account = borrower?.accounts[kept.caseId]
  expect(account?.reference.reveal()).toBe('ACC-1')
  expect(Object.entries(account?.kept ?? {}).map(([column, text]) => [column, text.reveal()])).toEqual([
    ['branch', '朝阳支行'],
  ])
})

test('shows nothing of a borrower when printed', async () => {
  const borrowers = freshTable()
  await borrowers.keep(lenderId, row())
  const borrower = await borrowers.read(row().borrowerId)
  for (const text of [JSON.stringify(borrower), inspect(borrower, { depth: 9 })])
    expect(text).not.toMatch(/张伟|zhang|ACC-1|BOR-1|朝阳/)
})

test('keeps all accounts of a borrower, even those that are kept at the same moment, and the newest address', async () => {
  const borrowers = freshTable()
  const rows = ['ACC-1', 'ACC-2', 'ACC-3'].map((account_reference) => row({ account_reference }))
  await Promise.all(rows.map((each) => borrowers.keep(lenderId, each)))
  await borrowers.keep(lenderId, row({ email: 'new@example.com' }))
  const borrower = await borrowers.read(row().borrowerId)
  expect(Object.keys(borrower?.accounts ?? {}).sort()).toEqual(rows.map(({ caseId }) => caseId as string).sort())
  expect(borrower?.email.reveal()).toBe('new@example.com')
})

test('is the same after the same row again', async () => {
  const borrowers = freshTable()
  await borrowers.keep(lenderId, row())
  const once = await borrowers.read(row().borrowerId)
  await borrowers.keep(lenderId, row())
  expect(await borrowers.read(row().borrowerId)).toEqual(once)
})
