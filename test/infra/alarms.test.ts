import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { describe, expect, test } from 'vitest'
import { CaseEvent } from '../../domain/case/event.ts'
import { countedEvents } from '../../infra/constructs/case-counts.ts'
import { machineNames } from '../../infra/constructs/machines.ts'
import { ofType, reader, stepFunctions, synthesize } from './assembly.ts'

const assembly = synthesize()
const { template } = assembly
const read = reader(assembly)
const root = resolve(import.meta.dirname, '../..')
const alarms = ofType(template, 'AWS::CloudWatch::Alarm').map(
  ([, { Properties }]) => [String(Properties['AlarmName']).replace('forbear-demo-', ''), Properties] as const,
)
const alarm = (name: string) => alarms.find(([found]) => found === name)?.[1] ?? expect.fail(`no alarm ${name}`)
const runbookOf = (name: string) => resolve(root, 'docs/runbooks', `${name}.md`)

describe('an alarm', () => {
  test.each(alarms)(
    '%s says who is hurt and which runbook to open, and the runbook says what to do',
    (name, { AlarmDescription }) => {
      const [, hurt = '', runbook = ''] = /^Hurt: (.+) Runbook: (\S+\.md)$/.exec(String(AlarmDescription)) ?? []
      expect(hurt).not.toBe('')
      expect(resolve(root, runbook)).toBe(runbookOf(name))
      expect(existsSync(runbookOf(name))).toBe(true)
      const text = readFileSync(runbookOf(name), 'utf8')
      for (const heading of ['## Who is hurt', '## Look here', '## Do this', '## It is over when'])
        expect(text).toContain(heading)
    },
  )

  test.each(alarms)('%s tells somebody', (_, { AlarmActions }) => {
    expect(AlarmActions).toEqual([expect.objectContaining({ Ref: expect.stringMatching(/^AlarmsTopic/) })])
  })

  test('has a runbook each, and no runbook is without its alarm', () => {
    expect(readdirSync(resolve(root, 'docs/runbooks')).sort()).toEqual(alarms.map(([name]) => `${name}.md`).sort())
  })
})

describe('what rings', () => {
  test.each(machineNames)('an execution of %s that fails, times out or is aborted', (name) => {
    const { Metrics, Threshold, ComparisonOperator } = alarm(`${name}-failed`)
    const metrics = JSON.stringify(Metrics)
    for (const metric of ['ExecutionsFailed', 'ExecutionsTimedOut', 'ExecutionsAborted'])
      expect(metrics).toContain(`"${metric}"`)
    expect({ Threshold, ComparisonOperator }).toEqual({ Threshold: 0, ComparisonOperator: 'GreaterThanThreshold' })
  })

  test('every queue of dead letters that holds one', () => {
    const watched = alarms
      .filter(([, { MetricName }]) => MetricName === 'ApproximateNumberOfMessagesVisible')
      .map(([, { Dimensions }]) => read(Object(Dimensions)[0].Value))
    expect(watched.sort()).toEqual(
      ofType(template, 'AWS::SQS::Queue')
        .map(([id]) => `<${id.slice(0, -8)}.QueueName>`)
        .sort(),
    )
  })

  test('silence: 25 hours without a start of monitoring, and having no figures at all', () => {
    expect(alarm('monitoring-silent')).toMatchObject({
      MetricName: 'ExecutionsStarted',
      Period: 3600,
      EvaluationPeriods: 25,
      Threshold: 1,
      ComparisonOperator: 'LessThanThreshold',
      TreatMissingData: 'breaching',
    })
  })

  test('throttled functions, and a service of mail that is about to stop ours', () => {
    const { Metrics } = alarm('functions-throttled')
    expect(Metrics).toContainEqual(expect.objectContaining({ Expression: 'all - FILL(starting, 0)' }))
    const [all, starting] = ['all', 'starting'].map((id) =>
      Object(Metrics).find((metric: { Id: string }) => metric.Id === id),
    )
    expect(all.MetricStat.Metric).toEqual({ Namespace: 'AWS/Lambda', MetricName: 'Throttles' })
    expect(read(starting.MetricStat.Metric.Dimensions[0].Value)).toMatch(/Startstage/)
    // SES reviews an account at 5 % bounces and 0.1 % complaints.
    expect(Number(alarm('mail-bouncing')['Threshold'])).toBeLessThan(0.05)
    expect(Number(alarm('mail-complained-of')['Threshold'])).toBeLessThan(0.001)
  })
})

describe('dashboards', () => {
  const bodyOf = (name: string) => {
    const boards = ofType(template, 'AWS::CloudWatch::Dashboard').map(([, { Properties }]) => Properties)
    return read(boards.find(({ DashboardName }) => DashboardName === `forbear-demo-${name}`)?.['DashboardBody'])
  }

  test('are two, and each can be read as JSON', () => {
    expect(ofType(template, 'AWS::CloudWatch::Dashboard')).toHaveLength(2)
    for (const name of ['business', 'engineering']) expect(JSON.parse(bodyOf(name))).toHaveProperty('widgets')
  })

  test('the business one shows each lender every event that is counted, and that there is', () => {
    const body = bodyOf('business')
    for (const lender of ['platform-a', 'platform-b', 'union-c'])
      for (const event of countedEvents)
        expect(body).toContain(`"Forbear","CaseEvents","event","${event}","lender","${lender}"`)
    const types = CaseEvent.options.map(({ shape }) => shape.type.value)
    expect(types).toEqual(expect.arrayContaining([...countedEvents]))
  })

  test('the events are counted where they are published, by event and lender', () => {
    const [[, filter] = expect.fail('nothing is counted')] = ofType(template, 'AWS::Logs::MetricFilter')
    expect(read(filter.Properties['LogGroupName'])).toBe('<StepsPublisheventsLogs>')
    expect(filter.Properties['MetricTransformations']).toEqual([
      expect.objectContaining({
        MetricNamespace: 'Forbear',
        MetricName: 'CaseEvents',
        Dimensions: [
          { Key: 'event', Value: '$.event' },
          { Key: 'lender', Value: '$.lender' },
        ],
      }),
    ])
  })

  test('the engineering one shows every alarm, every step and every machine', () => {
    const body = bodyOf('engineering')
    for (const [name] of ofType(template, 'AWS::CloudWatch::Alarm')) expect(body).toContain(name.slice(0, -8))
    for (const { step } of stepFunctions(assembly)) expect(body).toContain(`"label":"${step.name}"`)
    for (const name of machineNames) expect(body).toContain(`"label":"${name}"`)
  })
})

test('outputs say where files go, where answers come from and where to look', () => {
  expect(Object.keys(assembly.stateTemplate.Outputs)).toEqual(
    expect.arrayContaining(['DropBucketName', 'DocumentBucketName']),
  )
  expect(Object.keys(template.Outputs).sort()).toEqual([
    'AlarmTopic',
    'AnswersUrl',
    'BusinessDashboard',
    'EngineeringDashboard',
  ])
})
