import { Stack, Validations } from 'aws-cdk-lib'
import { flattenCfnReference } from 'cdk-nag/lib/utils/flatten-cfn-reference.js'
import type { IConstruct } from 'constructs'

/** Accepts one finding of the checks, for one construct, with the reason that an auditor will read. */
export const acknowledge = (construct: IConstruct, finding: string, reason: string): void => {
  Validations.of(construct).acknowledge({ id: finding, reason })
}

/** Accepts that a policy names this resource, wildcard and all. */
export const acknowledgeWildcard = (construct: IConstruct, resource: string, reason: string): void => {
  acknowledge(
    construct,
    `AwsSolutions-IAM5[Resource::${flattenCfnReference(Stack.of(construct).resolve(resource))}]`,
    reason,
  )
}

/** Accepts `:*` after a function's ARN, which the CDK adds wherever a function may be invoked. */
export const acknowledgeInvocation = (
  construct: IConstruct,
  functionArns: readonly string[],
  invoker: string,
): void => {
  for (const arn of functionArns)
    acknowledgeWildcard(
      construct,
      `${arn}:*`,
      `${invoker} may invoke this one function in any of its versions, as the CDK grants it.`,
    )
}
