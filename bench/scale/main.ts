import { writeFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { documentFile, readGrounds, reckonedDocument } from './document.ts'
import { scaleTables } from './tables.ts'

const usage = `npm run scale -- [options]

Reckons a very large drop and a very large book against the quotas of AWS and the project's own limits, from the figures that npm run cost recorded.

  --write   puts the tables into docs/scale.md
  --help    this text
`

const main = async (): Promise<void> => {
  const { values } = parseArgs({ options: { write: { type: 'boolean' }, help: { type: 'boolean' } } })
  if (values.help) {
    process.stdout.write(usage)
    return
  }
  for (const [name, table] of Object.entries(scaleTables(await readGrounds())))
    process.stdout.write(`${name}\n\n${table}\n\n`)
  if (values.write) writeFileSync(documentFile, await reckonedDocument())
}

try {
  await main()
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`)
  process.exitCode = 1
}
