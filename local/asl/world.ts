import { createHash } from 'node:crypto'
import type { VirtualClock } from '../clock.ts'
import { readMachine } from './definition.ts'
import type { AlarmKind, Execution, ExecutionRecord, Frame } from './execution.ts'
import { Expressions, uuidFrom, uuidOf } from './expressions.ts'
import type { EventDetail, EventType } from './history.ts'
import type { Json } from './json.ts'
import type { ExecutionType, Machine, StateMachineDefinition } from './machine.ts'

/** A call of a function; `functionName` as the definition writes it: a name or an ARN, qualified or not. */
export interface Invocation {
  readonly functionName: string
  readonly payload: Json
}

/** Calls a function. The `name` of an Error it throws becomes the error name, its `message` part of the cause. */
export type Invoke = (invocation: Invocation) => Promise<Json>

/** What the interpreter needs from outside. */
export interface StateMachinesOptions {
  readonly clock: VirtualClock
  readonly invoke: Invoke
  /** A number from 0 up to, but not including, 1; the only source of jitter, names, tokens and $random. */
  readonly random: () => number
  /** Told of every execution that ends, children of distributed Maps included. */
  readonly onEnd?: (execution: ExecutionRecord) => void
  /** How long an ended execution is remembered, in milliseconds; AWS keeps Standard ones for 90 days. */
  readonly keepEndedFor?: number
}

const day = 86_400_000
const longestRun: Readonly<Record<ExecutionType, number>> = { STANDARD: 365 * day, EXPRESS: 300_000 }

/** Everything the interpreter knows: definitions, executions, frames, tokens and their timers. */
export class World {
  readonly options: StateMachinesOptions
  readonly expressions: Expressions
  /** Every definition ever given, so that running executions keep theirs. */
  readonly revisions: Machine[] = []
  readonly machines = new Map<string, Machine>()
  readonly executions = new Map<string, Execution>()
  readonly frames = new Map<number, Frame>()
  readonly tokens = new Map<number, Frame>()
  readonly secret: string
  lastFrame = 0
  lastToken = 0
  lastName = 0
  statesEntered = 0
  /** Whether an action is under way, so that there is no consistent state to write down. */
  isActing = false
  /** Carries a frame on; set by the interpreter. */
  advance: (frame: Frame, alarm: AlarmKind) => Promise<void> = async () => {}
  /** Ends an execution that ran out of time; set by the interpreter. */
  expire: (execution: Execution) => void = () => {}
  private readonly ended = new Map<string, Execution>()

  constructor(options: StateMachinesOptions, secret?: string) {
    this.options = options
    const { clock, random } = options
    this.expressions = new Expressions({ now: () => clock.now(), random })
    this.secret = secret ?? uuidFrom(random)
  }

  /** The virtual instant, in milliseconds since the epoch. */
  get now(): number {
    return this.options.clock.now()
  }

  /** Adds or replaces a definition; throws InvalidDefinition. */
  define(source: StateMachineDefinition): void {
    const machine = readMachine(source, this.expressions)
    this.revisions.push(machine)
    this.machines.set(machine.arn, machine)
  }

  /** Writes an event on the path of `frame`; throws HistoryFull. */
  record(frame: Frame, type: EventType, detail: EventDetail = null): void {
    frame.event = frame.execution.history.record(type, this.now, frame.event, detail)
  }

  /** Sets a timer for `frame`, and one for the longest an execution may live when the timer lies beyond it. */
  schedule(frame: Frame, kind: AlarmKind, at: number): void {
    if (at > this.lastInstantOf(frame.execution)) this.limit(frame.execution)
    // The clock may hold on to a cancelled timer for long; emptying the slot lets go of the execution at once.
    const slot: { frame: Frame | null } = { frame }
    const timer = this.options.clock.schedule(at, async () => {
      const target = slot.frame
      if (target === null) return
      target.alarms = target.alarms.filter((other) => other !== alarm)
      await this.act(() => this.advance(target, kind))
    })
    const alarm = {
      kind,
      timer,
      release: () => {
        slot.frame = null
      },
    }
    frame.alarms.push(alarm)
  }

  /** Lets a frame go on as soon as the present action is over. */
  wake(frame: Frame): void {
    this.schedule(frame, 'step', this.now)
  }

  /** Forgets the timers of `frame`, all or those of one kind. */
  cancelAlarms(frame: Frame, kind?: AlarmKind): void {
    if (frame.alarms.length === 0) return
    const kept = kind === undefined ? [] : frame.alarms.filter((alarm) => alarm.kind !== kind)
    for (const alarm of frame.alarms) {
      if (kept.includes(alarm)) continue
      this.options.clock.cancel(alarm.timer)
      alarm.release()
    }
    frame.alarms = kept
  }

  private lastInstantOf({ type, startedAt }: Execution): number {
    return startedAt + longestRun[type]
  }

  /** Sets the timer at which `execution` has lived long enough, unless there is one; at most what AWS allows. */
  limit(execution: Execution, asked = Number.POSITIVE_INFINITY): void {
    if (execution.deadline !== null) return
    const at = Math.min(asked, this.lastInstantOf(execution))
    const slot: { execution: Execution | null } = { execution }
    const timer = this.options.clock.schedule(at, () =>
      this.act(async () => {
        if (slot.execution !== null) this.expire(slot.execution)
      }),
    )
    execution.deadline = {
      kind: 'deadline',
      timer,
      release: () => {
        slot.execution = null
      },
    }
  }

  /** Forgets the timer of an execution. */
  unlimit(execution: Execution): void {
    if (execution.deadline === null) return
    this.options.clock.cancel(execution.deadline.timer)
    execution.deadline.release()
    execution.deadline = null
  }

  private async act(action: () => Promise<void>): Promise<void> {
    this.isActing = true
    try {
      await action()
    } finally {
      this.isActing = false
    }
  }

  /** Keeps an ended execution for a while, and forgets those kept long enough. */
  retire(execution: Execution): void {
    this.ended.set(execution.arn, execution)
    const oldest = this.now - (this.options.keepEndedFor ?? 90 * day)
    for (const [arn, { endedAt }] of this.ended) {
      if (endedAt !== null && endedAt > oldest) break
      this.ended.delete(arn)
      this.executions.delete(arn)
    }
  }

  /** A name nothing here had before, in the form of a UUID. */
  newName(): string {
    this.lastName += 1
    const bytes = createHash('sha256').update(`${this.secret} name ${this.lastName}`).digest()
    return uuidOf(bytes)
  }

  /** Issues a task token to `frame`, returning its number. */
  issueToken(frame: Frame): number {
    this.lastToken += 1
    this.tokens.set(this.lastToken, frame)
    return this.lastToken
  }

  /** The text of token number `serial`. */
  tokenText(serial: number): string {
    const proof = createHash('sha256').update(`${this.secret} ${serial}`).digest('base64url')
    return `AQB${serial.toString(36)}.${proof}`
  }

  /** The number of a token issued here, or undefined for text that is none. */
  tokenSerial(token: string): number | undefined {
    const serial = Number.parseInt(/^AQB([0-9a-z]{1,10})\./.exec(token)?.[1] ?? '', 36)
    return Number.isNaN(serial) || this.tokenText(serial) !== token ? undefined : serial
  }
}
