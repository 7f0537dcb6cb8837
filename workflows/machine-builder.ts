import { Duration } from 'aws-cdk-lib'
import type { IKey } from 'aws-cdk-lib/aws-kms'
import type { IFunction } from 'aws-cdk-lib/aws-lambda'
import type { ILogGroup } from 'aws-cdk-lib/aws-logs'
import {
  Choice,
  Condition,
  CustomerManagedEncryptionConfiguration,
  DefinitionBody,
  type DistributedMap,
  Fail,
  type IChainable,
  IntegrationPattern,
  JitterType,
  LogLevel,
  QueryLanguage,
  StateMachine,
  StateMachineType,
  Succeed,
  TaskInput,
  Timeout,
} from 'aws-cdk-lib/aws-stepfunctions'
import { LambdaInvoke } from 'aws-cdk-lib/aws-stepfunctions-tasks'
import type { Construct } from 'constructs'
import { step as recordFailure } from '../functions/failure/record-failure.ts'
import type { Step } from '../functions/step.ts'

/** What a machine is built with: the function of each step, and where the machine runs. */
export interface MachineProps {
  functionOf(step: Step): IFunction
  readonly stateMachineName: string
  readonly encryptionKey: IKey
  readonly logGroup: ILogGroup
}

/** An expression of JSONata. */
export const jsonata = (expression: string): string => `{% ${expression} %}`

/** A value of the execution's own input. */
export const ofInput = (name: string): string => jsonata(`$states.context.Execution.Input.${name}`)

/** The instant of a state's beginning: the only clock that steps know. */
const now = jsonata('$states.context.State.EnteredTime')

/**
 * Errors that pass by themselves: Forbear's own name for them, and Lambda's. A step may be repeated at will, since each looks at the case
 * as it stands before it changes anything.
 */
const passingErrors = [
  'TransientError',
  'Lambda.ClientExecutionTimeoutException',
  'Lambda.ServiceException',
  'Lambda.AWSLambdaException',
  'Lambda.SdkClientException',
  'Lambda.TooManyRequestsException',
  // The function's container ended, or ran out of its time, before it answered.
  'Lambda.Unknown',
  'Sandbox.Timedout',
]

/** Seconds beyond a function's own limit after which its Task gives up. */
const graceSeconds = 15

interface TaskOptions {
  /** Variables to keep from the step's answer. */
  readonly assign?: Record<string, string>
  /** Where to go on when an error passes, instead of trying again: a retry keeps the time at which the state was entered. */
  readonly passing?: IChainable
  /** How often a step is tried before its failure is recorded. */
  readonly attempts?: number
}

const outermost = { done: 'Done', failure: recordFailure.name }

/** Builds the states of one machine by the house's rules: time-outs, retries by name, failures that end in the record. */
export class MachineBuilder {
  readonly done: Succeed
  private readonly failure: LambdaInvoke
  private readonly scope: Construct
  private readonly props: MachineProps

  /**
   * @param owner whose failure a failed step is: the case's or the lender's id, from the input
   * @param names of the states that every machine has; a map's inner states need others, as names are unique in a machine
   */
  constructor(scope: Construct, props: MachineProps, owner: Record<string, string>, names = outermost) {
    this.scope = scope
    this.props = props
    this.done = Succeed.jsonata(scope, names.done, { outputs: {} })
    this.failure = this.recordFailure(names.failure, owner)
  }

  /** A Task that calls one step and goes on. */
  task(step: Step, payload: Record<string, unknown>, { assign, passing, attempts }: TaskOptions = {}): LambdaInvoke {
    const task = LambdaInvoke.jsonata(this.scope, step.name, {
      lambdaFunction: this.props.functionOf(step),
      payload: TaskInput.fromObject({ ...payload, now }),
      outputs: jsonata('$states.result.Payload'),
      taskTimeout: Timeout.duration(Duration.seconds(step.timeoutSeconds + graceSeconds)),
      retryOnServiceExceptions: false,
      ...(assign && { assign }),
    })
    if (passing === undefined) return this.guarded(task, attempts)
    task.addCatch(passing, { errors: passingErrors, outputs: {} })
    this.recording(task)
    return task
  }

