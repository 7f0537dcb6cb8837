/** The least that a function on DynamoDB can hold: the baseline of the bundles. */
export { DynamoDBClient, GetItemCommand } from '@aws-sdk/client-dynamodb'
