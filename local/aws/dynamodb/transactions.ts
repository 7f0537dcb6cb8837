import { createHash } from 'node:crypto'
import { type Fields, isFields, refuseUnknownMembers } from '../aws-json.ts'
import { type ServiceCall, ServiceError } from '../service-endpoint.ts'
import { type Item, invalid } from './attribute-value.ts'
import { expressionsOf } from './expression.ts'
import type { Row } from './ordered-rows.ts'
import type { Database } from './table.ts'
import { projected } from './update.ts'
import { isAllowed, keyIn, type PreparedWrite, prepareWrite, type WriteKind, wordOf } from './writes.ts'

const most = 100
const mostBytes = 4 * 1024 * 1024
const tokenLifetime = 10 * 60 * 1000

const kinds: ReadonlySet<string> = new Set<WriteKind>(['Put', 'Update', 'Delete', 'ConditionCheck'])
const isKind = (name: string): name is WriteKind => kinds.has(name)

/** Why one item of a cancelled transaction stood in its way; `None` for the others. */
interface CancellationReason {
  readonly Code: 'None' | 'ConditionalCheckFailed' | 'ValidationError'
  readonly Message?: string
  readonly Item?: Item
}

const none: CancellationReason = { Code: 'None' }

const itemsOf = (request: Fields, kind: string): readonly Fields[] => {
  const items = request['TransactItems']
  if (!Array.isArray(items) || items.length === 0 || items.length > most) {
    throw invalid(
      `1 validation error detected: Value at 'transactItems' failed to satisfy constraint: ` +
        `Member must have length less than or equal to ${most} and greater than or equal to 1`,
    )
  }
  return items.map((item: unknown) => {
    if (!isFields(item)) throw invalid(`Each of the TransactItems must be an object that holds one ${kind}`)
    return item
  })
}

const prepared = (database: Database, item: Fields): PreparedWrite => {
  const present = Object.keys(item).filter((name) => item[name] !== undefined && item[name] !== null)
  const [kind] = present
  const request = kind === undefined ? undefined : item[kind]
  if (present.length !== 1 || kind === undefined || !isKind(kind) || !isFields(request)) {
    throw invalid('TransactItems can only contain one of Check, Put, Update or Delete')
  }
  return prepareWrite(database, kind, request, 'transaction')
}

const refuseRepetition = (writes: readonly { table: PreparedWrite['table']; key: Item }[]): void => {
  const keys = new Set(writes.map(({ table, key }) => `${table.definition.tableName} ${table.keyText(key)}`))
  if (keys.size < writes.length) {
    throw invalid('Transaction request cannot include multiple operations on one item')
  }
}

interface Outcome {
  readonly reason: CancellationReason
  readonly before: Row | undefined
  readonly after: Row | undefined
}

const outcomeOf = (write: PreparedWrite): Outcome => {
  const before = write.table.main.rows.find(write.key)
  if (!isAllowed(write, before)) {
    const item = write.returnsOnFailure && before !== undefined ? { Item: before.item } : {}
    const reason = { Code: 'ConditionalCheckFailed', Message: 'The conditional request failed', ...item } as const
    return { reason, before, after: undefined }
  }
  try {
    return { reason: none, before, after: write.apply(before) }
  } catch (error) {
    if (!(error instanceof ServiceError)) throw error
    return { reason: { Code: 'ValidationError', Message: error.message }, before, after: undefined }
  }
}

const refuseCancelled = (outcomes: readonly Outcome[]): void => {
  const reasons = outcomes.map(({ reason }) => reason)
  if (reasons.every((reason) => reason === none)) return
  const codes = reasons.map(({ Code }) => Code).join(', ')
  const message = `Transaction cancelled, please refer cancellation reasons for specific reasons [${codes}]`
  throw new ServiceError('TransactionCanceledException', message, { Message: message, CancellationReasons: reasons })
}

