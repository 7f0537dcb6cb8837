import { describe, expect, it } from 'vitest'
import {
  begin,
  body,
  call,
  callback,
  define,
  epoch,
  failure,
  pass,
  recordOf,
  run,
  secondsSince,
  setUp,
  wait,
} from './fixture.ts'

const failing = (...names: (string | null)[]) => {
  let count = 0
  return () => {
    const name = names[Math.min(count, names.length - 1)]
    count += 1
    if (name != null) throw failure(name, `failure ${count}`)
    return 'done'
  }
}
const attempts = async (retry: object[], names: (string | null)[]) => {
  const world = setUp({ functions: { F: failing(...names) } })
  const record = await run(world, { T: call('F', {}, { Retry: retry }) })
  return { at: world.calls.map(({ at }) => at), record }
}

describe('Retry', () => {
  it('waits 1, 2 and 4 seconds by default and then gives up', async () => {
    const { at, record } = await attempts([{ ErrorEquals: ['States.ALL'] }], ['Busy'])
    expect(at).toEqual([0, 1, 3, 7])
    expect(record).toMatchObject({ status: 'FAILED', error: 'Busy' })
  })

  it('grows by the back-off rate up to the cap', async () => {
    const { at } = await attempts(
      [{ ErrorEquals: ['Busy'], IntervalSeconds: 3, BackoffRate: 3, MaxDelaySeconds: 20, MaxAttempts: 4 }],
      ['Busy'],
    )
    expect(at).toEqual([0, 3, 12, 32, 52])
  })

  it('with full jitter waits the drawn part of the capped delay', async () => {
    const draws: number[] = []
    const world = setUp({ functions: { F: failing('Busy') }, random: () => draws.shift() ?? 0.5 })
    draws.push(0.5, 0.25, 0.999, 0)
    await run(world, {
      T: call(
        'F',
        {},
        {
          Retry: [
            { ErrorEquals: ['Busy'], IntervalSeconds: 2, MaxDelaySeconds: 5, JitterStrategy: 'FULL', MaxAttempts: 4 },
          ],
        },
      ),
    })
    expect(world.calls.map(({ at }) => at)).toEqual([0, 1, 2, 6.995, 6.995])
  })

  it('counts for every retrier on its own', async () => {
    // As in the documentation: A waits 1 and 2 s, C 5 s, and the third of the first kind is one too many.
    const { at, record } = await attempts(
      [
        { ErrorEquals: ['A', 'B'], MaxAttempts: 2 },
        { ErrorEquals: ['C'], IntervalSeconds: 5 },
      ],
      ['A', 'B', 'C', 'B'],
    )
    expect(at).toEqual([0, 1, 3, 8])
    expect(record.error).toBe('B')
  })

  it('never retries with MaxAttempts 0, even when a later retrier matches too', async () => {
    const { at } = await attempts(
      [{ ErrorEquals: ['Busy'], MaxAttempts: 0 }, { ErrorEquals: ['States.ALL'] }],
      ['Busy'],
    )
    expect(at).toEqual([0])
  })

  it('tells the retry count in the context, and begins anew when the state is entered again', async () => {
    const world = setUp({
      functions: {
        F: ({ count, round }) => {
          if (count < 1) throw failure('Busy')
          return round + 1
        },
      },
    })
    const record = await run(world, {
      Start: pass({ Output: 0, Next: 'T' }),
      T: call(
        'F',
        { count: '{% $states.context.State.RetryCount %}', round: '{% $states.input %}' },
        { Retry: [{ ErrorEquals: ['Busy'], MaxAttempts: 1 }], Next: 'C' },
      ),
      C: { Type: 'Choice', Choices: [{ Condition: '{% $states.input < 3 %}', Next: 'T' }], Default: 'Done' },
      Done: { Type: 'Succeed' },
    })
    expect(record).toMatchObject({ status: 'SUCCEEDED', output: 3 })
    expect(world.calls.map(({ payload }) => payload.count)).toEqual([0, 1, 0, 1, 0, 1])
  })

  it('takes up a Parallel state from its beginning', async () => {
    const world = setUp({ functions: { F: failing('Busy', null), G: () => 1 } })
    const record = await run(world, {
      P: {
        Type: 'Parallel',
        Branches: [body({ F: call('F') }), body({ G: call('G') })],
        Retry: [{ ErrorEquals: ['Busy'] }],
        End: true,
      },
    })
    expect(record).toMatchObject({ status: 'SUCCEEDED', output: ['done', 1] })
    expect(world.calls.map(({ functionName, at }) => [functionName, at])).toEqual([
      ['F', 0],
      ['F', 1],
      ['G', 1],
    ])
  })
})

