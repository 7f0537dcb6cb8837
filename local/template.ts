import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import * as z from 'zod'
import { embeddedAccount, embeddedRegion } from './aws/request-handler.ts'

const Properties = z.record(z.string(), z.unknown())

const TemplateResource = z.object({
  Type: z.string(),
  Properties: Properties.default({}),
  Metadata: Properties.default({}),
})

const Template = z.object({
  Resources: z.record(z.string(), TemplateResource),
  Outputs: z
    .record(z.string(), z.object({ Value: z.unknown(), Export: z.object({ Name: z.unknown() }).optional() }))
    .default({}),
})

const Manifest = z.object({
  artifacts: z.record(
    z.string(),
    z.object({ type: z.string(), properties: z.object({ templateFile: z.string() }).partial().optional() }),
  ),
})

/** A resource of a synthesized template with every reference in it resolved. */
export interface Resource {
  readonly type: string
  readonly logicalId: string
  /** The name that a `Ref` gives, for most types the physical name. */
  readonly ref: string
  readonly arn: string
  readonly properties: Readonly<Record<string, unknown>>
  readonly metadata: Readonly<Record<string, unknown>>
}

/** What a type's Ref gives and what its ARN looks like, from its logical id and name property. */
interface Naming {
  readonly nameProperty?: string
  arn(name: string): string
  /** Where Ref gives the ARN instead of the name. */
  readonly refIsArn?: boolean
}

const arn = (service: string, path: string): string => `arn:aws:${service}:${embeddedRegion}:${embeddedAccount}:${path}`

const namings: Readonly<Record<string, Naming>> = {
  'AWS::DynamoDB::GlobalTable': { nameProperty: 'TableName', arn: (name) => arn('dynamodb', `table/${name}`) },
  'AWS::DynamoDB::Table': { nameProperty: 'TableName', arn: (name) => arn('dynamodb', `table/${name}`) },
  'AWS::S3::Bucket': { nameProperty: 'BucketName', arn: (name) => `arn:aws:s3:::${name}` },
  'AWS::Lambda::Function': { nameProperty: 'FunctionName', arn: (name) => arn('lambda', `function:${name}`) },
  'AWS::Lambda::LayerVersion': {
    nameProperty: 'LayerName',
    arn: (name) => arn('lambda', `layer:${name}:1`),
    refIsArn: true,
  },
  'AWS::StepFunctions::StateMachine': {
    nameProperty: 'StateMachineName',
    arn: (name) => arn('states', `stateMachine:${name}`),
    refIsArn: true,
  },
  'AWS::Events::EventBus': { nameProperty: 'Name', arn: (name) => arn('events', `event-bus/${name}`) },
  'AWS::SQS::Queue': { nameProperty: 'QueueName', arn: (name) => arn('sqs', name) },
  'AWS::SES::ConfigurationSet': { nameProperty: 'Name', arn: (name) => arn('ses', `configuration-set/${name}`) },
  'AWS::KMS::Key': { arn: (name) => arn('kms', `key/${name}`) },
  'AWS::IAM::Role': { nameProperty: 'RoleName', arn: (name) => `arn:aws:iam::${embeddedAccount}:role/${name}` },
  'AWS::Logs::LogGroup': { nameProperty: 'LogGroupName', arn: (name) => arn('logs', `log-group:${name}:*`) },
}

const GetAtt = z.tuple([z.string(), z.string()])
const Join = z.tuple([z.string(), z.unknown()])
const Select = z.tuple([z.coerce.number(), z.unknown()])
const List = z.array(z.unknown())
const Exported = z.object({ stack: z.string(), value: z.unknown() })

const unknownType: Naming = { arn: (name) => arn('local', name) }

const pseudo: Readonly<Record<string, string>> = {
  'AWS::Region': embeddedRegion,
  'AWS::AccountId': embeddedAccount,
  'AWS::Partition': 'aws',
  'AWS::URLSuffix': 'amazonaws.com',
  'AWS::StackName': 'forbear',
}

/** The resources of all stacks of a synthesized app, as CloudFormation would make them, without making them. */
export class SynthesizedApp {
  private readonly stacks: { readonly name: string; readonly template: z.infer<typeof Template> }[]
  private readonly exports = new Map<string, unknown>()

