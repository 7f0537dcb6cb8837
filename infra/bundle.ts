import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join, relative, resolve } from 'node:path'
import { type BuildOptions, buildSync } from 'esbuild'
import type { Step } from '../functions/step.ts'
import { scratchFolder } from './scratch.ts'

const root = resolve(import.meta.dirname, '..')

/** How a step becomes what Lambda loads. */
export const bundling = {
  bundle: true,
  platform: 'node',
  target: 'node24',
  format: 'esm',
  outExtension: { '.js': '.mjs' },
  // Packages that have both are smaller, and can be shaken, as modules.
  mainFields: ['module', 'main'],
  // CommonJS packages inside an ES module still call require for what Node.js has built in.
  banner: { js: "import{createRequire}from'node:module';const require=createRequire(import.meta.url);" },
  // Whitespace and syntax, not names: a stack trace stays readable without a source map.
  minifyWhitespace: true,
  minifySyntax: true,
  legalComments: 'none',
  charset: 'utf8',
  logLevel: 'warning',
} as const satisfies BuildOptions

/** Each file under `functions/` that exports a handler. */
export const entryFiles = (): string[] =>
  readdirSync(join(root, 'functions'), { recursive: true, encoding: 'utf8' })
    .filter(
      (file) =>
        file.endsWith('.ts') && /^export const handler\b/m.test(readFileSync(join(root, 'functions', file), 'utf8')),
    )
    .map((file) => file.replaceAll('\\', '/'))
    .sort()

let bundles: string | undefined

/** Bundles all steps in one go, which parses what they share once. @returns the folder of bundles: `<stage>/<step>/index.mjs` */
const bundleAll = (): string => {
  const outdir = scratchFolder('forbear-functions-')
  const entryPoints = entryFiles().map((file) => ({
    in: join(root, 'functions', file),
    out: join(dirname(file), baseOf(file), 'index'),
  }))
  buildSync({ ...bundling, absWorkingDir: root, entryPoints, outdir })
  return outdir
}

const baseOf = (file: string): string => relative(dirname(file), file).slice(0, -'.ts'.length)

/** A step's file under `functions/`, without its ending: `assessment/score-ability`. */
export const fileOf = ({ stage, name }: Pick<Step, 'stage' | 'name'>): string => `${stage}/${kebab(name)}`

/** `Score ability` as `score-ability`. */
export const kebab = (name: string): string => name.toLowerCase().replaceAll(' ', '-')

/** The folder that holds a step's bundle. */
export const bundleOf = (step: Pick<Step, 'stage' | 'name'>): string => {
  bundles ??= bundleAll()
  return join(bundles, fileOf(step))
}
