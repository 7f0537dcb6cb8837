import { CfnOutput, Duration, RemovalPolicy, Stack, type StackProps } from 'aws-cdk-lib'
import {
  AttributeType,
  BillingMode,
  ProjectionType,
  StreamViewType,
  Table,
  TableEncryption,
  type TableProps,
} from 'aws-cdk-lib/aws-dynamodb'
import { PolicyStatement, ServicePrincipal } from 'aws-cdk-lib/aws-iam'
import { Key } from 'aws-cdk-lib/aws-kms'
import {
  BlockPublicAccess,
  Bucket,
  BucketEncryption,
  type BucketProps,
  CfnBucket,
  ObjectOwnership,
} from 'aws-cdk-lib/aws-s3'
import type { Construct } from 'constructs'
import { caseIndexes } from '../../functions/adapters/case-index.ts'
import type { Configuration } from '../configuration.ts'

/** Chunks of a drop are needed while it is taken in; a month leaves time to look into one that went wrong. */
const chunkRetention = Duration.days(30)

/**
 * What must outlive every deployment: cases, people, contacts, files and the keys that they are encrypted with. Nothing here is deleted
 * with the stack, and the stack itself does not let go.
 */
export class StateStack extends Stack {
  readonly caseKey: Key
  readonly personalKey: Key
  readonly caseTable: Table
  readonly borrowerTable: Table
  readonly contactTable: Table
  readonly dropBucket: Bucket
  readonly workBucket: Bucket
  readonly documentBucket: Bucket
  private readonly accessLogs: Omit<Bucket, 'isWebsite'>

  constructor(
    scope: Construct,
    id: string,
    { configuration, ...props }: StackProps & { readonly configuration: Configuration },
  ) {
    super(scope, id, { ...props, terminationProtection: true })
    const { stage, dropRetentionDays } = configuration
    this.caseKey = this.key(
      'CaseKey',
      `alias/forbear-${stage}-cases`,
      'Cases, contacts and agreements, which name nobody',
    )
    this.personalKey = this.key(
      'PersonalKey',
      `alias/forbear-${stage}-people`,
      'Names and addresses of borrowers, and the files that hold them',
    )

    // Events about mail name the address that they are about; those that could not be delivered wait in a queue under this key.
    this.personalKey.addToResourcePolicy(
      new PolicyStatement({
        principals: [new ServicePrincipal('events.amazonaws.com')],
        actions: ['kms:Decrypt', 'kms:GenerateDataKey'],
        resources: ['*'],
        conditions: { StringEquals: { 'aws:SourceAccount': this.account } },
      }),
    )

    this.caseTable = this.table('CaseTable', this.caseKey, {
      partitionKey: { name: 'pk', type: AttributeType.STRING },
      sortKey: { name: 'sk', type: AttributeType.STRING },
      timeToLiveAttribute: 'expiresAt',
      stream: StreamViewType.NEW_AND_OLD_IMAGES,
    })
    for (const { name, partitionKey, sortKey } of Object.values(caseIndexes))
      this.caseTable.addGlobalSecondaryIndex({
        indexName: name,
        partitionKey: { name: partitionKey, type: AttributeType.STRING },
        sortKey: { name: sortKey, type: AttributeType.STRING },
        projectionType: ProjectionType.KEYS_ONLY,
      })
    const byBorrower = { partitionKey: { name: 'borrowerId', type: AttributeType.STRING } }
    this.borrowerTable = this.table('BorrowerTable', this.personalKey, byBorrower)
    this.contactTable = this.table('ContactTable', this.caseKey, byBorrower)

    this.accessLogs = new Bucket(this, 'AccessLogs', {
      ...guarded,
      // S3 delivers access logs to no bucket that is encrypted with a customer's key.
      encryption: BucketEncryption.S3_MANAGED,
      lifecycleRules: [{ expiration: Duration.days(dropRetentionDays) }],
    })
    const older = {
      noncurrentVersionExpiration: Duration.days(dropRetentionDays),
      abortIncompleteMultipartUploadAfter: Duration.days(1),
    }
    this.dropBucket = this.bucket('DropBucket', this.personalKey, [
      { ...older, expiration: Duration.days(dropRetentionDays) },
    ])
    announcing(this.dropBucket)
    this.workBucket = this.bucket('WorkBucket', this.personalKey, [
      {
        expiration: chunkRetention,
        noncurrentVersionExpiration: Duration.days(1),
        abortIncompleteMultipartUploadAfter: Duration.days(1),
      },
    ])
    this.documentBucket = this.bucket('DocumentBucket', this.caseKey, [
      { abortIncompleteMultipartUploadAfter: Duration.days(1) },
    ])

    new CfnOutput(this, 'DropBucketName', {
      value: this.dropBucket.bucketName,
      description: 'Where lenders drop their files',
    })
    new CfnOutput(this, 'DocumentBucketName', {
      value: this.documentBucket.bucketName,
      description: 'Where agreements are kept',
    })
  }

  private key(id: string, alias: string, description: string): Key {
    return new Key(this, id, {
      alias,
      description,
      enableKeyRotation: true,
      removalPolicy: RemovalPolicy.RETAIN,
      pendingWindow: Duration.days(30),
    })
  }

  private table(
    id: string,
    encryptionKey: Key,
    props: Pick<TableProps, 'partitionKey' | 'sortKey' | 'timeToLiveAttribute' | 'stream'>,
  ): Table {
    return new Table(this, id, {
      ...props,
      billingMode: BillingMode.PAY_PER_REQUEST,
      encryption: TableEncryption.CUSTOMER_MANAGED,
      encryptionKey,
      pointInTimeRecoverySpecification: { pointInTimeRecoveryEnabled: true },
      deletionProtection: true,
      removalPolicy: RemovalPolicy.RETAIN,
    })
  }

  private bucket(id: string, encryptionKey: Key, lifecycleRules: NonNullable<BucketProps['lifecycleRules']>): Bucket {
    return new Bucket(this, id, {
      ...guarded,
      encryption: BucketEncryption.KMS,
      encryptionKey,
      // One data key a bucket instead of one a request.
      bucketKeyEnabled: true,
      versioned: true,
      serverAccessLogsBucket: this.accessLogs,
      serverAccessLogsPrefix: `${id}/`,
      lifecycleRules,
    })
  }
}

const guarded = {
  blockPublicAccess: BlockPublicAccess.BLOCK_ALL,
  enforceSSL: true,
  minimumTLSVersion: 1.2,
  objectOwnership: ObjectOwnership.BUCKET_OWNER_ENFORCED,
  removalPolicy: RemovalPolicy.RETAIN,
} as const

/** Lets a bucket tell EventBridge of new objects; the construct's own switch would bring a custom resource and its function along. */
const announcing = ({ node: { defaultChild } }: Bucket): void => {
  if (!(defaultChild instanceof CfnBucket))
    throw new Error('A bucket without its CloudFormation resource cannot announce objects.')
  defaultChild.notificationConfiguration = { eventBridgeConfiguration: { eventBridgeEnabled: true } }
}
