import { Duration } from 'aws-cdk-lib'
import { Metric } from 'aws-cdk-lib/aws-cloudwatch'
import { FilterPattern, type ILogGroup, MetricFilter } from 'aws-cdk-lib/aws-logs'
import { Construct } from 'constructs'
import type { CaseEventType } from '../../domain/case/event.ts'
import type { LogCode } from '../../functions/log.ts'

/** What a lender wants to see of its cases. Each event and lender is a metric of its own, and paid for, so this is not all events. */
export const countedEvents = [
  'AccountAdmitted',
  'Assessed',
  'OfferMade',
  'PlanAccepted',
  'PlanActivated',
  'InstalmentMet',
  'InstalmentMissed',
  'WarningRaised',
  'PlanBroken',
  'PlanCompleted',
  'CaseClosed',
  'NoticeSent',
  'NoticeSuppressed',
  'NoticeBounced',
  'ComplaintTaken',
] as const satisfies readonly CaseEventType[]

/** An event that is counted. */
export type CountedEvent = (typeof countedEvents)[number]

const code: LogCode = 'METRIC'
const metricNamespace = 'Forbear'
const metricName = 'CaseEvents'

/** Counts what happens to cases, by event and lender, from the log of the function that publishes it. */
export class CaseCounts extends Construct {
  constructor(scope: Construct, id: string, logGroup: ILogGroup) {
    super(scope, id)
    new MetricFilter(this, 'Filter', {
      logGroup,
      filterPattern: FilterPattern.all(
        FilterPattern.stringValue('$.code', '=', code),
        FilterPattern.any(...countedEvents.map((event) => FilterPattern.stringValue('$.event', '=', event))),
      ),
      metricNamespace,
      metricName,
      metricValue: '1',
      dimensions: { event: '$.event', lender: '$.lender' },
    })
  }

  /** How often an event happened to a lender's cases. */
  of(event: CountedEvent, lender: string): Metric {
    return new Metric({
      namespace: metricNamespace,
      metricName,
      dimensionsMap: { event, lender },
      statistic: 'Sum',
      period: Duration.days(1),
      label: event,
    })
  }
}
