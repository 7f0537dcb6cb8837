import * as z from 'zod'
import { dropOf } from '../../domain/intake/drop.ts'
import { isRefusal } from '../../domain/outcome.ts'
import { connectMachines, MachineEnvironment, machineAccess } from '../adapters/machines.ts'
import { onLambda } from '../on-lambda.ts'
import { defineStep } from '../step.ts'

/** EventBridge's "Object Created" of the drop bucket. */
const ObjectCreated = z.object({
  detail: z.object({
    bucket: z.object({ name: z.string() }),
    object: z.object({ key: z.string(), size: z.int(), etag: z.string(), sequencer: z.string() }),
  }),
})

/**
 * Starts the intake of a dropped file. The sequencer is new with each drop: the event repeated starts nothing, the file dropped again
 * after a crash is taken up again, and finds done what was done.
 */
export const step = defineStep({
  stage: 'hand-over',
  name: 'Start intake',
  environment: MachineEnvironment,
  access: machineAccess,
  input: ObjectCreated,
  connect: connectMachines,
  run: async (machines, { detail: { bucket, object } }) => {
    const drop = dropOf(object.key, object.etag)
    if (isRefusal(drop)) return { refusal: drop.code }
    const { lenderId, kind, dropId } = drop
    const { key, size, etag: contentTag, sequencer } = object
    await machines.start('intake', `${dropId}-${sequencer}`, {
      bucket: bucket.name,
      key,
      size,
      contentTag,
      lenderId,
      kind,
      dropId,
    })
    return {}
  },
})

export const handler = onLambda(step)
