import { resolve } from 'node:path'
import { build } from 'esbuild'
import { describe, expect, test } from 'vitest'
import { bundling, entryFiles } from '../../infra/bundle.ts'
import { stepFunctions, synthesize } from './assembly.ts'

const root = resolve(import.meta.dirname, '../..')

const { metafile } = await build({
  ...bundling,
  absWorkingDir: root,
  entryPoints: entryFiles().map((file) => `functions/${file}`),
  outdir: 'out/calls',
  write: false,
  metafile: true,
})

/** Clients whose calls IAM knows by another word. */
const services: Readonly<Record<string, string>> = { sfn: 'states', eventbridge: 'events' }

/** Calls that are authorised as something else: a transaction by what is in it, and ours hold puts; a part of an upload as the object. */
const actions: Readonly<Record<string, string>> = {
  'dynamodb:TransactWriteItems': 'dynamodb:PutItem',
  's3:CreateMultipartUpload': 's3:PutObject',
  's3:UploadPart': 's3:PutObject',
  's3:CompleteMultipartUpload': 's3:PutObject',
  's3:ListObjectsV2': 's3:ListBucket',
}

/** Calls that clients bring along for endpoints that nothing here has: DynamoDB's discovery and S3's directory buckets. */
const ofClients = ['dynamodb:DescribeEndpoints', 's3:CreateSession']

/** The actions of the commands that a step's bundle holds. */
const bundled = (file: string): string[] => {
  const output = Object.values(metafile.outputs).find(({ entryPoint }) => entryPoint === `functions/${file}`)
  const calls = Object.entries(output?.inputs ?? {}).flatMap(([path, { bytesInOutput }]) => {
    const [, client, command] = /client-([\w-]+)\/dist-es\/commands\/(\w+)Command\.js$/.exec(path) ?? []
    return bytesInOutput === 0 || client === undefined ? [] : [`${services[client] ?? client}:${command}`]
  })
  return [...new Set(calls.filter((call) => !ofClients.includes(call)).map((call) => actions[call] ?? call))].sort()
}

const upload = ['s3:AbortMultipartUpload', 's3:ListBucket']

/** What lies in a bundle and is never called there: the other half of an adapter, of which the step uses one. */
const neverCalled: Readonly<Record<string, readonly string[]>> = {
  // Reads the case, and the document.
  'Show question': ['dynamodb:PutItem', 's3:PutObject', ...upload],
  // Lets others go on and never stands still; reads the case.
  'Wake waiting': ['dynamodb:PutItem'],
  // Reads who the borrower is.
  'Send notice': ['dynamodb:UpdateItem'],
  // Writes one document.
  'Draw up agreement': ['s3:GetObject', ...upload],
  // Read a chunk and write its outcome, which are of a size to go in one piece.
  'Admit accounts': upload,
  'Apply payments': upload,
  'Count contacts': ['dynamodb:UpdateItem', ...upload],
  'Place holds': ['dynamodb:UpdateItem', ...upload],
  'Split drop': upload,
}

const steps = stepFunctions(synthesize()).map(({ step }) => [step.name, step] as const)
const fileOfStep = new Map(
  await Promise.all(
    entryFiles().map(async (file) => {
      const { step } = await import(resolve(root, 'functions', file))
      return [String(step.name), file] as const
    }),
  ),
)

describe('the SDK commands of a bundle, and what its step may do', () => {
  test.each(steps)('are the same for %s: nothing is missing and nothing is unused', (name, { access }) => {
    const allowed = Object.values(access).flat()
    const called = bundled(fileOfStep.get(name) ?? '').filter((action) => !neverCalled[name]?.includes(action))
    expect([...new Set(allowed)].sort()).toEqual(called)
  })

  test('were found at all', () => {
    expect(steps.length).toBeGreaterThan(35)
    expect(bundled('hand-over/start-stage.ts')).toEqual(['states:StartExecution'])
  })

  test('are excused for steps and calls that there are', () => {
    for (const [name, excused] of Object.entries(neverCalled))
      expect(bundled(fileOfStep.get(name) ?? '')).toEqual(expect.arrayContaining([...excused]))
  })
})
