import { type Fields, isFields, refuseUnknownMembers } from '../aws-json.ts'
import { ServiceError } from '../service-endpoint.ts'
import { checkItem, type Item, invalid } from './attribute-value.ts'
import { meets } from './condition.ts'
import { type Condition, expressionsOf, type UpdateAction, type Values } from './expression.ts'
import type { Row } from './ordered-rows.ts'
import type { Database, Table } from './table.ts'
import { projected, updated } from './update.ts'

/** A write of one item, checked as far as it can be without the item as stored. */
export interface PreparedWrite {
  readonly table: Table
  readonly key: Item
  readonly condition: Condition | undefined
  readonly values: Values
  readonly actions: readonly UpdateAction[]
  readonly returnsOnFailure: boolean
  /** The item after the write, undefined for none; `before` when nothing is written. */
  readonly apply: (before: Row | undefined) => Row | undefined
  readonly changes: boolean
}

const shared = ['TableName', 'ConditionExpression', 'ExpressionAttributeNames', 'ExpressionAttributeValues']
const inTransaction = [...shared, 'ReturnValuesOnConditionCheckFailure']
const alone = [...inTransaction, 'ReturnValues', 'ReturnConsumedCapacity']

const members = {
  Put: { transaction: new Set([...inTransaction, 'Item']), alone: new Set([...alone, 'Item']) },
  Update: {
    transaction: new Set([...inTransaction, 'Key', 'UpdateExpression']),
    alone: new Set([...alone, 'Key', 'UpdateExpression']),
  },
  Delete: { transaction: new Set([...inTransaction, 'Key']), alone: new Set([...alone, 'Key']) },
  ConditionCheck: { transaction: new Set([...inTransaction, 'Key']), alone: new Set([...alone, 'Key']) },
}

/** The kinds of writes a transaction is made of; the first three can also be requested alone. */
export type WriteKind = keyof typeof members

/** The key a request gives, checked against the table. */
export const keyIn = (request: Fields, table: Table): Item => {
  const key = request['Key']
  if (key === undefined) throw invalid('The parameter Key is required but was not present in the request')
  checkItem(key)
  table.checkKey(key)
  return key
}

/** One of the words a parameter may have; refuses others as DynamoDB does. */
export const wordOf = <Word extends string>(request: Fields, name: string, words: readonly [Word, ...Word[]]): Word => {
  const value = request[name]
  if (value === undefined || value === null) return words[0]
  const found = words.find((word) => word === value)
  if (found !== undefined) return found
  const parameter = `${name.slice(0, 1).toLowerCase()}${name.slice(1)}`
  throw invalid(
    `1 validation error detected: Value '${String(value)}' at '${parameter}' failed to satisfy constraint: ` +
      `Member must satisfy enum value set: [${words.join(', ')}]`,
  )
}

const refuseKeyChanges = (table: Table, actions: readonly UpdateAction[]): void => {
  for (const { path } of actions) {
    const name = table.keyNames.find((key) => key === path[0])
    if (name !== undefined) {
      throw invalid(
        `One or more parameter values were invalid: Cannot update attribute ${name}. This attribute is part of the key`,
      )
    }
  }
}

const applied = (kind: WriteKind, table: Table, request: Fields, actions: readonly UpdateAction[], values: Values) => {
  switch (kind) {
    case 'Put': {
      const item = request['Item']
      if (item === undefined) throw invalid('The parameter Item is required but was not present in the request')
      checkItem(item)
      const row: Row = { item, size: table.checkItem(item) }
      return { key: table.keyOf(item), apply: () => row }
    }
    case 'Update': {
      const key = keyIn(request, table)
      refuseKeyChanges(table, actions)
      const apply = (before: Row | undefined): Row => {
        const item = updated(before?.item ?? key, actions, values)
        return { item, size: table.checkItem(item) }
      }
      return { key, apply }
    }
    case 'Delete':
      return { key: keyIn(request, table), apply: () => undefined }
    case 'ConditionCheck':
      return { key: keyIn(request, table), apply: (before: Row | undefined) => before }
    default:
      return kind satisfies never
  }
}

/** Checks a write request without looking at what is stored. */
export const prepareWrite = (
  database: Database,
  kind: WriteKind,
  request: Fields,
  context: 'alone' | 'transaction',
): PreparedWrite => {
  refuseUnknownMembers(request, members[kind][context], context === 'alone' ? `${kind}Item` : kind)
  const table = database.table(request['TableName'])
  const { expressions, values } = expressionsOf(request)
  if (kind === 'ConditionCheck' && expressions.condition === undefined) {
    throw invalid('The parameter ConditionExpression is required but was not present in the request')
  }
  const actions = expressions.update ?? []
  return {
    ...applied(kind, table, request, actions, values),
    table,
    values,
    actions,
    condition: expressions.condition,
    changes: kind !== 'ConditionCheck',
    returnsOnFailure: wordOf(request, 'ReturnValuesOnConditionCheckFailure', ['NONE', 'ALL_OLD']) === 'ALL_OLD',
  }
}

