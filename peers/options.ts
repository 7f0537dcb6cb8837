import { join, resolve } from 'node:path'
import { parseArgs } from 'node:util'

/** A file to read. Only one that was asked for by name has to be there. */
export interface Source {
  readonly path: string
  readonly isNamed: boolean
}

/** What `npm run peers` is asked to do. */
export interface PeerOptions {
  readonly fineract: Source
  readonly products: Source
  readonly openintro: Source
  readonly regz: Source
  /** Where the figures go for machines; nowhere unless told. */
  readonly json: string | undefined
  /** Whether every table that fails is listed. */
  readonly list: boolean
  readonly help: boolean
}

const folder = resolve(import.meta.dirname, '../../shared/data')

const files = {
  fineract: 'fineract-schedule-cases.json',
  products: 'fineract-products.json',
  openintro: 'openintro-loans-full-schema.csv',
  regz: 'regz-appendix-j.json',
} as const

/** How the command goes. */
export const usage = `npm run peers -- [options]

Compares schedules, instalments and annual percentage rates with those of people who did not write this code.

  --fineract FILE   cases of Apache Fineract's end-to-end tests       (${files.fineract})
  --products FILE   the products that these cases name                (${files.products})
  --openintro FILE  loans of LendingClub, as OpenIntro publishes them (${files.openintro})
  --regz FILE       worked examples of Regulation Z, Appendix J       (${files.regz})
  --json FILE       writes all figures for machines
  --list            lists every table that differs
  --help            this text

Files that are not named are looked for in ../shared/data beside the project; those that are not there are left out.
`

/** Reads the command line. @throws TypeError with what is wrong */
export const readOptions = (args: readonly string[]): PeerOptions => {
  const { values } = parseArgs({
    args: [...args],
    options: {
      fineract: { type: 'string' },
      products: { type: 'string' },
      openintro: { type: 'string' },
      regz: { type: 'string' },
      json: { type: 'string' },
      list: { type: 'boolean', default: false },
      help: { type: 'boolean', default: false },
    },
  })
  const source = (name: keyof typeof files): Source => ({
    path: values[name] ?? join(folder, files[name]),
    isNamed: values[name] !== undefined,
  })
  return {
    fineract: source('fineract'),
    products: source('products'),
    openintro: source('openintro'),
    regz: source('regz'),
    json: values.json,
    list: values.list,
    help: values.help,
  }
}
