import { ServiceError } from '../service-endpoint.ts'
import {
  type AttributeValue,
  type Item,
  invalid,
  itemSize,
  maximumItemSize,
  sameItems,
  typeOf,
  valueSize,
} from './attribute-value.ts'
import { OrderedRows, type Row } from './ordered-rows.ts'

/** A key attribute and its type: string, number or binary. */
export interface KeyAttribute {
  readonly name: string
  readonly type: 'S' | 'N' | 'B'
}

/** A global secondary index; items without its key attributes are not in it. */
export interface IndexDefinition {
  readonly indexName: string
  readonly partitionKey: KeyAttribute
  readonly sortKey?: KeyAttribute
  readonly projection: 'ALL' | 'KEYS_ONLY' | { readonly include: readonly string[] }
}

/** What a table is made of. */
export interface TableDefinition {
  readonly tableName: string
  readonly partitionKey: KeyAttribute
  readonly sortKey?: KeyAttribute
  readonly indexes: readonly IndexDefinition[]
  /** The attribute whose number, seconds since the epoch, says when an item may be removed. */
  readonly timeToLiveAttribute?: string
  /** Whether changes go to a stream, with new and old images. */
  readonly stream: boolean
}

/** What was done to a table since it was made; units as DynamoDB bills them. */
export interface TableCounters {
  itemsWritten: number
  writeUnits: number
  indexWriteUnits: number
  itemsRead: number
  readUnits: number
}

/** A change of one item: both images when it was modified, one when it was inserted or removed. */
export interface Change {
  readonly table: Table
  readonly before: Item | undefined
  readonly after: Item | undefined
  readonly cause: 'request' | 'time-to-live'
}

/** A way to reach a table's rows: the table itself or one of its indexes. */
export interface AccessPath {
  readonly rows: OrderedRows
  readonly partitionKey: KeyAttribute
  readonly sortKey?: KeyAttribute
  /** The index's definition; absent for the table itself. */
  readonly index?: IndexDefinition
  /** The attributes an item has on this path; undefined: all. */
  readonly attributes?: ReadonlySet<string>
  /** The attributes a page's continuation key has. */
  readonly keyNames: readonly string[]
}

const keysOf = ({
  partitionKey,
  sortKey,
}: Pick<TableDefinition, 'partitionKey' | 'sortKey'>): readonly KeyAttribute[] =>
  sortKey === undefined ? [partitionKey] : [partitionKey, sortKey]

const longest = (isPartitionKey: boolean): number => (isPartitionKey ? 2048 : 1024)

const checkKeyValue = (value: AttributeValue, key: KeyAttribute, isPartitionKey: boolean, of: string): void => {
  if (value[key.type] === '') {
    throw invalid(
      `One or more parameter values are not valid. ${of} value for a key attribute that is an empty ` +
        `${key.type === 'B' ? 'binary' : 'string'} value is not supported. Key: ${key.name}`,
    )
  }
  if (valueSize(value) > longest(isPartitionKey)) {
    throw invalid(
      `One or more parameter values were invalid: Size of ${isPartitionKey ? 'hash' : 'range'}key has exceeded ` +
        `the maximum size limit of ${longest(isPartitionKey)} bytes`,
    )
  }
}

/** A table in memory, its indexes always up to date with it. */
export class Table {
  readonly definition: TableDefinition
  readonly keys: readonly KeyAttribute[]
  readonly main: AccessPath
  readonly indexes: ReadonlyMap<string, AccessPath>
  readonly counters: TableCounters = { itemsWritten: 0, writeUnits: 0, indexWriteUnits: 0, itemsRead: 0, readUnits: 0 }
  readonly keyNames: readonly string[]
  private readonly onChange: (change: Change) => void

  constructor(definition: TableDefinition, onChange: (change: Change) => void) {
    this.definition = definition
    this.onChange = onChange
    this.keys = keysOf(definition)
    this.keyNames = this.keys.map(({ name }) => name)
    this.main = this.path(definition)
    this.indexes = new Map(definition.indexes.map((index) => [index.indexName, this.path(index, index)]))
  }

  private path(keys: Pick<TableDefinition, 'partitionKey' | 'sortKey'>, index?: IndexDefinition): AccessPath {
    const { partitionKey, sortKey } = keys
    const own = keysOf(keys).map(({ name }) => name)
    const keyNames = [...new Set([...this.keyNames, ...own])]
    const order = [...own.slice(1), ...this.keyNames.filter((name) => !own.includes(name))]
    const kept = index === undefined || index.projection === 'ALL' ? undefined : index.projection
    return {
      rows: new OrderedRows(partitionKey.name, order),
      partitionKey,
      ...(sortKey === undefined ? {} : { sortKey }),
      ...(index === undefined ? {} : { index }),
      ...(kept === undefined
        ? {}
        : { attributes: new Set([...keyNames, ...(kept === 'KEYS_ONLY' ? [] : kept.include)]) }),
      keyNames,
    }
  }

  /** The path a request names by `IndexName`, or the table itself. */
  accessPath(indexName: unknown): AccessPath {
    if (indexName === undefined || indexName === null) return this.main
    const found = typeof indexName === 'string' ? this.indexes.get(indexName) : undefined
    if (found === undefined) throw invalid(`The table does not have the specified index: ${String(indexName)}`)
    return found
  }

  /** The key attributes of a checked item. */
  keyOf(item: Item): Item {
    const key: Item = {}
    for (const name of this.keyNames) {
      const value = item[name]
      if (value !== undefined) key[name] = value
    }
    return key
  }

