import { createHash } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { request } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type AttributeValue, DynamoDBClient, GetItemCommand, QueryCommand } from '@aws-sdk/client-dynamodb'
import { GetObjectCommand, PutObjectCommand, S3Client } from '@aws-sdk/client-s3'
import { ListExecutionsCommand, ListStateMachinesCommand, SFNClient } from '@aws-sdk/client-sfn'
import { unmarshall } from '@aws-sdk/util-dynamodb'
import PostalMime from 'postal-mime'
import * as z from 'zod'
import { DossierEntry } from '../../domain/case/chain.ts'
import type { CaseId } from '../../domain/ids.ts'
import { Link } from '../../functions/adapters/links.ts'
import type { Disturbances } from '../../local/aws/event-bus.ts'
import { LocalWorld } from '../../local/local-world.ts'
import { sharedAssembly, sources } from '../workflows/assembly.ts'
import type { Emulator } from './emulator.ts'

/** A message with a link, as whoever it is for reads it. */
export interface Letter {
  readonly to: string
  readonly text: string
  /** The path of its link, and what that opens. */
  readonly path: string
  readonly link: Link
}

/** Where a story plays: a deployment, the clock that it lives by, and what a lender and its borrowers can do there. */
export interface Scene {
  /** Milliseconds since the epoch. */
  now(): number
  /** Lets time go to the next thing that is due, at most to `limit`, and all that follows happen. */
  next(limit: number): Promise<void>
  /** Puts a file into the drop bucket. */
  drop(key: string, content: string): Promise<void>
  /** Answers through a link. @returns the status of what came back */
  post(path: string, fields: Readonly<Record<string, string>>): Promise<number>
  /** The letters that came since the last call. */
  letters(): Promise<Letter[]>
  /** A case's record. */
  dossier(caseId: CaseId): Promise<DossierEntry[]>
}

const linkIn = (text: string): string | undefined => /https?:\/\/\S+?(\/answers\/[\w-]{20,})/.exec(text)?.[1]

const linkKey = (path: string): string =>
  `LINK#${createHash('sha256')
    .update(path.split('/').at(-1) ?? '')
    .digest('hex')}`

const json = { 'content-type': 'application/json', accept: 'application/json' }

/** The story on this project's own runner. */
export class LocalScene implements Scene {
  private readonly world: LocalWorld
  private readonly directory: string
  private readonly inbox: { to: string; text: string; path: string }[]

  private constructor(world: LocalWorld, directory: string, inbox: LocalScene['inbox']) {
    this.world = world
    this.directory = directory
    this.inbox = inbox
  }

  /** @param disturbances how the bus delivers; at once and in order when absent */
  static async open(start: number, disturbances?: Disturbances): Promise<LocalScene> {
    const directory = await mkdtemp(join(tmpdir(), 'forbear-scene-'))
    const inbox: LocalScene['inbox'] = []
    const world = await LocalWorld.open({
      ...(await sharedAssembly()),
      sources,
      directory,
      seed: '1',
      start,
      ...(disturbances && { disturbances }),
      onMail: async ({ raw, destinations: [to = ''] }) => {
        const { text = '' } = await PostalMime.parse(raw)
        const path = linkIn(text)
        if (path !== undefined) inbox.push({ to, text, path })
      },
    })
    return new LocalScene(world, directory, inbox)
  }

  now(): number {
    return this.world.clock.now()
  }

  async next(limit: number): Promise<void> {
    await this.world.clock.runUntil(Math.min(this.world.clock.nextAt() ?? limit, limit))
  }

  async drop(key: string, content: string): Promise<void> {
    await this.world.dropText(key, content)
  }

  async post(path: string, fields: Readonly<Record<string, string>>): Promise<number> {
    const body = JSON.stringify(fields)
    const { statusCode } = await this.world.request({ method: 'POST', path, headers: json, body })
    return statusCode
  }

  async letters(): Promise<Letter[]> {
    const links = new Map(Array.from(this.world.caseItems('LINK'), (item) => [item['pk'], Link.parse(item)]))
    return this.inbox.splice(0).flatMap((letter) => {
      const link = links.get(linkKey(letter.path))
      return link === undefined ? [] : [{ ...letter, link }]
    })
  }

