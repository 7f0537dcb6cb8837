import { describe, expect, it } from 'vitest'
import { begin, body, call, define, epoch, failure, pass, recordOf, run, secondsSince, setUp, wait } from './fixture.ts'

const day = 86_400

describe('data flow', () => {
  it('passes the input on where there is no Output, and replaces it where there is', async () => {
    const record = await run(
      setUp(),
      { A: pass({ Next: 'B' }), B: pass({ Output: { doubled: '{% $states.input.n * 2 %}', fixed: true } }) },
      { input: { n: 21 } },
    )
    expect(record.output).toEqual({ doubled: 42, fixed: true })
  })

  it('evaluates Assign and Output from what held on entry to the state', async () => {
    const record = await run(setUp(), {
      First: pass({ Assign: { x: 3, a: 6 }, Next: 'Swap' }),
      Swap: pass({ Assign: { x: '{% $a %}', nextX: '{% $x %}' }, Output: '{% $x %}', Next: 'Show' }),
      Show: pass({ Output: { x: '{% $x %}', nextX: '{% $nextX %}', before: '{% $states.input %}' } }),
    })
    expect(record.output).toEqual({ x: 6, nextX: 3, before: 3 })
  })

  it('evaluates a string only when the whole of it stands in {% %}', async () => {
    const record = await run(setUp(), {
      A: pass({ Output: ['a {% 1 %} b', '{% 1 + 1 %}', { deep: ['{% $uppercase("x") %}'] }] }),
    })
    expect(record.output).toEqual(['a {% 1 %} b', 2, { deep: ['X'] }])
  })

  it('fails with States.QueryEvaluationError when an expression comes to nothing', async () => {
    const record = await run(setUp(), { A: pass({ Output: '{% $states.input.absent %}' }) })
    expect(record).toMatchObject({ status: 'FAILED', error: 'States.QueryEvaluationError' })
    expect(record.cause).toBe(
      "The JSONata expression '$states.input.absent' specified for state 'A' field 'Output' returned nothing (undefined).",
    )
  })

  it('fails with States.QueryEvaluationError when an expression does not fit its operands', async () => {
    const record = await run(setUp(), { A: pass({ Output: '{% $states.input.text + 1 %}' }) }, { input: { text: 'a' } })
    expect(record).toMatchObject({ status: 'FAILED', error: 'States.QueryEvaluationError' })
    expect(record.cause).toContain('T2001')
  })

  it('tells the execution, the state and the machine in the context object', async () => {
    const world = setUp()
    const arn = begin(
      world,
      define(world, { W: wait(90, { Next: 'A' }), A: pass({ Output: '{% $states.context %}' }) }),
      { n: 1 },
      'first',
    )
    await world.clock.runUntil(epoch + 100_000)
    expect(recordOf(world, arn).output).toEqual({
      Execution: {
        Id: 'arn:aws:states:us-east-1:000000000000:execution:Test:first',
        Name: 'first',
        Input: { n: 1 },
        StartTime: '2026-03-01T00:00:00Z',
        RoleArn: 'arn:aws:iam::000000000000:role/Test',
        RedriveCount: 0,
      },
      State: { Name: 'A', EnteredTime: '2026-03-01T00:01:30Z', RetryCount: 0 },
      StateMachine: { Id: 'arn:aws:states:us-east-1:000000000000:stateMachine:Test', Name: 'Test' },
    })
  })

  it('gives out plain arrays where JSONata has sequences, so that one variable does not flatten into the next', async () => {
    const record = await run(
      setUp(),
      {
        A: pass({ Assign: { all: '{% $states.input.list.n %}', one: '{% $states.input.list[0].n[] %}' }, Next: 'B' }),
        B: pass({ Output: { pair: '{% [$all, [$one]] %}', count: '{% $count($all) %}' } }),
      },
      { input: { list: [{ n: 1 }, { n: 2 }] } },
    )
    expect(record.output).toEqual({ pair: [1, 2, [1]], count: 2 })
  })
})

