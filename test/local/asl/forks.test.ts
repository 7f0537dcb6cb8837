import { describe, expect, it } from 'vitest'
import {
  begin,
  body,
  call,
  callback,
  define,
  distributed,
  epoch,
  failure,
  pass,
  recordOf,
  run,
  secondsSince,
  setUp,
  wait,
} from './fixture.ts'

const map = (processor: object, more: object = {}) => ({
  Type: 'Map',
  ItemProcessor: processor,
  ...('Next' in more ? {} : { End: true }),
  ...more,
})

describe('Parallel', () => {
  it('gives every branch the same input and joins the outputs in order of the branches', async () => {
    const record = await run(
      setUp(),
      {
        P: {
          Type: 'Parallel',
          Arguments: { n: '{% $states.input.n + 1 %}' },
          Branches: [
            body({ Slow: wait(9, { Output: '{% $states.input.n * 10 %}' }) }),
            body({ Fast: pass({ Output: '{% $states.input.n %}' }) }),
          ],
          Output: '{% $sum($states.result) %}',
          End: true,
        },
      },
      { input: { n: 1 } },
    )
    expect(record.output).toBe(22)
    expect(secondsSince(record.endedAt)).toBe(9)
  })

  it('lets branches read outer variables and keeps their own to themselves', async () => {
    const record = await run(setUp(), {
      A: pass({ Assign: { outer: 1 }, Next: 'P' }),
      P: {
        Type: 'Parallel',
        Branches: [
          body({
            B: pass({ Assign: { inner: '{% $outer + 1 %}' }, Next: 'C' }),
            C: pass({ Output: '{% $inner + $outer %}' }),
          }),
          body({ D: wait(1, { Next: 'E' }), E: pass({ Output: '{% $exists($inner) %}' }) }),
        ],
        Next: 'Show',
      },
      Show: pass({ Output: { results: '{% $states.input %}', isVisible: '{% $exists($inner) %}' } }),
    })
    expect(record.output).toEqual({ results: [3, false], isVisible: false })
  })

  it('fails with the error of the branch that failed and stops the others, whose tokens die', async () => {
    const world = setUp({ functions: { Ask: () => null } })
    const arn = begin(
      world,
      define(world, {
        P: {
          Type: 'Parallel',
          Branches: [
            body({ W: wait(5, { Next: 'F' }), F: { Type: 'Fail', Error: 'Declined', Cause: 'no' } }),
            body({ T: callback('Ask') }),
          ],
          End: true,
        },
      }),
    )
    await world.clock.runUntil(epoch + 10_000)
    expect(recordOf(world, arn)).toMatchObject({
      status: 'FAILED',
      error: 'Declined',
      cause: 'no',
      endedAt: epoch + 5000,
    })
    const taskToken = world.calls[0]?.payload.token
    expect(() => world.machines.sendTaskSuccess({ taskToken, output: '1' })).toThrow(
      expect.objectContaining({ name: 'TaskTimedOut' }),
    )
    expect(world.machines.getExecutionHistory(arn).map(({ type }) => type)).toEqual([
      'ExecutionStarted',
      'ParallelStateEntered',
      'ParallelStateStarted',
      'WaitStateEntered',
      'TaskStateEntered',
      'TaskScheduled',
      'TaskStarted',
      'TaskSubmitted',
      'WaitStateExited',
      'FailStateEntered',
      'TaskStateAborted',
      'ParallelStateFailed',
      'ExecutionFailed',
    ])
  })
})