/** Whether the item as stored lets the write happen. */
export const isAllowed = ({ condition, values }: PreparedWrite, before: Row | undefined): boolean =>
  condition === undefined || meets(condition, before?.item, values)

/** The `ConsumedCapacity` member when the request asks for it. */
export const consumed = (request: Fields, table: Table, units: number): object => {
  const wanted = wordOf(request, 'ReturnConsumedCapacity', ['NONE', 'TOTAL'])
  return wanted === 'NONE' ? {} : { ConsumedCapacity: { TableName: table.definition.tableName, CapacityUnits: units } }
}

const returned = (request: Fields, write: PreparedWrite, kind: WriteKind, before?: Item, after?: Item): object => {
  const wanted = wordOf(
    request,
    'ReturnValues',
    kind === 'Update' ? ['NONE', 'ALL_OLD', 'UPDATED_OLD', 'ALL_NEW', 'UPDATED_NEW'] : ['NONE', 'ALL_OLD'],
  )
  const item = wanted === 'ALL_OLD' || wanted === 'UPDATED_OLD' ? before : after
  if (wanted === 'NONE' || item === undefined) return {}
  if (wanted === 'ALL_OLD' || wanted === 'ALL_NEW') return { Attributes: item }
  const parts = projected(
    item,
    write.actions.map(({ path }) => path),
  )
  return Object.keys(parts).length === 0 ? {} : { Attributes: parts }
}

/** PutItem, UpdateItem or DeleteItem. */
export const writeItem = (database: Database, kind: 'Put' | 'Update' | 'Delete', request: Fields): object => {
  const write = prepareWrite(database, kind, request, 'alone')
  const before = write.table.main.rows.find(write.key)
  if (!isAllowed(write, before)) {
    throw new ServiceError(
      'ConditionalCheckFailedException',
      'The conditional request failed',
      write.returnsOnFailure && before !== undefined ? { Item: before.item } : {},
    )
  }
  const after = write.apply(before)
  const answer = returned(request, write, kind, before?.item, after?.item)
  const units = write.table.replace(before, after)
  return { ...answer, ...consumed(request, write.table, units) }
}

const batchMembers = new Set(['RequestItems'])
const most = 25

const batchEntry = (entry: unknown, tableName: string): { kind: 'Put' | 'Delete'; request: Fields } => {
  if (isFields(entry)) {
    refuseUnknownMembers(entry, new Set(['PutRequest', 'DeleteRequest']), 'BatchWriteItem')
    const [put, remove] = [entry['PutRequest'], entry['DeleteRequest']]
    if (isFields(put) && remove === undefined) return { kind: 'Put', request: { ...put, TableName: tableName } }
    if (isFields(remove) && put === undefined) return { kind: 'Delete', request: { ...remove, TableName: tableName } }
  }
  throw invalid(
    'Supplied AttributeValue has more than one datatypes set, must contain exactly one of PutRequest, DeleteRequest',
  )
}

/** BatchWriteItem: up to 25 puts and deletes, none of them conditional, all of them done. */
export const batchWriteItem = (database: Database, request: Fields): object => {
  refuseUnknownMembers(request, batchMembers, 'BatchWriteItem')
  const tables = request['RequestItems']
  if (!isFields(tables) || Object.keys(tables).length === 0) {
    throw invalid('The batch write request list must not be empty and must name at least one table')
  }
  const writes = Object.entries(tables).flatMap(([tableName, entries]) => {
    if (!Array.isArray(entries)) throw invalid(`The requests of table ${tableName} must be a list`)
    return entries.map((entry) => {
      const { kind, request: write } = batchEntry(entry, tableName)
      return prepareWrite(database, kind, write, 'transaction')
    })
  })
  if (writes.length === 0 || writes.length > most) throw invalid(`Too many items requested for the BatchWriteItem call`)
  const keys = new Set(writes.map(({ table, key }) => `${table.definition.tableName} ${table.keyText(key)}`))
  if (keys.size < writes.length) throw invalid('Provided list of item keys contains duplicates')
  for (const write of writes) {
    const before = write.table.main.rows.find(write.key)
    write.table.replace(before, write.apply(before))
  }
  return { UnprocessedItems: {} }
}
