import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseDocument } from 'yaml'
import * as z from 'zod'
import { CalendarId, CalendarYear, calendarOfYears } from '../domain/policy/calendar.ts'
import { Jurisdiction } from '../domain/policy/jurisdiction.ts'
import type { Policy } from '../domain/policy/policy.ts'
import { PolicyBook } from '../domain/policy/policy-book.ts'
import { LenderVersion, type PolicyProblem, tighten } from '../domain/policy/tighten.ts'

/** Where this project keeps its policies. */
export const policiesDirectory = import.meta.dirname

const lockName = 'versions.lock.json'
const Lock = z.record(z.string(), z.string().regex(/^[0-9a-f]{64}$/))

/** Everything wrong with a directory of policies, one line a problem. */
export class PolicyError extends Error {
  override readonly name = 'PolicyError'
  readonly problems: readonly PolicyProblem[]
  constructor(problems: readonly PolicyProblem[]) {
    super(`${problems.length} problem(s) in the policies:\n${problems.map(inWords).join('\n')}`)
    this.problems = problems
  }
}

const inWords = ({ file, field, value, rule, cite }: PolicyProblem): string =>
  `  ${file}: ${field} is ${value}; ${rule}${cite === undefined ? '' : ` [${cite}]`}`

/** Collects problems while files are read, so that all are told at once. */
class Reader {
  readonly problems: PolicyProblem[] = []
  readonly directory: string
  constructor(directory: string) {
    this.directory = directory
  }

  files(folder: string): string[] {
    return readdirSync(join(this.directory, folder), { withFileTypes: true })
      .filter((entry) => entry.isFile() && entry.name.endsWith('.yaml'))
      .map((entry) => `${folder}/${entry.name}`)
      .sort()
  }

  lenderFiles(): string[] {
    return readdirSync(join(this.directory, 'lenders'), { withFileTypes: true })
      .filter((entry) => entry.isDirectory())
      .flatMap((entry) => this.files(`lenders/${entry.name}`))
      .sort()
  }

  text(file: string): string {
    return readFileSync(join(this.directory, file), 'utf8')
  }

  read<Schema extends z.ZodType>(file: string, schema: Schema): z.output<Schema> | undefined {
    const document = parseDocument(this.text(file))
    const [broken] = document.errors
    if (broken !== undefined) {
      this.problem(file, 'the file', 'not YAML', broken.message.split('\n')[0] ?? 'write it as YAML')
      return undefined
    }
    const raw: unknown = document.toJS()
    const read = schema.safeParse(raw)
    if (!read.success) {
      for (const { path, message } of read.error.issues)
        this.problem(file, path.join('.'), shown(at(raw, path)), message)
      return undefined
    }
    const unknown = unknownFields(raw, read.data)
    for (const field of unknown) this.problem(file, field, 'not a field', 'take it out, or spell it as the schema does')
    return unknown.length === 0 ? read.data : undefined
  }

  problem(file: string, field: string, value: string, rule: string): void {
    this.problems.push({ file, field: field === '' ? 'the file' : field, value, rule })
  }
}

const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null

const at = (value: unknown, path: readonly PropertyKey[]): unknown =>
  path.reduce<unknown>((part, key) => (isRecord(part) ? part[String(key)] : undefined), value)

const shown = (value: unknown): string => (value === undefined ? 'missing' : JSON.stringify(value).slice(0, 80))

/** Fields that the schema passed over, so that a misspelt choice is not silently the default. */
const unknownFields = (raw: unknown, parsed: unknown, path = ''): string[] => {
  if (!isRecord(raw) || !isRecord(parsed)) return []
  return Object.entries(raw).flatMap(([key, value]) =>
    key in parsed ? unknownFields(value, parsed[key], `${path}${key}.`) : [`${path}${key}`],
  )
}

const readCalendars = (reader: Reader): PolicyBook['calendars'] => {
  const years = reader.files('calendars').flatMap((file) => reader.read(file, CalendarYear) ?? [])
  const calendars: PolicyBook['calendars'] = {}
  for (const id of CalendarId.options) {
    const own = years.filter((year) => year.calendar === id)
    const calendar = calendarOfYears(id, own)
    if (typeof calendar === 'string') reader.problem(`calendars/${id}-*.yaml`, 'year', `${own.length} files`, calendar)
    else calendars[id] = calendar
  }
  return calendars
}

