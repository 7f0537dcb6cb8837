import { describe, expect, test } from 'vitest'
import * as z from 'zod'
import { handOvers } from '../../domain/case/hand-overs.ts'
import { wakingEvents } from '../../domain/case/waits.ts'
import { currentVersion } from '../../domain/policy/policy-book.ts'
import { eventSource } from '../../functions/adapters/event-bus.ts'
import { machineNames } from '../../infra/constructs/machines.ts'
import { loadPolicies, policiesDirectory } from '../../policies/load-policies.ts'
import { ofType, reader, synthesize } from './assembly.ts'

const assembly = synthesize()
const { template } = assembly
const read = reader(assembly)
const only = (type: string) => {
  const [[, found] = expect.fail(`no ${type}`), ...others] = ofType(template, type)
  expect(others).toEqual([])
  return found.Properties
}
const functionArn = (name: string) => `<Steps${name}Function.Arn>`

const Target = z.object({
  Arn: z.unknown().transform(read),
  DeadLetterConfig: z.object({ Arn: z.unknown().transform(read) }),
  InputTransformer: z.object({ InputPathsMap: z.record(z.string(), z.string()), InputTemplate: z.string() }).optional(),
  RetryPolicy: z.object({ MaximumRetryAttempts: z.number(), MaximumEventAgeInSeconds: z.number() }),
})
const Rule = z.looseObject({
  EventPattern: z.record(z.string(), z.unknown()),
  EventBusName: z.unknown().transform(read),
  State: z.literal('ENABLED'),
  Targets: z.tuple([Target]),
})
const rules = ofType(template, 'AWS::Events::Rule').map(([, { Properties }]) => Rule.parse(Properties))
const ruleTo = (name: string) =>
  rules.find(({ Targets: [{ Arn }] }) => Arn === functionArn(name)) ?? expect.fail(`no rule leads to ${name}`)

describe('what cases tell', () => {
  test('goes from the outbox to the bus, in small batches, and what cannot be told is kept', () => {
    const mapping = only('AWS::Lambda::EventSourceMapping')
    expect(mapping).toMatchObject({
      BatchSize: 25,
      BisectBatchOnFunctionError: true,
      StartingPosition: 'TRIM_HORIZON',
      MaximumRetryAttempts: expect.toSatisfy((attempts) => attempts > 0),
      MaximumRecordAgeInSeconds: expect.toSatisfy((age) => age > 0),
    })
    expect(read(mapping['EventSourceArn'])).toBe('<CaseTable.StreamArn>')
    expect(read(Object(mapping['DestinationConfig']).OnFailure.Destination)).toBe(
      '<HandOverDeadlettersofPublishevents.Arn>',
    )
    const [{ Pattern }] = Object(mapping['FilterCriteria']).Filters
    expect(JSON.parse(Pattern)).toEqual({
      eventName: ['INSERT'],
      dynamodb: { Keys: { sk: { S: [{ prefix: 'OUTBOX#' }] } } },
    })
  })

  test('starts the next stage, for exactly the events that hand a case over', () => {
    expect(ruleTo('Startstage')).toMatchObject({
      EventBusName: '<Events>',
      EventPattern: { source: [eventSource], 'detail-type': Object.keys(handOvers) },
    })
  })

  test('wakes who waits, for exactly the events that answer', () => {
    expect(ruleTo('Wakewaiting')).toMatchObject({
      EventBusName: '<Events>',
      EventPattern: { source: [eventSource], 'detail-type': [...wakingEvents] },
    })
  })

  test('travels on a bus of its own, encrypted and kept for a month', () => {
    const { KmsKeyIdentifier, DeadLetterConfig } = only('AWS::Events::EventBus')
    expect(KmsKeyIdentifier).toBeDefined()
    // What cannot be encrypted or read is not lost, and rings.
    expect(read(Object(DeadLetterConfig).Arn)).toMatch(/Deadlettersofthebus/)
    const statements = JSON.stringify(only('AWS::KMS::Key')['KeyPolicy'])
    expect(statements).toContain(
      '"Action":["kms:Decrypt","kms:GenerateDataKey","kms:ReEncryptFrom","kms:ReEncryptTo"],"Condition":{"StringEquals":{"aws:SourceAccount"',
    )
    expect(only('AWS::Events::Archive')).toMatchObject({
      RetentionDays: 30,
      EventPattern: { source: [eventSource] },
      KmsKeyIdentifier: expect.anything(),
    })
  })
})

test('a dropped file starts its intake when it lies where a lender drops files', () => {
  const { EventPattern, EventBusName } = ruleTo('Startintake')
  expect(EventBusName).toBe('default')
  expect(EventPattern).toMatchObject({ source: ['aws.s3'], 'detail-type': ['Object Created'] })
  const { bucket, object } = Object(EventPattern['detail'])
  expect(bucket.name.map(read)).toEqual(['<DropBucket>'])
  const prefixes = ['platform-a', 'platform-b', 'union-c'].flatMap((lender) =>
    ['accounts', 'payments', 'contacts', 'holds'].map((kind) => ({ prefix: `${lender}/${kind}/` })),
  )
  expect(object.key).toEqual(prefixes)
})

