import { Duration, RemovalPolicy, Stack } from 'aws-cdk-lib'
import { PolicyStatement, ServicePrincipal } from 'aws-cdk-lib/aws-iam'
import { Key } from 'aws-cdk-lib/aws-kms'
import type { Construct } from 'constructs'

/**
 * The key of what runs, as opposed to what is kept: logs, executions, queues, events, alarms. It goes with the stack, and nothing that it
 * encrypts is the only copy of anything.
 */
export class OperationsKey extends Key {
  constructor(scope: Construct, id: string, stage: string) {
    super(scope, id, {
      alias: `alias/forbear-${stage}-operations`,
      description: 'Logs, executions, queues, events and alarms, which hold ids only',
      enableKeyRotation: true,
      removalPolicy: RemovalPolicy.DESTROY,
      pendingWindow: Duration.days(30),
    })
    const { region, account, partition } = Stack.of(this)
    this.addToResourcePolicy(
      new PolicyStatement({
        principals: [new ServicePrincipal(`logs.${region}.amazonaws.com`)],
        actions: [
          'kms:Encrypt',
          'kms:Decrypt',
          'kms:ReEncryptFrom',
          'kms:ReEncryptTo',
          'kms:GenerateDataKey',
          'kms:GenerateDataKeyWithoutPlaintext',
          'kms:DescribeKey',
        ],
        resources: ['*'],
        conditions: {
          ArnLike: { 'kms:EncryptionContext:aws:logs:arn': `arn:${partition}:logs:${region}:${account}:log-group:*` },
        },
      }),
    )
    this.forEvents(account)
    for (const service of ['scheduler', 'cloudwatch'])
      this.addToResourcePolicy(
        new PolicyStatement({
          principals: [new ServicePrincipal(`${service}.amazonaws.com`)],
          actions: ['kms:Decrypt', 'kms:GenerateDataKey', 'kms:DescribeKey'],
          resources: ['*'],
          conditions: { StringEquals: { 'aws:SourceAccount': account } },
        }),
      )
  }

  /** The bus reads and writes under this key, its archive writes anew what the bus wrote, and whoever sets them up looks at the key first. */
  private forEvents(account: string): void {
    const principals = [new ServicePrincipal('events.amazonaws.com')]
    this.addToResourcePolicy(new PolicyStatement({ principals, actions: ['kms:DescribeKey'], resources: ['*'] }))
    this.addToResourcePolicy(
      new PolicyStatement({
        principals,
        actions: ['kms:Decrypt', 'kms:GenerateDataKey', 'kms:ReEncryptFrom', 'kms:ReEncryptTo'],
        resources: ['*'],
        conditions: { StringEquals: { 'aws:SourceAccount': account } },
      }),
    )
  }
}