describe('inline Map', () => {
  it('runs every item with its index and value and joins the outputs in order', async () => {
    const record = await run(
      setUp(),
      {
        M: map(body({ A: pass({ Output: ['{% $states.input %}', '{% $states.context.Map.Item.Index %}'] }) }), {
          Items: '{% $states.input.loans %}',
          ItemSelector: {
            id: '{% $states.context.Map.Item.Value.id %}',
            at: '{% $states.context.Map.Item.Index %}',
            branch: '{% $states.input.branch %}',
          },
        }),
      },
      { input: { branch: 'X', loans: [{ id: 'a' }, { id: 'b' }] } },
    )
    expect(record.output).toEqual([
      [{ id: 'a', at: 0, branch: 'X' }, 0],
      [{ id: 'b', at: 1, branch: 'X' }, 1],
    ])
  })

  it('hands on items that are null, and gives [] for no items', async () => {
    expect(
      (await run(setUp(), { M: map(body({ A: pass() }), { Items: [null, 0, ''] }) }, { input: { not: 'this' } }))
        .output,
    ).toEqual([null, 0, ''])
    expect((await run(setUp(), { M: map(body({ A: pass() }), { Items: [] }) })).output).toEqual([])
  })

  it('keeps to MaxConcurrency on the virtual clock, and to 40 without one', async () => {
    const world = setUp({ functions: { F: (n) => n } })
    const processor = body({ F: call('F', '{% $states.input %}', { Next: 'W' }), W: wait('{% $states.input %}') })
    const record = await run(world, { M: map(processor, { Items: [10, 1, 1, 1, 5], MaxConcurrency: '{% 2 %}' }) })
    expect(world.calls.map(({ payload, at }) => [payload, at])).toEqual([
      [10, 0],
      [1, 0],
      [1, 1],
      [1, 2],
      [5, 3],
    ])
    expect(secondsSince(record.endedAt)).toBe(10)
    const many = await run(setUp(), {
      M: map(body({ W: wait(1) }), { Items: Array.from({ length: 81 }, (_, index) => index) }),
    })
    expect(secondsSince(many.endedAt)).toBe(3)
  })

  it('refuses what is no array, such as the one item a filter left', async () => {
    const record = await run(
      setUp(),
      { M: map(body({ A: pass() }), { Items: '{% $states.input.loans[due] %}' }) },
      { input: { loans: [{ due: true }, { due: false }] } },
    )
    expect(record).toMatchObject({ status: 'FAILED', error: 'States.QueryEvaluationError' })
    expect(record.cause).toContain('[]')
  })

  it('fails with the error of the first iteration that fails, and can be retried and caught', async () => {
    let tries = 0
    const world = setUp({
      functions: {
        F: () => {
          tries += 1
          throw failure('Busy')
        },
      },
    })
    const record = await run(world, {
      M: map(body({ F: call('F') }), {
        Items: [1, 2],
        MaxConcurrency: 1,
        Retry: [{ ErrorEquals: ['Busy'], MaxAttempts: 1 }],
        Catch: [{ ErrorEquals: ['Busy'], Next: 'C' }],
      }),
      C: pass({ Output: '{% $states.input.Error %}' }),
    })
    expect(record).toMatchObject({ status: 'SUCCEEDED', output: 'Busy' })
    expect(tries).toBe(2)
  })

  it('nests, each Map seeing its own item', async () => {
    const inner = map(body({ A: pass({ Output: '{% $states.context.Map.Item.Value %}' }) }), {
      Items: '{% $states.input %}',
    })
    const record = await run(setUp(), { M: map(body({ Inner: inner }), { Items: [[1, 2], [3]] }) })
    expect(record.output).toEqual([[1, 2], [3]])
  })
})

