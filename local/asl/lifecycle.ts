import { visitOf } from './context.ts'
import type { Failure } from './errors.ts'
import {
  type Answer,
  type Execution,
  type ExecutionStatus,
  type Fork,
  type Frame,
  isExecution,
  type MapRun,
  recordOf,
  type Visit,
} from './execution.ts'
import { type EventType, History } from './history.ts'
import type { Json } from './json.ts'
import type { Body, ExecutionType, Machine } from './machine.ts'
import type { World } from './world.ts'

interface NewFrame {
  readonly execution: Execution
  readonly parent: Frame | null
  readonly index: number
  readonly body: Body
  readonly input: Json
  readonly item: Frame['item']
  readonly trail: Visit[]
  readonly event: number
}

const openFrame = (world: World, { body, ...frame }: NewFrame): Frame => {
  world.lastFrame += 1
  const opened: Frame = {
    ...frame,
    id: world.lastFrame,
    body,
    variables: noVariables,
    state: body.startAt,
    enteredAt: world.now,
    retries: null,
    phase: { kind: 'enter' },
    isAlive: true,
    alarms: [],
    children: null,
  }
  world.frames.set(opened.id, opened)
  world.wake(opened)
  return opened
}

const noVariables = {}

/** What an execution starts from. */
export interface NewExecution {
  readonly arn: string
  readonly name: string
  readonly machine: Machine
  readonly type: ExecutionType
  readonly body: Body
  readonly input: Json
  readonly waiter: Execution['waiter']
  readonly mapRun: string | null
  readonly parent: string | null
}

/** Starts an execution; its first state is entered when the present action of the clock is over. */
export const openExecution = (world: World, start: NewExecution): Execution => {
  const execution: Execution = {
    ...start,
    startedAt: world.now,
    trail: [],
    history: new History(start.type === 'STANDARD'),
    status: 'RUNNING',
    output: null,
    failure: null,
    endedAt: null,
    root: null,
    deadline: null,
  }
  world.executions.set(start.arn, execution)
  execution.history.record('ExecutionStarted', world.now, 0)
  const { body, input, trail } = execution
  execution.root = openFrame(world, { execution, parent: null, index: 0, body, input, item: null, trail, event: 0 })
  const { timeoutSeconds } = start.machine
  if (start.mapRun === null && timeoutSeconds !== null) world.limit(execution, world.now + timeoutSeconds * 1000)
  return execution
}

const closings: Readonly<Record<Exclude<ExecutionStatus, 'RUNNING'>, EventType>> = {
  SUCCEEDED: 'ExecutionSucceeded',
  FAILED: 'ExecutionFailed',
  TIMED_OUT: 'ExecutionTimedOut',
  ABORTED: 'ExecutionAborted',
}

/** How an execution ends. */
export interface Ending {
  readonly status: Exclude<ExecutionStatus, 'RUNNING'>
  readonly output?: Json
  readonly failure?: Failure
}

/** Ends an execution, stops what still runs in it, and tells whoever waits for it; one that has ended stays as it is. */
export const endExecution = (world: World, execution: Execution, { status, output = null, failure }: Ending): void => {
  if (execution.status !== 'RUNNING') return
  execution.status = status
  execution.output = output
  execution.failure = failure ?? null
  execution.endedAt = world.now
  execution.history.close(closings[status], world.now, execution.failure)
  world.unlimit(execution)
  const { root } = execution
  execution.root = null
  if (root?.isAlive) stopFrame(world, root)
  world.retire(execution)
  world.options.onEnd?.(recordOf(execution))
  tellWaiter(world, execution)
}

/** Takes a frame out of the world. */
const closeFrame = (world: World, frame: Frame): void => {
  frame.isAlive = false
  world.cancelAlarms(frame)
  world.frames.delete(frame.id)
  frame.parent?.children?.delete(frame)
}

const stopFrame = (world: World, frame: Frame): void => {
  closeFrame(world, frame)
  const { phase } = frame
  if (phase.kind === 'pending') {
    if (phase.token !== null) world.tokens.delete(phase.token)
    const child = phase.child === null ? undefined : world.executions.get(phase.child)
    if (child !== undefined) endExecution(world, child, { status: 'ABORTED' })
  }
  stopChildren(world, frame)
}