  async dossier(caseId: CaseId): Promise<DossierEntry[]> {
    return [...this.world.caseItems('EVENT')]
      .filter(({ pk }) => pk === caseId)
      .map((entry) => DossierEntry.parse(entry))
  }

  async close(): Promise<void> {
    await rm(this.directory, { recursive: true, force: true })
  }
}

const Messages = z.object({
  messages: z.record(
    z.string(),
    z.array(z.object({ MessageId: z.string(), To: z.array(z.string()), BodyText: z.string() })),
  ),
})

const bareAddress = (address: string): string => /<([^<>]*)>\s*$/.exec(address)?.[1] ?? address

/** The story on what `cdk deploy` left in the emulator. */
export class CloudScene implements Scene {
  private readonly emulator: Emulator
  private readonly outputs: ReadonlyMap<string, string>
  private readonly dynamodb: DynamoDBClient
  private readonly s3: S3Client
  private readonly stepFunctions: SFNClient
  private readonly seen = new Set<string>()

  constructor(emulator: Emulator, outputs: ReadonlyMap<string, string>) {
    this.emulator = emulator
    this.outputs = outputs
    const configuration = {
      endpoint: emulator.endpoint,
      region: emulator.environment['AWS_REGION'] ?? '',
      credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
    }
    this.dynamodb = new DynamoDBClient(configuration)
    this.s3 = new S3Client({ ...configuration, forcePathStyle: true })
    this.stepFunctions = new SFNClient(configuration)
  }

  private output(name: string): string {
    const value = this.outputs.get(name)
    if (value === undefined) throw new Error(`no stack has an output ${name}; there are ${[...this.outputs.keys()]}`)
    return value
  }

  now(): number {
    return this.emulator.now()
  }

  async next(limit: number): Promise<void> {
    await this.emulator.next(limit)
  }

  async drop(Key: string, Body: string): Promise<void> {
    await this.s3.send(new PutObjectCommand({ Bucket: this.output('DropBucketName'), Key, Body }))
  }

  /** The API's host is a name that only the emulator knows, so the request goes to the emulator and names it. */
  post(path: string, fields: Readonly<Record<string, string>>): Promise<number> {
    const { host } = new URL(this.output('AnswersUrl'))
    return new Promise((done, failed) => {
      const call = request(new URL(path, this.emulator.endpoint), { method: 'POST', headers: { ...json, host } })
      call.once('error', failed)
      call.once('response', (answer) => {
        answer.resume().once('end', () => done(answer.statusCode ?? 0))
      })
      call.end(JSON.stringify(fields))
    })
  }

  /** Everything in the mail store, oldest first. */
  async mail(): Promise<z.infer<typeof Messages>['messages'][string]> {
    const answer = await fetch(`${this.emulator.endpoint}/_ministack/ses/messages`)
    return Object.values(Messages.parse(await answer.json()).messages).flat()
  }

  async letters(): Promise<Letter[]> {
    const letters: Letter[] = []
    for (const { MessageId, To, BodyText: text } of await this.mail()) {
      const path = linkIn(text)
      if (this.seen.has(MessageId) || path === undefined) continue
      this.seen.add(MessageId)
      const found = await this.item(linkKey(path), 'LINK')
      if (found !== undefined) letters.push({ to: bareAddress(To[0] ?? ''), text, path, link: Link.parse(found) })
    }
    return letters
  }

  private get caseTable(): string {
    const [name] = [...this.outputs.keys()].filter((output) => output.startsWith('ExportsOutputRefCaseTable'))
    return this.output(name ?? 'ExportsOutputRefCaseTable')
  }

  private async item(pk: string, sk: string): Promise<Record<string, unknown> | undefined> {
    const command = new GetItemCommand({ TableName: this.caseTable, Key: { pk: { S: pk }, sk: { S: sk } } })
    const { Item } = await this.dynamodb.send(command)
    return Item && unmarshall(Item)
  }

  async dossier(caseId: CaseId): Promise<DossierEntry[]> {
    const entries: DossierEntry[] = []
    let start: Record<string, AttributeValue> | undefined
    do {
      const { Items = [], LastEvaluatedKey } = await this.dynamodb.send(
        new QueryCommand({
          TableName: this.caseTable,
          KeyConditionExpression: 'pk = :case AND begins_with(sk, :event)',
          ExpressionAttributeValues: { ':case': { S: caseId }, ':event': { S: 'EVENT#' } },
          ExclusiveStartKey: start,
        }),
      )
      entries.push(...Items.map((item) => DossierEntry.parse(unmarshall(item))))
      start = LastEvaluatedKey
    } while (start !== undefined)
    return entries
  }

