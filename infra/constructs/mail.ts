import { Stack } from 'aws-cdk-lib'
import { EventBus } from 'aws-cdk-lib/aws-events'
import {
  CloudWatchDimensionSource,
  ConfigurationSet,
  ConfigurationSetTlsPolicy,
  EmailIdentity,
  EmailSendingEvent,
  EventDestination,
  Identity,
  SuppressionReasons,
} from 'aws-cdk-lib/aws-ses'
import { Construct } from 'constructs'
import type { Policy } from '../../domain/policy/policy.ts'
import type { Configuration } from '../configuration.ts'
import { plainResource, type Resource } from '../resources.ts'

/** The tag that the mailer puts on each message, by which SES counts; one more tag would multiply what the counts cost. */
export const lenderDimension = 'lender'

/** What comes back from a message and is acted on: a delivery settles what a crash left open. */
const feedback = [
  EmailSendingEvent.DELIVERY,
  EmailSendingEvent.BOUNCE,
  EmailSendingEvent.COMPLAINT,
  EmailSendingEvent.REJECT,
  EmailSendingEvent.RENDERING_FAILURE,
]

/** Mail to borrowers and staff, from the lenders' own addresses and from no others. */
export class Mail extends Construct {
  readonly configurationSet: ConfigurationSet
  readonly resource: Resource

  constructor(scope: Construct, id: string, { stage, senderIdentities }: Configuration, lenders: readonly Policy[]) {
    super(scope, id)
    this.configurationSet = new ConfigurationSet(this, 'ConfigurationSet', {
      configurationSetName: `forbear-${stage}`,
      // A message about somebody's debt goes over an encrypted line or not at all.
      tlsPolicy: ConfigurationSetTlsPolicy.REQUIRE,
      reputationMetrics: true,
      suppressionReasons: SuppressionReasons.BOUNCES_AND_COMPLAINTS,
    })
    // SES tells the default bus only.
    const defaultBus = EventBus.fromEventBusName(this, 'DefaultBus', 'default')
    this.configurationSet.addEventDestination('Feedback', {
      destination: EventDestination.eventBus(defaultBus),
      events: feedback,
    })
    this.configurationSet.addEventDestination('Counts', {
      destination: EventDestination.cloudWatchDimensions([
        { source: CloudWatchDimensionSource.MESSAGE_TAG, name: lenderDimension, defaultValue: 'none' },
      ]),
      events: [
        EmailSendingEvent.SEND,
        EmailSendingEvent.DELIVERY,
        EmailSendingEvent.BOUNCE,
        EmailSendingEvent.COMPLAINT,
      ],
    })

    const senders = lenders.map(({ lender }) => lender.sender)
    const domains = [...new Set(senders.map(domainOf))]
    if (senderIdentities === 'create')
      for (const domain of domains)
        new EmailIdentity(this, domain, { identity: Identity.domain(domain), configurationSet: this.configurationSet })

    const arnOf = (resource: string, resourceName: string) =>
      Stack.of(this).formatArn({ service: 'ses', resource, resourceName })
    this.resource = plainResource(
      this.configurationSet.configurationSetName,
      [
        ...domains.map((domain) => arnOf('identity', domain)),
        arnOf('configuration-set', this.configurationSet.configurationSetName),
      ],
      { StringEquals: { 'ses:FromAddress': senders } },
    )
  }
}

const domainOf = (address: string): string => address.slice(address.indexOf('@') + 1)
