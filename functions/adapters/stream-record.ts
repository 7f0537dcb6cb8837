import type { AttributeValue } from '@aws-sdk/client-dynamodb'
import { unmarshall } from '@aws-sdk/util-dynamodb'
import * as z from 'zod'
import { CaseMessage } from '../../domain/case/outbox.ts'

const Outbox = z.object({ messages: z.array(CaseMessage) })

/** A stream record of an outbox item, read as the messages that it holds; the event source lets no other record through. */
export const OutboxRecord = z
  .object({ dynamodb: z.object({ NewImage: z.record(z.string(), z.custom<AttributeValue>()) }) })
  .transform(({ dynamodb }) => Outbox.parse(unmarshall(dynamodb.NewImage)).messages)
