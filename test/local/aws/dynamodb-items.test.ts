import {
  BatchGetItemCommand,
  BatchWriteItemCommand,
  ConditionalCheckFailedException,
  CreateTableCommand,
  DeleteItemCommand,
  DescribeTableCommand,
  type DynamoDBClient,
  GetItemCommand,
  ListTablesCommand,
  PutItemCommand,
  QueryCommand,
  ResourceNotFoundException,
  UpdateItemCommand,
  type UpdateItemCommandInput,
} from '@aws-sdk/client-dynamodb'
import { describe, expect, it } from 'vitest'
import { freshDatabase } from './embedded-clients.ts'

const key = { pk: { S: 'CASE#1' }, sk: { S: 'SNAPSHOT' } }
const TableName = 'cases'

const itemAt = async (client: DynamoDBClient) => (await client.send(new GetItemCommand({ TableName, Key: key }))).Item

const update = (client: DynamoDBClient, input: Omit<UpdateItemCommandInput, 'TableName' | 'Key'>) =>
  client.send(new UpdateItemCommand({ TableName, Key: key, ...input }))

describe('an item', () => {
  it('comes back with every type as it was put', async () => {
    const { client } = freshDatabase()
    const item = {
      ...key,
      text: { S: '拖欠 🙂' },
      empty: { S: '' },
      number: { N: '-12.5' },
      bytes: { B: new Uint8Array([0, 255, 7]) },
      yes: { BOOL: true },
      nothing: { NULL: true as const },
      list: { L: [{ S: 'a' }, { M: { deep: { NS: ['1', '2'] } } }] },
      strings: { SS: ['x', 'y'] },
      binaries: { BS: [new Uint8Array([1])] },
    }
    await client.send(new PutItemCommand({ TableName, Item: item }))
    expect(await itemAt(client)).toEqual(item)
  })

  it.each([
    ['1.50', '1.5'],
    ['15E-1', '1.5'],
    ['1e3', '1000'],
    ['-0', '0'],
    ['007', '7'],
    ['12345678901234567890123456789012345678', '12345678901234567890123456789012345678'],
  ])('keeps the number %s as %s', async (given, kept) => {
    const { client } = freshDatabase()
    await client.send(new PutItemCommand({ TableName, Item: { ...key, n: { N: given } } }))
    expect((await itemAt(client))?.['n']).toEqual({ N: kept })
  })

  it.each([
    ['39 digits', { n: { N: '1'.repeat(39) } }, /38 significant digits/],
    ['a number too large', { n: { N: '1e126' } }, /overflow/],
    ['a number in words', { n: { N: 'twelve' } }, /cannot be converted to a numeric value/],
    ['an empty set', { s: { SS: [] } }, /may not be empty/],
    ['a repeated member', { s: { SS: ['a', 'a'] } }, /contains duplicates/],
    ['more than 400 KB', { big: { S: 'x'.repeat(400 * 1024) } }, /Item size has exceeded/],
    ['an empty sort key', { sk: { S: '' } }, /empty string value is not supported. Key: sk/],
    ['an index key of another type', { lane: { N: '4' } }, /Type mismatch for Index Key lane Expected: S Actual: N/],
    ['an empty index key', { lane: { S: '' } }, /IndexName: byDueDay/],
    ['an overlong key', { pk: { S: 'p'.repeat(2049) } }, /2048 bytes/],
  ])('is refused when it has %s', async (_, attributes, message) => {
    const { client } = freshDatabase()
    const put = client.send(new PutItemCommand({ TableName, Item: { ...key, ...attributes } }))
    await expect(put).rejects.toMatchObject({ name: 'ValidationException', message: expect.stringMatching(message) })
  })

  it('is found in no table that does not exist', async () => {
    const { client } = freshDatabase()
    const get = client.send(new GetItemCommand({ TableName: 'nowhere', Key: key }))
    await expect(get).rejects.toBeInstanceOf(ResourceNotFoundException)
  })

  it('is given back in part by a projection, lists squeezed', async () => {
    const { client } = freshDatabase()
    const steps = { L: [{ S: 'a' }, { S: 'b' }, { M: { c: { S: 'd' }, e: { S: 'f' } } }] }
    await client.send(new PutItemCommand({ TableName, Item: { ...key, steps, state: { S: 'x' } } }))
    const { Item } = await client.send(
      new GetItemCommand({
        TableName,
        Key: key,
        ProjectionExpression: 'steps[1], steps[2].c, #s',
        ExpressionAttributeNames: { '#s': 'state' },
      }),
    )
    expect(Item).toEqual({ steps: { L: [{ S: 'b' }, { M: { c: { S: 'd' } } }] }, state: { S: 'x' } })
  })

  it('is gone after it was deleted, and the delete gives it back', async () => {
    const { client } = freshDatabase()
    await client.send(new PutItemCommand({ TableName, Item: { ...key, a: { S: 'b' } } }))
    const removal = new DeleteItemCommand({ TableName, Key: key, ReturnValues: 'ALL_OLD' })
    expect((await client.send(removal)).Attributes).toEqual({ ...key, a: { S: 'b' } })
    expect(await itemAt(client)).toBeUndefined()
  })
})

