import { ServiceError } from '../aws/service-endpoint.ts'
import { type Execution, type ExecutionRecord, type ExecutionStatus, type Frame, recordOf } from './execution.ts'
import { awsEvent } from './history.ts'
import { advance } from './interpreter.ts'
import { type Json, parseJson, payloadLimit } from './json.ts'
import { answer, endExecution, openExecution } from './lifecycle.ts'
import type { StateMachineDefinition } from './machine.ts'
import { restoreWorld, takeSnapshot } from './snapshot.ts'
import type { Start } from './tasks.ts'
import { type StateMachinesOptions, World } from './world.ts'

export { InvalidDefinition } from './errors.ts'
export type { ExecutionRecord, ExecutionStatus, PathStep } from './execution.ts'
export type { Json } from './json.ts'
export type { ExecutionType, StateMachineDefinition } from './machine.ts'
export type { Invocation, Invoke, StateMachinesOptions } from './world.ts'

/** An execution as DescribeExecution tells it; payloads are JSON text, instants in virtual milliseconds. */
export interface ExecutionDescription {
  readonly executionArn: string
  readonly stateMachineArn: string
  readonly name: string
  readonly status: ExecutionStatus
  readonly startDate: number
  readonly stopDate?: number
  readonly input: string
  readonly output?: string
  readonly error?: string
  readonly cause?: string
  readonly mapRunArn?: string
}

/** Which executions ListExecutions shall tell; children of a distributed Map only by their `mapRunArn`. */
export interface ExecutionFilter {
  readonly stateMachineArn?: string | undefined
  readonly mapRunArn?: string | undefined
  readonly statusFilter?: string | undefined
}