const stopChildren = (world: World, frame: Frame): void => {
  const children = frame.children ?? []
  frame.children = null
  for (const child of children) {
    if (isExecution(child)) endExecution(world, child, { status: 'ABORTED' })
    else stopFrame(world, child)
  }
}

/** Writes down that a frame is about to be stopped because of a sibling, innermost frames first. */
const recordAbortion = (world: World, frame: Frame): void => {
  for (const child of frame.children ?? []) if (!isExecution(child)) recordAbortion(world, child)
  const type = frame.body.states.get(frame.state)?.type
  if (frame.phase.kind !== 'enter' && (type === 'Task' || type === 'Wait' || type === 'Parallel' || type === 'Map')) {
    world.record(frame, `${type}StateAborted`)
  }
  if (frame.item !== null) world.record(frame, 'MapIterationAborted', frame.index)
}

/** Starts as many children of a fork as its concurrency allows. */
export const feed = (world: World, frame: Frame, fork: Fork): void => {
  while (fork.started < fork.size && fork.running < fork.limit) {
    const index = fork.started
    fork.started += 1
    fork.running += 1
    frame.children ??= new Set()
    frame.children.add(
      fork.run === null ? openBranch(world, frame, fork, index) : openChild(world, frame, fork, fork.run, index),
    )
  }
}

const inputOf = ({ inputs, input }: Fork, index: number): Json => (inputs === null ? input : (inputs[index] ?? null))

const openBranch = (world: World, frame: Frame, fork: Fork, index: number): Frame => {
  const state = frame.body.states.get(frame.state)
  const body = state?.type === 'Parallel' ? state.branches[index] : state?.type === 'Map' ? state.processor : undefined
  if (body === undefined)
    throw new Error(`State '${frame.state}' has no branch ${index}; this is a fault of the interpreter.`)
  const trail: Visit[] = []
  visitOf(frame).branches?.splice(index, 1, trail)
  const event =
    fork.items === null
      ? frame.event
      : frame.execution.history.record('MapIterationStarted', world.now, frame.event, index)
  return openFrame(world, {
    execution: frame.execution,
    parent: frame,
    index,
    body,
    input: inputOf(fork, index),
    item: fork.items === null ? null : { Index: index, Value: fork.items[index] ?? null },
    trail,
    event,
  })
}

const openChild = (world: World, frame: Frame, fork: Fork, run: MapRun, index: number): Execution => {
  const state = frame.body.states.get(frame.state)
  if (state?.type !== 'Map') throw new Error(`State '${frame.state}' is no Map; this is a fault of the interpreter.`)
  const { machine } = frame.execution
  const name = world.newName()
  const kind = run.type === 'EXPRESS' ? 'express' : 'execution'
  const [run1 = ''] = run.arn.split(':').slice(-1)
  const path = run.arn.replace(':mapRun:', `:${kind}:`).slice(0, -run1.length)
  return openExecution(world, {
    arn: run.type === 'EXPRESS' ? `${path}${run1}:${name}` : `${path}${name}`,
    name,
    machine,
    type: run.type,
    body: state.processor,
    input: inputOf(fork, index),
    waiter: { frame: frame.id, index },
    mapRun: run.arn,
    parent: frame.execution.arn,
  })
}

const isOverThreshold = ({ failed, items, toleratedCount, toleratedPercentage }: MapRun): boolean => {
  if (toleratedCount === null && toleratedPercentage === null) return failed > 0
  const isOverCount = toleratedCount !== null && failed > toleratedCount
  return isOverCount || (toleratedPercentage !== null && failed * 100 > toleratedPercentage * items)
}

const takeResult = (world: World, frame: Frame, fork: Fork, index: number, result: Json): void => {
  fork.results[index] = result
  fork.running -= 1
  feed(world, frame, fork)
  if (fork.running === 0) world.wake(frame)
}