describe('Catch', () => {
  const caught = (names: string[], more: object = {}) => ({ Catch: [{ ErrorEquals: names, Next: 'Caught', ...more }] })
  const Caught = pass({ Output: { caught: '{% $states.input %}' } })

  it('hands on the error output, or what its own Output makes of it, and assigns variables', async () => {
    const world = () => setUp({ functions: { F: failing('Busy') } })
    const cause = JSON.stringify({ errorType: 'Busy', errorMessage: 'failure 1' })
    expect((await run(world(), { T: call('F', {}, caught(['Busy'])), Caught })).output).toEqual({
      caught: { Error: 'Busy', Cause: cause },
    })
    const record = await run(
      world(),
      {
        T: call(
          'F',
          {},
          caught(['States.ALL'], {
            Assign: { why: '{% $states.errorOutput.Error %}' },
            Output: '{% $states.input.id %}',
          }),
        ),
        Caught: pass({ Output: { why: '{% $why %}', id: '{% $states.input %}' } }),
      },
      { input: { id: 7 } },
    )
    expect(record.output).toEqual({ why: 'Busy', id: 7 })
    expect(record.path[0]).toMatchObject({ state: 'T', error: 'Busy', exitedAt: epoch })
  })

  it('comes after the retries are used up', async () => {
    const world = setUp({ functions: { F: failing('Busy') } })
    const record = await run(world, {
      T: call('F', {}, { Retry: [{ ErrorEquals: ['Busy'], MaxAttempts: 2 }], ...caught(['Busy']) }),
      Caught,
    })
    expect(record.status).toBe('SUCCEEDED')
    expect(secondsSince(record.endedAt)).toBe(3)
  })

  it('of an outer Parallel takes what no inner one caught', async () => {
    const world = setUp({ functions: { F: failing('Unknown') } })
    const inner = {
      Type: 'Parallel',
      Branches: [body({ F: call('F', {}, { Catch: [{ ErrorEquals: ['Other'], Next: 'No' }] }), No: pass() })],
      Catch: [{ ErrorEquals: ['Another'], Next: 'Nor' }],
      End: true,
    }
    const record = await run(world, {
      Outer: {
        Type: 'Parallel',
        Branches: [body({ Inner: inner, Nor: pass() }), body({ Slow: wait(50) })],
        Catch: [{ ErrorEquals: ['Unknown'], Next: 'Caught' }],
        End: true,
      },
      Caught,
    })
    expect(record).toMatchObject({ status: 'SUCCEEDED', output: { caught: { Error: 'Unknown' } } })
    expect(secondsSince(record.endedAt)).toBe(0)
  })

  it('takes States.QueryEvaluationError of the state itself, but not of the catcher', async () => {
    const world = () => setUp({ functions: { F: () => 1 } })
    const bad = { Output: '{% $states.result.absent %}' }
    expect(
      (await run(world(), { T: call('F', {}, { ...bad, ...caught(['States.QueryEvaluationError']) }), Caught })).status,
    ).toBe('SUCCEEDED')
    const record = await run(world(), {
      T: call('F', {}, { ...bad, ...caught(['States.ALL'], { Output: '{% $states.input.absent %}' }) }),
      Caught,
    })
    expect(record).toMatchObject({ status: 'FAILED', error: 'States.QueryEvaluationError' })
  })

  it('with States.ALL takes neither States.DataLimitExceeded nor States.Runtime, the former by its name', async () => {
    const big = () => setUp({ functions: { F: () => 'x'.repeat(262_144) } })
    expect((await run(big(), { T: call('F', {}, caught(['States.ALL'])), Caught })).error).toBe(
      'States.DataLimitExceeded',
    )
    expect((await run(big(), { T: call('F', {}, caught(['States.TaskFailed'])), Caught })).error).toBe(
      'States.DataLimitExceeded',
    )
    expect((await run(big(), { T: call('F', {}, caught(['States.DataLimitExceeded'])), Caught })).status).toBe(
      'SUCCEEDED',
    )
    const runtime = () => setUp({ functions: { F: failing('States.Runtime') } })
    expect((await run(runtime(), { T: call('F', {}, caught(['States.ALL'])), Caught })).error).toBe('States.Runtime')
    expect((await run(runtime(), { T: call('F', {}, caught(['States.Runtime'])), Caught })).error).toBe(
      'States.Runtime',
    )
  })

  it('with States.TaskFailed takes every task failure but States.Timeout', async () => {
    const named = (name: string) =>
      run(setUp({ functions: { F: failing(name) } }), { T: call('F', {}, caught(['States.TaskFailed'])), Caught })
    expect((await named('Anything')).status).toBe('SUCCEEDED')
    expect((await named('States.Timeout')).error).toBe('States.Timeout')
  })
})

