import * as z from 'zod'
import { handOvers, startsMachine } from '../../domain/case/hand-overs.ts'
import { CaseMessage } from '../../domain/case/outbox.ts'
import { DefectError } from '../../domain/outcome.ts'
import { connectMachines, MachineEnvironment, machineAccess } from '../adapters/machines.ts'
import { onLambda } from '../on-lambda.ts'
import { defineStep } from '../step.ts'

/** Hands a case over to the machine of its next stage, under a name that the same event always gives. */
export const step = defineStep({
  stage: 'hand-over',
  name: 'Start stage',
  environment: MachineEnvironment,
  access: machineAccess,
  input: z.object({ detail: CaseMessage }),
  connect: connectMachines,
  run: async (machines, { detail }) => {
    const { type, caseId, episode, warning, noticeId, task } = detail
    if (!startsMachine(type))
      throw new DefectError(`${type} starts no machine; take it out of the rule or put it in the hand-over map`)
    const { machine, executionName } = handOvers[type]
    await machines.start(machine, executionName(detail), {
      caseId,
      episode,
      ...(warning !== undefined && { warning }),
      ...(noticeId !== undefined && { noticeId }),
      ...(task !== undefined && { task }),
    })
    return {}
  },
})

export const handler = onLambda(step)
