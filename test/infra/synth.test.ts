import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { Validations } from 'aws-cdk-lib'
import { afterAll, describe, expect, test } from 'vitest'
import { allowances, ofType, reader, synthesize } from './assembly.ts'

const root = resolve(import.meta.dirname, '../..')
const assembly = synthesize()
const read = reader(assembly)

describe('the command line', () => {
  const output = mkdtempSync(join(tmpdir(), 'forbear-cdk-'))
  afterAll(() => rmSync(output, { recursive: true }))

  test('synthesizes strictly, with every check on, without an account and without a word', () => {
    const said = execFileSync(
      process.execPath,
      [join(root, 'node_modules/aws-cdk/bin/cdk'), 'synth', '--strict', '--quiet', '--output', output],
      {
        cwd: root,
        encoding: 'utf8',
        stdio: ['ignore', 'pipe', 'pipe'],
        env: {
          PATH: `${join(root, 'node_modules/.bin')}:${process.env['PATH']}`,
          HOME: output,
          CDK_DISABLE_CLI_TELEMETRY: 'true',
        },
      },
    )
    expect(said).not.toMatch(/warning|error|AwsSolutions/i)
  })
})

/** What is accepted, by construct: the finding and its reason. */
const accepted = assembly.app.node.findAll().flatMap(({ node }) =>
  node.metadata
    .filter(({ type }) => type === Validations.ACKNOWLEDGED_RULES_METADATA_KEY)
    .flatMap(({ data }) =>
      Object.entries(data).map(([finding, reason]) => ({
        path: node.path,
        finding: finding.replace(/^\w+::/, ''),
        reason: String(reason),
      })),
    ),
)

describe('what the checks found and we accept', () => {
  test('is accepted for single constructs, never for a stack or the app', () => {
    expect(accepted.length).toBeGreaterThan(0)
    for (const { path } of accepted) expect(path.split('/').length).toBeGreaterThan(1)
  })

  test('is few kinds of thing, and of wildcards each by name', () => {
    const kinds = new Set(accepted.map(({ finding }) => finding.replace(/\[.*/, '')))
    expect([...kinds].sort()).toEqual(['AwsSolutions-APIG4', 'AwsSolutions-IAM5', 'AwsSolutions-SQS3'])
    for (const { finding } of accepted.filter((one) => one.finding.startsWith('AwsSolutions-IAM5')))
      expect(finding).toMatch(/^AwsSolutions-IAM5\[Resource::.+\]$/)
  })

  test('has a reason that one can weigh', () => {
    for (const { reason } of accepted) expect(reason.split(' ').length).toBeGreaterThanOrEqual(10)
  })
})

describe('wildcards', () => {
  test('are never in an action', () => {
    for (const [, policy] of ofType(assembly.template, 'AWS::IAM::Policy'))
      for (const line of allowances(policy, read)) expect(line.split(' on ')[0]).not.toContain('*')
  })

  test('stand alone only for what names no resource: X-Ray and the delivery of logs', () => {
    const actions = ofType(assembly.template, 'AWS::IAM::Policy')
      .flatMap(([, policy]) => allowances(policy, read))
      .filter((line) => line.endsWith(' on *'))
    for (const line of actions)
      expect(line).toMatch(
        /^(xray:|logs:(\w*LogDelivery|ListLogDeliveries|PutResourcePolicy|DescribeResourcePolicies|DescribeLogGroups) )/,
      )
  })
})

test('every resource that can be paid for says who pays', () => {
  for (const type of [
    'AWS::Lambda::Function',
    'AWS::StepFunctions::StateMachine',
    'AWS::SQS::Queue',
    'AWS::DynamoDB::Table',
    'AWS::S3::Bucket',
    'AWS::KMS::Key',
    'AWS::Logs::LogGroup',
  ])
    for (const template of [assembly.template, assembly.stateTemplate])
      for (const [, { Properties }] of ofType(template, type))
        expect(Properties['Tags']).toEqual(
          expect.arrayContaining([
            { Key: 'cost-centre', Value: 'forbear' },
            { Key: 'service', Value: 'forbear' },
            { Key: 'stage', Value: 'demo' },
          ]),
        )
})

test('the template stays well under what CloudFormation takes', () => {
  expect(Object.keys(assembly.template.Resources).length).toBeLessThan(450)
  expect(JSON.stringify(assembly.template).length).toBeLessThan(900_000)
})