  /** A Task that stands still until somebody answers or `seconds` are over; then `late` is next. */
  waiting(step: Step, payload: Record<string, unknown>, seconds: string, late: IChainable): LambdaInvoke {
    const task = LambdaInvoke.jsonata(this.scope, step.name, {
      lambdaFunction: this.props.functionOf(step),
      payload: TaskInput.fromObject({ ...payload, token: jsonata('$states.context.Task.Token'), now }),
      integrationPattern: IntegrationPattern.WAIT_FOR_TASK_TOKEN,
      taskTimeout: Timeout.jsonata(jsonata(seconds)),
      retryOnServiceExceptions: false,
    })
    task.addCatch(late, { errors: ['States.Timeout'], outputs: {} })
    return this.guarded(task)
  }

  /** Branches on the word in `field` of a state's answer; what no branch names is a defect. */
  branch(name: string, field: 'next' | 'answer' | 'kind', branches: Record<string, IChainable>): Choice {
    const choice = Choice.jsonata(this.scope, name)
    for (const [word, next] of Object.entries(branches))
      choice.when(Condition.jsonata(jsonata(`$states.input.${field} = '${word}'`)), next)
    return choice.otherwise(
      Fail.jsonata(this.scope, `${name} not foreseen`, {
        error: 'DefectError',
        cause: `${name}: an answer that no branch names`,
      }),
    )
  }

  /** Retries by name with capped, jittered back-off, and records what cannot be helped. */
  private guarded(task: LambdaInvoke, attempts?: number): LambdaInvoke {
    retrying(task, attempts)
    this.recording(task)
    return task
  }

  /** Records what goes wrong in a state. */
  recording(state: LambdaInvoke | DistributedMap): void {
    state.addCatch(this.failure, {
      errors: ['States.ALL'],
      assign: { failedStep: jsonata('$states.context.State.Name'), error: jsonata('$states.errorOutput.Error') },
      // Inside a map, the input is where the record finds whose failure it is.
      outputs: jsonata('$states.input'),
    })
  }

  /** The machine, starting at `start`. */
  machine(
    start: IChainable,
    timeout: Duration,
    comment: string,
    stateMachineType = StateMachineType.STANDARD,
  ): StateMachine {
    const { stateMachineName, encryptionKey, logGroup } = this.props
    return new StateMachine(this.scope, 'Machine', {
      stateMachineName,
      stateMachineType,
      comment,
      definitionBody: DefinitionBody.fromChainable(start),
      queryLanguage: QueryLanguage.JSONATA,
      timeout,
      tracingEnabled: true,
      logs: { destination: logGroup, level: LogLevel.ALL, includeExecutionData: false },
      encryptionConfiguration: new CustomerManagedEncryptionConfiguration(encryptionKey),
    })
  }

  /** Writes a failure down and ends the execution as failed. */
  recordFailure(name: string, owner: Record<string, string>): LambdaInvoke {
    const failed = Fail.jsonata(this.scope, `${name}: failed`, {
      error: jsonata('$error'),
      cause: jsonata('$failedStep'),
    })
    const record = LambdaInvoke.jsonata(this.scope, name, {
      lambdaFunction: this.props.functionOf(recordFailure),
      payload: TaskInput.fromObject({
        ...owner,
        machine: jsonata('$states.context.StateMachine.Name'),
        execution: jsonata('$states.context.Execution.Name'),
        step: jsonata('$failedStep'),
        error: jsonata('$error'),
        now,
      }),
      outputs: {},
      taskTimeout: Timeout.duration(Duration.seconds(recordFailure.timeoutSeconds + graceSeconds)),
      retryOnServiceExceptions: false,
    })
    retrying(record)
    record.addCatch(failed, { errors: ['States.ALL'], outputs: {} })
    record.next(failed)
    return record
  }
}

const retrying = (task: LambdaInvoke, attempts = 7): void => {
  task.addRetry({
    errors: passingErrors,
    interval: Duration.seconds(2),
    maxAttempts: attempts - 1,
    backoffRate: 2,
    maxDelay: Duration.seconds(60),
    jitterStrategy: JitterType.FULL,
  })
}

/** What machines of one case find in their input, and the time-outs that their first step says. */
export const ofCase = {
  caseId: ofInput('caseId'),
  episode: ofInput('episode'),
  patience: jsonata('$exists($states.result.Payload.patience) ? $states.result.Payload.patience : {}'),
} as const
