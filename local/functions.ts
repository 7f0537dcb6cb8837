import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import type { Context } from 'aws-lambda'
import * as z from 'zod'
import type { Handler, Step, Surroundings } from '../functions/step.ts'
import type { Json } from './asl/state-machines.ts'
import type { Resource, SynthesizedApp } from './template.ts'

const StepModule = z.object({
  step: z.custom<Step>((value) => typeof value === 'object' && value !== null && 'bind' in value),
})

const FunctionProperties = z.object({
  FunctionName: z.string().optional(),
  Environment: z.object({ Variables: z.record(z.string(), z.string()) }).optional(),
})

/** The metadata under which infra writes which step a function runs. */
const stepMetadata = 'forbear:step'

/** Lambda on one machine: the functions of a synthesized app, each bound to the handler that would ship and to its own environment. */
export class LocalFunctions {
  /** How often each function was called, by step. */
  readonly calls = new Map<string, number>()
  private readonly handlers = new Map<string, { readonly step: string; readonly handler: Handler }>()
  private requests = 0

  /** Loads every function that the app declares. `overlay` replaces what only exists in a container, such as paths of layers. */
  async load(
    app: SynthesizedApp,
    sources: string,
    surroundings: Omit<Surroundings, 'environment'>,
    overlay: Readonly<Record<string, string>>,
  ): Promise<void> {
    for (const resource of app.resources('AWS::Lambda::Function')) {
      const place = resource.metadata[stepMetadata]
      if (typeof place !== 'string') continue
      const { step } = StepModule.parse(await import(pathToFileURL(join(sources, `functions/${place}.ts`)).href))
      const environment = { ...this.environmentOf(resource), ...overlay }
      this.handlers.set(resource.arn, { step: step.name, handler: step.bind({ ...surroundings, environment }) })
    }
  }

  private environmentOf({ properties }: Resource): Record<string, string> {
    return FunctionProperties.parse(properties).Environment?.Variables ?? {}
  }

  /** Calls a function by its ARN, qualified or not, as Lambda does: JSON in, JSON out. */
  async invoke(functionArn: string, payload: unknown): Promise<Json> {
    const found = this.handlers.get(functionArn) ?? this.handlers.get(functionArn.split(':').slice(0, 7).join(':'))
    if (found === undefined)
      throw new Error(`no function ${functionArn}; the app declares ${[...this.handlers.keys()].join(', ')}`)
    this.calls.set(found.step, (this.calls.get(found.step) ?? 0) + 1)
    this.requests += 1
    const answer = await found.handler(payload, contextOf(functionArn, this.requests))
    return answer === undefined ? null : JSON.parse(JSON.stringify(answer))
  }
}

const contextOf = (functionArn: string, request: number): Context => ({
  callbackWaitsForEmptyEventLoop: false,
  functionName: functionArn.split(':')[6] ?? functionArn,
  functionVersion: '$LATEST',
  invokedFunctionArn: functionArn,
  memoryLimitInMB: '512',
  awsRequestId: `local-${request}`,
  logGroupName: 'local',
  logStreamName: 'local',
  getRemainingTimeInMillis: () => 900_000,
  done: () => undefined,
  fail: () => undefined,
  succeed: () => undefined,
})
