import aslValidator from 'asl-validator'
import { describe, expect, test } from 'vitest'
import * as z from 'zod'
import { worstHistories } from '../../bench/history/worst-history.ts'
import { step as recordFailure } from '../../functions/failure/record-failure.ts'
import { step as claimSlot } from '../../functions/notice/claim-slot.ts'
import { step as sendNotice } from '../../functions/notice/send-notice.ts'
import { step as suppressNotice } from '../../functions/notice/suppress-notice.ts'
import { fileOf } from '../../infra/bundle.ts'
import { machineNames } from '../../infra/constructs/machines.ts'
import { stepMetadata } from '../../infra/constructs/step-function.ts'
import { allowances, ofType, reader, stepFunctions, synthesize } from './assembly.ts'

const assembly = synthesize()
const { template } = assembly
const read = reader(assembly)

const Retry = z.object({
  ErrorEquals: z.array(z.string()),
  MaxDelaySeconds: z.number(),
  JitterStrategy: z.string(),
  MaxAttempts: z.number(),
})
const Catch = z.object({ ErrorEquals: z.array(z.string()), Next: z.string() })
const State = z.looseObject({
  Type: z.string(),
  Catch: z.array(Catch).default([]),
  Retry: z.array(Retry).default([]),
  get ItemProcessor() {
    return States.optional()
  },
})
const States = z.looseObject({ StartAt: z.string(), States: z.record(z.string(), State) })
type State = z.infer<typeof State>

/** A machine's states with their names, those inside its maps too. */
const statesOf = ({ States: states }: z.infer<typeof States>): [string, State][] =>
  Object.entries(states).flatMap(([name, state]) => [
    [name, state] as [string, State],
    ...(state.ItemProcessor === undefined ? [] : statesOf(state.ItemProcessor)),
  ])

/** The ASL as AWS would get it, with an ARN of the right form for each function. */
const arnFor = (words: string): string =>
  words
    .replaceAll(/<AWS::Partition>/g, 'aws')
    .replaceAll(/<Steps(\w+)Function\.Arn>/g, 'arn:aws:lambda:eu-central-1:123456789012:function:$1')

const machines = ofType(template, 'AWS::StepFunctions::StateMachine').map(([id, { Properties }]) => {
  const json: unknown = JSON.parse(arnFor(read(Properties['DefinitionString'])))
  const definition = States.extend({ QueryLanguage: z.string(), TimeoutSeconds: z.number() }).parse(json)
  return {
    id,
    json,
    name: String(Properties['StateMachineName']).replace('forbear-demo-', ''),
    Properties,
    definition,
    states: statesOf(definition),
  }
})
const everyMachine = machines.map(({ name, ...machine }) => [name, machine] as const)
const tasks = machines.flatMap(({ name, states }) =>
  states
    .filter(([, { Type }]) => Type === 'Task')
    .map(([state, task]) => [`${name}: ${state}`, { machine: name, state, task, states: new Map(states) }] as const),
)

/** The function that a Task calls, by its id. */
const calledBy = (task: State): string =>
  String(z.looseObject({ FunctionName: z.string() }).parse(task['Arguments']).FunctionName)
    .split(':')
    .at(-1) ?? ''
const idOf = (name: string): string => name.replaceAll(/[^A-Za-z0-9]/g, '')
const stepByFunction = new Map(stepFunctions(assembly).map(({ step }) => [idOf(step.name), step]))

test('every workflow is deployed under its name', () => {
  expect(machines.map(({ name }) => name).sort()).toEqual([...machineNames].sort())
})

