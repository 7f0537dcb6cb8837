import { CfnResource, Duration, RemovalPolicy, Stack } from 'aws-cdk-lib'
import { PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam'
import type { IKey } from 'aws-cdk-lib/aws-kms'
import {
  Architecture,
  CfnFunction,
  Code,
  type ILayerVersion,
  Function as LambdaFunction,
  Runtime,
  Tracing,
} from 'aws-cdk-lib/aws-lambda'
import { LogGroup, type RetentionDays } from 'aws-cdk-lib/aws-logs'
import { Construct } from 'constructs'
import type { Step, Variable } from '../../functions/step.ts'
import { acknowledgeWildcard } from '../acknowledgements.ts'
import { bundleOf, fileOf, kebab } from '../bundle.ts'
import type { Resource, Resources } from '../resources.ts'
import type { DeadLetters } from './dead-letters.ts'

/** What all functions of a deployment have in common. */
export interface Surroundings {
  readonly stage: string
  readonly resources: Resources
  readonly policyLayer: ILayerVersion
  readonly logKey: IKey
  readonly logRetention: RetentionDays
}

/** Metadata by which the local world finds the module of a function. */
export const stepMetadata = 'forbear:step'

/** In place of the code where nobody wants it, as when the steps run from their sources. */
const notBundled = Code.fromInline('// Synthesized without bundling.')

/** Attempts and age after which an event that a function could not deal with goes to its dead-letter queue. */
const asynchronous = { retryAttempts: 2, maxEventAge: Duration.hours(6) } as const

/** One step as a Lambda function, with a role of its own that allows what the step says and nothing else. */
export class StepFunction extends Construct {
  readonly function: LambdaFunction
  readonly role: Role
  readonly logGroup: LogGroup
  readonly step: Step

  constructor(scope: Construct, step: Step, { stage, resources, policyLayer, logKey, logRetention }: Surroundings) {
    super(scope, step.name)
    const functionName = `forbear-${stage}-${kebab(step.name)}`
    const variables = variablesOf(step, resources)
    this.step = step
    this.logGroup = new LogGroup(this, 'Logs', {
      logGroupName: `/aws/lambda/${functionName}`,
      retention: logRetention,
      encryptionKey: logKey,
      removalPolicy: RemovalPolicy.DESTROY,
    })
    this.role = new Role(this, 'Role', {
      assumedBy: new ServicePrincipal('lambda.amazonaws.com'),
      description: `What "${step.name}" may do`,
    })
    this.role.addToPolicy(
      new PolicyStatement({
        actions: ['logs:CreateLogStream', 'logs:PutLogEvents'],
        resources: [this.logGroup.logGroupArn],
      }),
    )
    for (const variable of variables) this.allow(resources[variable], step.access[variable] ?? [])

    this.function = new LambdaFunction(this, 'Function', {
      functionName,
      description: `${step.stage}: ${step.name}`,
      runtime: Runtime.NODEJS_24_X,
      architecture: Architecture.ARM_64,
      code: Stack.of(this).bundlingRequired ? Code.fromAsset(bundleOf(step)) : notBundled,
      handler: 'index.handler',
      memorySize: step.memory,
      timeout: Duration.seconds(step.timeoutSeconds),
      tracing: Tracing.ACTIVE,
      role: this.role,
      logGroup: this.logGroup,
      layers: variables.includes('POLICIES') ? [policyLayer] : [],
      environment: Object.fromEntries(variables.map((variable) => [variable, resources[variable].value])),
    })
    const { defaultChild } = this.function.node
    if (defaultChild instanceof CfnResource) defaultChild.addMetadata(stepMetadata, fileOf(step))
    acknowledgeWildcard(
      this.role,
      '*',
      "X-Ray's PutTraceSegments and PutTelemetryRecords name no resource; nothing else in this role is without one.",
    )
  }

  private allow({ allow, wildcard }: Resource, actions: readonly string[]): void {
    if (actions.length === 0) return
    for (const statement of allow(actions)) this.role.addToPolicy(statement)
    if (wildcard !== undefined) acknowledgeWildcard(this.role, wildcard.resource, wildcard.reason)
  }

  /** Keeps so much of the account's concurrency free for this function, and gives it no more. */
  reserving(concurrency: number): this {
    const { defaultChild } = this.function.node
    if (defaultChild instanceof CfnFunction) defaultChild.reservedConcurrentExecutions = concurrency
    return this
  }

  /** Keeps what this function cannot deal with, when it is called without anybody waiting for the answer. */
  keepingFailures(letters: DeadLetters): this {
    letters.takingFrom(this.role)
    this.function.configureAsyncInvoke({ ...asynchronous, onFailure: letters })
    return this
  }
}

/** The variables that a step's environment names. @throws Error for one that no deployment gives */
const variablesOf = ({ name, environment }: Step, resources: Resources): Variable[] =>
  Object.keys(environment.shape).map((variable) => {
    if (isVariable(variable, resources)) return variable
    throw new Error(
      `${name} wants ${variable}, which no resource stands for; add it to Variable in functions/step.ts and to the resources`,
    )
  })

const isVariable = (name: string, resources: Resources): name is Variable => Object.hasOwn(resources, name)

/** The functions of a deployment, one a step, made when first asked for. */
export class StepFunctions extends Construct {
  private readonly made = new Map<string, StepFunction>()
  private readonly surroundings: Surroundings

  constructor(scope: Construct, id: string, surroundings: Surroundings) {
    super(scope, id)
    this.surroundings = surroundings
  }

  /** All that were made so far, by name. */
  get all(): readonly StepFunction[] {
    return [...this.made.values()]
  }

  of(step: Step): StepFunction {
    const before = this.made.get(step.name)
    if (before !== undefined) return before
    const made = new StepFunction(this, step, this.surroundings)
    this.made.set(step.name, made)
    return made
  }
}
