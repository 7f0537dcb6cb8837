import type { VirtualClock } from '../clock.ts'
import { type Fields, type JsonOperation, jsonEndpoint, refuseUnknownMembers } from './aws-json.ts'
import { checkItem, type Item, invalid, type PlainValue, plainItem } from './dynamodb/attribute-value.ts'
import { batchGetItem, getItem, query, scan } from './dynamodb/reads.ts'
import { type DeliveryOptions, type StreamListener, TableStream } from './dynamodb/stream.ts'
import { type Database, noSuchTable, Table, type TableCounters, type TableDefinition } from './dynamodb/table.ts'
import { definitionIn, descriptionOf } from './dynamodb/table-operations.ts'
import { TimeToLive } from './dynamodb/time-to-live.ts'
import { transactGetItems, WriteTransactions } from './dynamodb/transactions.ts'
import { batchWriteItem, writeItem } from './dynamodb/writes.ts'
import { type ServiceEndpoint, ServiceError } from './service-endpoint.ts'

export type { AttributeValue, Item, PlainValue } from './dynamodb/attribute-value.ts'
export type { DeliveryOptions, FailedBatch, StreamImage, StreamListener, StreamRecord } from './dynamodb/stream.ts'
export type { IndexDefinition, KeyAttribute, TableCounters, TableDefinition } from './dynamodb/table.ts'

interface Hosted {
  readonly table: Table
  readonly createdAt: number
  readonly stream: TableStream | undefined
  readonly timeToLive: TimeToLive | undefined
}

/** Every table's items, by table name, as `snapshot` takes and `restore` puts them back. */
export type DatabaseSnapshot = Readonly<Record<string, readonly Item[]>>

/** DynamoDB in memory, on the virtual clock. What it does not implement it refuses by name. */
export class EmbeddedDynamoDB implements Database {
  /** Answers the calls of a DynamoDB client. */
  readonly endpoint: ServiceEndpoint
  private readonly clock: VirtualClock
  private readonly hosted = new Map<string, Hosted>()

  constructor({ clock }: { readonly clock: VirtualClock }) {
    this.clock = clock
    const transactions = new WriteTransactions(this)
    const operations: Readonly<Record<string, JsonOperation>> = {
      GetItem: (request) => getItem(this, request),
      PutItem: (request) => writeItem(this, 'Put', request),
      UpdateItem: (request) => writeItem(this, 'Update', request),
      DeleteItem: (request) => writeItem(this, 'Delete', request),
      Query: (request) => query(this, request),
      Scan: (request) => scan(this, request),
      BatchGetItem: (request) => batchGetItem(this, request),
      BatchWriteItem: (request) => batchWriteItem(this, request),
      TransactWriteItems: (request, call) => transactions.write(request, call),
      TransactGetItems: (request) => transactGetItems(this, request),
      CreateTable: (request) => this.create(request),
      DescribeTable: (request) => {
        refuseUnknownMembers(request, new Set(['TableName']), 'DescribeTable')
        return { Table: this.describe(request['TableName']) }
      },
      ListTables: (request) => {
        refuseUnknownMembers(request, new Set(), 'ListTables')
        return { TableNames: [...this.hosted.keys()].sort() }
      },
    }
    this.endpoint = jsonEndpoint('DynamoDB', '1.0', 'com.amazonaws.dynamodb.v20120810', operations)
  }

  /** Makes a table, at once ready for use. */
  createTable(definition: TableDefinition): void {
    const { tableName, timeToLiveAttribute } = definition
    if (this.hosted.has(tableName)) {
      throw new ServiceError('ResourceInUseException', `Table already exists: ${tableName}`)
    }
    const stream = definition.stream ? new TableStream(this.clock, tableName) : undefined
    const table = new Table(definition, (change) => {
      stream?.append(change)
      this.hosted.get(tableName)?.timeToLive?.append(change)
    })
    const timeToLive =
      timeToLiveAttribute === undefined ? undefined : new TimeToLive(this.clock, table, timeToLiveAttribute)
    this.hosted.set(tableName, { table, createdAt: this.clock.now(), stream, timeToLive })
  }

  private create(request: Fields): object {
    const definition = definitionIn(request)
    this.createTable(definition)
    return { TableDescription: this.describe(definition.tableName) }
  }

  private describe(tableName: unknown): object {
    const { table, createdAt } = this.host(tableName)
    return descriptionOf(table, createdAt)
  }

  private host(tableName: unknown): Hosted {
    if (typeof tableName !== 'string' || tableName === '') {
      throw invalid("The parameter 'TableName' is required but was not present in the request")
    }
    // A table may be named by its ARN as well.
    const hosted = this.hosted.get(tableName.startsWith('arn:') ? (tableName.split('/')[1] ?? '') : tableName)
    if (hosted === undefined) throw noSuchTable(tableName)
    return hosted
  }

  /** {@inheritDoc Database.table} */
  table(tableName: unknown): Table {
    return this.host(tableName).table
  }

  /** {@inheritDoc Database.now} */
  now(): number {
    return this.clock.now()
  }

  /** Delivers a table's changes, from now on, in batches on the clock; the changes of one partition key stay in order. */
  onStreamRecords(tableName: string, listener: StreamListener, options: DeliveryOptions = {}): void {
    const { stream } = this.host(tableName)
    if (stream === undefined) {
      throw new Error(`The table ${tableName} has no stream; create it with stream: true to listen to its changes.`)
    }
    stream.subscribe(listener, options)
  }

  /** The items of a table without their types, in the order of a scan; those whose sort key begins with `sortKeyPrefix` if it is given. */
  *items(tableName: string, sortKeyPrefix = ''): Generator<Readonly<Record<string, PlainValue>>> {
    const { main } = this.table(tableName)
    const sortKey = main.sortKey?.name ?? ''
    for (const { item } of main.rows.rows())
      if (sortKeyPrefix === '' || item[sortKey]?.S?.startsWith(sortKeyPrefix)) yield plainItem(item)
  }

  /** What was done to a table so far. */
  counters(tableName: string): Readonly<TableCounters> {
    return { ...this.table(tableName).counters }
  }

  /** Every item of every table, for `restore`; it can be written as JSON. */
  snapshot(): DatabaseSnapshot {
    const itemsOf = ({ table }: Hosted) => [...table.main.rows.rows()].map(({ item }) => item)
    return Object.fromEntries([...this.hosted].map(([name, hosted]) => [name, itemsOf(hosted)]))
  }

  /** Puts the items of a snapshot into the tables, which exist already; streams hear nothing of it. */
  restore(snapshot: DatabaseSnapshot): void {
    for (const [name, items] of Object.entries(snapshot)) {
      const { table, timeToLive } = this.host(name)
      for (const item of structuredClone(items)) {
        checkItem(item)
        const row = { item, size: table.checkItem(item) }
        table.load(row)
        timeToLive?.append({ table, before: undefined, after: item, cause: 'request' })
      }
    }
  }
}
