import { Duration, Stack } from 'aws-cdk-lib'
import { type IRole, PolicyStatement, ServicePrincipal } from 'aws-cdk-lib/aws-iam'
import type { IKey } from 'aws-cdk-lib/aws-kms'
import type { DestinationConfig, DlqDestinationConfig, IDestination, IEventSourceDlq } from 'aws-cdk-lib/aws-lambda'
import { Queue, QueueEncryption } from 'aws-cdk-lib/aws-sqs'
import type { Construct } from 'constructs'
import { acknowledge } from '../acknowledgements.ts'

/** Where one asynchronous hop leaves what it could not deliver, for the two weeks that SQS keeps anything. */
export class DeadLetters extends Queue implements IDestination, IEventSourceDlq {
  private readonly key: IKey

  constructor(scope: Construct, id: string, key: IKey) {
    super(scope, id, {
      encryption: QueueEncryption.KMS,
      encryptionMasterKey: key,
      dataKeyReuse: Duration.hours(1),
      retentionPeriod: Duration.days(14),
      enforceSSL: true,
    })
    this.key = key
    acknowledge(
      this,
      'AwsSolutions-SQS3',
      'This is a dead-letter queue: what lies here waits for a person, told by an alarm, and goes nowhere by itself.',
    )
  }

  /** Lets the bus of that name leave events here that it could not encrypt or read. */
  takingFromBus(eventBusName: string): this {
    const bus = Stack.of(this).formatArn({ service: 'events', resource: 'event-bus', resourceName: eventBusName })
    this.addToResourcePolicy(
      new PolicyStatement({
        principals: [new ServicePrincipal('events.amazonaws.com')],
        actions: ['sqs:SendMessage'],
        resources: [this.queueArn],
        conditions: { ArnEquals: { 'aws:SourceArn': bus } },
      }),
    )
    return this
  }

  /** Lets a role leave messages here, and no more than that: the queue's own grant would allow asking about the queue as well. */
  takingFrom(role: IRole): void {
    const { region, urlSuffix } = Stack.of(this)
    role.addToPrincipalPolicy(new PolicyStatement({ actions: ['sqs:SendMessage'], resources: [this.queueArn] }))
    role.addToPrincipalPolicy(
      new PolicyStatement({
        actions: ['kms:Decrypt', 'kms:GenerateDataKey'],
        resources: [this.key.keyArn],
        conditions: { StringEquals: { 'kms:ViaService': `sqs.${region}.${urlSuffix}` } },
      }),
    )
  }

  /** As the place where Lambda leaves events that a function failed on. */
  bind(): DestinationConfig & DlqDestinationConfig {
    return { destination: this.queueArn }
  }
}
