import * as z from 'zod'
import { visitOf } from './context.ts'
import type { Execution, Frame, Phase, Visit } from './execution.ts'
import { type EventType, History } from './history.ts'
import { copyOfJson, type Json, type JsonObject } from './json.ts'
import type { Machine } from './machine.ts'
import { type StateMachinesOptions, World } from './world.ts'

const json = z.custom<Json>((value) => value !== undefined)
const variables = z.custom<JsonObject>((value) => typeof value === 'object' && value !== null)
const failure = z.object({ error: z.string().nullable(), cause: z.string().nullable() })
const executionType = z.enum(['STANDARD', 'EXPRESS'])
const jsonList = z.array(json)

const visit: z.ZodType<Visit> = z.object({
  state: z.string(),
  enteredAt: z.number(),
  exitedAt: z.number().nullable(),
  retries: z.number(),
  error: z.string().nullable(),
  get branches() {
    return z.array(z.array(visit).nullable()).nullable()
  },
})

const answer = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('success'), output: json }),
  z.object({ kind: z.literal('failure'), failure, isTimeOut: z.boolean() }),
])

const mapRun = z.object({
  arn: z.string(),
  type: executionType,
  weights: z.array(z.number()),
  items: z.number(),
  toleratedCount: z.number().nullable(),
  toleratedPercentage: z.number().nullable(),
  failed: z.number(),
})

const phase: z.ZodType<Phase> = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('enter') }),
  z.object({ kind: z.literal('attempt') }),
  z.object({ kind: z.literal('wait') }),
  z.object({
    kind: z.literal('pending'),
    token: z.number().nullable(),
    child: z.string().nullable(),
    heartbeatSeconds: z.number().nullable(),
    answer: answer.nullable(),
  }),
  z.object({
    kind: z.literal('fork'),
    inputs: jsonList.nullable(),
    input: json,
    items: jsonList.nullable(),
    size: z.number(),
    results: jsonList,
    limit: z.number(),
    started: z.number(),
    running: z.number(),
    failure: failure.nullable(),
    run: mapRun.nullable(),
  }),
])

const execution = z.object({
  arn: z.string(),
  name: z.string(),
  revision: z.number(),
  body: z.number(),
  type: executionType,
  input: json,
  startedAt: z.number(),
  waiter: z.object({ frame: z.number(), index: z.number() }).nullable(),
  mapRun: z.string().nullable(),
  parent: z.string().nullable(),
  trail: z.array(visit),
  history: z.object({
    types: z.array(z.custom<EventType>((value) => typeof value === 'string')),
    at: z.array(z.number()),
    previous: z.array(z.number()),
    details: z.array(z.union([z.string(), z.number(), failure, z.null()])),
  }),
  status: z.enum(['RUNNING', 'SUCCEEDED', 'FAILED', 'TIMED_OUT', 'ABORTED']),
  output: json,
  failure: failure.nullable(),
  endedAt: z.number().nullable(),
})

const frame = z.object({
  id: z.number(),
  execution: z.string(),
  parent: z.number().nullable(),
  index: z.number(),
  body: z.number(),
  item: z.object({ Index: z.number(), Value: json }).nullable(),
  variables,
  state: z.string(),
  input: json,
  enteredAt: z.number(),
  retries: z.array(z.number()).nullable(),
  event: z.number(),
  phase,
})

// In the order in which the timers ring, so that instants shared by several ring in the same order again.
const alarm = z.discriminatedUnion('kind', [
  z.object({ kind: z.enum(['step', 'timeout', 'heartbeat']), at: z.number(), frame: z.number() }),
  z.object({ kind: z.literal('deadline'), at: z.number(), execution: z.string() }),
])

const snapshot = z.object({
  version: z.literal(1),
  secret: z.string(),
  lastFrame: z.number(),
  lastToken: z.number(),
  lastName: z.number(),
  statesEntered: z.number(),
  machines: z.array(z.object({ arn: z.string(), name: z.string(), definition: z.string(), type: executionType })),
  executions: z.array(execution),
  frames: z.array(frame),
  alarms: z.array(alarm),
})

type Saved = z.infer<typeof snapshot>

const savedExecution = (
  revisions: readonly Machine[],
  { machine, body, history, root, deadline, ...rest }: Execution,
): Saved['executions'][number] => ({
  ...rest,
  revision: revisions.indexOf(machine),
  body: body.id,
  history: history.columns,
})

const savedFrame = ({
  execution,
  parent,
  body,
  trail,
  isAlive,
  alarms,
  children,
  ...rest
}: Frame): Saved['frames'][number] => ({
  ...rest,
  execution: execution.arn,
  parent: parent?.id ?? null,
  body: body.id,
})

