import {
  DynamoDBClient,
  GetItemCommand,
  type PutItemCommandInput,
  TransactWriteItemsCommand,
} from '@aws-sdk/client-dynamodb'
import { marshall } from '@aws-sdk/util-dynamodb'
import { EmbeddedDynamoDB } from '../local/aws/dynamodb.ts'
import {
  type EmbeddedHandler,
  embeddedClientConfiguration,
  embeddedRequestHandler,
} from '../local/aws/request-handler.ts'
import { VirtualClock } from '../local/clock.ts'
import type { Bench } from './report.ts'
import { compare, perSecond } from './rounds.ts'

const requests = 4_000
const rounds = 5
const TableName = 'cases'
const start = Date.UTC(2026, 2, 2)

const keyOf = (index: number, sk: string) => ({ pk: `case-${index}`, sk })

const put = (item: object): { Put: PutItemCommandInput } => ({
  Put: { TableName, Item: marshall(item), ConditionExpression: 'attribute_not_exists(pk)' },
})

/** What a case is written with: its snapshot, an event and the outbox, somewhat over two kilobytes in all. */
const write = (client: DynamoDBClient, index: number) =>
  client.send(
    new TransactWriteItemsCommand({
      TransactItems: [
        put({ ...keyOf(index, 'SNAPSHOT'), version: 1, stage: 'assessing', state: { note: 'x'.repeat(1_500) } }),
        put({
          ...keyOf(index, 'EVENT#000001'),
          sequence: 1,
          event: { type: 'AccountAdmitted', note: 'x'.repeat(500) },
        }),
        put({ ...keyOf(index, 'OUTBOX#000001'), messages: ['x'.repeat(200)], expiresAt: start / 1000 + 604_800 }),
      ],
    }),
  )

const read = (client: DynamoDBClient, index: number) =>
  client.send(new GetItemCommand({ TableName, Key: marshall(keyOf(index, 'SNAPSHOT')), ConsistentRead: true }))

const empty = async (): Promise<EmbeddedHandler> => {
  const database = new EmbeddedDynamoDB({ clock: new VirtualClock(start) })
  database.createTable({
    tableName: TableName,
    partitionKey: { name: 'pk', type: 'S' },
    sortKey: { name: 'sk', type: 'S' },
    indexes: [],
    timeToLiveAttribute: 'expiresAt',
    stream: true,
  })
  return embeddedRequestHandler({ dynamodb: database.endpoint })
}

const filled = async (): Promise<EmbeddedHandler> => {
  const handler = await empty()
  await sendAll(handler, write)
  return handler
}

/** Gives the first answer of another handler to every request, and does nothing else. */
const repeating = (handler: EmbeddedHandler): EmbeddedHandler => {
  let answer: ReturnType<EmbeddedHandler['handle']> | undefined
  return {
    ...handler,
    handle: (request) => {
      answer ??= handler.handle(request)
      return answer
    },
  }
}

const sendAll = (handler: EmbeddedHandler, call: typeof write | typeof read): Promise<number> => {
  const client = new DynamoDBClient(embeddedClientConfiguration(handler))
  return perSecond(requests, async () => {
    for (let index = 0; index < requests; index++) await call(client, index)
  })
}

const comparing = (operation: string, call: typeof write | typeof read, table: () => Promise<EmbeddedHandler>) =>
  compare({
    unit: 'requests/s',
    rounds,
    baseline: {
      name: `${operation}, null handler`,
      measure: async () => sendAll(repeating(await table()), call),
    },
    contenders: [
      {
        name: `${operation}, embedded table`,
        measure: async () => sendAll(await table(), call),
      },
    ],
  })

/** Writes of three items and consistent reads, one after the other through the SDK's own client. */
export const bench: Bench = {
  about: 'the embedded table behind the SDK client, against a handler that only repeats its first answer',
  run: async () => [
    ...(await comparing('TransactWriteItems', write, empty)),
    ...(await comparing('GetItem', read, filled)),
  ],
}
