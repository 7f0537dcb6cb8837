import { DeleteItemCommand, PutItemCommand, QueryCommand } from '@aws-sdk/client-dynamodb'
import { SendTaskSuccessCommand } from '@aws-sdk/client-sfn'
import { marshall, unmarshall } from '@aws-sdk/util-dynamodb'
import * as z from 'zod'
import type { Case } from '../../domain/case/state.ts'
import { answerTo, Wait } from '../../domain/case/waits.ts'
import { CaseId } from '../../domain/ids.ts'
import { type Instant, millisecondsOf } from '../../domain/time.ts'
import type { Log } from '../log.ts'
import type { ClientConfiguration } from './client-configuration.ts'
import { dynamodbClient } from './dynamodb-client.ts'
import { stepFunctionsClient } from './step-functions-client.ts'
import { calling } from './transience.ts'

export const WaitEnvironment = z.object({ CASE_TABLE: z.string() })

/** What letting machines go on needs: the tokens that the table keeps are used on the machines that gave them. */
export const wakeAccess = { CASE_TABLE: ['dynamodb:Query', 'dynamodb:DeleteItem', 'states:SendTaskSuccess'] } as const

/** What standing still needs. */
export const waitAccess = { CASE_TABLE: ['dynamodb:PutItem', ...wakeAccess.CASE_TABLE] } as const

const Waiting = z.object({ pk: CaseId, wait: Wait, episode: z.int(), token: z.string() })
type Waiting = z.infer<typeof Waiting>

/** The machines that stand still for a case, and their task tokens: credentials that are stored and never leave but to Step Functions. */
export interface Waits {
  /** A machine begins to wait; a later token for the same wait takes the place of an earlier one. */
  begin(waiting: { caseId: CaseId; wait: Wait; episode: number; token: string; now: Instant }): Promise<void>
  /** Nobody can answer: the machine goes on with that word. */
  giveUp(caseId: CaseId, wait: Wait): Promise<void>
  /** Lets every machine go on whose wait the case as it stands has answered. */
  wake(state: Case): Promise<void>
}

/** No execution, and so no token, lives longer. */
const longestExecutionDays = 366

const over = new Set(['TaskTimedOut', 'TaskDoesNotExist', 'InvalidToken'])

/** Ties waits to the table that keeps their tokens and to Step Functions. */
export const connectWaits = (
  { CASE_TABLE: TableName }: z.infer<typeof WaitEnvironment>,
  clients: ClientConfiguration,
  log: Log,
): Waits => {
  const dynamodb = dynamodbClient(clients)
  const stepFunctions = stepFunctionsClient(clients)

  const open = async (caseId: CaseId): Promise<Waiting[]> => {
    const { Items = [] } = await calling(() =>
      dynamodb.send(
        new QueryCommand({
          TableName,
          KeyConditionExpression: 'pk = :case AND begins_with(sk, :wait)',
          ExpressionAttributeValues: marshall({ ':case': caseId, ':wait': 'WAIT#' }),
          ConsistentRead: true,
        }),
      ),
    )
    return Items.map((found) => Waiting.parse(unmarshall(found)))
  }

  const release = async ({ pk, wait, token }: Waiting, output: string): Promise<void> => {
    try {
      await calling(() => stepFunctions.send(new SendTaskSuccessCommand({ taskToken: token, output })))
    } catch (error) {
      if (!(error instanceof Error && over.has(error.name))) throw error
      log.info('ANSWER_CAME_TOO_LATE', { caseId: pk, wait })
    }
    await forget(pk, wait, token)
  }

  const forget = async (caseId: CaseId, wait: Wait, token: string): Promise<void> => {
    try {
      await calling(() =>
        dynamodb.send(
          new DeleteItemCommand({
            TableName,
            Key: marshall({ pk: caseId, sk: `WAIT#${wait}` }),
            ConditionExpression: '#token = :token',
            ExpressionAttributeNames: { '#token': 'token' },
            ExpressionAttributeValues: marshall({ ':token': token }),
          }),
        ),
      )
    } catch (error) {
      if (!(error instanceof Error && error.name === 'ConditionalCheckFailedException')) throw error
    }
  }

  return {
    begin: async ({ caseId, wait, episode, token, now }) => {
      const expiresAt = Math.floor(millisecondsOf(now) / 1000) + longestExecutionDays * 86_400
      const Item = marshall({ pk: caseId, sk: `WAIT#${wait}`, wait, episode, token, expiresAt })
      await calling(() => dynamodb.send(new PutItemCommand({ TableName, Item })))
    },
    giveUp: async (caseId, wait) => {
      for (const waiting of await open(caseId))
        if (waiting.wait === wait) await release(waiting, JSON.stringify({ answer: 'nobody' }))
    },
    wake: async (state) => {
      for (const waiting of await open(state.caseId)) {
        const answer = answerTo(waiting.wait, waiting.episode, state)
        if (answer !== undefined) await release(waiting, JSON.stringify(answer))
      }
    },
  }
}
