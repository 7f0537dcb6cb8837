import type { Policy } from '../../domain/policy/policy.ts'
import type { StateMachineDefinition } from '../../local/asl/machine.ts'
import { SynthesizedApp } from '../../local/template.ts'
import { loadPolicies, policiesDirectory } from '../../policies/load-policies.ts'
import { sharedAssembly } from '../../test/workflows/assembly.ts'
import { loopLimits } from './limits.ts'
import { type WorstHistory, worstHistories } from './worst-history.ts'

/** The most events that an execution may write before AWS ends it. */
export const historyQuota = 25_000

/** The machines as they are deployed, by their names within the deployment: `notice`. */
export const shippedMachines = async (): Promise<StateMachineDefinition[]> => {
  const { assembly } = await sharedAssembly()
  return new SynthesizedApp(assembly)
    .resources('AWS::StepFunctions::StateMachine')
    .map(({ arn, properties: { StateMachineName, StateMachineType, DefinitionString } }) => ({
      arn,
      type: StateMachineType === 'EXPRESS' ? 'EXPRESS' : 'STANDARD',
      name: String(StateMachineName).replace(/^forbear-[a-z0-9]+-/, ''),
      definition: String(DefinitionString),
    }))
}

/** Every version of every lender's policy. */
export const shippedPolicies = (): readonly Policy[] => loadPolicies(policiesDirectory).policies

/** The worst histories of all Standard machines, under all policies, the longest first; AWS keeps none of an Express one. */
export const allWorstHistories = async (): Promise<WorstHistory[]> => {
  const machines = await shippedMachines()
  const definitions = Object.fromEntries(machines.map(({ name, definition }) => [name, definition]))
  const limits = loopLimits(shippedPolicies(), definitions)
  return machines
    .filter(({ type }) => type === 'STANDARD')
    .flatMap((machine) => worstHistories(machine, limits[machine.name] ?? []))
    .sort((a, b) => b.events - a.events)
}
