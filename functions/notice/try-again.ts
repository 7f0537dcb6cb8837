import { connectMachines, MachineEnvironment, machineAccess } from '../adapters/machines.ts'
import { onLambda } from '../on-lambda.ts'
import { defineStep } from '../step.ts'
import { NoticePayload } from './notice-payload.ts'

/** Gives a notice whose wait is over back to the machine that asks the gate and sends. */
export const step = defineStep({
  stage: 'notice',
  name: 'Try again',
  environment: MachineEnvironment,
  access: machineAccess,
  input: NoticePayload,
  connect: connectMachines,
  run: async (machines, { caseId, noticeId, now }) => {
    await machines.start('prompt-notice', `${noticeId}-${now.replaceAll(/\D/g, '')}`, { caseId, noticeId })
    return {}
  },
})

export const handler = onLambda(step)
