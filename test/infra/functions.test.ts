import { existsSync } from 'node:fs'
import { resolve } from 'node:path'
import { Stack } from 'aws-cdk-lib'
import { describe, expect, test } from 'vitest'
import * as z from 'zod'
import { step as takeFeedback } from '../../functions/feedback/take-feedback.ts'
import { step as publishEvents } from '../../functions/hand-over/publish-events.ts'
import { step as startIntake } from '../../functions/hand-over/start-intake.ts'
import { step as startMonitoring } from '../../functions/hand-over/start-monitoring.ts'
import { step as startStage } from '../../functions/hand-over/start-stage.ts'
import { step as wakeWaiting } from '../../functions/hand-over/wake-waiting.ts'
import { defineStep, type Step, type Variable } from '../../functions/step.ts'
import { entryFiles, fileOf, kebab } from '../../infra/bundle.ts'
import { machineNames } from '../../infra/constructs/machines.ts'
import { StepFunction, stepMetadata } from '../../infra/constructs/step-function.ts'
import { allowances, ofType, reader, stepFunctions, synthesize } from './assembly.ts'

const assembly = synthesize()
const { template, running } = assembly
const read = reader(assembly)
const steps = stepFunctions(assembly).map(({ step, node }) => ({ step, node }))
const functions = ofType(template, 'AWS::Lambda::Function')

const functionOf = (step: Step) =>
  functions.find(([, { Metadata }]) => Metadata[stepMetadata] === fileOf(step)) ??
  expect.fail(`${step.name} has no function`)

/** Where each variable's actions are allowed, in words, and the key that goes with it. */
const machines = machineNames.map(
  (name) => `arn:<AWS::Partition>:states:<AWS::Region>:<AWS::AccountId>:stateMachine:forbear-demo-${name}`,
)
const ses = (resource: string) => `arn:<AWS::Partition>:ses:<AWS::Region>:<AWS::AccountId>:${resource}`
const places: Record<Variable, { readonly on: (action: string) => readonly string[]; readonly key?: string }> = {
  CASE_TABLE: {
    on: (action) => {
      if (action.startsWith('states:')) return machines
      const table = '<CaseTable.Arn>'
      return action === 'dynamodb:Query' ? [table, `${table}/index/attention`, `${table}/index/mediator`] : [table]
    },
    key: '<CaseKey.Arn>',
  },
  CONTACT_TABLE: { on: () => ['<ContactTable.Arn>'], key: '<CaseKey.Arn>' },
  BORROWER_TABLE: { on: () => ['<BorrowerTable.Arn>'], key: '<PersonalKey.Arn>' },
  DROP_BUCKET: {
    on: (action) => [action === 's3:ListBucket' ? '<DropBucket.Arn>' : '<DropBucket.Arn>/*'],
    key: '<PersonalKey.Arn>',
  },
  WORK_BUCKET: {
    on: (action) => [action === 's3:ListBucket' ? '<WorkBucket.Arn>' : '<WorkBucket.Arn>/*'],
    key: '<PersonalKey.Arn>',
  },
  DOCUMENT_BUCKET: { on: () => ['<DocumentBucket.Arn>/*'], key: '<CaseKey.Arn>' },
  EVENT_BUS: { on: () => ['<Events.Arn>'] },
  MACHINES: { on: () => machines },
  CONFIGURATION_SET: {
    on: () => [
      ...['platform-a.example', 'platform-b.example', 'union-c.example'].map((domain) => ses(`identity/${domain}`)),
      ses('configuration-set/<MailConfigurationSet>'),
    ],
  },
  POLICIES: { on: () => [] },
  PORTAL_URL: { on: () => [] },
}

const isVariable = (name: string): name is Variable => Object.hasOwn(places, name)

