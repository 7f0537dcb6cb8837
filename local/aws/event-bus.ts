import { createHash } from 'node:crypto'
import type { VirtualClock } from '../clock.ts'
import { type Fields, isFields, jsonEndpoint, refuseUnknownMembers } from './aws-json.ts'
import { compileEventPattern, type Matcher } from './events/event-pattern.ts'
import { parseSchedule, type Schedule } from './events/schedule.ts'
import { embeddedAccount, embeddedRegion } from './request-handler.ts'
import { type ServiceEndpoint, ServiceError } from './service-endpoint.ts'

/** An event as a rule's target receives it. */
export interface BusEvent {
  readonly version: '0'
  readonly id: string
  readonly 'detail-type': string
  readonly source: string
  readonly account: string
  /** ISO 8601, seconds. */
  readonly time: string
  readonly region: string
  readonly resources: readonly string[]
  readonly detail: unknown
}

/** An event that a target could not be given. */
export interface UndeliveredEvent {
  readonly event: BusEvent
  readonly rule: string
  readonly target: string
  readonly error: unknown
  readonly attempts: number
}

/** Where a rule's events go. */
export interface RuleTarget {
  readonly id: string
  /** Takes an event; by throwing it asks for it again. */
  readonly deliver: (event: BusEvent) => Promise<void>
  /** How often an event that failed is delivered again, within a day; 185 unless told, as in EventBridge. */
  readonly retryAttempts?: number
  /** Receives what was given up; without it the clock's run fails. */
  readonly deadLetter?: (undelivered: UndeliveredEvent) => void | Promise<void>
}

/** A rule: for events that match a pattern, or on a schedule. */
export interface Rule {
  readonly name: string
  /** `default` unless told. */
  readonly busName?: string
  readonly eventPattern?: unknown
  /** `rate(...)`, `cron(...)` or `at(...)`. */
  readonly scheduleExpression?: string
  /** The zone of a cron, such as `Asia/Shanghai`; UTC unless told. */
  readonly scheduleExpressionTimezone?: string
  readonly targets: readonly RuleTarget[]
}

/** What EventBridge may do to deliveries and tests want to see: it promises at least once, and no order. */
export interface Disturbances {
  /** Numbers from 0 up to 1, the same ones for the same seed. */
  readonly random: () => number
  /** How likely an event is delivered twice, 0 to 1. */
  readonly repeat: number
  /** The longest a delivery may take, in virtual milliseconds. */
  readonly delayMs: number
  /** Whether events may overtake each other. */
  readonly reorder: boolean
}

/** An event that a service on this machine publishes; a service's own source, such as `aws.s3`, is allowed here. */
export interface PublishedEvent {
  readonly source: string
  readonly 'detail-type': string
  readonly detail: unknown
  readonly resources?: readonly string[]
  readonly busName?: string
  /** ISO 8601; the present instant unless told. */
  readonly time?: string
}

interface HostedRule {
  readonly rule: Rule
  readonly busName: string
  readonly matches: Matcher | undefined
  readonly schedule: Schedule | undefined
}

const day = 24 * 60 * 60 * 1000
const firstPause = 1_000
const longestPause = 10 * 60 * 1000
const mostEntries = 10
const mostBytes = 256 * 1024
const entryMembers = new Set(['Source', 'DetailType', 'Detail', 'Resources', 'Time', 'EventBusName'])

const seconds = (at: number): string => new Date(at).toISOString().replace(/\.\d{3}Z$/, 'Z')

/** EventBridge: buses, rules and schedules, delivering on the virtual clock. */
export class EmbeddedEventBridge {
  /** Answers the calls of an EventBridge client: PutEvents; the rest is refused by name. */
  readonly endpoint: ServiceEndpoint
  private readonly clock: VirtualClock
  private readonly disturbances: Disturbances | undefined
  private readonly buses = new Set(['default'])
  private readonly rules: HostedRule[] = []
  private readonly latest = new Map<RuleTarget, number>()
  private events = 0
  private schedulesUntil: number | undefined

  constructor({ clock, disturbances }: { readonly clock: VirtualClock; readonly disturbances?: Disturbances }) {
    this.clock = clock
    this.disturbances = disturbances
    this.endpoint = jsonEndpoint('EventBridge', '1.1', 'com.amazonaws.events', {
      PutEvents: (request) => this.putEvents(request),
    })
  }

  /** Makes a bus beside `default`. */
  createBus(name: string): void {
    this.buses.add(name)
  }

  /** Adds a rule; a pattern or schedule EventBridge would refuse is refused here. */
  putRule(rule: Rule): void {
    const { name, busName = 'default', eventPattern, scheduleExpression, scheduleExpressionTimezone } = rule
    if (!this.buses.has(busName))
      throw new Error(`The rule ${name} is for the bus ${busName}; call createBus for it first.`)
    if (this.rules.some((other) => other.rule.name === name && other.busName === busName)) {
      throw new Error(`There is a rule ${name} on the bus ${busName} already; give every rule a name of its own.`)
    }
    if ((eventPattern === undefined) === (scheduleExpression === undefined)) {
      throw new Error(`The rule ${name} needs either an eventPattern or a scheduleExpression.`)
    }
    const hosted: HostedRule = {
      rule,
      busName,
      matches: eventPattern === undefined ? undefined : compileEventPattern(eventPattern),
      schedule:
        scheduleExpression === undefined
          ? undefined
          : parseSchedule(scheduleExpression, this.clock.now(), scheduleExpressionTimezone),
    }
    this.rules.push(hosted)
    if (this.schedulesUntil !== undefined) this.awaitNext(hosted, this.clock.now())
  }

