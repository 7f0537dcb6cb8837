import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { dropOfLoans, NotOpenIntroError } from './loans.ts'

const usage = `Makes a drop of OpenIntro's loans that are in grace, late or charged off.

  npm run drop:openintro -- IN.csv OUTDIR

  IN.csv   loans_full_schema.csv, one of the data sets at https://www.openintro.org/data
  OUTDIR   where the drop goes: OUTDIR/union-c/accounts/openintro.csv; then: npm start -- --drop OUTDIR
`

const isMissing = (error: unknown): boolean => error instanceof Error && 'code' in error && error.code === 'ENOENT'

const complain = (message: string): number => {
  process.stderr.write(`${message}\n`)
  return 1
}

const convert = (args: readonly string[]): number => {
  const [from, to, ...more] = args
  if (from === '--help' || from === '-h') {
    process.stdout.write(usage)
    return 0
  }
  if (from === undefined || to === undefined || more.length > 0) return complain(usage)
  try {
    const { accounts, content } = dropOfLoans(readFileSync(from))
    if (accounts === 0)
      return complain(`${from} holds no loan that is in grace, late or charged off; nothing was written.`)
    const file = join(to, 'union-c', 'accounts', 'openintro.csv')
    mkdirSync(dirname(file), { recursive: true })
    writeFileSync(file, content)
    process.stdout.write(`Wrote ${accounts} accounts to ${file}.\n`)
    return 0
  } catch (error) {
    if (isMissing(error)) return complain(`There is no file ${from}; give the path of loans_full_schema.csv.`)
    if (error instanceof NotOpenIntroError) return complain(error.message)
    throw error
  }
}

process.exitCode = convert(process.argv.slice(2))
