import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { nextAttention } from '../../../domain/case/deciders/monitoring.ts'
import { shardOf } from '../../../domain/case/watch.ts'
import { caseIdOf } from '../../../domain/ids.ts'
import { step as listShards } from '../../../functions/monitoring/list-shards.ts'
import { step as watchPlans } from '../../../functions/monitoring/watch-plans.ts'
import { at } from '../../domain/case/walk.ts'
import { StepWorld, tellsWho } from '../step-world.ts'

let world: StepWorld
beforeEach(() => {
  world = new StepWorld()
})
afterEach(() => world.remove())

const performing = at.performing()
const { caseId, lenderId } = performing
const { shards } = performing.policy.monitoring
const today = nextAttention(performing.state)
const watch = { lenderId, shard: shardOf(caseId, shards), today, after: null }

test('a lender’s plans are looked at in all their parts, on the day it is where the lender is', async () => {
  const list = async (now: string) => world.run(listShards, { lenderId, now })
  const expected = (day: string) => ({
    shards: Array.from({ length: shards }, (_, shard) => ({ lenderId, shard, today: day })),
  })
  expect(await list('2026-03-02T01:00:00Z')).toEqual(expected('2026-03-02'))
  expect(await list('2026-03-02T16:30:00Z')).toEqual(expected('2026-03-03'))
})

describe('a look at a shard', () => {
  test('finds the plans that need it, and after it they need none that day', async () => {
    await world.replay(performing)
    expect(await world.run(watchPlans, watch)).toEqual({ lenderId, shard: watch.shard, today, next: 'done' })
    const events = world.items('cases', 'EVENT#').length
    expect(events).toBeGreaterThan(performing.entries.length)
    await world.run(watchPlans, watch)
    expect(world.items('cases', 'EVENT#')).toHaveLength(events)
    expect(world.items('cases', 'SNAPSHOT')[0]?.['attentionOn']).not.toBe(today)
  })

  test('leaves what one invocation cannot look at to the next, and misses none', async () => {
    const references = Array.from({ length: 60 * shards * 2 }, (_, number) => `account-${number}`)
    const ids = references
      .map((reference) => caseIdOf(lenderId, reference))
      .filter((id) => shardOf(id, shards) === watch.shard)
      .slice(0, 53)
    // What a plan's commands lead to is the same for every case, so only the last state is written, as the commands would have left it.
    await world.replay(performing)
    const [template] = world.items('cases', 'SNAPSHOT')
    for (const id of ids) {
      if (id === caseId) continue
      const text = JSON.stringify(template).replaceAll(caseId, id)
      const copy: Record<string, string | number> = JSON.parse(text)
      world.database.restore({
        cases: [
          Object.fromEntries(
            Object.entries(copy).map(([name, value]) => [
              name,
              typeof value === 'number' ? { N: String(value) } : { S: value },
            ]),
          ),
        ],
      })
    }
    const first = await world.run(watchPlans, watch)
    expect(first).toMatchObject({ next: 'more' })
    const second = await world.run(watchPlans, { ...watch, after: Object(first).after })
    expect(second).toMatchObject({ next: 'done' })
    const looked = world.items('cases', 'SNAPSHOT').filter(({ attentionOn }) => attentionOn !== today)
    expect(looked.length).toBe(new Set([...ids, caseId]).size)
  })

  test('goes round one that somebody closed meanwhile', async () => {
    await world.replay(performing)
    let closed = false
    world.disturb = async (operation) => {
      if (operation !== 'GetItem' || closed) return undefined
      closed = true
      await world.dossiers.carryOut(
        caseId,
        { type: 'take answer', answer: { answer: 'difficulty', hardship: 'illness' } },
        world.now,
      )
      await world.dossiers.carryOut(caseId, { type: 'respond to change', warning: 1 }, world.now)
      return undefined
    }
    expect(await world.run(watchPlans, watch)).toMatchObject({ next: 'done' })
    expect((await world.state(caseId)).stage).toBe('admitted')
    expect(world.codes()).toContain('COMMAND_REFUSED')
  })
})

test('no look says who a borrower is', async () => {
  await world.replay(performing)
  await world.run(listShards, { lenderId })
  await world.run(watchPlans, watch)
  expect(tellsWho(world.said())).toBe(false)
})
