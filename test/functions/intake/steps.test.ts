import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { GetObjectCommand, PutObjectCommand, S3Client } from '@aws-sdk/client-s3'
import type { Context } from 'aws-lambda'
import { afterEach, beforeEach, expect, test } from 'vitest'
import * as z from 'zod'
import { dropOf } from '../../../domain/intake/drop.ts'
import { isRefusal } from '../../../domain/outcome.ts'
import { sampleDrop } from '../../../examples/generate-sample-drop.ts'
import { step as admitAccounts } from '../../../functions/intake/admit-accounts.ts'
import { step as applyPayments } from '../../../functions/intake/apply-payments.ts'
import { step as countContacts } from '../../../functions/intake/count-contacts.ts'
import { step as placeHolds } from '../../../functions/intake/place-holds.ts'
import { step as reportDrop } from '../../../functions/intake/report-drop.ts'
import { step as splitDrop } from '../../../functions/intake/split-drop.ts'
import type { Step } from '../../../functions/step.ts'
import { EmbeddedDynamoDB } from '../../../local/aws/dynamodb.ts'
import { embeddedClientConfiguration, embeddedRequestHandler } from '../../../local/aws/request-handler.ts'
import { EmbeddedS3 } from '../../../local/aws/s3.ts'
import { VirtualClock } from '../../../local/clock.ts'
import { compilePolicies } from '../../../policies/load-policies.ts'

const now = '2026-03-02T01:00:00.000Z'
const Split = z.object({ chunks: z.array(z.unknown()), afterwards: z.array(z.unknown()) })

let directory: string
let s3: S3Client
let printed: string[]
let run: (step: Step, event: object) => Promise<unknown>

beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'intake-steps-'))
  const clock = new VirtualClock(Date.parse(now))
  const buckets = new EmbeddedS3({ directory: join(directory, 'buckets'), clock })
  for (const bucket of ['drops', 'work']) buckets.createBucket(bucket)
  const tables = new EmbeddedDynamoDB({ clock })
  const key = (name: string) => ({ name, type: 'S' }) as const
  tables.createTable({ tableName: 'cases', partitionKey: key('pk'), sortKey: key('sk'), indexes: [], stream: false })
  for (const tableName of ['borrowers', 'contacts'])
    tables.createTable({ tableName, partitionKey: key('borrowerId'), indexes: [], stream: false })
  const clients = embeddedClientConfiguration(
    embeddedRequestHandler({ s3: buckets.endpoint, dynamodb: tables.endpoint }),
  )
  s3 = new S3Client(clients)
  const policies = join(directory, 'policies.json')
  writeFileSync(policies, compilePolicies())
  const environment = {
    DROP_BUCKET: 'drops',
    WORK_BUCKET: 'work',
    CASE_TABLE: 'cases',
    BORROWER_TABLE: 'borrowers',
    CONTACT_TABLE: 'contacts',
    POLICIES: policies,
  }
  printed = []
  const print = (...line: unknown[]): void => void printed.push(JSON.stringify(line))
  run = (step, event) =>
    step.bind({ environment, clients, log: { info: print, error: print }, entropy: () => 'unused' })(
      event,
      {} as Context,
    )
})

afterEach(() => rmSync(directory, { recursive: true, force: true }))

const worker = { accounts: admitAccounts, payments: applyPayments, contacts: countContacts, holds: placeHolds }

/** Takes a file of the sample through intake, step by step, as its machine does. */
const takeIn = async (path: string) => {
  const content = sampleDrop().get(path) ?? Buffer.alloc(0)
  const { ETag = '' } = await s3.send(new PutObjectCommand({ Bucket: 'drops', Key: path, Body: content }))
  const contentTag = ETag.replaceAll('"', '')
  const drop = dropOf(path, contentTag)
  if (isRefusal(drop)) throw new Error(drop.reason)
  const { lenderId, kind, dropId } = drop
  const payload = { bucket: 'drops', key: path, contentTag, size: content.length, now, lenderId, kind, dropId }
  const { chunks, afterwards } = Split.parse(await run(splitDrop, payload))
  for (const chunk of [...chunks, ...afterwards]) await run(worker[kind], { dropId, lenderId, chunk, now })
  return run(reportDrop, payload)
}

test('the steps take in the drop of a lender, and once more without any change', async () => {
  expect(await takeIn('union-c/accounts/2026-03-02.csv')).toMatchObject({ rows: 80, admitted: 80 })
  expect(await takeIn('union-c/payments/2026-03-02.csv')).toMatchObject({ admitted: 12, rejected: 5 })
  expect(await takeIn('union-c/contacts/2026-03-02.csv')).toMatchObject({ rejected: 3 })
  expect(await takeIn('union-c/holds/2026-03-02.csv')).toMatchObject({ admitted: 6, rejected: 5 })
  expect(await takeIn('union-c/accounts/2026-03-02.csv')).toMatchObject({ unchanged: 80, admitted: 0, updated: 0 })
  expect(await takeIn('union-c/payments/2026-03-02.csv')).toMatchObject({ unchanged: 12, admitted: 0 })
  expect(await takeIn('union-c/holds/2026-03-02.csv')).toMatchObject({ admitted: 0, unchanged: 6, rejected: 5 })
  const { Body } = await s3.send(
    new GetObjectCommand({ Bucket: 'drops', Key: 'union-c/rejects/payments/2026-03-02.csv' }),
  )
  expect(await Body?.transformToString()).toContain('already-reversed')
})

test('no step prints a word of what the file says of a person', async () => {
  await takeIn('platform-a/accounts/2026-03-03-corrections.csv')
  const [, ...rows] = (sampleDrop().get('platform-a/accounts/2026-03-02.csv') ?? '').toString('utf8').split('\n')
  const words = rows.flatMap((row) => row.split(',').slice(0, 4)).filter((word) => word !== '')
  expect(words.length).toBeGreaterThan(300)
  expect(printed.length).toBeGreaterThan(5)
  for (const line of printed) expect(words.filter((word) => line.includes(word))).toEqual([])
})
