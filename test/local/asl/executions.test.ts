import { describe, expect, it } from 'vitest'
import {
  arnOf,
  begin,
  body,
  call,
  callback,
  define,
  epoch,
  pass,
  recordOf,
  run,
  type StateJson,
  secondsSince,
  setUp,
  wait,
} from './fixture.ts'

const named = (name: string) => expect.objectContaining({ name })
const startMachine = (pattern: string, more: object = {}) => ({
  Type: 'Task',
  Resource: `arn:aws:states:::states:startExecution${pattern}`,
  Arguments: { StateMachineArn: arnOf('Child'), Input: { n: '{% $states.input.n %}' } },
  End: true,
  ...more,
})

describe('execution names', () => {
  it('give the same execution for the same input while it runs, and are taken otherwise and ever after', async () => {
    const world = setUp()
    const arn = define(world, { W: wait(10) })
    const first = begin(world, arn, { a: 1 }, 'loan-1')
    expect(first).toBe('arn:aws:states:us-east-1:000000000000:execution:Test:loan-1')
    await world.clock.runUntil(epoch + 5000)
    expect(begin(world, arn, { a: 1 }, 'loan-1')).toBe(first)
    expect(() => begin(world, arn, { a: 2 }, 'loan-1')).toThrow(named('ExecutionAlreadyExists'))
    await world.clock.runUntil(epoch + 20_000)
    expect(() => begin(world, arn, { a: 1 }, 'loan-1')).toThrow(named('ExecutionAlreadyExists'))
    expect([...world.machines.executions()]).toHaveLength(1)
  })

  it('are free again 90 days after the end', async () => {
    const world = setUp()
    const arn = define(world, { A: pass() })
    begin(world, arn, {}, 'x')
    await world.clock.runUntil(epoch + 90 * 86_400_000)
    begin(world, arn, {}, 'y')
    await world.clock.settle()
    begin(world, arn, {}, 'x')
    await world.clock.settle()
    expect(world.ended.map(({ name }) => name)).toEqual(['x', 'y', 'x'])
  })

  it('are free again as soon as the execution is forgotten, when that is asked for sooner', async () => {
    const world = setUp({ keepEndedFor: 1000 })
    const arn = define(world, { A: pass() })
    for (const second of [0, 1, 2]) {
      await world.clock.runUntil(epoch + second * 1000)
      begin(world, arn, {}, `x${second % 2}`)
      await world.clock.settle()
    }
    expect(world.ended.map(({ name }) => name)).toEqual(['x0', 'x1', 'x0'])
    expect([...world.machines.executions()].map(({ name }) => name)).toEqual(['x0'])
  })

  it('are refused when they are too long or contain what AWS forbids', () => {
    const world = setUp()
    const arn = define(world, { A: pass() })
    for (const name of ['', 'a'.repeat(81), 'a b', 'a:b', 'a/b', 'a*', 'a\u0007', 'a<b', 'a,b', 'a`b']) {
      expect(() => begin(world, arn, {}, name), JSON.stringify(name)).toThrow(named('InvalidName'))
    }
    expect(begin(world, arn, {}, '贷款-1_x.y')).toContain('贷款-1_x.y')
  })

  it('are made up when not given, never the same, whatever the source of randomness', () => {
    const world = setUp({ random: () => 0 })
    const arn = define(world, { A: pass() })
    expect(begin(world, arn)).not.toBe(begin(world, arn))
  })

  it('of unknown machines and inputs that are no JSON are refused', () => {
    const world = setUp()
    const stateMachineArn = define(world, { A: pass() })
    expect(() => begin(world, arnOf('None'))).toThrow(named('StateMachineDoesNotExist'))
    expect(() => world.machines.startExecution({ stateMachineArn, input: '{' })).toThrow(named('InvalidExecutionInput'))
    expect(() => begin(world, stateMachineArn, 'x'.repeat(262_143))).toThrow(named('InvalidExecutionInput'))
  })
})

