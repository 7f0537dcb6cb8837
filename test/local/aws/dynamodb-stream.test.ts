import {
  DeleteItemCommand,
  type DynamoDBClient,
  PutItemCommand,
  ScanCommand,
  UpdateItemCommand,
} from '@aws-sdk/client-dynamodb'
import type { DynamoDBStreamEvent } from 'aws-lambda'
import { describe, expect, it } from 'vitest'
import type { FailedBatch, StreamRecord } from '../../../local/aws/dynamodb.ts'
import { freshDatabase, start } from './embedded-clients.ts'

const TableName = 'cases'
const keyOf = (pk: string, sk = 'x') => ({ pk: { S: pk }, sk: { S: sk } })
const put = (client: DynamoDBClient, pk: string, sk: string, attributes = {}) =>
  client.send(new PutItemCommand({ TableName, Item: { ...keyOf(pk, sk), ...attributes } }))

const nameOf = ({ dynamodb }: StreamRecord) => `${dynamodb.Keys['pk']?.S} ${dynamodb.Keys['sk']?.S}`

describe("a table's stream", () => {
  it('tells of an insertion, a change and a removal as Lambda would hear of them', async () => {
    const { client, clock, database } = freshDatabase()
    const heard: StreamRecord[] = []
    database.onStreamRecords(TableName, async (records) => {
      const { Records }: DynamoDBStreamEvent = { Records: records }
      expect(Records).toBe(records)
      heard.push(...records)
    })
    await put(client, 'p', 'x', { n: { N: '1' } })
    await client.send(
      new UpdateItemCommand({
        TableName,
        Key: keyOf('p'),
        UpdateExpression: 'ADD n :one',
        ExpressionAttributeValues: { ':one': { N: '1' } },
      }),
    )
    await client.send(new DeleteItemCommand({ TableName, Key: keyOf('p') }))
    expect(heard).toEqual([])
    await clock.runUntil(start + 1_000)
    const images = heard.map(({ eventName, dynamodb: { Keys, OldImage, NewImage } }) => [
      eventName,
      Keys,
      OldImage,
      NewImage,
    ])
    const [one, two] = ['1', '2'].map((n) => ({ ...keyOf('p'), n: { N: n } }))
    expect(images).toEqual([
      ['INSERT', keyOf('p'), undefined, one],
      ['MODIFY', keyOf('p'), one, two],
      ['REMOVE', keyOf('p'), two, undefined],
    ])
    expect(heard[0]).toMatchObject({
      eventID: expect.stringMatching(/^[0-9a-f]{32}$/),
      eventVersion: '1.1',
      eventSource: 'aws:dynamodb',
      awsRegion: 'us-east-1',
      eventSourceARN: 'arn:aws:dynamodb:us-east-1:000000000000:table/cases/stream/2026-01-05T09:00:00.000',
      dynamodb: {
        ApproximateCreationDateTime: start / 1000,
        SequenceNumber: '000000000000000000001',
        SizeBytes: 9,
        StreamViewType: 'NEW_AND_OLD_IMAGES',
      },
    })
  })

  it('says nothing of a write that changes nothing', async () => {
    const { client, clock, database } = freshDatabase()
    const heard: string[] = []
    database.onStreamRecords(TableName, async (records) => void heard.push(...records.map(nameOf)))
    await put(client, 'p', 'x', { n: { N: '1' } })
    await put(client, 'p', 'x', { n: { N: '1.0' } })
    await client.send(new DeleteItemCommand({ TableName, Key: keyOf('absent') }))
    await clock.runUntil(start + 1_000)
    expect(heard).toEqual(['p x'])
  })

  it('passes over what a filter does not hold for and keeps to the batch size', async () => {
    const { client, clock, database } = freshDatabase()
    const batches: string[][] = []
    database.onStreamRecords(TableName, async (records) => void batches.push(records.map(nameOf)), {
      batchSize: 2,
      filter: (record) => record.dynamodb.Keys['sk']?.S?.startsWith('E') === true,
    })
    for (const sk of ['E1', 'S', 'E2', 'E3', 'S2']) await put(client, 'p', sk)
    await clock.runUntil(start + 1_000)
    expect(batches).toEqual([['p E1', 'p E2'], ['p E3']])
  })

  it('delivers a failed batch again, later and later, with nothing of the same key in between', async () => {
    const { client, clock, database } = freshDatabase()
    const heard: string[] = []
    let failures = 3
    database.onStreamRecords(
      TableName,
      async (records) => {
        for (const record of records) heard.push(`${(clock.now() - start) / 1000} ${nameOf(record)}`)
        if (records.some((record) => nameOf(record) === 'p 2') && failures-- > 0) throw new Error('not now')
      },
      { batchSize: 1, delayMs: 0 },
    )
    for (const sk of ['1', '2', '3']) await put(client, 'p', sk)
    await clock.runUntil(start + 60_000)
    expect(heard).toEqual(['0 p 1', '0 p 2', '1 p 2', '3 p 2', '7 p 2', '7 p 3'])
  })

  it('hands a batch it gives up to onFailure and goes on', async () => {
    const { client, clock, database } = freshDatabase()
    const heard: string[] = []
    const failed: FailedBatch[] = []
    database.onStreamRecords(
      TableName,
      async ([record]) => {
        if (record !== undefined && nameOf(record) === 'p 1') throw new Error('never')
        if (record !== undefined) heard.push(nameOf(record))
      },
      { batchSize: 1, retryAttempts: 2, onFailure: (batch) => void failed.push(batch) },
    )
    await put(client, 'p', '1')
    await put(client, 'p', '2')
    await clock.runUntil(start + 60_000)
    expect(failed.map(({ records, attempts }) => [records.map(nameOf), attempts])).toEqual([[['p 1'], 3]])
    expect(heard).toEqual(['p 2'])
  })

  it('fails the run when a batch is given up and nobody takes it', async () => {
    const { client, clock, database } = freshDatabase()
    database.onStreamRecords(TableName, () => Promise.reject(new Error('broken handler')), { retryAttempts: 1 })
    await put(client, 'p', '1')
    await expect(clock.runUntil(start + 60_000)).rejects.toThrow('broken handler')
  })

  it('delivers only the rest of a batch again when the listener names the first failure', async () => {
    const { client, clock, database } = freshDatabase()
    const batches: string[][] = []
    database.onStreamRecords(TableName, async (records) => {
      batches.push(records.map(nameOf))
      const failure = batches.length === 1 ? records[1] : undefined
      return { batchItemFailures: failure === undefined ? [] : [{ itemIdentifier: failure.dynamodb.SequenceNumber }] }
    })
    for (const sk of ['1', '2', '3']) await put(client, 'p', sk)
    await clock.runUntil(start + 60_000)
    expect(batches).toEqual([
      ['p 1', 'p 2', 'p 3'],
      ['p 2', 'p 3'],
    ])
  })

  it('keeps the order of each partition key when listeners fail at random moments', async () => {
    const { client, clock, database } = freshDatabase()
    const done = new Map<string, number[]>()
    let calls = 0
    database.onStreamRecords(
      TableName,
      async (records) => {
        calls += 1
        if (calls % 3 === 0) throw new Error('every third call fails')
        for (const { dynamodb } of records) {
          const partition = dynamodb.Keys['pk']?.S ?? ''
          done.set(partition, [...(done.get(partition) ?? []), Number(dynamodb.NewImage?.['n']?.N)])
        }
      },
      { batchSize: 3 },
    )
    for (let n = 0; n < 60; n++) {
      await put(client, `p${n % 6}`, 'x', { n: { N: String(n) } })
      if (n % 7 === 0) await clock.runUntil(clock.now() + 300)
    }
    await clock.runUntil(clock.now() + 3_600_000)
    expect(done.size).toBe(6)
    for (const [partition, numbers] of done) {
      const own = Array.from({ length: 10 }, (_, round) => round * 6 + Number(partition.slice(1)))
      expect(numbers).toEqual(own)
    }
  })

  it('gives each listener records of its own to change', async () => {
    const { client, clock, database } = freshDatabase()
    database.onStreamRecords(TableName, async ([record]) => {
      const { n } = record?.dynamodb.NewImage ?? {}
      if (n?.N !== undefined) n.N = '99'
    })
    await put(client, 'p', 'x', { n: { N: '1' } })
    await clock.runUntil(start + 1_000)
    expect([...database.items(TableName)][0]?.['n']).toBe(1)
  })
})