describe('a machine', () => {
  test.each(everyMachine)('%s is valid Amazon States Language', (_, { json }) => {
    expect(aslValidator(Object(json)).errors).toEqual([])
  })

  test.each(everyMachine)('%s speaks JSONata throughout, and ends after some time', (_, { definition, states }) => {
    expect(definition.QueryLanguage).toBe('JSONata')
    expect(definition.TimeoutSeconds).toBeLessThanOrEqual(366 * 86_400)
    for (const [name, state] of states)
      for (const field of [
        'InputPath',
        'OutputPath',
        'ResultPath',
        'Parameters',
        'ResultSelector',
        'ItemsPath',
        'MaxConcurrencyPath',
      ])
        expect(state, name).not.toHaveProperty(field)
  })

  test.each(everyMachine)(
    '%s logs what it does without what it does it with, is traced, and has a customer key',
    (_, { Properties }) => {
      expect(Properties).toMatchObject({
        LoggingConfiguration: { Level: 'ALL', IncludeExecutionData: false, Destinations: [expect.anything()] },
        TracingConfiguration: { Enabled: true },
        EncryptionConfiguration: { Type: 'CUSTOMER_MANAGED_KMS_KEY', KmsKeyId: expect.anything() },
      })
    },
  )

  test.each(everyMachine)('%s has a log of its own where AWS delivers logs without a policy each', (name) => {
    const groups = ofType(template, 'AWS::Logs::LogGroup').map(([, { Properties }]) => Properties)
    expect(groups).toContainEqual(
      expect.objectContaining({
        LogGroupName: `/aws/vendedlogs/states/forbear-demo-${name}`,
        KmsKeyId: expect.anything(),
        RetentionInDays: 90,
      }),
    )
  })

  /** Waits that began under the first releases ask the gate and send by themselves when they are over. */
  const ofOlderDefinitions = [claimSlot, sendNotice, suppressNotice].flatMap(({ name }) => {
    const arn = `<Steps${idOf(name)}Function.Arn>`
    return [`lambda:InvokeFunction on ${arn}`, `lambda:InvokeFunction on ${arn}:*`]
  })

  test.each(everyMachine)(
    '%s may call the functions of its own states and no others',
    (name, { Properties, states }) => {
      const role = read(Properties['RoleArn']).slice(1, -'.Arn>'.length)
      const called = states
        .filter(([, { Type }]) => Type === 'Task')
        .map(([, task]) => `<Steps${calledBy(task)}Function.Arn>`)
      const allowed = ofType(template, 'AWS::IAM::Policy')
        .filter(([id]) => id.startsWith(role))
        .flatMap(([, policy]) => allowances(policy, read))
        .filter((line) => line.startsWith('lambda:'))
      const expected = [...new Set(called)].flatMap((arn) => [
        `lambda:InvokeFunction on ${arn}`,
        `lambda:InvokeFunction on ${arn}:*`,
      ])
      const older = name === 'notice' ? ofOlderDefinitions : []
      expect(allowed).toEqual([...expected, ...older].sort())
    },
  )

  test('with a map may start and follow executions of itself, and use its key for them', () => {
    for (const { id, states } of machines.filter(({ states }) => states.some(([, { Type }]) => Type === 'Map'))) {
      const allowed = ofType(template, 'AWS::IAM::Policy')
        .filter(([policy]) => policy.startsWith(id.slice(0, -8)))
        .flatMap(([, policy]) => allowances(policy, read))
      expect(allowed).toContain(`states:StartExecution on <${id.slice(0, -8)}>`)
      const key = JSON.stringify(
        ofType(template, 'AWS::IAM::Policy').filter(([policy]) => policy.startsWith(id.slice(0, -8))),
      )
      expect(key).toMatch(/"StringLike":\{"kms:EncryptionContext:aws:states:stateMachineArn":[^}]*\{[^}]*/)
      expect(states.length).toBeGreaterThan(0)
    }
  })
})

