import { readMachine } from '../../local/asl/definition.ts'
import { Expressions } from '../../local/asl/expressions.ts'
import { type Body, type State, type StateMachineDefinition, targetsOf } from '../../local/asl/machine.ts'

/** How often ways of a machine can be walked at most, all of them together, and what bounds it. */
export interface LoopLimit {
  readonly ways: readonly { readonly from: string; readonly to: string }[]
  readonly times: number
  readonly because: string
}

/** The most events that one execution of a machine, or of a map's items, can write. */
export interface WorstHistory {
  /** `notice`, or `intake: For each chunk` for the executions that a distributed map starts. */
  readonly of: string
  readonly events: number
}

/** ExecutionStarted, the event that ends it, and one EvaluationFailed, after which no execution goes on for long. */
const aroundAnExecution = 3

const attemptsOf = (retriers: readonly { readonly MaxAttempts: number }[]): number =>
  1 + retriers.reduce((sum, { MaxAttempts }) => sum + MaxAttempts, 0)

/** The most events of one visit: every retrier is used up before the state ends. */
const eventsOf = (state: State): number => {
  switch (state.type) {
    case 'Fail':
      return 1
    case 'Pass':
    case 'Succeed':
    case 'Choice':
    case 'Wait':
      return 2
    case 'Task':
      // Scheduled, started, succeeded or failed; submitted too, where somebody else has the token.
      return 2 + attemptsOf(state.retriers) * (state.pattern === 'request' ? 3 : 4)
    case 'Map':
      if (state.distributed === null) break
      // Started, map run started, map run ended, ended; the items have histories of their own.
      return 2 + attemptsOf(state.retriers) * 4
    case 'Parallel':
      break
  }
  throw new Error(
    `${state.name}: no machine had a ${state.type} inside its own history before; say here what it writes`,
  )
}

/** The ways of one body, those that are limited taken out. */
class Ways {
  private readonly body: Body
  private readonly limits: readonly LoopLimit[]
  private readonly longest = new Map<string, number>()

  constructor(body: Body, limits: readonly LoopLimit[]) {
    this.body = body
    this.limits = limits
      .map((limit) => ({ ...limit, ways: limit.ways.filter(({ from, to }) => this.leadsTo(from, to)) }))
      .filter(({ ways }) => ways.length > 0)
  }

  private leadsTo(from: string, to: string): boolean {
    const state = this.body.states.get(from)
    return state !== undefined && targetsOf(state).includes(to)
  }

  private state(name: string): State {
    const found = this.body.states.get(name)
    if (found === undefined) throw new Error(`${name} is named as a next state, but is none`)
    return found
  }

  private nextOf(name: string): string[] {
    const isLimited = (to: string) =>
      this.limits.some(({ ways }) => ways.some((way) => way.from === name && way.to === to))
    return [...new Set(targetsOf(this.state(name)))].filter((to) => !isLimited(to))
  }

  /** The most events from a state up to `end`, or to any end; minus infinity where it cannot be reached. */
  private most(name: string, end: string | undefined, before: readonly string[] = []): number {
    if (before.includes(name))
      throw new Error(`${[...before.slice(before.indexOf(name)), name].join(' → ')} has no limit; say what bounds it`)
    const key = JSON.stringify([name, end])
    const known = this.longest.get(key)
    if (known !== undefined) return known
    const onward = this.nextOf(name).map((next) => this.most(next, end, [...before, name]))
    const stop = end === undefined || end === name ? 0 : Number.NEGATIVE_INFINITY
    const found = eventsOf(this.state(name)) + Math.max(stop, ...onward)
    this.longest.set(key, found)
    return found
  }

  /**
   * Every walk is made of stretches that begin at the start or behind a limited way and go up to a limited way, and of a last one that goes
   * to an end. As many begin behind a way, and as many go up to it, as the way is walked; so no walk is longer than either count allows.
   */
  mostEvents(): number {
    const { startAt } = this.body
    const beginnings = [...new Set([startAt, ...this.limits.flatMap(({ ways }) => ways.map(({ to }) => to))])]
    const ends = [...new Set(this.limits.flatMap(({ ways }) => ways.map(({ from }) => from)))]
    const upTo = (end: string) => Math.max(0, ...beginnings.map((name) => this.most(name, end)))
    const behind = (name: string) => Math.max(0, ...ends.map((end) => this.most(name, end)))
    const walked = (of: (way: LoopLimit['ways'][number]) => number) =>
      this.limits.reduce((sum, { ways, times }) => sum + times * Math.max(...ways.map(of)), 0)
    const last = Math.max(...beginnings.map((name) => this.most(name, undefined)))
    return (
      Math.min(
        walked(({ from }) => upTo(from)),
        behind(startAt) + walked(({ to }) => behind(to)),
      ) + last
    )
  }
}

/**
 * The worst histories of a machine: its own, and one for the items of each distributed map. @param limits of its ways back
 * @throws Error for a loop that no limit bounds, or a state whose events are not known
 */
export const worstHistories = (definition: StateMachineDefinition, limits: readonly LoopLimit[]): WorstHistory[] => {
  const { name, bodies } = readMachine(definition, new Expressions({ now: () => 0, random: () => 0 }))
  const nameOf = new Map<number, string>([[0, name]])
  for (const body of bodies)
    for (const state of body.states.values())
      if (state.type === 'Map') nameOf.set(state.processor.id, `${name}: ${state.name}`)
  return bodies.map((body) => ({
    of: nameOf.get(body.id) ?? name,
    events: aroundAnExecution + new Ways(body, limits).mostEvents(),
  }))
}
