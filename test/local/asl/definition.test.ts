import { describe, expect, it } from 'vitest'
import { InvalidDefinition, StateMachines } from '../../../local/asl/state-machines.ts'
import { VirtualClock } from '../../../local/clock.ts'
import { arnOf, body, call, callback, distributed, epoch, machine, pass, type StateJson, wait } from './fixture.ts'

const defining =
  (definition: string, type: 'STANDARD' | 'EXPRESS' = 'STANDARD') =>
  () =>
    new StateMachines({ clock: new VirtualClock(epoch), invoke: async () => null, random: () => 0.5 }).define({
      arn: arnOf('M'),
      name: 'M',
      type,
      definition,
    })
const refusal = (
  states: Record<string, StateJson>,
  { type, ...top }: { type?: 'EXPRESS' } & Record<string, unknown> = {},
): string => {
  try {
    defining(machine(states, top), type)()
  } catch (error) {
    if (error instanceof InvalidDefinition) return error.message
    throw error
  }
  return 'accepted'
}
const map = (more: object = {}, processor: object = body({ In: pass() })) => ({
  Type: 'Map',
  ItemProcessor: processor,
  End: true,
  ...more,
})

describe('fields that are not implemented are refused by state and name', () => {
  const examples: Record<string, StateJson> = {
    Pass: pass(),
    Wait: wait(1),
    Succeed: { Type: 'Succeed' },
    Fail: { Type: 'Fail' },
    Choice: { Type: 'Choice', Choices: [{ Condition: true, Next: 'X' }] },
    Task: call('F'),
    Parallel: { Type: 'Parallel', Branches: [body({ In: pass() })], End: true },
    Map: map(),
  }
  it.each(Object.entries(examples))('in a %s state', (type, state) => {
    expect(refusal({ X: state })).toBe('accepted')
    expect(refusal({ X: { ...state, Colour: 'red' } })).toBe(
      `State machine 'M', state 'X': field 'Colour' is not implemented here.`,
    )
    expect(refusal({ X: { ...state, OutputPath: '$' } }), type).toContain("state 'X': field 'OutputPath'")
  })

  it.each([
    ['Retry', call('F', {}, { Retry: [{ ErrorEquals: ['A'], Colour: 1 }] }), "field 'Retry[0].Colour'"],
    [
      'Catch',
      call('F', {}, { Catch: [{ ErrorEquals: ['A'], Next: 'X', ResultPath: '$' }] }),
      "field 'Catch[0].ResultPath'",
    ],
    [
      'Choice rule',
      { Type: 'Choice', Choices: [{ Condition: true, Variable: '$', Next: 'X' }] },
      "field 'Choices[0].Variable'",
    ],
    ['ItemReader', map({ ItemReader: {} }, distributed({ In: pass() })), "field 'ItemReader'"],
    ['ResultWriter', map({ ResultWriter: {} }, distributed({ In: pass() })), "field 'ResultWriter'"],
    ['Credentials', call('F', {}, { Credentials: {} }), "field 'Credentials'"],
    [
      'ItemBatcher',
      map({ ItemBatcher: { MaxItemsPerBatch: 1, Colour: 1 } }, distributed({ In: pass() })),
      "field 'ItemBatcher.Colour'",
    ],
    [
      'ProcessorConfig',
      map({}, body({ In: pass() }, { ProcessorConfig: { Mode: 'INLINE', Colour: 1 } })),
      "field 'ProcessorConfig.Colour'",
    ],
    [
      'branch',
      { Type: 'Parallel', Branches: [body({ In: pass() }, { Colour: 1 })], End: true },
      "Branches[0]: field 'Colour'",
    ],
    [
      'Lambda arguments',
      { ...call('F'), Arguments: { FunctionName: 'F', InvocationType: 'Event' } },
      "Arguments: field 'InvocationType'",
    ],
    ['a nested state', map({}, body({ Deep: pass({ Result: {} }) })), "state 'Deep': field 'Result'"],
  ])('in %s', (_, state, complaint) => {
    expect(refusal({ X: state })).toContain(complaint)
    expect(refusal({ X: state })).toContain('is not implemented here')
  })

  it('at the top level', () => {
    expect(refusal({ X: pass() }, { Colour: 1 })).toBe(
      "State machine 'M', top level: field 'Colour' is not implemented here.",
    )
  })

  it.each(['Activity', undefined])('as is a state of type %s', (Type) => {
    expect(refusal({ X: { Type, End: true } })).toContain("state 'X': field 'Type'")
  })

  it.each([
    'arn:aws:states:::dynamodb:putItem',
    'arn:aws:states:::aws-sdk:s3:getObject',
    'arn:aws:lambda:us-east-1:000000000000:function:F',
    'arn:aws:states:::lambda:invoke.sync:2',
    'arn:aws:states:::states:startExecution.sync',
    'arn:aws:states:us-east-1:000000000000:activity:A',
  ])('as is the resource %s', (Resource) => {
    expect(refusal({ X: { ...call('F'), Resource } })).toBe(
      `State machine 'M', state 'X': field 'Resource' '${Resource}' is not implemented here.`,
    )
  })

  it("but not the partition of China's regions", () => {
    expect(refusal({ X: { ...call('F'), Resource: 'arn:aws-cn:states:::lambda:invoke' } })).toBe('accepted')
  })
})

