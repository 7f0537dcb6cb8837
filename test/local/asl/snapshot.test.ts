import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type ExecutionRecord, type Json, StateMachines } from '../../../local/asl/state-machines.ts'
import { VirtualClock } from '../../../local/clock.ts'
import {
  arnOf,
  begin,
  body,
  call,
  callback,
  define,
  distributed,
  epoch,
  failure,
  pass,
  setUp,
  wait,
} from './fixture.ts'

const states = {
  Begin: pass({ Assign: { rate: '{% $states.input.rate %}' }, Next: 'Ask' }),
  Ask: callback('Ask', {
    TimeoutSeconds: 50,
    HeartbeatSeconds: 30,
    Catch: [{ ErrorEquals: ['States.Timeout', 'States.HeartbeatTimeout'], Next: 'Both' }],
    Next: 'Both',
  }),
  Both: {
    Type: 'Parallel',
    Branches: [
      body({
        Flaky: call('Flaky', '{% $states.context.Execution.Name %}', {
          Retry: [{ ErrorEquals: ['Busy'], IntervalSeconds: 7, MaxAttempts: 2, JitterStrategy: 'FULL' }],
          Next: 'Pause',
        }),
        Pause: wait(20),
      }),
      body({
        Each: {
          Type: 'Map',
          Items: [3, 1, 2],
          MaxConcurrency: 2,
          ItemProcessor: body({
            Keep: pass({ Assign: { own: '{% $states.input * $rate %}' }, Next: 'Rest' }),
            Rest: wait('{% $states.input * 9 %}', { Output: '{% $own %}' }),
          }),
          End: true,
        },
      }),
    ],
    Retry: [{ ErrorEquals: ['Busy'], MaxAttempts: 1 }],
    Catch: [{ ErrorEquals: ['States.ALL'], Next: 'Spread' }],
    Next: 'Spread',
  },
  Spread: {
    Type: 'Map',
    Items: [1, 2, 3, 4, 5],
    MaxConcurrency: 2,
    ToleratedFailureCount: 5,
    ItemBatcher: { MaxItemsPerBatch: 2 },
    ItemProcessor: distributed({ W: wait(11, { Next: 'F' }), F: call('Flaky', '{% $states.input.Items[0] %}') }),
    Next: 'Child',
  },
  Child: {
    Type: 'Task',
    Resource: 'arn:aws:states:::states:startExecution.sync:2',
    Arguments: { StateMachineArn: arnOf('Child') },
    End: true,
  },
}

/** Functions without memory, so that a restored world meets the same ones: whether a call fails hangs on the instant. */
const functionsOn = (now: () => number) => ({
  Ask: () => null,
  Flaky: () => {
    if (Math.floor(now() / 1000) % 2 === 0) throw failure('Busy')
    return 'ok'
  },
})

const drawing = (count: number) => ({
  count,
  draw(): number {
    this.count += 1
    return (this.count * 0.37) % 1
  },
})

const started = () => {
  const source = drawing(0)
  const instant = { read: () => epoch }
  const world = setUp({ functions: functionsOn(() => instant.read()), random: () => source.draw() })
  instant.read = () => world.clock.now()
  define(world, { W: wait(13, { Output: { done: true } }) }, { name: 'Child', TimeoutSeconds: 60 })
  const arn = define(world, states, { TimeoutSeconds: 900 })
  for (const name of ['a', 'b']) begin(world, arn, { rate: 10 }, name)
  return { world, source }
}

const finished = async (machines: StateMachines, clock: VirtualClock): Promise<ExecutionRecord[]> => {
  await clock.runUntil(epoch + 1000_000)
  return JSON.parse(JSON.stringify([...machines.executions()]))
}

describe('a snapshot', () => {
  it('covers every kind of waiting on its way to success', async () => {
    const { world } = started()
    const [first] = await finished(world.machines, world.clock)
    expect(first).toMatchObject({ status: 'SUCCEEDED', output: { Output: { done: true } } })
    expect(first?.path.map(({ state }) => state)).toEqual(['Begin', 'Ask', 'Both', 'Spread', 'Child'])
  })

  it('taken at any instant and restored on another clock is the same snapshot and comes to the same end', async () => {
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 0, max: 150_000 }), async (milliseconds) => {
        const { world, source } = started()
        await world.clock.runUntil(epoch + milliseconds)
        const text = JSON.stringify(world.machines.snapshot())
        const random = drawing(source.count)
        const expected = await finished(world.machines, world.clock)
        const clock = new VirtualClock(epoch + milliseconds)
        const functions = functionsOn(() => clock.now())
        const invoke = async ({ functionName }: { functionName: string }): Promise<Json> =>
          functionName === 'Ask' ? functions.Ask() : functions.Flaky()
        const machines = StateMachines.restore({ clock, random: () => random.draw(), invoke }, JSON.parse(text))
        expect(JSON.stringify(machines.snapshot())).toBe(text)
        expect(await finished(machines, clock)).toEqual(expected)
        expect(machines.statesEntered).toBe(world.machines.statesEntered)
      }),
      { numRuns: 60 },
    )
  })

  it('keeps task tokens alive, heartbeats running and the dead ones dead', async () => {
    const { world } = started()
    await world.clock.runUntil(epoch + 20_000)
    const [first, second] = world.calls.map(({ payload }) => payload.token)
    world.machines.sendTaskSuccess({ taskToken: first, output: '1' })
    const clock = new VirtualClock(epoch + 20_000)
    const machines = StateMachines.restore(
      { ...world.options, clock },
      JSON.parse(JSON.stringify(world.machines.snapshot())),
    )
    expect(() => machines.sendTaskSuccess({ taskToken: first, output: '1' })).toThrow(
      expect.objectContaining({ name: 'TaskTimedOut' }),
    )
    machines.sendTaskHeartbeat({ taskToken: second })
    await clock.runUntil(epoch + 49_000)
    expect([...machines.executions()].map(({ path }) => path.at(-1)?.state)).toMatchObject({ 0: 'Spread', 1: 'Ask' })
    machines.sendTaskSuccess({ taskToken: second, output: '2' })
    await clock.runUntil(epoch + 49_000)
    expect([...machines.executions()].map(({ path }) => path[1]?.exitedAt)).toMatchObject({
      0: epoch + 20_000,
      1: epoch + 49_000,
    })
  })

  it('is refused in the middle of an action', async () => {
    const world = setUp({ functions: { F: () => world.machines.snapshot() } })
    begin(world, define(world, { T: call('F') }))
    await world.clock.settle()
    expect([...world.machines.executions()][0]).toMatchObject({
      status: 'FAILED',
      error: 'Error',
      cause: expect.stringContaining('clock stand still'),
    })
  })

  it('keeps the definition an execution started with', async () => {
    const world = setUp()
    const arn = define(world, { W: wait(10, { Output: 'old' }) })
    begin(world, arn, {}, 'x')
    define(world, { W: wait(10, { Output: 'new' }) })
    const clock = new VirtualClock(epoch)
    const machines = StateMachines.restore({ ...world.options, clock }, world.machines.snapshot())
    machines.startExecution({ stateMachineArn: arn, name: 'y' })
    await clock.runUntil(epoch + 10_000)
    expect([...machines.executions()].map(({ output }) => output)).toEqual(['old', 'new'])
  })

  it('that is none is refused', () => {
    expect(() => StateMachines.restore(setUp().options, { version: 2 })).toThrow()
  })
})
