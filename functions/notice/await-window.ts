import { instantPlusMinutes } from '../../domain/time.ts'
import { connectMachines, MachineEnvironment, machineAccess } from '../adapters/machines.ts'
import { onLambda } from '../on-lambda.ts'
import { defineStep, Now } from '../step.ts'
import { NoticePayload } from './notice-payload.ts'

/** Minutes until a notice that could not go just now is tried again. */
export const backOffMinutes = 20

/**
 * Leaves a notice that cannot go yet to the machine that waits, until the instant that the gate gave; without one, until what kept it from
 * going should have passed. The notice and the instant name the execution, so one waits however often this is asked for.
 */
export const step = defineStep({
  stage: 'notice',
  name: 'Await window',
  environment: MachineEnvironment,
  access: machineAccess,
  timeoutSeconds: 10,
  input: NoticePayload.extend({ until: Now.nullable() }),
  connect: connectMachines,
  run: async (machines, { caseId, noticeId, until, now }) => {
    const askAt = until ?? instantPlusMinutes(now, backOffMinutes)
    await machines.start('notice', `${noticeId}-${askAt.replaceAll(/\D/g, '')}`, { caseId, noticeId, until: askAt })
    return {}
  },
})

export const handler = onLambda(step)
