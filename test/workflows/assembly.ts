import { createHash } from 'node:crypto'
import { cp, mkdir, mkdtemp, readdir, readFile, rename, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { type Assembly, synthesize } from '../../local/synthesize.ts'

/** The project's root. */
export const sources = join(import.meta.dirname, '../..')

/** What the templates are made from. */
const ingredients = ['cdk.json', 'package-lock.json', 'domain', 'functions', 'infra', 'policies', 'workflows']

/** Longer than a synthesis ever takes; a lock that is older was left by a run that was ended. */
const abandonedAfterMs = 120_000

const filesIn = async (path: string): Promise<string[]> => {
  if (!(await stat(path)).isDirectory()) return [path]
  const entries = await readdir(path, { recursive: true, withFileTypes: true })
  return entries.filter((entry) => entry.isFile()).map(({ parentPath, name }) => join(parentPath, name))
}

const fingerprint = async (): Promise<string> => {
  const files = (await Promise.all(ingredients.map((name) => filesIn(join(sources, name))))).flat().sort()
  const contents = await Promise.all(files.map((file) => readFile(file)))
  const hash = createHash('sha256')
  for (const [index, content] of contents.entries()) hash.update(`${files[index]}\0${content.length}\0`).update(content)
  return hash.digest('hex').slice(0, 24)
}

const exists = (path: string): Promise<boolean> =>
  stat(path).then(
    () => true,
    () => false,
  )

/** Keeps the templates and leaves the assets, which nothing here runs. */
const synthesizeInto = async (kept: string): Promise<void> => {
  const draft = await mkdtemp(join(tmpdir(), 'forbear-draft-'))
  try {
    const { assembly, policies } = await synthesize(sources, join(draft, 'synthesized'))
    const made = join(draft, 'made')
    await mkdir(join(made, 'assembly'), { recursive: true })
    for (const name of await readdir(assembly))
      if (name === 'manifest.json' || name.endsWith('.template.json'))
        await cp(join(assembly, name), join(made, 'assembly', name))
    await cp(policies, join(made, 'policies.json'))
    await rename(made, kept)
    await clearOutdated()
  } finally {
    await rm(draft, { recursive: true, force: true })
  }
}

const prefix = 'forbear-templates-'

/** Removes what earlier sources were synthesized into and nobody has used today. */
const clearOutdated = async (): Promise<void> => {
  const yesterday = Date.now() - 86_400_000
  for (const name of await readdir(tmpdir())) {
    const path = join(tmpdir(), name)
    if (name.startsWith(prefix) && (await stat(path)).mtimeMs < yesterday)
      await rm(path, { recursive: true, force: true })
  }
}

const takes = (lock: string): Promise<boolean> =>
  mkdir(lock).then(
    () => true,
    () => false,
  )

const clearWhenAbandoned = async (lock: string): Promise<void> => {
  const since = await stat(lock).then(
    ({ mtimeMs }) => mtimeMs,
    () => Date.now(),
  )
  if (Date.now() - since > abandonedAfterMs) await rm(lock, { recursive: true, force: true })
}

let shared: Promise<Assembly> | undefined

/** The app as it ships, synthesized once for all test files and again only when its sources change. */
export const sharedAssembly = (): Promise<Assembly> => {
  shared ??= madeOnce()
  return shared
}

const madeOnce = async (): Promise<Assembly> => {
  const kept = join(tmpdir(), `${prefix}${await fingerprint()}`)
  const lock = `${kept}.lock`
  while (!(await exists(kept))) {
    if (!(await takes(lock))) {
      await clearWhenAbandoned(lock)
      await pause(200)
      continue
    }
    try {
      if (!(await exists(kept))) await synthesizeInto(kept)
    } finally {
      await rm(lock, { recursive: true, force: true })
    }
  }
  return { assembly: join(kept, 'assembly'), policies: join(kept, 'policies.json') }
}
