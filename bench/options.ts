import { parseArgs } from 'node:util'
import * as z from 'zod'

/** What `npm run bench` is asked to do. */
export interface BenchOptions<Name extends string> {
  /** Where the figures go for machines; nowhere unless told. */
  readonly json: string | undefined
  readonly only: readonly Name[]
  /** Virtual months of the sample run. */
  readonly months: number
  readonly help: boolean
}

/** How the command goes, with a line for each bench. */
export const usageOf = (names: readonly string[]): string => `npm run bench -- [options]

Measures this working copy on this machine. Speed is told as a ratio to a baseline that was measured in the same rounds.

  --json FILE     writes the same figures for machines
  --only NAME     this bench alone, may be given several times: ${names.join(', ')}
  --months N      virtual months of the sample run, 1 to 60   (18)
  --help          this text
`

/** Reads the command line. @throws Error with what is wrong and how it goes */
export const readOptions = <Name extends string>(
  args: readonly string[],
  names: readonly Name[],
): BenchOptions<Name> => {
  const { values } = parseArgs({
    args: [...args],
    options: {
      json: { type: 'string' },
      only: { type: 'string', multiple: true, default: [...names] },
      months: { type: 'string', default: '18' },
      help: { type: 'boolean', default: false },
    },
  })
  const read = z
    .object({
      json: z.string().min(1).optional(),
      only: z.array(z.literal(names)),
      months: z.coerce.number().int().min(1).max(60),
      help: z.boolean(),
    })
    .safeParse(values)
  if (read.success) return { json: undefined, ...read.data }
  const [issue] = read.error.issues
  throw new Error(`--${String(issue?.path[0])}: ${issue?.message}\n\n${usageOf(names)}`)
}