describe('time to live', () => {
  const hour = 3_600_000
  const expiring = (at: number) => ({ expiresAt: { N: String(at / 1000) } })

  it('removes an item at the full hour after it ran out, and the stream says that DynamoDB did it', async () => {
    const { client, clock, database } = freshDatabase()
    const heard: StreamRecord[] = []
    database.onStreamRecords(TableName, async (records) => void heard.push(...records))
    await put(client, 'soon', 'x', expiring(start + hour / 2))
    await put(client, 'later', 'x', expiring(start + 3 * hour))
    await clock.runUntil(start + hour - 1)
    expect([...database.items(TableName)]).toHaveLength(2)
    await clock.runUntil(start + 2 * hour)
    const { Items } = await client.send(new ScanCommand({ TableName }))
    expect(Items?.map((item) => item['pk']?.S)).toEqual(['later'])
    expect(heard.at(-1)).toMatchObject({
      eventName: 'REMOVE',
      userIdentity: { type: 'Service', principalId: 'dynamodb.amazonaws.com' },
      dynamodb: { Keys: keyOf('soon') },
    })
    expect(heard[0]?.userIdentity).toBeUndefined()
  })

  it('spares an item whose time was put off, whose attribute is no number, or who has none any more', async () => {
    const { client, clock, database } = freshDatabase()
    for (const pk of ['put off', 'cleared']) await put(client, pk, 'x', expiring(start + 1_000))
    await put(client, 'text', 'x', { expiresAt: { S: '1' } })
    await put(client, 'put off', 'x', expiring(start + 5 * hour))
    await client.send(new UpdateItemCommand({ TableName, Key: keyOf('cleared'), UpdateExpression: 'REMOVE expiresAt' }))
    await clock.runUntil(start + 4 * hour)
    expect([...database.items(TableName)]).toHaveLength(3)
    await clock.runUntil(start + 6 * hour)
    expect([...database.items(TableName)].map((item) => item['pk']).sort()).toEqual(['cleared', 'text'])
  })
})
