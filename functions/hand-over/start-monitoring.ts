import * as z from 'zod'
import { LenderId } from '../../domain/ids.ts'
import { connectMachines, MachineEnvironment, machineAccess } from '../adapters/machines.ts'
import { onLambda } from '../on-lambda.ts'
import { defineStep, Now } from '../step.ts'

/** Starts a lender's daily look at its plans; the schedule may fire twice, the day is looked at once. */
export const step = defineStep({
  stage: 'hand-over',
  name: 'Start monitoring',
  environment: MachineEnvironment,
  access: machineAccess,
  input: z.object({ lenderId: LenderId, scheduledAt: Now }),
  connect: connectMachines,
  run: async (machines, { lenderId, scheduledAt }) => {
    await machines.start('monitoring', `${lenderId}-monitoring-${scheduledAt.slice(0, 10)}`, { lenderId })
    return {}
  },
})

export const handler = onLambda(step)
