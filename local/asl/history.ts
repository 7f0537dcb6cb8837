import type { Failure } from './errors.ts'
import { HistoryFull } from './errors.ts'

/** The kinds of events there are, named as AWS names them. */
export type EventType =
  | `Execution${'Started' | 'Succeeded' | 'Failed' | 'TimedOut' | 'Aborted'}`
  | `${'Pass' | 'Succeed' | 'Fail' | 'Wait' | 'Choice' | 'Task' | 'Parallel' | 'Map'}State${'Entered' | 'Exited'}`
  | `${'Wait' | 'Task' | 'Parallel' | 'Map'}StateAborted`
  | `${'Parallel' | 'Map'}State${'Started' | 'Succeeded' | 'Failed'}`
  | `MapIteration${'Started' | 'Succeeded' | 'Failed' | 'Aborted'}`
  | `MapRun${'Started' | 'Succeeded' | 'Failed'}`
  | `Task${'Scheduled' | 'Started' | 'Submitted' | 'Succeeded' | 'Failed' | 'TimedOut'}`
  | 'EvaluationFailed'

/** What an event is about: a state's or resource's name, an index or length, a failure, or nothing. */
export type EventDetail = string | number | Failure | null

/** The most events a Standard execution may write. */
const historyLimit = 25_000

// Express executions have no such limit on AWS but five minutes of real time; here that stands for a loop that never waits.
const expressLimit = 1_000_000

/** Columns rather than event objects: tens of thousands of parked executions keep theirs in memory. */
export interface HistoryColumns {
  readonly types: EventType[]
  readonly at: number[]
  readonly previous: number[]
  readonly details: EventDetail[]
}

/** One event, numbered from 1; `previous` is the event it follows on the same path, 0 for none. */
export interface HistoryEvent {
  readonly id: number
  readonly type: EventType
  readonly at: number
  readonly previous: number
  readonly detail: EventDetail
}

/** What happened in one execution, in order. */
export class History {
  readonly columns: HistoryColumns
  private readonly limit: number

  constructor(isStandard: boolean, columns: HistoryColumns = { types: [], at: [], previous: [], details: [] }) {
    this.limit = isStandard ? historyLimit : expressLimit
    this.columns = columns
  }

  /** How many events there are. */
  get count(): number {
    return this.columns.types.length
  }

  /** Appends an event and returns its number; throws HistoryFull when only the execution's own end has room left. */
  record(type: EventType, at: number, previous: number, detail: EventDetail = null): number {
    if (this.count >= this.limit - 1) throw new HistoryFull(this.limit)
    return this.append(type, at, previous, detail)
  }

  /** Appends the event that ends the execution. */
  close(type: EventType, at: number, detail: Failure | null): void {
    this.append(type, at, this.count, detail)
  }

  private append(type: EventType, at: number, previous: number, detail: EventDetail): number {
    this.columns.types.push(type)
    this.columns.at.push(at)
    this.columns.previous.push(previous)
    this.columns.details.push(detail)
    return this.count
  }

  /** The events, oldest first. */
  *events(): Generator<HistoryEvent> {
    const { types, at, previous, details } = this.columns
    for (let index = 0; index < types.length; index += 1) {
      const type = types[index]
      if (type === undefined) return
      yield { id: index + 1, type, at: at[index] ?? 0, previous: previous[index] ?? 0, detail: details[index] ?? null }
    }
  }
}

const detailsKey = (type: EventType): string => {
  if (type.endsWith('StateEntered')) return 'stateEnteredEventDetails'
  if (type.endsWith('StateExited')) return 'stateExitedEventDetails'
  return `${type[0]?.toLowerCase()}${type.slice(1)}EventDetails`
}

const detailsOf = ({ type, detail }: HistoryEvent): object | null => {
  if (detail === null) return null
  if (typeof detail === 'number') return type === 'MapStateStarted' ? { length: detail } : { index: detail }
  if (typeof detail === 'object')
    return {
      ...(detail.error !== null && { error: detail.error }),
      ...(detail.cause !== null && { cause: detail.cause }),
    }
  if (type.startsWith('Task') && !type.startsWith('TaskState')) {
    const [, service, action] = /:([a-z]+):([a-zA-Z]+(?:\.[a-zA-Z]+(?::2)?)?)$/.exec(detail) ?? []
    return { resourceType: service ?? '', resource: action ?? detail }
  }
  return type.startsWith('MapRun') ? { mapRunArn: detail } : { name: detail }
}

/** An event in the shape of GetExecutionHistory, without payloads; `at` stays in milliseconds since the epoch. */
export const awsEvent = (event: HistoryEvent) => {
  const details = detailsOf(event)
  return {
    timestamp: event.at,
    type: event.type,
    id: event.id,
    previousEventId: event.previous,
    ...(details === null ? {} : { [detailsKey(event.type)]: details }),
  }
}
