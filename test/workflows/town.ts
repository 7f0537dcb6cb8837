import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { stringify } from 'csv-stringify/sync'
import PostalMime from 'postal-mime'
import { DossierEntry } from '../../domain/case/chain.ts'
import { CaseId } from '../../domain/ids.ts'
import type { NoticeContent } from '../../domain/notice/content.ts'
import type { ExecutionRecord } from '../../local/asl/state-machines.ts'
import type { Disturbances } from '../../local/aws/event-bus.ts'
import type { SentMessage } from '../../local/aws/ses.ts'
import { type ApiAnswer, LocalWorld, type LocalWorldOptions, type LogLine } from '../../local/local-world.ts'
import { sharedAssembly, sources } from './assembly.ts'

/** The morning on which every test begins: Monday 2 March 2026, 08:00 in China. */
export const beginning = Date.UTC(2026, 2, 2)

export const hour = 3_600_000
export const day = 24 * hour

/** The zone of every borrower here has no daylight-saving time. */
const china = 8 * hour

/** The calendar day it is in China. */
export const dayInChina = (at: number): string => new Date(at + china).toISOString().slice(0, 10)

/** Milliseconds since the epoch of a Chinese day and time: `2026-04-15`, `12:00`. */
export const inChina = (on: string, time: string): number => Date.parse(`${on}T${time}:00+08:00`)

/** A message as whoever it is for reads it. */
export interface Mail {
  readonly at: number
  readonly to: string
  readonly subject: string
  readonly text: string
  readonly caseId: string
  /** What it is about: the kind of a notice to a borrower, or `approval`, `mediation`, `evidence`, `matter` to staff. */
  readonly about: string
  /** What a borrower can read in it, as data. */
  readonly content: NoticeContent | undefined
  /** Where its link leads. */
  readonly link: string | undefined
  readonly raw: string
}

/** One call of a function. */
export interface Call {
  readonly step: string
  readonly payload: unknown
  readonly answer?: unknown
}

interface Breakage {
  readonly step: string
  readonly error: Error
  /** Whether the step still does its work before it fails, so that only its answer is lost. */
  readonly afterwards: boolean
  times: number
}

/** How a town differs from the usual one. */
export interface TownOptions {
  readonly seed?: string
  readonly disturbances?: Disturbances
  /** What becomes of mail to an address; all of it arrives unless told. */
  readonly mailboxes?: NonNullable<LocalWorldOptions['mailboxes']>
  /** When it begins, in milliseconds since the epoch, and what was there already. */
  readonly start?: number
  readonly goingOnFrom?: NonNullable<LocalWorldOptions['goingOnFrom']>
  /** Where its compiled policies are; those that ship unless told. */
  readonly policies?: string
}

/** The shipped app in a world of its own, and what a test does to it and sees of it. */
export class Town {
  readonly world: LocalWorld
  readonly mails: Mail[] = []
  readonly log: LogLine[] = []
  readonly calls: Call[] = []
  /** Deliveries that were given up. */
  readonly givenUp: string[] = []
  private readonly ended: ExecutionRecord[] = []
  private readonly interruptions = new Map<string, () => Promise<unknown>>()
  /** Where the buckets are, a folder each. */
  readonly buckets: string
  private readonly directory: string
  private readonly breakages: Breakage[] = []
  private drops = 0

  private constructor(world: LocalWorld, directory: string) {
    this.world = world
    this.directory = directory
    this.buckets = join(directory, 'buckets')
    const invoke = world.functions.invoke.bind(world.functions)
    world.functions.invoke = async (functionArn, payload) => {
      const step = functionArn.replace(/^.*:function:forbear-[a-z]+-/, '').split(':')[0] ?? ''
      const breakage = this.breakages.find((found) => found.step === step && found.times > 0)
      const call: { -readonly [key in keyof Call]: Call[key] } = { step, payload }
      this.calls.push(call)
      const interruption = this.interruptions.get(step)
      this.interruptions.delete(step)
      await interruption?.()
      if (breakage !== undefined) breakage.times -= 1
      if (breakage?.afterwards === false) throw breakage.error
      const answer = await invoke(functionArn, payload)
      if (breakage !== undefined) throw breakage.error
      call.answer = answer
      return answer
    }
  }

  /** Opens a town whose tables are empty unless it goes on from another. */
  static async open({ seed = '1', start = beginning, policies, ...options }: TownOptions = {}): Promise<Town> {
    const { assembly, policies: shipped } = await sharedAssembly()
    const directory = await mkdtemp(join(tmpdir(), 'forbear-town-'))
    const world = await LocalWorld.open({
      assembly,
      sources,
      directory,
      seed,
      start,
      policies: policies ?? shipped,
      onMail: async (message) => void town.mails.push(await town.read(message)),
      onExecutionEnd: (execution) => void town.ended.push(execution),
      onLog: (line) => void town.log.push(line),
      onFailure: ({ where, error }) => void town.givenUp.push(`${where}: ${String(error)}`),
      ...options,
    })
    const town: Town = new Town(world, directory)
    return town
  }

  /** Leaves no files behind. */
  async close(): Promise<void> {
    await rm(this.directory, { recursive: true, force: true })
  }