describe('what becomes of a notice is heard; of other mail, or of another deployment’s, nothing', () => {
  const heard = rules.filter(({ Targets: [{ Arn }] }) => Arn === functionArn('Takefeedback'))

  test('in two groups, each of events that have the same places', () => {
    const types = heard.map(({ EventPattern }) => Object(EventPattern['detail']).eventType)
    expect(types).toEqual([['Bounce'], ['Delivery', 'Complaint', 'Reject', 'Rendering Failure']])
    for (const { EventPattern, EventBusName } of heard) {
      expect(EventBusName).toBe('default')
      expect(EventPattern).toMatchObject({
        source: ['aws.ses'],
        detail: { mail: { tags: { notice: [{ exists: true }] } } },
      })
      const { tags } = Object(EventPattern['detail']).mail
      expect(tags['ses:configuration-set'].map(read)).toEqual(['<MailConfigurationSet>'])
    }
  })

  test('and of each only the notice and what became of it is handed on', () => {
    for (const {
      Targets: [{ InputTransformer }],
    } of heard) {
      const { InputPathsMap, InputTemplate } = InputTransformer ?? expect.fail('the whole event is handed on')
      const paths = Object.values(InputPathsMap)
      expect(paths).toEqual(expect.arrayContaining(['$.time', '$.detail.eventType', '$.detail.mail.tags.notice']))
      for (const path of paths)
        expect(path).toMatch(
          /^\$\.(time|detail\.(eventType|bounce\.bounce(Sub)?Type|mail\.tags\.(notice|kind|borrower)))$/,
        )
      for (const name of Object.keys(InputPathsMap)) expect(InputTemplate).toContain(`<${name}>`)
    }
  })
})

test('each lender’s plans are looked at every day, at the hour and in the zone of its policy', () => {
  const schedules = ofType(template, 'AWS::Scheduler::Schedule').map(([, { Properties }]) => Properties)
  const book = loadPolicies(policiesDirectory)
  const current = book.policies.filter(({ lender, version }) => version === currentVersion(book, lender.id))
  const expected = current.map(({ lender, monitoring, contact }) =>
    expect.objectContaining({
      Name: lender.id,
      ScheduleExpression: `cron(0 ${monitoring.atHour} * * ? *)`,
      ScheduleExpressionTimezone: contact.communicationTimeConfig.localTimeZoneConfig.defaultTimeZone,
      Target: expect.objectContaining({
        Input: JSON.stringify({ lenderId: lender.id, scheduledAt: '<aws.scheduler.scheduled-time>' }),
      }),
    }),
  )
  expect(schedules).toEqual(expect.arrayContaining(expected))
  expect(schedules).toHaveLength(expected.length)
  for (const { Target: target, FlexibleTimeWindow } of schedules) {
    expect(read(Object(target).Arn)).toBe(functionArn('Startmonitoring'))
    expect(read(Object(target).DeadLetterConfig.Arn)).toBe('<HandOverDeadlettersofStartmonitoring.Arn>')
    expect(FlexibleTimeWindow).toEqual({ Mode: 'OFF' })
  }
})

describe('an asynchronous hop', () => {
  test.each(['Startstage', 'Wakewaiting', 'Startintake', 'Takefeedback'])(
    '%s keeps events that could not be delivered',
    (name) => {
      const {
        Targets: [target],
      } = ruleTo(name)
      expect(target.DeadLetterConfig.Arn).toBe(`<HandOverDeadlettersof${name}.Arn>`)
      expect(target.RetryPolicy).toEqual({ MaximumRetryAttempts: 24, MaximumEventAgeInSeconds: 21_600 })
    },
  )

  test.each(['Startstage', 'Wakewaiting', 'Startintake', 'Startmonitoring', 'Takefeedback'])(
    '%s keeps events that were delivered and failed',
    (name) => {
      const configurations = ofType(template, 'AWS::Lambda::EventInvokeConfig').map(([, { Properties }]) => Properties)
      const own = configurations.find(({ FunctionName }) => read(FunctionName) === `<Steps${name}Function>`)
      expect(read(Object(own?.['DestinationConfig']).OnFailure.Destination)).toBe(`<HandOverDeadlettersof${name}.Arn>`)
    },
  )

  test.each(ofType(template, 'AWS::SQS::Queue'))('%s keeps for as long as SQS can, encrypted', (_, { Properties }) => {
    expect(Properties).toMatchObject({ MessageRetentionPeriod: 14 * 86_400, KmsMasterKeyId: expect.anything() })
  })
})

