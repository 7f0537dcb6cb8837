import { Duration } from 'aws-cdk-lib'
import {
  AlarmStatusWidget,
  Dashboard,
  GraphWidget,
  type IMetric,
  Metric,
  PeriodOverride,
  SingleValueWidget,
  TextWidget,
} from 'aws-cdk-lib/aws-cloudwatch'
import type { Table } from 'aws-cdk-lib/aws-dynamodb'
import { Construct } from 'constructs'
import type { Policy } from '../../domain/policy/policy.ts'
import { step as publishEvents } from '../../functions/hand-over/publish-events.ts'
import type { Alarms } from './alarms.ts'
import type { AnswersApi } from './answers-api.ts'
import type { CaseCounts, CountedEvent } from './case-counts.ts'
import type { HandOver } from './hand-over.ts'
import { type Machines, machineNames } from './machines.ts'
import { lenderDimension } from './mail.ts'
import type { StepFunctions } from './step-function.ts'

interface DashboardsProps {
  readonly stage: string
  readonly lenders: readonly Policy[]
  readonly counts: CaseCounts
  readonly alarms: Alarms
  readonly api: AnswersApi
  readonly functions: StepFunctions
  readonly handOver: HandOver
  readonly machines: Machines
  readonly caseTable: Table
}

/** A row of a lender's board: what is asked, and the events that answer it. */
const questions: readonly { readonly title: string; readonly events: readonly CountedEvent[] }[] = [
  {
    title: 'How far do cases come?',
    events: ['AccountAdmitted', 'Assessed', 'OfferMade', 'PlanAccepted', 'PlanActivated', 'CaseClosed'],
  },
  {
    title: 'Are plans kept?',
    events: ['InstalmentMet', 'InstalmentMissed', 'WarningRaised', 'PlanBroken', 'PlanCompleted'],
  },
  {
    title: 'How do we write to people?',
    events: ['NoticeSent', 'NoticeSuppressed', 'NoticeBounced', 'ComplaintTaken'],
  },
]

/** Two boards: one for those who answer for the lending, one for those who answer for the running. */
export class Dashboards extends Construct {
  readonly business: Dashboard
  readonly engineering: Dashboard

  constructor(scope: Construct, id: string, props: DashboardsProps) {
    super(scope, id)
    this.business = this.businessBoard(props)
    this.engineering = this.engineeringBoard(props)
  }

  private businessBoard({ stage, lenders, counts }: DashboardsProps): Dashboard {
    const board = new Dashboard(this, 'Business', {
      dashboardName: `forbear-${stage}-business`,
      defaultInterval: Duration.days(30),
      // A day's figures stay a day's figures, however far one looks back.
      periodOverride: PeriodOverride.INHERIT,
    })
    for (const { lender } of lenders) {
      board.addWidgets(new TextWidget({ markdown: `# ${lender.id}`, width: 24, height: 1 }))
      board.addWidgets(
        ...questions.map(
          ({ title, events }) =>
            new GraphWidget({ title, width: 6, left: events.map((event) => counts.of(event, lender.id)) }),
        ),
        new GraphWidget({ title: 'Does the mail arrive?', width: 6, left: mailOf(lender.id) }),
      )
    }
    return board
  }

  private engineeringBoard({
    stage,
    alarms,
    api,
    functions,
    handOver,
    machines,
    caseTable,
  }: DashboardsProps): Dashboard {
    const board = new Dashboard(this, 'Engineering', {
      dashboardName: `forbear-${stage}-engineering`,
      defaultInterval: Duration.days(1),
    })
    const overMachines = (metricOf: (name: (typeof machineNames)[number]) => IMetric) => machineNames.map(metricOf)
    const overFunctions = (metricName: string, statistic: string) =>
      functions.all.map(
        ({ function: { functionName }, step }) =>
          new Metric({
            namespace: 'AWS/Lambda',
            metricName,
            statistic,
            dimensionsMap: { FunctionName: functionName },
            label: step.name,
          }),
      )
    board.addWidgets(new AlarmStatusWidget({ title: 'Who is hurt?', alarms: [...alarms.all], width: 24, height: 4 }))
    board.addWidgets(
      new GraphWidget({
        title: 'Executions started',
        width: 8,
        left: overMachines((name) => machines.byName[name].metricStarted({ label: name })),
      }),
      new GraphWidget({
        title: 'Executions failed',
        width: 8,
        left: overMachines((name) => machines.byName[name].metricFailed({ label: name })),
      }),
      new GraphWidget({
        title: 'Executions timed out',
        width: 8,
        left: overMachines((name) => machines.byName[name].metricTimedOut({ label: name })),
      }),
    )
    board.addWidgets(
      new GraphWidget({ title: 'Errors by step', width: 8, left: overFunctions('Errors', 'Sum') }),
      new GraphWidget({ title: 'Duration by step, p95', width: 8, left: overFunctions('Duration', 'p95') }),
      new GraphWidget({ title: 'Throttles by step', width: 8, left: overFunctions('Throttles', 'Sum') }),
    )
    board.addWidgets(
      new SingleValueWidget({
        title: 'Dead letters',
        width: 8,
        metrics: [...handOver.deadLetters].map(([name, letters]) =>
          letters.metricApproximateNumberOfMessagesVisible({ label: name, statistic: 'Maximum' }),
        ),
      }),
      new GraphWidget({
        title: 'Age of events not yet told',
        width: 8,
        left: [functions.of(publishEvents).function.metric('IteratorAge', { statistic: 'Maximum' })],
      }),
      new GraphWidget({
        title: 'Answers',
        width: 8,
        left: [
          api.api.metricCount({ label: 'requests' }),
          api.api.metricClientError({ label: 'refused' }),
          api.api.metricServerError({ label: 'failed' }),
        ],
        right: [api.api.metricLatency({ statistic: 'p95', label: 'latency, p95' })],
      }),
    )
    board.addWidgets(
      new GraphWidget({
        title: 'Table of cases',
        width: 24,
        left: [caseTable.metricConsumedReadCapacityUnits(), caseTable.metricConsumedWriteCapacityUnits()],
        right: [
          new Metric({
            namespace: 'AWS/DynamoDB',
            metricName: 'ThrottledRequests',
            dimensionsMap: { TableName: caseTable.tableName },
            statistic: 'Sum',
          }),
        ],
      }),
    )
    return board
  }
}

/** What became of a lender's messages. */
const mailOf = (lender: string): IMetric[] =>
  ['Send', 'Delivery', 'Bounce', 'Complaint'].map(
    (metricName) =>
      new Metric({
        namespace: 'AWS/SES',
        metricName,
        dimensionsMap: { [lenderDimension]: lender },
        statistic: 'Sum',
        period: Duration.days(1),
        label: metricName,
      }),
  )
