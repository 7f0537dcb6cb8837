import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { brokenAt, DossierEntry } from '../domain/case/chain.ts'
import { DropReport } from '../domain/intake/chunk.ts'
import type { ExecutionRecord } from './asl/state-machines.ts'
import type { LocalWorld } from './local-world.ts'

/** Every line of every dossier, case by case. */
export const dossiersOf = (world: LocalWorld): Map<string, DossierEntry[]> => {
  const dossiers = new Map<string, DossierEntry[]>()
  for (const item of world.caseItems('EVENT')) {
    const entry = DossierEntry.parse(item)
    const entries = dossiers.get(entry.caseId)
    if (entries === undefined) dossiers.set(entry.caseId, [entry])
    else entries.push(entry)
  }
  return new Map([...dossiers].sort(([a], [b]) => (a < b ? -1 : 1)))
}

/** Writes each dossier as JSON lines. @throws Error when one is broken, which must never happen */
export const writeDossiers = async (
  directory: string,
  dossiers: ReadonlyMap<string, readonly DossierEntry[]>,
): Promise<void> => {
  await mkdir(directory, { recursive: true })
  for (const [caseId, entries] of dossiers) {
    const broken = brokenAt(entries)
    if (broken !== undefined) throw new Error(`the dossier of ${caseId} is broken at line ${broken}`)
    await writeFile(join(directory, `${caseId}.jsonl`), entries.map((entry) => `${JSON.stringify(entry)}\n`).join(''))
  }
}

/** The line that tells how an execution went. */
export const executionLine = ({ name, status, error, startedAt, endedAt, events, path }: ExecutionRecord): string =>
  `${JSON.stringify({
    name,
    status,
    ...(error !== undefined && { error }),
    startedAt: new Date(startedAt).toISOString(),
    ...(endedAt !== undefined && { endedAt: new Date(endedAt).toISOString() }),
    events,
    path: path.map(({ state, enteredAt, retries, error: failed }) => ({
      state,
      at: new Date(enteredAt).toISOString(),
      ...(retries !== undefined && { retries }),
      ...(failed !== undefined && { error: failed }),
    })),
  })}\n`

/** The reports that the intake left beside the drop. */
export const dropReportsIn = async (directory: string): Promise<DropReport[]> => {
  const names = (await readdir(directory, { recursive: true }).catch(() => []))
    .filter((name) => /(^|\/)reports\/.*\.json$/.test(name))
    .sort()
  return Promise.all(
    names.map(async (name) => DropReport.parse(JSON.parse(await readFile(join(directory, name), 'utf8')))),
  )
}
