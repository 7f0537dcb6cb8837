import { ArnFormat, Fn, RemovalPolicy, Stack } from 'aws-cdk-lib'
import { PolicyStatement } from 'aws-cdk-lib/aws-iam'
import type { IKey } from 'aws-cdk-lib/aws-kms'
import type { IFunction } from 'aws-cdk-lib/aws-lambda'
import { LogGroup } from 'aws-cdk-lib/aws-logs'
import type { StateMachine } from 'aws-cdk-lib/aws-stepfunctions'
import { Construct } from 'constructs'
import type { StageMachine } from '../../domain/case/hand-overs.ts'
import type { Step } from '../../functions/step.ts'
import { AgreementMachine } from '../../workflows/agreement.ts'
import { AssessmentMachine } from '../../workflows/assessment.ts'
import { ContactTaskMachine } from '../../workflows/contact-task.ts'
import { EarlyWarningMachine } from '../../workflows/early-warning.ts'
import { IntakeMachine } from '../../workflows/intake.ts'
import type { MachineProps } from '../../workflows/machine-builder.ts'
import { MonitoringMachine } from '../../workflows/monitoring.ts'
import { NoticeMachine } from '../../workflows/notice.ts'
import { OfferMachine } from '../../workflows/offer.ts'
import { PromptNoticeMachine } from '../../workflows/prompt-notice.ts'
import { acknowledgeInvocation, acknowledgeWildcard } from '../acknowledgements.ts'
import type { Configuration } from '../configuration.ts'
import type { StepFunctions } from './step-function.ts'

/** The machines by the names under which they are started. */
export type MachineName = StageMachine | 'intake' | 'monitoring' | 'notice'

const constructs = {
  intake: IntakeMachine,
  assessment: AssessmentMachine,
  offer: OfferMachine,
  agreement: AgreementMachine,
  monitoring: MonitoringMachine,
  'early-warning': EarlyWarningMachine,
  'prompt-notice': PromptNoticeMachine,
  notice: NoticeMachine,
  'contact-task': ContactTaskMachine,
} as const satisfies Record<
  MachineName,
  new (
    scope: Construct,
    id: string,
    props: MachineProps,
  ) => { readonly machine: StateMachine }
>

const isMachineName = (name: string): name is MachineName => Object.hasOwn(constructs, name)

/** All machines' names. */
export const machineNames: readonly MachineName[] = Object.keys(constructs).filter(isMachineName)

/** The machine's name in its deployment. */
const deployedName = (stage: string, name: MachineName): string => `forbear-${stage}-${name}`

/** The machines' ARNs, put together from names: a machine knows its functions, so they cannot wait for it to exist. */
export const machineArnsOf = (stack: Stack, { stage }: Configuration): Readonly<Record<string, string>> =>
  Object.fromEntries(
    machineNames.map((name) => [
      name,
      stack.formatArn({
        service: 'states',
        resource: 'stateMachine',
        resourceName: deployedName(stage, name),
        arnFormat: ArnFormat.COLON_RESOURCE_NAME,
      }),
    ]),
  )

/** Every workflow, each with a log of its own that holds no data of its executions. */
export class Machines extends Construct {
  readonly byName: Readonly<Record<MachineName, StateMachine>>

  constructor(
    scope: Construct,
    id: string,
    configuration: Configuration,
    functions: StepFunctions,
    encryptionKey: IKey,
  ) {
    super(scope, id)
    const { stage, logRetention } = configuration
    const machineArns = machineArnsOf(Stack.of(this), configuration)
    const make = (name: MachineName): StateMachine => {
      const stateMachineName = deployedName(stage, name)
      const logGroup = new LogGroup(this, `${name}-logs`, {
        // By this prefix CloudWatch needs no resource policy for each group, of which an account may have ten.
        logGroupName: `/aws/vendedlogs/states/${stateMachineName}`,
        retention: logRetention,
        encryptionKey,
        removalPolicy: RemovalPolicy.DESTROY,
      })
      const functionArns = new Set<string>()
      const functionOf = (step: Step): IFunction => {
        const { function: called } = functions.of(step)
        functionArns.add(called.functionArn)
        return called
      }
      const { machine } = new constructs[name](this, name, { functionOf, stateMachineName, encryptionKey, logGroup })
      acknowledgeMachine(machine, [...functionArns])
      const machineArn = machineArns[name]
      if (mapping.includes(name) && machineArn !== undefined) allowMap(machine, machineArn, encryptionKey)
      return machine
    }
    this.byName = {
      intake: make('intake'),
      assessment: make('assessment'),
      offer: make('offer'),
      agreement: make('agreement'),
      monitoring: make('monitoring'),
      'early-warning': make('early-warning'),
      'prompt-notice': make('prompt-notice'),
      notice: make('notice'),
      'contact-task': make('contact-task'),
    }
  }
}

/** Machines with a distributed map, which starts executions of the machine itself. */
const mapping: readonly MachineName[] = ['intake', 'monitoring']

/** What a distributed map needs beyond what the CDK grants: its executions are encrypted under the machine's name and the map's. */
const allowMap = (machine: StateMachine, machineArn: string, key: IKey): void => {
  machine.addToRolePolicy(
    new PolicyStatement({
      actions: ['kms:Decrypt', 'kms:GenerateDataKey'],
      resources: [key.keyArn],
      conditions: { StringLike: { 'kms:EncryptionContext:aws:states:stateMachineArn': `${machineArn}/*` } },
    }),
  )
  const reason = "Executions of a map have ids that are made at run time; they are this machine's own."
  const name = Fn.select(6, Fn.split(':', machine.stateMachineArn))
  for (const execution of [`${name}:*`, `${name}/*:*`])
    acknowledgeWildcard(
      machine,
      Stack.of(machine).formatArn({
        service: 'states',
        resource: 'execution',
        resourceName: execution,
        arnFormat: ArnFormat.COLON_RESOURCE_NAME,
      }),
      reason,
    )
}

const acknowledgeMachine = (machine: StateMachine, functionArns: readonly string[]): void => {
  acknowledgeInvocation(machine, functionArns, 'The machine')
  acknowledgeWildcard(
    machine,
    '*',
    'Neither the delivery of logs to CloudWatch nor X-Ray has actions that name a resource.',
  )
}
