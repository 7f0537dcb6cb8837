import {
  type AttributeValue,
  BatchWriteItemCommand,
  DeleteItemCommand,
  type DynamoDBClient,
  PutItemCommand,
  QueryCommand,
  type QueryCommandInput,
  ScanCommand,
  UpdateItemCommand,
} from '@aws-sdk/client-dynamodb'
import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { freshDatabase } from './embedded-clients.ts'

const TableName = 'cases'

const put = (client: DynamoDBClient, attributes: Record<string, AttributeValue>) =>
  client.send(new PutItemCommand({ TableName, Item: attributes }))

/** Reads every page of a query; answers the pages' sort keys. */
const pagesOf = async (client: DynamoDBClient, input: Omit<QueryCommandInput, 'TableName'>): Promise<string[][]> => {
  const pages: string[][] = []
  let ExclusiveStartKey: Record<string, AttributeValue> | undefined
  do {
    const page = await client.send(new QueryCommand({ TableName, ...input, ExclusiveStartKey }))
    pages.push((page.Items ?? []).map((item) => item['sk']?.S ?? ''))
    ExclusiveStartKey = page.LastEvaluatedKey
  } while (ExclusiveStartKey !== undefined)
  return pages
}

const inCase = { KeyConditionExpression: 'pk = :pk', ExpressionAttributeValues: { ':pk': { S: 'P' } } }

describe('a query of a partition', () => {
  const withEvents = async () => {
    const world = freshDatabase()
    for (const sk of ['E#3', 'E#1', 'F#1', 'E#2', 'D#9']) {
      await put(world.client, { pk: { S: 'P' }, sk: { S: sk }, mark: { N: sk.slice(2) } })
    }
    await put(world.client, { pk: { S: 'Q' }, sk: { S: 'E#1' } })
    return world
  }

  it.each([
    ['sk = :a', { ':a': 'E#2' }, ['E#2']],
    ['sk < :a', { ':a': 'E#2' }, ['D#9', 'E#1']],
    ['sk <= :a', { ':a': 'E#2' }, ['D#9', 'E#1', 'E#2']],
    ['sk > :a', { ':a': 'E#2' }, ['E#3', 'F#1']],
    ['sk >= :a', { ':a': 'E#2' }, ['E#2', 'E#3', 'F#1']],
    ['sk BETWEEN :a AND :b', { ':a': 'E', ':b': 'E#2' }, ['E#1', 'E#2']],
    ['begins_with(sk, :a)', { ':a': 'E#' }, ['E#1', 'E#2', 'E#3']],
    [':a < sk', { ':a': 'E#3' }, ['F#1']],
  ])('finds by %s', async (condition, values, expected) => {
    const { client } = await withEvents()
    const given = Object.entries(values).map(([name, value]): [string, AttributeValue] => [name, { S: value }])
    const pages = await pagesOf(client, {
      KeyConditionExpression: `pk = :pk AND ${condition}`,
      ExpressionAttributeValues: { ':pk': { S: 'P' }, ...Object.fromEntries(given) },
    })
    expect(pages).toEqual([expected])
  })

  it('runs backwards and page by page, telling of a next page whenever the limit was reached', async () => {
    const { client } = await withEvents()
    expect(await pagesOf(client, { ...inCase, ScanIndexForward: false, Limit: 2 })).toEqual([
      ['F#1', 'E#3'],
      ['E#2', 'E#1'],
      ['D#9'],
    ])
    expect(await pagesOf(client, { ...inCase, Limit: 5 })).toEqual([['D#9', 'E#1', 'E#2', 'E#3', 'F#1'], []])
  })

  it('limits what it evaluates, not what passes the filter', async () => {
    const { client } = await withEvents()
    const filtered = {
      ...inCase,
      FilterExpression: 'mark > :two',
      ExpressionAttributeValues: { ...inCase.ExpressionAttributeValues, ':two': { N: '2' } },
    }
    expect(await pagesOf(client, { ...filtered, Limit: 2 })).toEqual([['D#9'], ['E#3'], []])
    const counted = await client.send(new QueryCommand({ TableName, ...filtered, Select: 'COUNT' }))
    expect(counted).toMatchObject({ Count: 2, ScannedCount: 5 })
    expect(counted.Items).toBeUndefined()
  })

  it('ends a page after a megabyte', async () => {
    const { client } = freshDatabase()
    const text = { S: 'x'.repeat(300 * 1024) }
    for (const sk of ['1', '2', '3', '4', '5']) await put(client, { pk: { S: 'P' }, sk: { S: sk }, text })
    expect(await pagesOf(client, inCase)).toEqual([['1', '2', '3', '4'], ['5']])
  })

  it('continues after an item that has been deleted since', async () => {
    const { client } = await withEvents()
    const { LastEvaluatedKey } = await client.send(new QueryCommand({ TableName, ...inCase, Limit: 2 }))
    await client.send(new DeleteItemCommand({ TableName, Key: { pk: { S: 'P' }, sk: { S: 'E#1' } } }))
    const rest = await client.send(new QueryCommand({ TableName, ...inCase, ExclusiveStartKey: LastEvaluatedKey }))
    expect(rest.Items?.map((item) => item['sk']?.S)).toEqual(['E#2', 'E#3', 'F#1'])
  })

  it('orders text by its UTF-8 bytes', async () => {
    const { client } = freshDatabase()
    const keys = ['\u{1F600}', '\uFFE5', 'a', 'é', 'Z']
    for (const sk of keys) await put(client, { pk: { S: 'P' }, sk: { S: sk } })
    expect(await pagesOf(client, inCase)).toEqual([['Z', 'a', 'é', '\uFFE5', '\u{1F600}']])
  })

  it.each([
    [{ KeyConditionExpression: 'sk = :pk' }, /missed key schema element/],
    [{ KeyConditionExpression: 'pk > :pk' }, /Query key condition not supported/],
    [{ KeyConditionExpression: 'pk = :pk OR sk = :pk' }, /Invalid operator used in KeyConditionExpression: OR/],
    [{ FilterExpression: 'sk = :pk' }, /Filter Expression can only contain non-primary key attributes/],
    [{ IndexName: 'nope' }, /does not have the specified index: nope/],
    [{ IndexName: 'byOwner', ConsistentRead: true }, /Consistent reads are not supported/],
    [{ ExclusiveStartKey: { pk: { S: 'P' } } }, /starting key is invalid/],
    [{ ExclusiveStartKey: { pk: { S: 'other' }, sk: { S: 'x' } } }, /outside query boundaries/],
    [{ Limit: 0 }, /greater than or equal to 1/],
  ])('is refused when it is malformed: %j', async (change, message) => {
    const { client } = await withEvents()
    const query = client.send(new QueryCommand({ TableName, ...inCase, ...change }))
    await expect(query).rejects.toMatchObject({ name: 'ValidationException', message: expect.stringMatching(message) })
  })
})

