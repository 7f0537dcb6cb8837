import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Context } from 'aws-lambda'
import type { Case } from '../../domain/case/state.ts'
import { borrowerIdOf } from '../../domain/ids.ts'
import { isRefusal } from '../../domain/outcome.ts'
import { Personal } from '../../domain/personal.ts'
import { type Instant, instantOf, TimeZone } from '../../domain/time.ts'
import { connectBorrowers } from '../../functions/adapters/borrowers.ts'
import { caseIndexes } from '../../functions/adapters/case-index.ts'
import { connectContactLedgers } from '../../functions/adapters/contact-ledgers.ts'
import { connectDossiers } from '../../functions/adapters/dossiers.ts'
import type { Log, LogCode, LogFields } from '../../functions/log.ts'
import type { Handler, Step } from '../../functions/step.ts'
import { jsonEndpoint } from '../../local/aws/aws-json.ts'
import { EmbeddedDynamoDB } from '../../local/aws/dynamodb.ts'
import { type BusEvent, EmbeddedEventBridge } from '../../local/aws/event-bus.ts'
import { embeddedClientConfiguration, embeddedRequestHandler } from '../../local/aws/request-handler.ts'
import { EmbeddedS3 } from '../../local/aws/s3.ts'
import { type ServiceCall, ServiceError } from '../../local/aws/service-endpoint.ts'
import { EmbeddedSes, type SentMessage } from '../../local/aws/ses.ts'
import { VirtualClock } from '../../local/clock.ts'
import { seededEntropy } from '../../local/random.ts'
import { compilePolicies } from '../../policies/load-policies.ts'
import type { Walk } from '../domain/case/walk.ts'

/** Who the borrower is; none of these words may appear anywhere but in the borrowers' table and in the letter itself. */
export const person = {
  name: '李小明',
  email: 'li.xiaoming@mail.example',
  borrowerReference: 'BOR-REF-7788',
  accountReference: 'ACC-REF-5566',
} as const

/** What is done to a call of a service: it never arrives, its answer gets lost, or the service itself says no. */
export type Disturbance = 'crash before' | 'crash after' | ServiceError

/** All steps' surroundings on embedded services, with one borrower; failures on request. */
const machines = [
  'intake',
  'assessment',
  'offer',
  'agreement',
  'monitoring',
  'early-warning',
  'prompt-notice',
  'notice',
  'contact-task',
]

export class StepWorld {
  readonly directory = mkdtempSync(join(tmpdir(), 'steps-'))
  readonly clock = new VirtualClock(Date.parse('2026-03-02T02:00:00Z'))
  readonly database = new EmbeddedDynamoDB({ clock: this.clock })
  readonly mails: SentMessage[] = []
  readonly busEvents: BusEvent[] = []
  readonly logged: { readonly code: LogCode; readonly fields: LogFields }[] = []
  readonly answers: unknown[] = []
  /** Executions by machine and name, with their input. */
  readonly started = new Map<string, string>()
  /** Task tokens that somebody waits behind, and what they were answered with. */
  readonly tokens = new Map<string, string | undefined>()
  now: Instant = instantOf('2026-03-02T02:00:00Z')
  /** Asked about each call, by its operation's name. */
  disturb: (operation: string) => Disturbance | undefined | Promise<Disturbance | undefined> = () => undefined
  readonly clients
  readonly environment
  readonly dossiers
  readonly borrowers
  readonly ledgers
  private readonly handlers = new Map<Step, Handler>()

