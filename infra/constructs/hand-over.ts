import { Duration, TimeZone } from 'aws-cdk-lib'
import type { Table } from 'aws-cdk-lib/aws-dynamodb'
import { EventBus, EventField, type EventPattern, Rule, RuleTargetInput } from 'aws-cdk-lib/aws-events'
import { LambdaFunction as LambdaTarget } from 'aws-cdk-lib/aws-events-targets'
import { PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam'
import type { IKey } from 'aws-cdk-lib/aws-kms'
import { EventSourceMapping, FilterCriteria, FilterRule, StartingPosition } from 'aws-cdk-lib/aws-lambda'
import type { Bucket } from 'aws-cdk-lib/aws-s3'
import {
  ContextAttribute,
  Schedule,
  ScheduleExpression,
  ScheduleGroup,
  ScheduleTargetInput,
} from 'aws-cdk-lib/aws-scheduler'
import { LambdaInvoke } from 'aws-cdk-lib/aws-scheduler-targets'
import { Construct } from 'constructs'
import { handOvers } from '../../domain/case/hand-overs.ts'
import { wakingEvents } from '../../domain/case/waits.ts'
import { DropKind } from '../../domain/intake/drop.ts'
import type { Policy } from '../../domain/policy/policy.ts'
import { eventSource } from '../../functions/adapters/event-bus.ts'
import { mailEvents } from '../../functions/feedback/mail-event.ts'
import { step as takeFeedback } from '../../functions/feedback/take-feedback.ts'
import { step as publishEvents } from '../../functions/hand-over/publish-events.ts'
import { step as startIntake } from '../../functions/hand-over/start-intake.ts'
import { step as startMonitoring } from '../../functions/hand-over/start-monitoring.ts'
import { step as startStage } from '../../functions/hand-over/start-stage.ts'
import { step as wakeWaiting } from '../../functions/hand-over/wake-waiting.ts'
import type { Step } from '../../functions/step.ts'
import { acknowledgeInvocation } from '../acknowledgements.ts'
import type { Configuration } from '../configuration.ts'
import { DeadLetters } from './dead-letters.ts'
import type { StepFunctions } from './step-function.ts'

/** How long EventBridge and Scheduler try to deliver before they leave an event in the dead letters. */
const delivery = { retryAttempts: 24, maxEventAge: Duration.hours(6) } as const

interface HandOverProps {
  readonly configuration: Configuration
  readonly bus: EventBus
  readonly functions: StepFunctions
  readonly caseTable: Table
  readonly caseKey: IKey
  readonly dropBucket: Bucket
  /** The set that every message is sent by; other mail of the account is none of ours. */
  readonly configurationSetName: string
  readonly key: IKey
  /** For what holds addresses. */
  readonly personalKey: IKey
  readonly lenders: readonly Policy[]
}

/** How one thing leads to the next: dropped files, what cases tell, what mail comes to, and the calendar. Each hop keeps what it could not deliver. */
export class HandOver extends Construct {
  /** The dead letters by the step that they were meant for. */
  readonly deadLetters = new Map<string, DeadLetters>()
  private readonly props: HandOverProps

  constructor(scope: Construct, id: string, props: HandOverProps) {
    super(scope, id)
    this.props = props
    this.publishing()
    this.onEvents('Stages', startStage, props.bus, { source: [eventSource], detailType: Object.keys(handOvers) })
    if (props.configuration.startsAtOnce > 0) props.functions.of(startStage).reserving(props.configuration.startsAtOnce)
    this.onEvents('Answers', wakeWaiting, props.bus, { source: [eventSource], detailType: [...wakingEvents] })
    const servicesBus = EventBus.fromEventBusName(this, 'DefaultBus', 'default')
    this.onEvents('Drops', startIntake, servicesBus, {
      source: ['aws.s3'],
      detailType: ['Object Created'],
      detail: { bucket: { name: [props.dropBucket.bucketName] }, object: { key: dropFolders(props.lenders) } },
    })
    this.onMail(servicesBus)
    this.daily()
  }

  /** The stream of the table tells the bus what cases wrote into their outbox. */
  private publishing(): void {
    const { caseTable, caseKey, functions } = this.props
    const { function: target, role } = functions.of(publishEvents)
    const { tableStreamArn } = caseTable
    if (tableStreamArn === undefined)
      throw new Error('The table of cases has no stream; give it one in the state stack.')
    role.addToPolicy(
      new PolicyStatement({
        actions: [
          'dynamodb:DescribeStream',
          'dynamodb:GetRecords',
          'dynamodb:GetShardIterator',
          'dynamodb:ListStreams',
        ],
        resources: [tableStreamArn],
      }),
    )
    role.addToPolicy(new PolicyStatement({ actions: ['kms:Decrypt'], resources: [caseKey.keyArn] }))
    const letters = this.lettersFor(publishEvents)
    letters.takingFrom(role)
    new EventSourceMapping(this, 'Outbox', {
      target,
      eventSourceArn: tableStreamArn,
      startingPosition: StartingPosition.TRIM_HORIZON,
      filters: [
        FilterCriteria.filter({
          eventName: FilterRule.isEqual('INSERT'),
          dynamodb: { Keys: { sk: { S: FilterRule.beginsWith('OUTBOX#') } } },
        }),
      ],
      batchSize: 25,
      bisectBatchOnError: true,
      retryAttempts: 10,
      maxRecordAge: Duration.hours(6),
      onFailure: letters,
    })
  }

  private onEvents(
    id: string,
    step: Step,
    eventBus: EventBus | ReturnType<typeof EventBus.fromEventBusName>,
    eventPattern: EventPattern,
  ): void {
    const deadLetterQueue = this.lettersFor(step)
    const handler = this.props.functions.of(step).keepingFailures(deadLetterQueue).function
    const rule = new Rule(this, id, { eventBus, eventPattern, description: `Leads to "${step.name}"` })
    rule.addTarget(new LambdaTarget(handler, { ...delivery, deadLetterQueue }))
  }

  /** What becomes of our messages is heard; SES names the addresses that its events are about, and they go no further. */
  private onMail(eventBus: ReturnType<typeof EventBus.fromEventBusName>): void {
    const { configurationSetName, functions, personalKey } = this.props
    const deadLetterQueue = this.lettersFor(takeFeedback, personalKey)
    const handler = functions.of(takeFeedback).keepingFailures(deadLetterQueue).function
    for (const [id, { types, paths }] of Object.entries(mailEvents)) {
      const ours = {
        'ses:configuration-set': [configurationSetName],
        notice: [{ exists: true }],
        borrower: [{ exists: true }],
      }
      const rule = new Rule(this, id, {
        eventBus,
        eventPattern: { source: ['aws.ses'], detail: { eventType: [...types], mail: { tags: ours } } },
        description: `Leads to "${takeFeedback.name}"`,
      })
      const fields = Object.entries(paths).map(([name, path]) => [name, EventField.fromPath(path)])
      const event = RuleTargetInput.fromObject(Object.fromEntries(fields))
      rule.addTarget(new LambdaTarget(handler, { ...delivery, deadLetterQueue, event }))
    }
  }

  /** Each lender's plans are looked at once a day, at the hour and in the zone of its policy. */
  private daily(): void {
    const { configuration, functions, key, lenders } = this.props
    const deadLetterQueue = this.lettersFor(startMonitoring)
    const handler = functions.of(startMonitoring).keepingFailures(deadLetterQueue).function
    const role = new Role(this, 'SchedulerRole', {
      assumedBy: new ServicePrincipal('scheduler.amazonaws.com'),
      description: 'Starts the daily look at plans',
    })
    deadLetterQueue.takingFrom(role)
    acknowledgeInvocation(role, [handler.functionArn], 'The schedule')
    const scheduleGroup = new ScheduleGroup(this, 'Days', { scheduleGroupName: `forbear-${configuration.stage}` })
    for (const { lender, monitoring, contact } of lenders) {
      const day = new Schedule(this, `Day of ${lender.id}`, {
        scheduleName: lender.id,
        scheduleGroup,
        description: `Looks at the plans of ${lender.id}`,
        schedule: ScheduleExpression.cron({
          minute: '0',
          hour: String(monitoring.atHour),
          timeZone: TimeZone.of(contact.communicationTimeConfig.localTimeZoneConfig.defaultTimeZone),
        }),
        target: new LambdaInvoke(handler, {
          ...delivery,
          deadLetterQueue,
          role,
          input: ScheduleTargetInput.fromObject({ lenderId: lender.id, scheduledAt: ContextAttribute.scheduledTime }),
        }),
        key,
      })
      // The schedule names its group, which CloudFormation does not take for a reference.
      day.node.addDependency(scheduleGroup)
    }
  }

  private lettersFor({ name }: Step, key: IKey = this.props.key): DeadLetters {
    const letters = new DeadLetters(this, `Dead letters of ${name}`, key)
    this.deadLetters.set(name, letters)
    return letters
  }
}

/** Where lenders drop files, as a pattern: `platform-a/accounts/`. Reports and rejects lie elsewhere in the bucket and start nothing. */
const dropFolders = (lenders: readonly Policy[]) =>
  lenders.flatMap(({ lender }) => DropKind.options.map((kind) => ({ prefix: `${lender.id}/${kind}/` })))
