import { PutItemCommand } from '@aws-sdk/client-dynamodb'
import { marshall } from '@aws-sdk/util-dynamodb'
import * as z from 'zod'
import type { LenderId } from '../../domain/ids.ts'
import type { Instant } from '../../domain/time.ts'
import type { ClientConfiguration } from './client-configuration.ts'
import { dynamodbClient } from './dynamodb-client.ts'
import { calling } from './transience.ts'

export const JournalEnvironment = z.object({ CASE_TABLE: z.string() })

/** What failed for a lender as a whole, such as a file or a day's look, and so belongs to no one case. */
export interface Journal {
  write(
    lenderId: LenderId,
    failure: { execution: string; machine: string; step: string; error: string },
    at: Instant,
  ): Promise<void>
}

/** Ties the journal to the case table. */
export const connectJournal = (
  { CASE_TABLE: TableName }: z.infer<typeof JournalEnvironment>,
  clients: ClientConfiguration,
): Journal => {
  const dynamodb = dynamodbClient(clients)
  return {
    write: async (lenderId, failure, at) => {
      const Item = marshall({
        pk: `JOURNAL#${lenderId}`,
        sk: `${at}#${failure.execution}`,
        type: 'StageFailed',
        at,
        ...failure,
      })
      await calling(() => dynamodb.send(new PutItemCommand({ TableName, Item })))
    },
  }
}
