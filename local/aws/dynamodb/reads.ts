import { type Fields, isFields, refuseUnknownMembers } from '../aws-json.ts'
import { type AttributeValue, checkItem, compareValues, type Item, invalid } from './attribute-value.ts'
import { meets } from './condition.ts'
import { type DocumentPath, type Expressions, expressionsOf, type KeyTest, type Values } from './expression.ts'
import { firstWhere, type Row } from './ordered-rows.ts'
import { type AccessPath, type Database, sizeOn, type Table, viewOn } from './table.ts'
import { projected } from './update.ts'
import { consumed, keyIn, wordOf } from './writes.ts'

const pageBytes = 1024 * 1024

const readUnits = (bytes: number, consistent: boolean): number =>
  Math.ceil(Math.max(bytes, 1) / 4096) * (consistent ? 1 : 0.5)

const count = (table: Table, items: number, units: number): number => {
  table.counters.itemsRead += items
  table.counters.readUnits += units
  return units
}

const getMembers = new Set([
  'TableName',
  'Key',
  'ConsistentRead',
  'ProjectionExpression',
  'ExpressionAttributeNames',
  'ReturnConsumedCapacity',
])

/** GetItem. */
export const getItem = (database: Database, request: Fields): object => {
  refuseUnknownMembers(request, getMembers, 'GetItem')
  const table = database.table(request['TableName'])
  const key = keyIn(request, table)
  const { projection } = expressionsOf(request).expressions
  const row = table.main.rows.find(key)
  const units = count(table, 1, readUnits(row?.size ?? 0, request['ConsistentRead'] === true))
  const item = row === undefined || projection === undefined ? row?.item : projected(row.item, projection)
  return { ...(item === undefined ? {} : { Item: item }), ...consumed(request, table, units) }
}

const batchMembers = new Set(['RequestItems'])
const batchTableMembers = new Set(['Keys', 'ConsistentRead', 'ProjectionExpression', 'ExpressionAttributeNames'])
const mostKeys = 100
const mostBatchBytes = 16 * 1024 * 1024

/** BatchGetItem: up to 100 items; those beyond 16 MB come back as `UnprocessedKeys`. */
export const batchGetItem = (database: Database, request: Fields): object => {
  refuseUnknownMembers(request, batchMembers, 'BatchGetItem')
  const asked = request['RequestItems']
  if (!isFields(asked) || Object.keys(asked).length === 0) {
    throw invalid('The batch get request must name at least one table')
  }
  const tables = Object.entries(asked).map(([tableName, wanted]) => {
    if (!isFields(wanted) || !Array.isArray(wanted['Keys']))
      throw invalid(`The Keys of table ${tableName} must be a list`)
    refuseUnknownMembers(wanted, batchTableMembers, 'BatchGetItem')
    const table = database.table(tableName)
    const keys = wanted['Keys'].map((key: unknown) => keyIn({ Key: key }, table))
    if (new Set(keys.map((key) => table.keyText(key))).size < keys.length) {
      throw invalid('Provided list of item keys contains duplicates')
    }
    return { tableName, table, keys, wanted, projection: expressionsOf(wanted).expressions.projection }
  })
  const total = tables.reduce((sum, { keys }) => sum + keys.length, 0)
  if (total === 0 || total > mostKeys) throw invalid('Too many items requested for the BatchGetItem call')
  const responses: Record<string, Item[]> = {}
  const unprocessed: Record<string, object> = {}
  let bytes = 0
  for (const { tableName, table, keys, wanted, projection } of tables) {
    const items: Item[] = []
    responses[tableName] = items
    const left = keys.filter((key) => {
      if (bytes > mostBatchBytes) return true
      const row = table.main.rows.find(key)
      count(table, 1, readUnits(row?.size ?? 0, wanted['ConsistentRead'] === true))
      if (row === undefined) return false
      bytes += row.size
      items.push(projection === undefined ? row.item : projected(row.item, projection))
      return false
    })
    if (left.length > 0) unprocessed[tableName] = { ...wanted, Keys: left }
  }
  return { Responses: responses, UnprocessedKeys: unprocessed }
}

/** The positions of a partition's rows that a condition on the sort key leaves, end exclusive. */
const rangeOf = (
  rows: readonly Row[],
  sortName: string,
  test: KeyTest,
  values: Values,
): { readonly start: number; readonly end: number } => {
  const [low, high] = test.values.map((name) => values[name])
  if (low === undefined) throw invalid('Query key condition not supported')
  const orderOf = (item: Item, to: AttributeValue) => compareValues(item[sortName] ?? {}, to) ?? -1
  const from = (bound: AttributeValue) => firstWhere(rows, (item) => orderOf(item, bound) >= 0)
  const after = (bound: AttributeValue) => firstWhere(rows, (item) => orderOf(item, bound) > 0)
  switch (test.operator) {
    case 'EQ':
      return { start: from(low), end: after(low) }
    case 'LT':
      return { start: 0, end: from(low) }
    case 'LE':
      return { start: 0, end: after(low) }
    case 'GT':
      return { start: after(low), end: rows.length }
    case 'GE':
      return { start: from(low), end: rows.length }
    case 'BETWEEN':
      return { start: from(low), end: high === undefined ? 0 : after(high) }
    case 'BEGINS_WITH': {
      const starts = (value: AttributeValue | undefined): boolean =>
        low.S !== undefined
          ? (value?.S ?? '').startsWith(low.S)
          : Buffer.from(value?.B ?? '', 'base64').indexOf(Buffer.from(low.B ?? '', 'base64')) === 0
      return { start: from(low), end: firstWhere(rows, (item) => orderOf(item, low) > 0 && !starts(item[sortName])) }
    }
    default:
      return test.operator satisfies never
  }
}