describe('a query of an index', () => {
  const due = { IndexName: 'byDueDay', KeyConditionExpression: 'lane = :lane' }
  const lane = { ExpressionAttributeValues: { ':lane': { S: 'a' } } }

  it('sees only items that have its keys, in numeric order, ties included on every page', async () => {
    const { client } = freshDatabase()
    const days = ['10', '9', '-1', '9', '100']
    for (const [index, day] of days.entries()) {
      await put(client, { pk: { S: `P${index}` }, sk: { S: `day ${day}` }, lane: { S: 'a' }, dueDay: { N: day } })
    }
    await put(client, { pk: { S: 'P9' }, sk: { S: 'no day' }, lane: { S: 'a' } })
    await put(client, { pk: { S: 'P8' }, sk: { S: 'no lane' }, dueDay: { N: '1' } })
    const pages = await pagesOf(client, { ...due, ...lane, Limit: 2 })
    expect(pages).toEqual([['day -1', 'day 9'], ['day 9', 'day 10'], ['day 100']])
    const backwards = await pagesOf(client, { ...due, ...lane, Limit: 3, ScanIndexForward: false })
    expect(backwards.flat()).toEqual(['day 100', 'day 10', 'day 9', 'day 9', 'day -1'])
  })

  it('follows an item that moves, and loses one whose key attribute is removed', async () => {
    const { client } = freshDatabase()
    const Key = { pk: { S: 'P' }, sk: { S: 'S' } }
    await put(client, { ...Key, lane: { S: 'a' }, dueDay: { N: '1' } })
    await client.send(
      new UpdateItemCommand({
        TableName,
        Key,
        UpdateExpression: 'SET lane = :b',
        ExpressionAttributeValues: { ':b': { S: 'b' } },
      }),
    )
    const inB = { ...due, ExpressionAttributeValues: { ':lane': { S: 'b' } } }
    expect(await pagesOf(client, { ...due, ...lane })).toEqual([[]])
    expect(await pagesOf(client, inB)).toEqual([['S']])
    await client.send(new UpdateItemCommand({ TableName, Key, UpdateExpression: 'REMOVE lane' }))
    expect(await pagesOf(client, inB)).toEqual([[]])
  })

  it('gives what it projects and refuses what it does not', async () => {
    const { client } = freshDatabase()
    const kept = { pk: { S: 'P' }, sk: { S: 'S' }, owner: { S: 'me' }, amount: { N: '5' } }
    await put(client, { ...kept, secret: { S: 'x' } })
    const query = {
      TableName,
      IndexName: 'byOwner',
      KeyConditionExpression: '#o = :o',
      ExpressionAttributeNames: { '#o': 'owner' },
      ExpressionAttributeValues: { ':o': { S: 'me' } },
    }
    expect((await client.send(new QueryCommand(query))).Items).toEqual([kept])
    const hidden = client.send(new QueryCommand({ ...query, ProjectionExpression: 'secret' }))
    await expect(hidden).rejects.toThrow(/byOwner does not project \[secret\]/)
    const all = client.send(new QueryCommand({ ...query, Select: 'ALL_ATTRIBUTES' }))
    await expect(all).rejects.toThrow(/ALL_ATTRIBUTES is not supported/)
  })
})