describe('starting another machine', () => {
  it('does not wait without a pattern', async () => {
    const world = setUp()
    define(world, { W: wait(10) }, { name: 'Child' })
    const record = await run(
      world,
      { T: startMachine('', { Output: '{% $states.result.ExecutionArn %}' }) },
      { input: { n: 1 } },
    )
    expect(secondsSince(record.endedAt)).toBe(0)
    expect(recordOf(world, String(record.output))).toMatchObject({
      machine: 'Child',
      input: { n: 1 },
      status: 'SUCCEEDED',
    })
  })

  it('with .sync:2 waits and gives the output as JSON', async () => {
    const world = setUp()
    define(world, { W: wait(10, { Output: { doubled: '{% $states.input.n * 2 %}' } }) }, { name: 'Child' })
    const record = await run(
      world,
      { T: startMachine('.sync:2', { Output: '{% [$states.result.Output.doubled, $states.result.Status] %}' }) },
      { input: { n: 4 } },
    )
    expect(record.output).toEqual([8, 'SUCCEEDED'])
    expect(secondsSince(record.endedAt)).toBe(10)
  })

  it('with .sync:2 fails with States.TaskFailed when the child fails, its description being the cause', async () => {
    const world = setUp()
    define(world, { F: { Type: 'Fail', Error: 'Declined', Cause: 'no' } }, { name: 'Child' })
    const record = await run(world, { T: startMachine('.sync:2') }, { input: { n: 4 } })
    expect(record).toMatchObject({ status: 'FAILED', error: 'States.TaskFailed' })
    expect(JSON.parse(record.cause ?? '')).toMatchObject({ Status: 'FAILED', Error: 'Declined', Cause: 'no' })
  })

  it('with .sync:2 stops the child with the parent', async () => {
    const world = setUp()
    define(world, { W: wait(1000) }, { name: 'Child' })
    const arn = begin(world, define(world, { T: startMachine('.sync:2') }), { n: 1 })
    await world.clock.runUntil(epoch + 5000)
    world.machines.stopExecution({ executionArn: arn, error: 'Operator', cause: 'test' })
    expect(
      [...world.machines.executions()].map(({ machine, status, endedAt }) => [machine, status, secondsSince(endedAt)]),
    ).toEqual([
      ['Test', 'ABORTED', 5],
      ['Child', 'ABORTED', 5],
    ])
    expect(recordOf(world, arn)).toMatchObject({ error: 'Operator', cause: 'test' })
    await world.clock.runUntil(epoch + 2_000_000)
    expect(world.ended).toHaveLength(2)
  })

  it('with .sync:2 times out as a task does, leaving the child to itself', async () => {
    const world = setUp()
    define(world, { W: wait(100) }, { name: 'Child' })
    const record = await run(world, { T: startMachine('.sync:2', { TimeoutSeconds: 30 }) }, { input: { n: 1 } })
    expect(record).toMatchObject({ status: 'FAILED', error: 'States.Timeout', endedAt: epoch + 30_000 })
    expect(world.ended.map(({ machine, status }) => [machine, status])).toEqual([
      ['Test', 'FAILED'],
      ['Child', 'SUCCEEDED'],
    ])
  })

  it('with .waitForTaskToken hands the token to the child', async () => {
    const world = setUp({
      functions: {
        Answer: (token) => {
          world.machines.sendTaskSuccess({ taskToken: token, output: '"thanks"' })
          return null
        },
      },
    })
    define(world, { W: wait(3, { Next: 'A' }), A: call('Answer', '{% $states.input.token %}') }, { name: 'Child' })
    const Arguments = { StateMachineArn: arnOf('Child'), Input: { token: '{% $states.context.Task.Token %}' } }
    const record = await run(world, { T: startMachine('.waitForTaskToken', { Arguments }) })
    expect(record).toMatchObject({ status: 'SUCCEEDED', output: 'thanks', endedAt: epoch + 3000 })
  })

  it('fails by name when the execution exists or the machine does not', async () => {
    const world = setUp()
    define(world, { W: wait(10) }, { name: 'Child' })
    begin(world, arnOf('Child'), { n: 0 }, 'taken')
    const of = (Arguments: object) =>
      run(world, { T: startMachine('', { Arguments }) }, { name: `P${Math.floor(world.ended.length)}` })
    expect(await of({ StateMachineArn: arnOf('Child'), Name: 'taken' })).toMatchObject({
      error: 'StepFunctions.ExecutionAlreadyExistsException',
    })
    expect(await of({ StateMachineArn: arnOf('None') })).toMatchObject({
      error: 'StepFunctions.StateMachineDoesNotExistException',
    })
  })
})

