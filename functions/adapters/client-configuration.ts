import type { DynamoDBClientConfig } from '@aws-sdk/client-dynamodb'

/**
 * What every AWS client is made with. Empty in Lambda, where region and credentials come from the container; the local world puts its
 * own request handler here, and so the same clients speak to embedded services.
 */
export interface ClientConfiguration {
  readonly region?: string
  readonly credentials?: { readonly accessKeyId: string; readonly secretAccessKey: string }
  readonly requestHandler?: NonNullable<DynamoDBClientConfig['requestHandler']>
}
