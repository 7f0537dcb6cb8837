import { appendFileSync } from 'node:fs'
import { cp, mkdir, readdir, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { DossierEntry } from '../domain/case/chain.ts'
import type { LenderId } from '../domain/ids.ts'
import { dayIn, instantAt, instantOf, millisecondsOf, TimeZone } from '../domain/time.ts'
import { Snapshot } from '../functions/adapters/dossiers.ts'
import type { ExecutionRecord } from './asl/state-machines.ts'
import type { Behaviour, SentMessage } from './aws/ses.ts'
import { type DroppedFile, droppedFiles } from './dropped-files.ts'
import { LocalWorld, type LogLine } from './local-world.ts'
import { Mailbox } from './mailbox.ts'
import { Ledger } from './people/ledger.ts'
import { mailboxOf } from './people/mailbox.ts'
import { People } from './people/people.ts'
import { dossiersOf, dropReportsIn, executionLine, writeDossiers } from './records.ts'
import { type LenderReport, reportOn } from './report.ts'
import { type Assembly, synthesize } from './synthesize.ts'

/** A run of the whole lifecycle on one machine. */
export interface RunRequest {
  readonly sources: string
  readonly drop: string
  readonly out: string
  readonly months: number
  readonly seed: number
  readonly lender: LenderId | undefined
  /** Of a hundred borrowers' addresses, those that take no mail or call it unwanted; none unless told. */
  readonly undelivered?: number
  /** An app that is synthesized already, where several runs share one. */
  readonly synthesized?: Assembly
  readonly onProgress: (progress: Progress) => void
  readonly onLog?: (line: LogLine) => void
}

/** How far a run has come. */
export interface Progress {
  readonly text: string
}

/** What a run came to. */
export interface RunReport {
  readonly from: string
  readonly until: string
  readonly seed: number
  readonly lenders: Readonly<Record<string, LenderReport>>
  readonly total: LenderReport
  /** What the run cost in AWS's units, all together and for a case. */
  readonly work: Work & { readonly perCase: Work }
}

interface Work {
  readonly statesEntered: number
  readonly lambdaCalls: number
  readonly tableWrites: number
  readonly mails: number
}

const day = 86_400_000
const minute = 60_000

/** The morning on which a run begins: Monday 2 March 2026, 08:00 in China. */
const start = millisecondsOf(instantOf('2026-03-02T00:00:00Z'))
const utc = TimeZone.parse('UTC')

/** Banks bring the lenders their payments on Mondays, Wednesdays and Fridays. */
const bankDays: ReadonlySet<number> = new Set([1, 3, 5])

/** Takes a drop through its whole life and leaves what happened in `out`. */
export const run = async (request: RunRequest): Promise<RunReport> => {
  const { sources, out, months, seed, onProgress } = request
  const files = await droppedFiles(request.drop, request.lender)
  await empty(out)
  await mkdir(join(out, 'executions'), { recursive: true })
  onProgress({ text: 'synthesizing the app' })
  const { assembly, policies } = request.synthesized ?? (await synthesize(sources, join(out, '.synthesized')))

  const mailbox = new Mailbox({ directory: join(out, 'mail') })
  const failures: string[] = []
  const executions = new ExecutionFiles(join(out, 'executions'))
  // The lenders' own addresses work: what goes there is no notice.
  const mailboxes = (address: string, { notice }: SentMessage['tags']): Behaviour =>
    notice === undefined ? { outcome: 'delivered' } : mailboxOf(String(seed), address, request.undelivered ?? 0)
  let people: People | undefined
  let mails = 0
  const world = await LocalWorld.open({
    assembly,
    sources,
    policies,
    directory: join(out, '.world'),
    seed: String(seed),
    start,
    onExecutionEnd: (execution) => executions.add(execution),
    onFailure: ({ where, error }) =>
      failures.push(`${where}: ${error instanceof Error ? error.message : String(error)}`),
    onMail: async (message) => {
      mails += 1
      await mailbox.deliver(message)
      const [address = ''] = message.destinations
      if (mailboxes(address, message.tags).outcome !== 'bounced') await people?.receive(message)
    },
    mailboxes,
    ...(request.onLog && { onLog: request.onLog }),
  })
  const ledger = new Ledger()
  people = new People({ world, dossiers: world.dossiers(), ledger, seed: String(seed) })

  await takeIn(world, ledger, files, onProgress)
  const until = Date.UTC(2026, 2 + months, 2)
  for (let at = start + day; at <= until; at += day) {
    await world.clock.runUntil(at - 2 * 3_600_000)
    if (bankDays.has(new Date(world.clock.now()).getUTCDay()))
      for (const { key, content } of ledger.files(dayIn(utc, instantAt(world.clock.now()))))
        await world.dropText(key, content)
    await world.clock.runUntil(at)
    if (new Date(at).getUTCDate() === 1)
      onProgress({ text: `${new Date(at).toISOString().slice(0, 7)}  ${standing(world)}  ${mails} messages` })
  }
  if (failures.length > 0) throw new Error(`${failures.length} deliveries were given up, the first: ${failures[0]}`)

  onProgress({ text: 'writing mail, dossiers, reject files and executions' })
  for (const execution of world.machines.executions()) if (execution.status === 'RUNNING') executions.add(execution)
  executions.close()
  const dossiers = dossiersOf(world)
  await writeDossiers(join(out, 'dossiers'), dossiers)
  await mailbox.writeIndex()
  const buckets = join(out, '.world', 'buckets')
  const droppedTo = join(buckets, world.dropBucket)
  await keepRejects(droppedTo, join(out, 'rejects'))
  await cp(join(buckets, world.documentBucket, 'agreements'), join(out, 'agreements'), { recursive: true }).catch(
    () => undefined,
  )
  const report = await reportOnRun(world, dossiers, droppedTo, { seed, until, mails })
  await writeFile(join(out, 'report.json'), `${JSON.stringify(report, null, 2)}\n`)
  for (const workingFolder of workingFolders) await rm(join(out, workingFolder), { recursive: true, force: true })
  return report
}

/** Folders of `out` that a run needs only while it goes on. */
const workingFolders = ['.world', '.synthesized']

/** Empties the folder of an earlier run. @throws Error for a folder that holds anything else, which nobody meant to lose */
const empty = async (out: string): Promise<void> => {
  const names = await readdir(out).catch(() => [])
  const left = ['report.json', 'executions', ...workingFolders]
  if (names.length > 0 && !names.some((name) => left.includes(name)))
    throw new Error(`${out} holds files that no run left there; give --out an empty or a new folder`)
  await rm(out, { recursive: true, force: true })
}

const takeIn = async (
  world: LocalWorld,
  ledger: Ledger,
  files: readonly DroppedFile[],
  onProgress: RunRequest['onProgress'],
): Promise<void> => {
  for (const { lenderId, kind, key, file } of files) {
    onProgress({ text: `dropping ${key}` })
    if (kind === 'accounts') await ledger.learn(lenderId, file)
    await world.drop(key, file)
    await world.clock.runUntil(world.clock.now() + minute)
  }
}

const standing = (world: LocalWorld): string => {
  const stages = new Map<string, number>()
  for (const item of world.caseItems('SNAPSHOT')) {
    const stage = String(item['stage'])
    stages.set(stage, (stages.get(stage) ?? 0) + 1)
  }
  return ['assessing', 'negotiating', 'agreeing', 'performing', 'closed']
    .map((stage) => `${stage} ${String(stages.get(stage) ?? 0).padStart(3)}`)
    .join('  ')
}

const keepRejects = async (dropped: string, kept: string): Promise<void> => {
  await mkdir(kept, { recursive: true })
  for (const lender of await readdir(dropped))
    await cp(join(dropped, lender, 'rejects'), join(kept, lender), { recursive: true }).catch(() => undefined)
}

const reportOnRun = async (
  world: LocalWorld,
  dossiers: ReadonlyMap<string, readonly DossierEntry[]>,
  dropped: string,
  { seed, until, mails }: { seed: number; until: number; mails: number },
): Promise<RunReport> => {
  const cases = [...world.caseItems('SNAPSHOT')].map((item) => Snapshot.parse(item).state)
  const drops = await dropReportsIn(dropped)
  const entriesOf = (of: typeof cases) => of.flatMap(({ caseId }) => dossiers.get(caseId) ?? [])
  const lenders = [...new Set(drops.map(({ lender }) => lender))].sort()
  const work: Work = {
    statesEntered: world.machines.statesEntered,
    lambdaCalls: [...world.functions.calls.values()].reduce((sum, calls) => sum + calls, 0),
    tableWrites: world.itemsWritten(),
    mails,
  }
  const perCase = Object.fromEntries(
    Object.entries(work).map(([name, value]) => [name, Math.round((10 * value) / Math.max(1, cases.length)) / 10]),
  )
  return {
    from: new Date(start).toISOString(),
    until: new Date(until).toISOString(),
    seed,
    lenders: Object.fromEntries(
      lenders.map((lender) => {
        const own = cases.filter(({ lenderId }) => lenderId === lender)
        return [
          lender,
          reportOn(
            own,
            entriesOf(own),
            drops.filter((drop) => drop.lender === lender),
          ),
        ]
      }),
    ),
    total: reportOn(cases, entriesOf(cases), drops),
    work: { ...work, perCase: { ...work, ...perCase } },
  }
}

/** One file of JSON lines a machine, an execution a line, in the order in which they ended. */
class ExecutionFiles {
  private readonly directory: string
  private readonly lines = new Map<string, string[]>()

  constructor(directory: string) {
    this.directory = directory
  }

  add(execution: ExecutionRecord): void {
    const lines = this.lines.get(execution.machine) ?? []
    this.lines.set(execution.machine, lines)
    lines.push(executionLine(execution))
    if (lines.length >= 500) this.write(execution.machine, lines)
  }

  close(): void {
    for (const [machine, lines] of this.lines) this.write(machine, lines)
  }

  private write(machine: string, lines: string[]): void {
    appendFileSync(join(this.directory, `${machine}.jsonl`), lines.splice(0).join(''))
  }
}
