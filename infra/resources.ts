import { Stack } from 'aws-cdk-lib'
import type { Table } from 'aws-cdk-lib/aws-dynamodb'
import { PolicyStatement, type PolicyStatementProps } from 'aws-cdk-lib/aws-iam'
import type { IKey } from 'aws-cdk-lib/aws-kms'
import type { Bucket } from 'aws-cdk-lib/aws-s3'
import type { IConstruct } from 'constructs'
import { caseIndexes } from '../functions/adapters/case-index.ts'
import type { Variable } from '../functions/step.ts'

/** What a variable of the environment stands for. */
export interface Resource {
  /** The variable's value. */
  readonly value: string
  /** What allows exactly these actions on the resource. */
  allow(actions: readonly string[]): PolicyStatement[]
  /** Where it takes a wildcard to name the resource: the name, and why. */
  readonly wildcard?: { readonly resource: string; readonly reason: string }
}

/** Every variable that a step may ask for; one that is missing here does not compile. */
export type Resources = Readonly<Record<Variable, Resource>>

const allowed = (statement: PolicyStatementProps): PolicyStatement => new PolicyStatement(statement)

/** The key may be used for what the service does on the function's behalf, and for nothing else. */
const through = (stack: Stack, service: 'dynamodb' | 's3', key: IKey, actions: readonly string[]): PolicyStatement =>
  allowed({
    actions: [...actions],
    resources: [key.keyArn],
    conditions: { StringEquals: { 'kms:ViaService': `${service}.${stack.region}.${stack.urlSuffix}` } },
  })

const reading = ['kms:Decrypt', 'kms:DescribeKey']
const writing = ['kms:Encrypt', 'kms:GenerateDataKey', 'kms:ReEncryptFrom', 'kms:ReEncryptTo']

const onlyReads = (actions: readonly string[]): boolean =>
  actions.every((action) => /^\w+:(Get|Query|List)/.test(action))

/** A table. */
export const tableResource = (stack: Stack, { tableName, tableArn }: Table, key: IKey): Resource => ({
  value: tableName,
  allow: (actions) => [
    allowed({ actions: [...actions], resources: [tableArn] }),
    through(stack, 'dynamodb', key, onlyReads(actions) ? reading : [...reading, ...writing]),
  ],
})

/**
 * The table of cases. Who may query it may query its indexes; who may use the task tokens that it keeps may use them on these machines,
 * which is how AWS decides on a token.
 */
export const caseTableResource = (
  stack: Stack,
  table: Table,
  key: IKey,
  machineArns: Readonly<Record<string, string>>,
): Resource => {
  const items = tableResource(stack, table, key)
  const indexArns = Object.values(caseIndexes).map(({ name }) => `${table.tableArn}/index/${name}`)
  return {
    value: items.value,
    allow: (actions) => {
      const onTokens = actions.filter((action) => action.startsWith('states:'))
      return [
        ...items.allow(actions.filter((action) => !onTokens.includes(action))),
        ...(actions.includes('dynamodb:Query') ? [allowed({ actions: ['dynamodb:Query'], resources: indexArns })] : []),
        ...(onTokens.length > 0 ? [allowed({ actions: onTokens, resources: Object.values(machineArns) })] : []),
      ]
    },
  }
}

/** A bucket. Its keys are made at run time, so objects are allowed as a whole. */
export const bucketResource = (stack: Stack, bucket: Bucket, key: IKey): Resource => {
  const bucketArn = imported(stack, bucket, bucket.bucketArn)
  const objects = `${bucketArn}/*`
  return {
    value: bucket.bucketName,
    allow: (actions) => {
      const onBucket = actions.filter((action) => action === 's3:ListBucket')
      const onObjects = actions.filter((action) => action !== 's3:ListBucket')
      return [
        ...(onBucket.length > 0 ? [allowed({ actions: onBucket, resources: [bucketArn] })] : []),
        allowed({ actions: onObjects, resources: [objects] }),
        // A part of an upload is read again when the upload is put together.
        through(stack, 's3', key, onlyReads(actions) ? ['kms:Decrypt'] : ['kms:Decrypt', 'kms:GenerateDataKey']),
      ]
    },
    wildcard: {
      resource: objects,
      reason:
        'The keys of objects come from lenders, drops and documents, and are known at run time only; the bucket is this one.',
    },
  }
}

/** A value of another stack by the name under which that stack exports it. */
const imported = (stack: Stack, owner: IConstruct, value: string): string => {
  const home = Stack.of(owner)
  return home === stack ? value : home.exportValue(value)
}

/** Something with ARNs, all actions on all of them. */
export const plainResource = (
  value: string,
  resources: readonly string[],
  conditions?: PolicyStatementProps['conditions'],
): Resource => ({
  value,
  allow: (actions) => [
    allowed({ actions: [...actions], resources: [...resources], ...(conditions && { conditions }) }),
  ],
})

/** A value that needs no permission. */
export const plainValue = (value: string): Resource => ({
  value,
  allow: (actions) => {
    throw new Error(
      `${value} is not a resource, so ${actions.join(', ')} cannot be allowed on it; take it out of the step's access.`,
    )
  },
})
