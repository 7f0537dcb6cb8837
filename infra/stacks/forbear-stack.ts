import { CfnOutput, Duration, Stack, type StackProps } from 'aws-cdk-lib'
import type { Dashboard } from 'aws-cdk-lib/aws-cloudwatch'
import { Archive, EventBus } from 'aws-cdk-lib/aws-events'
import { Key } from 'aws-cdk-lib/aws-kms'
import type { Construct } from 'constructs'
import { eventSource } from '../../functions/adapters/event-bus.ts'
import { step as publishEvents } from '../../functions/hand-over/publish-events.ts'
import type { Configuration } from '../configuration.ts'
import { Alarms } from '../constructs/alarms.ts'
import { AnswersApi } from '../constructs/answers-api.ts'
import { CaseCounts } from '../constructs/case-counts.ts'
import { Dashboards } from '../constructs/dashboards.ts'
import { DeadLetters } from '../constructs/dead-letters.ts'
import { HandOver } from '../constructs/hand-over.ts'
import { Machines, machineArnsOf } from '../constructs/machines.ts'
import { Mail } from '../constructs/mail.ts'
import { OperationsKey } from '../constructs/operations-key.ts'
import { StepFunctions } from '../constructs/step-function.ts'
import { type Policies, policiesPath, policyLayer } from '../policies.ts'
import {
  bucketResource,
  caseTableResource,
  plainResource,
  plainValue,
  type Resources,
  tableResource,
} from '../resources.ts'
import type { StateStack } from './state-stack.ts'

interface ForbearStackProps extends StackProps {
  readonly configuration: Configuration
  readonly policies: Policies
  readonly state: StateStack
}

/** What runs: functions, machines, events, mail, the borrowers' API, and what watches over them. It can be destroyed and made again. */
export class ForbearStack extends Stack {
  constructor(scope: Construct, id: string, { configuration, policies, state, ...props }: ForbearStackProps) {
    super(scope, id, props)
    const { stage, logRetention } = configuration
    const key = new OperationsKey(this, 'OperationsKey', stage)
    // By its ARN only: the bus would write itself into the policy of a key that it needs to exist first.
    const kmsKey = Key.fromKeyArn(this, 'EventKey', key.keyArn)
    const eventBusName = `forbear-${stage}`
    const busLetters = new DeadLetters(this, 'Dead letters of the bus', key).takingFromBus(eventBusName)
    const bus = new EventBus(this, 'Events', {
      eventBusName,
      kmsKey,
      deadLetterQueue: busLetters,
      description: 'What happens to cases',
    })
    new Archive(this, 'EventArchive', {
      sourceEventBus: bus,
      eventPattern: { source: [eventSource] },
      retention: Duration.days(30),
      kmsKey,
      description: 'A month of events, to be replayed',
    })
    const api = new AnswersApi(this, 'AnswersApi', { configuration, logKey: key })
    const mail = new Mail(this, 'Mail', configuration, policies.lenders)
    const { caseKey, personalKey } = state
    const machineArns = machineArnsOf(this, configuration)
    const resources: Resources = {
      CASE_TABLE: caseTableResource(this, state.caseTable, caseKey, machineArns),
      BORROWER_TABLE: tableResource(this, state.borrowerTable, personalKey),
      CONTACT_TABLE: tableResource(this, state.contactTable, caseKey),
      DROP_BUCKET: bucketResource(this, state.dropBucket, personalKey),
      WORK_BUCKET: bucketResource(this, state.workBucket, personalKey),
      DOCUMENT_BUCKET: bucketResource(this, state.documentBucket, caseKey),
      EVENT_BUS: plainResource(bus.eventBusName, [bus.eventBusArn]),
      MACHINES: plainResource(this.toJsonString(machineArns), Object.values(machineArns)),
      CONFIGURATION_SET: mail.resource,
      POLICIES: plainValue(policiesPath),
      PORTAL_URL: plainValue(api.url),
    }
    const functions = new StepFunctions(this, 'Steps', {
      stage,
      resources,
      policyLayer: policyLayer(this, policies),
      logKey: key,
      logRetention,
    })
    api.answeredBy(functions, configuration)
    const machines = new Machines(this, 'Machines', configuration, functions, key)
    const handOver = new HandOver(this, 'HandOver', {
      configuration,
      bus,
      functions,
      key,
      lenders: policies.lenders,
      caseTable: state.caseTable,
      caseKey,
      dropBucket: state.dropBucket,
      configurationSetName: mail.configurationSet.configurationSetName,
      personalKey,
    })
    const alarms = new Alarms(this, 'Alarms', {
      configuration,
      key,
      api,
      functions,
      busLetters,
      handOver,
      machines,
      mail,
    })
    const counts = new CaseCounts(this, 'CaseCounts', functions.of(publishEvents).logGroup)
    const { lenders } = policies
    const boards = new Dashboards(this, 'Dashboards', {
      stage,
      lenders,
      counts,
      alarms,
      api,
      functions,
      handOver,
      machines,
      caseTable: state.caseTable,
    })
    new CfnOutput(this, 'AnswersUrl', { value: api.url, description: 'Where the links in messages lead' })
    new CfnOutput(this, 'BusinessDashboard', {
      value: this.addressOf(boards.business),
      description: 'What becomes of cases, by lender',
    })
    new CfnOutput(this, 'EngineeringDashboard', {
      value: this.addressOf(boards.engineering),
      description: 'How it runs',
    })
    new CfnOutput(this, 'AlarmTopic', {
      value: alarms.topic.topicArn,
      description: 'Where alarms are sent; subscribe whoever is on call',
    })
  }

  private addressOf({ dashboardName }: Dashboard): string {
    return `https://${this.region}.console.aws.amazon.com/cloudwatch/home?region=${this.region}#dashboards/dashboard/${dashboardName}`
  }
}
