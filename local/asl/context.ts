import type { Frame, Visit } from './execution.ts'
import type { Bindings } from './expressions.ts'
import { isoInstant } from './instants.ts'
import type { Json, JsonObject } from './json.ts'

/** The role an execution says it runs as; there is none here, so it is named after the machine. */
const roleOf = (machineArn: string, name: string): string => {
  const [, partition = 'aws', , , account = ''] = machineArn.split(':')
  return `arn:${partition}:iam::${account}:role/${name}`
}

const itemOf = (frame: Frame): JsonObject | null =>
  frame.item === null ? (frame.parent === null ? null : itemOf(frame.parent)) : { ...frame.item }

/** The Context object as `frame` sees it in its present state. */
const contextOf = (frame: Frame, token: string | null, item: JsonObject | null = itemOf(frame)): JsonObject => {
  const { machine, mapRun, arn, name, input, startedAt } = frame.execution
  const retries = frame.retries?.reduce((sum, count) => sum + count, 0) ?? 0
  return {
    Execution: {
      Id: arn,
      Input: input,
      Name: name,
      RoleArn: roleOf(machine.arn, machine.name),
      StartTime: isoInstant(startedAt),
      RedriveCount: 0,
    },
    State: { EnteredTime: isoInstant(frame.enteredAt), Name: frame.state, RetryCount: retries },
    StateMachine:
      mapRun === null
        ? { Id: machine.arn, Name: machine.name }
        : { Id: `${machine.arn}/${labelOf(mapRun)}`, Name: `${machine.name}/${labelOf(mapRun)}` },
    ...(token !== null && { Task: { Token: token } }),
    ...(item !== null && { Map: { Item: item } }),
  }
}

const labelOf = (mapRun: string): string => /\/([^:]*):[^:]*$/.exec(mapRun)?.[1] ?? ''

const visibleVariables = (frame: Frame): JsonObject =>
  frame.parent === null ? frame.variables : { ...visibleVariables(frame.parent), ...frame.variables }

/** What an expression in the present state of `frame` may refer to. */
export const bindingsOf = (
  frame: Frame,
  { token = null, item }: { token?: string | null; item?: JsonObject } = {},
): Bindings => ({
  ...visibleVariables(frame),
  states: { input: frame.input, context: contextOf(frame, token, item) },
})

/** `bindings` with one more member of `$states`, as Output and Assign see it. */
export const withOutcome = (bindings: Bindings, name: 'result' | 'errorOutput', value: Json): Bindings => {
  const { states } = bindings
  return { ...bindings, states: { ...(typeof states === 'object' ? states : {}), [name]: value } }
}

/** The visit of the state a frame is in. */
export const visitOf = (frame: Frame): Visit => {
  const visit = frame.trail.at(-1)
  if (visit === undefined)
    throw new Error(`Frame ${frame.id} has entered no state yet; this is a fault of the interpreter.`)
  return visit
}
