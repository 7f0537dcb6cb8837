import { chunkBytes } from '../../domain/intake/chunk.ts'
import { assumed } from '../cost/assumed.ts'
import type { Recorded } from '../cost/recorded.ts'
import { constantsInSources } from '../own-constants.ts'
import type { OwnLimits } from './own-limits.ts'
import { type Rate, type Region, secondsFor, secondsOfGrowingTable } from './quotas.ts'

/** One thing that takes time or room: how much is asked for, and what the region gives. */
export interface Line {
  readonly what: string
  readonly asked: number
  readonly unit: string
  /** What there is: a rate a second, or a stock. */
  readonly given: number
  /** Seconds until all is through, or by how many times the stock is exceeded. */
  readonly takes: { readonly seconds: number } | { readonly timesOver: number }
}

/** Something of which there may be no more than so many. */
export const kept = (what: string, asked: number, unit: string, given: number): Line => ({
  what,
  asked,
  unit,
  given,
  takes: { timesOver: asked / given },
})

/** Something that goes through at a rate. */
export const through = (what: string, asked: number, unit: string, quota: Rate): Line => ({
  what,
  asked,
  unit,
  given: quota.aSecond,
  takes: { seconds: secondsFor(asked, quota) },
})

/** The memory of all functions but one, in gigabytes. */
const usualGigabytes = 0.5

/** What the rows of a dropped file are like. */
export interface DropSize {
  readonly accounts: number
  readonly bytesARow: number
}

const path = (recorded: Recorded, name: string) => {
  const found = recorded.paths[name]
  if (found === undefined) throw new Error(`no path ${name} on record; run npm run cost -- --record`)
  return found
}

/** Milliseconds of one account's row in its lane: two reads, the person's record, the case's transaction. */
const rowMs = 3 * assumed.callMs.dynamodb + assumed.callMs.transaction

/** How a drop is cut and dealt with. */
export const dropShape = ({ accounts, bytesARow }: DropSize, { chunksAtOnce }: OwnLimits) => {
  const bytes = accounts * bytesARow
  const chunks = Math.ceil(bytes / chunkBytes(bytes))
  const rowsASecond = chunksAtOnce * Math.min((constantsInSources.lanes.value * 1000) / rowMs, 1000 / assumed.rowCpuMs)
  return {
    bytes,
    chunks,
    rowsAChunk: Math.ceil(accounts / chunks),
    rowsASecond,
    secondsUnhindered: accounts / rowsASecond,
  }
}

/** Wait for window and Try again; the try itself is Express. */
const transitionsATry = 2

/**
 * A mail service that takes so many a second, asked again every time the back-off is over: how often notices are tried. A round lasts as
 * long as the back-off, or as long as the region takes to walk everybody through it.
 */
export const backOffStorm = (mails: number, rate: number, { backOffSeconds }: OwnLimits, transitions: Rate) => {
  let rounds = 0
  let tries = 0
  for (let left = mails; left > 0; rounds += 1) {
    tries += left
    left -= rate * Math.max(backOffSeconds, (left * transitionsATry) / transitions.aSecond)
  }
  return { rounds, tries: Math.round(tries), transitions: Math.round(tries * transitionsATry) }
}

/** Mails a second that are ready at most when a window opens for so many at once: as many as are walked up to the mail service. */
export const herdRate = (mails: number, { backOffSeconds }: OwnLimits, transitions: Rate): number =>
  Math.ceil(Math.min(mails / backOffSeconds, transitions.aSecond / transitionsATry))

/** What a drop of so many accounts asks for until everybody was written to once, and what a region gives. */
export const dropLines = (size: DropSize, recorded: Recorded, own: OwnLimits, region: Region): Line[] => {
  const { accounts } = size
  const { used, rowsWrote, started, handedOver } = path(recorded, 'first message')
  const { chunks } = dropShape(size, own)
  const growing = (what: string, asked: number): Line => ({
    what,
    asked,
    unit: 'write units',
    given: region.newTableWrites.aSecond,
    takes: { seconds: secondsOfGrowingTable(asked, region) },
  })
  // As fast as executions are started or their states are walked, every call takes its time.
  const casesASecond = Math.min(
    region.startExecutions.aSecond / started,
    region.stateTransitions.aSecond / used.stateTransitions,
  )
  const callsASecond = casesASecond * used.functionCalls
  const functions =
    own.chunksAtOnce + (callsASecond * used.functionGigabyteSeconds) / used.functionCalls / usualGigabytes
  // Every case waits for the statement, and its first notice for the morning.
  const open = 2 * accounts
  return [
    through('start the chunks of the file', chunks, 'executions', region.mapChildStarts),
    through('store the chunks and what became of them', 2 * chunks, 'objects', region.objectWrites),
    growing('write the cases, new table', accounts * rowsWrote.writeUnits),
    growing('write all until the first message, new table', accounts * used.tableWriteUnits),
    through(
      'write all until the first message, warm table',
      accounts * used.tableWriteUnits,
      'write units',
      region.tableWrites,
    ),
    through('publish what happened', accounts * used.busEvents, 'events', region.busEvents),
    through('hand cases and notices over', accounts * handedOver, 'deliveries', region.busDeliveries),
    through('start assessments and waits', accounts * started, 'executions', region.startExecutions),
    through('start tries at notices', accounts * used.expressRequests, 'executions', region.startExpress),
    through('walk through the states', accounts * used.stateTransitions, 'transitions', region.stateTransitions),
    through('use keys', accounts * used.keyRequests, 'requests', region.keyRequests),
    through('take everybody’s answer', accounts, 'task tokens', region.taskAnswers),
    kept('run at once meanwhile', functions, 'functions', region.functionsAtOnce.most),
    kept('keep open overnight', open, 'executions', region.openExecutions.most),
  ]
}