const shared = [
  'TableName',
  'IndexName',
  'FilterExpression',
  'ProjectionExpression',
  'ExpressionAttributeNames',
  'ExpressionAttributeValues',
  'Limit',
  'ExclusiveStartKey',
  'ConsistentRead',
  'Select',
  'ReturnConsumedCapacity',
]
const queryMembers = new Set([...shared, 'KeyConditionExpression', 'ScanIndexForward'])
const scanMembers = new Set(shared)

/** What Query and Scan have in common: where to read, from which key on, and what to give back. */
interface Reading {
  readonly table: Table
  readonly path: AccessPath
  readonly expressions: Expressions
  readonly values: Values
  readonly startKey: Item | undefined
  readonly limit: number
  readonly consistent: boolean
  readonly countsOnly: boolean
}

const startKeyOf = (request: Fields, path: AccessPath, table: Table): Item | undefined => {
  const key = request['ExclusiveStartKey']
  if (key === undefined || key === null) return undefined
  checkItem(key)
  const types = [...table.keys, path.partitionKey, ...(path.sortKey === undefined ? [] : [path.sortKey])]
  const complete = types.every(({ name, type }) => key[name]?.[type] !== undefined)
  if (!complete || Object.keys(key).length !== path.keyNames.length)
    throw invalid('The provided starting key is invalid')
  return key
}

const refuseUnprojected = (path: AccessPath, projection: readonly DocumentPath[] | undefined): void => {
  const [hidden] = (projection ?? []).filter(([head]) => path.attributes?.has(String(head)) === false)
  if (hidden === undefined) return
  throw invalid(
    'One or more parameter values were invalid: Global secondary index ' +
      `${path.index?.indexName ?? ''} does not project [${String(hidden[0])}]`,
  )
}

const readingOf = (database: Database, request: Fields): Reading => {
  const table = database.table(request['TableName'])
  const path = table.accessPath(request['IndexName'])
  const { expressions, values } = expressionsOf(request)
  const limit = request['Limit'] ?? Number.POSITIVE_INFINITY
  if (typeof limit !== 'number' || limit < 1) {
    throw invalid(
      `1 validation error detected: Value '${String(limit)}' at 'limit' failed to satisfy constraint: ` +
        'Member must have value greater than or equal to 1',
    )
  }
  const consistent = request['ConsistentRead'] === true
  if (consistent && path.index !== undefined) {
    throw invalid('Consistent reads are not supported on global secondary indexes')
  }
  refuseUnprojected(path, expressions.projection)
  const words = ['ALL_ATTRIBUTES', 'ALL_PROJECTED_ATTRIBUTES', 'SPECIFIC_ATTRIBUTES', 'COUNT'] as const
  const select = request['Select'] === undefined ? undefined : wordOf(request, 'Select', words)
  if (select === 'ALL_ATTRIBUTES' && path.attributes !== undefined) {
    throw invalid(
      'One or more parameter values were invalid: Select type ALL_ATTRIBUTES is not supported for global secondary ' +
        `index ${path.index?.indexName ?? ''} because its projection type is not ALL`,
    )
  }
  if (select !== undefined && (select === 'SPECIFIC_ATTRIBUTES') !== (expressions.projection !== undefined)) {
    throw invalid(
      select === 'SPECIFIC_ATTRIBUTES'
        ? 'Must specify the AttributesToGet or ProjectionExpression when choosing to get SPECIFIC_ATTRIBUTES'
        : `Cannot specify the ProjectionExpression when choosing to get ${select}`,
    )
  }
  const startKey = startKeyOf(request, path, table)
  return { table, path, expressions, values, startKey, limit, consistent, countsOnly: select === 'COUNT' }
}

const keyOn = (path: AccessPath, item: Item): Item => {
  const key: Item = {}
  for (const name of path.keyNames) {
    const value = item[name]
    if (value !== undefined) key[name] = value
  }
  return key
}

