import * as z from 'zod'
import { InputTransformer } from './aws/events/input-transformer.ts'

const Keys = z.array(z.object({ AttributeName: z.string(), KeyType: z.enum(['HASH', 'RANGE']) }))

/** A table as CDK's TableV2 declares it. */
export const TableProperties = z.object({
  AttributeDefinitions: z.array(z.object({ AttributeName: z.string(), AttributeType: z.enum(['S', 'N', 'B']) })),
  KeySchema: Keys,
  GlobalSecondaryIndexes: z
    .array(
      z.object({
        IndexName: z.string(),
        KeySchema: Keys,
        Projection: z.object({
          ProjectionType: z.enum(['ALL', 'KEYS_ONLY', 'INCLUDE']),
          NonKeyAttributes: z.array(z.string()).optional(),
        }),
      }),
    )
    .default([]),
  TimeToLiveSpecification: z.object({ AttributeName: z.string() }).optional(),
  StreamSpecification: z.object({ StreamViewType: z.literal('NEW_AND_OLD_IMAGES') }).optional(),
})
export type TableProperties = z.infer<typeof TableProperties>

export const MachineProperties = z.object({
  StateMachineName: z.string(),
  StateMachineType: z.enum(['STANDARD', 'EXPRESS']).default('STANDARD'),
  DefinitionString: z.string(),
})

/** A function that reads a table's stream. */
export const StreamMapping = z.object({
  EventSourceArn: z.string(),
  FunctionName: z.string(),
  BatchSize: z.int().optional(),
  MaximumRetryAttempts: z.int().optional(),
  FilterCriteria: z.object({ Filters: z.array(z.object({ Pattern: z.string() })) }).optional(),
})

export const RuleProperties = z.object({
  EventBusName: z.string().optional(),
  EventPattern: z.record(z.string(), z.unknown()),
  Targets: z.array(
    z.object({
      Id: z.string(),
      Arn: z.string(),
      InputTransformer: InputTransformer.optional(),
      RetryPolicy: z.object({ MaximumRetryAttempts: z.int().optional() }).optional(),
    }),
  ),
})

export const ScheduleProperties = z.object({
  ScheduleExpression: z.string(),
  ScheduleExpressionTimezone: z.string().optional(),
  Target: z.object({ Arn: z.string(), Input: z.string() }),
})

/** Which events of a configuration set's messages go to a bus. */
export const EventDestinationProperties = z.object({
  ConfigurationSetName: z.string(),
  EventDestination: z.object({
    Enabled: z.boolean().default(true),
    MatchingEventTypes: z.array(z.string()),
    EventBridgeDestination: z.object({ EventBusArn: z.string() }).optional(),
  }),
})

/** A route of the HTTP API and the integration behind it. */
export const RouteProperties = z.object({ RouteKey: z.string(), Target: z.string() })
export const IntegrationProperties = z.object({ IntegrationUri: z.string() })
