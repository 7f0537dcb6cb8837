import { DynamoDBClient } from '@aws-sdk/client-dynamodb'
import { EventBridgeClient } from '@aws-sdk/client-eventbridge'
import { S3Client } from '@aws-sdk/client-s3'
import { SESClient } from '@aws-sdk/client-ses'
import { EmbeddedDynamoDB, type TableDefinition } from '../../../local/aws/dynamodb.ts'
import {
  type EmbeddedServices,
  embeddedClientConfiguration,
  embeddedRequestHandler,
} from '../../../local/aws/request-handler.ts'
import { VirtualClock } from '../../../local/clock.ts'

/** Monday, 5 January 2026, 09:00 UTC: where the tests' virtual time begins. */
export const start = Date.UTC(2026, 0, 5, 9)

/** SDK clients that reach `services` and nothing else. */
export const clientsOf = (services: EmbeddedServices) => {
  const configuration = embeddedClientConfiguration(embeddedRequestHandler(services))
  return {
    dynamodb: new DynamoDBClient(configuration),
    s3: new S3Client(configuration),
    ses: new SESClient(configuration),
    events: new EventBridgeClient(configuration),
  }
}

/** A table with a sort key, a stream, a time to live, a full sparse index and one of keys only. */
export const cases: TableDefinition = {
  tableName: 'cases',
  partitionKey: { name: 'pk', type: 'S' },
  sortKey: { name: 'sk', type: 'S' },
  indexes: [
    {
      indexName: 'byDueDay',
      partitionKey: { name: 'lane', type: 'S' },
      sortKey: { name: 'dueDay', type: 'N' },
      projection: 'ALL',
    },
    { indexName: 'byOwner', partitionKey: { name: 'owner', type: 'S' }, projection: { include: ['amount'] } },
  ],
  timeToLiveAttribute: 'expiresAt',
  stream: true,
}

/** A database with the table `cases`, its clock and its client. */
export const freshDatabase = () => {
  const clock = new VirtualClock(start)
  const database = new EmbeddedDynamoDB({ clock })
  database.createTable(cases)
  const { dynamodb: client } = clientsOf({ dynamodb: database.endpoint })
  return { clock, database, client }
}

/** Numbers from 0 up to 1, the same ones for the same seed. */
export const seeded = (seed: number) => {
  let state = seed
  return (): number => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0
    return state / 2 ** 32
  }
}
