import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Stack } from 'aws-cdk-lib'
import { afterAll } from 'vitest'
import * as z from 'zod'
import { StepFunction } from '../../infra/constructs/step-function.ts'
import { type ForbearApp, forbearApp } from '../../infra/forbear.ts'

const Resource = z.object({
  Type: z.string(),
  Properties: z.record(z.string(), z.unknown()).default({}),
  Metadata: z.record(z.string(), z.unknown()).default({}),
  DeletionPolicy: z.string().optional(),
  UpdateReplacePolicy: z.string().optional(),
})

/** A resource of a synthesized template. */
export type Resource = z.infer<typeof Resource>

const Template = z.object({
  Resources: z.record(z.string(), Resource),
  Outputs: z
    .record(z.string(), z.object({ Value: z.unknown(), Export: z.object({ Name: z.string() }).optional() }))
    .default({}),
})

/** The app, synthesized once for a test file, and its templates. */
export interface Assembly extends ForbearApp {
  readonly directory: string
  readonly stateTemplate: z.infer<typeof Template>
  readonly template: z.infer<typeof Template>
}

/**
 * Synthesizes the app as it is deployed by default, or as a context chooses. CloudFormation's own rules take half of the time and are left
 * to the test that runs the command line.
 */
export const synthesize = (context: Record<string, unknown> = {}): Assembly => {
  const directory = mkdtempSync(join(tmpdir(), 'forbear-synth-'))
  afterAll(() => rmSync(directory, { recursive: true }))
  const forbear = forbearApp({ outdir: directory, context, builtinCloudFormationValidation: false })
  const assembly = forbear.app.synth()
  const templateOf = (stack: Stack) => Template.parse(assembly.getStackByName(stack.stackName).template)
  return { ...forbear, directory, stateTemplate: templateOf(forbear.state), template: templateOf(forbear.running) }
}

/** A template's resources of one type, by logical id. */
export const ofType = ({ Resources }: z.infer<typeof Template>, type: string): [string, Resource][] =>
  Object.entries(Resources).filter(([, resource]) => resource.Type === type)

/** Every function of the app, as the construct that made it. */
export const stepFunctions = ({ running }: Assembly): StepFunction[] =>
  running.node.findAll().filter((construct) => construct instanceof StepFunction)

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** Gives a template's values in words: `<CaseTable.Arn>/index/attention`; the random end of logical ids is left out. */
export const reader = ({ stateTemplate }: Assembly) => {
  const exported = new Map(Object.values(stateTemplate.Outputs).map(({ Value, Export }) => [Export?.Name, Value]))
  const plain = (logicalId: unknown) => String(logicalId).replace(/[0-9A-F]{8}$/, '')
  const read = (value: unknown): string => {
    if (!isRecord(value)) return String(value)
    const [[intrinsic, argument] = []] = Object.entries(value)
    if (intrinsic === 'Ref') return `<${plain(argument)}>`
    if (intrinsic === 'Fn::GetAtt' && Array.isArray(argument))
      return `<${plain(argument[0])}.${argument.slice(1).join('.')}>`
    if (intrinsic === 'Fn::ImportValue') return read(exported.get(String(argument)))
    if (intrinsic === 'Fn::Join' && Array.isArray(argument) && Array.isArray(argument[1]))
      return argument[1].map(read).join(String(argument[0]))
    return JSON.stringify(value)
  }
  return read
}

const Statement = z.object({
  Effect: z.literal('Allow'),
  Action: z.union([z.string().transform((action) => [action]), z.array(z.string())]),
  Resource: z.unknown(),
})

/** What a policy of the template allows: `action on resource`, one a line, sorted. */
export const allowances = ({ Properties }: Resource, read: (value: unknown) => string): string[] => {
  const { Statement: statements } = z.object({ Statement: z.array(Statement) }).parse(Properties['PolicyDocument'])
  return statements
    .flatMap(({ Action, Resource: resources }) =>
      (Array.isArray(resources) ? resources : [resources]).flatMap((resource) =>
        Action.map((action) => `${action} on ${read(resource)}`),
      ),
    )
    .sort()
}
