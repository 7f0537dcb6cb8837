import { Duration, Stack } from 'aws-cdk-lib'
import {
  Alarm,
  ComparisonOperator,
  type IMetric,
  MathExpression,
  Metric,
  TreatMissingData,
} from 'aws-cdk-lib/aws-cloudwatch'
import { SnsAction } from 'aws-cdk-lib/aws-cloudwatch-actions'
import { PolicyStatement, ServicePrincipal } from 'aws-cdk-lib/aws-iam'
import type { IKey } from 'aws-cdk-lib/aws-kms'
import { Topic } from 'aws-cdk-lib/aws-sns'
import { EmailSubscription } from 'aws-cdk-lib/aws-sns-subscriptions'
import type { StateMachine } from 'aws-cdk-lib/aws-stepfunctions'
import { Construct } from 'constructs'
import { step as takeFeedback } from '../../functions/feedback/take-feedback.ts'
import { step as publishEvents } from '../../functions/hand-over/publish-events.ts'
import { step as startIntake } from '../../functions/hand-over/start-intake.ts'
import { step as startMonitoring } from '../../functions/hand-over/start-monitoring.ts'
import { step as startStage } from '../../functions/hand-over/start-stage.ts'
import { step as wakeWaiting } from '../../functions/hand-over/wake-waiting.ts'
import type { Configuration } from '../configuration.ts'
import type { AnswersApi } from './answers-api.ts'
import type { DeadLetters } from './dead-letters.ts'
import type { HandOver } from './hand-over.ts'
import { type MachineName, type Machines, machineNames } from './machines.ts'
import type { Mail } from './mail.ts'
import type { StepFunctions } from './step-function.ts'

/** What every alarm is: a name, who is hurt while it rings, and what is measured. */
interface AlarmDefinition {
  /** Also the name of its runbook: `docs/runbooks/<name>.md`. */
  readonly name: string
  readonly hurt: string
  readonly metric: IMetric
  readonly threshold?: number
  readonly evaluationPeriods?: number
  readonly comparisonOperator?: ComparisonOperator
  readonly treatMissingData?: TreatMissingData
}

interface AlarmsProps {
  readonly configuration: Configuration
  readonly key: IKey
  readonly api: AnswersApi
  readonly functions: StepFunctions
  readonly busLetters: DeadLetters
  readonly handOver: HandOver
  readonly machines: Machines
  readonly mail: Mail
}

/** Who is hurt when a machine's executions fail. */
const hurtByMachine: Readonly<Record<MachineName, string>> = {
  intake: 'A lender whose file was not taken in, and its borrowers, whose payments may not be known.',
  assessment: 'Borrowers who are not assessed and so are offered no plan.',
  offer: 'Borrowers in the middle of a negotiation, who get no answer.',
  agreement: 'Borrowers who accepted a plan that is not being signed or put in force.',
  monitoring: 'Borrowers whose plans nobody looks at: no reminder, no reward, no early help.',
  'early-warning': 'Borrowers in fresh difficulty, to whom nobody reaches out.',
  'prompt-notice': 'Borrowers who do not get a message that they are owed.',
  notice: 'Borrowers who do not get a message that waited for its hour.',
  'contact-task': 'Borrowers whom e-mail does not reach, and whom nobody is asked to call.',
}

/** Who is hurt by dead letters, and the alarm's name, by the step that they were meant for. */
const hurtByLetters: readonly { readonly step: string; readonly name: string; readonly hurt: string }[] = [
  {
    step: publishEvents.name,
    name: 'events-not-published',
    hurt: 'Borrowers whose cases stand still: what happened to them was not told to anybody.',
  },
  {
    step: startStage.name,
    name: 'stages-not-started',
    hurt: 'Borrowers whose cases did not go on to their next stage.',
  },
  {
    step: wakeWaiting.name,
    name: 'answers-not-heard',
    hurt: 'Borrowers who answered and are treated as if they had not, until the wait is over.',
  },
  {
    step: startIntake.name,
    name: 'drops-not-taken-in',
    hurt: 'A lender whose file lies in the bucket and was not taken in.',
  },
  {
    step: startMonitoring.name,
    name: 'plans-not-looked-at',
    hurt: 'Borrowers of a lender whose plans were not looked at today.',
  },
  {
    step: takeFeedback.name,
    name: 'mail-feedback-not-heard',
    hurt: 'Borrowers who marked our mail as unwanted, or whose address is gone, and are still written to.',
  },
]

const often = Duration.minutes(5)

/** Rings when people are hurt or about to be. Each alarm says who they are and which runbook to open. */
export class Alarms extends Construct {
  readonly all: readonly Alarm[]
  readonly topic: Topic