/** What the step itself says that it does, in the words of the template. */
const own = ({ environment, access }: Step): string[] =>
  Object.keys(environment.shape)
    .filter(isVariable)
    .flatMap((variable) =>
      (access[variable] ?? []).flatMap((action) =>
        places[variable].on(action).map((resource) => `${action} on ${resource}`),
      ),
    )

/** What the key of a resource has to do for those actions. */
const keyUse = ({ environment, access }: Step): string[] =>
  Object.keys(environment.shape)
    .filter(isVariable)
    .flatMap((variable) => {
      const { key } = places[variable]
      const actions = access[variable] ?? []
      if (key === undefined || actions.length === 0) return []
      const reads = actions.every((action) => /:(Get|Query|List)/.test(action))
      const inTable = [
        'kms:Decrypt',
        'kms:DescribeKey',
        ...(reads ? [] : ['kms:Encrypt', 'kms:GenerateDataKey', 'kms:ReEncryptFrom', 'kms:ReEncryptTo']),
      ]
      const inBucket = ['kms:Decrypt', ...(reads ? [] : ['kms:GenerateDataKey'])]
      return (variable.endsWith('TABLE') ? inTable : inBucket).map((action) => `${action} on ${key}`)
    })

/** What running as a function takes, whatever the step. */
const surroundings = (step: Step): string[] => {
  const logs = `<Steps${step.name.replaceAll(/[^A-Za-z0-9]/g, '')}Logs.Arn>`
  const [letters, lettersKey] = [
    `<HandOverDeadlettersof${step.name.replaceAll(' ', '')}.Arn>`,
    // SES names addresses in what it tells; nothing else that is left undelivered holds any.
    step.name === takeFeedback.name ? '<PersonalKey.Arn>' : '<OperationsKey.Arn>',
  ]
  const called = [startIntake, startMonitoring, startStage, wakeWaiting, publishEvents, takeFeedback].some(
    ({ name }) => name === step.name,
  )
  return [
    ...['logs:CreateLogStream', 'logs:PutLogEvents'].map((action) => `${action} on ${logs}`),
    ...['xray:PutTelemetryRecords', 'xray:PutTraceSegments'].map((action) => `${action} on *`),
    ...(called
      ? [`sqs:SendMessage on ${letters}`, `kms:Decrypt on ${lettersKey}`, `kms:GenerateDataKey on ${lettersKey}`]
      : []),
    ...(step.name === publishEvents.name
      ? [
          ...['DescribeStream', 'GetRecords', 'GetShardIterator', 'ListStreams'].map(
            (action) => `dynamodb:${action} on <CaseTable.StreamArn>`,
          ),
          'kms:Decrypt on <CaseKey.Arn>',
        ]
      : []),
  ]
}

describe('a function’s role', () => {
  test.each(steps.map(({ step }) => [step.name, step] as const))(
    '%s may do what the step says, and nothing else',
    (_, step) => {
      const [, { Properties }] = functionOf(step)
      const role = read(Properties['Role']).replace(/^<|\.Arn>$/g, '')
      const policies = ofType(template, 'AWS::IAM::Policy').filter(([, policy]) =>
        JSON.stringify(policy.Properties['Roles']).includes(`"${role}`),
      )
      const allowed = policies.flatMap(([, policy]) => allowances(policy, read))
      expect([...new Set(allowed)].sort()).toEqual(
        [...new Set([...own(step), ...keyUse(step), ...surroundings(step)])].sort(),
      )
    },
  )

  test('is its own', () => {
    const roles = functions.map(([, { Properties }]) => read(Properties['Role']))
    expect(new Set(roles).size).toBe(functions.length)
  })

  test('comes without policies that AWS manages', () => {
    for (const [, { Properties }] of ofType(template, 'AWS::IAM::Role'))
      expect(Properties).not.toHaveProperty('ManagedPolicyArns')
  })

  test('may use the keys of kept data through the service that holds it only, and send mail as the lenders only', () => {
    const statements = ofType(template, 'AWS::IAM::Policy')
      .filter(([id]) => id.startsWith('Steps'))
      .flatMap(([, { Properties }]) => Object(Properties['PolicyDocument']).Statement)
    const onKept = statements.filter((statement) =>
      /ExportsOutputFnGetAtt\w*Key/.test(JSON.stringify(statement.Resource)),
    )
    const throughService = onKept.filter(
      (statement) => statement.Condition?.StringEquals?.['kms:ViaService'] !== undefined,
    )
    // The stream is read by Lambda itself, which no condition can name.
    expect(onKept.length - throughService.length).toBe(1)
    const mail = statements.filter((statement) => statement.Action === 'ses:SendRawEmail')
    expect(mail.length).toBeGreaterThan(0)
    for (const { Condition } of mail)
      expect(Condition).toEqual({
        StringEquals: {
          'ses:FromAddress': ['help@platform-a.example', 'care@platform-b.example', 'members@union-c.example'],
        },
      })
  })
})