describe('time-outs and heartbeats of a task that waits', () => {
  const parked = async (more: object) => {
    const world = setUp({ functions: { Ask: () => null } })
    const arn = begin(
      world,
      define(world, {
        T: callback('Ask', {
          ...more,
          Catch: [
            { ErrorEquals: ['States.Timeout'], Next: 'Late' },
            { ErrorEquals: ['States.HeartbeatTimeout'], Next: 'Silent' },
          ],
        }),
        Late: pass(),
        Silent: pass(),
      }),
    )
    await world.clock.settle()
    return {
      ...world,
      arn,
      token: world.calls[0]?.payload.token,
      path: () => recordOf(world, arn).path.map(({ state }) => state),
    }
  }

  it('times out at TimeoutSeconds to the millisecond', async () => {
    const { clock, path } = await parked({ TimeoutSeconds: 100 })
    await clock.runUntil(epoch + 99_999)
    expect(path()).toEqual(['T'])
    await clock.runUntil(epoch + 100_000)
    expect(path()).toEqual(['T', 'Late'])
  })

  it('fails with States.HeartbeatTimeout when silent for too long, and every heartbeat begins the time anew', async () => {
    const { clock, machines, token, path, arn, ...world } = await parked({ TimeoutSeconds: 1000, HeartbeatSeconds: 10 })
    await clock.runUntil(epoch + 9000)
    machines.sendTaskHeartbeat({ taskToken: token })
    await clock.runUntil(epoch + 18_999)
    expect(path()).toEqual(['T'])
    await clock.runUntil(epoch + 30_000)
    expect(path()).toEqual(['T', 'Silent'])
    expect(recordOf({ machines, ...world }, arn).endedAt).toBe(epoch + 19_000)
  })

  it('times out in spite of heartbeats when the whole takes too long', async () => {
    const { clock, machines, token, path } = await parked({ TimeoutSeconds: 25, HeartbeatSeconds: 10 })
    for (const at of [8, 16, 24]) {
      await clock.runUntil(epoch + at * 1000)
      machines.sendTaskHeartbeat({ taskToken: token })
    }
    await clock.runUntil(epoch + 26_000)
    expect(path()).toEqual(['T', 'Late'])
  })

  it('answers a late token with TaskTimedOut, an invented one with InvalidToken', async () => {
    const { clock, machines, token } = await parked({ TimeoutSeconds: 5 })
    await clock.runUntil(epoch + 6000)
    const late = { taskToken: token, output: '{}' }
    expect(() => machines.sendTaskSuccess(late)).toThrow(expect.objectContaining({ name: 'TaskTimedOut' }))
    expect(() => machines.sendTaskHeartbeat(late)).toThrow(expect.objectContaining({ name: 'TaskTimedOut' }))
    expect(() => machines.sendTaskSuccess({ taskToken: 'guess', output: '{}' })).toThrow(
      expect.objectContaining({ name: 'InvalidToken' }),
    )
    expect(() => machines.sendTaskFailure({ taskToken: `${token}x` })).toThrow(
      expect.objectContaining({ name: 'InvalidToken' }),
    )
  })

  it('does not run the clock for a function that answers at once', async () => {
    const world = setUp({ functions: { F: () => 1 } })
    const record = await run(world, { T: call('F', {}, { TimeoutSeconds: '{% 1 %}', Next: 'W' }), W: wait(10) })
    expect(record.status).toBe('SUCCEEDED')
  })
})

