import { afterEach, beforeEach, expect, test } from 'vitest'
import { connectMachines, MachineEnvironment } from '../../../functions/adapters/machines.ts'
import { ServiceError } from '../../../local/aws/service-endpoint.ts'
import { StepWorld } from '../step-world.ts'

let world: StepWorld
beforeEach(() => {
  world = new StepWorld()
})
afterEach(() => world.remove())

const machines = () => connectMachines(MachineEnvironment.parse(world.environment), world.clients, world.log)

test('starts an execution by its name', async () => {
  await machines().start('offer', 'case-1-offer-1', { episode: 1 })
  expect([...world.started]).toEqual([['offer/case-1-offer-1', '{"episode":1}']])
})

test('a name that was used before starts nothing, and is no error', async () => {
  await machines().start('offer', 'case-1-offer-1', { episode: 1 })
  world.disturb = (operation) =>
    operation === 'StartExecution' ? new ServiceError('ExecutionAlreadyExists', 'it does') : undefined
  await machines().start('offer', 'case-1-offer-1', { episode: 1 })
  expect(world.started.size).toBe(1)
  expect(world.logged).toEqual([
    { code: 'EXECUTION_ALREADY_STARTED', fields: { machine: 'offer', execution: 'case-1-offer-1' } },
  ])
})

test('a throttled start is tried again by the name of its error', async () => {
  world.disturb = () => new ServiceError('ThrottlingException', 'Rate exceeded')
  await expect(machines().start('offer', 'x', {})).rejects.toThrow(expect.objectContaining({ name: 'TransientError' }))
})

test('a machine that nobody declared is named, with those that are', async () => {
  await expect(machines().start('offers', 'x', {})).rejects.toThrow(/offers.*intake, assessment, offer/)
})
