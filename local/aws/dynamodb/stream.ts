import { createHash } from 'node:crypto'
import type { AttributeValue as StreamValue } from 'aws-lambda'
import type { VirtualClock } from '../../clock.ts'
import { isFields } from '../aws-json.ts'
import { embeddedAccount, embeddedRegion } from '../request-handler.ts'
import { type AttributeValue, type Item, itemSize } from './attribute-value.ts'
import { shareOf } from './ordered-rows.ts'
import type { Change } from './table.ts'

/** An item as a stream's record carries it. */
export type StreamImage = Record<string, StreamValue>

/** One change of an item in the shape in which Lambda receives it from a table's stream. */
export interface StreamRecord {
  readonly eventID: string
  readonly eventName: 'INSERT' | 'MODIFY' | 'REMOVE'
  readonly eventVersion: '1.1'
  readonly eventSource: 'aws:dynamodb'
  readonly awsRegion: string
  readonly eventSourceARN: string
  /** Set when the item was removed because its time to live ran out. */
  readonly userIdentity?: { readonly type: 'Service'; readonly principalId: 'dynamodb.amazonaws.com' }
  readonly dynamodb: {
    /** Seconds since the epoch. */
    readonly ApproximateCreationDateTime: number
    readonly Keys: StreamImage
    readonly NewImage?: StreamImage
    readonly OldImage?: StreamImage
    readonly SequenceNumber: string
    readonly SizeBytes: number
    readonly StreamViewType: 'NEW_AND_OLD_IMAGES'
  }
}

/** A batch that was given up. */
export interface FailedBatch {
  readonly records: readonly StreamRecord[]
  readonly error: unknown
  readonly attempts: number
}

/**
 * Takes a batch of records; by throwing it asks for the batch again. By answering, as a Lambda function does,
 * `{ batchItemFailures: [{ itemIdentifier }] }` with sequence numbers it asks for the rest of it from the first of them.
 */
export type StreamListener = (records: StreamRecord[]) => Promise<unknown>

/** How records reach a listener. */
export interface DeliveryOptions {
  /** The most records of one batch; 100 unless told. */
  readonly batchSize?: number
  /** Records it does not hold for are passed over. */
  readonly filter?: (record: StreamRecord) => boolean
  /** Virtual milliseconds from the write to the delivery; 250 unless told. */
  readonly delayMs?: number
  /** How often a batch that failed is delivered again; 5 unless told. */
  readonly retryAttempts?: number
  /** Receives what was given up; without it the clock's run fails. */
  readonly onFailure?: (failed: FailedBatch) => void | Promise<void>
}

const shards = 4
const firstPause = 1_000
const longestPause = 60_000

const copyOf = (value: AttributeValue): StreamValue => {
  if (value.S !== undefined) return { S: value.S }
  if (value.N !== undefined) return { N: value.N }
  if (value.M !== undefined) return { M: imageOf(value.M) }
  if (value.L !== undefined) return { L: value.L.map(copyOf) }
  if (value.BOOL !== undefined) return { BOOL: value.BOOL }
  if (value.B !== undefined) return { B: value.B }
  if (value.SS !== undefined) return { SS: [...value.SS] }
  if (value.NS !== undefined) return { NS: [...value.NS] }
  if (value.BS !== undefined) return { BS: [...value.BS] }
  return { NULL: true }
}

const imageOf = (item: Item): StreamImage => {
  const image: StreamImage = {}
  for (const name in item) {
    const value = item[name]
    if (value !== undefined) image[name] = copyOf(value)
  }
  return image
}

/** A change in its place in the stream; records are made from it, a new one for everybody who may change it. */
interface Entry {
  readonly arn: string
  readonly sequence: string
  readonly at: number
  readonly change: Change
}

const recordOf = ({ arn, sequence, at, change: { table, before, after, cause } }: Entry): StreamRecord => ({
  eventID: createHash('md5').update(`${arn} ${sequence}`).digest('hex'),
  eventName: before === undefined ? 'INSERT' : after === undefined ? 'REMOVE' : 'MODIFY',
  eventVersion: '1.1',
  eventSource: 'aws:dynamodb',
  awsRegion: embeddedRegion,
  eventSourceARN: arn,
  ...(cause === 'time-to-live' ? { userIdentity: { type: 'Service', principalId: 'dynamodb.amazonaws.com' } } : {}),
  dynamodb: {
    ApproximateCreationDateTime: Math.floor(at / 1000),
    Keys: imageOf(table.keyOf(after ?? before ?? {})),
    ...(after === undefined ? {} : { NewImage: imageOf(after) }),
    ...(before === undefined ? {} : { OldImage: imageOf(before) }),
    SequenceNumber: sequence,
    SizeBytes: itemSize(before ?? {}) + itemSize(after ?? {}),
    StreamViewType: 'NEW_AND_OLD_IMAGES',
  },
})

