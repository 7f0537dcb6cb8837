import { describe, expect, test } from 'vitest'
import * as z from 'zod'
import { caseIndexes } from '../../functions/adapters/case-index.ts'
import { ofType, synthesize } from './assembly.ts'

const assembly = synthesize()
const { state, stateTemplate } = assembly
const stateful = new Set(['AWS::DynamoDB::Table', 'AWS::S3::Bucket', 'AWS::KMS::Key'])
const kept = Object.entries(stateTemplate.Resources).filter(([, { Type }]) => stateful.has(Type))
const [tables, buckets] = [ofType(stateTemplate, 'AWS::DynamoDB::Table'), ofType(stateTemplate, 'AWS::S3::Bucket')]

describe('what is kept', () => {
  test('keeps its logical ids, since a changed one would leave the data behind', () => {
    expect(Object.fromEntries(kept.map(([id, { Type }]) => [id, Type]))).toEqual({
      CaseKeyA73CE3D7: 'AWS::KMS::Key',
      PersonalKeyC1493E79: 'AWS::KMS::Key',
      CaseTable0AD2663F: 'AWS::DynamoDB::Table',
      BorrowerTable4AF43EE7: 'AWS::DynamoDB::Table',
      ContactTableB5543251: 'AWS::DynamoDB::Table',
      AccessLogs8B620ECA: 'AWS::S3::Bucket',
      DropBucketCB075576: 'AWS::S3::Bucket',
      WorkBucketF885502B: 'AWS::S3::Bucket',
      DocumentBucketAE41E5A9: 'AWS::S3::Bucket',
    })
  })

  test('outlives the stack and a replacement, and the stack does not let go', () => {
    for (const [id, resource] of kept)
      expect({ id, ...resource }).toMatchObject({ DeletionPolicy: 'Retain', UpdateReplacePolicy: 'Retain' })
    expect(state.terminationProtection).toBe(true)
  })

  test('lies in one stack: the other has no table, no bucket and no key but that of operations', () => {
    const elsewhere = Object.entries(assembly.template.Resources).filter(([, { Type }]) => stateful.has(Type))
    expect(elsewhere.map(([id]) => id)).toEqual([expect.stringMatching(/^OperationsKey/)])
  })
})

describe('tables', () => {
  test.each(tables)(
    '%s can be restored to any second, cannot be deleted, and is encrypted with a customer key',
    (_, { Properties }) => {
      expect(Properties).toMatchObject({
        PointInTimeRecoverySpecification: { PointInTimeRecoveryEnabled: true },
        DeletionProtectionEnabled: true,
        SSESpecification: { SSEEnabled: true, SSEType: 'KMS', KMSMasterKeyId: expect.anything() },
        BillingMode: 'PAY_PER_REQUEST',
      })
    },
  )

  test('the people’s table has a key of its own, which no other table has', () => {
    const Encrypted = z.object({
      SSESpecification: z.object({
        KMSMasterKeyId: z.object({ 'Fn::GetAtt': z.tuple([z.string(), z.literal('Arn')]) }),
      }),
    })
    const keys = Object.fromEntries(
      tables.map(([id, { Properties }]) => [
        id.slice(0, -8),
        Encrypted.parse(Properties).SSESpecification.KMSMasterKeyId['Fn::GetAtt'][0],
      ]),
    )
    expect(keys).toEqual({
      CaseTable: expect.stringMatching(/^CaseKey/),
      ContactTable: expect.stringMatching(/^CaseKey/),
      BorrowerTable: expect.stringMatching(/^PersonalKey/),
    })
  })

  test('the table of cases has the indexes that the steps ask, a stream with both images, and lets go of what expires', () => {
    const [, { Properties }] = tables.find(([id]) => id.startsWith('CaseTable')) ?? expect.fail('no table of cases')
    expect(Properties).toMatchObject({
      KeySchema: [
        { AttributeName: 'pk', KeyType: 'HASH' },
        { AttributeName: 'sk', KeyType: 'RANGE' },
      ],
      StreamSpecification: { StreamViewType: 'NEW_AND_OLD_IMAGES' },
      TimeToLiveSpecification: { AttributeName: 'expiresAt', Enabled: true },
      GlobalSecondaryIndexes: Object.values(caseIndexes).map(({ name, partitionKey, sortKey }) => ({
        IndexName: name,
        KeySchema: [
          { AttributeName: partitionKey, KeyType: 'HASH' },
          { AttributeName: sortKey, KeyType: 'RANGE' },
        ],
        Projection: { ProjectionType: 'KEYS_ONLY' },
      })),
    })
  })
})

describe('buckets', () => {
  test.each(buckets)('%s is closed to the public and belongs to its owner', (_, { Properties }) => {
    expect(Properties).toMatchObject({
      PublicAccessBlockConfiguration: {
        BlockPublicAcls: true,
        BlockPublicPolicy: true,
        IgnorePublicAcls: true,
        RestrictPublicBuckets: true,
      },
      OwnershipControls: { Rules: [{ ObjectOwnership: 'BucketOwnerEnforced' }] },
    })
  })

  test.each(buckets)('%s refuses lines that are not encrypted', (id) => {
    const policies = ofType(stateTemplate, 'AWS::S3::BucketPolicy').map(([, { Properties }]) =>
      JSON.stringify(Properties),
    )
    expect(policies.find((policy) => policy.includes(`"Bucket":{"Ref":"${id}"}`))).toContain(
      '"aws:SecureTransport":"false"',
    )
  })

  test.each(buckets.filter(([id]) => !id.startsWith('AccessLogs')))(
    '%s is versioned, logs who reads it and has a customer key',
    (_, { Properties }) => {
      expect(Properties).toMatchObject({
        VersioningConfiguration: { Status: 'Enabled' },
        LoggingConfiguration: { DestinationBucketName: expect.anything() },
        BucketEncryption: {
          ServerSideEncryptionConfiguration: [
            { ServerSideEncryptionByDefault: { SSEAlgorithm: 'aws:kms', KMSMasterKeyID: expect.anything() } },
          ],
        },
      })
    },
  )

  test('files of lenders and their chunks, which name people, have the people’s key', () => {
    for (const [id, { Properties }] of buckets)
      if (/^(Drop|Work)/.test(id)) expect(JSON.stringify(Properties['BucketEncryption'])).toContain('"PersonalKey')
  })

  test('a dropped file is announced to EventBridge, chunks are gone after a month, agreements never', () => {
    const propertiesOf = (name: string) => buckets.find(([id]) => id.startsWith(name))?.[1].Properties
    expect(propertiesOf('DropBucket')).toMatchObject({
      NotificationConfiguration: { EventBridgeConfiguration: { EventBridgeEnabled: true } },
    })
    expect(propertiesOf('WorkBucket')).toMatchObject({ LifecycleConfiguration: { Rules: [{ ExpirationInDays: 30 }] } })
    expect(JSON.stringify(propertiesOf('DocumentBucket')?.['LifecycleConfiguration'])).not.toContain('Expiration')
  })
})

test.each(ofType(stateTemplate, 'AWS::KMS::Key'))('%s is rotated', (_, { Properties }) => {
  expect(Properties).toMatchObject({ EnableKeyRotation: true })
})