describe('limits', () => {
  it('of 262,144 bytes of UTF-8 hold for outputs, arguments, results and variables', async () => {
    const limited = async (state: object, function_ = () => 'x' as string) =>
      (await run(setUp({ functions: { F: function_ } }), { A: { ...pass(), ...state } })).error
    const ascii = (length: number) => `{% $pad('', ${length}, 'x') %}`
    expect(await limited({ Output: ascii(262_142) })).toBeUndefined()
    expect(await limited({ Output: ascii(262_143) })).toBe('States.DataLimitExceeded')
    expect(await limited({ Output: "{% $pad('', 87381, '元') %}" })).toBe('States.DataLimitExceeded')
    expect(await limited({ Assign: { v: ascii(262_142) }, Output: 1 })).toBe('States.DataLimitExceeded')
    expect(await limited(call('F', ascii(262_142)))).toBe('States.DataLimitExceeded')
    expect(await limited(call('F'), () => 'x'.repeat(262_142))).toBeUndefined()
    expect(await limited(call('F'), () => 'x'.repeat(262_143))).toBe('States.DataLimitExceeded')
  })

  it('of 10 MiB holds for all variables together', async () => {
    const megabytes = (count: number): Promise<string | undefined> => {
      const states: Record<string, StateJson> = {}
      for (let index = 0; index < count * 4; index += 1) {
        states[`S${index}`] = {
          Type: 'Pass',
          Assign: { [`v${index}`]: "{% $pad('', 262000, 'x') %}" },
          Output: 1,
          Next: `S${index + 1}`,
        }
      }
      return run(setUp(), { ...states, [`S${count * 4}`]: pass({ Output: 1 }) }).then(({ error }) => error)
    }
    expect(await megabytes(10)).toBeUndefined()
    expect(await megabytes(11)).toBe('States.DataLimitExceeded')
  })

  it('of 25,000 events ends a Standard execution that loops, its end being the last event', async () => {
    const record = await run(setUp(), { A: pass({ Next: 'B' }), B: pass({ Next: 'A' }) })
    expect(record).toMatchObject({
      status: 'FAILED',
      error: 'States.Runtime',
      cause: 'The execution reached the maximum number of history events (25000).',
      events: 25_000,
    })
  })

  it('of events is not caught inside either', async () => {
    const loop = body({ A: pass({ Next: 'B' }), B: pass({ Next: 'A' }) })
    const record = await run(setUp(), {
      P: { Type: 'Parallel', Branches: [loop], Catch: [{ ErrorEquals: ['States.ALL'], Next: 'C' }], End: true },
      C: pass(),
    })
    expect(record).toMatchObject({ status: 'FAILED', error: 'States.Runtime', events: 25_000 })
  })

  it('count a Lambda task as AWS does: entered, scheduled, started, succeeded, exited', async () => {
    const world = setUp({ functions: { F: () => 1 } })
    const record = await run(world, { T: call('F') })
    const history = world.machines.getExecutionHistory(record.arn)
    expect(history.map(({ type, previousEventId }) => [type, previousEventId])).toEqual([
      ['ExecutionStarted', 0],
      ['TaskStateEntered', 0],
      ['TaskScheduled', 2],
      ['TaskStarted', 3],
      ['TaskSucceeded', 4],
      ['TaskStateExited', 5],
      ['ExecutionSucceeded', 6],
    ])
    expect(record.events).toBe(7)
    expect(history[1]).toMatchObject({ stateEnteredEventDetails: { name: 'T' } })
  })
})