  /** A file of the drop bucket. */
  async read(Key: string): Promise<string> {
    const { Body } = await this.s3.send(new GetObjectCommand({ Bucket: this.output('DropBucketName'), Key }))
    return (await Body?.transformToString('utf8')) ?? ''
  }

  /** The machines that are deployed. */
  async machines(): Promise<string[]> {
    const { stateMachines = [] } = await this.stepFunctions.send(new ListStateMachinesCommand({}))
    return stateMachines.map(({ stateMachineArn }) => stateMachineArn ?? '')
  }

  /** Names of a machine's executions, of those that failed where that is asked. */
  async executions(machine: string, statusFilter?: 'FAILED'): Promise<string[]> {
    const stateMachineArn = (await this.machines()).find((arn) => arn.endsWith(`-${machine}`))
    const { executions = [] } = await this.stepFunctions.send(
      new ListExecutionsCommand({ stateMachineArn, ...(statusFilter && { statusFilter }) }),
    )
    return executions.map(({ name }) => name ?? '')
  }

  /** Names of executions that failed. */
  async failedExecutions(): Promise<string[]> {
    const machines = (await this.machines()).map((arn) => arn.replace(/^.*:forbear-[a-z]+-/, ''))
    return (await Promise.all(machines.map((machine) => this.executions(machine, 'FAILED')))).flat()
  }

  private async queues(): Promise<string[]> {
    return z.object({ QueueUrls: z.array(z.string()).default([]) }).parse(await this.sqs('ListQueues', {})).QueueUrls
  }

  /** How many events no function could deal with. */
  async deadLetters(): Promise<number> {
    let letters = 0
    for (const QueueUrl of await this.queues()) {
      const answer = await this.sqs('GetQueueAttributes', { QueueUrl, AttributeNames: ['ApproximateNumberOfMessages'] })
      const { Attributes } = z.object({ Attributes: z.record(z.string(), z.coerce.number()) }).parse(answer)
      letters += Attributes['ApproximateNumberOfMessages'] ?? 0
    }
    return letters
  }

  /** Leaves what a step could not deal with where the deployment keeps it. */
  async leaveDeadLetter(step: string, event: object): Promise<void> {
    const packed = `deadlettersof${step.replaceAll('-', '')}`
    const QueueUrl = (await this.queues()).find((url) => url.toLowerCase().includes(packed))
    await this.sqs('SendMessage', { QueueUrl, MessageBody: JSON.stringify(event) })
  }

  private sqs(action: string, body: object): Promise<unknown> {
    const headers = { 'x-amz-target': `AmazonSQS.${action}`, 'content-type': 'application/x-amz-json-1.0' }
    return this.call('POST', 'sqs', '/', JSON.stringify(body), headers)
  }

  /** Does what the deployed schedule of a lender does when its hour comes. */
  async fireSchedule(stage: string, lender: string): Promise<void> {
    const schedule = await this.call('GET', 'scheduler', `/schedules/${lender}?groupName=forbear-${stage}`)
    const { Target } = z.object({ Target: z.object({ Arn: z.string(), Input: z.string() }) }).parse(schedule)
    const input = Target.Input.replace('<aws.scheduler.scheduled-time>', new Date(this.now()).toISOString())
    await this.call('POST', 'lambda', `/2015-03-31/functions/${Target.Arn.split(':')[6]}/invocations`, input)
  }

  private async call(
    method: string,
    service: string,
    path: string,
    body?: string,
    headers: Readonly<Record<string, string>> = {},
  ): Promise<unknown> {
    const scope = `test/20260101/${this.emulator.environment['AWS_REGION']}/${service}/aws4_request`
    const authorization = `AWS4-HMAC-SHA256 Credential=${scope}, SignedHeaders=host, Signature=none`
    const answer = await fetch(`${this.emulator.endpoint}${path}`, {
      method,
      headers: { authorization, ...headers },
      ...(body !== undefined && { body }),
    })
    if (!answer.ok || answer.headers.has('x-amz-function-error'))
      throw new Error(`${service} answers ${method} ${path} with ${answer.status}: ${await answer.text()}`)
    return answer.json()
  }
}