  /** Lets schedules fire from now on, up to and including `until` (milliseconds since the epoch) if it is given. */
  startSchedules(until = Number.POSITIVE_INFINITY): void {
    if (this.schedulesUntil !== undefined) throw new Error('The schedules have been started already.')
    this.schedulesUntil = until
    for (const rule of this.rules) this.awaitNext(rule, this.clock.now())
  }

  private awaitNext(hosted: HostedRule, after: number): void {
    const at = hosted.schedule?.(after)
    if (at === undefined || at > (this.schedulesUntil ?? Number.NEGATIVE_INFINITY)) return
    this.clock.schedule(at, () => {
      const resources = [`arn:aws:events:${embeddedRegion}:${embeddedAccount}:rule/${hosted.rule.name}`]
      this.send(hosted, this.eventOf({ source: 'aws.events', 'detail-type': 'Scheduled Event', detail: {}, resources }))
      this.awaitNext(hosted, at)
    })
  }

  /** Puts an event on a bus on behalf of a service; answers its id. */
  publish(published: PublishedEvent): string {
    const busName = published.busName ?? 'default'
    if (!this.buses.has(busName)) throw new Error(`There is no event bus ${busName}; call createBus for it first.`)
    const event = this.eventOf(published)
    for (const hosted of this.rules) {
      if (hosted.busName === busName && hosted.matches?.(event) === true) this.send(hosted, event)
    }
    return event.id
  }

  private eventOf({ source, detail, resources = [], time, 'detail-type': detailType }: PublishedEvent): BusEvent {
    this.events += 1
    const hex = createHash('md5').update(`event ${this.events}`).digest('hex')
    return {
      version: '0',
      id: [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-'),
      'detail-type': detailType,
      source,
      account: embeddedAccount,
      time: time ?? seconds(this.clock.now()),
      region: embeddedRegion,
      resources,
      detail,
    }
  }

  private send(hosted: HostedRule, event: BusEvent): void {
    for (const target of hosted.rule.targets) {
      const times = this.disturbances !== undefined && this.disturbances.random() < this.disturbances.repeat ? 2 : 1
      for (let copy = 0; copy < times; copy++) {
        this.clock.schedule(this.arrivalAt(target), () => this.deliver(hosted.rule, target, event, this.clock.now(), 1))
      }
    }
  }

  private arrivalAt(target: RuleTarget): number {
    const now = this.clock.now()
    if (this.disturbances === undefined) return now
    const at = now + Math.floor(this.disturbances.random() * (this.disturbances.delayMs + 1))
    if (this.disturbances.reorder) return at
    const inOrder = Math.max(at, this.latest.get(target) ?? at)
    this.latest.set(target, inOrder)
    return inOrder
  }

  private async deliver(
    rule: Rule,
    target: RuleTarget,
    event: BusEvent,
    since: number,
    attempt: number,
  ): Promise<void> {
    try {
      await target.deliver(structuredClone(event))
    } catch (error) {
      const next = this.clock.now() + Math.min(firstPause * 2 ** (attempt - 1), longestPause)
      if (attempt <= (target.retryAttempts ?? 185) && next - since <= day) {
        this.clock.schedule(next, () => this.deliver(rule, target, event, since, attempt + 1))
        return
      }
      if (target.deadLetter === undefined) throw error
      await target.deadLetter({ event, rule: rule.name, target: target.id, error, attempts: attempt })
    }
  }

  private putEvents(request: Fields): object {
    refuseUnknownMembers(request, new Set(['Entries']), 'PutEvents')
    const { Entries: entries } = request
    if (!Array.isArray(entries) || entries.length === 0 || entries.length > mostEntries) {
      throw new ServiceError('ValidationException', `PutEvents takes between 1 and ${mostEntries} entries.`)
    }
    if (Buffer.byteLength(JSON.stringify(entries)) > mostBytes) {
      throw new ServiceError(
        'ValidationException',
        `Total size of the entries in the request is over the limit of ${mostBytes} bytes.`,
      )
    }
    const results = entries.map((entry: unknown) => this.putEvent(isFields(entry) ? entry : {}))
    return { FailedEntryCount: results.filter((result) => 'ErrorCode' in result).length, Entries: results }
  }

  private putEvent(entry: Fields): { EventId: string } | { ErrorCode: string; ErrorMessage: string } {
    refuseUnknownMembers(entry, entryMembers, 'PutEvents')
    const { Source: source, DetailType: detailType, Detail: detail, Resources, Time, EventBusName = 'default' } = entry
    const refused = (ErrorCode: string, ErrorMessage: string) => ({ ErrorCode, ErrorMessage })
    for (const [name, value] of Object.entries({ Source: source, DetailType: detailType, Detail: detail })) {
      if (typeof value !== 'string' || value === '')
        return refused('InvalidArgument', `Parameter ${name} is not valid. Reason: ${name} is a required argument.`)
    }
    if (String(source).startsWith('aws.')) {
      return refused('NotAuthorizedForSourceException', `Not authorized for the source ${String(source)}.`)
    }
    const busName = String(EventBusName).split('/').at(-1) ?? ''
    if (!this.buses.has(busName)) return refused('InvalidArgument', `There is no event bus ${busName}.`)
    const parsed = parsedDetail(String(detail))
    if (parsed === undefined) return refused('MalformedDetail', 'Detail is malformed.')
    const resources = Array.isArray(Resources) ? Resources.map(String) : []
    const time = typeof Time === 'number' ? { time: seconds(Time * 1000) } : {}
    const EventId = this.publish({
      source: String(source),
      'detail-type': String(detailType),
      detail: parsed,
      resources,
      busName,
      ...time,
    })
    return { EventId }
  }
}

const parsedDetail = (detail: string): Fields | undefined => {
  try {
    const value: unknown = JSON.parse(detail)
    return isFields(value) ? value : undefined
  } catch {
    return undefined
  }
}