describe('machines', () => {
  test('are started by names that the deployment knows', () => {
    const [, starter] =
      ofType(template, 'AWS::Lambda::Function').find(([id]) => id.startsWith('StepsStartstageFunction')) ??
      expect.fail('no Start stage')
    const arns = z
      .record(z.string(), z.string())
      .parse(JSON.parse(read(Object(starter.Properties['Environment']).Variables.MACHINES)))
    expect(Object.keys(arns).sort()).toEqual([...machineNames].sort())
    const deployed = ofType(template, 'AWS::StepFunctions::StateMachine').map(
      ([, { Properties }]) => Properties['StateMachineName'],
    )
    expect(
      Object.values(arns)
        .map((arn) => arn.split(':').at(-1))
        .sort(),
    ).toEqual(deployed.sort())
    for (const { machine } of Object.values(handOvers)) expect(arns).toHaveProperty(machine)
  })
})

describe('answers', () => {
  const routes = ofType(template, 'AWS::ApiGatewayV2::Route').map(([, { Properties }]) => Properties)

  test('each kind of request on a link leads to its function', () => {
    const integrations = new Map(
      ofType(template, 'AWS::ApiGatewayV2::Integration').map(([id, { Properties }]) => [id, Properties]),
    )
    const leads = Object.fromEntries(
      routes.map(({ RouteKey, Target: target }) => {
        const [, id = ''] = Object(target)['Fn::Join'][1].map((part: unknown) => Object(part).Ref ?? part)
        return [
          RouteKey,
          {
            to: read(integrations.get(id)?.['IntegrationUri']),
            payload: integrations.get(id)?.['PayloadFormatVersion'],
          },
        ]
      }),
    )
    expect(leads).toEqual({
      'GET /answers/{link}': { to: functionArn('Showquestion'), payload: '2.0' },
      'POST /answers/{link}': { to: functionArn('Receiveanswer'), payload: '2.0' },
      'GET /answers/{link}/opt-out': { to: functionArn('Optout'), payload: '2.0' },
      'POST /answers/{link}/opt-out': { to: functionArn('Optout'), payload: '2.0' },
    })
  })

  test('are throttled, and their log has neither the link nor who asked', () => {
    const stage = only('AWS::ApiGatewayV2::Stage')
    expect(stage).toMatchObject({ DefaultRouteSettings: { ThrottlingRateLimit: 50, ThrottlingBurstLimit: 100 } })
    const { Format } = Object(stage['AccessLogSettings'])
    expect(JSON.parse(Format)).toHaveProperty('route', '$context.routeKey')
    expect(Format).not.toMatch(/path|sourceIp|identity|userAgent|queryString|authorizer/i)
  })

  test('have concurrency of their own, and stages are started so many at once, as a deployment may choose or do without', () => {
    const reservedIn = (synthesized: typeof assembly) =>
      Object.fromEntries(
        ofType(synthesized.template, 'AWS::Lambda::Function')
          .map(
            ([, { Properties }]) => [Properties['FunctionName'], Properties['ReservedConcurrentExecutions']] as const,
          )
          .filter(([, reserved]) => reserved !== undefined),
      )
    const steps = ['opt-out', 'receive-answer', 'show-question'].map((step) => `forbear-demo-${step}`)
    const answering = Object.fromEntries(steps.map((step) => [step, 20]))
    expect(reservedIn(assembly)).toEqual({ ...answering, 'forbear-demo-start-stage': 10 })
    const without = { answersAtOnce: '0', startsAtOnce: '0', 'aws:cdk:bundling-stacks': [] }
    expect(reservedIn(synthesize(without))).toEqual({})
  })

  test('are found at the address that functions put into messages', () => {
    const [, sender] =
      ofType(template, 'AWS::Lambda::Function').find(([id]) => id.startsWith('StepsSendnoticeFunction')) ??
      expect.fail('no Send notice')
    expect(read(Object(sender.Properties['Environment']).Variables.PORTAL_URL)).toBe('<AnswersApi.ApiEndpoint>')
  })
})

test('mail goes over encrypted lines only, and what happens to it comes back as events and counts', () => {
  expect(only('AWS::SES::ConfigurationSet')).toMatchObject({
    DeliveryOptions: { TlsPolicy: 'REQUIRE' },
    SuppressionOptions: { SuppressedReasons: ['BOUNCE', 'COMPLAINT'] },
    ReputationOptions: { ReputationMetricsEnabled: true },
  })
  const destinations = ofType(template, 'AWS::SES::ConfigurationSetEventDestination').map(([, { Properties }]) =>
    Object(Properties['EventDestination']),
  )
  expect(destinations).toEqual([
    expect.objectContaining({
      MatchingEventTypes: ['delivery', 'bounce', 'complaint', 'reject', 'renderingFailure'],
      EventBridgeDestination: expect.anything(),
    }),
    expect.objectContaining({
      MatchingEventTypes: ['send', 'delivery', 'bounce', 'complaint'],
      CloudWatchDestination: {
        DimensionConfigurations: [
          expect.objectContaining({ DimensionName: 'lender', DimensionValueSource: 'messageTag' }),
        ],
      },
    }),
  ])
})
