import type * as z from 'zod'
import { ServiceError } from '../aws/service-endpoint.ts'
import { bindingsOf } from './context.ts'
import { argumentFields, complaintOf } from './definition-fields.ts'
import { dataLimitExceeded, StateError } from './errors.ts'
import type { Execution, Frame, Pending } from './execution.ts'
import { evaluate, evaluateWhole } from './expressions.ts'
import { copyOfJson, isLongerThan, type Json, payloadLimit } from './json.ts'
import type { TaskState } from './machine.ts'
import type { World } from './world.ts'

/** What starting an execution of another machine needs; throws ServiceError as the API does. */
export type Start = (request: {
  readonly stateMachineArn: string
  readonly name: string | undefined
  readonly input: Json
  readonly waiter: Execution['waiter']
  readonly parent: string | null
}) => Execution

const causeOf = (error: unknown): string => {
  const { name, message } = error instanceof Error ? error : new Error(String(error))
  return JSON.stringify({ errorType: name, errorMessage: message })
}

const nameOf = (error: unknown): string => (error instanceof Error ? error.name : 'Error')

const withinLimit = (value: Json, what: string): Json => {
  if (isLongerThan(value, payloadLimit)) throw dataLimitExceeded(what)
  return value
}

const checked = <Schema extends z.ZodType>(schema: Schema, value: Json, name: string): z.infer<Schema> => {
  const { success, data, error } = schema.safeParse(value)
  if (success) return data
  throw new StateError('States.Runtime', `The Arguments of state '${name}': ${complaintOf(error)}`)
}

const callFunction = async (world: World, { name, resource }: TaskState, given: Json): Promise<Json> => {
  const { FunctionName: functionName, Payload: payload } = checked(argumentFields['lambda:invoke'], given, name)
  let result: Json
  try {
    result = copyOfJson(
      await world.options.invoke({ functionName, payload: copyOfJson(payload === undefined ? {} : payload) }),
    )
  } catch (error) {
    throw new StateError(nameOf(error), causeOf(error))
  }
  withinLimit(result, `The result of the state/task '${resource}'`)
  return { ExecutedVersion: '$LATEST', Payload: result, SdkHttpMetadata: { HttpStatusCode: 200 }, StatusCode: 200 }
}

const startMachine = (start: Start, frame: Frame, { name, pattern }: TaskState, given: Json): Execution => {
  const asked = checked(argumentFields['states:startExecution'], given, name)
  const waiter = pattern === 'sync' ? { frame: frame.id, index: 0 } : null
  try {
    return start({
      stateMachineArn: asked.StateMachineArn,
      name: asked.Name,
      input: asked.Input === undefined ? {} : asked.Input,
      waiter,
      parent: frame.execution.arn,
    })
  } catch (error) {
    if (!(error instanceof ServiceError)) throw error
    throw new StateError(`StepFunctions.${error.code}Exception`, error.message)
  }
}

const seconds = async (
  frame: Frame,
  state: TaskState,
  field: 'timeoutSeconds' | 'heartbeatSeconds',
): Promise<number | null> => {
  const template = state[field]
  if (template === null) return null
  const name = field === 'timeoutSeconds' ? 'TimeoutSeconds' : 'HeartbeatSeconds'
  return evaluateWhole(template, bindingsOf(frame), name, [1, 99_999_999])
}

const wait = (world: World, frame: Frame, pending: Pending, timeoutSeconds: number | null): void => {
  frame.phase = pending
  if (timeoutSeconds !== null) world.schedule(frame, 'timeout', world.now + timeoutSeconds * 1000)
  if (pending.heartbeatSeconds !== null) world.schedule(frame, 'heartbeat', world.now + pending.heartbeatSeconds * 1000)
  if (timeoutSeconds === null && pending.heartbeatSeconds === null) world.limit(frame.execution)
}

const forget = (world: World, token: number | null): undefined => {
  if (token !== null) world.tokens.delete(token)
}

/** Runs one attempt of a Task: its result, or undefined when it has to wait for somebody. Throws StateError. */
export const startTask = async (
  world: World,
  start: Start,
  frame: Frame,
  state: TaskState,
): Promise<Json | undefined> => {
  const serial = state.pattern === 'token' ? world.issueToken(frame) : null
  try {
    const token = serial === null ? null : world.tokenText(serial)
    const given = await evaluate(state.arguments, bindingsOf(frame, { token }))
    withinLimit(given, `The Arguments of state '${state.name}'`)
    const timeoutSeconds = await seconds(frame, state, 'timeoutSeconds')
    const heartbeatSeconds = await seconds(frame, state, 'heartbeatSeconds')
    if (!frame.isAlive) return forget(world, serial)
    world.record(frame, 'TaskScheduled', state.resource)
    world.record(frame, 'TaskStarted', state.resource)
    // The token counts from here on, as the service may use it before it has even answered the call.
    if (serial !== null)
      wait(
        world,
        frame,
        { kind: 'pending', token: serial, child: null, heartbeatSeconds, answer: null },
        timeoutSeconds,
      )
    if (state.service === 'lambda:invoke') {
      const result = await callFunction(world, state, given)
      if (serial === null) return result
    } else {
      const child = startMachine(start, frame, state, given)
      if (state.pattern === 'request') return { ExecutionArn: child.arn, StartDate: child.startedAt }
      if (state.pattern === 'sync')
        wait(
          world,
          frame,
          { kind: 'pending', token: null, child: child.arn, heartbeatSeconds: null, answer: null },
          timeoutSeconds,
        )
    }
  } catch (error) {
    const isAnswered = frame.phase.kind === 'pending' && frame.phase.answer !== null
    // Whoever answered the token has finished the task, however the call itself ended.
    if (!isAnswered || !(error instanceof StateError)) {
      forget(world, serial)
      if (frame.isAlive) {
        world.cancelAlarms(frame)
        frame.phase = { kind: 'attempt' }
      }
      throw error
    }
  }
  if (frame.isAlive) world.record(frame, 'TaskSubmitted', state.resource)
  return undefined
}

/** What a waiting task was answered, or undefined when it was not yet; throws StateError for a failure. */
export const answered = (frame: Frame, { answer }: Pending): Json | undefined => {
  if (answer === null) return undefined
  frame.phase = { kind: 'attempt' }
  if (answer.kind === 'failure') throw new StateError(answer.failure.error, answer.failure.cause)
  return withinLimit(answer.output, `The result of the state/task '${frame.state}'`)
}
