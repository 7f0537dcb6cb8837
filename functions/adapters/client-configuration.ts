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

/**
 * One client for all adapters of a configuration: they share its connections, and its middleware is put together once and not with every
 * call.
 */
export const sharedClient = <Client>(
  make: (configuration: ClientConfiguration & { readonly cacheMiddleware: true }) => Client,
) => {
  const made = new WeakMap<ClientConfiguration, Client>()
  return (configuration: ClientConfiguration): Client => {
    const client = made.get(configuration) ?? make({ ...configuration, cacheMiddleware: true })
    made.set(configuration, client)
    return client
  }
}
