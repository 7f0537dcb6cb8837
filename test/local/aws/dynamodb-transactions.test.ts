import {
  DeleteItemCommand,
  type DynamoDBClient,
  GetItemCommand,
  IdempotentParameterMismatchException,
  PutItemCommand,
  QueryCommand,
  ScanCommand,
  TransactGetItemsCommand,
  TransactionCanceledException,
  type TransactWriteItem,
  TransactWriteItemsCommand,
} from '@aws-sdk/client-dynamodb'
import { describe, expect, it } from 'vitest'
import { freshDatabase } from './embedded-clients.ts'

const TableName = 'cases'
const keyOf = (pk: string) => ({ pk: { S: pk }, sk: { S: 'x' } })
const isNew = 'attribute_not_exists(pk)'

const put = (pk: string, condition?: string): TransactWriteItem => ({
  Put: { TableName, Item: keyOf(pk), ...(condition === undefined ? {} : { ConditionExpression: condition }) },
})

const write = (client: DynamoDBClient, TransactItems: TransactWriteItem[], token?: string) =>
  client.send(
    new TransactWriteItemsCommand({ TransactItems, ...(token === undefined ? {} : { ClientRequestToken: token }) }),
  )

const count = async (client: DynamoDBClient) => (await client.send(new ScanCommand({ TableName }))).Count

const cancellationOf = async (attempt: Promise<unknown>): Promise<TransactionCanceledException> => {
  const error = await attempt.then(
    () => undefined,
    (reason: unknown) => reason,
  )
  if (error instanceof TransactionCanceledException) return error
  throw new Error('The transaction was not cancelled.', { cause: error })
}