describe('Express machines', () => {
  it('live five minutes and take a name any number of times', async () => {
    const world = setUp()
    const arn = define(world, { W: wait(301) }, { type: 'EXPRESS' })
    const [first, second] = [begin(world, arn, {}, 'x'), begin(world, arn, {}, 'x')]
    expect(first).not.toBe(second)
    await world.clock.runUntil(epoch + 400_000)
    expect(recordOf(world, first)).toMatchObject({ status: 'TIMED_OUT', endedAt: epoch + 300_000 })
    expect(() => world.machines.describeExecution(first)).toThrow(named('InvalidArn'))
    expect(() => world.machines.listExecutions({ stateMachineArn: arn })).toThrow(named('StateMachineTypeNotSupported'))
  })
})

describe('stopping', () => {
  it('an execution from within its own function ends it at once', async () => {
    const world = setUp({
      functions: {
        F: (arn) => {
          world.machines.stopExecution({ executionArn: arn })
          return 1
        },
      },
    })
    const record = await run(world, { T: call('F', '{% $states.context.Execution.Id %}', { Next: 'A' }), A: pass() })
    expect(record.status).toBe('ABORTED')
    expect(record.path.map(({ state }) => state)).toEqual(['T'])
    expect(world.machines.statesEntered).toBe(1)
  })

  it.each(['Pass', 'Choice', 'Wait', 'Task', 'Token', 'Parallel', 'Map'])(
    'an execution from outside while its %s state is being evaluated leaves it there',
    async (type) => {
      const world = setUp({ functions: { F: () => 1 } })
      const one = '{% $states.input.n + 0 %}'
      const states: Record<string, StateJson> = {
        Pass: pass({ Output: one }),
        Choice: { Type: 'Choice', Choices: [{ Condition: '{% $states.input.n = 1 %}', Next: 'End' }] },
        Wait: wait('{% $states.input.n * 5 %}'),
        Task: call('F', one),
        Token: callback('F', { Arguments: { FunctionName: 'F', Payload: [one, '{% $states.context.Task.Token %}'] } }),
        Parallel: { Type: 'Parallel', Arguments: one, Branches: [body({ In: pass() })], End: true },
        Map: { Type: 'Map', Items: ['{% $states.input.n + 0 %}'], ItemProcessor: body({ In: pass() }), End: true },
      }
      const arn = begin(
        world,
        define(world, { [type]: states[type] ?? {}, ...(type === 'Choice' && { End: pass() }) }),
        { n: 1 },
      )
      const running = world.clock.runUntil(epoch + 60_000)
      world.machines.stopExecution({ executionArn: arn })
      await running
      expect(world.machines.getExecutionHistory(arn).map((event) => event.type)).toEqual([
        'ExecutionStarted',
        expect.stringContaining('StateEntered'),
        'ExecutionAborted',
      ])
      expect(recordOf(world, arn).path).toHaveLength(1)
      expect(world.calls).toEqual([])
      expect(world.machines.snapshot()).toMatchObject({ frames: [], alarms: [] })
    },
  )

  it('leaves running executions on the definition they started with', async () => {
    const world = setUp()
    const arn = define(world, { W: wait(10, { Output: 'old' }) })
    const old = begin(world, arn)
    await world.clock.settle()
    define(world, { W: wait(10, { Output: 'new' }) })
    const fresh = begin(world, arn)
    await world.clock.runUntil(epoch + 20_000)
    expect([recordOf(world, old).output, recordOf(world, fresh).output]).toEqual(['old', 'new'])
  })
})