describe('the query language', () => {
  it('has to be JSONata at the top or in every state, however deep, for a state does not hand its own down', () => {
    expect(refusal({ X: pass() }, { QueryLanguage: undefined })).toContain(
      `state 'X': field 'QueryLanguage' "JSONPath"`,
    )
    expect(refusal({ X: pass() }, { QueryLanguage: 'JSONPath' })).toContain("field 'QueryLanguage'")
    expect(refusal({ X: pass({ QueryLanguage: 'JSONPath' }) })).toContain("state 'X': field 'QueryLanguage'")
    expect(refusal({ X: pass({ QueryLanguage: 'JSONata' }) }, { QueryLanguage: undefined })).toBe('accepted')
    const nested = { ...map(), QueryLanguage: 'JSONata' }
    expect(refusal({ X: nested }, { QueryLanguage: undefined })).toContain("state 'In': field 'QueryLanguage'")
  })

  it.each([
    ['{% $states.input', 'start with {% and end with %}'],
    ['$states.input %}', 'start with {% and end with %}'],
    ['{% $states.input %} ', 'without spaces around'],
    ['{% 1 + %}', 'is no JSONata'],
    ['{% $states.input ?: 1 %}', 'is no JSONata'],
    ["{% $eval('1') %}", '$eval is not offered'],
    ['{% $map([1], function($v) { $eval($v) }) %}', '$eval is not offered'],
    ['{% $coalesce(1, 2) %}', 'calls $coalesce'],
    ['{% [1] ~> $total %}', 'calls $total'],
    ['{% $states.result %}', '$states.result does not exist here'],
    ['{% $states.errorOutput.Error %}', '$states.errorOutput does not exist here'],
  ])('refuses %s as an Output of a Pass state', (Output, complaint) => {
    const message = refusal({ X: pass({ Output }) })
    expect(message).toContain(complaint)
    expect(message).toContain("state 'X': field 'Output'")
  })

  it('takes functions an expression defines itself, and every operator of the language', () => {
    for (const expression of [
      '$states.input.a.b.%.c',
      '$match("ab", /a(b)/)',
      '$states.input ~> |a|{"b": 1}|',
      '$states.input.a@$x.b[$x.c = $]#$i',
      '$f := function($n){ $n = 0 ? 0 : $f($n - 1) }',
    ]) {
      expect(refusal({ X: pass({ Output: `{% ${expression} %}` }) })).toBe('accepted')
    }
    const Output = '{% ($double := function($n, $by) { $by($n) * 2 }; $map([1, 2], $double(?, $abs)) ~> $sum) %}'
    expect(refusal({ X: pass({ Output }) })).toBe('accepted')
  })

  it('offers $states.result and $states.errorOutput where AWS does', () => {
    expect(
      refusal({
        X: call(
          'F',
          {},
          {
            Output: '{% $states.result %}',
            Catch: [{ ErrorEquals: ['A'], Output: '{% $states.errorOutput %}', Next: 'X' }],
          },
        ),
      }),
    ).toBe('accepted')
    expect(refusal({ X: call('F', '{% $states.result %}') })).toContain(
      "field 'Arguments' $states.result does not exist here",
    )
    expect(
      refusal({ X: call('F', {}, { Catch: [{ ErrorEquals: ['A'], Output: '{% $states.result %}', Next: 'X' }] }) }),
    ).toContain("Catch[0]: field 'Output'")
  })
})