describe('a write transaction', () => {
  it('puts, updates, deletes and checks together', async () => {
    const { client } = freshDatabase()
    await client.send(new PutItemCommand({ TableName, Item: { ...keyOf('old'), n: { N: '1' } } }))
    await client.send(new PutItemCommand({ TableName, Item: keyOf('gone') }))
    await client.send(new PutItemCommand({ TableName, Item: keyOf('guard') }))
    await write(client, [
      put('new', isNew),
      {
        Update: {
          TableName,
          Key: keyOf('old'),
          UpdateExpression: 'SET n = n + :one',
          ExpressionAttributeValues: { ':one': { N: '1' } },
        },
      },
      { Delete: { TableName, Key: keyOf('gone') } },
      { ConditionCheck: { TableName, Key: keyOf('guard'), ConditionExpression: 'attribute_exists(pk)' } },
    ])
    const { Items } = await client.send(new ScanCommand({ TableName }))
    const byKey = (Items ?? []).map((item) => `${item['pk']?.S} ${item['n']?.N ?? '-'}`).sort()
    expect(byKey).toEqual(['guard -', 'new -', 'old 2'])
  })

  it('is cancelled as a whole, with a reason for each item in their order', async () => {
    const { client } = freshDatabase()
    const taken = { ...keyOf('taken'), by: { S: 'someone' }, text: { S: 'no number' } }
    await client.send(new PutItemCommand({ TableName, Item: taken }))
    const cancelled = await cancellationOf(
      write(client, [
        put('free', isNew),
        {
          Put: {
            TableName,
            Item: keyOf('taken'),
            ConditionExpression: isNew,
            ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
          },
        },
        { ConditionCheck: { TableName, Key: keyOf('absent'), ConditionExpression: 'attribute_exists(pk)' } },
      ]),
    )
    expect(cancelled.message).toContain('[None, ConditionalCheckFailed, ConditionalCheckFailed]')
    expect(cancelled.CancellationReasons).toEqual([
      { Code: 'None' },
      { Code: 'ConditionalCheckFailed', Message: 'The conditional request failed', Item: taken },
      { Code: 'ConditionalCheckFailed', Message: 'The conditional request failed' },
    ])
    expect(await count(client)).toBe(1)
  })

  it('is cancelled when an update does not fit the item', async () => {
    const { client } = freshDatabase()
    await client.send(new PutItemCommand({ TableName, Item: { ...keyOf('p'), words: { S: 'w' } } }))
    const update = {
      TableName,
      Key: keyOf('p'),
      UpdateExpression: 'ADD words :one',
      ExpressionAttributeValues: { ':one': { N: '1' } },
    }
    const cancelled = await cancellationOf(write(client, [put('q'), { Update: update }]))
    expect(cancelled.CancellationReasons?.map(({ Code }) => Code)).toEqual(['None', 'ValidationError'])
    expect(await count(client)).toBe(1)
  })

  it('lets one of several that append the same event through', async () => {
    const { client } = freshDatabase()
    const attempts = await Promise.allSettled(
      Array.from({ length: 10 }, (_, writer) => write(client, [put('event#7', isNew), put(`outbox#${writer}`)])),
    )
    expect(attempts.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
    expect(await count(client)).toBe(2)
  })

  it.each([
    ['the same item twice', [put('p'), put('p')], /multiple operations on one item/],
    ['more than a hundred items', Array.from({ length: 101 }, (_, n) => put(`${n}`)), /less than or equal to 100/],
    ['an empty item', [{}], /can only contain one of Check, Put, Update or Delete/],
    [
      'more than 4 MB',
      Array.from({ length: 11 }, (_, n) => ({
        Put: { TableName, Item: { ...keyOf(`${n}`), t: { S: 'x'.repeat(390_000) } } },
      })),
      /aggregate size limit/,
    ],
  ])('is refused with %s', async (_, items: TransactWriteItem[], message) => {
    const { client } = freshDatabase()
    await expect(write(client, items)).rejects.toMatchObject({
      name: 'ValidationException',
      message: expect.stringMatching(message),
    })
    expect(await count(client)).toBe(0)
  })

  it('repeated with its token within ten minutes does nothing more', async () => {
    const { client, clock } = freshDatabase()
    await write(client, [put('p', isNew)], 'token')
    await clock.runUntil(clock.now() + 9 * 60_000)
    await expect(write(client, [put('p', isNew)], 'token')).resolves.toBeDefined()
    await expect(write(client, [put('q', isNew)], 'token')).rejects.toBeInstanceOf(IdempotentParameterMismatchException)
    await clock.runUntil(clock.now() + 2 * 60_000)
    await expect(write(client, [put('p', isNew)], 'token')).rejects.toBeInstanceOf(TransactionCanceledException)
  })

  it('that was cancelled may be tried again with the same token', async () => {
    const { client } = freshDatabase()
    await client.send(new PutItemCommand({ TableName, Item: keyOf('p') }))
    await expect(write(client, [put('p', isNew)], 'token')).rejects.toBeInstanceOf(TransactionCanceledException)
    await client.send(new DeleteItemCommand({ TableName, Key: keyOf('p') }))
    await expect(write(client, [put('p', isNew)], 'token')).resolves.toBeDefined()
  })

  it('costs twice the units', async () => {
    const { client, database } = freshDatabase()
    await write(client, [put('p'), put('q')])
    expect(database.counters(TableName).writeUnits).toBe(4)
  })
})

describe('a read transaction', () => {
  it('gives items in the order asked for, with gaps where there is none', async () => {
    const { client } = freshDatabase()
    await write(client, [put('p'), put('q')])
    const get = (pk: string) => ({ Get: { TableName, Key: keyOf(pk) } })
    const items = [get('q'), get('absent'), get('p')]
    const { Responses } = await client.send(new TransactGetItemsCommand({ TransactItems: items }))
    expect(Responses).toEqual([{ Item: keyOf('q') }, {}, { Item: keyOf('p') }])
  })
})

describe('what was read', () => {
  it('does not change with the database, nor the database with it', async () => {
    const { client } = freshDatabase()
    await client.send(new PutItemCommand({ TableName, Item: { ...keyOf('p'), inner: { M: { a: { S: '1' } } } } }))
    const first = await client.send(new GetItemCommand({ TableName, Key: keyOf('p') }))
    const inner = first.Item?.['inner']?.M
    if (inner !== undefined) inner['a'] = { S: 'changed by the reader' }
    const { Items } = await client.send(
      new QueryCommand({
        TableName,
        KeyConditionExpression: 'pk = :p',
        ExpressionAttributeValues: { ':p': { S: 'p' } },
      }),
    )
    expect(Items?.[0]?.['inner']).toEqual({ M: { a: { S: '1' } } })
  })
})