const savedAlarms = (world: World): Saved['alarms'] => {
  const found: { order: number; alarm: Saved['alarms'][number] }[] = []
  for (const frame of world.frames.values()) {
    for (const { kind, timer } of frame.alarms) {
      if (kind !== 'deadline') found.push({ order: timer.order, alarm: { kind, at: timer.at, frame: frame.id } })
    }
  }
  for (const { arn, deadline } of world.executions.values()) {
    if (deadline !== null)
      found.push({ order: deadline.timer.order, alarm: { kind: 'deadline', at: deadline.timer.at, execution: arn } })
  }
  return found.sort((a, b) => a.alarm.at - b.alarm.at || a.order - b.order).map(({ alarm }) => alarm)
}

/** Everything in `world` as JSON; throws in the middle of an action, when there is no consistent state to write down. */
export const takeSnapshot = (world: World): Json => {
  if (world.isActing)
    throw new Error('A snapshot can be taken between two actions of the clock only; let the clock stand still.')
  const used = world.revisions.filter(
    (machine) => world.machines.get(machine.arn) === machine || isInUse(world, machine),
  )
  const saved: Saved = {
    version: 1,
    secret: world.secret,
    lastFrame: world.lastFrame,
    lastToken: world.lastToken,
    lastName: world.lastName,
    statesEntered: world.statesEntered,
    machines: used.map(({ arn, name, definition, type }) => ({ arn, name, definition, type })),
    executions: Array.from(world.executions.values(), (each) => savedExecution(used, each)),
    frames: Array.from(world.frames.values(), savedFrame),
    alarms: savedAlarms(world),
  }
  // Parsing puts members into one order, so that equal worlds give equal texts.
  return copyOfJson(snapshot.parse(saved))
}

const isInUse = (world: World, machine: Machine): boolean => {
  for (const execution of world.executions.values()) if (execution.machine === machine) return true
  return false
}

const found = <Value>(value: Value | undefined, what: string): Value => {
  if (value === undefined) throw new Error(`The snapshot refers to ${what}, which is not in it.`)
  return value
}

const restoreExecution = (world: World, saved: Saved['executions'][number]): void => {
  const { revision, body, history, ...rest } = saved
  const machine = found(world.revisions[revision], `definition ${revision}`)
  world.executions.set(saved.arn, {
    ...rest,
    machine,
    body: found(machine.bodies[body], `body ${body} of ${machine.name}`),
    history: new History(saved.type === 'STANDARD', history),
    root: null,
    deadline: null,
  })
}

const restoreFrame = (world: World, saved: Saved['frames'][number]): void => {
  const execution = found(world.executions.get(saved.execution), `execution ${saved.execution}`)
  // Frames are numbered as they are opened and saved in that order, so a parent is always there before its children.
  const parent = saved.parent === null ? null : found(world.frames.get(saved.parent), `frame ${saved.parent}`)
  const trail =
    parent === null
      ? execution.trail
      : found(visitOf(parent).branches?.[saved.index] ?? undefined, `branch ${saved.index}`)
  const body = found(execution.machine.bodies[saved.body], `body ${saved.body} of ${execution.machine.name}`)
  const frame: Frame = { ...saved, execution, parent, body, trail, isAlive: true, alarms: [], children: null }
  world.frames.set(frame.id, frame)
  if (frame.phase.kind === 'pending' && frame.phase.token !== null && frame.phase.answer === null)
    world.tokens.set(frame.phase.token, frame)
  if (parent === null) execution.root = frame
  else adopt(parent, frame)
}

const adopt = (parent: Frame, child: Frame | Execution): void => {
  parent.children ??= new Set()
  parent.children.add(child)
}

/** The world `snapshot` was taken of, on the clock of `options`, which has to stand where the old one stood or later. */
export const restoreWorld = (options: StateMachinesOptions, saved: Json): World => {
  const { secret, machines, executions, frames, alarms, lastFrame, lastToken, lastName, statesEntered } =
    snapshot.parse(saved)
  const world = new World(options, secret)
  Object.assign(world, { lastFrame, lastToken, lastName, statesEntered })
  for (const machine of machines) world.define(machine)
  for (const each of executions) restoreExecution(world, each)
  for (const each of frames) restoreFrame(world, each)
  for (const each of world.executions.values()) {
    if (each.status !== 'RUNNING') world.retire(each)
    const parent = each.status === 'RUNNING' && each.waiter !== null ? world.frames.get(each.waiter.frame) : undefined
    if (parent?.phase.kind === 'fork') adopt(parent, each)
  }
  for (const each of alarms) {
    if (each.kind === 'deadline')
      world.limit(found(world.executions.get(each.execution), `execution ${each.execution}`), each.at)
    else world.schedule(found(world.frames.get(each.frame), `frame ${each.frame}`), each.kind, each.at)
  }
  return world
}
