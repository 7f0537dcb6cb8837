import type { AttributeValue } from '@aws-sdk/client-dynamodb'
import { EventBridgeClient, PutEventsCommand } from '@aws-sdk/client-eventbridge'
import { unmarshall } from '@aws-sdk/util-dynamodb'
import * as z from 'zod'
import { CaseMessage } from '../../domain/case/outbox.ts'
import { TransientError } from '../../domain/outcome.ts'
import { calling } from '../adapters/transience.ts'
import { onLambda } from '../on-lambda.ts'
import { defineStep } from '../step.ts'

/** The source by which rules know Forbear's own events. */
export const eventSource = 'forbear.case'

/** A stream record of an outbox item; the event source lets no other through. */
const StreamRecord = z.object({ dynamodb: z.object({ NewImage: z.record(z.string(), z.custom<AttributeValue>()) }) })

const Outbox = z.object({ messages: z.array(CaseMessage) })

/** EventBridge takes ten at a time. */
const atOnce = 10

/** Puts what cases told the outbox on the bus. Repeats are harmless: whoever is started by an event is started by its name. */
export const step = defineStep({
  stage: 'hand-over',
  name: 'Publish events',
  environment: z.object({ EVENT_BUS: z.string() }),
  access: { EVENT_BUS: ['events:PutEvents'] },
  input: z.object({ Records: z.array(StreamRecord) }),
  connect: ({ EVENT_BUS }, clients, log) => ({
    eventBridge: new EventBridgeClient(clients),
    EventBusName: EVENT_BUS,
    log,
  }),
  run: async ({ eventBridge, EventBusName, log }, { Records }) => {
    const messages = Records.flatMap(({ dynamodb }) => Outbox.parse(unmarshall(dynamodb.NewImage)).messages)
    for (let first = 0; first < messages.length; first += atOnce) {
      const Entries = messages.slice(first, first + atOnce).map((message) => ({
        EventBusName,
        Source: eventSource,
        DetailType: message.type,
        Detail: JSON.stringify(message),
        Time: new Date(message.at),
      }))
      const { FailedEntryCount = 0 } = await calling(() => eventBridge.send(new PutEventsCommand({ Entries })))
      if (FailedEntryCount > 0)
        throw new TransientError(`${FailedEntryCount} events were not taken by the bus; the batch is read again`)
    }
    log.info('EVENTS_PUBLISHED', { count: messages.length })
    return {}
  },
})

export const handler = onLambda(step)
