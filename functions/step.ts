import middy from '@middy/core'
import type { Context } from 'aws-lambda'
import * as z from 'zod'
import { DefectError, TransientError } from '../domain/outcome.ts'
import { instantOf } from '../domain/time.ts'
import type { ClientConfiguration } from './adapters/client-configuration.ts'
import type { Log } from './log.ts'

/** The folders of `functions/`, which are also the machines of `workflows/`. */
export type Stage =
  | 'intake'
  | 'assessment'
  | 'offer'
  | 'agreement'
  | 'monitoring'
  | 'early-warning'
  | 'notice'
  | 'contact-task'
  | 'hand-over'
  | 'answers'
  | 'feedback'
  | 'failure'

/** `now` as it comes with a payload: the state's entered time, the event's or the request's. No step reads a clock. */
export const Now = z.string().transform((text) => instantOf(text))

/** The variables of the environment; each names a resource, and whoever runs steps has to have a value for every one. */
export type Variable =
  | 'BORROWER_TABLE'
  | 'CASE_TABLE'
  | 'CONFIGURATION_SET'
  | 'CONTACT_TABLE'
  | 'DOCUMENT_BUCKET'
  | 'DROP_BUCKET'
  | 'EVENT_BUS'
  | 'MACHINES'
  | 'POLICIES'
  | 'PORTAL_URL'
  | 'WORK_BUCKET'

/** The IAM actions a step performs on the resource that an environment variable names. */
export type Access<Variables extends string> = { readonly [variable in Variables]?: readonly string[] }

/** Any environment but one with a variable that nobody gives a value. */
type Known<Environment extends z.ZodObject> =
  Exclude<keyof z.infer<Environment>, Variable> extends never ? unknown : never

/** What a step is, once: the handler, the Task state, the construct, the log field and the metric all come from here. */
export interface Step<Environment extends z.ZodObject = z.ZodObject> {
  readonly stage: Stage
  /** The Task state's name in plain words: `Score ability`. The file is the same in kebab-case. */
  readonly name: string
  readonly environment: Environment
  readonly access: Access<Variable>
  /** Megabytes; more memory is also more CPU. */
  readonly memory: number
  readonly timeoutSeconds: number
  /** Ties the step to its surroundings; what comes back is called with each event. */
  bind(surroundings: Surroundings): Handler
}

/** What differs between a Lambda container, the local world and a test. */
export interface Surroundings {
  readonly environment: Readonly<Record<string, string | undefined>>
  readonly clients: ClientConfiguration
  readonly log: Log
  /** Secrets that nobody can guess; the only randomness there is. */
  readonly entropy: Entropy
}

/** Gives 256 bits as base64url text, new with each call. */
export type Entropy = () => string

/** A step bound to its surroundings, called as Lambda calls it. */
export type Handler = (event: unknown, context: Context) => Promise<unknown>

interface StepDefinition<Environment extends z.ZodObject, Input extends z.ZodType, Connections> {
  readonly stage: Stage
  readonly name: string
  readonly environment: Environment & Known<Environment>
  readonly access: Access<keyof z.infer<Environment> & Variable>
  readonly input: Input
  readonly memory?: number
  readonly timeoutSeconds?: number
  connect(environment: z.infer<Environment>, clients: ClientConfiguration, log: Log, entropy: Entropy): Connections
  run(connections: Connections, input: z.infer<Input>): Promise<unknown>
}

/**
 * Defines one step. The handler validates its environment once and each event before `run` sees it, logs the step's start, end and
 * failure by message code, and lets errors keep their names, since workflows retry by name.
 */
export const defineStep = <Environment extends z.ZodObject, Input extends z.ZodType, Connections>(
  definition: StepDefinition<Environment, Input, Connections>,
): Step<Environment> => ({
  stage: definition.stage,
  name: definition.name,
  environment: definition.environment,
  access: definition.access,
  memory: definition.memory ?? 512,
  timeoutSeconds: definition.timeoutSeconds ?? 30,
  bind: ({ environment, clients, log, entropy }) => {
    const connections = definition.connect(definition.environment.parse(environment), clients, log, entropy)
    const handle = middy<unknown, unknown>()
      .use({
        // With braces: whatever a hook gives back would end the step as its answer.
        before: () => {
          log.info('STEP_STARTED', { step: definition.name })
        },
        after: () => {
          log.info('STEP_COMPLETED', { step: definition.name })
        },
        onError: (request) => {
          log.error('STEP_FAILED', { step: definition.name, error: request.error?.name ?? 'unknown' })
          request.error = request.error && withoutText(request.error)
        },
      })
      .handler((event) => definition.run(connections, definition.input.parse(event)))
    return async (event, context) => handle(event, context)
  },
})

/**
 * An error as it may leave a step, since whatever leaves stands in the execution's history. Forbear's own texts name no person; any other
 * text may quote what it was about, so only the error's name and where it was thrown go on.
 */
const withoutText = (error: Error): Error => {
  if (error instanceof TransientError || error instanceof DefectError) return error
  const where = /\n\s+at (.+)/.exec(error.stack ?? '')?.[1] ?? 'an unknown place'
  const told = new Error(`${error.name} at ${where}`)
  told.name = error.name
  delete told.stack
  return told
}