  /** A text that names the item with these key attributes within the table. */
  keyText(key: Item): string {
    return JSON.stringify(this.keyNames.map((name) => key[name]))
  }

  /** Refuses a key with too few, too many, mistyped, empty or overlong attributes. */
  checkKey(key: Item): void {
    const mismatch = () => invalid('The provided key element does not match the schema')
    if (Object.keys(key).length !== this.keys.length) throw mismatch()
    this.keys.forEach((attribute, index) => {
      const value = key[attribute.name]
      if (value === undefined || value[attribute.type] === undefined) throw mismatch()
      checkKeyValue(value, attribute, index === 0, 'The AttributeValue')
    })
  }

  /** Refuses an item that lacks its key, is too large, or has an index key of the wrong type; answers its size. */
  checkItem(item: Item): number {
    this.keys.forEach((attribute, index) => {
      const value = item[attribute.name]
      if (value === undefined) {
        throw invalid(`One or more parameter values were invalid: Missing the key ${attribute.name} in the item`)
      }
      if (value[attribute.type] === undefined) {
        throw invalid(
          `One or more parameter values were invalid: Type mismatch for key ${attribute.name} expected: ` +
            `${attribute.type} actual: ${typeOf(value)}`,
        )
      }
      checkKeyValue(value, attribute, index === 0, 'The AttributeValue')
    })
    for (const index of this.definition.indexes) this.checkIndexKeys(item, index)
    const size = itemSize(item)
    if (size > maximumItemSize) throw invalid('Item size has exceeded the maximum allowed size')
    return size
  }

  private checkIndexKeys(item: Item, index: IndexDefinition): void {
    keysOf(index).forEach((attribute, position) => {
      const value = item[attribute.name]
      if (value === undefined) return
      if (value[attribute.type] === undefined) {
        throw invalid(
          `One or more parameter values were invalid: Type mismatch for Index Key ${attribute.name} Expected: ` +
            `${attribute.type} Actual: ${typeOf(value)} IndexName: ${index.indexName}`,
        )
      }
      checkKeyValue(value, attribute, position === 0, `IndexName: ${index.indexName}. The AttributeValue`)
    })
  }

  /** Stores a checked row that was stored before, as if it had never been away: nothing is counted or told. */
  load(row: Row): void {
    this.main.rows.put(row)
    for (const path of this.indexes.values()) if (belongs(path, row)) path.rows.put(row)
  }

  /** Stores `after` (undefined: nothing) in the place of `before`; both have been checked. Answers the write units. */
  replace(before: Row | undefined, after: Row | undefined, cause: Change['cause'] = 'request', factor = 1): number {
    if (after !== undefined) this.main.rows.put(after)
    else if (before !== undefined) this.main.rows.remove(before.item)
    for (const path of this.indexes.values()) this.reindex(path, before, after)
    const units = factor * Math.ceil(Math.max(before?.size ?? 0, after?.size ?? 0, 1) / 1024)
    this.counters.itemsWritten += 1
    if (cause === 'request') this.counters.writeUnits += units
    const unchanged =
      before === undefined || after === undefined
        ? before === after
        : before.size === after.size && sameItems(before.item, after.item)
    if (!unchanged) this.onChange({ table: this, before: before?.item, after: after?.item, cause })
    return units
  }

  private reindex(path: AccessPath, before: Row | undefined, after: Row | undefined): void {
    const [old, next] = [belongs(path, before) ? before : undefined, belongs(path, after) ? after : undefined]
    if (old === undefined && next === undefined) return
    const moved =
      old === undefined ||
      next === undefined ||
      path.rows.partitionOf(old.item) !== path.rows.partitionOf(next.item) ||
      path.rows.compare(old.item, next.item) !== 0
    if (old !== undefined && moved) {
      path.rows.remove(old.item)
      this.counters.indexWriteUnits += Math.ceil(sizeOn(path, old) / 1024)
    }
    if (next !== undefined) {
      path.rows.put(next)
      if (moved || old === undefined || !sameItems(viewOn(path, old.item), viewOn(path, next.item))) {
        this.counters.indexWriteUnits += Math.ceil(sizeOn(path, next) / 1024)
      }
    }
  }
}

const belongs = (path: AccessPath, row: Row | undefined): row is Row =>
  row !== undefined &&
  row.item[path.partitionKey.name] !== undefined &&
  (path.sortKey === undefined || row.item[path.sortKey.name] !== undefined)

/** The attributes of `item` that can be seen on `path`. */
export const viewOn = (path: AccessPath, item: Item): Item => {
  if (path.attributes === undefined) return item
  const view: Item = {}
  for (const name of path.attributes) {
    const value = item[name]
    if (value !== undefined) view[name] = value
  }
  return view
}

/** The bytes a row takes on `path`. */
export const sizeOn = (path: AccessPath, row: Row): number =>
  path.attributes === undefined ? row.size : itemSize(viewOn(path, row.item))

/** The tables of one database, and when it is there. */
export interface Database {
  /** The table a request names; `ResourceNotFoundException` when there is none. */
  table(tableName: unknown): Table
  /** The virtual instant, in milliseconds since the epoch. */
  now(): number
}

/** The error for a table that is not there. */
export const noSuchTable = (tableName: string): ServiceError =>
  new ServiceError('ResourceNotFoundException', `Requested resource not found: Table: ${tableName} not found`)
