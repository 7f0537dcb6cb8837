import { afterEach, beforeEach, expect, test } from 'vitest'
import { step as recordFailure } from '../../../functions/failure/record-failure.ts'
import { at } from '../../domain/case/walk.ts'
import { StepWorld } from '../step-world.ts'

let world: StepWorld
beforeEach(() => {
  world = new StepWorld()
})
afterEach(() => world.remove())

const { caseId, lenderId } = at.offered()

const failure = { machine: 'offer', execution: 'offer-1', step: 'Build options', error: 'DefectError' }

test('a case’s failure stands in its dossier, by the name of the error', async () => {
  await world.replay(at.offered())
  expect(await world.run(recordFailure, { ...failure, caseId })).toEqual({})
  expect(world.items('cases', 'EVENT#').at(-1)).toMatchObject({
    event: { type: 'StageFailed', machine: 'offer', step: 'Build options', error: 'DefectError' },
  })
  expect((await world.state(caseId)).stage).toBe('negotiating')
})

test('a failure of a case that was never opened writes nothing and fails nothing', async () => {
  expect(await world.run(recordFailure, { ...failure, caseId })).toEqual({})
  expect(world.items('cases')).toEqual([])
})

test('a lender’s failure stands in its journal, once for an execution and instant', async () => {
  const ofFile = { machine: 'intake', execution: 'drop-1', step: 'Split drop', error: 'TransientError', lenderId }
  await world.run(recordFailure, ofFile)
  await world.run(recordFailure, ofFile)
  const journal = world.items('cases').filter(({ pk }) => pk === `JOURNAL#${lenderId}`)
  expect(journal).toHaveLength(1)
  expect(journal[0]).toMatchObject({ machine: 'intake', step: 'Split drop', error: 'TransientError' })
})

test('a failure of nobody is not recorded anywhere', async () => {
  await expect(world.run(recordFailure, failure)).rejects.toThrow()
  expect(world.items('cases')).toEqual([])
})
