import * as z from 'zod'
import { shardsOf } from '../../domain/case/watch.ts'
import { LenderId } from '../../domain/ids.ts'
import { currentVersion, policyOf } from '../../domain/policy/policy-book.ts'
import { dayIn } from '../../domain/time.ts'
import { openPolicies, PolicyEnvironment } from '../adapters/policy-shelf.ts'
import { onLambda } from '../on-lambda.ts'
import { defineStep, Now } from '../step.ts'

/** Says which day it is for the lender and in how many parts its plans are looked at. */
export const step = defineStep({
  stage: 'monitoring',
  name: 'List shards',
  environment: PolicyEnvironment,
  access: {},
  input: z.object({ lenderId: LenderId, now: Now }),
  connect: (environment) => openPolicies(environment),
  run: async (policies, { lenderId, now }) => {
    const { contact } = policyOf(policies, lenderId, currentVersion(policies, lenderId))
    const today = dayIn(contact.communicationTimeConfig.localTimeZoneConfig.defaultTimeZone, now)
    return { shards: Array.from({ length: shardsOf(policies, lenderId) }, (_, shard) => ({ lenderId, shard, today })) }
  },
})

export const handler = onLambda(step)
