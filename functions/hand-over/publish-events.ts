import * as z from 'zod'
import { connectEventBus, EventBusEnvironment, eventBusAccess } from '../adapters/event-bus.ts'
import { OutboxRecord } from '../adapters/stream-record.ts'
import { onLambda } from '../on-lambda.ts'
import { defineStep } from '../step.ts'

/** Puts what cases told the outbox on the bus. Repeats are harmless: whoever is started by an event is started by its name. */
export const step = defineStep({
  stage: 'hand-over',
  name: 'Publish events',
  environment: EventBusEnvironment,
  access: eventBusAccess,
  input: z.object({ Records: z.array(OutboxRecord) }),
  connect: (environment, clients, log) => ({ bus: connectEventBus(environment, clients), log }),
  run: async ({ bus, log }, { Records }) => {
    const messages = Records.flat()
    await bus.publish(messages)
    log.info('EVENTS_PUBLISHED', { count: messages.length })
    for (const { type, lenderId } of messages) log.info('METRIC', { event: type, lender: lenderId })
    return {}
  },
})

export const handler = onLambda(step)
