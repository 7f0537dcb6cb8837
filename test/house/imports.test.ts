import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join, relative, resolve } from 'node:path'
import { describe, expect, it } from 'vitest'

const root = resolve(import.meta.dirname, '../..')

/** What each folder may import of the others; the arrow runs one way. */
const mayImport: Readonly<Record<string, readonly string[]>> = {
  domain: ['domain'],
  functions: ['functions', 'domain'],
  workflows: ['workflows', 'functions'],
  policies: ['policies', 'domain'],
  infra: ['infra', 'workflows', 'functions', 'domain', 'policies'],
  local: ['local', 'infra', 'workflows', 'functions', 'domain', 'policies'],
  examples: ['examples', 'domain', 'local'],
  peers: ['peers', 'domain'],
  replay: ['replay', 'domain', 'policies'],
}

/** Packages that only the named folder, or the folder inside it, may use. */
const only: readonly (readonly [RegExp, string])[] = [
  [/^aws-cdk-lib|^constructs$|^cdk-nag$/, 'workflows|infra'],
  [/^dynalite|^jsonata$|^postal-mime$/, 'local'],
  [/^mjml/, 'scripts'],
]

const sourcesIn = (folder: string): string[] =>
  readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.ts'))
    .map((file) => join(folder, file))

const importsOf = (file: string): string[] =>
  [...readFileSync(join(root, file), 'utf8').matchAll(/(?:from|import)\s+'([^']+)'|import\('([^']+)'\)/g)].map(
    ([, from, dynamic]) => from ?? dynamic ?? '',
  )

const folderOf = (file: string, imported: string): string =>
  relative(root, resolve(root, dirname(file), imported)).split('/')[0] ?? ''

describe.each(Object.entries(mayImport))('%s', (folder, allowed) => {
  const sources = sourcesIn(folder)

  it('imports only what lies to its right', () => {
    const wrong = sources.flatMap((file) =>
      importsOf(file)
        .filter((imported) => imported.startsWith('.') && !allowed.includes(folderOf(file, imported)))
        .map((imported) => `${file} imports ${imported}`),
    )
    expect(sources).not.toHaveLength(0)
    expect(wrong).toEqual([])
  })

  it('uses only packages that belong there', () => {
    const wrong = sources.flatMap((file) =>
      importsOf(file)
        .filter((imported) =>
          only.some(([packages, folders]) => packages.test(imported) && !folders.split('|').includes(folder)),
        )
        .map((imported) => `${file} imports ${imported}`),
    )
    expect(wrong).toEqual([])
  })
})

describe('the AWS SDK', () => {
  const clients = /^@aws-sdk\/client-/
  const users = [...sourcesIn('functions'), ...sourcesIn('domain')].filter((file) =>
    readFileSync(join(root, file), 'utf8').match(/^import (?!type)[^;]*?from '@aws-sdk\/client-/m),
  )

  it('is called only by adapters', () => {
    expect(users.filter((file) => !file.startsWith(join('functions', 'adapters')))).toEqual([])
  })

  it('is known to adapters at all', () => {
    expect(users.flatMap(importsOf).some((imported) => clients.test(imported))).toBe(true)
  })
})

describe('domain', () => {
  const forbidden = [
    /\bDate\.now\b/,
    /\bnew Date\(\)/,
    /\bMath\.random\b/,
    /\bprocess\./,
    /\bTemporal\.Now\b/,
    /node:(fs|http|net|child_process|os)/,
    /\bfetch\(/,
    /\bsetTimeout\b/,
  ]

  it.each(sourcesIn('domain'))('%s reads no clock, no chance and nothing of the outside world', (file) => {
    const text = readFileSync(join(root, file), 'utf8')
    expect(forbidden.filter((pattern) => pattern.test(text))).toEqual([])
  })
})

describe('replay', () => {
  it('derives the rules by itself: it knows nothing of the code that decides and sends', () => {
    const own = /^\.\.\/domain\/(contact|case|notice(?!\/notice\.ts))\//
    const wrong = sourcesIn('replay').flatMap((file) => importsOf(file).filter((imported) => own.test(imported)))
    expect(wrong).toEqual([])
  })
})

describe('sources', () => {
  const sources = Object.keys(mayImport).flatMap(sourcesIn)
  const assertion =
    /[\w)\]}] as (?!const\b)(?:[A-Z]\w*(?=[<[\]);,\n}]| [|&])|[({]|(?:string|number|boolean|unknown|any|never|object)\b)|[\w)\]]!(?=[.,;)\]\n])/

  it('assert no types: what comes from outside is parsed', () => {
    const asserting = sources.filter((file) => assertion.test(withoutComments(readFileSync(join(root, file), 'utf8'))))
    expect(asserting).toEqual([])
  })

  it.each(['value as Thing)', 'x as unknown as Y', '[] as string[]', 'found!.name', 'list[0]!;', '{} as { a: 1 }'])(
    'and the check finds %s',
    (code) => {
      expect(assertion.test(code)).toBe(true)
    },
  )
})

/** Comments speak as they like; imports rename. */
const withoutComments = (text: string): string =>
  text
    .replace(/\/\*[\s\S]*?\*\//g, '')
    .replace(/(^|\s)\/\/.*$/gm, '')
    .replace(/^(?:import|export) [\s\S]*? from '.*'$/gm, '')