  /** @param directory the cloud assembly, `cdk.out` */
  constructor(directory: string) {
    const manifest = Manifest.parse(JSON.parse(readFileSync(join(directory, 'manifest.json'), 'utf8')))
    this.stacks = Object.entries(manifest.artifacts)
      .filter(([, { type }]) => type === 'aws:cloudformation:stack')
      .map(([name, { properties }]) => {
        const file = join(directory, properties?.templateFile ?? `${name}.template.json`)
        return { name, template: Template.parse(JSON.parse(readFileSync(file, 'utf8'))) }
      })
    for (const { name, template } of this.stacks)
      for (const { Value, Export } of Object.values(template.Outputs))
        if (Export !== undefined)
          this.exports.set(String(this.resolve(Export.Name, name)), { stack: name, value: Value })
  }

  /** Every resource of a type, over all stacks. */
  resources(type: string): Resource[] {
    return this.stacks.flatMap(({ name, template }) =>
      Object.entries(template.Resources)
        .filter(([, { Type }]) => Type === type)
        .map(([logicalId]) => this.resource(name, logicalId)),
    )
  }

  private resource(stack: string, logicalId: string): Resource {
    const { Type, Properties: properties, Metadata } = this.find(stack, logicalId)
    const { ref, arn } = this.identify(stack, logicalId)
    return { type: Type, logicalId, ref, arn, properties: this.resolveAll(properties, stack), metadata: Metadata }
  }

  private find(stack: string, logicalId: string): z.infer<typeof TemplateResource> {
    const found = this.stacks.find(({ name }) => name === stack)?.template.Resources[logicalId]
    if (found === undefined) throw new Error(`${stack}: the template refers to ${logicalId}, which is not in it`)
    return found
  }

  private identify(stack: string, logicalId: string): { ref: string; arn: string } {
    const { Type, Properties: properties } = this.find(stack, logicalId)
    const naming = namings[Type] ?? unknownType
    const given = naming.nameProperty === undefined ? undefined : properties[naming.nameProperty]
    const name = given === undefined ? logicalId.toLowerCase() : String(this.resolve(given, stack))
    const itsArn = naming.arn(name)
    return { ref: naming.refIsArn ? itsArn : name, arn: itsArn }
  }

  private resolveAll(properties: Readonly<Record<string, unknown>>, stack: string): Record<string, unknown> {
    return Object.fromEntries(Object.entries(properties).map(([name, value]) => [name, this.resolve(value, stack)]))
  }

  /** Replaces intrinsic functions by what they stand for. */
  private resolve(value: unknown, stack: string): unknown {
    if (Array.isArray(value)) return value.map((entry) => this.resolve(entry, stack))
    if (typeof value !== 'object' || value === null) return value
    const fields = Object.entries(value)
    const [only] = fields
    if (fields.length === 1 && only !== undefined) {
      const [name, argument] = only
      if (name === 'Ref') return this.ref(String(argument), stack)
      if (name.startsWith('Fn::')) return this.apply(name, argument, stack)
    }
    return this.resolveAll(Object.fromEntries(fields), stack)
  }

  private ref(name: string, stack: string): string {
    return pseudo[name] ?? this.identify(stack, name).ref
  }

  private apply(name: string, argument: unknown, stack: string): unknown {
    switch (name) {
      case 'Fn::GetAtt': {
        const [logicalId, attribute] = GetAtt.parse(argument)
        return this.attribute(stack, logicalId, attribute)
      }
      case 'Fn::Join': {
        const [separator, parts] = Join.parse(argument)
        return List.parse(this.resolve(parts, stack)).join(separator)
      }
      case 'Fn::Select': {
        const [index, list] = Select.parse(argument)
        return List.parse(this.resolve(list, stack))[index]
      }
      case 'Fn::Split': {
        const [separator, text] = Join.parse(argument)
        return String(this.resolve(text, stack)).split(separator)
      }
      case 'Fn::Sub':
        return String(argument).replace(/\$\{([^}]+)\}/g, (_, reference: string) => this.ref(reference, stack))
      case 'Fn::ImportValue': {
        const exported = Exported.parse(this.exports.get(String(this.resolve(argument, stack))))
        return this.resolve(exported.value, exported.stack)
      }
      default:
        throw new Error(`${stack}: the local world does not know ${name}; teach local/template.ts what it means`)
    }
  }

  private attribute(stack: string, logicalId: string, attribute: string): string {
    const { ref, arn: itsArn } = this.identify(stack, logicalId)
    switch (attribute) {
      case 'Arn':
      case 'TableArn':
      case 'LayerVersionArn':
        return itsArn
      case 'StreamArn':
        return `${itsArn}/stream/local`
      case 'ApiEndpoint':
        return portalUrl
      default:
        return `${ref}.${attribute}`
    }
  }
}

/** Where links in local mail lead: an address of the reserved kind, which nobody serves. */
const portalUrl = 'https://portal.forbear.example'
