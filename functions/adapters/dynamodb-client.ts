import { DynamoDBClient } from '@aws-sdk/client-dynamodb'
import { sharedClient } from './client-configuration.ts'

/** The client for all tables. */
export const dynamodbClient = sharedClient((configuration) => new DynamoDBClient(configuration))
