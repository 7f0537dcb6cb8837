import { EventBridgeClient, PutEventsCommand } from '@aws-sdk/client-eventbridge'
import * as z from 'zod'
import type { CaseMessage } from '../../domain/case/outbox.ts'
import { TransientError } from '../../domain/outcome.ts'
import { type ClientConfiguration, sharedClient } from './client-configuration.ts'
import { calling } from './transience.ts'

/** The source by which rules know Forbear's own events. */
export const eventSource = 'forbear.case'

export const EventBusEnvironment = z.object({ EVENT_BUS: z.string() })

/** What publishing needs. */
export const eventBusAccess = { EVENT_BUS: ['events:PutEvents'] } as const

/** The bus on which stages hand over. */
export interface EventBus {
  /** Publishes messages in their order. @throws TransientError when the bus did not take all of them */
  publish(messages: readonly CaseMessage[]): Promise<void>
}

/** EventBridge takes ten at a time. */
const atOnce = 10

const eventBridgeClient = sharedClient((configuration) => new EventBridgeClient(configuration))

/** Ties publishing to EventBridge. */
export const connectEventBus = (
  { EVENT_BUS }: z.infer<typeof EventBusEnvironment>,
  clients: ClientConfiguration,
): EventBus => {
  const eventBridge = eventBridgeClient(clients)
  return {
    publish: async (messages) => {
      for (let first = 0; first < messages.length; first += atOnce) {
        const Entries = messages.slice(first, first + atOnce).map((message) => ({
          EventBusName: EVENT_BUS,
          Source: eventSource,
          DetailType: message.type,
          Detail: JSON.stringify(message),
          Time: new Date(message.at),
        }))
        const { FailedEntryCount = 0 } = await calling(() => eventBridge.send(new PutEventsCommand({ Entries })))
        if (FailedEntryCount > 0)
          throw new TransientError(`${FailedEntryCount} events were not taken by the bus; the batch is read again`)
      }
    },
  }
}
