import { bindingsOf, visitOf, withOutcome } from './context.ts'
import { dataLimitExceeded, HistoryFull, queryEvaluationError, StateError } from './errors.ts'
import type { AlarmKind, Frame } from './execution.ts'
import { type Bindings, evaluate, evaluateWhole, type Template } from './expressions.ts'
import { joined, startMap, startParallel } from './forks.ts'
import { instantOf } from './instants.ts'
import { isLongerThan, type Json, type JsonObject, payloadLimit, variablesLimit } from './json.ts'
import { answer, completeFrame, endExecution, failFrame } from './lifecycle.ts'
import type { Exit, State } from './machine.ts'
import { catcherFor, delayOf, retrierFor } from './retry.ts'
import { answered, type Start, startTask } from './tasks.ts'
import type { World } from './world.ts'

/** A state that is done: by which exit, with what result if its type has one. */
interface Done {
  readonly exit: Exit
  readonly result: Json | undefined
}

const stateOf = (frame: Frame): State => {
  const state = frame.body.states.get(frame.state)
  if (state === undefined) throw new Error(`There is no state '${frame.state}'; this is a fault of the interpreter.`)
  return state
}

const enter = (world: World, frame: Frame, state: State): void => {
  world.record(frame, `${state.type}StateEntered`, state.name)
  world.statesEntered += 1
  frame.enteredAt = world.now
  frame.retries = null
  frame.phase = { kind: 'attempt' }
  frame.trail.push({ state: state.name, enteredAt: world.now, exitedAt: null, retries: 0, error: null, branches: null })
}

const untilOf = async (world: World, frame: Frame, state: State & { type: 'Wait' }): Promise<number> => {
  const bindings = bindingsOf(frame)
  if (state.seconds !== null) {
    return world.now + 1000 * (await evaluateWhole(state.seconds, bindings, 'Seconds', [0, 99_999_999]))
  }
  const text = state.until === null ? null : await evaluate(state.until, bindings)
  const until = instantOf(text)
  if (until === null)
    throw queryEvaluationError(`The field 'Timestamp' takes an RFC 3339 instant, not ${JSON.stringify(text)}.`)
  return until
}

const text = async (template: Template | null, bindings: Bindings, field: string): Promise<string | null> => {
  if (template === null) return null
  const value = await evaluate(template, bindings)
  if (typeof value === 'string') return value
  throw queryEvaluationError(`The field '${field}' takes a string, not ${JSON.stringify(value)}.`)
}

const choose = async (frame: Frame, state: State & { type: 'Choice' }): Promise<Exit> => {
  const bindings = bindingsOf(frame)
  for (const { condition, exit } of state.rules) {
    const holds = await evaluate(condition, bindings)
    if (typeof holds !== 'boolean') {
      throw queryEvaluationError(`The field 'Condition' takes true or false, not ${JSON.stringify(holds)}.`)
    }
    if (holds) return exit
  }
  if (state.otherwise !== null) return state.otherwise
  throw new StateError('States.NoChoiceMatched', `No rule of state '${state.name}' holds and it has no Default.`)
}

/** Carries on the work of the present state: how it is done, or undefined when it has to wait. Throws StateError. */
const work = async (world: World, start: Start, frame: Frame, state: State): Promise<Done | undefined> => {
  const isResumed = frame.phase.kind !== 'enter'
  if (!isResumed) enter(world, frame, state)
  switch (state.type) {
    case 'Pass':
    case 'Succeed':
      return { exit: state.exit, result: undefined }
    case 'Fail': {
      const bindings = bindingsOf(frame)
      throw new StateError(await text(state.error, bindings, 'Error'), await text(state.cause, bindings, 'Cause'))
    }
    case 'Choice':
      return { exit: await choose(frame, state), result: undefined }
    case 'Wait': {
      if (frame.phase.kind === 'wait') return { exit: state.exit, result: undefined }
      const until = await untilOf(world, frame, state)
      if (!frame.isAlive || until <= world.now) return { exit: state.exit, result: undefined }
      frame.phase = { kind: 'wait' }
      world.schedule(frame, 'step', until)
      return undefined
    }
    case 'Task': {
      const result =
        frame.phase.kind === 'pending' ? answered(frame, frame.phase) : await startTask(world, start, frame, state)
      if (result === undefined || !frame.isAlive) return undefined
      world.record(frame, 'TaskSucceeded', state.resource)
      return { exit: state.exit, result }
    }
    case 'Parallel':
    case 'Map': {
      if (frame.phase.kind !== 'fork') {
        await (state.type === 'Parallel' ? startParallel(world, frame, state) : startMap(world, frame, state))
        return undefined
      }
      const result = joined(world, frame, state.type, frame.phase)
      return result === undefined ? undefined : { exit: state.exit, result }
    }
  }
}

const assigned = async (exit: Exit, bindings: Bindings): Promise<JsonObject | null> => {
  if (exit.assign.length === 0) return null
  const values: Record<string, Json> = {}
  for (const [name, template] of exit.assign) values[name] = await evaluate(template, bindings)
  if (isLongerThan(values, payloadLimit)) throw dataLimitExceeded('What one Assign field gives its variables')
  return values
}