const forbiddenInName = /[\s<>{}[\]?*"#%\\^|~`$&,;:/]|\p{Cc}/u

const checkName = (name: string): void => {
  if (name.length < 1 || name.length > 80 || forbiddenInName.test(name)) {
    throw new ServiceError('InvalidName', `Invalid Name: '${name}'`)
  }
}

const jsonOf = (text: string, code: string): Json => {
  if (Buffer.byteLength(text) > payloadLimit) {
    throw new ServiceError(code, `The payload is longer than ${payloadLimit} bytes.`)
  }
  try {
    return parseJson(text)
  } catch {
    throw new ServiceError(code, 'The payload is no JSON.')
  }
}

const executionArnOf = (stateMachineArn: string, name: string): string =>
  `${stateMachineArn.replace(':stateMachine:', ':execution:')}:${name}`

/**
 * Step Functions on one machine: runs definitions in the Amazon States Language with JSONata on a virtual clock.
 * Nothing happens until the clock runs. The methods named after operations of the API throw ServiceError with AWS's names.
 */
export class StateMachines {
  private readonly world: World
  private readonly start: Start

  constructor(options: StateMachinesOptions, world: World = new World(options)) {
    this.world = world
    this.start = (request) => this.open(request)
    world.advance = advance(world, this.start)
    world.expire = (execution) => {
      const failure = { error: 'States.Timeout', cause: null }
      execution.deadline = null
      endExecution(world, execution, { status: 'TIMED_OUT', failure })
    }
  }

  /** How many states have been entered, over all executions. */
  get statesEntered(): number {
    return this.world.statesEntered
  }

  /** Adds a machine, or replaces one for executions yet to start; throws InvalidDefinition naming the state and field. */
  define(machine: StateMachineDefinition): void {
    this.world.define(machine)
  }

  /** Starts an execution; `input` is JSON text. A name that is taken gives the running execution if the input is the same. */
  startExecution(request: {
    readonly stateMachineArn: string
    readonly name?: string | undefined
    readonly input?: string | undefined
  }): {
    executionArn: string
    startDate: number
  } {
    const { stateMachineArn, name } = request
    const input = jsonOf(request.input ?? '{}', 'InvalidExecutionInput')
    const { arn, startedAt } = this.open({ stateMachineArn, name, input, waiter: null, parent: null })
    return { executionArn: arn, startDate: startedAt }
  }

  private open({ stateMachineArn, name: asked, input, waiter, parent }: Parameters<Start>[0]): Execution {
    const machine = this.world.machines.get(stateMachineArn)
    if (machine === undefined) {
      throw new ServiceError('StateMachineDoesNotExist', `State Machine Does Not Exist: '${stateMachineArn}'`)
    }
    if (asked !== undefined) checkName(asked)
    const { type } = machine
    if (type === 'EXPRESS' && waiter !== null) {
      throw new ServiceError(
        'StateMachineTypeNotSupported',
        `'${machine.name}' is Express and cannot be waited for with .sync:2`,
      )
    }
    const name = asked ?? this.world.newName()
    const arn =
      type === 'STANDARD'
        ? executionArnOf(stateMachineArn, name)
        : `${stateMachineArn.replace(':stateMachine:', ':express:')}:${name}:${this.world.newName()}`
    const taken = this.world.executions.get(arn)
    if (taken !== undefined) {
      const isSame = waiter === null && JSON.stringify(taken.input) === JSON.stringify(input)
      if (taken.status === 'RUNNING' && isSame) return taken
      throw new ServiceError('ExecutionAlreadyExists', `Execution Already Exists: '${arn}'`)
    }
    const body = machine.bodies[0]
    if (body === undefined) throw new Error(`State machine '${machine.name}' has no states.`)
    return openExecution(this.world, { arn, name, machine, type, body, input, waiter, mapRun: null, parent })
  }

  private waiting(taskToken: string): Frame {
    const serial = this.world.tokenSerial(taskToken)
    if (serial === undefined)
      throw new ServiceError('InvalidToken', 'Invalid Token: the text is no task token issued here')
    const frame = this.world.tokens.get(serial)
    if (frame !== undefined) return frame
    if (serial > this.world.lastToken) throw new ServiceError('TaskDoesNotExist', 'Task does not exist')
    throw new ServiceError('TaskTimedOut', "Task Timed Out: 'Provided task does not exist anymore'")
  }

  /** Finishes the task that waits with `taskToken`; `output` is JSON text. */
  sendTaskSuccess({ taskToken, output }: { readonly taskToken: string; readonly output: string }): void {
    const frame = this.waiting(taskToken)
    answer(this.world, frame, { kind: 'success', output: jsonOf(output, 'InvalidOutput') })
  }

  /** Fails the task that waits with `taskToken`. */
  sendTaskFailure({
    taskToken,
    error,
    cause,
  }: {
    readonly taskToken: string
    readonly error?: string | undefined
    readonly cause?: string | undefined
  }): void {
    const failure = { error: error ?? null, cause: cause ?? null }
    answer(this.world, this.waiting(taskToken), { kind: 'failure', failure, isTimeOut: false })
  }

  /** Says that the holder of `taskToken` is still at work; its heartbeat begins anew. */
  sendTaskHeartbeat({ taskToken }: { readonly taskToken: string }): void {
    const frame = this.waiting(taskToken)
    const seconds = frame.phase.kind === 'pending' ? frame.phase.heartbeatSeconds : null
    if (seconds === null) return
    this.world.cancelAlarms(frame, 'heartbeat')
    this.world.schedule(frame, 'heartbeat', this.world.now + seconds * 1000)
  }

  private standard(arn: string): Execution {
    const execution = this.world.executions.get(arn)
    if (execution === undefined) throw new ServiceError('ExecutionDoesNotExist', `Execution Does Not Exist: '${arn}'`)
    if (execution.type === 'EXPRESS') {
      throw new ServiceError('InvalidArn', `Invalid Arn: 'Resource type not valid in this context: express': ${arn}`)
    }
    return execution
  }

  /** One Standard execution. */
  describeExecution(arn: string): ExecutionDescription {
    const { input, output, failure, status, endedAt, machine, mapRun, name, startedAt } = this.standard(arn)
    return {
      executionArn: arn,
      stateMachineArn: machine.arn,
      name,
      status,
      startDate: startedAt,
      ...(endedAt !== null && { stopDate: endedAt }),
      input: JSON.stringify(input),
      ...(status === 'SUCCEEDED' && { output: JSON.stringify(output) }),
      ...(failure?.error != null && { error: failure.error }),
      ...(failure?.cause != null && { cause: failure.cause }),
      ...(mapRun !== null && { mapRunArn: mapRun }),
    }
  }

  /** Standard executions, the latest first. */
  listExecutions({ stateMachineArn, mapRunArn, statusFilter }: ExecutionFilter = {}): ExecutionDescription[] {
    if (stateMachineArn !== undefined) {
      const machine = this.world.machines.get(stateMachineArn)
      if (machine === undefined)
        throw new ServiceError('StateMachineDoesNotExist', `State Machine Does Not Exist: '${stateMachineArn}'`)
      if (machine.type === 'EXPRESS')
        throw new ServiceError(
          'StateMachineTypeNotSupported',
          `'${machine.name}' is Express; AWS lists no executions of those`,
        )
    }
    const listed: ExecutionDescription[] = []
    for (const { arn, type, machine, mapRun, status } of this.world.executions.values()) {
      if (type !== 'STANDARD' || mapRun !== (mapRunArn ?? null)) continue
      if (stateMachineArn !== undefined && machine.arn !== stateMachineArn) continue
      if (statusFilter === undefined || status === statusFilter) listed.push(this.describeExecution(arn))
    }
    return listed.reverse().sort((a, b) => b.startDate - a.startDate)
  }

  /** Aborts a running Standard execution; `stopDate` is when it ended. */
  stopExecution({
    executionArn,
    error,
    cause,
  }: {
    readonly executionArn: string
    readonly error?: string | undefined
    readonly cause?: string | undefined
  }): {
    stopDate: number
  } {
    const execution = this.standard(executionArn)
    const failure =
      error === undefined && cause === undefined ? undefined : { error: error ?? null, cause: cause ?? null }
    endExecution(this.world, execution, { status: 'ABORTED', ...(failure !== undefined && { failure }) })
    return { stopDate: execution.endedAt ?? this.world.now }
  }

  /** What happened in a Standard execution, oldest first, in AWS's event shapes without payloads; instants in milliseconds. */
  getExecutionHistory(arn: string): ReturnType<typeof awsEvent>[] {
    return Array.from(this.standard(arn).history.events(), awsEvent)
  }

  /** Every execution remembered, of either type, children of distributed Maps included, in order of start. */
  *executions(): Generator<ExecutionRecord> {
    for (const execution of this.world.executions.values()) yield recordOf(execution)
  }

  /** Everything here as JSON, definitions included; the clock has to stand still. */
  snapshot(): Json {
    return takeSnapshot(this.world)
  }

  /** The state machines a snapshot was taken of, on another clock that stands where the old one stood. */
  static restore(options: StateMachinesOptions, snapshot: Json): StateMachines {
    return new StateMachines(options, restoreWorld(options, snapshot))
  }
}
