import { execFile } from 'node:child_process'
import { mkdir, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { compilePolicies } from '../policies/load-policies.ts'

const run = promisify(execFile)

/** A cloud assembly and, beside it, the policies that its layer would hold. */
export interface Assembly {
  readonly assembly: string
  readonly policies: string
}

/**
 * Synthesizes the app as `cdk deploy` would, but without bundling the functions, whose sources run here as they are, and without
 * CloudFormation's own checks of the template, which the tests make.
 * @param sources the project's root; @param directory emptied first
 * @throws Error with what the synthesis said
 */
export const synthesize = async (sources: string, directory: string): Promise<Assembly> => {
  await rm(directory, { recursive: true, force: true })
  await mkdir(directory, { recursive: true })
  const assembly = join(directory, 'assembly')
  const policies = join(directory, 'policies.json')
  await writeFile(policies, compilePolicies(join(sources, 'policies')))
  await run(process.execPath, ['infra/app.ts'], {
    cwd: sources,
    env: {
      ...process.env,
      CDK_OUTDIR: assembly,
      CDK_CONTEXT_JSON: JSON.stringify({ 'aws:cdk:bundling-stacks': [] }),
      CDK_VALIDATION: 'false',
    },
    maxBuffer: 64 * 1024 * 1024,
  })
  return { assembly, policies }
}