/** Ends a frame with its output: the execution succeeds, or the fork of its parent has one more result. */
export const completeFrame = (world: World, frame: Frame, output: Json): void => {
  closeFrame(world, frame)
  const { parent, execution, index } = frame
  if (parent === null) endExecution(world, execution, { status: 'SUCCEEDED', output })
  else if (parent.phase.kind === 'fork') {
    if (frame.item !== null) world.record(frame, 'MapIterationSucceeded', index)
    takeResult(world, parent, parent.phase, index, output)
  }
}

/** Ends a frame that nothing caught: the execution fails, or the state of its parent does and the siblings stop. */
export const failFrame = (world: World, frame: Frame, failure: Failure): void => {
  closeFrame(world, frame)
  const { parent, execution, index } = frame
  if (parent === null) endExecution(world, execution, { status: 'FAILED', failure })
  else if (parent.phase.kind === 'fork') {
    parent.phase.failure = failure
    if (frame.item !== null) world.record(frame, 'MapIterationFailed', index)
    for (const sibling of parent.children ?? []) if (!isExecution(sibling)) recordAbortion(world, sibling)
    stopChildren(world, parent)
    world.wake(parent)
  }
}

/** Gives a waiting task its answer; the task goes on when the present action of the clock is over. */
export const answer = (world: World, frame: Frame, given: Answer): void => {
  if (frame.phase.kind !== 'pending' || frame.phase.answer !== null) return
  frame.phase.answer = given
  if (frame.phase.token !== null) world.tokens.delete(frame.phase.token)
  world.cancelAlarms(frame)
  world.wake(frame)
}

const failureOutput = ({ failure, status }: Execution): Json => ({
  Error: failure?.error ?? (status === 'TIMED_OUT' ? 'States.Timeout' : 'States.TaskFailed'),
  Cause: failure?.cause ?? '',
})

const tellWaiter = (world: World, execution: Execution): void => {
  const { waiter } = execution
  const frame = waiter === null ? undefined : world.frames.get(waiter.frame)
  if (frame === undefined || waiter === null) return
  const { phase } = frame
  if (phase.kind === 'pending' && phase.child === execution.arn) answer(world, frame, answerOf(execution))
  if (phase.kind === 'fork' && phase.run !== null && phase.failure === null) {
    frame.children?.delete(execution)
    takeChild(world, frame, phase, phase.run, waiter.index, execution)
  }
}

const takeChild = (world: World, frame: Frame, fork: Fork, run: MapRun, index: number, child: Execution): void => {
  const hasSucceeded = child.status === 'SUCCEEDED'
  if (!hasSucceeded) run.failed += run.weights[index] ?? 1
  if (hasSucceeded || !isOverThreshold(run)) {
    takeResult(world, frame, fork, index, hasSucceeded ? child.output : failureOutput(child))
    return
  }
  const cause = 'The specified tolerated failure threshold was exceeded'
  fork.failure = { error: 'States.ExceedToleratedFailureThreshold', cause }
  stopChildren(world, frame)
  world.wake(frame)
}

const answerOf = (execution: Execution): Answer =>
  execution.status === 'SUCCEEDED'
    ? { kind: 'success', output: descriptionForParent(execution) }
    : {
        kind: 'failure',
        isTimeOut: false,
        failure: { error: 'States.TaskFailed', cause: JSON.stringify(descriptionForParent(execution)) },
      }

/** An ended execution as `.sync:2` hands it to the execution that waited: Input and Output are JSON, not text. */
const descriptionForParent = ({
  arn,
  name,
  machine,
  status,
  input,
  output,
  failure,
  startedAt,
  endedAt,
}: Execution): Json => ({
  ExecutionArn: arn,
  Input: input,
  InputDetails: { Included: true },
  Name: name,
  ...(status === 'SUCCEEDED' && { Output: output, OutputDetails: { Included: true } }),
  ...(failure?.error != null && { Error: failure.error }),
  ...(failure?.cause != null && { Cause: failure.cause }),
  StartDate: startedAt,
  StateMachineArn: machine.arn,
  Status: status,
  StopDate: endedAt ?? startedAt,
})
