import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { readPrices } from '../cost/prices.ts'
import { readRecorded } from '../cost/recorded.ts'
import { readOwnLimits } from './own-limits.ts'
import { readQuotas } from './quotas.ts'
import { scenarios } from './scenarios.ts'
import { type Grounds, scaleTables } from './tables.ts'

const root = join(import.meta.dirname, '../..')

/** The document whose tables are reckoned. */
export const documentFile = join(root, 'docs/scale.md')

const sampleDrop = join(root, 'examples/drops/platform-a/accounts/2026-03-02.csv')

/** Bytes of a row in the sample drop, its line break included. */
const bytesARow = (): number => {
  const [, ...rows] = readFileSync(sampleDrop, 'utf8').trimEnd().split('\n')
  return Math.ceil(Buffer.byteLength(rows.join('\n')) / rows.length)
}

/** Reads all that the tables are reckoned from: figures on record, prices, quotas, the machines as they are synthesized. */
export const readGrounds = async (): Promise<Grounds> => ({
  recorded: readRecorded(),
  prices: readPrices(),
  own: await readOwnLimits(),
  quotas: readQuotas(),
  size: { accounts: scenarios.accounts, bytesARow: bytesARow() },
})

const place = /<!-- table: (\w+) -->\n[\s\S]*?<!-- end -->/g

/** The document with its tables reckoned anew. @throws Error for a table that nobody reckons, or that has no place in it */
export const withTables = (text: string, tables: Readonly<Record<string, string>>): string => {
  const missing = new Set(Object.keys(tables))
  const filled = text.replace(place, (_, name: string) => {
    const table = tables[name]
    if (table === undefined) throw new Error(`docs/scale.md has a place for the table ${name}, which is not reckoned`)
    missing.delete(name)
    return `<!-- table: ${name} -->\n\n${table}\n\n<!-- end -->`
  })
  if (missing.size > 0) throw new Error(`docs/scale.md has no place for: ${[...missing].join(', ')}`)
  return filled
}

/** The document as it should stand. */
export const reckonedDocument = async (): Promise<string> =>
  withTables(readFileSync(documentFile, 'utf8'), scaleTables(await readGrounds()))

/** What stands in the document outside of its tables. */
export const proseOf = (text: string): string => text.replace(place, '')
