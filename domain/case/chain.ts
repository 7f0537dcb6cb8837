import { createHash } from 'node:crypto'
import * as z from 'zod'
import { CaseId } from '../ids.ts'
import { Instant } from '../time.ts'
import { CaseEvent, Participant } from './event.ts'

/** One line of a dossier: what happened, when, through whom, chained by hash to the line before (R80). */
export const DossierEntry = z.object({
  caseId: CaseId,
  sequence: z.int().min(1),
  at: Instant,
  by: Participant,
  event: CaseEvent,
  previousHash: z.string(),
  hash: z.string(),
})
export type DossierEntry = z.infer<typeof DossierEntry>

/** The same line as it was written: its hash is over this form, also where today's reading of the event has more to it. */
export const WrittenEntry = DossierEntry.extend({ event: z.looseObject({ type: z.string() }) })
export type WrittenEntry = z.infer<typeof WrittenEntry>

/** What the first line is chained to. */
export const chainStart = '0'.repeat(64)

/** JSON with its keys in order, so that one value has one text. */
const canonical = (value: unknown): string => {
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`
  if (typeof value !== 'object' || value === null) return JSON.stringify(value) ?? 'null'
  const fields = Object.entries(value)
    .filter(([, field]) => field !== undefined)
    .sort(([a], [b]) => (a < b ? -1 : 1))
  return `{${fields.map(([key, field]) => `${JSON.stringify(key)}:${canonical(field)}`).join(',')}}`
}

/** Chains the next line to a dossier; SHA-256 over its content and the hash before. */
export const chained = (entry: Omit<DossierEntry, 'hash'>): DossierEntry => ({ ...entry, hash: hashOf(entry) })

const hashOf = (entry: Omit<WrittenEntry, 'hash'>): string =>
  createHash('sha256').update(canonical(entry)).digest('hex')

/**
 * The sequence number of the first line that does not follow from the one before, or undefined when the whole dossier is sound. Lines are
 * judged as they were written.
 */
export const brokenAt = (entries: readonly WrittenEntry[]): number | undefined => {
  let previousHash = chainStart
  for (const [index, { hash, ...entry }] of entries.entries()) {
    if (entry.sequence !== index + 1 || entry.previousHash !== previousHash || hashOf(entry) !== hash) return index + 1
    previousHash = hash
  }
  return undefined
}
