import type { Policy } from '../../domain/policy/policy.ts'
import { SynthesizedApp } from '../../local/template.ts'
import { loadPolicies, policiesDirectory } from '../../policies/load-policies.ts'
import { sharedAssembly } from '../../test/workflows/assembly.ts'
import { loopLimits } from './limits.ts'
import { type Luck, type WorstHistory, worstHistories } from './worst-history.ts'

/** The most events that an execution may write before AWS ends it. */
export const historyQuota = 25_000

interface ShippedMachine {
  /** `notice` */
  readonly name: string
  readonly arn: string
  /** JSON */
  readonly definition: string
}

/** The machines as they are deployed. */
export const shippedMachines = async (): Promise<ShippedMachine[]> => {
  const { assembly } = await sharedAssembly()
  return new SynthesizedApp(assembly)
    .resources('AWS::StepFunctions::StateMachine')
    .map(({ arn, properties: { StateMachineName, DefinitionString } }) => ({
      name: String(StateMachineName).replace(/^forbear-[a-z0-9]+-/, ''),
      arn,
      definition: String(DefinitionString),
    }))
}

/** Every version of every lender's policy. */
export const shippedPolicies = (): readonly Policy[] => loadPolicies(policiesDirectory).policies

/** The worst histories of all machines, under all policies, the longest first. @param refusedHours how long SES takes no mail */
export const allWorstHistories = async (refusedHours?: number, luck?: Luck): Promise<WorstHistory[]> => {
  const machines = await shippedMachines()
  const definitions = Object.fromEntries(machines.map(({ name, definition }) => [name, definition]))
  const limits = loopLimits(shippedPolicies(), definitions, refusedHours)
  return machines
    .flatMap(({ name, arn, definition }) =>
      worstHistories({ name, arn, definition, type: 'STANDARD' }, limits[name] ?? [], luck),
    )
    .sort((a, b) => b.events - a.events)
}

/** For how many open hours SES may take no mail before a notice's history could be full; each hour adds the same. */
export const hoursOfRefusal = async (luck: Luck): Promise<number> => {
  const [none, one] = await Promise.all(
    [0, 1].map(async (hours) => (await allWorstHistories(hours, luck)).find(({ of }) => of === 'notice')?.events ?? 0),
  )
  if (none === undefined || one === undefined || one <= none)
    throw new Error('an hour of refusal costs a notice no events')
  return Math.floor((historyQuota - 1 - none) / (one - none))
}
