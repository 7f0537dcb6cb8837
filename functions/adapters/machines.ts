import { StartExecutionCommand } from '@aws-sdk/client-sfn'
import * as z from 'zod'
import type { Log } from '../log.ts'
import type { ClientConfiguration } from './client-configuration.ts'
import { stepFunctionsClient } from './step-functions-client.ts'
import { calling } from './transience.ts'

/** The machines' ARNs by name, as JSON. */
export const MachineEnvironment = z.object({
  MACHINES: z.string().transform((text) => z.record(z.string(), z.string()).parse(JSON.parse(text))),
})

/** What starting machines needs. */
export const machineAccess = { MACHINES: ['states:StartExecution'] } as const

/** Starts state machines. */
export interface Machines {
  /** Starts an execution by its name; a name that was used before starts nothing. */
  start(machine: string, name: string, input: object): Promise<void>
}

/** Ties machines to Step Functions. */
export const connectMachines = (
  { MACHINES }: z.infer<typeof MachineEnvironment>,
  clients: ClientConfiguration,
  log: Log,
): Machines => {
  const stepFunctions = stepFunctionsClient(clients)
  return {
    start: async (machine, name, input) => {
      const stateMachineArn = MACHINES[machine]
      if (stateMachineArn === undefined)
        throw new Error(`no machine ${machine}; MACHINES has ${Object.keys(MACHINES).join(', ')}`)
      try {
        await calling(() =>
          stepFunctions.send(new StartExecutionCommand({ stateMachineArn, name, input: JSON.stringify(input) })),
        )
      } catch (error) {
        if (!(error instanceof Error && error.name === 'ExecutionAlreadyExists')) throw error
        log.info('EXECUTION_ALREADY_STARTED', { machine, execution: name })
      }
    },
  }
}