  constructor() {
    const text = (name: string) => ({ name, type: 'S' as const })
    this.database.createTable({
      tableName: 'cases',
      partitionKey: text('pk'),
      sortKey: text('sk'),
      indexes: Object.values(caseIndexes).map(({ name, partitionKey, sortKey }) => ({
        indexName: name,
        partitionKey: text(partitionKey),
        sortKey: text(sortKey),
        projection: 'KEYS_ONLY' as const,
      })),
      timeToLiveAttribute: 'expiresAt',
      stream: true,
    })
    for (const tableName of ['borrowers', 'contacts'])
      this.database.createTable({ tableName, partitionKey: text('borrowerId'), indexes: [], stream: false })
    const buckets = new EmbeddedS3({ directory: join(this.directory, 'buckets'), clock: this.clock })
    buckets.createBucket('documents')
    const ses = new EmbeddedSes({ clock: this.clock, onMessage: async (mail) => void this.mails.push(mail) })
    const bus = new EmbeddedEventBridge({ clock: this.clock })
    bus.createBus('forbear')
    bus.putRule({
      name: 'all',
      busName: 'forbear',
      eventPattern: { source: [{ prefix: '' }] },
      targets: [{ id: 'test', deliver: async (event) => void this.busEvents.push(event) }],
    })
    const disturbed =
      <Call extends ServiceCall, Answer>(
        endpoint: (call: Call) => Promise<Answer>,
        refuse: (error: ServiceError) => Answer,
      ) =>
      async (call: Call): Promise<Answer> => {
        const disturbance = await this.disturb(call.operation)
        if (disturbance === 'crash before') throw new Error('the process ended')
        const answer = disturbance instanceof ServiceError ? refuse(disturbance) : await endpoint(call)
        if (disturbance === 'crash after') throw new Error('the process ended')
        return answer
      }
    const inJson = ({ code, message, statusCode, details }: ServiceError) => ({
      statusCode,
      headers: { 'content-type': 'application/x-amz-json-1.0' },
      body: JSON.stringify({ __type: code, message, ...details }),
    })
    const inXml = ({ code, message, statusCode }: ServiceError) => ({
      statusCode,
      headers: { 'content-type': 'text/xml' },
      body: `<ErrorResponse><Error><Type>Sender</Type><Code>${code}</Code><Message>${message}</Message></Error><RequestId>1</RequestId></ErrorResponse>`,
    })
    this.clients = embeddedClientConfiguration(
      embeddedRequestHandler({
        dynamodb: disturbed(this.database.endpoint, inJson),
        s3: disturbed(buckets.endpoint, inXml),
        ses: disturbed(ses.endpoint, inXml),
        events: disturbed(bus.endpoint, inJson),
        states: disturbed(this.stepFunctions(), inJson),
      }),
    )
    writeFileSync(join(this.directory, 'policies.json'), compilePolicies())
    this.environment = {
      BORROWER_TABLE: 'borrowers',
      CASE_TABLE: 'cases',
      CONFIGURATION_SET: 'forbear',
      CONTACT_TABLE: 'contacts',
      DOCUMENT_BUCKET: 'documents',
      EVENT_BUS: 'forbear',
      MACHINES: JSON.stringify(Object.fromEntries(machines.map((machine) => [machine, `arn:${machine}`]))),
      POLICIES: join(this.directory, 'policies.json'),
      PORTAL_URL: 'https://portal.example',
    }
    this.dossiers = connectDossiers(this.environment, this.clients, this.log)
    this.borrowers = connectBorrowers(this.environment, this.clients)
    this.ledgers = connectContactLedgers(this.environment, this.clients)
  }

  /** Step Functions as far as steps call it: what is started, and whether a token is still waited for. */
  private stepFunctions() {
    return jsonEndpoint('Step Functions', '1.0', 'com.amazonaws.swf.service.v2.model', {
      StartExecution: ({ stateMachineArn, name, input }) => {
        const key = `${String(stateMachineArn).replace('arn:', '')}/${name}`
        const running = this.started.get(key)
        if (running !== undefined && running !== input)
          throw new ServiceError('ExecutionAlreadyExists', `Execution Already Exists: '${key}'`)
        this.started.set(key, String(input))
        return { executionArn: `arn:${key}`, startDate: 0 }
      },
      SendTaskSuccess: ({ taskToken, output }) => {
        const token = String(taskToken)
        if (!this.tokens.has(token) || this.tokens.get(token) !== undefined)
          throw new ServiceError('TaskTimedOut', 'Task Timed Out: the task is not waited for')
        this.tokens.set(token, String(output))
        return {}
      },
    })
  }