describe('a scan', () => {
  it('gives every item once, page by page', async () => {
    const { client } = freshDatabase()
    const keys = Array.from({ length: 57 }, (_, n) => ({ pk: { S: `P${n % 20}` }, sk: { S: `${n}` } }))
    for (let from = 0; from < keys.length; from += 25) {
      const cases = keys.slice(from, from + 25).map((Item) => ({ PutRequest: { Item } }))
      await client.send(new BatchWriteItemCommand({ RequestItems: { cases } }))
    }
    const seen: string[] = []
    let ExclusiveStartKey: Record<string, AttributeValue> | undefined
    do {
      const page = await client.send(new ScanCommand({ TableName, Limit: 7, ExclusiveStartKey }))
      seen.push(...(page.Items ?? []).map((item) => item['sk']?.S ?? ''))
      ExclusiveStartKey = page.LastEvaluatedKey
    } while (ExclusiveStartKey !== undefined)
    expect(seen.map(Number).sort((a, b) => a - b)).toEqual(keys.map((_, n) => n))
  })
})

type Step =
  | { readonly do: 'put' | 'raise' | 'delete'; readonly pk: string; readonly sk: number; readonly lane: string }
  | {
      readonly do: 'query'
      readonly pk: string
      readonly from: number
      readonly forward: boolean
      readonly limit: number
    }

const partition = fc.constantFrom('p', 'q')
const position = fc.integer({ min: 0, max: 12 })
const step: fc.Arbitrary<Step> = fc.oneof(
  fc.record({
    do: fc.constantFrom('put' as const, 'raise' as const, 'delete' as const),
    pk: partition,
    sk: position,
    lane: fc.constantFrom('a', 'b', ''),
  }),
  fc.record({
    do: fc.constant('query' as const),
    pk: partition,
    from: position,
    forward: fc.boolean(),
    limit: fc.integer({ min: 1, max: 4 }),
  }),
)

interface Modelled {
  readonly pk: string
  readonly sk: number
  readonly lane: string
  readonly level: number
}

const sortKey = (sk: number): string => String(sk).padStart(3, '0')

describe('any sequence of puts, updates, deletes and queries', () => {
  it('agrees with a plain list of items', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 60 }), async (steps) => {
        const { client } = freshDatabase()
        let model: Modelled[] = []
        for (const each of steps) {
          if (each.do === 'query') {
            const expected = model
              .filter(({ pk, sk }) => pk === each.pk && sk >= each.from)
              .sort((a, b) => (each.forward ? a.sk - b.sk : b.sk - a.sk))
              .map(({ sk }) => sortKey(sk))
            const pages = await pagesOf(client, {
              KeyConditionExpression: 'pk = :pk AND sk >= :sk',
              ExpressionAttributeValues: { ':pk': { S: each.pk }, ':sk': { S: sortKey(each.from) } },
              ScanIndexForward: each.forward,
              Limit: each.limit,
            })
            expect(pages.flat()).toEqual(expected)
            continue
          }
          const Key = { pk: { S: each.pk }, sk: { S: sortKey(each.sk) } }
          const present = model.find(({ pk, sk }) => pk === each.pk && sk === each.sk)
          model = model.filter((item) => item !== present)
          if (each.do === 'put') {
            model.push({ pk: each.pk, sk: each.sk, lane: each.lane, level: 1 })
            const index = each.lane === '' ? {} : { lane: { S: each.lane } }
            await put(client, { ...Key, dueDay: { N: '1' }, level: { N: '1' }, ...index })
          } else if (each.do === 'raise') {
            model.push({ pk: each.pk, sk: each.sk, lane: present?.lane ?? '', level: (present?.level ?? 0) + 1 })
            await client.send(
              new UpdateItemCommand({
                TableName,
                Key,
                UpdateExpression: 'SET dueDay = :one ADD #l :one',
                ExpressionAttributeNames: { '#l': 'level' },
                ExpressionAttributeValues: { ':one': { N: '1' } },
              }),
            )
          } else await client.send(new DeleteItemCommand({ TableName, Key }))
        }
        const { Items } = await client.send(new ScanCommand({ TableName }))
        const levels = (Items ?? []).map((item) => `${item['pk']?.S} ${item['sk']?.S} ${item['level']?.N}`)
        expect(levels.sort()).toEqual(model.map(({ pk, sk, level }) => `${pk} ${sortKey(sk)} ${level}`).sort())
        for (const lane of ['a', 'b']) {
          const pages = await pagesOf(client, {
            IndexName: 'byDueDay',
            KeyConditionExpression: 'lane = :lane',
            ExpressionAttributeValues: { ':lane': { S: lane } },
            Limit: 3,
          })
          const expected = model.filter((item) => item.lane === lane).map(({ sk }) => sortKey(sk))
          expect(pages.flat().sort()).toEqual(expected.sort())
        }
      }),
      { numRuns: 60 },
    )
  })
})
