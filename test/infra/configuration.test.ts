import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { App } from 'aws-cdk-lib'
import { afterAll, describe, expect, test } from 'vitest'
import { ConfigurationError, configurationOf } from '../../infra/configuration.ts'
import { readPolicies } from '../../infra/policies.ts'
import { PolicyError, policiesDirectory } from '../../policies/load-policies.ts'
import { ofType, reader, synthesize } from './assembly.ts'

const chosen = (context: Record<string, unknown>) => configurationOf(new App({ context }))

describe('a deployment’s choices', () => {
  test('have defaults, so that nothing has to be chosen', () => {
    expect(chosen({})).toEqual({
      stage: 'demo',
      senderIdentities: 'create',
      logRetention: 90,
      answersAtOnce: 20,
      startsAtOnce: 10,
      dropRetentionDays: 365,
      costCentre: 'forbear',
    })
  })

  test('come as text from the command line', () => {
    expect(
      chosen({
        stage: 'prod',
        region: 'eu-central-1',
        lenders: 'platform-a, union-c',
        logRetentionDays: '365',
        dropRetentionDays: '400',
      }),
    ).toMatchObject({
      stage: 'prod',
      region: 'eu-central-1',
      lenders: ['platform-a', 'union-c'],
      logRetention: 365,
      dropRetentionDays: 400,
    })
  })

  test.each([
    [{ stage: 'Prod!' }, /stage: a stage is 1 to 16 small letters/],
    [{ region: 'frankfurt' }, /region: a region is written eu-central-1/],
    [{ logRetentionDays: '45' }, /logRetentionDays: /],
    [{ alarmEmail: 'nobody' }, /alarmEmail: /],
    [{ senderIdentities: 'some' }, /senderIdentities: /],
  ])('%o is refused, with what to do', (context, words) => {
    expect(() => chosen(context)).toThrow(ConfigurationError)
    expect(() => chosen(context)).toThrow(words)
    expect(() => chosen(context)).toThrow(/-c name=value/)
  })

  test('of several wrong ones all are told', () => {
    expect(() => chosen({ stage: '', region: 'x' })).toThrow(/2 choice\(s\).*\n.*stage.*\n.*region/)
  })
})

describe('lenders', () => {
  test('are all that have a policy, unless told', () => {
    expect(readPolicies(undefined).lenders.map(({ lender }) => lender.id)).toEqual([
      'platform-a',
      'platform-b',
      'union-c',
    ])
  })

  test('without a policy are refused, with what to do', () => {
    expect(() => readPolicies(['platform-z'])).toThrow(
      /platform-z has no policy.*add policies\/lenders\/platform-z\/v1.yaml/,
    )
  })

  test('that are not served have no schedule, no folder and no sender, but their policies stay for the cases they have', () => {
    const assembly = synthesize({
      lenders: 'union-c',
      stage: 'prod',
      senderIdentities: 'existing',
      alarmEmail: 'oncall@lender.example',
    })
    const { template } = assembly
    expect(ofType(template, 'AWS::Scheduler::Schedule').map(([, { Properties }]) => Properties['Name'])).toEqual([
      'union-c',
    ])
    expect(ofType(template, 'AWS::SES::EmailIdentity')).toEqual([])
    const text = JSON.stringify(template)
    expect(text).not.toContain('platform-a')
    expect(text).toContain('union-c/accounts/')
    expect(ofType(template, 'AWS::SNS::Subscription').map(([, { Properties }]) => Properties['Endpoint'])).toEqual([
      'oncall@lender.example',
    ])
    const [, { Properties }] = ofType(template, 'AWS::StepFunctions::StateMachine')[0] ?? expect.fail('no machine')
    expect(Properties['StateMachineName']).toBe('forbear-prod-intake')
    expect(Object.keys(assembly.stateTemplate.Resources)).toContain('CaseTable0AD2663F')
    expect(reader(assembly)(Properties['RoleArn'])).toBe('<MachinesintakeMachineRole.Arn>')
  })
})

describe('policies', () => {
  const directory = mkdtempSync(join(tmpdir(), 'forbear-policies-'))
  afterAll(() => rmSync(directory, { recursive: true }))

  test('under which messages leave out what the law wants said stop the synthesis, with file, field and what to do', () => {
    cpSync(policiesDirectory, directory, { recursive: true })
    const file = join(directory, 'lenders/union-c/v1.yaml')
    const silent = 'jurisdiction: us\nclauses: { first: [], later: [free-opt-out] }'
    writeFileSync(file, readFileSync(file, 'utf8').replace('jurisdiction: us', silent))
    rmSync(join(directory, 'versions.lock.json'))
    expect(() => readPolicies(undefined, directory)).toThrow(
      /union-c\/v1\.yaml: clauses\.first is nothing; a message of a creditor must hold free-opt-out: add it, or leave clauses out/,
    )
  })

  test('of which a version loosens its jurisdiction stop the synthesis, with file, field and rule', () => {
    cpSync(policiesDirectory, directory, { recursive: true })
    const file = join(directory, 'lenders/platform-a/v1.yaml')
    const text = readFileSync(file, 'utf8')
    const loosened = text
      .replace('  # No maxTermMonths: the law’s.', '')
      .replace('offer:\n', 'offer:\n  maxTermMonths: 120\n')
    expect(loosened).not.toBe(text)
    writeFileSync(file, loosened)
    rmSync(join(directory, 'versions.lock.json'))
    expect(() => readPolicies(undefined, directory)).toThrow(PolicyError)
    expect(() => readPolicies(undefined, directory)).toThrow(
      /lenders\/platform-a\/v1\.yaml: offer\.maxTermMonths is 120; .*\d/,
    )
  })
})
