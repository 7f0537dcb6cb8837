import * as z from 'zod'
import { DropId } from '../../domain/ids.ts'
import { DropKind } from '../../domain/intake/drop.ts'
import { splitDrop } from '../adapters/drops.ts'
import { connectObjectStore } from '../adapters/object-store.ts'
import { onLambda } from '../on-lambda.ts'
import { defineStep } from '../step.ts'

/** Streams a dropped file into chunks of rows; broken rows go with them, set aside with their line (R01). */
export const step = defineStep({
  stage: 'intake',
  name: 'Split drop',
  environment: z.object({ DROP_BUCKET: z.string(), WORK_BUCKET: z.string() }),
  access: { DROP_BUCKET: ['s3:GetObject'], WORK_BUCKET: ['s3:PutObject'] },
  memory: 1769,
  timeoutSeconds: 900,
  input: z.object({
    dropId: DropId,
    kind: DropKind,
    key: z.string(),
    contentTag: z.string(),
    size: z.int().min(0),
  }),
  connect: ({ DROP_BUCKET, WORK_BUCKET }, clients, log) => ({
    drops: connectObjectStore(DROP_BUCKET, clients),
    work: connectObjectStore(WORK_BUCKET, clients),
    log,
  }),
  run: async ({ drops, work, log }, { dropId, kind, key, contentTag, size }) => {
    const split = await splitDrop(work, dropId, { kind, size, file: drops.read(key, contentTag) })
    log.info('DROP_SPLIT', { dropId, chunks: split.chunks.length, afterwards: split.afterwards.length })
    return split
  },
})

export const handler = onLambda(step)