/** Evaluates rows until the page is full: by `Limit`, which counts rows before the filter, or by a megabyte. */
const pageOf = (request: Fields, reading: Reading, rows: Iterable<Row>): object => {
  const { table, path, expressions, values, limit, countsOnly } = reading
  const items: Item[] = []
  let [bytes, scanned, matched] = [0, 0, 0]
  let last: Item | undefined
  for (const row of rows) {
    const size = sizeOn(path, row)
    scanned += 1
    bytes += size
    const view = viewOn(path, row.item)
    if (expressions.filter === undefined || meets(expressions.filter.condition, view, values)) {
      matched += 1
      if (!countsOnly) items.push(expressions.projection === undefined ? view : projected(view, expressions.projection))
    }
    if (scanned >= limit || bytes >= pageBytes) {
      last = keyOn(path, row.item)
      break
    }
  }
  const units = count(table, scanned, readUnits(bytes, reading.consistent))
  return {
    ...(countsOnly ? {} : { Items: items }),
    Count: matched,
    ScannedCount: scanned,
    ...(last === undefined ? {} : { LastEvaluatedKey: last }),
    ...consumed(request, table, units),
  }
}

const partitionValue = ({ path, expressions, values }: Reading): AttributeValue => {
  const test = expressions.keys?.get(path.partitionKey.name)
  if (test === undefined) throw invalid(`Query condition missed key schema element: ${path.partitionKey.name}`)
  const value = values[test.values[0] ?? '']
  if (test.operator !== 'EQ' || value === undefined) throw invalid('Query key condition not supported')
  return value
}

const refuseKeyMistakes = ({ path, expressions, values }: Reading): void => {
  const known = [path.partitionKey, ...(path.sortKey === undefined ? [] : [path.sortKey])]
  for (const [name, test] of expressions.keys ?? []) {
    const attribute = known.find((key) => key.name === name)
    if (attribute === undefined) {
      throw invalid(`Query condition missed key schema element: ${path.sortKey?.name ?? path.partitionKey.name}`)
    }
    if (test.values.some((value) => values[value]?.[attribute.type] === undefined)) {
      throw invalid('One or more parameter values were invalid: Condition parameter type does not match schema type')
    }
    if (test.values.some((value) => values[value]?.[attribute.type] === '')) {
      throw invalid(
        'One or more parameter values are not valid. The AttributeValue for a key attribute cannot contain an ' +
          `empty string value. Key: ${name}`,
      )
    }
  }
  const [inFilter] = known.filter(({ name }) => expressions.filter?.names.includes(name))
  if (inFilter !== undefined) {
    throw invalid(
      `Filter Expression can only contain non-primary key attributes: Primary key attribute: ${inFilter.name}`,
    )
  }
}

function* between(rows: readonly Row[], start: number, end: number, forward: boolean): Generator<Row> {
  for (let step = 0; step < end - start; step++) {
    const row = rows[forward ? start + step : end - 1 - step]
    if (row !== undefined) yield row
  }
}

/** Query: the rows of one partition of a table or index, by sort key, page by page. */
export const query = (database: Database, request: Fields): object => {
  refuseUnknownMembers(request, queryMembers, 'Query')
  const reading = readingOf(database, request)
  const { path, expressions, startKey } = reading
  if (expressions.keys === undefined) {
    throw invalid('Either the KeyConditions or KeyConditionExpression parameter must be specified in the request.')
  }
  refuseKeyMistakes(reading)
  const partition = path.rows.partitionOf({ [path.partitionKey.name]: partitionValue(reading) })
  const rows = path.rows.partition(partition)
  const sortTest = path.sortKey === undefined ? undefined : expressions.keys.get(path.sortKey.name)
  let { start, end } =
    sortTest === undefined || path.sortKey === undefined
      ? { start: 0, end: rows.length }
      : rangeOf(rows, path.sortKey.name, sortTest, reading.values)
  const forward = request['ScanIndexForward'] !== false
  if (startKey !== undefined) {
    if (path.rows.partitionOf(startKey) !== partition) {
      throw invalid('The provided starting key is outside query boundaries based on provided conditions')
    }
    const position = (holds: (order: number) => boolean) =>
      firstWhere(rows, (item) => holds(path.rows.compare(item, startKey)))
    if (forward)
      start = Math.max(
        start,
        position((order) => order > 0),
      )
    else
      end = Math.min(
        end,
        position((order) => order >= 0),
      )
  }
  return pageOf(request, reading, between(rows, start, end, forward))
}

function* afterKey({ path, startKey }: Reading): Generator<Row> {
  const names = path.rows.partitionNames()
  const first = startKey === undefined ? '' : path.rows.partitionOf(startKey)
  for (let index = startKey === undefined ? 0 : path.rows.scanPosition(first); index < names.length; index++) {
    const name = names[index] ?? ''
    const rows = path.rows.partition(name)
    const resumes = startKey !== undefined && name === first
    const start = resumes ? firstWhere(rows, (item) => path.rows.compare(item, startKey) > 0) : 0
    yield* between(rows, start, rows.length, true)
  }
}

/** Scan: every row of a table or index, page by page. */
export const scan = (database: Database, request: Fields): object => {
  refuseUnknownMembers(request, scanMembers, 'Scan')
  const reading = readingOf(database, request)
  return pageOf(request, reading, afterKey(reading))
}
