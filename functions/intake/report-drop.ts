import * as z from 'zod'
import { DropId, LenderId } from '../../domain/ids.ts'
import { DropKind } from '../../domain/intake/drop.ts'
import { reportDrop } from '../adapters/drops.ts'
import { connectObjectStore } from '../adapters/object-store.ts'
import { onLambda } from '../on-lambda.ts'
import { defineStep, Now } from '../step.ts'

/** Writes what became of a drop beside it: a reject file that says line, field and reason, and a report with the counts (R01). */
export const step = defineStep({
  stage: 'intake',
  name: 'Report drop',
  environment: z.object({ DROP_BUCKET: z.string(), WORK_BUCKET: z.string() }),
  access: {
    DROP_BUCKET: ['s3:PutObject', 's3:AbortMultipartUpload'],
    WORK_BUCKET: ['s3:GetObject', 's3:ListBucket'],
  },
  timeoutSeconds: 900,
  input: z.object({ dropId: DropId, lenderId: LenderId, kind: DropKind, key: z.string(), now: Now }),
  connect: ({ DROP_BUCKET, WORK_BUCKET }, clients, log) => ({
    drops: connectObjectStore(DROP_BUCKET, clients),
    work: connectObjectStore(WORK_BUCKET, clients),
    log,
  }),
  run: async ({ drops, work, log }, drop) => {
    const { dropId, rows, admitted, updated, unchanged, rejected, unfinishedChunks } = await reportDrop(
      work,
      drops,
      drop,
    )
    const figures = { dropId, rows, admitted, updated, unchanged, rejected, unfinished: unfinishedChunks.length }
    log.info('DROP_REPORTED', figures)
    return figures
  },
})

export const handler = onLambda(step)