const capacity = (request: Fields, units: ReadonlyMap<string, number>): object =>
  wordOf(request, 'ReturnConsumedCapacity', ['NONE', 'TOTAL']) === 'TOTAL'
    ? { ConsumedCapacity: [...units].map(([TableName, CapacityUnits]) => ({ TableName, CapacityUnits })) }
    : {}

const writeMembers = new Set(['TransactItems', 'ClientRequestToken', 'ReturnConsumedCapacity'])

/** TransactWriteItems: all or nothing, and once for each `ClientRequestToken` within ten minutes. */
export class WriteTransactions {
  private readonly database: Database
  private readonly done = new Map<string, { readonly at: number; readonly body: string }>()

  constructor(database: Database) {
    this.database = database
  }

  /** Carries a transaction out, or cancels it with the reasons in the order of its items. */
  write(request: Fields, call: ServiceCall): object {
    refuseUnknownMembers(request, writeMembers, 'TransactWriteItems')
    const token = request['ClientRequestToken']
    if (typeof token === 'string' && this.isRepetition(token, call.body)) return {}
    const writes = itemsOf(request, 'write').map((item) => prepared(this.database, item))
    refuseRepetition(writes)
    const outcomes = writes.map(outcomeOf)
    refuseCancelled(outcomes)
    if (outcomes.reduce((bytes, { after }) => bytes + (after?.size ?? 0), 0) > mostBytes) {
      throw invalid('Transaction request exceeds the aggregate size limit of 4 MB')
    }
    const units = new Map<string, number>()
    writes.forEach(({ table, changes }, index) => {
      const outcome = outcomes[index]
      if (outcome === undefined || !changes) return
      const name = table.definition.tableName
      const cost = table.replace(outcome.before, outcome.after, 'request', 2)
      units.set(name, (units.get(name) ?? 0) + cost)
    })
    if (typeof token === 'string') this.done.set(token, { at: this.database.now(), body: digest(call.body) })
    return capacity(request, units)
  }

  private isRepetition(token: string, body: Uint8Array): boolean {
    for (const [known, { at }] of this.done) {
      if (at + tokenLifetime > this.database.now()) break
      this.done.delete(known)
    }
    const earlier = this.done.get(token)
    if (earlier === undefined) return false
    if (earlier.body === digest(body)) return true
    throw new ServiceError(
      'IdempotentParameterMismatchException',
      'The ClientRequestToken was used before with other parameters; use a new token for a new transaction.',
    )
  }
}

const digest = (body: Uint8Array): string => createHash('sha1').update(body).digest('base64')

const readMembers = new Set(['TransactItems', 'ReturnConsumedCapacity'])
const getMembers = new Set(['TableName', 'Key', 'ProjectionExpression', 'ExpressionAttributeNames'])

/** TransactGetItems: up to a hundred items as they are at one instant. */
export const transactGetItems = (database: Database, request: Fields): object => {
  refuseUnknownMembers(request, readMembers, 'TransactGetItems')
  const gets = itemsOf(request, 'Get').map((item) => {
    const get = item['Get']
    if (!isFields(get) || Object.keys(item).length !== 1) throw invalid('TransactItems can only contain Get')
    refuseUnknownMembers(get, getMembers, 'Get')
    const table = database.table(get['TableName'])
    return { table, key: keyIn(get, table), projection: expressionsOf(get).expressions.projection }
  })
  refuseRepetition(gets)
  const units = new Map<string, number>()
  const responses = gets.map(({ table, key, projection }) => {
    const row = table.main.rows.find(key)
    const cost = 2 * Math.ceil(Math.max(row?.size ?? 0, 1) / 4096)
    table.counters.itemsRead += 1
    table.counters.readUnits += cost
    units.set(table.definition.tableName, (units.get(table.definition.tableName) ?? 0) + cost)
    if (row === undefined) return {}
    return { Item: projection === undefined ? row.item : projected(row.item, projection) }
  })
  return { Responses: responses, ...capacity(request, units) }
}