/** One listener's share of a stream: delivered in order, the next batch only when the one before is done with. */
class Shard {
  private readonly clock: VirtualClock
  private readonly listener: StreamListener
  private readonly options: DeliveryOptions
  private waiting: Entry[] = []
  private batch: readonly Entry[] = []
  private attempts = 0
  private scheduled = false

  constructor(clock: VirtualClock, listener: StreamListener, options: DeliveryOptions) {
    this.clock = clock
    this.listener = listener
    this.options = options
  }

  append(entry: Entry): void {
    this.waiting.push(entry)
    this.deliverIn(this.options.delayMs ?? 250)
  }

  private deliverIn(delay: number): void {
    if (this.scheduled) return
    this.scheduled = true
    this.clock.schedule(this.clock.now() + delay, () => this.deliver())
  }

  private async deliver(): Promise<void> {
    if (this.batch.length === 0) this.batch = this.waiting.splice(0, this.options.batchSize ?? 100)
    try {
      const outcome = await this.listener(this.batch.map(recordOf))
      this.batch = leftOver(this.batch, outcome)
      if (this.batch.length > 0) throw new Error('The listener reported failures within its batch.')
      this.attempts = 0
    } catch (error) {
      this.attempts += 1
      if (this.attempts <= (this.options.retryAttempts ?? 5)) {
        this.scheduled = false
        this.deliverIn(Math.min(firstPause * 2 ** (this.attempts - 1), longestPause))
        return
      }
      await this.giveUp(error)
    }
    this.scheduled = false
    if (this.waiting.length > 0) this.deliverIn(0)
  }

  private async giveUp(error: unknown): Promise<void> {
    const failed: FailedBatch = { records: this.batch.map(recordOf), error, attempts: this.attempts }
    this.batch = []
    this.attempts = 0
    if (this.options.onFailure === undefined) throw error
    await this.options.onFailure(failed)
  }
}

// Lambda starts again at the earliest record reported, whatever came after it.
const leftOver = (batch: readonly Entry[], outcome: unknown): readonly Entry[] => {
  const reported = isFields(outcome) ? outcome['batchItemFailures'] : undefined
  if (!Array.isArray(reported) || reported.length === 0) return []
  const failed = new Set(
    reported.map((failure: unknown) => (isFields(failure) ? failure['itemIdentifier'] : undefined)),
  )
  const first = batch.findIndex(({ sequence }) => failed.has(sequence))
  return batch.slice(Math.max(first, 0))
}

/** The changes of one table on their way to listeners; changes of one partition key stay in order. */
export class TableStream {
  private readonly clock: VirtualClock
  private readonly arn: string
  private sequence = 0
  private readonly listeners: { readonly options: DeliveryOptions; readonly shards: readonly Shard[] }[] = []

  constructor(clock: VirtualClock, tableName: string) {
    this.clock = clock
    const label = new Date(clock.now()).toISOString().replace('Z', '')
    this.arn = `arn:aws:dynamodb:${embeddedRegion}:${embeddedAccount}:table/${tableName}/stream/${label}`
  }

  /** Starts to deliver, from the next change on. */
  subscribe(listener: StreamListener, options: DeliveryOptions): void {
    const own = Array.from({ length: shards }, () => new Shard(this.clock, listener, options))
    this.listeners.push({ options, shards: own })
  }

  /** Takes a change up; nobody hears of it before the clock's next turn. */
  append(change: Change): void {
    this.sequence += 1
    if (this.listeners.length === 0) return
    const sequence = String(this.sequence).padStart(21, '0')
    const entry: Entry = { arn: this.arn, sequence, at: this.clock.now(), change }
    const partition = change.table.main.rows.partitionOf(change.after ?? change.before ?? {})
    for (const { options, shards: own } of this.listeners) {
      if (options.filter === undefined || options.filter(recordOf(entry)))
        own[shareOf(partition, own.length)]?.append(entry)
    }
  }
}
