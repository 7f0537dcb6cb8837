import { AsyncLocalStorage } from 'node:async_hooks'
import * as z from 'zod'
import type { ExecutionRecord } from '../../local/asl/state-machines.ts'
import { itemSize } from '../../local/aws/dynamodb/attribute-value.ts'
import { SynthesizedApp } from '../../local/template.ts'
import type { Town } from '../../test/workflows/town.ts'
import { assumed } from './assumed.ts'
import { nothing, type Quantity, type Usage } from './usage.ts'

/**
 * Whose work it is: a case's own, or work that many cases share: a dropped file, one chunk of it, a lender's morning, one look at up to
 * fifty plans of a shard.
 */
export type Owner = 'case' | 'file' | 'chunk' | 'morning' | 'look'
const owners = ['case', 'file', 'chunk', 'morning', 'look'] as const satisfies readonly Owner[]

const ownerOfFileOrDay: Readonly<Record<string, Owner>> = {
  'hand-over/start-intake': 'file',
  'intake/split-drop': 'file',
  'intake/report-drop': 'file',
  'hand-over/start-monitoring': 'morning',
  'monitoring/list-shards': 'morning',
  'monitoring/watch-plans': 'look',
}

/** @param place a step's file under `functions/` */
const ownerOfStep = (place: string): Owner =>
  ownerOfFileOrDay[place] ?? (place.startsWith('intake/') ? 'chunk' : 'case')

const ownerOfExecution = ({ machine, mapRunArn }: ExecutionRecord): Owner => {
  const isChild = mapRunArn !== undefined
  if (machine.endsWith('-intake')) return isChild ? 'chunk' : 'file'
  if (machine.endsWith('-monitoring')) return isChild ? 'look' : 'morning'
  return 'case'
}

/** A function's call while it runs. */
interface Running {
  readonly owner: Owner
  readonly gigabytes: number
  milliseconds: number
}

interface SdkRequest {
  readonly method: string
  readonly hostname: string
  readonly path: string
  readonly headers: Readonly<Record<string, string>>
  readonly query?: Readonly<Record<string, unknown>>
  readonly body?: unknown
}

type Service = keyof typeof assumed.callMs

const serviceOf = ({ hostname }: SdkRequest, operation: string): Service => {
  if (operation.startsWith('DynamoDB')) return operation.endsWith('TransactWriteItems') ? 'transaction' : 'dynamodb'
  if (operation.startsWith('AWSEvents')) return 'events'
  if (operation.startsWith('AWSStepFunctions')) return 'states'
  return hostname.startsWith('email.') ? 'ses' : 's3'
}

const targetOf = ({ headers }: SdkRequest): string =>
  Object.entries(headers).find(([name]) => name.toLowerCase() === 'x-amz-target')?.[1] ?? ''

const isRequest = (value: unknown): value is SdkRequest =>
  typeof value === 'object' && value !== null && 'hostname' in value && 'headers' in value

/** How many of its own events a PutEvents request carries. */
const PutEvents = z.object({ Entries: z.array(z.unknown()) })

const textOf = (body: unknown): string =>
  typeof body === 'string' ? body : new TextDecoder().decode(body instanceof Uint8Array ? body : undefined)

const FunctionProperties = z.object({ MemorySize: z.int() })

const gigabyte = 1024 ** 3

/** Counts in AWS's billing units what happens in a town. What it counts is exact; what needs a clock comes from `assumed`. */
export class Meter {
  private readonly town: Town
  private readonly used = new Map<Owner, Record<Quantity, number>>(owners.map((owner) => [owner, { ...nothing }]))
  private readonly running = new AsyncLocalStorage<Running>()
  private readonly functions: ReadonlyMap<string, { readonly place: string; readonly gigabytes: number }>
  private readonly tables: readonly string[]
  private looksReadUnits = 0
  private rowsWriteUnits = 0
  private rowsIndexWriteUnits = 0
  /** How often a plan was looked at by monitoring. */
  plansLookedAt = 0

