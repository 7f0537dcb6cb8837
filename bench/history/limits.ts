import * as z from 'zod'
import type { Policy } from '../../domain/policy/policy.ts'
import { constantsInSources } from '../own-constants.ts'
import type { LoopLimit } from './worst-history.ts'

/** Due on one day in one shard: more than that asks for more shards, as `docs/scale.md` reckons. */
export const plansOfAShardOnOneDay = 25_000

/** The days that a machine's own time-out leaves an execution; none for a machine that there is not. */
const daysOf = (definition = '{}'): number =>
  z.object({ TimeoutSeconds: z.int().default(0) }).parse(JSON.parse(definition)).TimeoutSeconds / 86_400

/**
 * What bounds the ways of each machine that could be walked again and again.
 * @param definitions JSON, by machine
 */
export const loopLimits = (
  policies: readonly Policy[],
  definitions: Readonly<Record<string, string>>,
): Readonly<Record<string, readonly LoopLimit[]>> => {
  const most = (of: (policy: Policy) => number) => Math.max(...policies.map(of))
  const { plansAtOnce } = constantsInSources
  /** While a complaint makes the clock stand still, one looks again after a day at least. */
  const onceADay = (machine: string, from: string, ...to: readonly string[]): LoopLimit => ({
    ways: to.map((next) => ({ from, to: next })),
    times: Math.ceil(daysOf(definitions[machine])) + 1,
    because: 'a look a day while the clock stands still, until the machine’s own time is over',
  })
  return {
    intake: [
      {
        ways: [{ from: 'For each chunk', to: 'More chunks' }],
        times: 2,
        because: 'the chunks, then those that waited for them',
      },
    ],
    assessment: [onceADay('assessment', 'Ability scored', 'Remind statement')],
    offer: [
      {
        ways: ['Send offer', 'Ask approval'].map((to) => ({ from: 'Counter-offer judged', to })),
        times: most(({ offer }) => offer.maxRounds),
        because: 'a policy allows so many rounds of offers',
      },
      {
        ways: ['Offer answered', 'Counter-offer judged'].map((from) => ({ from, to: 'Assign mediator' })),
        times: 1,
        because: 'nobody makes offers any more once there is a mediator',
      },
      { ways: [{ from: 'Mediator answered', to: 'Put proposal' }], times: 1, because: 'one proposal is put' },
      onceADay('offer', 'Negotiation over', 'Remind offer', 'Assign mediator', 'Put proposal'),
    ],
    agreement: [onceADay('agreement', 'Agreement over', 'Explain agreement', 'Ask signature')],
    'early-warning': [onceADay('early-warning', 'Responded', 'Await what changed')],
    'contact-task': [
      {
        ways: [{ from: 'Wait until allowed', to: 'Ask person' }],
        times: 2 * Math.ceil(daysOf(definitions['contact-task'])),
        because: 'two openings a day, until the machine’s own time is over',
      },
    ],
    monitoring: [
      {
        ways: [{ from: 'More plans', to: 'Watch plans' }],
        times: Math.ceil(plansOfAShardOnOneDay / plansAtOnce.value),
        because: `${plansOfAShardOnOneDay} plans of a shard on one day, ${plansAtOnce.value} at once`,
      },
    ],
  }
}
