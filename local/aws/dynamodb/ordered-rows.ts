import { compareValues, type Item } from './attribute-value.ts'

/** A stored item, never changed in place, and the bytes DynamoDB counts for it. */
export interface Row {
  readonly item: Item
  readonly size: number
}

/** The first position in `rows` where `holds` is true, given that it stays true from there on. */
export const firstWhere = (rows: readonly Row[], holds: (item: Item) => boolean): number => {
  let low = 0
  let high = rows.length
  while (low < high) {
    const middle = (low + high) >>> 1
    const row = rows[middle]
    if (row !== undefined && holds(row.item)) high = middle
    else low = middle + 1
  }
  return low
}

const hashOf = (text: string): number => {
  let hash = 0x811c9dc5
  for (let index = 0; index < text.length; index++) hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193)
  return hash >>> 0
}

/** Which of `count` equal shares of the key space a partition key falls into. */
export const shareOf = (partition: string, count: number): number => hashOf(partition) % count

const noRows: readonly Row[] = []

/** The rows of a table or index: partitions by key, each partition in the order of the further key attributes. */
export class OrderedRows {
  private readonly partitions = new Map<string, Row[]>()
  private readonly partitionAttribute: string
  private readonly orderAttributes: readonly string[]
  private scanOrder: readonly string[] | undefined

  /** @param orderAttributes the sort key, then whatever else tells two rows of a partition apart */
  constructor(partitionAttribute: string, orderAttributes: readonly string[]) {
    this.partitionAttribute = partitionAttribute
    this.orderAttributes = orderAttributes
  }

  /** The text that names the partition of `item`. */
  partitionOf(item: Item): string {
    const value = item[this.partitionAttribute]
    return value?.S ?? value?.N ?? value?.B ?? ''
  }

  /** Orders two items of one partition. */
  compare(left: Item, right: Item): number {
    for (const name of this.orderAttributes) {
      const [a, b] = [left[name], right[name]]
      const order = a === undefined || b === undefined ? 0 : compareValues(a, b)
      if (order !== undefined && order !== 0) return order
    }
    return 0
  }

  /** The rows of a partition in ascending order. */
  partition(name: string): readonly Row[] {
    return this.partitions.get(name) ?? noRows
  }

  /** Every partition's name, in the order of a scan: by hash, so unrelated to the order of insertion. */
  partitionNames(): readonly string[] {
    this.scanOrder ??= [...this.partitions.keys()]
      .map((name) => ({ name, hash: hashOf(name) }))
      .sort((left, right) => left.hash - right.hash || (left.name < right.name ? -1 : 1))
      .map(({ name }) => name)
    return this.scanOrder
  }

  /** The position in scan order at which `partition` is or would be. */
  scanPosition(partition: string): number {
    const names = this.partitionNames()
    const hash = hashOf(partition)
    let low = 0
    let high = names.length
    while (low < high) {
      const middle = (low + high) >>> 1
      const name = names[middle] ?? ''
      const other = hashOf(name)
      if (other > hash || (other === hash && name >= partition)) high = middle
      else low = middle + 1
    }
    return low
  }

  /** The row with the key attributes of `key`. */
  find(key: Item): Row | undefined {
    const rows = this.partition(this.partitionOf(key))
    const row = rows[firstWhere(rows, (item) => this.compare(item, key) >= 0)]
    return row !== undefined && this.compare(row.item, key) === 0 ? row : undefined
  }

  /** Stores `row` in the place of the one with the same key attributes, if any. */
  put(row: Row): void {
    const name = this.partitionOf(row.item)
    const rows = this.partitions.get(name)
    if (rows === undefined) {
      this.partitions.set(name, [row])
      this.scanOrder = undefined
      return
    }
    const position = firstWhere(rows, (item) => this.compare(item, row.item) >= 0)
    const present = rows[position]
    rows.splice(position, present !== undefined && this.compare(present.item, row.item) === 0 ? 1 : 0, row)
  }

  /** Forgets the row with the key attributes of `key`. */
  remove(key: Item): void {
    const name = this.partitionOf(key)
    const rows = this.partitions.get(name)
    if (rows === undefined) return
    const position = firstWhere(rows, (item) => this.compare(item, key) >= 0)
    const present = rows[position]
    if (present === undefined || this.compare(present.item, key) !== 0) return
    rows.splice(position, 1)
    if (rows.length > 0) return
    this.partitions.delete(name)
    this.scanOrder = undefined
  }

  /** Every row, in scan order. */
  *rows(): Generator<Row> {
    for (const name of this.partitionNames()) yield* this.partition(name)
  }
}
