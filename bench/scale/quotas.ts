import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import * as z from 'zod'

const Source = { canBeRaised: z.boolean(), source: z.string().min(1) }

/** So many a second after so many at once, as a bucket that is refilled. */
const Rate = z.strictObject({ aSecond: z.number().positive(), atOnce: z.number().min(0), ...Source })
export type Rate = z.infer<typeof Rate>

/** The most there may be at one time. */
const Stock = z.strictObject({ most: z.number().positive(), ...Source })

const Region = z.strictObject({
  startExecutions: Rate,
  startExpress: Rate,
  stateTransitions: Rate,
  taskAnswers: Rate,
  mapChildStarts: Rate,
  openExecutions: Stock,
  functionsAtOnce: Stock,
  newTableWrites: Rate,
  tableWrites: Rate,
  partitionWrites: Rate,
  busEvents: Rate,
  busDeliveries: Rate,
  objectWrites: Rate,
  keyRequests: Rate,
})

/** What an account gets in a region without asking. */
export type Region = z.infer<typeof Region>

/** The regions that are reckoned with. SES publishes no quota for production in any of them. */
export const regionNames = ['us-east-1', 'cn-north-1'] as const
export type RegionName = (typeof regionNames)[number]

/** Reads the quotas of each region. @throws ZodError for one that is missing or without its source */
export const readQuotas = (): Readonly<Record<RegionName, Region>> =>
  z
    .strictObject({ 'us-east-1': Region, 'cn-north-1': Region })
    .parse(JSON.parse(readFileSync(join(import.meta.dirname, 'quotas.json'), 'utf8')))

/** Seconds that it takes to get so many through: what the bucket holds goes at once, the rest as it is refilled. */
export const secondsFor = (amount: number, { aSecond, atOnce }: Rate): number => Math.max(0, amount - atOnce) / aSecond

/** How long a table on demand takes at most to bear twice as much as before. */
const doublingSeconds = 1800

/** Seconds that a new table takes to be written to, as it doubles what it bears until it reaches its quota. */
export const secondsOfGrowingTable = (units: number, { newTableWrites, tableWrites }: Region): number => {
  let seconds = 0
  let left = units
  for (let rate = newTableWrites.aSecond; ; rate = Math.min(2 * rate, tableWrites.aSecond)) {
    if (left <= rate * doublingSeconds || rate === tableWrites.aSecond) return seconds + left / rate
    left -= rate * doublingSeconds
    seconds += doublingSeconds
  }
}