describe('one name in five places', () => {
  test('every step’s file that there is has a function, and every function a file', () => {
    expect(steps.map(({ step }) => `${fileOf(step)}.ts`).sort()).toEqual(entryFiles())
  })

  test.each(steps.map(({ step, node }) => [step.name, step, node] as const))(
    '%s: file, construct, metadata and function',
    async (name, step, node) => {
      const file = resolve(import.meta.dirname, `../../functions/${fileOf(step)}.ts`)
      expect(existsSync(file)).toBe(true)
      expect(await import(file)).toMatchObject({ step: { name, stage: step.stage } })
      expect(node.id).toBe(name)
      expect(functionOf(step)[1].Properties['FunctionName']).toBe(`forbear-demo-${kebab(name)}`)
    },
  )
})

describe('a function', () => {
  test.each(functions)(
    '%s runs on the newest Node.js and arm64, is traced, and keeps its log for a while, encrypted',
    (_, { Properties }) => {
      expect(Properties).toMatchObject({
        Runtime: 'nodejs24.x',
        Architectures: ['arm64'],
        TracingConfig: { Mode: 'Active' },
      })
      const group = read(Object(Properties['LoggingConfig']).LogGroup).slice(1, -1)
      const groups = ofType(template, 'AWS::Logs::LogGroup').filter(([id]) => id.startsWith(group))
      expect(groups).toHaveLength(1)
      expect(groups[0]?.[1].Properties).toMatchObject({
        RetentionInDays: 90,
        KmsKeyId: expect.anything(),
        LogGroupName: `/aws/lambda/${Properties['FunctionName']}`,
      })
    },
  )

  test.each(steps.map(({ step }) => [step.name, step] as const))(
    '%s finds every variable that it asks for, and no other',
    (_, step) => {
      const [, { Properties }] = functionOf(step)
      expect(Object.keys(Object(Properties['Environment']).Variables).sort()).toEqual(
        Object.keys(step.environment.shape).sort(),
      )
      expect(Properties['Layers'] !== undefined).toBe(Object.hasOwn(step.environment.shape, 'POLICIES'))
    },
  )

  test('can be told of a template without an account: nothing was looked up', () => {
    expect(running.node.tryGetContext('availability-zones')).toBeUndefined()
    expect(assembly.app.synth().manifest.missing ?? []).toEqual([])
  })
})

test('a step that asks for a variable which no deployment gives does not compile, and is refused if it comes about all the same', () => {
  const stray = defineStep({
    stage: 'intake',
    name: 'Ask for the moon',
    // @ts-expect-error MOON is not among the variables
    environment: z.object({ MOON: z.string() }),
    access: {},
    input: z.object({}),
    connect: () => undefined,
    run: async () => undefined,
  })
  expect(() => new StepFunction(new Stack(), stray, Object({ stage: 'demo', resources: {} }))).toThrow(
    /Ask for the moon wants MOON, which no resource stands for; add it to Variable/,
  )
})
