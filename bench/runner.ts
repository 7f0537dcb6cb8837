import jsonata from 'jsonata'
import { StateMachines } from '../local/asl/state-machines.ts'
import { VirtualClock } from '../local/clock.ts'
import { figureOf } from './figure.ts'
import type { Bench } from './report.ts'
import { compare, perSecond } from './rounds.ts'
import { sampleRun } from './sample-run.ts'

const executions = 2_000
const rounds = 5
const pairs = 4
const states = 2 + 2 * pairs
const start = Date.UTC(2026, 2, 2)
const stateMachineArn = 'arn:aws:states:us-east-1:000000000000:stateMachine:ten-states'
const input = { caseId: 'case-0123456789abcdef', episode: 1 }
const answer = { next: 'on', attempt: 1 }

const task = (next: string) => ({
  Type: 'Task',
  Resource: 'arn:aws:states:::lambda:invoke',
  Arguments: {
    FunctionName: 'score',
    Payload: { caseId: '{% $caseId %}', now: '{% $states.context.State.EnteredTime %}' },
  },
  Output: '{% $states.result.Payload %}',
  TimeoutSeconds: 45,
  Retry: [{ ErrorEquals: ['TransientError'], IntervalSeconds: 2, MaxAttempts: 6, BackoffRate: 2 }],
  Next: next,
})

const choice = (next: string) => ({
  Type: 'Choice',
  Choices: [{ Condition: '{% $states.input.next = "on" %}', Next: next }],
})

/** Like the machines that ship: the case's id is kept, then each step is called and its answer looked at. */
const definition = {
  QueryLanguage: 'JSONata',
  StartAt: 'Keep id',
  States: {
    'Keep id': { Type: 'Pass', Assign: { caseId: '{% $states.context.Execution.Input.caseId %}' }, Next: 'Step 1' },
    ...Object.fromEntries(
      Array.from({ length: pairs }, (_, index) => index + 1).flatMap((number) => [
        [`Step ${number}`, task(`Look ${number}`)],
        [`Look ${number}`, choice(number === pairs ? 'Done' : `Step ${number + 1}`)],
      ]),
    ),
    Done: { Type: 'Succeed' },
  },
}

const runMachine = async (): Promise<number> => {
  const clock = new VirtualClock(start)
  const machines = new StateMachines({ clock, random: () => 0.5, invoke: async () => answer })
  machines.define({
    arn: stateMachineArn,
    name: 'ten-states',
    type: 'STANDARD',
    definition: JSON.stringify(definition),
  })
  const rate = await perSecond(executions * states, async () => {
    for (let index = 0; index < executions; index++)
      machines.startExecution({ stateMachineArn, input: JSON.stringify(input) })
    await clock.runUntil(start + 60_000)
  })
  if (machines.statesEntered !== executions * states)
    throw new Error(`${machines.statesEntered} states were entered, not ${executions * states}`)
  return rate
}

/** The sources of all expressions of a definition, each as often as it stands there. */
const expressionsIn = (value: unknown): string[] => {
  if (typeof value === 'string') return value.startsWith('{%') ? [value.slice(2, -2).trim()] : []
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(expressionsIn) : []
}

const evaluateAlone = (): Promise<number> => {
  const context = { Execution: { Input: input }, State: { EnteredTime: new Date(start).toISOString() } }
  const bindings = { caseId: input.caseId, states: { input: answer, result: { Payload: answer }, context } }
  const parsed = new Map(expressionsIn(definition).map((source) => [source, jsonata(source)]))
  const expressions = expressionsIn(definition).flatMap((source) => parsed.get(source) ?? [])
  return perSecond(executions * states, async () => {
    for (let index = 0; index < executions; index++)
      for (const expression of expressions) await expression.evaluate(undefined, bindings)
  })
}

/** A machine of ten states whose function answers at once, and all machines that ship, on the sample. */
export const bench: Bench = {
  about: 'states the runner executes, against nothing but jsonata on the same expressions',
  run: async ({ months }) => {
    const synthetic = await compare({
      unit: 'states/s',
      rounds,
      baseline: { name: 'jsonata alone', measure: evaluateAlone },
      contenders: [{ name: 'machine of ten states', measure: runMachine }],
    })
    const { seconds, report } = await sampleRun(months)
    const whole = [report.work.statesEntered / seconds]
    return [...synthetic, figureOf('states/s', { name: 'sample, whole run with handlers and tables', samples: whole })]
  },
}
