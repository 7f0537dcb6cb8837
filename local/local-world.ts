import { createReadStream } from 'node:fs'
import { rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { PutObjectCommand, S3Client } from '@aws-sdk/client-s3'
import * as z from 'zod'
import { connectDossiers, type Dossiers } from '../functions/adapters/dossiers.ts'
import type { Log, LogCode, LogFields } from '../functions/log.ts'
import { stepFunctionsEndpoint } from './asl/endpoint.ts'
import { type ExecutionRecord, type Json, StateMachines, type StateMachinesOptions } from './asl/state-machines.ts'
import { type DatabaseSnapshot, EmbeddedDynamoDB } from './aws/dynamodb.ts'
import { type BusEvent, type Disturbances, EmbeddedEventBridge } from './aws/event-bus.ts'
import { compileEventPattern } from './aws/events/event-pattern.ts'
import { transformed } from './aws/events/input-transformer.ts'
import { embeddedClientConfiguration, embeddedRequestHandler } from './aws/request-handler.ts'
import { EmbeddedS3 } from './aws/s3.ts'
import { type Behaviour, EmbeddedSes, type SentMessage } from './aws/ses.ts'
import { VirtualClock } from './clock.ts'
import { busesOf } from './event-destinations.ts'
import { LocalFunctions } from './functions.ts'
import { seededEntropy, seededRandom } from './random.ts'
import {
  IntegrationProperties,
  MachineProperties,
  RouteProperties,
  RuleProperties,
  ScheduleProperties,
  StreamMapping,
  TableProperties,
} from './resource-properties.ts'
import { type Resource, SynthesizedApp } from './template.ts'

/** A line that a step logged. */
export interface LogLine {
  readonly level: 'info' | 'error'
  readonly code: LogCode
  readonly fields: LogFields
}

/** What a local world is made of. */
export interface LocalWorldOptions {
  /** The cloud assembly that the app was synthesized into. */
  readonly assembly: string
  /** The project's root, where the handlers' sources are. */
  readonly sources: string
  /** Where the buckets' files go; emptied first. */
  readonly directory: string
  /** The compiled policies, which a container finds in its layer. */
  readonly policies: string
  readonly seed: string
  /** Milliseconds since the epoch. */
  readonly start: number
  /** What another world held at `start`, to go on from: its tables, its executions and the definitions that they run by. */
  readonly goingOnFrom?: { readonly tables: DatabaseSnapshot; readonly machines: Json }
  /** What the event bus does to deliveries; none of it unless told. */
  readonly disturbances?: Disturbances
  readonly onExecutionEnd?: (execution: ExecutionRecord) => void
  readonly onLog?: (line: LogLine) => void
  readonly onMail?: (message: SentMessage) => Promise<void>
  /** What becomes of a message with these tags to an address; all of it arrives unless told. */
  readonly mailboxes?: (address: string, tags: SentMessage['tags']) => Behaviour
  readonly onFailure?: (failure: { readonly where: string; readonly error: unknown }) => void
}

/** What the HTTP API answers. */
export const ApiAnswer = z.object({
  statusCode: z.int(),
  headers: z.record(z.string(), z.string()).default({}),
  body: z.string().default(''),
})
export type ApiAnswer = z.infer<typeof ApiAnswer>

/** A request as a borrower's browser, or mail program, makes it. */
export interface ApiRequest {
  readonly method: 'GET' | 'POST'
  readonly path: string
  readonly headers?: Readonly<Record<string, string>>
  readonly body?: string
}

/**
 * The synthesized app on one machine: the same definitions, handlers, rules and tables, on embedded services and a virtual clock. What the
 * template says is what runs; nothing here knows a stage of the lifecycle.
 */
export class LocalWorld {
  readonly clock: VirtualClock
  readonly database: EmbeddedDynamoDB
  readonly machines: StateMachines
  readonly functions = new LocalFunctions()
  readonly s3: S3Client
  private readonly app: SynthesizedApp
  private readonly buckets: EmbeddedS3
  private readonly bus: EmbeddedEventBridge
  private readonly options: LocalWorldOptions
  private readonly routes: { readonly method: string; readonly pattern: RegExp; readonly functionArn: string }[] = []

  private constructor(options: LocalWorldOptions) {
    this.options = options
    this.clock = new VirtualClock(options.start)
    this.app = new SynthesizedApp(options.assembly)
    this.database = new EmbeddedDynamoDB({ clock: this.clock })
    this.buckets = new EmbeddedS3({ directory: join(options.directory, 'buckets'), clock: this.clock })
    this.bus = new EmbeddedEventBridge({
      clock: this.clock,
      ...(options.disturbances && { disturbances: options.disturbances }),
    })
    const machines: StateMachinesOptions = {
      clock: this.clock,
      random: seededRandom(`${options.seed}/step-functions`),
      invoke: ({ functionName, payload }) => this.functions.invoke(functionName, payload),
      ...(options.onExecutionEnd && { onEnd: options.onExecutionEnd }),
    }
    this.machines =
      options.goingOnFrom === undefined
        ? new StateMachines(machines)
        : StateMachines.restore(machines, options.goingOnFrom.machines)
    const busesFor = busesOf(this.app)
    const ses = new EmbeddedSes({
      clock: this.clock,
      onMessage: async (message) => options.onMail?.(message),
      onEvent: async (event) => {
        for (const busName of busesFor(event)) this.bus.publish({ ...event, busName })
      },
      ...(options.mailboxes && { behaviour: options.mailboxes }),
    })
    const configuration = embeddedClientConfiguration(
      embeddedRequestHandler({
        dynamodb: this.database.endpoint,
        s3: this.buckets.endpoint,
        ses: ses.endpoint,
        events: this.bus.endpoint,
        states: stepFunctionsEndpoint(this.machines),
      }),
    )
    this.s3 = new S3Client(configuration)
    this.clients = configuration
  }

  private readonly clients: ReturnType<typeof embeddedClientConfiguration>

  /** Makes every table, bucket, machine, rule and schedule of the app, and binds every handler. */
  static async open(options: LocalWorldOptions): Promise<LocalWorld> {
    await rm(options.directory, { recursive: true, force: true })
    const world = new LocalWorld(options)
    const { seed, policies } = options
    const surroundings = { clients: world.clients, log: world.log(), entropy: seededEntropy(`${seed}/entropy`) }
    await world.functions.load(world.app, options.sources, surroundings, { POLICIES: policies })
    world.makeTables()
    if (options.goingOnFrom !== undefined) world.database.restore(options.goingOnFrom.tables)
    world.makeBuckets()
    world.defineMachines()
    world.makeRules()
    world.makeRoutes()
    return world
  }

  /** Puts a file of a lender's where the lender would put it, and lets what follows at once happen. */
  async drop(key: string, file: string): Promise<void> {
    const { size } = await stat(file)
    await this.s3.send(
      new PutObjectCommand({ Bucket: this.dropBucket, Key: key, Body: createReadStream(file), ContentLength: size }),
    )
    await this.clock.settle()
  }

  /** Puts a file whose content is at hand. */
  async dropText(key: string, content: string): Promise<void> {
    await this.s3.send(new PutObjectCommand({ Bucket: this.dropBucket, Key: key, Body: content }))
  }

  /** Calls the HTTP API as API Gateway would. */
  async request({ method, path, headers = {}, body }: ApiRequest): Promise<ApiAnswer> {
    for (const route of this.routes) {
      const match = route.method === method ? route.pattern.exec(path.split('?')[0] ?? '') : null
      if (match === null) continue
      const rawQueryString = path.split('?')[1] ?? ''
      const event = {
        version: '2.0',
        rawPath: path.split('?')[0],
        rawQueryString,
        queryStringParameters: Object.fromEntries(new URLSearchParams(rawQueryString)),
        headers,
        pathParameters: match.groups ?? {},
        requestContext: { timeEpoch: this.clock.now(), http: { method, path } },
        isBase64Encoded: false,
        ...(body !== undefined && { body }),
      }
      return ApiAnswer.parse(await this.functions.invoke(route.functionArn, event))
    }
    return { statusCode: 404, headers: {}, body: '' }
  }

  /** The dossiers, to read as the handlers do. */
  dossiers(): Pick<Dossiers, 'read'> {
    const environment = { CASE_TABLE: this.tableWith('pk'), POLICIES: this.options.policies }
    return connectDossiers(environment, this.clients, this.log())
  }

  /** The case table's items of one kind, by what their sort key begins with (`SNAPSHOT`, `EVENT`, ...), in the order of their keys. */
  *caseItems(kind: string): Generator<Readonly<Record<string, unknown>>> {
    yield* this.database.items(this.tableWith('pk'), kind)
  }

  /** How many items were written to the app's tables. */
  itemsWritten(): number {
    return this.tables().reduce((sum, { ref }) => sum + this.database.counters(ref).itemsWritten, 0)
  }

  /** The bucket that lenders drop into. */
  get dropBucket(): string {
    return this.bucketNamed('drop')
  }

  /** The bucket that agreements are kept in. */
  get documentBucket(): string {
    return this.bucketNamed('document')
  }

  private bucketNamed(part: string): string {
    const found = this.app
      .resources('AWS::S3::Bucket')
      .find(({ logicalId }) => logicalId.toLowerCase().startsWith(part))
    if (found === undefined) throw new Error(`the template has no bucket whose logical id begins with ${part}`)
    return found.ref
  }

  private log(): Log {
    const write =
      (level: LogLine['level']) =>
      (code: LogCode, fields: LogFields): void =>
        this.options.onLog?.({ level, code, fields })
    return { info: write('info'), error: write('error') }
  }

  private failed(where: string) {
    return (failure: { readonly error: unknown }): void => this.options.onFailure?.({ where, error: failure.error })
  }

  private tables(): Resource[] {
    return [...this.app.resources('AWS::DynamoDB::Table'), ...this.app.resources('AWS::DynamoDB::GlobalTable')]
  }

  private tableWith(partitionKey: string): string {
    const found = this.tables().find(
      ({ properties }) => TableProperties.parse(properties).KeySchema[0]?.AttributeName === partitionKey,
    )
    if (found === undefined) throw new Error(`the template has no table with partition key ${partitionKey}`)
    return found.ref
  }

  private makeTables(): void {
    for (const { ref, arn, properties } of this.tables()) {
      const table = TableProperties.parse(properties)
      const typeOf = new Map(
        table.AttributeDefinitions.map(({ AttributeName, AttributeType }) => [AttributeName, AttributeType]),
      )
      const keysOf = (schema: TableProperties['KeySchema']) => {
        const key = (type: 'HASH' | 'RANGE') => {
          const name = schema.find(({ KeyType }) => KeyType === type)?.AttributeName
          return name === undefined ? undefined : { name, type: typeOf.get(name) ?? 'S' }
        }
        const sortKey = key('RANGE')
        return { partitionKey: key('HASH') ?? { name: 'pk', type: 'S' as const }, ...(sortKey && { sortKey }) }
      }
      this.database.createTable({
        tableName: ref,
        ...keysOf(table.KeySchema),
        indexes: table.GlobalSecondaryIndexes.map(({ IndexName, KeySchema, Projection }) => ({
          indexName: IndexName,
          ...keysOf(KeySchema),
          projection:
            Projection.ProjectionType === 'INCLUDE'
              ? { include: Projection.NonKeyAttributes ?? [] }
              : Projection.ProjectionType,
        })),
        stream: table.StreamSpecification !== undefined,
        ...(table.TimeToLiveSpecification && { timeToLiveAttribute: table.TimeToLiveSpecification.AttributeName }),
      })
      this.readStream(ref, arn)
    }
  }

  private readStream(tableName: string, tableArn: string): void {
    for (const { properties } of this.app.resources('AWS::Lambda::EventSourceMapping')) {
      const mapping = StreamMapping.parse(properties)
      if (!mapping.EventSourceArn.startsWith(`${tableArn}/`)) continue
      const functionArn = this.functionArn(mapping.FunctionName)
      const filters = (mapping.FilterCriteria?.Filters ?? []).map(({ Pattern }) =>
        compileEventPattern(JSON.parse(Pattern)),
      )
      this.database.onStreamRecords(
        tableName,
        async (Records) => {
          await this.functions.invoke(functionArn, { Records })
        },
        {
          ...(mapping.BatchSize && { batchSize: mapping.BatchSize }),
          ...(mapping.MaximumRetryAttempts && { retryAttempts: mapping.MaximumRetryAttempts }),
          filter: (record) => filters.length === 0 || filters.some((matches) => matches(record)),
          onFailure: this.failed(`stream of ${tableName}`),
        },
      )
    }
  }

  private functionArn(nameOrArn: string): string {
    return nameOrArn.startsWith('arn:')
      ? nameOrArn
      : (this.app.resources('AWS::Lambda::Function').find(({ ref }) => ref === nameOrArn)?.arn ?? nameOrArn)
  }

  private makeBuckets(): void {
    for (const { ref } of this.app.resources('AWS::S3::Bucket')) {
      this.buckets.createBucket(ref)
      this.buckets.onObjectCreated(ref, async (detail) => {
        this.bus.publish({ source: 'aws.s3', 'detail-type': 'Object Created', detail })
      })
    }
  }

  /** Defines the app's machines as a deployment does: what runs already keeps the definition that it was started by. */
  defineMachines(): void {
    for (const { arn, properties } of this.app.resources('AWS::StepFunctions::StateMachine')) {
      const {
        StateMachineName: name,
        StateMachineType: type,
        DefinitionString: definition,
      } = MachineProperties.parse(properties)
      this.machines.define({ arn, name, definition, type })
    }
  }

  private makeRules(): void {
    for (const { ref } of this.app.resources('AWS::Events::EventBus')) this.bus.createBus(ref)
    for (const { logicalId, properties } of this.app.resources('AWS::Events::Rule')) {
      const { EventBusName, EventPattern, Targets } = RuleProperties.parse(properties)
      this.bus.putRule({
        name: logicalId,
        eventPattern: EventPattern,
        ...(EventBusName && { busName: EventBusName }),
        targets: Targets.filter(({ Arn }) => Arn.includes(':function:')).map(
          ({ Id, Arn, RetryPolicy, InputTransformer }) => ({
            id: Id,
            deliver: async (event: BusEvent) => {
              await this.functions.invoke(Arn, InputTransformer ? transformed(InputTransformer, event) : event)
            },
            ...(RetryPolicy?.MaximumRetryAttempts !== undefined && { retryAttempts: RetryPolicy.MaximumRetryAttempts }),
            deadLetter: this.failed(`rule ${logicalId}`),
          }),
        ),
      })
    }
    for (const { logicalId, properties } of this.app.resources('AWS::Scheduler::Schedule')) {
      const { ScheduleExpression, ScheduleExpressionTimezone, Target } = ScheduleProperties.parse(properties)
      this.bus.putRule({
        name: logicalId,
        scheduleExpression: ScheduleExpression,
        ...(ScheduleExpressionTimezone && { scheduleExpressionTimezone: ScheduleExpressionTimezone }),
        targets: [
          {
            id: 'target',
            deliver: async () => {
              const scheduled = new Date(this.clock.now()).toISOString()
              const input: unknown = JSON.parse(Target.Input.replaceAll('<aws.scheduler.scheduled-time>', scheduled))
              await this.functions.invoke(Target.Arn, input)
            },
            retryAttempts: 3,
            deadLetter: this.failed(`schedule ${logicalId}`),
          },
        ],
      })
    }
    this.bus.startSchedules()
  }

  private makeRoutes(): void {
    const integrations = new Map(
      this.app
        .resources('AWS::ApiGatewayV2::Integration')
        .map(({ ref, properties }) => [ref, IntegrationProperties.parse(properties)]),
    )
    for (const { properties } of this.app.resources('AWS::ApiGatewayV2::Route')) {
      const { RouteKey, Target } = RouteProperties.parse(properties)
      const [method = '', path = ''] = RouteKey.split(' ')
      const pattern = new RegExp(`^${path.replace(/\{(\w+)\}/g, '(?<$1>[^/]+)')}$`)
      const functionArn = integrations.get(Target.replace('integrations/', ''))?.IntegrationUri ?? ''
      this.routes.push({ method, pattern, functionArn: this.functionArn(functionArn) })
    }
  }
}
