import { expect, test } from 'vitest'
import { addLenderContacts, type ContactLedger, claimContact, emptyLedger } from '../../../domain/contact/ledger.ts'
import { borrowerIdOf, LenderId } from '../../../domain/ids.ts'
import { DefectError, TransientError } from '../../../domain/outcome.ts'
import { instantOf } from '../../../domain/time.ts'
import { connectContactLedgers } from '../../../functions/adapters/contact-ledgers.ts'
import { EmbeddedDynamoDB } from '../../../local/aws/dynamodb.ts'
import { embeddedClientConfiguration, embeddedRequestHandler } from '../../../local/aws/request-handler.ts'
import { VirtualClock } from '../../../local/clock.ts'

const borrowerId = borrowerIdOf(LenderId.parse('platform-a'), 'B-1')
const at = instantOf('2026-03-02T01:00:00Z')

const freshTable = () => {
  const database = new EmbeddedDynamoDB({ clock: new VirtualClock(Date.UTC(2026, 2, 2)) })
  const partitionKey = { name: 'borrowerId', type: 'S' } as const
  database.createTable({ tableName: 'contacts', partitionKey, indexes: [], stream: false })
  const clients = embeddedClientConfiguration(embeddedRequestHandler({ dynamodb: database.endpoint }))
  return connectContactLedgers({ CONTACT_TABLE: 'contacts' }, clients)
}

/** At most `limit` slots, ever; whether this notice has one. */
const claiming =
  (key: string, limit = 1) =>
  (ledger: ContactLedger) => {
    if (ledger.entries.length >= limit) return { ledger, won: ledger.entries.some((entry) => entry.key === key) }
    return { ledger: claimContact(ledger, { key, at }), won: true }
  }

test('begins empty', async () => {
  expect(await freshTable().read(borrowerId)).toEqual(emptyLedger(borrowerId))
})

test('keeps what a rule changed', async () => {
  const ledgers = freshTable()
  const rule = (ledger: ContactLedger) => ({
    ledger: addLenderContacts(ledger, [{ key: 'C-1', at, channel: 'phone' }]),
  })
  const { ledger } = await ledgers.change(borrowerId, rule)
  expect(await ledgers.read(borrowerId)).toEqual(ledger)
  expect(ledger).toMatchObject({ version: 1, entries: [{ key: 'C-1', source: 'lender' }] })
})

test('writes nothing when a rule leaves the ledger as it is', async () => {
  const ledgers = freshTable()
  await ledgers.change(borrowerId, (ledger) => ({ ledger }))
  expect((await ledgers.read(borrowerId)).version).toBe(0)
})

test('lets one of two notices that race for the last slot win', async () => {
  for (let round = 0; round < 20; round++) {
    const ledgers = freshTable()
    const claims = await Promise.all(['n1', 'n2'].map((key) => ledgers.change(borrowerId, claiming(key))))
    expect(claims.filter(({ won }) => won)).toHaveLength(1)
    expect((await ledgers.read(borrowerId)).entries).toHaveLength(1)
  }
})

test('loses no contact of many that are counted at once', async () => {
  const ledgers = freshTable()
  const keys = Array.from({ length: 6 }, (_, index) => `C-${index}`)
  await Promise.all(keys.map((key) => ledgers.change(borrowerId, claiming(key, 99))))
  expect((await ledgers.read(borrowerId)).entries.map(({ key }) => key).sort()).toEqual(keys)
})

test('gives up, to be tried again, when others are always faster', async () => {
  const beaten = embeddedRequestHandler({
    dynamodb: async ({ operation }) =>
      operation === 'PutItem'
        ? {
            statusCode: 400,
            headers: {},
            body: '{"__type":"com.amazonaws.dynamodb.v20120810#ConditionalCheckFailedException"}',
          }
        : { statusCode: 200, headers: {}, body: '{}' },
  })
  const ledgers = connectContactLedgers({ CONTACT_TABLE: 'contacts' }, embeddedClientConfiguration(beaten))
  await expect(ledgers.change(borrowerId, claiming('n1'))).rejects.toThrow(TransientError)
})

test('refuses a change that forgets to raise the version', async () => {
  const ledgers = freshTable()
  await expect(ledgers.change(borrowerId, (ledger) => ({ ledger: { ...ledger } }))).rejects.toThrow(DefectError)
})
