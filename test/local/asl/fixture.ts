import { type ExecutionRecord, type Json, StateMachines } from '../../../local/asl/state-machines.ts'
import { VirtualClock } from '../../../local/clock.ts'

/** The instant every test starts at. */
export const epoch = Date.parse('2026-03-01T00:00:00Z')

export const arnOf = (name: string): string => `arn:aws:states:us-east-1:000000000000:stateMachine:${name}`

/** What the definition under test sends, whose shape only that test knows. */
export type Payload = ReturnType<typeof JSON.parse>

/** A Lambda function as a test writes it. */
export type TestFunction = (payload: Payload) => Json | Promise<Json>

export interface Options {
  functions?: Record<string, TestFunction>
  random?: () => number
  keepEndedFor?: number
}

/** A clock, the machines on it, and a log of the functions called, with seconds since the start. */
export const setUp = ({ functions = {}, random = () => 0.5, keepEndedFor }: Options = {}) => {
  const clock = new VirtualClock(epoch)
  const calls: { at: number; functionName: string; payload: Payload }[] = []
  const ended: ExecutionRecord[] = []
  const options = {
    clock,
    random,
    ...(keepEndedFor !== undefined && { keepEndedFor }),
    onEnd: (record: ExecutionRecord) => ended.push(record),
    invoke: async ({ functionName, payload }: { functionName: string; payload: Json }): Promise<Json> => {
      calls.push({ at: (clock.now() - epoch) / 1000, functionName, payload })
      const found = functions[functionName]
      if (found === undefined) throw failure('Lambda.ResourceNotFoundException', `no function ${functionName}`)
      return found(payload)
    },
  }
  return { clock, calls, ended, options, machines: new StateMachines(options) }
}

export type TestWorld = ReturnType<typeof setUp>

/** An error with the name that ErrorEquals is matched with. */
export const failure = (name: string, message = ''): Error => Object.assign(new Error(message), { name })

export type StateJson = Record<string, unknown>

/** The name and type of a machine, and fields for its top level. */
export interface Top {
  name?: string
  type?: 'STANDARD' | 'EXPRESS'
  [field: string]: unknown
}

/** Defines a machine of `states`, the first of which it starts at. */
export const define = (
  { machines }: Pick<TestWorld, 'machines'>,
  states: Record<string, StateJson>,
  { name = 'Test', type = 'STANDARD', ...top }: Top = {},
): string => {
  machines.define({ arn: arnOf(name), name, type, definition: machine(states, top) })
  return arnOf(name)
}

export const machine = (states: Record<string, StateJson>, top: Record<string, unknown> = {}): string =>
  JSON.stringify({ QueryLanguage: 'JSONata', StartAt: Object.keys(states)[0], States: states, ...top })

/** The record of an execution, whatever its type. */
export const recordOf = ({ machines }: Pick<TestWorld, 'machines'>, arn: string): ExecutionRecord => {
  const record = [...machines.executions()].find((each) => each.arn === arn)
  if (record === undefined) throw new Error(`no execution ${arn}`)
  return record
}

/** Starts an execution of `stateMachineArn` and gives back its ARN. */
export const begin = (
  { machines }: Pick<TestWorld, 'machines'>,
  stateMachineArn: string,
  input: unknown = {},
  name?: string,
): string => machines.startExecution({ stateMachineArn, input: JSON.stringify(input), name }).executionArn

/** Runs `states` from the start for up to `seconds` of virtual time. */
export const run = async (
  world: TestWorld,
  states: Record<string, StateJson>,
  { input = {}, seconds = 40_000_000, ...top }: { input?: unknown; seconds?: number } & Top = {},
): Promise<ExecutionRecord> => {
  const arn = begin(world, define(world, states, top), input)
  await world.clock.runUntil(epoch + seconds * 1000)
  return recordOf(world, arn)
}

export const secondsSince = (instant: number | undefined): number => ((instant ?? Number.NaN) - epoch) / 1000

/** A Task that calls `functionName` with `payload`. */
export const call = (functionName: string, payload: unknown = {}, more: StateJson = {}): StateJson => ({
  Type: 'Task',
  Resource: 'arn:aws:states:::lambda:invoke',
  Arguments: { FunctionName: functionName, Payload: payload },
  Output: '{% $states.result.Payload %}',
  ...('Next' in more ? {} : { End: true }),
  ...more,
})

/** A Task that hands its token to `functionName` and waits. */
export const callback = (functionName: string, more: StateJson = {}): StateJson => ({
  Type: 'Task',
  Resource: 'arn:aws:states:::lambda:invoke.waitForTaskToken',
  Arguments: { FunctionName: functionName, Payload: { token: '{% $states.context.Task.Token %}' } },
  ...('Next' in more ? {} : { End: true }),
  ...more,
})

export const pass = (more: StateJson = {}): StateJson => ({
  Type: 'Pass',
  ...('Next' in more ? {} : { End: true }),
  ...more,
})

export const wait = (seconds: number | string, more: StateJson = {}): StateJson => ({
  Type: 'Wait',
  Seconds: seconds,
  ...('Next' in more ? {} : { End: true }),
  ...more,
})

/** A sequence of states as a branch or an item processor. */
export const body = (states: Record<string, StateJson>, more: StateJson = {}): StateJson => ({
  StartAt: Object.keys(states)[0],
  States: states,
  ...more,
})

export const distributed = (states: Record<string, StateJson>, type = 'STANDARD'): StateJson =>
  body(states, { ProcessorConfig: { Mode: 'DISTRIBUTED', ExecutionType: type } })