describe('task tokens', () => {
  it('finish the task once with the output, the second answer being too late', async () => {
    const world = setUp({ functions: { Ask: () => 'ignored' } })
    const arn = begin(world, define(world, { T: callback('Ask', { Output: { answer: '{% $states.result %}' } }) }))
    await world.clock.runUntil(epoch + 5000)
    const answer = { taskToken: world.calls[0]?.payload.token, output: '{"agreed":true}' }
    world.machines.sendTaskSuccess(answer)
    expect(() => world.machines.sendTaskSuccess(answer)).toThrow(expect.objectContaining({ name: 'TaskTimedOut' }))
    await world.clock.settle()
    expect(recordOf(world, arn)).toMatchObject({
      status: 'SUCCEEDED',
      output: { answer: { agreed: true } },
      endedAt: epoch + 5000,
    })
  })

  it('may be answered by the very function they are handed to, and by a failure', async () => {
    const world = setUp({
      functions: {
        Ask: ({ token }) => {
          world.machines.sendTaskFailure({ taskToken: token, error: 'Declined', cause: 'no' })
          throw failure('Ignored')
        },
      },
    })
    expect(await run(world, { T: callback('Ask', { TimeoutSeconds: 9 }) })).toMatchObject({
      status: 'FAILED',
      error: 'Declined',
      cause: 'no',
      endedAt: epoch,
    })
  })

  it('die with the call when it fails, and every retry gets a new one', async () => {
    const world = setUp({ functions: { Ask: failing('Busy', null) } })
    define(world, { T: callback('Ask', { Retry: [{ ErrorEquals: ['Busy'] }] }) })
    const arn = begin(world, 'arn:aws:states:us-east-1:000000000000:stateMachine:Test')
    await world.clock.runUntil(epoch + 2000)
    const [first, second] = world.calls.map(({ payload }) => payload.token)
    expect(first).not.toBe(second)
    expect(() => world.machines.sendTaskSuccess({ taskToken: first, output: '1' })).toThrow(
      expect.objectContaining({ name: 'TaskTimedOut' }),
    )
    world.machines.sendTaskSuccess({ taskToken: second, output: '2' })
    await world.clock.settle()
    expect(recordOf(world, arn).output).toBe(2)
  })

  it('take JSON only, and leave the task waiting otherwise', async () => {
    const world = setUp({ functions: { Ask: () => null } })
    const arn = begin(world, define(world, { T: callback('Ask') }))
    await world.clock.settle()
    const taskToken = world.calls[0]?.payload.token
    expect(() => world.machines.sendTaskSuccess({ taskToken, output: 'no json' })).toThrow(
      expect.objectContaining({ name: 'InvalidOutput' }),
    )
    expect(() => world.machines.sendTaskSuccess({ taskToken, output: JSON.stringify('x'.repeat(262_144)) })).toThrow(
      expect.objectContaining({ name: 'InvalidOutput' }),
    )
    expect(recordOf(world, arn).status).toBe('RUNNING')
  })
})
