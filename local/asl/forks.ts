import { bindingsOf, visitOf } from './context.ts'
import { dataLimitExceeded, queryEvaluationError, StateError } from './errors.ts'
import type { Fork, Frame, MapRun } from './execution.ts'
import { type Bindings, evaluate, evaluateWhole, type Template } from './expressions.ts'
import { bytesOfJson, isJsonArray, isLongerThan, type Json, payloadLimit } from './json.ts'
import { feed } from './lifecycle.ts'
import type { MapState, ParallelState } from './machine.ts'
import type { World } from './world.ts'

const mostIterations = { inline: 40, distributed: 10_000 }
const anyCount = [0, 99_999_999] as const

const begin = (
  world: World,
  frame: Frame,
  fork: Omit<Fork, 'kind' | 'results' | 'started' | 'running' | 'failure'>,
): undefined => {
  const phase: Fork = {
    ...fork,
    kind: 'fork',
    results: Array.from({ length: fork.size }, () => null),
    started: 0,
    running: 0,
    failure: null,
  }
  frame.phase = phase
  visitOf(frame).branches = fork.run === null ? Array.from({ length: fork.size }, () => null) : null
  feed(world, frame, phase)
  if (phase.size === 0) world.wake(frame)
}

/** Starts the branches of a Parallel state. */
export const startParallel = async (world: World, frame: Frame, state: ParallelState): Promise<undefined> => {
  const input = state.arguments === null ? frame.input : await evaluate(state.arguments, bindingsOf(frame))
  if (isLongerThan(input, payloadLimit)) throw dataLimitExceeded(`The input of the branches of '${state.name}'`)
  if (!frame.isAlive) return undefined
  world.record(frame, 'ParallelStateStarted')
  const size = state.branches.length
  return begin(world, frame, { inputs: null, input, items: null, size, limit: size, run: null })
}

const itemsOf = async (frame: Frame, state: MapState, bindings: Bindings): Promise<readonly Json[]> => {
  const items = state.items === null ? frame.input : await evaluate(state.items, bindings)
  if (isJsonArray(items)) return items
  const found = items === null ? 'null' : typeof items
  throw queryEvaluationError(
    `The field 'Items' of state '${state.name}' takes an array, not ${found}; a filter that leaves one item gives the bare item unless it ends with [].`,
  )
}

const selected = async (frame: Frame, { selector }: MapState, items: readonly Json[]): Promise<readonly Json[]> => {
  if (selector === null) return items
  const inputs: Json[] = []
  for (const [Index, Value] of items.entries()) {
    inputs.push(await evaluate(selector, bindingsOf(frame, { item: { Index, Value } })))
  }
  return inputs
}

interface Batches {
  readonly inputs: readonly Json[]
  readonly weights: readonly number[]
}

const batched = async (
  state: MapState,
  batcher: NonNullable<MapState['batcher']>,
  items: readonly Json[],
  bindings: Bindings,
): Promise<Batches> => {
  const whole = async (template: Template | null, field: string, most: number): Promise<number> =>
    template === null ? most : evaluateWhole(template, bindings, field, [1, most])
  const mostItems = await whole(batcher.items, 'MaxItemsPerBatch', 99_999_999)
  const mostBytes = await whole(batcher.bytes, 'MaxInputBytesPerBatch', payloadLimit)
  const common = batcher.input === null ? {} : { BatchInput: await evaluate(batcher.input, bindings) }
  const empty = bytesOfJson({ ...common, Items: [] })
  const batches: Json[][] = []
  let room = 0
  for (const item of items) {
    const bytes = bytesOfJson(item)
    const last = batches.at(-1)
    if (last !== undefined && last.length < mostItems && bytes + 1 <= room) {
      last.push(item)
      room -= bytes + 1
    } else {
      if (empty + bytes > mostBytes)
        throw dataLimitExceeded(`One item of state '${state.name}', as a batch of its own,`)
      batches.push([item])
      room = mostBytes - empty - bytes
    }
  }
  return { inputs: batches.map((Items) => ({ ...common, Items })), weights: batches.map(({ length }) => length) }
}

const mapRunOf = async (
  world: World,
  frame: Frame,
  state: MapState,
  distributed: NonNullable<MapState['distributed']>,
  weights: readonly number[],
  items: number,
): Promise<MapRun> => {
  const { machine } = frame.execution
  const bindings = bindingsOf(frame)
  const { toleratedCount: count, toleratedPercentage: percentage } = state
  const percent = percentage === null ? null : await evaluate(percentage, bindings)
  if (percent !== null && !(typeof percent === 'number' && percent >= 0 && percent <= 100)) {
    throw queryEvaluationError("The field 'ToleratedFailurePercentage' takes a number from 0 to 100.")
  }
  const prefix = machine.arn.replace(':stateMachine:', ':mapRun:')
  return {
    arn: `${prefix}/${distributed.label}:${world.newName()}`,
    type: distributed.type,
    weights,
    items,
    toleratedCount: count === null ? null : await evaluateWhole(count, bindings, 'ToleratedFailureCount', anyCount),
    toleratedPercentage: percent,
    failed: 0,
  }
}

/** Starts the iterations of a Map state, or the child executions of a distributed one. */
export const startMap = async (world: World, frame: Frame, state: MapState): Promise<undefined> => {
  const bindings = bindingsOf(frame)
  const items = await itemsOf(frame, state, bindings)
  const asked =
    state.maxConcurrency === null ? 0 : await evaluateWhole(state.maxConcurrency, bindings, 'MaxConcurrency', anyCount)
  const most = state.distributed === null ? mostIterations.inline : mostIterations.distributed
  const limit = asked === 0 ? most : Math.min(asked, most)
  const each = await selected(frame, state, items)
  const { inputs, weights } =
    state.batcher === null
      ? { inputs: each, weights: each.map(() => 1) }
      : await batched(state, state.batcher, each, bindings)
  for (const input of inputs) {
    if (isLongerThan(input, payloadLimit)) throw dataLimitExceeded(`The input of an iteration of '${state.name}'`)
  }
  const { distributed } = state
  const run = distributed === null ? null : await mapRunOf(world, frame, state, distributed, weights, items.length)
  if (!frame.isAlive) return undefined
  world.record(frame, 'MapStateStarted', inputs.length)
  if (run !== null) world.record(frame, 'MapRunStarted', run.arn)
  return begin(world, frame, {
    inputs,
    input: null,
    items: run === null ? items : null,
    size: inputs.length,
    limit,
    run,
  })
}

/** What the children of a fork came to, once all have ended; throws the failure of the one that failed. */
export const joined = (world: World, frame: Frame, type: 'Parallel' | 'Map', fork: Fork): Json | undefined => {
  const { failure, run, started, running, size, results } = fork
  if (failure === null && (started < size || running > 0)) return undefined
  frame.phase = { kind: 'attempt' }
  frame.children = null
  if (failure !== null) {
    if (run !== null) world.record(frame, 'MapRunFailed', failure)
    throw new StateError(failure.error, failure.cause)
  }
  if (run !== null) world.record(frame, 'MapRunSucceeded')
  world.record(frame, `${type}StateSucceeded`)
  if (isLongerThan(results, payloadLimit)) throw dataLimitExceeded(`The result of state '${frame.state}'`)
  return results
}
