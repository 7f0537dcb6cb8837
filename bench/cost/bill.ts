import { sharedAssembly } from '../../test/workflows/assembly.ts'
import { Town } from '../../test/workflows/town.ts'
import { Meter, type Owner } from './meter.ts'
import { type LifePath, lifePaths } from './paths.ts'
import { times, type Usage } from './usage.ts'

/** What one path used. */
export interface Metered {
  readonly path: LifePath
  readonly used: Readonly<Record<Owner, Usage>>
  readonly shared: Readonly<Record<Exclude<Owner, 'case'>, number>>
  /** How often monitoring looked at the plan. */
  readonly plansLookedAt: number
  readonly rowsWrote: ReturnType<Meter['rowsWrote']>
  /** Executions of each machine that were started from outside, and the longest history among them. */
  readonly histories: Readonly<Record<string, { readonly executions: number; readonly longest: number }>>
  /** What the world itself counted, to hold the meter against; states are those of Standard executions. */
  readonly world: { readonly statesEntered: number; readonly calls: number; readonly mails: number }
}

/** Lives a path from the drop on, with the shipped definitions and handlers, and counts. */
export const metered = async (path: LifePath): Promise<Metered> => {
  const { assembly } = await sharedAssembly()
  const town = await Town.open()
  try {
    const meter = new Meter(town, assembly)
    await path.live(town)
    const { machines, functions } = town.world
    const inExpress = town.all().reduce((sum, { type, path }) => sum + (type === 'EXPRESS' ? path.length : 0), 0)
    const calls = [...functions.calls.values()].reduce((sum, of) => sum + of, 0)
    return {
      path,
      used: meter.reading(),
      shared: meter.sharedWork(),
      plansLookedAt: meter.plansLookedAt,
      rowsWrote: meter.rowsWrote(),
      histories: historiesIn(town),
      world: { statesEntered: machines.statesEntered - inExpress, calls, mails: town.mails.length },
    }
  } finally {
    await town.close()
  }
}

const historiesIn = (town: Town): Metered['histories'] => {
  const histories: Record<string, { executions: number; longest: number }> = {}
  for (const { machine, mapRunArn, events } of town.all()) {
    if (mapRunArn !== undefined) continue
    const name = machine.replace(/^forbear-[a-z0-9]+-/, '')
    const { executions, longest } = histories[name] ?? { executions: 0, longest: 0 }
    histories[name] = { executions: executions + 1, longest: Math.max(longest, events) }
  }
  return histories
}

/** Every path, one after the other. */
export const meteredPaths = async (): Promise<readonly Metered[]> => {
  const all: Metered[] = []
  for (const path of lifePaths) all.push(await metered(path))
  return all
}

/** One of the works that cases share, on average over a path: one file, one chunk, one morning of a lender, one look at a shard. */
export const unitOf = ({ used, shared }: Metered, owner: Exclude<Owner, 'case'>): Usage =>
  times(used[owner], 1 / Math.max(1, shared[owner]))
