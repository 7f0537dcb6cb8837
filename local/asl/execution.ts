import type { Timer } from '../clock.ts'
import type { Failure } from './errors.ts'
import type { History } from './history.ts'
import type { Json, JsonObject } from './json.ts'
import type { Body, ExecutionType, Machine } from './machine.ts'

/** How far an execution is. */
export type ExecutionStatus = 'RUNNING' | 'SUCCEEDED' | 'FAILED' | 'TIMED_OUT' | 'ABORTED'

/** A state that was entered; `branches` holds the paths inside a Parallel or inline Map, by branch or iteration. */
export interface Visit {
  readonly state: string
  readonly enteredAt: number
  exitedAt: number | null
  retries: number
  error: string | null
  branches: (Visit[] | null)[] | null
}

/** What a task that waits has been told. */
export type Answer =
  | { readonly kind: 'success'; readonly output: Json }
  | { readonly kind: 'failure'; readonly failure: Failure; readonly isTimeOut: boolean }

/** The children of a Parallel or Map state; `inputs` null gives every branch the same `input`. */
export interface Fork {
  readonly kind: 'fork'
  readonly inputs: readonly Json[] | null
  readonly input: Json
  readonly items: readonly Json[] | null
  readonly size: number
  readonly results: Json[]
  readonly limit: number
  started: number
  running: number
  failure: Failure | null
  readonly run: MapRun | null
}

/** A distributed Map at work; `weights` counts the items of each child's batch. */
export interface MapRun {
  readonly arn: string
  readonly type: ExecutionType
  readonly weights: readonly number[]
  readonly items: number
  readonly toleratedCount: number | null
  readonly toleratedPercentage: number | null
  failed: number
}

/** A task somebody else finishes: the holder of token number `token`, or the execution `child`. */
export interface Pending {
  readonly kind: 'pending'
  readonly token: number | null
  readonly child: string | null
  readonly heartbeatSeconds: number | null
  answer: Answer | null
}

/** Where in its state a frame stands. */
export type Phase =
  | { readonly kind: 'enter' }
  | { readonly kind: 'attempt' }
  | { readonly kind: 'wait' }
  | Pending
  | Fork

/** What a timer of a frame is for. */
export type AlarmKind = 'step' | 'timeout' | 'heartbeat'

/** A timer of a frame or of an execution; `release` makes the clock let go of what it was for. */
export interface Alarm {
  readonly kind: AlarmKind | 'deadline'
  readonly timer: Timer
  readonly release: () => void
}

/** A run through one body: the execution itself, a branch of a Parallel, or an iteration of an inline Map. */
export interface Frame {
  readonly id: number
  readonly execution: Execution
  readonly parent: Frame | null
  /** Which branch or iteration of the parent. */
  readonly index: number
  readonly body: Body
  /** The item of an inline Map's iteration. */
  readonly item: { readonly Index: number; readonly Value: Json } | null
  readonly trail: Visit[]
  variables: JsonObject
  state: string
  input: Json
  enteredAt: number
  /** Retries of this state so far, for each retrier; null before the first. */
  retries: number[] | null
  /** The number of the last event on this path. */
  event: number
  phase: Phase
  isAlive: boolean
  alarms: Alarm[]
  /** The frames, or executions of a distributed Map, this one waits for. */
  children: Set<Frame | Execution> | null
}

/** An execution: data only, so that it can be written down at any instant between two actions of the clock. */
export interface Execution {
  readonly arn: string
  readonly name: string
  readonly machine: Machine
  readonly type: ExecutionType
  readonly body: Body
  readonly input: Json
  readonly startedAt: number
  /** The frame that waits for this execution to end, by id, and which of its children this one is. */
  readonly waiter: { readonly frame: number; readonly index: number } | null
  readonly mapRun: string | null
  /** The execution that started this one, if it was not started from outside. */
  readonly parent: string | null
  readonly trail: Visit[]
  readonly history: History
  status: ExecutionStatus
  output: Json
  failure: Failure | null
  endedAt: number | null
  root: Frame | null
  deadline: Alarm | null
}

/** Whether `child` is an execution of its own rather than a frame of the same one. */
export const isExecution = (child: Frame | Execution): child is Execution => 'arn' in child

/** One state on the path of an execution; instants in virtual milliseconds, members without meaning left out. */
export interface PathStep {
  readonly state: string
  readonly enteredAt: number
  readonly exitedAt?: number
  readonly retries?: number
  readonly error?: string
  /** One path for each branch of a Parallel or iteration of an inline Map. */
  readonly branches?: readonly (readonly PathStep[])[]
}

/** What can be told of an execution from outside; instants in virtual milliseconds. */
export interface ExecutionRecord {
  readonly arn: string
  readonly name: string
  readonly machine: string
  readonly type: ExecutionType
  readonly status: ExecutionStatus
  readonly input: Json
  readonly output?: Json
  readonly error?: string
  readonly cause?: string
  readonly startedAt: number
  readonly endedAt?: number
  readonly events: number
  /** The execution that started this one: by a distributed Map, or by a Task. */
  readonly parentArn?: string
  /** The Map run this is a child of. */
  readonly mapRunArn?: string
  readonly path: readonly PathStep[]
}

const stepOf = (visit: Visit): PathStep => ({
  state: visit.state,
  enteredAt: visit.enteredAt,
  ...(visit.exitedAt !== null && { exitedAt: visit.exitedAt }),
  ...(visit.retries > 0 && { retries: visit.retries }),
  ...(visit.error !== null && { error: visit.error }),
  ...(visit.branches !== null && { branches: visit.branches.map((branch) => (branch ?? []).map(stepOf)) }),
})

/** The record of `execution` as it stands; its path is put together only when read. */
export const recordOf = (execution: Execution): ExecutionRecord => {
  const { arn, name, type, status, input, output, failure, startedAt, endedAt, history, mapRun, parent, trail } =
    execution
  return {
    arn,
    name,
    machine: execution.machine.name,
    type,
    status,
    input,
    ...(status === 'SUCCEEDED' && { output }),
    ...(failure?.error != null && { error: failure.error }),
    ...(failure?.cause != null && { cause: failure.cause }),
    startedAt,
    ...(endedAt !== null && { endedAt }),
    events: history.count,
    ...(parent !== null && { parentArn: parent }),
    ...(mapRun !== null && { mapRunArn: mapRun }),
    get path() {
      return trail.map(stepOf)
    },
  }
}
