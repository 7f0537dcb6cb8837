import type { VirtualClock } from '../../clock.ts'
import type { Item } from './attribute-value.ts'
import type { Change, Table } from './table.ts'

const sweep = 60 * 60 * 1000
const fiveYears = 5 * 365 * 24 * 60 * 60

/**
 * Removes items whose time to live ran out, at the full hour after it did: DynamoDB too removes them some time later.
 * An item that ran out more than five years ago stays, as there.
 */
export class TimeToLive {
  private readonly clock: VirtualClock
  private readonly table: Table
  private readonly attribute: string
  private readonly due = new Map<number, Map<string, Item>>()

  constructor(clock: VirtualClock, table: Table, attribute: string) {
    this.clock = clock
    this.table = table
    this.attribute = attribute
  }

  /** Takes note of a change, so that the item is looked at when its time has come. */
  append({ after }: Change): void {
    if (after !== undefined) this.note(after)
  }

  private note(item: Item): void {
    const expiry = this.expiryOf(item)
    if (expiry === undefined || expiry < this.clock.now() / 1000 - fiveYears) return
    const at = Math.max(Math.floor(this.clock.now() / sweep) + 1, Math.ceil((expiry * 1000) / sweep)) * sweep
    const key = this.table.keyOf(item)
    const waiting = this.due.get(at)
    if (waiting !== undefined) {
      waiting.set(this.table.keyText(key), key)
      return
    }
    this.due.set(at, new Map([[this.table.keyText(key), key]]))
    this.clock.schedule(at, () => this.removeDue(at))
  }

  private expiryOf(item: Item): number | undefined {
    const seconds = item[this.attribute]?.N
    return seconds === undefined ? undefined : Number(seconds)
  }

  private removeDue(at: number): void {
    const waiting = this.due.get(at)
    this.due.delete(at)
    for (const key of waiting?.values() ?? []) {
      const row = this.table.main.rows.find(key)
      const expiry = row === undefined ? undefined : this.expiryOf(row.item)
      if (expiry !== undefined && expiry * 1000 <= at) this.table.replace(row, undefined, 'time-to-live')
    }
  }
}