  /** Counts from now on. @param assembly the cloud assembly that the town was opened with */
  constructor(town: Town, assembly: string) {
    this.town = town
    const app = new SynthesizedApp(assembly)
    this.tables = app.resources('AWS::DynamoDB::Table').map(({ ref }) => ref)
    this.functions = new Map(
      app.resources('AWS::Lambda::Function').map(({ arn, metadata, properties }) => {
        const { MemorySize } = FunctionProperties.parse({ MemorySize: 128, ...properties })
        return [arn, { place: String(metadata['forbear:step']), gigabytes: MemorySize / 1024 }]
      }),
    )
    this.countCalls()
    this.countSdkRequests()
    this.countApiRequests()
  }

  private add(owner: Owner, quantity: Quantity, amount: number): void {
    const usage = this.used.get(owner)
    if (usage !== undefined) usage[quantity] += amount
  }

  private countCalls(): void {
    const { functions } = this.town.world
    const invoke = functions.invoke.bind(functions)
    functions.invoke = async (functionArn, payload) => {
      const { place, gigabytes } = this.functionAt(functionArn)
      const owner = ownerOfStep(place)
      const call: Running = { owner, gigabytes, milliseconds: assumed.handlerMs }
      const linesBefore = this.town.log.length
      try {
        return await this.running.run(call, () => invoke(functionArn, payload))
      } finally {
        this.add(owner, 'functionCalls', 1)
        if (place === 'hand-over/publish-events') this.add(owner, 'streamReads', 1)
        const { ms, share } = assumed.coldStart
        this.add(owner, 'functionGigabyteSeconds', (gigabytes * (call.milliseconds + ms * share)) / 1000)
        const lines = this.town.log.slice(linesBefore)
        const bytes = lines.reduce((sum, line) => sum + JSON.stringify(line).length + assumed.ownLineBytes, 0)
        this.add(owner, 'logGigabytes', (bytes + assumed.platformLineBytes) / gigabyte)
      }
    }
  }

  private functionAt(functionArn: string) {
    const arn = functionArn.split(':').slice(0, 7).join(':')
    const found = this.functions.get(arn)
    if (found === undefined) throw new Error(`${arn} is called, but the template has no such function`)
    return found
  }

  private countSdkRequests(): void {
    // All clients of a world share the one handler that takes their requests to the embedded services.
    const { requestHandler } = this.town.world.s3.config
    const handle = requestHandler.handle.bind(requestHandler)
    requestHandler.handle = async (request, options) => {
      if (!isRequest(request)) return handle(request, options)
      const operation = targetOf(request)
      const service = serviceOf(request, operation)
      const call = this.running.getStore()
      this.countTime(call, service, operation)
      const owner = call?.owner ?? 'file'
      if (service === 's3') this.countObject(owner, request)
      if (service === 'ses') this.add(owner, 'mails', 1)
      if (service === 'events') this.countEvents(owner, request)
      if ((owner !== 'look' && owner !== 'chunk') || !operation.startsWith('DynamoDB')) return handle(request, options)
      if (owner === 'look' && operation.endsWith('GetItem')) this.plansLookedAt += 1
      const before = this.units()
      const answer = await handle(request, options)
      const after = this.units()
      if (owner === 'look' && operation.endsWith('Query')) this.looksReadUnits += after.read - before.read
      if (owner === 'chunk') {
        this.rowsWriteUnits += after.written - before.written
        this.rowsIndexWriteUnits += after.indexWritten - before.indexWritten
      }
      return answer
    }
  }

  /** The time of a chunk's or look's work on a case is the case's. */
  private countTime(call: Running | undefined, service: Service, operation: string): void {
    if (call === undefined) return
    const milliseconds = assumed.callMs[service]
    const isOfCase = operation.startsWith('DynamoDB') && !operation.endsWith('Query')
    if (isOfCase && call.owner !== 'case')
      this.add('case', 'functionGigabyteSeconds', (call.gigabytes * milliseconds) / 1000)
    else call.milliseconds += milliseconds
  }

  private countObject(owner: Owner, { method, path, hostname, query = {} }: SdkRequest): void {
    const isRead = method === 'GET' && !('list-type' in query)
    this.add(owner, isRead ? 'objectReads' : 'objectWrites', 1)
    // S3 tells the bus of every new object in the drop bucket.
    if (method === 'PUT' && `${hostname}${path}`.includes(this.town.world.dropBucket)) this.add(owner, 'busEvents', 1)
  }