  private async read({ raw, at, destinations: [to = ''] }: SentMessage): Promise<Mail> {
    const { text = '', subject = '', messageId = '' } = await PostalMime.parse(raw)
    const caseId = CaseId.parse(/case-[0-9a-f]{16}/.exec(messageId)?.[0])
    const state = await this.world.dossiers().read(caseId)
    const noticeId = /case-[0-9a-f]{16}-n\d+/.exec(messageId)?.[0]
    const content = Object.entries(state?.pending ?? {}).find(([id]) => id === noticeId)?.[1].content
    const about =
      content?.kind ?? /-(approval|mediation|evidence|contact-task|matter)-\d+@/.exec(messageId)?.[1] ?? 'unknown'
    const link = /https:\/\/\S+?(\/answers\/[\w-]{20,})/.exec(text)?.[1]
    return { at, to, subject, text, caseId, about, content, link, raw: Buffer.from(raw).toString('utf8') }
  }

  get now(): number {
    return this.world.clock.now()
  }

  /** Drops rows as a file, under a name of its own unless told, and lets what follows at once happen. */
  async drop(
    kind: 'accounts' | 'payments' | 'contacts' | 'holds',
    rows: readonly Readonly<Record<string, string>>[],
    name?: string,
  ): Promise<void> {
    this.drops += 1
    const content = stringify([...rows], { header: true })
    await this.world.dropText(`platform-a/${kind}/${name ?? `file-${this.drops}`}.csv`, content)
    await this.advance(0.02)
  }

  async advance(hours: number): Promise<void> {
    await this.world.clock.runUntil(this.now + Math.round(hours * hour))
  }

  async until(at: number): Promise<void> {
    await this.world.clock.runUntil(at)
  }

  /** Runs until `found` finds something, and stands still there. @throws Error when `days` go by without it */
  async wait<Found>(what: string, days: number, found: () => Found | undefined): Promise<Found> {
    const limit = this.now + days * day
    for (let seen = -1; ; ) {
      const moves = this.world.itemsWritten() + this.mails.length
      const result = moves === seen ? undefined : found()
      if (result !== undefined) return result
      seen = moves
      const next = this.world.clock.nextAt()
      if (next === undefined || next > limit)
        throw new Error(`${what} did not happen within ${days} days of ${new Date(limit - days * day).toISOString()}`)
      await this.until(next)
    }
  }

  /** The next message about something that nobody waited for yet. */
  async hears(caseId: string, about: string, days = 45): Promise<Mail> {
    const mail = await this.wait(`mail about ${about}`, days, () =>
      this.mails.find((found) => found.caseId === caseId && found.about === about && !this.heard.has(found)),
    )
    this.heard.add(mail)
    return mail
  }

  private readonly heard = new Set<Mail>()

  /** Answers a message through its link, and lets what follows at once happen. */
  async reply(mail: Mail, fields: Readonly<Record<string, string>>): Promise<ApiAnswer> {
    const answer = await this.post(mail, fields)
    await this.world.clock.settle()
    return answer
  }

  /** Answers a message while something else is going on. */
  async post(mail: Mail, fields: Readonly<Record<string, string>>): Promise<ApiAnswer> {
    if (mail.link === undefined) throw new Error(`the mail about ${mail.about} has no link`)
    return this.world.request({
      method: 'POST',
      path: mail.link,
      headers: { 'content-type': 'application/json', accept: 'application/json' },
      body: JSON.stringify(fields),
    })
  }

  /** Makes the next calls of a step fail. */
  breaks(step: string, error: Error, { times = 1, afterwards = false } = {}): void {
    this.breakages.push({ step, error, times, afterwards })
  }

  /** Lets something happen right before the next call of a step. */
  before(step: string, act: () => Promise<unknown>): void {
    this.interruptions.set(step, act)
  }

  /** Every line of a case's dossier. */
  dossier(caseId: string): readonly DossierEntry[] {
    const known = this.dossiers.get(caseId) ?? []
    this.dossiers.set(caseId, known)
    const lines = [...this.world.caseItems('EVENT')].filter(({ pk }) => pk === caseId)
    known.push(...lines.slice(known.length).map((line) => DossierEntry.parse(line)))
    return [...known]
  }

  private readonly dossiers = new Map<string, DossierEntry[]>()

  /** All executions, the ended ones first; children of maps are among them. */
  all(): ExecutionRecord[] {
    const running = [...this.world.machines.executions()].filter(({ status }) => status === 'RUNNING')
    return [...this.ended, ...running]
  }

  /** A machine's executions, in the order in which they ended; of one case where that is told. */
  executions(machine: string, caseId = ''): ExecutionRecord[] {
    return this.all().filter(
      (execution) => execution.machine === `forbear-demo-${machine}` && execution.name.startsWith(caseId),
    )
  }

  /** What still runs or waits for a case: executions by name, and the waits whose tokens are kept. */
  unfinished(caseId: string): string[] {
    const running = this.all().filter(({ name, status }) => status === 'RUNNING' && name.startsWith(caseId))
    const waits = [...this.world.caseItems('WAIT')].filter(({ pk }) => pk === caseId)
    return [...running.map(({ name }) => name), ...waits.map(({ sk }) => String(sk))]
  }
}

/** The states that an execution went through, in order. */
export const pathOf = (execution: ExecutionRecord | undefined): string[] =>
  (execution?.path ?? []).map(({ state }) => state)
