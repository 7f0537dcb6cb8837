import { parseArgs } from 'node:util'
import * as z from 'zod'
import { Day } from '../domain/time.ts'
import { policiesDirectory } from '../policies/load-policies.ts'

/** What `npm run replay` is asked to do. */
export interface ReplayOptions {
  readonly dossiers: string
  readonly policy: string
  readonly json: string | undefined
  readonly day: Day | undefined
  readonly help: boolean
}

export const usage = `npm run replay -- [options]

Derives anew, from dossiers and policies alone, that every message went inside its window, under every cap and under no hold,
that none went twice, and that what waited or never went did so for the reason that is written down. Lists what is wrong and
ends with 1, or prints counts and ends with 0.

  --dossiers DIR  the dossiers, <case>.jsonl each; all of a lender, since caps count over cases   (out/dossiers)
  --policy DIR    the policies that the cases live under   (policies)
  --day DAY       what became of each message on this day of its reader's calendar, and why: 2026-04-03
  --json FILE     a JSON file to write it into, besides
  --help          this text
`

const Values = z.object({
  dossiers: z.string(),
  policy: z.string(),
  json: z.string().optional(),
  day: Day.optional(),
  help: z.boolean(),
})

/** Reads the command line. @throws Error with what is wrong and how it goes */
export const readOptions = (args: readonly string[]): ReplayOptions => {
  const { values } = parseArgs({
    args: [...args],
    options: {
      dossiers: { type: 'string', default: 'out/dossiers' },
      policy: { type: 'string', default: policiesDirectory },
      json: { type: 'string' },
      day: { type: 'string' },
      help: { type: 'boolean', default: false },
    },
  })
  const read = Values.safeParse(values)
  if (read.success) return { json: undefined, day: undefined, ...read.data }
  const [issue] = read.error.issues
  throw new Error(`--${String(issue?.path[0])}: ${issue?.message}\n\n${usage}`)
}