  private countEvents(owner: Owner, { body }: SdkRequest): void {
    const text = textOf(body)
    this.add(owner, 'busEvents', PutEvents.parse(JSON.parse(text)).Entries.length)
    this.add(owner, 'archivedGigabytes', Buffer.byteLength(text) / gigabyte)
    this.add(owner, 'keyRequests', 1)
  }

  /** A borrower's browser shows the question before it sends the answer. */
  private countApiRequests(): void {
    const { world } = this.town
    const request = world.request.bind(world)
    world.request = async (asked) => {
      const requests = asked.method === 'POST' ? 2 : 1
      this.add('case', 'apiRequests', requests)
      this.add('case', 'logGigabytes', (requests * assumed.accessLineBytes) / gigabyte)
      this.add('case', 'traces', requests * assumed.tracedShare)
      if (asked.method === 'POST') await request({ method: 'GET', path: asked.path, headers: { accept: 'text/html' } })
      return request(asked)
    }
  }

  private units() {
    const units = { read: 0, written: 0, indexWritten: 0 }
    for (const name of this.tables) {
      const { readUnits, writeUnits, indexWriteUnits } = this.town.world.database.counters(name)
      units.read += readUnits
      units.written += writeUnits
      units.indexWritten += indexWriteUnits
    }
    return units
  }

  /** What the rows of dropped files wrote while their chunks were dealt with, in all and into the indexes of it. */
  rowsWrote(): { readonly writeUnits: number; readonly indexWriteUnits: number } {
    return {
      writeUnits: this.rowsWriteUnits + this.rowsIndexWriteUnits,
      indexWriteUnits: this.rowsIndexWriteUnits,
    }
  }

  /** What was used so far, by whose work it was. Keeping what was written is counted for as long as `assumed` says. */
  reading(): Readonly<Record<Owner, Usage>> {
    const read = new Map(owners.map((owner) => [owner, { ...nothing, ...this.used.get(owner) }]))
    const add = (owner: Owner, quantity: Quantity, amount: number) => {
      const usage = read.get(owner)
      if (usage !== undefined) usage[quantity] += amount
    }
    for (const execution of this.town.all()) {
      const owner = ownerOfExecution(execution)
      const { type, path, events } = execution
      if (type === 'STANDARD')
        add(owner, 'stateTransitions', path.length + path.reduce((sum, { retries = 0 }) => sum + retries, 0))
      else {
        add(owner, 'expressRequests', 1)
        add(owner, 'expressGigabyteSeconds', assumed.express.seconds * assumed.express.gigabytes)
      }
      add(owner, 'logGigabytes', (events * assumed.historyLineBytes) / gigabyte)
      add(owner, 'keyRequests', burstsOf(execution) * assumed.keyRequestsPerBurst)
      add(owner, 'traces', assumed.tracedShare)
    }
    const { read: unitsRead, written, indexWritten } = this.units()
    add('case', 'tableWriteUnits', written + indexWritten)
    add('case', 'tableReadUnits', unitsRead - this.looksReadUnits)
    add('look', 'tableReadUnits', this.looksReadUnits)
    add('case', 'tableGigabyteMonths', (this.keptBytes() * assumed.keptMonths) / gigabyte)
    const of = (owner: Owner): Usage => read.get(owner) ?? nothing
    return { case: of('case'), file: of('file'), chunk: of('chunk'), morning: of('morning'), look: of('look') }
  }

  /** Bytes of all items that stay. */
  private keptBytes(): number {
    const items = Object.values(this.town.world.database.snapshot()).flat()
    return items
      .filter((item) => !('expiresAt' in item))
      .reduce((sum, item) => sum + itemSize(item) + assumed.itemOverheadBytes, 0)
  }

  /** How often each kind of shared work was done. */
  sharedWork(): Readonly<Record<Exclude<Owner, 'case'>, number>> {
    const count = (owner: Owner) => this.town.all().filter((execution) => ownerOfExecution(execution) === owner).length
    return { file: count('file'), chunk: count('chunk'), morning: count('morning'), look: count('look') }
  }
}

/** How often an execution went on after its data key had run out; its beginning is the first time. */
const burstsOf = ({ path }: ExecutionRecord): number =>
  path.filter(({ enteredAt }, index) => enteredAt - (path[index - 1]?.enteredAt ?? 0) > assumed.keyReuseMs).length
