import type { SendingEvent } from './aws/ses.ts'
import { EventDestinationProperties } from './resource-properties.ts'
import type { SynthesizedApp } from './template.ts'

/** SES's events by the names that event destinations give them. */
const destinationNames = {
  Send: 'send',
  Delivery: 'delivery',
  Bounce: 'bounce',
  Complaint: 'complaint',
} as const satisfies Record<SendingEvent['detail']['eventType'], string>

/** Tells to which buses an event of SES goes: where a destination of the message's configuration set wants events of its type. */
export const busesOf = (app: SynthesizedApp): ((event: SendingEvent) => readonly string[]) => {
  const destinations = app
    .resources('AWS::SES::ConfigurationSetEventDestination')
    .map(({ properties }) => EventDestinationProperties.parse(properties))
    .flatMap(({ ConfigurationSetName: set, EventDestination }) => {
      const { Enabled, MatchingEventTypes: types, EventBridgeDestination } = EventDestination
      const bus = EventBridgeDestination?.EventBusArn.split('/').at(-1)
      return Enabled && bus !== undefined ? [{ set, types, bus }] : []
    })
  return ({ detail: { eventType, mail } }) =>
    destinations
      .filter(
        ({ set, types }) =>
          mail.tags['ses:configuration-set']?.includes(set) && types.includes(destinationNames[eventType]),
      )
      .map(({ bus }) => bus)
}
