import * as z from 'zod'
import type { Fields } from '../aws-json.ts'
import { embeddedAccount, embeddedRegion } from '../request-handler.ts'
import { invalid } from './attribute-value.ts'
import type { IndexDefinition, KeyAttribute, Table, TableDefinition } from './table.ts'

const keySchema = z
  .array(z.strictObject({ AttributeName: z.string(), KeyType: z.enum(['HASH', 'RANGE']) }))
  .min(1)
  .max(2)

const createTableRequest = z.strictObject({
  TableName: z.string().regex(/^[a-zA-Z0-9_.-]{3,255}$/),
  AttributeDefinitions: z.array(z.strictObject({ AttributeName: z.string(), AttributeType: z.enum(['S', 'N', 'B']) })),
  KeySchema: keySchema,
  GlobalSecondaryIndexes: z
    .array(
      z.strictObject({
        IndexName: z.string(),
        KeySchema: keySchema,
        Projection: z.strictObject({
          ProjectionType: z.enum(['ALL', 'KEYS_ONLY', 'INCLUDE']),
          NonKeyAttributes: z.array(z.string()).optional(),
        }),
      }),
    )
    .optional(),
  BillingMode: z.literal('PAY_PER_REQUEST').optional(),
  StreamSpecification: z
    .strictObject({ StreamEnabled: z.boolean(), StreamViewType: z.literal('NEW_AND_OLD_IMAGES').optional() })
    .optional(),
})

const problemsOf = (error: z.ZodError): string =>
  error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`).join('; ')

/** The definition a CreateTable request gives; whatever the embedded database has not is refused by name. */
export const definitionIn = (request: Fields): TableDefinition => {
  const { success, data, error } = createTableRequest.safeParse(request)
  if (!success) throw invalid(`CreateTable: the embedded database cannot do this: ${problemsOf(error)}`)
  const types = new Map(data.AttributeDefinitions.map((each) => [each.AttributeName, each.AttributeType]))
  const attributeOf = (name: string): KeyAttribute => {
    const type = types.get(name)
    if (type === undefined) {
      throw invalid(
        'One or more parameter values were invalid: Some index key attributes are not defined in AttributeDefinitions. ' +
          `Keys: [${name}], AttributeDefinitions: [${[...types.keys()].join(', ')}]`,
      )
    }
    return { name, type }
  }
  const keysOf = (schema: z.infer<typeof keySchema>) => {
    const [partition, sort] = schema
    if (partition?.KeyType !== 'HASH' || (sort !== undefined && sort.KeyType !== 'RANGE')) {
      throw invalid('Invalid KeySchema: The first KeySchemaElement is not a HASH key type')
    }
    return {
      partitionKey: attributeOf(partition.AttributeName),
      ...(sort === undefined ? {} : { sortKey: attributeOf(sort.AttributeName) }),
    }
  }
  const indexes = (data.GlobalSecondaryIndexes ?? []).map((index): IndexDefinition => {
    const { ProjectionType, NonKeyAttributes } = index.Projection
    const projection = ProjectionType === 'INCLUDE' ? { include: NonKeyAttributes ?? [] } : ProjectionType
    return { indexName: index.IndexName, ...keysOf(index.KeySchema), projection }
  })
  const stream = data.StreamSpecification?.StreamEnabled === true
  return { tableName: data.TableName, ...keysOf(data.KeySchema), indexes, stream }
}

const schemaOf = ({ partitionKey, sortKey }: Pick<TableDefinition, 'partitionKey' | 'sortKey'>) => [
  { AttributeName: partitionKey.name, KeyType: 'HASH' },
  ...(sortKey === undefined ? [] : [{ AttributeName: sortKey.name, KeyType: 'RANGE' }]),
]

const projectionOf = ({ projection }: IndexDefinition) =>
  typeof projection === 'string'
    ? { ProjectionType: projection }
    : { ProjectionType: 'INCLUDE', NonKeyAttributes: projection.include }

/** What DescribeTable answers about a table. */
export const descriptionOf = ({ definition, main, indexes }: Table, createdAt: number): object => {
  const attributes = new Map<string, string>()
  for (const { partitionKey, sortKey } of [definition, ...definition.indexes]) {
    for (const key of [partitionKey, sortKey]) if (key !== undefined) attributes.set(key.name, key.type)
  }
  const rows = [...main.rows.rows()]
  const arn = `arn:aws:dynamodb:${embeddedRegion}:${embeddedAccount}:table/${definition.tableName}`
  return {
    TableName: definition.tableName,
    TableArn: arn,
    TableStatus: 'ACTIVE',
    CreationDateTime: createdAt / 1000,
    AttributeDefinitions: [...attributes].map(([AttributeName, AttributeType]) => ({ AttributeName, AttributeType })),
    KeySchema: schemaOf(definition),
    ItemCount: rows.length,
    TableSizeBytes: rows.reduce((sum, { size }) => sum + size, 0),
    BillingModeSummary: { BillingMode: 'PAY_PER_REQUEST' },
    ...(definition.stream
      ? { StreamSpecification: { StreamEnabled: true, StreamViewType: 'NEW_AND_OLD_IMAGES' } }
      : {}),
    ...(definition.indexes.length === 0
      ? {}
      : {
          GlobalSecondaryIndexes: definition.indexes.map((index) => ({
            IndexName: index.indexName,
            IndexArn: `${arn}/index/${index.indexName}`,
            IndexStatus: 'ACTIVE',
            KeySchema: schemaOf(index),
            Projection: projectionOf(index),
            ItemCount: [...(indexes.get(index.indexName)?.rows.rows() ?? [])].length,
          })),
        }),
  }
}