  readonly log: Log = {
    info: (code, fields) => void this.logged.push({ code, fields }),
    error: (code, fields) => void this.logged.push({ code, fields }),
  }

  /** Calls a step as Lambda does: JSON in, JSON out, now unless the payload says otherwise. */
  async run(step: Step, payload: object): Promise<unknown> {
    const bound =
      this.handlers.get(step) ??
      step.bind({ environment: this.environment, clients: this.clients, log: this.log, entropy: this.entropy })
    this.handlers.set(step, bound)
    const answer: unknown = JSON.parse(JSON.stringify((await bound({ now: this.now, ...payload }, context)) ?? null))
    this.answers.push(answer)
    return answer
  }

  private readonly entropy = seededEntropy('step-world')

  /** Writes down who the borrower of a walk is, and everything that happened to the case. @returns the payload of its steps */
  async replay(walk: Walk) {
    const { caseId, lenderId } = walk
    await this.borrowers.keep(lenderId, {
      caseId,
      borrowerId: borrowerIdOf(lenderId, 'borrower-1'),
      language: 'zh-CN',
      zone: TimeZone.parse('Asia/Shanghai'),
      facts: walk.state.facts,
      fingerprint: '',
      person: {
        name: new Personal(person.name),
        email: new Personal(person.email),
        borrowerReference: new Personal(person.borrowerReference),
        accountReference: new Personal(person.accountReference),
        place: { timeZone: TimeZone.parse('Asia/Shanghai') },
        kept: {},
      },
    })
    for (const { command, now } of walk.commands) {
      const outcome = await this.dossiers.carryOut(caseId, command, now)
      if (isRefusal(outcome)) throw new Error(`${command.type}: ${outcome.reason}`)
    }
    this.now = walk.now
    return { caseId, episode: walk.state.episode }
  }

  /** A machine's token that is waited behind from now on. */
  token(name: string): string {
    this.tokens.set(name, undefined)
    return name
  }

  /** The case as it stands in the table. */
  async state(caseId: Case['caseId']): Promise<Case> {
    const state = await this.dossiers.read(caseId)
    if (state === undefined) throw new Error(`${caseId} is not in the table`)
    return state
  }

  /** The items of a table whose sort key begins so. */
  items(tableName: string, kind = ''): Record<string, unknown>[] {
    return [...this.database.items(tableName)].filter((item) => String(item['sk'] ?? '').startsWith(kind))
  }

  /** Codes of what was logged. */
  codes(): string[] {
    return this.logged.map(({ code }) => code)
  }

  /** Everything that steps said to anybody but the borrower. */
  said(): string {
    return JSON.stringify([
      this.answers,
      this.logged,
      this.items('cases'),
      this.items('contacts'),
      [...this.started],
      this.busEvents,
    ])
  }

  remove(): void {
    rmSync(this.directory, { recursive: true, force: true })
  }
}

/** Whether a text tells who the borrower is. */
export const tellsWho = (text: string): boolean => Object.values(person).some((words) => text.includes(words))

const context: Context = {
  callbackWaitsForEmptyEventLoop: false,
  functionName: 'step',
  functionVersion: '$LATEST',
  invokedFunctionArn: 'arn:aws:lambda:us-east-1:000000000000:function:step',
  memoryLimitInMB: '512',
  awsRequestId: 'request',
  logGroupName: 'test',
  logStreamName: 'test',
  getRemainingTimeInMillis: () => 30_000,
  done: () => undefined,
  fail: () => undefined,
  succeed: () => undefined,
}