/** Leaves the present state by `exit`; whether there is a next one. Throws StateError before anything has changed. */
const leave = async (
  world: World,
  frame: Frame,
  state: State,
  exit: Exit,
  bindings: Bindings,
  fallback: Json,
): Promise<boolean> => {
  const output = exit.output === null ? fallback : await evaluate(exit.output, bindings)
  if (exit.output !== null && isLongerThan(output, payloadLimit))
    throw dataLimitExceeded(`The output of state '${state.name}'`)
  const values = await assigned(exit, bindings)
  const variables = values === null ? frame.variables : { ...frame.variables, ...values }
  if (values !== null && isLongerThan(variables, variablesLimit)) throw dataLimitExceeded('All variables together')
  if (!frame.isAlive) return false
  world.record(frame, `${state.type}StateExited`, state.name)
  frame.variables = variables
  visitOf(frame).exitedAt = world.now
  if (exit.next === null) {
    completeFrame(world, frame, output)
    return false
  }
  frame.state = exit.next
  frame.input = output
  frame.phase = { kind: 'enter' }
  return true
}

const recordFailure = (world: World, frame: Frame, state: State, failure: StateError, isTimeOut: boolean): void => {
  const { error, cause } = failure
  if (error === 'States.QueryEvaluationError') world.record(frame, 'EvaluationFailed', { error, cause })
  else if (state.type === 'Task') world.record(frame, isTimeOut ? 'TaskTimedOut' : 'TaskFailed', { error, cause })
  else if (state.type === 'Parallel' || state.type === 'Map')
    world.record(frame, `${state.type}StateFailed`, { error, cause })
}

/** Retries, catches or gives up on a failure of the present state; whether the frame goes on at once with a next state. */
const recover = async (
  world: World,
  frame: Frame,
  state: State,
  failure: StateError,
  isTimeOut: boolean,
): Promise<boolean> => {
  recordFailure(world, frame, state, failure, isTimeOut)
  const visit = visitOf(frame)
  visit.error = failure.error ?? ''
  if (state.type === 'Task' || state.type === 'Parallel' || state.type === 'Map') {
    const found = retrierFor(state.retriers, frame.retries, failure)
    if (found !== null) {
      const counts = frame.retries ?? state.retriers.map(() => 0)
      const count = counts[found.index] ?? 0
      counts[found.index] = count + 1
      frame.retries = counts
      frame.phase = { kind: 'attempt' }
      visit.retries += 1
      world.schedule(frame, 'step', world.now + delayOf(found.retrier, count, world.options.random))
      return false
    }
    const catcher = catcherFor(state.catchers, failure)
    if (catcher !== null) {
      const errorOutput = { Error: failure.error ?? '', Cause: failure.cause ?? '' }
      const bindings = withOutcome(bindingsOf(frame), 'errorOutput', errorOutput)
      return leave(world, frame, state, catcher.exit, bindings, errorOutput)
    }
  }
  failFrame(world, frame, failure)
  return false
}

/** Works on the present state; whether the frame goes on at once with a next state. */
const step = async (world: World, start: Start, frame: Frame): Promise<boolean> => {
  const state = stateOf(frame)
  const isTimeOut =
    frame.phase.kind === 'pending' && frame.phase.answer?.kind === 'failure' && frame.phase.answer.isTimeOut
  try {
    const done = await work(world, start, frame, state)
    if (done === undefined || !frame.isAlive) return false
    const { exit, result } = done
    const needsBindings = exit.output !== null || exit.assign.length > 0
    const bindings = needsBindings ? bindingsOf(frame) : {}
    const outcome = result === undefined || !needsBindings ? bindings : withOutcome(bindings, 'result', result)
    visitOf(frame).error = null
    return await leave(world, frame, state, exit, outcome, result ?? frame.input)
  } catch (error) {
    if (!(error instanceof StateError)) throw error
    if (!frame.isAlive) return false
    try {
      return await recover(world, frame, state, error, isTimeOut)
    } catch (second) {
      // A catcher whose own Output or Assign fails is not asked again.
      if (!(second instanceof StateError)) throw second
      recordFailure(world, frame, state, second, false)
      failFrame(world, frame, second)
      return false
    }
  }
}

const timeOut = (world: World, frame: Frame, alarm: Exclude<AlarmKind, 'step'>): void =>
  answer(world, frame, {
    kind: 'failure',
    isTimeOut: true,
    failure: { error: alarm === 'timeout' ? 'States.Timeout' : 'States.HeartbeatTimeout', cause: null },
  })

/** Carries a frame on when one of its timers rings, through as many states as need no waiting. */
export const advance =
  (world: World, start: Start) =>
  async (frame: Frame, alarm: AlarmKind): Promise<void> => {
    if (alarm !== 'step') {
      timeOut(world, frame, alarm)
      return
    }
    try {
      while (frame.isAlive && (await step(world, start, frame)));
    } catch (error) {
      if (!(error instanceof HistoryFull)) throw error
      const failure = { error: 'States.Runtime', cause: error.message }
      endExecution(world, frame.execution, { status: 'FAILED', failure })
    }
  }
