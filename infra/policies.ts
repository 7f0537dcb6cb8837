import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { RemovalPolicy } from 'aws-cdk-lib'
import { Architecture, Code, LayerVersion, Runtime } from 'aws-cdk-lib/aws-lambda'
import type { Construct } from 'constructs'
import type { LenderId } from '../domain/ids.ts'
import type { Policy } from '../domain/policy/policy.ts'
import { currentVersion, PolicyBook, policyOf } from '../domain/policy/policy-book.ts'
import { compilePolicies, policiesDirectory } from '../policies/load-policies.ts'
import { ConfigurationError } from './configuration.ts'
import { scratchFolder } from './scratch.ts'

/** Where functions find the policies. */
export const policiesPath = '/opt/policies.json'

/** The compiled policies and the current one of each lender served. */
export interface Policies {
  /** JSON text. */
  readonly compiled: string
  readonly lenders: readonly Policy[]
}

/**
 * Compiles the policies of a directory, all versions of all lenders, since a case keeps the version it was opened under.
 * @throws PolicyError naming file, field and rule, ConfigurationError for a lender without a policy
 */
export const readPolicies = (
  chosen: readonly string[] | undefined,
  directory: string = policiesDirectory,
): Policies => {
  const compiled = compilePolicies(directory)
  const book = PolicyBook.parse(JSON.parse(compiled))
  const known = new Map<string, LenderId>(book.policies.map(({ lender }) => [lender.id, lender.id]))
  const lenders = (chosen ?? [...known.keys()]).map((id) => {
    const lenderId = known.get(id)
    if (lenderId === undefined)
      throw new ConfigurationError(
        `lenders: ${id} has no policy, only ${[...known.keys()].join(', ')} have; add policies/lenders/${id}/v1.yaml`,
      )
    return policyOf(book, lenderId, currentVersion(book, lenderId))
  })
  return { compiled, lenders }
}

/** The layer that carries the policies to the functions. */
export const policyLayer = (scope: Construct, { compiled }: Policies): LayerVersion => {
  const folder = scratchFolder('forbear-policies-')
  writeFileSync(join(folder, 'policies.json'), compiled)
  return new LayerVersion(scope, 'Policies', {
    description: "Every version of every lender's policy",
    code: Code.fromAsset(folder),
    compatibleRuntimes: [Runtime.NODEJS_24_X],
    compatibleArchitectures: [Architecture.ARM_64],
    removalPolicy: RemovalPolicy.DESTROY,
  })
}