describe('structure', () => {
  it.each<[string, Record<string, StateJson>, string]>([
    ['a Next that leads nowhere', { X: pass({ Next: 'Y' }) }, "names 'Y'"],
    [
      'a Catch that leads out of its branch',
      {
        X: {
          Type: 'Parallel',
          Branches: [body({ In: call('F', {}, { Catch: [{ ErrorEquals: ['A'], Next: 'X' }] }) })],
          End: true,
        },
      },
      "names 'X'",
    ],
    ['neither Next nor End', { X: { Type: 'Pass' } }, "'Next' or 'End'"],
    ['both Next and End', { X: pass({ Next: 'X', End: true }) }, "'Next' or 'End'"],
    ['a name given twice', { X: map({}, body({ X: pass() })) }, 'given twice'],
    ['a name of 81 characters', { ['x'.repeat(81)]: pass() }, 'from 1 to 80 characters'],
    [
      'both Seconds and Timestamp',
      { X: { ...wait(1), Timestamp: '2026-01-01T00:00:00Z' } },
      "either field 'Seconds' or field 'Timestamp'",
    ],
    ['a Timestamp that is none', { X: { Type: 'Wait', Timestamp: 'tomorrow', End: true } }, 'RFC 3339'],
    [
      'States.ALL in company',
      { X: call('F', {}, { Retry: [{ ErrorEquals: ['States.ALL', 'A'] }] }) },
      'States.ALL alone',
    ],
    [
      'States.ALL before another',
      {
        X: call(
          'F',
          {},
          {
            Catch: [
              { ErrorEquals: ['States.ALL'], Next: 'X' },
              { ErrorEquals: ['A'], Next: 'X' },
            ],
          },
        ),
      },
      'must be the last',
    ],
    [
      'a cap below the interval',
      { X: call('F', {}, { Retry: [{ ErrorEquals: ['A'], IntervalSeconds: 9, MaxDelaySeconds: 9 }] }) },
      'MaxDelaySeconds',
    ],
    [
      'a heartbeat as long as the time-out',
      { X: callback('F', { TimeoutSeconds: 9, HeartbeatSeconds: 9 }) },
      "'HeartbeatSeconds' must be smaller",
    ],
    [
      'a variable that shadows an outer one',
      { A: pass({ Assign: { v: 1 }, Next: 'X' }), X: map({}, body({ In: pass({ Assign: { v: 2 } }) })) },
      "variable 'v'",
    ],
    ['a variable called states', { X: pass({ Assign: { states: 1 } }) }, 'states is reserved'],
    ['a part of a variable', { X: pass({ Assign: { 'v.x': 1 } }) }, "field 'Assign"],
    [
      'a tolerance of an inline Map',
      { X: map({ ToleratedFailureCount: 1 }) },
      "'ToleratedFailureCount' belongs to Mode DISTRIBUTED",
    ],
    [
      'a distributed Map without type',
      { X: map({}, body({ In: pass() }, { ProcessorConfig: { Mode: 'DISTRIBUTED' } })) },
      "'ExecutionType'",
    ],
    ['a batcher without bounds', { X: map({ ItemBatcher: {} }, distributed({ In: pass() })) }, 'MaxItemsPerBatch'],
    [
      'a Task without Arguments',
      { X: { Type: 'Task', Resource: 'arn:aws:states:::lambda:invoke', End: true } },
      "'Arguments'",
    ],
  ])('refuses %s', (_, states, complaint) => {
    expect(refusal(states)).toContain(complaint)
  })

  it('lets a distributed Map use a name the machine uses, as its children see none of the outer variables', () => {
    expect(
      refusal({
        A: pass({ Assign: { v: 1 }, Next: 'X' }),
        X: map({}, distributed({ In: pass({ Assign: { v: 2 } }) })),
      }),
    ).toBe('accepted')
  })

  it('refuses a StartAt that is no state, and text that is no JSON', () => {
    expect(refusal({ X: pass() }, { StartAt: 'Y' })).toContain("field 'StartAt' names 'Y'")
    expect(defining('{')).toThrow(InvalidDefinition)
  })
})

describe('Express', () => {
  const express = { type: 'EXPRESS' } as const
  it('takes no task tokens, no waiting for executions and no distributed Map', () => {
    expect(refusal({ X: callback('F') }, express)).toContain(
      "'arn:aws:states:::lambda:invoke.waitForTaskToken' is not for Express",
    )
    expect(
      refusal({ X: { ...call('F'), Resource: 'arn:aws:states:::states:startExecution.sync:2' } }, express),
    ).toContain('not for Express')
    expect(refusal({ X: map({}, distributed({ In: pass() })) }, express)).toContain('not for Express')
    expect(refusal({ X: map({}, distributed({ In: callback('F') }, 'EXPRESS')) })).toContain("state 'In'")
    expect(refusal({ X: map({}, distributed({ In: callback('F') })) })).toBe('accepted')
    expect(refusal({ X: call('F') }, express)).toBe('accepted')
  })
})