  constructor(
    scope: Construct,
    id: string,
    { configuration, key, api, functions, busLetters, handOver, machines, mail }: AlarmsProps,
  ) {
    super(scope, id)
    const { stage, alarmEmail } = configuration
    this.topic = new Topic(this, 'Topic', { displayName: `Forbear ${stage}`, masterKey: key, enforceSSL: true })
    // With a policy of its own the topic no longer lets the account's services publish unless it says so.
    this.topic.addToResourcePolicy(
      new PolicyStatement({
        principals: [new ServicePrincipal('cloudwatch.amazonaws.com')],
        actions: ['sns:Publish'],
        resources: [this.topic.topicArn],
        conditions: { StringEquals: { 'aws:SourceAccount': Stack.of(this).account } },
      }),
    )
    if (alarmEmail !== undefined) this.topic.addSubscription(new EmailSubscription(alarmEmail))
    const action = new SnsAction(this.topic)
    const definitions = [
      ...machineNames.map((name) => machineFailed(name, machines.byName[name])),
      ...lettersLeft(handOver),
      eventsLost(busLetters),
      monitoringSilent(machines.byName.monitoring),
      eventsLate(functions),
      throttled(functions),
      answersFailing(api),
      ...mailUnwelcome(mail),
    ]
    this.all = definitions.map(({ name, hurt, ...measured }) => {
      const alarm = new Alarm(this, name, {
        threshold: 0,
        evaluationPeriods: 1,
        comparisonOperator: ComparisonOperator.GREATER_THAN_THRESHOLD,
        treatMissingData: TreatMissingData.NOT_BREACHING,
        ...measured,
        alarmName: `forbear-${stage}-${name}`,
        alarmDescription: `Hurt: ${hurt} Runbook: docs/runbooks/${name}.md`,
      })
      alarm.addAlarmAction(action)
      return alarm
    })
  }
}

const machineFailed = (name: MachineName, machine: StateMachine): AlarmDefinition => ({
  name: `${name}-failed`,
  hurt: hurtByMachine[name],
  metric: new MathExpression({
    expression: 'failed + timedOut + aborted',
    period: often,
    label: `${name}: executions that failed, timed out or were aborted`,
    usingMetrics: {
      failed: machine.metricFailed(),
      timedOut: machine.metricTimedOut(),
      aborted: machine.metricAborted(),
    },
  }),
})

const waitingIn = (letters: DeadLetters): IMetric =>
  letters.metricApproximateNumberOfMessagesVisible({ period: often, statistic: 'Maximum' })

const eventsLost = (letters: DeadLetters): AlarmDefinition => ({
  name: 'events-not-carried',
  hurt: 'Borrowers whose cases stand still: the bus could not encrypt or read what happened to them.',
  metric: waitingIn(letters),
})

const lettersLeft = ({ deadLetters }: HandOver): AlarmDefinition[] =>
  hurtByLetters.flatMap(({ step, name, hurt }) => {
    const letters = deadLetters.get(step)
    if (letters === undefined)
      throw new Error(`${step} has no dead letters to watch; it must be part of the hand-over.`)
    return { name, hurt, metric: waitingIn(letters) }
  })

/** Silence is the worst failure: no error, and nobody looked at. An hour beyond a day leaves room for a late start. */
const monitoringSilent = (monitoring: StateMachine): AlarmDefinition => ({
  name: 'monitoring-silent',
  hurt: 'Every borrower with a plan: no lender has had its plans looked at for 25 hours.',
  metric: monitoring.metricStarted({ period: Duration.hours(1), statistic: 'Sum' }),
  threshold: 1,
  evaluationPeriods: 25,
  comparisonOperator: ComparisonOperator.LESS_THAN_THRESHOLD,
  treatMissingData: TreatMissingData.BREACHING,
})

const eventsLate = (functions: StepFunctions): AlarmDefinition => ({
  name: 'events-late',
  hurt: 'All borrowers: what happens to their cases is told minutes late, and their machines wait.',
  metric: functions.of(publishEvents).function.metric('IteratorAge', { period: often, statistic: 'Maximum' }),
  threshold: Duration.minutes(5).toMilliseconds(),
  evaluationPeriods: 2,
})

/**
 * Lambda's concurrency belongs to the account and region as a whole, so the throttles of all its functions count; but those of the one that
 * starts stages are how a large drop waits its turn.
 */
const throttled = (functions: StepFunctions): AlarmDefinition => ({
  name: 'functions-throttled',
  hurt: 'Anybody whose step has to wait; borrowers who answer may see an error page.',
  metric: new MathExpression({
    expression: 'all - FILL(starting, 0)',
    period: often,
    label: 'throttled calls, but those that start stages',
    usingMetrics: {
      all: new Metric({ namespace: 'AWS/Lambda', metricName: 'Throttles', statistic: 'Sum' }),
      starting: functions.of(startStage).function.metricThrottles({ statistic: 'Sum' }),
    },
  }),
  threshold: 10,
  evaluationPeriods: 3,
})

const answersFailing = ({ api }: AnswersApi): AlarmDefinition => ({
  name: 'answers-failing',
  hurt: 'Borrowers, staff and mediators who try to answer and see an error page.',
  metric: api.metricServerError({ period: often, statistic: 'Sum' }),
  threshold: 2,
})

/** SES puts an account under review at 5 % of bounces and 0.1 % of complaints; these ring before that. */
const mailUnwelcome = ({ configurationSet }: Mail): AlarmDefinition[] => {
  const rate = (metricName: string) =>
    new Metric({
      namespace: 'AWS/SES',
      metricName,
      dimensionsMap: { 'ses:configuration-set': configurationSet.configurationSetName },
      period: Duration.hours(1),
      statistic: 'Average',
    })
  return [
    {
      name: 'mail-bouncing',
      hurt: 'Borrowers whose address is wrong, and soon all of them: SES may stop our mail.',
      metric: rate('Reputation.BounceRate'),
      threshold: 0.04,
    },
    {
      name: 'mail-complained-of',
      hurt: 'Borrowers who feel pestered, and soon all of them: SES may stop our mail.',
      metric: rate('Reputation.ComplaintRate'),
      threshold: 0.0008,
    },
  ]
}