const readJurisdictions = (reader: Reader): Map<string, Jurisdiction> =>
  new Map(
    reader.files('jurisdictions').flatMap((file) => {
      const law = reader.read(file, Jurisdiction)
      if (law === undefined) return []
      if (file !== `jurisdictions/${law.jurisdiction}.yaml`)
        reader.problem(file, 'jurisdiction', law.jurisdiction, 'a jurisdiction is named as its file')
      return [[law.jurisdiction, law] as const]
    }),
  )

const readPolicy = (reader: Reader, file: string, laws: Map<string, Jurisdiction>): Policy[] => {
  const version = reader.read(file, LenderVersion)
  if (version === undefined) return []
  const named = `lenders/${version.lender.id}/${version.version}.yaml`
  if (file !== named)
    reader.problem(file, 'lender.id, version', named, 'a version lies in its lender’s folder, under its own name')
  const law = laws.get(version.jurisdiction)
  if (law === undefined) {
    reader.problem(file, 'jurisdiction', version.jurisdiction, `add jurisdictions/${version.jurisdiction}.yaml`)
    return []
  }
  const { policy, problems } = tighten(file, version, law)
  reader.problems.push(...(problems ?? []))
  return policy === undefined ? [] : [policy]
}

/** SHA-256 of a version's text, whichever line ends a checkout gave it. */
const digestOf = (text: string): string => createHash('sha256').update(text.replaceAll('\r\n', '\n')).digest('hex')

const readLock = (reader: Reader): Record<string, string> => {
  if (!existsSync(join(reader.directory, lockName))) return {}
  const lock = Lock.safeParse(JSON.parse(reader.text(lockName)))
  if (!lock.success) reader.problem(lockName, 'the file', 'not a list of digests', 'restore it from version control')
  return lock.data ?? {}
}

const lockProblems = (reader: Reader, lock: Record<string, string>, files: readonly string[]): void => {
  for (const file of files.filter((name) => lock[name] !== undefined && lock[name] !== digestOf(reader.text(name))))
    reader.problem(
      file,
      'the file',
      'changed',
      'versions are never edited: put it back, and add the next version beside it',
    )
  for (const file of Object.keys(lock).filter((name) => !files.includes(name)))
    reader.problem(file, 'the file', 'gone', 'versions are never removed: cases live under it; put it back')
}

const readAll = (directory: string) => {
  const reader = new Reader(directory)
  const lock = readLock(reader)
  const calendars = readCalendars(reader)
  const laws = readJurisdictions(reader)
  const files = reader.lenderFiles()
  const policies = files.flatMap((file) => readPolicy(reader, file, laws))
  lockProblems(reader, lock, files)
  return { reader, lock, files, policies, calendars }
}

/**
 * Reads, checks and tightens every version of every lender under a directory.
 * @throws PolicyError that lists all problems: what is no YAML, does not fit the schema, loosens the law, was edited, or is not locked
 */
export const loadPolicies = (directory: string): PolicyBook => {
  const { reader, lock, files, policies, calendars } = readAll(directory)
  for (const file of files.filter((name) => lock[name] === undefined))
    reader.problem(file, 'the file', 'not locked', 'run: node policies/load-policies.ts --lock')
  if (reader.problems.length > 0) throw new PolicyError(reader.problems)
  return { policies, calendars }
}

/** The JSON text of the policy book that functions read; the same files give the same text. @throws PolicyError as loadPolicies does */
export const compilePolicies = (directory: string = policiesDirectory): string =>
  JSON.stringify(PolicyBook.parse(loadPolicies(directory)))

/** Locks versions that are new, so that they cannot be edited from now on. @returns their files @throws PolicyError when anything is wrong */
export const lockVersions = (directory: string): string[] => {
  const { reader, lock, files } = readAll(directory)
  if (reader.problems.length > 0) throw new PolicyError(reader.problems)
  const added = files.filter((file) => lock[file] === undefined)
  const next = Object.fromEntries(files.map((file) => [file, digestOf(reader.text(file))]))
  writeFileSync(join(directory, lockName), `${JSON.stringify(next, null, 2)}\n`)
  return added
}

if (import.meta.main) {
  try {
    const added = process.argv.includes('--lock') ? lockVersions(policiesDirectory) : []
    const { policies } = loadPolicies(policiesDirectory)
    console.log(`${policies.length} policies are in order, ${added.length} of them newly locked`)
  } catch (error) {
    if (!(error instanceof PolicyError)) throw error
    console.error(error.message)
    process.exitCode = 1
  }
}
