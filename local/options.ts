import { parseArgs } from 'node:util'
import * as z from 'zod'
import { LenderId } from '../domain/ids.ts'

/** What `npm start` is asked to do. */
export interface RunOptions {
  readonly drop: string
  readonly out: string
  readonly months: number
  readonly seed: number
  /** Of a hundred borrowers' addresses, those that take no mail or call it unwanted. */
  readonly undelivered: number
  readonly lender: LenderId | undefined
  readonly help: boolean
}

export const usage = `npm start -- [options]

Takes a lender's drop through assessment, offer, agreement, monitoring and early warning on this machine,
with simulated borrowers and a virtual clock, and leaves what happened in a folder.

  --drop DIR      the drop: <lender>/accounts|payments|contacts|holds/<name>.csv   (examples/drops)
  --out DIR       where mail, dossiers, reject files and the report go; an earlier run's is emptied   (out)
  --months N      virtual months to run, 1 to 60   (18)
  --seed N        the same seed gives the same bytes   (1)
  --undelivered N of a hundred borrowers' addresses, those that take no mail or call it unwanted   (4)
  --lender ID     only this lender's folder of the drop
  --help          this text
`

const Values = z.object({
  drop: z.string(),
  out: z.string(),
  months: z.coerce.number().int().min(1).max(60),
  seed: z.coerce.number().int().min(0),
  undelivered: z.coerce.number().min(0).max(100),
  lender: LenderId.optional(),
  help: z.boolean(),
})

/** Reads the command line. @throws Error with what is wrong and how it goes */
export const readOptions = (args: readonly string[]): RunOptions => {
  const { values } = parseArgs({
    args: [...args],
    options: {
      drop: { type: 'string', default: 'examples/drops' },
      out: { type: 'string', default: 'out' },
      months: { type: 'string', default: '18' },
      seed: { type: 'string', default: '1' },
      undelivered: { type: 'string', default: '4' },
      lender: { type: 'string' },
      help: { type: 'boolean', default: false },
    },
  })
  const read = Values.safeParse(values)
  if (read.success) return { lender: undefined, ...read.data }
  const [issue] = read.error.issues
  throw new Error(`--${String(issue?.path[0])}: ${issue?.message}\n\n${usage}`)
}
