import { QueryCommand } from '@aws-sdk/client-dynamodb'
import { marshall, unmarshall } from '@aws-sdk/util-dynamodb'
import * as z from 'zod'
import { CaseId } from '../../domain/ids.ts'
import { Day } from '../../domain/time.ts'
import type { ClientConfiguration } from './client-configuration.ts'
import { dynamodbClient } from './dynamodb-client.ts'
import { calling } from './transience.ts'

export const CaseIndexEnvironment = z.object({ CASE_TABLE: z.string() })

/** What looking cases up needs. */
export const caseIndexAccess = { CASE_TABLE: ['dynamodb:Query'] } as const

/** The table's indexes, by name; infra makes them and the steps ask them. */
export const caseIndexes = {
  attention: { name: 'attention', partitionKey: 'watch', sortKey: 'attentionOn' },
  mediator: { name: 'mediator', partitionKey: 'mediator', sortKey: 'pk' },
} as const

/** Where a look-up left off. */
export const Cursor = z.object({ pk: CaseId, attentionOn: Day })
export type Cursor = z.infer<typeof Cursor>

/** Looks up which cases need something. */
export interface CaseIndex {
  /** Up to `limit` cases of a watch that need a look on or before `today`, the longest waiting first, from where `after` left off. */
  needingAttention(
    watch: string,
    today: Day,
    limit: number,
    after?: Cursor,
  ): Promise<{ caseIds: CaseId[]; after?: Cursor }>
  /** How many mediations a mediator has open. */
  openMediations(mediator: string): Promise<number>
}

/** Ties look-ups to the table's indexes. */
export const connectCaseIndex = (
  { CASE_TABLE: TableName }: z.infer<typeof CaseIndexEnvironment>,
  clients: ClientConfiguration,
): CaseIndex => {
  const dynamodb = dynamodbClient(clients)
  return {
    needingAttention: async (watch, today, limit, after) => {
      const { Items = [], LastEvaluatedKey } = await calling(() =>
        dynamodb.send(
          new QueryCommand({
            TableName,
            IndexName: caseIndexes.attention.name,
            KeyConditionExpression: 'watch = :watch AND attentionOn <= :today',
            ExpressionAttributeValues: marshall({ ':watch': watch, ':today': today }),
            Limit: limit,
            ...(after && { ExclusiveStartKey: marshall({ ...after, watch, sk: 'SNAPSHOT' }) }),
          }),
        ),
      )
      const caseIds = Items.map((found) => CaseId.parse(unmarshall(found)['pk']))
      return { caseIds, ...(LastEvaluatedKey && { after: Cursor.parse(unmarshall(LastEvaluatedKey)) }) }
    },
    openMediations: async (mediator) => {
      const { Count = 0 } = await calling(() =>
        dynamodb.send(
          new QueryCommand({
            TableName,
            IndexName: caseIndexes.mediator.name,
            KeyConditionExpression: 'mediator = :mediator',
            ExpressionAttributeValues: marshall({ ':mediator': mediator }),
            Select: 'COUNT',
          }),
        ),
      )
      return Count
    },
  }
}
