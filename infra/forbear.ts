import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { App, type AppProps, Tags, Validations } from 'aws-cdk-lib'
import { AwsSolutionsChecks } from 'cdk-nag'
import * as z from 'zod'
import { configurationOf } from './configuration.ts'
import { readPolicies } from './policies.ts'
import { ForbearStack } from './stacks/forbear-stack.ts'
import { StateStack } from './stacks/state-stack.ts'

const CdkJson = z.object({ context: z.record(z.string(), z.unknown()) })

/** The context of `cdk.json`, which the command line would hand over: feature flags and choices. */
const ownContext = () =>
  CdkJson.parse(JSON.parse(readFileSync(resolve(import.meta.dirname, '../cdk.json'), 'utf8'))).context

/** The whole app. */
export interface ForbearApp {
  readonly app: App
  readonly state: StateStack
  readonly running: ForbearStack
}

/**
 * Both stacks of a deployment, as the context chooses.
 * @throws ConfigurationError for a choice that cannot be, PolicyError for policies that are not in order
 */
export const forbearApp = ({ context, ...props }: AppProps = {}): ForbearApp => {
  const app = new App({ ...props, context: { ...ownContext(), ...context } })
  Validations.of(app).addPlugins(new AwsSolutionsChecks(app))
  const configuration = configurationOf(app)
  const { stage, region, costCentre } = configuration
  const policies = readPolicies(configuration.lenders)
  const env = region === undefined ? {} : { env: { region } }
  const state = new StateStack(app, `Forbear-${stage}-State`, {
    ...env,
    configuration,
    description: 'Forbear: what is kept',
  })
  const running = new ForbearStack(app, `Forbear-${stage}`, {
    ...env,
    configuration,
    policies,
    state,
    description: 'Forbear: what runs',
  })
  for (const [name, value] of Object.entries({ service: 'forbear', stage, 'cost-centre': costCentre }))
    Tags.of(app).add(name, value)
  return { app, state, running }
}
