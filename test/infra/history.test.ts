import { describe, expect, it } from 'vitest'
import { allWorstHistories, historyQuota, shippedMachines } from '../../bench/history/machines.ts'
import { type LoopLimit, worstHistories } from '../../bench/history/worst-history.ts'
import { StateMachines } from '../../local/asl/state-machines.ts'
import { VirtualClock } from '../../local/clock.ts'

const arn = 'arn:aws:states:us-east-1:000000000000:stateMachine:loop'

/** Asks until the third answer is yes; each question is answered at the third attempt. */
const loop = JSON.stringify({
  QueryLanguage: 'JSONata',
  StartAt: 'Ask',
  States: {
    Ask: {
      Type: 'Task',
      Resource: 'arn:aws:states:::lambda:invoke',
      Arguments: { FunctionName: 'ask', Payload: {} },
      Output: '{% $states.result.Payload %}',
      Retry: [{ ErrorEquals: ['TransientError'], IntervalSeconds: 1, MaxAttempts: 2 }],
      Next: 'Answered',
    },
    Answered: {
      Type: 'Choice',
      Choices: [{ Condition: '{% $states.input.yes %}', Next: 'Done' }],
      Default: 'Pause',
    },
    Pause: { Type: 'Wait', Seconds: 60, Next: 'Ask' },
    Done: { Type: 'Succeed' },
  },
})
const twice: LoopLimit = { ways: [{ from: 'Pause', to: 'Ask' }], times: 2, because: 'the third answer is yes' }
const definition = { arn, name: 'loop', type: 'STANDARD', definition: loop } as const

describe('the longest history of a machine', () => {
  it('is what the runner writes when everything fails as often as it may, and one line for an expression that fails', async () => {
    let attempts = 0
    const clock = new VirtualClock(0)
    const machines = new StateMachines({
      clock,
      random: () => 0,
      invoke: async () => {
        attempts += 1
        if (attempts % 3 !== 0) throw Object.assign(new Error('not now'), { name: 'TransientError' })
        return { yes: attempts === 9 }
      },
    })
    machines.define(definition)
    const { executionArn } = machines.startExecution({ stateMachineArn: arn })
    await clock.runUntil(3_600_000)
    expect(machines.describeExecution(executionArn).status).toBe('SUCCEEDED')
    const [worst] = worstHistories(definition, [twice])
    expect(worst).toEqual({ of: 'loop', events: machines.getExecutionHistory(executionArn).length + 1 })
  })

  it('cannot be told for a loop that nothing bounds', () => {
    expect(() => worstHistories(definition, [])).toThrow(
      'Ask → Answered → Pause → Ask has no limit; say what bounds it',
    )
  })
})

describe('every machine that ships', () => {
  it('ends before AWS ends it, though every step fails as often as it may', async () => {
    const worst = await allWorstHistories()
    expect(worst.map(({ of }) => of.split(':')[0])).toEqual(
      expect.arrayContaining((await shippedMachines()).flatMap(({ name, type }) => (type === 'STANDARD' ? name : []))),
    )
    expect(worst.filter(({ events }) => events >= historyQuota)).toEqual([])
  })
})
