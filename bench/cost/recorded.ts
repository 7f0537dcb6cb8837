import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import * as z from 'zod'
import { type Metered, unitOf } from './bill.ts'
import { type PriceList, totalCost } from './prices.ts'
import { Usage } from './usage.ts'

const file = join(import.meta.dirname, 'recorded.json')

const Recorded = z.strictObject({
  region: z.string(),
  /** What each path used and cost when it was last looked at by a person. */
  paths: z.record(
    z.string(),
    z.strictObject({
      usd: z.number(),
      plansLookedAt: z.int(),
      /** Standard executions that were started for the case: stages and waits. */
      started: z.int(),
      /** Executions of either type that events of the case started. */
      handedOver: z.int(),
      rowsWrote: z.strictObject({ writeUnits: z.number(), indexWriteUnits: z.number() }),
      used: Usage,
    }),
  ),
  /** What the works that cases share used: a file, a chunk, a lender's morning, a look at a shard. */
  shared: z.strictObject({ file: Usage, chunk: Usage, morning: Usage, look: Usage }),
})

/** The figures that new ones are held against, and that `docs/scale.md` is reckoned from. */
export type Recorded = z.infer<typeof Recorded>

/** Reads the figures on record. */
export const readRecorded = (): Recorded => Recorded.parse(JSON.parse(readFileSync(file, 'utf8')))

/** Puts new figures on record. */
export const record = (all: readonly Metered[], prices: PriceList): void =>
  writeFileSync(file, `${JSON.stringify(recordOf(all, prices), rounded, 2)}\n`)

/** The figures as they would stand on record. The longest path says what shared work takes. @throws Error when there is none */
export const recordOf = (all: readonly Metered[], prices: PriceList): Recorded => {
  const longest = all.at(-1)
  if (longest === undefined) throw new Error('no path was lived, so there is nothing to record')
  return {
    region: prices.region,
    paths: Object.fromEntries(
      all.map(({ path, used, plansLookedAt, histories, rowsWrote }) => {
        const usd = totalCost(used.case, prices)
        return [path.name, { usd, plansLookedAt, ...startedFor(histories), rowsWrote, used: used.case }]
      }),
    ),
    shared: {
      file: unitOf(longest, 'file'),
      chunk: unitOf(longest, 'chunk'),
      morning: unitOf(longest, 'morning'),
      look: unitOf(longest, 'look'),
    },
  }
}

/** A wait is started by one try at a notice, and starts the next. */
const startedFor = ({ intake, monitoring, 'prompt-notice': tries, notice: waits, ...stages }: Metered['histories']) => {
  const of = (machine: Metered['histories'][string] | undefined): number => machine?.executions ?? 0
  const started = Object.values(stages).reduce((sum, { executions }) => sum + executions, 0)
  return { started: started + of(waits), handedOver: started + of(tries) - of(waits) }
}

/** Five digits tell a change; more would only make the file change with the order of additions. */
const rounded = (_: string, value: unknown): unknown =>
  typeof value === 'number' ? Number(value.toPrecision(5)) : value
