import * as z from 'zod'
import { backOffMinutes } from '../../functions/notice/await-window.ts'
import { shippedMachines, shippedPolicies } from '../history/machines.ts'

/** Limits of the project's own, as the sources and the synthesized definitions have them. */
export interface OwnLimits {
  /** Chunks of one drop dealt with at once. */
  readonly chunksAtOnce: number
  /** Shards of one lender looked at at once. */
  readonly shardsAtOnce: number
  /** Parts in which a lender's plans are looked at, by the policy that has fewest. */
  readonly shards: number
  /** Hours after which a morning's look is given up. */
  readonly morningHours: number
  /** Seconds after which a notice that SES did not take is tried again. */
  readonly backOffSeconds: number
}

const Definition = z.looseObject({
  TimeoutSeconds: z.number(),
  States: z.record(z.string(), z.looseObject({ MaxConcurrency: z.int().optional() })),
})

/** Reads the limits from the machines as they are synthesized and from the policies. @throws Error for a state that is not there */
export const readOwnLimits = async (): Promise<OwnLimits> => {
  const machines = new Map(
    (await shippedMachines()).map(({ name, definition }) => [name, Definition.parse(JSON.parse(definition))]),
  )
  const found = (what: string, value: number | undefined): number => {
    if (value === undefined)
      throw new Error(`${what} is no longer there; say where it went in bench/scale/own-limits.ts`)
    return value
  }
  const stateOf = (machine: string, state: string) => machines.get(machine)?.States[state]
  return {
    chunksAtOnce: found('For each chunk', stateOf('intake', 'For each chunk')?.MaxConcurrency),
    shardsAtOnce: found('For each shard', stateOf('monitoring', 'For each shard')?.MaxConcurrency),
    shards: Math.min(...shippedPolicies().map(({ monitoring }) => monitoring.shards)),
    morningHours: found('monitoring', machines.get('monitoring')?.TimeoutSeconds) / 3600,
    backOffSeconds: backOffMinutes * 60,
  }
}