describe('distributed Map', () => {
  const processor = (type?: string) => distributed({ F: call('F', '{% $states.input %}') }, type)
  const odd = (n: number) => {
    if (n % 2 === 1) throw failure('Odd', `${n}`)
    return n
  }

  it('runs every item as an execution of its own, linked to the Map run, with its own history', async () => {
    const world = setUp({ functions: { F: odd } })
    const record = await run(world, { Each: map(processor(), { Items: [2, 4], Label: 'Loans' }) })
    expect(record).toMatchObject({ status: 'SUCCEEDED', output: [2, 4] })
    const children = [...world.machines.executions()].filter(({ mapRunArn }) => mapRunArn !== undefined)
    expect(children).toHaveLength(2)
    for (const child of children) {
      expect(child.mapRunArn).toMatch(/^arn:aws:states:us-east-1:000000000000:mapRun:Test\/Loans:[0-9a-f-]{36}$/)
      expect(child.parentArn).toBe(record.arn)
      expect(child.arn).toBe(`arn:aws:states:us-east-1:000000000000:execution:Test/Loans:${child.name}`)
      expect(world.machines.getExecutionHistory(child.arn)).toHaveLength(child.events)
      expect(child.path.map(({ state }) => state)).toEqual(['F'])
    }
    expect(world.machines.listExecutions().map(({ executionArn }) => executionArn)).toEqual([record.arn])
    expect(world.machines.listExecutions({ mapRunArn: children[0]?.mapRunArn })).toHaveLength(2)
    expect(world.ended.map(({ arn }) => arn)).toEqual([...children.map(({ arn }) => arn), record.arn])
    expect(world.machines.getExecutionHistory(record.arn).map(({ type }) => type)).toEqual([
      'ExecutionStarted',
      'MapStateEntered',
      'MapStateStarted',
      'MapRunStarted',
      'MapRunSucceeded',
      'MapStateSucceeded',
      'MapStateExited',
      'ExecutionSucceeded',
    ])
  })

  it('hides the variables of the machine from its children', async () => {
    const record = await run(setUp(), {
      A: pass({ Assign: { outer: 1 }, Next: 'M' }),
      M: map(distributed({ B: pass({ Output: '{% $exists($outer) %}' }) }), { Items: [1] }),
    })
    expect(record.output).toEqual([false])
  })

  it('tolerates no failure by default, and stops the children under way', async () => {
    const world = setUp({ functions: { F: odd } })
    const slow = distributed({ F: call('F', '{% $states.input %}', { Next: 'W' }), W: wait(100) })
    const record = await run(world, { M: map(slow, { Items: [2, 4, 5, 6] }) })
    expect(record).toMatchObject({ status: 'FAILED', error: 'States.ExceedToleratedFailureThreshold', endedAt: epoch })
    expect([...world.machines.executions()].slice(1).map(({ status }) => status)).toEqual([
      'ABORTED',
      'ABORTED',
      'FAILED',
      'ABORTED',
    ])
  })

  it('tolerates failures up to the count, whose results tell the error', async () => {
    const failed = (n: number) => ({ Error: 'Odd', Cause: JSON.stringify({ errorType: 'Odd', errorMessage: `${n}` }) })
    const tolerant = (ToleratedFailureCount: number | string) =>
      run(setUp({ functions: { F: odd } }), { M: map(processor(), { Items: [1, 2, 3, 4], ToleratedFailureCount }) })
    expect(await tolerant(2)).toMatchObject({ status: 'SUCCEEDED', output: [failed(1), 2, failed(3), 4] })
    expect(await tolerant('{% 1 %}')).toMatchObject({
      status: 'FAILED',
      error: 'States.ExceedToleratedFailureThreshold',
    })
  })

  it('tolerates failures up to the percentage, which may be broken', async () => {
    const tolerant = async (ToleratedFailurePercentage: number) =>
      (
        await run(setUp({ functions: { F: odd } }), {
          M: map(processor(), { Items: [1, 2, 3, 4, 5, 6, 8, 10], ToleratedFailurePercentage }),
        })
      ).status
    expect(await tolerant(37.5)).toBe('SUCCEEDED')
    expect(await tolerant(37.4)).toBe('FAILED')
  })

  it('batches items by number and by bytes, with a common input', async () => {
    const world = setUp({ functions: { F: (batch) => batch.Items.length } })
    const batcher = { MaxItemsPerBatch: '{% $states.input.most %}', BatchInput: { day: '{% $states.input.day %}' } }
    const record = await run(
      world,
      {
        M: map(processor('EXPRESS'), {
          Items: '{% $states.input.items %}',
          ItemSelector: { v: '{% $states.context.Map.Item.Value %}' },
          ItemBatcher: batcher,
        }),
      },
      { input: { most: 2, day: 'D', items: [1, 2, 3] } },
    )
    expect(record.output).toEqual([2, 1])
    expect(world.calls.map(({ payload }) => payload)).toEqual([
      { BatchInput: { day: 'D' }, Items: [{ v: 1 }, { v: 2 }] },
      { BatchInput: { day: 'D' }, Items: [{ v: 3 }] },
    ])
    const bytes = setUp({ functions: { F: (batch) => Buffer.byteLength(JSON.stringify(batch)) } })
    const sized = await run(bytes, {
      M: map(processor(), { Items: ['aaaa', 'bbbb', 'cccc', '元元'], ItemBatcher: { MaxInputBytesPerBatch: 25 } }),
    })
    // {"Items":["aaaa","bbbb"]} has 25 bytes; "cccc" with two characters of three bytes would have 27.
    expect(sized.output).toEqual([25, 18, 20])
  })

  it('counts every item of a failed batch as failed', async () => {
    const batch = (ToleratedFailureCount: number) =>
      run(setUp({ functions: { F: ({ Items }) => odd(Items[0]) } }), {
        M: map(processor(), { Items: [1, 1, 2, 2], ItemBatcher: { MaxItemsPerBatch: 2 }, ToleratedFailureCount }),
      })
    expect((await batch(1)).status).toBe('FAILED')
    expect((await batch(2)).status).toBe('SUCCEEDED')
  })

  it('keeps to MaxConcurrency on the virtual clock', async () => {
    const world = setUp()
    const record = await run(world, {
      M: map(distributed({ W: wait(10) }), { Items: [1, 2, 3, 4, 5], MaxConcurrency: 2 }),
    })
    expect(secondsSince(record.endedAt)).toBe(30)
    expect([...world.machines.executions()].slice(1).map(({ startedAt }) => secondsSince(startedAt))).toEqual([
      0, 0, 10, 10, 20,
    ])
  })

  it('gives children of type Express five minutes', async () => {
    const record = await run(setUp(), {
      M: map(distributed({ W: wait(301) }, 'EXPRESS'), { Items: [1], ToleratedFailureCount: 1 }),
    })
    expect(record.output).toEqual([{ Error: 'States.Timeout', Cause: '' }])
    expect(secondsSince(record.endedAt)).toBe(300)
  })
})
