import { afterEach, beforeEach, expect, test } from 'vitest'
import { nextAttention } from '../../../domain/case/deciders/monitoring.ts'
import { shardOf, watchOf } from '../../../domain/case/watch.ts'
import { type CaseId, caseIdOf } from '../../../domain/ids.ts'
import { type Day, dayPlusDays } from '../../../domain/time.ts'
import { type CaseIndex, connectCaseIndex } from '../../../functions/adapters/case-index.ts'
import { at } from '../../domain/case/walk.ts'
import { StepWorld } from '../step-world.ts'

let world: StepWorld
let index: CaseIndex
beforeEach(() => {
  world = new StepWorld()
  index = connectCaseIndex(world.environment, world.clients)
})
afterEach(() => world.remove())

const performing = at.performing()
const { lenderId } = performing
const first = nextAttention(performing.state)

/** Puts a case under another id into the table, by the commands that made it. */
const openAs = async (reference: string): Promise<CaseId> => {
  const caseId = caseIdOf(lenderId, reference)
  for (const { command, now } of performing.commands) await world.dossiers.carryOut(caseId, command, now)
  return caseId
}

const watchFor = (caseId: CaseId) => watchOf(lenderId, shardOf(caseId, performing.policy.monitoring.shards))

test('a plan is found from the day on which it needs a look, and not before', async () => {
  const { caseId } = await world.replay(performing)
  if (first === undefined) throw new Error('the plan needs no look')
  const watch = watchFor(performing.caseId)
  expect(await index.needingAttention(watch, dayPlusDays(first, -1), 10)).toEqual({ caseIds: [] })
  expect(await index.needingAttention(watch, first, 10)).toEqual({ caseIds: [caseId] })
})

test('a case without a plan is never found', async () => {
  await world.replay(at.closed())
  const found = await index.needingAttention(watchFor(performing.caseId), '2100-01-01' as Day, 10)
  expect(found.caseIds).toEqual([])
})

test('a shard is read page by page, each case once', async () => {
  const references = Array.from({ length: 400 }, (_, number) => `account-${number}`)
  const watch = watchFor(performing.caseId)
  const ours = references.filter((reference) => watchFor(caseIdOf(lenderId, reference)) === watch).slice(0, 7)
  const opened = []
  for (const reference of ours) opened.push(await openAs(reference))
  const found: CaseId[] = []
  let page = await index.needingAttention(watch, '2100-01-01' as Day, 3)
  for (;;) {
    found.push(...page.caseIds)
    if (page.after === undefined) break
    page = await index.needingAttention(watch, '2100-01-01' as Day, 3, page.after)
  }
  expect(found.toSorted()).toEqual(opened.toSorted())
})

test('a mediator’s open cases are counted, until the borrower answers the proposal', async () => {
  const proposed = at.proposed()
  await world.replay(proposed)
  expect(await index.openMediations('mediator-chen-debt-counsel')).toBe(1)
  expect(await index.openMediations('mediator-liu-lawyer')).toBe(0)
  await world.dossiers.carryOut(proposed.caseId, { type: 'take answer', answer: { answer: 'decline' } }, world.now)
  expect(await index.openMediations('mediator-chen-debt-counsel')).toBe(0)
})