describe('JSONata as Step Functions offers it', () => {
  const evaluated = async (expression: string, random?: () => number) =>
    (
      await run(setUp(random === undefined ? {} : { random }), {
        W: wait(5, { Next: 'A' }),
        A: pass({ Output: `{% ${expression} %}` }),
      })
    ).output

  it('reads $now and $millis from the virtual clock', async () => {
    expect(await evaluated('[$now(), $millis()]')).toEqual(['2026-03-01T00:00:05.000Z', epoch + 5000])
    expect(await evaluated("$now('[Y]/[M01]/[D01] [H01]:[m01]', '+0800')")).toBe('2026/03/01 08:00')
  })

  it('completes a time without a date with the virtual day', async () => {
    expect(await evaluated("$fromMillis($toMillis('13:45', '[H01]:[m01]'))")).toBe('2026-03-01T13:45:00.000Z')
  })

  it('offers $parse, $hash, $range and $partition', async () => {
    expect(await evaluated(`$parse('{"a":[1,2]}').a[1]`)).toBe(2)
    expect(await evaluated("$hash('abc', 'SHA-256')")).toBe(
      'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad',
    )
    expect(await evaluated('$range(0, 10, 4)')).toEqual([0, 4, 8])
    expect(await evaluated('$range(3, 1, -1)')).toEqual([3, 2, 1])
    expect(await evaluated('$partition([1,2,3,4,5], 2)')).toEqual([[1, 2], [3, 4], [5]])
  })

  it('draws $random and $uuid from the given source, and a seeded $random from its seed alone', async () => {
    expect(await evaluated('$random()', () => 0.25)).toBe(0.25)
    expect(await evaluated('$uuid()', () => 0)).toBe('00000000-0000-4000-8000-000000000000')
    const [first, second] = await Promise.all([evaluated('$random(7)', () => 0.1), evaluated('$random(7)', () => 0.9)])
    expect(first).toBe(second)
    expect(first).not.toBe(await evaluated('$random(8)'))
  })
})

describe('Choice', () => {
  const states = {
    C: {
      Type: 'Choice',
      Choices: [
        { Condition: '{% $states.input.n > 10 %}', Assign: { size: 'big' }, Output: { n: 'rule' }, Next: 'Show' },
        { Condition: '{% $states.input.n > 5 %}', Next: 'Small' },
      ],
      Assign: { size: 'default' },
      Output: { n: 'default' },
      Default: 'Show',
    },
    Small: pass(),
    Show: pass({ Output: { size: '{% $size %}', n: '{% $states.input.n %}' } }),
  }

  it('takes the first rule that holds, with the Output and Assign of that rule', async () => {
    expect((await run(setUp(), states, { input: { n: 11 } })).output).toEqual({ size: 'big', n: 'rule' })
    expect((await run(setUp(), states, { input: { n: 6 } })).output).toEqual({ n: 6 })
  })

  it('takes the Default with the Output and Assign of the state', async () => {
    expect((await run(setUp(), states, { input: { n: 1 } })).output).toEqual({ size: 'default', n: 'default' })
  })

  it('fails without a Default, and when a Condition is neither true nor false', async () => {
    const only = (Condition: string) => ({
      C: { Type: 'Choice', Choices: [{ Condition, Next: 'Done' }] },
      Done: { Type: 'Succeed' },
    })
    expect(await run(setUp(), only('{% false %}'))).toMatchObject({ status: 'FAILED', error: 'States.NoChoiceMatched' })
    expect(await run(setUp(), only("{% 'true' %}"))).toMatchObject({
      status: 'FAILED',
      error: 'States.QueryEvaluationError',
    })
  })
})

describe('Wait', () => {
  it('waits 200 days to the millisecond, far beyond what a timer of JavaScript can', async () => {
    const record = await run(setUp(), { W: wait(200 * day) })
    expect(secondsSince(record.endedAt)).toBe(200 * day)
  })

  it('waits until an instant in any zone, and passes at once when that lies in the past', async () => {
    const until = (Timestamp: string) =>
      run(setUp(), { W: { Type: 'Wait', Timestamp, End: true } }, { input: { at: '2026-03-02T08:00:00.5+08:00' } })
    expect(secondsSince((await until('{% $states.input.at %}')).endedAt)).toBe(day + 0.5)
    expect(secondsSince((await until('2025-12-31T00:00:00Z')).endedAt)).toBe(0)
  })

  it('refuses a negative or broken number of seconds and a timestamp that is none', async () => {
    for (const seconds of ['{% -1 %}', '{% 1.5 %}', "{% '5' %}"]) {
      expect(await run(setUp(), { W: wait(seconds) })).toMatchObject({ error: 'States.QueryEvaluationError' })
    }
    expect(await run(setUp(), { W: { Type: 'Wait', Timestamp: "{% '1 March 2026' %}", End: true } })).toMatchObject({
      error: 'States.QueryEvaluationError',
    })
  })

  it('lets no Standard execution live longer than the year AWS allows', async () => {
    const record = await run(setUp(), { W: wait(400 * day) })
    expect(record).toMatchObject({ status: 'TIMED_OUT', error: 'States.Timeout' })
    expect(secondsSince(record.endedAt)).toBe(365 * day)
  })
})

