import fc from 'fast-check'
import { expect, test } from 'vitest'
import { brokenAt, chained, chainStart, DossierEntry } from '../../../domain/case/chain.ts'
import { at } from './walk.ts'

const { entries } = at.broken()

/** Every place in a value where something stands that is no object or list. */
const leaves = (value: unknown, path: readonly (string | number)[] = []): (readonly (string | number)[])[] => {
  if (typeof value !== 'object' || value === null) return [path]
  const fields: [string | number, unknown][] = Array.isArray(value) ? [...value.entries()] : Object.entries(value)
  return fields.flatMap(([key, field]) => leaves(field, [...path, key]))
}

/** A copy with another value in one place. */
const altered = (value: unknown, [key, ...deeper]: readonly (string | number)[]): unknown => {
  if (key === undefined)
    return typeof value === 'number' ? value + 1 : typeof value === 'boolean' ? !value : `${value}x`
  if (Array.isArray(value)) return value.map((field, index) => (index === key ? altered(field, deeper) : field))
  const fields: Record<string, unknown> = Object.assign({}, value)
  return { ...fields, [key]: altered(fields[key], deeper) }
}

/** A copy without the field in one place. */
const without = (value: unknown, [key, ...deeper]: readonly (string | number)[]): unknown => {
  if (key === undefined) return undefined
  const fields: Record<string, unknown> = Object.assign({}, value)
  if (deeper.length > 0 && !Array.isArray(value)) return { ...fields, [key]: without(fields[key], deeper) }
  if (Array.isArray(value)) return value.filter((_, index) => index !== key)
  return Object.fromEntries(Object.entries(fields).filter(([name]) => name !== key))
}

test('a dossier as it was written is sound', () => {
  expect(entries.length).toBeGreaterThan(20)
  expect(brokenAt(entries)).toBeUndefined()
  expect(entries[0]?.previousHash).toBe(chainStart)
  expect(brokenAt([])).toBeUndefined()
})

test('it is sound as well after a journey through JSON, whatever the order of its fields', () => {
  const reversed = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(reversed)
    if (typeof value !== 'object' || value === null) return value
    return Object.fromEntries(
      Object.entries(value)
        .reverse()
        .map(([key, field]) => [key, reversed(field)]),
    )
  }
  expect(brokenAt(DossierEntry.array().parse(reversed(JSON.parse(JSON.stringify(entries)))))).toBeUndefined()
})

test('any one field of any line changed, or taken out, is found at its line', () => {
  const places = entries.flatMap((entry, index) => leaves(entry).map((path) => ({ index, path })))
  fc.assert(
    fc.property(fc.constantFrom(...places), fc.boolean(), ({ index, path }, takeOut) => {
      const forged = entries.map((entry, line) => (line === index ? (takeOut ? without : altered)(entry, path) : entry))
      // The type of a forged line is not looked at, only its text.
      expect(brokenAt(forged as DossierEntry[])).toBe(index + 1)
    }),
    { numRuns: 500, seed: 1 },
  )
})

test('a line left out, put in twice or moved is found', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: entries.length - 2 }), (line) => {
      const [a, b] = [entries[line], entries[line + 1]]
      if (a === undefined || b === undefined) throw new Error('no such lines')
      expect(brokenAt(entries.toSpliced(line, 1))).toBe(line + 1)
      expect(brokenAt(entries.toSpliced(line, 0, a))).toBe(line + 2)
      expect(brokenAt(entries.toSpliced(line, 2, b, a))).toBe(line + 1)
    }),
    { seed: 1 },
  )
})

test('a line forged with a right hash of its own is found at the next', () => {
  const [first, second] = entries
  if (first === undefined || second === undefined) throw new Error('no lines')
  const { hash: _, ...rest } = first
  const forged = chained({ ...rest, by: 'lender' })
  expect(brokenAt([forged, ...entries.slice(1)])).toBe(2)
})

test('what is not said and what is said to be nothing are the same text', () => {
  const [first] = entries
  if (first === undefined) throw new Error('no lines')
  const { hash, ...rest } = first
  expect(chained({ ...rest, ...{ note: undefined } }).hash).toBe(hash)
})