describe('a Task', () => {
  test.each(tasks)('%s gives up in time', (_, { task }) => {
    expect(task['TimeoutSeconds']).toEqual(
      expect.toSatisfy((timeout) =>
        typeof timeout === 'number' ? timeout > 0 : /^\{% \$patience\.\w+ %\}$/.test(timeout),
      ),
    )
  })

  /** A Task that sends does so by the clock of its entry, and has five minutes: it is entered anew after a wait instead of tried again. */
  const passedOn: Readonly<Record<string, string>> = {
    'prompt-notice: Claim slot': 'Await window',
    'prompt-notice: Send notice': 'Await window',
    'prompt-notice: Suppress notice': 'Await window',
  }

  test.each(Object.entries(passedOn))('%s is followed by %s after errors that pass', (of, next) => {
    const [, { task }] = tasks.find(([name]) => name === of) ?? expect.fail(`no ${of}`)
    expect(task.Retry).toEqual([])
    expect(task.Catch[0]).toMatchObject({ Next: next })
    expect(task.Catch[0]?.ErrorEquals).toEqual(
      expect.arrayContaining(['TransientError', 'Lambda.TooManyRequestsException']),
    )
  })

  test.each(tasks.filter(([name]) => !Object.hasOwn(passedOn, name)))(
    '%s retries by name, with a cap and full jitter',
    (_, { task }) => {
      expect(task.Retry.length).toBeGreaterThan(0)
      for (const { ErrorEquals, JitterStrategy, MaxDelaySeconds } of task.Retry) {
        expect(ErrorEquals).toEqual(expect.arrayContaining(['TransientError', 'Lambda.TooManyRequestsException']))
        expect(ErrorEquals.filter((error) => /^States\.(ALL|TaskFailed|Runtime)$/.test(error))).toEqual([])
        expect(JitterStrategy).toBe('FULL')
        expect(MaxDelaySeconds).toBeLessThanOrEqual(60)
      }
    },
  )

  test.each(tasks)('%s lets no failure pass unrecorded', (_, { task, states }) => {
    const last = task.Catch.at(-1)
    expect(last?.ErrorEquals).toEqual(['States.ALL'])
    const next = states.get(last?.Next ?? '') ?? expect.fail(`catches to ${last?.Next}, which is no state`)
    if (calledBy(task) === idOf(recordFailure.name)) expect(next.Type).toBe('Fail')
    else expect(calledBy(next)).toBe(idOf(recordFailure.name))
  })

  /** A notice's first try is a machine of its own, as it is of another type. */
  const stageOf = (machine: string): string => (machine === 'prompt-notice' ? 'notice' : machine)

  test.each(tasks)('%s has the name of the step that it calls', (_, { machine, state, task }) => {
    const step = stepByFunction.get(calledBy(task)) ?? expect.fail(`calls ${calledBy(task)}, which is no step`)
    const [, resource] =
      ofType(template, 'AWS::Lambda::Function').find(([id]) => id.startsWith(`Steps${calledBy(task)}Function`)) ??
      expect.fail('no function')
    expect(resource.Metadata[stepMetadata]).toBe(fileOf(step))
    // A machine with maps records failures in more than one place, and names are unique in a machine.
    if (step.name === recordFailure.name) expect(state).toMatch(/^Record (\w+ )?failure$/)
    else expect({ state, stage: step.stage }).toEqual({ state: step.name, stage: stageOf(machine) })
  })
})

test('the one Express machine leaves to wait what fails before its own time is over', () => {
  const [express, ...others] = machines.filter(({ Properties }) => Properties['StateMachineType'] === 'EXPRESS')
  if (express === undefined) return expect.fail('no machine is Express')
  expect({ name: express.name, others }).toEqual({ name: 'prompt-notice', others: [] })
  // Without a way back each state is entered once at most.
  const arn = 'arn:aws:states:us-east-1:000000000000:stateMachine:prompt-notice'
  const { name } = express
  expect(() =>
    worstHistories({ arn, name, type: 'EXPRESS', definition: JSON.stringify(express.json) }, []),
  ).not.toThrow()
  const ownTasks = express.states.filter(([state, { Type }]) => Type === 'Task' && state !== recordFailure.name)
  const longest = ownTasks.reduce(
    (
      sum,
      [
        ,
        {
          TimeoutSeconds,
          Retry: [retry],
        },
      ],
    ) => {
      const retries = Array.from({ length: retry?.MaxAttempts ?? 0 }, (_, index) => 2 ** (index + 1))
      return retries.reduce((all, pause) => all + pause + Number(TimeoutSeconds), sum + Number(TimeoutSeconds))
    },
    0,
  )
  expect(longest).toBeLessThan(300)
  expect(express.definition.TimeoutSeconds).toBe(300)
})

test('every Map says how much goes on at once, runs distributed and records what fails', () => {
  const maps = machines.flatMap(({ states }) => states.filter(([, { Type }]) => Type === 'Map'))
  expect(maps.map(([name]) => name).sort()).toEqual(['For each chunk', 'For each shard'])
  for (const [, map] of maps) {
    expect(map['MaxConcurrency']).toEqual(expect.toSatisfy((atOnce) => atOnce > 0 && atOnce <= 100))
    expect(map.ItemProcessor?.['ProcessorConfig']).toEqual({ Mode: 'DISTRIBUTED', ExecutionType: 'STANDARD' })
    expect(map.Catch.at(-1)?.ErrorEquals).toEqual(['States.ALL'])
  }
})