describe('a condition', () => {
  const item = {
    ...key,
    version: { N: '3' },
    stage: { S: 'offer' },
    tags: { SS: ['red', 'blue'] },
    steps: { L: [{ S: 'one' }, { N: '2' }] },
    person: { M: { age: { N: '40' } } },
    bytes: { B: new Uint8Array([1, 2, 3]) },
  }
  const values = {
    ':two': { N: '2' },
    ':three': { N: '3.0' },
    ':four': { N: '4' },
    ':offer': { S: 'offer' },
    ':of': { S: 'of' },
    ':red': { S: 'red' },
    ':type': { S: 'SS' },
    ':threeText': { S: '3' },
  }
  const expectedOutcome = async (condition: string, holds: boolean) => {
    const { client } = freshDatabase()
    await client.send(new PutItemCommand({ TableName, Item: item }))
    const used = Object.entries(values).filter(([name]) => new RegExp(`${name}\\b`).test(condition))
    const put = client.send(
      new PutItemCommand({
        TableName,
        Item: key,
        ConditionExpression: condition,
        ...(used.length > 0 ? { ExpressionAttributeValues: Object.fromEntries(used) } : {}),
      }),
    )
    if (holds) await expect(put).resolves.toBeDefined()
    else await expect(put).rejects.toBeInstanceOf(ConditionalCheckFailedException)
  }

  it.each([
    'version = :three',
    'version <> :four',
    'absent <> :four',
    'version BETWEEN :two AND :four',
    'version IN (:two, :three)',
    'stage IN (:red, :offer)',
    'begins_with(stage, :of)',
    'contains(tags, :red)',
    'contains(stage, :of)',
    'contains(steps, :two)',
    'attribute_exists(person.age)',
    'attribute_not_exists(person.shoes)',
    'attribute_type(tags, :type)',
    'size(tags) = :two',
    'size(stage) > :four',
    'NOT version < :two',
    'absent = :two OR version >= :two AND stage = :offer',
    'steps[1] = :two',
  ])('holds: %s', async (condition) => {
    await expectedOutcome(condition, true)
  })

  it.each([
    'version = :threeText',
    'absent = :two',
    'absent < :two',
    'version > :threeText',
    'contains(tags, :two)',
    'begins_with(version, :of)',
    'size(version) > :two',
    'attribute_exists(steps[2])',
    '(version = :two OR version = :four) AND stage = :offer',
  ])('does not hold: %s', async (condition) => {
    await expectedOutcome(condition, false)
  })

  it('that fails gives the item back when that was asked for', async () => {
    const { client } = freshDatabase()
    await client.send(new PutItemCommand({ TableName, Item: { ...key, version: { N: '3' } } }))
    const put = client.send(
      new PutItemCommand({
        TableName,
        Item: key,
        ConditionExpression: 'attribute_not_exists(pk)',
        ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
      }),
    )
    await expect(put).rejects.toMatchObject({ Item: { ...key, version: { N: '3' } } })
  })

  it('lets exactly one of many writers through', async () => {
    const { client } = freshDatabase()
    const claims = await Promise.allSettled(
      Array.from({ length: 20 }, (_, writer) =>
        client.send(
          new PutItemCommand({
            TableName,
            Item: { ...key, writer: { N: String(writer) } },
            ConditionExpression: 'attribute_not_exists(pk)',
          }),
        ),
      ),
    )
    expect(claims.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
  })

  it.each([
    ['status = :v', /reserved keyword: status/],
    ['a = :v AND', /Syntax error/],
    ['a = :v AND b = :w', /attribute value: :w/],
    ['((a = :v))', /redundant parentheses/],
    ['nope(a, :v)', /Invalid function name; function: nope/],
  ])('is refused when it is malformed: %s', async (condition, message) => {
    const { client } = freshDatabase()
    const put = client.send(
      new PutItemCommand({
        TableName,
        Item: key,
        ConditionExpression: condition,
        ExpressionAttributeValues: { ':v': { S: 'x' } },
      }),
    )
    await expect(put).rejects.toMatchObject({ name: 'ValidationException', message: expect.stringMatching(message) })
  })

  it('is checked anew when the same wording comes with values of another type', async () => {
    const { client } = freshDatabase()
    await client.send(new PutItemCommand({ TableName, Item: { ...key, a: { S: 'xyz' } } }))
    const attempt = (value: { S: string } | { N: string }) =>
      update(client, {
        UpdateExpression: 'SET b = :one',
        ConditionExpression: 'begins_with(a, :v)',
        ExpressionAttributeValues: { ':v': value, ':one': { N: '1' } },
      })
    await expect(attempt({ S: 'x' })).resolves.toBeDefined()
    await expect(attempt({ N: '1' })).rejects.toMatchObject({ message: expect.stringMatching(/operand type: N/) })
    await expect(attempt({ S: 'y' })).rejects.toBeInstanceOf(ConditionalCheckFailedException)
  })
})

describe('an update', () => {
  it('makes an item that is not there', async () => {
    const { client } = freshDatabase()
    await update(client, { UpdateExpression: 'ADD tries :one', ExpressionAttributeValues: { ':one': { N: '1' } } })
    expect(await itemAt(client)).toEqual({ ...key, tries: { N: '1' } })
  })

  it('sets, removes, adds and deletes in one, all as the item was before', async () => {
    const { client } = freshDatabase()
    const before = {
      ...key,
      a: { N: '1' },
      b: { N: '10' },
      steps: { L: [{ S: '0' }, { S: '1' }, { S: '2' }, { S: '3' }] },
      tags: { SS: ['x', 'y'] },
      final1: { SS: ['only'] },
      nest: { M: { keep: { S: 'k' }, lost: { S: 'd' } } },
    }
    await client.send(new PutItemCommand({ TableName, Item: before }))
    const { Attributes } = await update(client, {
      UpdateExpression:
        'SET a = b + :five, b = a - :five, nest.fresh = if_not_exists(nest.absent, :five), more = list_append(steps, :more) ' +
        'REMOVE steps[0], steps[2], nest.lost ADD tally :five DELETE tags :x, final1 :only',
      ExpressionAttributeValues: {
        ':five': { N: '5' },
        ':more': { L: [{ S: '4' }] },
        ':x': { SS: ['x'] },
        ':only': { SS: ['only'] },
      },
      ReturnValues: 'ALL_NEW',
    })
    expect(Attributes).toEqual({
      ...key,
      a: { N: '15' },
      b: { N: '-4' },
      steps: { L: [{ S: '1' }, { S: '3' }] },
      more: { L: [{ S: '0' }, { S: '1' }, { S: '2' }, { S: '3' }, { S: '4' }] },
      tags: { SS: ['y'] },
      tally: { N: '5' },
      nest: { M: { keep: { S: 'k' }, fresh: { N: '5' } } },
    })
    expect(await itemAt(client)).toEqual(Attributes)
  })

  it('adds numbers exactly, beyond what a double holds', async () => {
    const { client } = freshDatabase()
    await client.send(new PutItemCommand({ TableName, Item: { ...key, n: { N: '9007199254740993' } } }))
    await update(client, { UpdateExpression: 'ADD n :x', ExpressionAttributeValues: { ':x': { N: '0.1' } } })
    expect((await itemAt(client))?.['n']).toEqual({ N: '9007199254740993.1' })
  })

  it('gives back only what it touched when asked for UPDATED_OLD and UPDATED_NEW', async () => {
    const { client } = freshDatabase()
    await client.send(new PutItemCommand({ TableName, Item: { ...key, a: { N: '1' }, other: { S: 'o' } } }))
    const input = { UpdateExpression: 'SET a = a + :one', ExpressionAttributeValues: { ':one': { N: '1' } } }
    expect((await update(client, { ...input, ReturnValues: 'UPDATED_OLD' })).Attributes).toEqual({ a: { N: '1' } })
    expect((await update(client, { ...input, ReturnValues: 'UPDATED_NEW' })).Attributes).toEqual({ a: { N: '3' } })
  })

  it.each([
    ['SET pk = :v', /part of the key/],
    ['SET nowhere.inside = :v', /document path provided in the update expression is invalid/],
    ['SET a = b', /does not exist in the item/],
    ['ADD words :v', /incorrect data type/],
    ['SET a = :v, a.b = :v', /paths overlap/],
  ])('is refused and changes nothing: %s', async (expression, message) => {
    const { client } = freshDatabase()
    await client.send(new PutItemCommand({ TableName, Item: { ...key, words: { S: 'w' } } }))
    const attempt = update(client, {
      UpdateExpression: expression,
      ...(expression.includes(':v') ? { ExpressionAttributeValues: { ':v': { N: '1' } } } : {}),
    })
    await expect(attempt).rejects.toMatchObject({
      name: 'ValidationException',
      message: expect.stringMatching(message),
    })
    expect(await itemAt(client)).toEqual({ ...key, words: { S: 'w' } })
  })

  it('with a parameter that is not implemented is refused by that name', async () => {
    const { client } = freshDatabase()
    const attempt = client.send(
      new UpdateItemCommand({ TableName, Key: key, AttributeUpdates: { a: { Action: 'PUT', Value: { S: 'x' } } } }),
    )
    await expect(attempt).rejects.toThrow(/UpdateItem: the embedded service does not implement AttributeUpdates/)
  })
})

describe('a batch', () => {
  it('writes and reads up to its limits', async () => {
    const { client } = freshDatabase()
    const keys = Array.from({ length: 25 }, (_, index) => ({ pk: { S: `P${index}` }, sk: { S: 'x' } }))
    const requests = keys.map((Item) => ({ PutRequest: { Item } }))
    await client.send(new BatchWriteItemCommand({ RequestItems: { cases: requests } }))
    const { Responses } = await client.send(new BatchGetItemCommand({ RequestItems: { cases: { Keys: keys } } }))
    expect(Responses?.['cases']).toEqual(keys)
    const tooMany = [...requests, { DeleteRequest: { Key: key } }]
    await expect(client.send(new BatchWriteItemCommand({ RequestItems: { cases: tooMany } }))).rejects.toThrow(
      /Too many/,
    )
    const twice = { cases: { Keys: [key, key] } }
    await expect(client.send(new BatchGetItemCommand({ RequestItems: twice }))).rejects.toThrow(/duplicates/)
  })
})

describe('a table', () => {
  it('can be made and described by the client', async () => {
    const { client } = freshDatabase()
    await client.send(
      new CreateTableCommand({
        TableName: 'contacts',
        AttributeDefinitions: [{ AttributeName: 'id', AttributeType: 'N' }],
        KeySchema: [{ AttributeName: 'id', KeyType: 'HASH' }],
        BillingMode: 'PAY_PER_REQUEST',
      }),
    )
    await client.send(new PutItemCommand({ TableName: 'contacts', Item: { id: { N: '1' } } }))
    const { Table } = await client.send(new DescribeTableCommand({ TableName: 'contacts' }))
    expect(Table).toMatchObject({ TableStatus: 'ACTIVE', ItemCount: 1 })
    expect((await client.send(new ListTablesCommand({}))).TableNames).toEqual(['cases', 'contacts'])
  })

  it('counts its writes and reads in units', async () => {
    const { client, database } = freshDatabase()
    await client.send(new PutItemCommand({ TableName, Item: { ...key, text: { S: 'x'.repeat(2000) } } }))
    await client.send(new GetItemCommand({ TableName, Key: key, ConsistentRead: true }))
    await client.send(new GetItemCommand({ TableName, Key: key }))
    expect(database.counters(TableName)).toEqual({
      itemsWritten: 1,
      writeUnits: 2,
      indexWriteUnits: 0,
      itemsRead: 2,
      readUnits: 1.5,
    })
  })

  it('comes back from a snapshot with its indexes', async () => {
    const { client, database } = freshDatabase()
    const item = { ...key, lane: { S: 'a' }, dueDay: { N: '1' } }
    await client.send(new PutItemCommand({ TableName, Item: item }))
    const other = freshDatabase()
    other.database.restore(JSON.parse(JSON.stringify(database.snapshot())))
    expect(await itemAt(other.client)).toEqual(item)
    const { Items } = await other.client.send(
      new QueryCommand({
        TableName,
        IndexName: 'byDueDay',
        KeyConditionExpression: 'lane = :lane',
        ExpressionAttributeValues: { ':lane': { S: 'a' } },
      }),
    )
    expect(Items).toEqual([item])
  })

  it('gives its items plainly, numbers that no double holds as text', async () => {
    const { client, database } = freshDatabase()
    const attributes = {
      n: { N: '1.50' },
      long: { N: '12345678901234567890' },
      deep: { M: { list: { L: [{ BOOL: true }, { NULL: true as const }, { NS: ['1', '2'] }] } } },
      bytes: { B: new Uint8Array([1, 2]) },
    }
    await client.send(new PutItemCommand({ TableName, Item: { ...key, ...attributes } }))
    expect([...database.items(TableName)]).toEqual([
      {
        pk: 'CASE#1',
        sk: 'SNAPSHOT',
        n: 1.5,
        long: '12345678901234567890',
        deep: { list: [true, null, [1, 2]] },
        bytes: 'AQI=',
      },
    ])
  })
})
