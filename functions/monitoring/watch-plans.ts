import * as z from 'zod'
import { watchOf } from '../../domain/case/watch.ts'
import { LenderId } from '../../domain/ids.ts'
import { Day } from '../../domain/time.ts'
import { Cursor, caseIndexAccess, connectCaseIndex } from '../adapters/case-index.ts'
import { connectDossiers, DossierEnvironment, dossierAccess } from '../adapters/dossiers.ts'
import { onLambda } from '../on-lambda.ts'
import { defineStep, Now } from '../step.ts'

/** Plans that one invocation looks at; what is left goes to the next, so that no invocation runs long. */
const plansAtOnce = 50

/** Looks at one shard's plans that need it on one day of the lender's calendar (R50–R52, R60). */
export const step = defineStep({
  stage: 'monitoring',
  name: 'Watch plans',
  environment: DossierEnvironment,
  access: { CASE_TABLE: [...dossierAccess.CASE_TABLE, ...caseIndexAccess.CASE_TABLE] },
  timeoutSeconds: 60,
  input: z.object({ lenderId: LenderId, shard: z.int().min(0), today: Day, after: Cursor.nullable(), now: Now }),
  connect: (environment, clients, log) => ({
    dossiers: connectDossiers(environment, clients, log),
    index: connectCaseIndex(environment, clients),
  }),
  run: async ({ dossiers, index }, { lenderId, shard, today, after, now }) => {
    const found = await index.needingAttention(watchOf(lenderId, shard), today, plansAtOnce, after ?? undefined)
    for (const caseId of found.caseIds) await dossiers.carryOut(caseId, { type: 'watch plan', today }, now)
    return {
      lenderId,
      shard,
      today,
      next: found.after === undefined ? 'done' : 'more',
      ...(found.after && { after: found.after }),
    }
  },
})

export const handler = onLambda(step)