describe('ends', () => {
  it('succeeds with the Output of a Succeed state', async () => {
    expect(
      await run(setUp(), { S: { Type: 'Succeed', Output: { ok: '{% $states.input.n %}' } } }, { input: { n: 1 } }),
    ).toMatchObject({ status: 'SUCCEEDED', output: { ok: 1 } })
  })

  it('fails with the evaluated Error and Cause of a Fail state', async () => {
    const record = await run(
      setUp(),
      { F: { Type: 'Fail', Error: '{% $states.input.code %}', Cause: '{% "because " & $states.input.n %}' } },
      { input: { code: 'Declined', n: 1 } },
    )
    expect(record).toMatchObject({ status: 'FAILED', error: 'Declined', cause: 'because 1' })
  })

  it('times the whole machine out', async () => {
    const record = await run(setUp(), { W: wait(100) }, { TimeoutSeconds: 60 })
    expect(record).toMatchObject({ status: 'TIMED_OUT', error: 'States.Timeout' })
    expect(secondsSince(record.endedAt)).toBe(60)
  })
})

describe('Task', () => {
  it('gives the result in the shape of the Lambda integration', async () => {
    const world = setUp({ functions: { Score: ({ n }) => ({ score: n + 1 }) } })
    const record = await run(
      world,
      { T: { ...call('Score', { n: '{% $states.input.n %}' }), Output: '{% $states.result %}' } },
      { input: { n: 1 } },
    )
    expect(record.output).toEqual({
      ExecutedVersion: '$LATEST',
      Payload: { score: 2 },
      SdkHttpMetadata: { HttpStatusCode: 200 },
      StatusCode: 200,
    })
  })

  it('names the error after the exception and puts Lambda-like JSON into the cause', async () => {
    const record = await run(
      setUp({
        functions: {
          Score: () => {
            throw failure('BureauDown', 'try later')
          },
        },
      }),
      { T: call('Score') },
    )
    expect(record).toMatchObject({ status: 'FAILED', error: 'BureauDown' })
    expect(JSON.parse(record.cause ?? '')).toEqual({ errorType: 'BureauDown', errorMessage: 'try later' })
  })

  it('hands functions a copy, so that they cannot change the data of the execution', async () => {
    const world = setUp({
      functions: {
        Spoil: (payload) => {
          payload.list.push('spoilt')
          return null
        },
      },
    })
    const record = await run(
      world,
      { T: call('Spoil', '{% $states.input %}', { Output: '{% $states.input %}' }) },
      { input: { list: [1] } },
    )
    expect(record.output).toEqual({ list: [1] })
  })

  it('tells retries, errors and nested branches in its path, and nothing of the payloads', async () => {
    let tries = 0
    const world = setUp({
      functions: {
        Flaky: () => {
          tries += 1
          if (tries < 3) throw failure('Busy')
          return null
        },
      },
    })
    const record = await run(world, {
      T: call('Flaky', {}, { Retry: [{ ErrorEquals: ['Busy'] }], Next: 'P' }),
      P: { Type: 'Parallel', Branches: [body({ A: pass() }), body({ B: wait(5) })], End: true },
    })
    expect(JSON.parse(JSON.stringify(record.path))).toEqual([
      { state: 'T', enteredAt: epoch, exitedAt: epoch + 3000, retries: 2 },
      {
        state: 'P',
        enteredAt: epoch + 3000,
        exitedAt: epoch + 8000,
        branches: [
          [{ state: 'A', enteredAt: epoch + 3000, exitedAt: epoch + 3000 }],
          [{ state: 'B', enteredAt: epoch + 3000, exitedAt: epoch + 8000 }],
        ],
      },
    ])
  })
})
