import { mkdtemp, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { build } from 'esbuild'
import { bundling, entryFiles } from '../infra/bundle.ts'
import { root, runChild } from './child-process.ts'
import { figureOf } from './figure.ts'
import type { Bench } from './report.ts'
import { compare } from './rounds.ts'

const rounds = 5
const baseline = 'client-dynamodb alone'

/** What is bundled, by the name it has in the table. */
const entries = (): ReadonlyMap<string, string> =>
  new Map([
    [baseline, 'bench/bare-client.ts'],
    ...entryFiles().map((file) => [file.replace(/\.ts$/, ''), `functions/${file}`] as const),
  ])

const importTime = (name: string, file: string) => ({
  name,
  measure: async () => Number((await runChild('bench/import-time.ts', [file])).output),
})

const measureIn = async (outdir: string) => {
  const named = [...entries()]
  const entryPoints = named.map(([, file], index) => ({ in: join(root, file), out: String(index) }))
  await build({ ...bundling, absWorkingDir: root, entryPoints, outdir })
  const files = named.map(([name], index) => ({ name, file: join(outdir, `${index}.mjs`) }))
  const kilobytes = await Promise.all(
    files.map(async ({ name, file }) => ({ name: `${name}, size`, samples: [(await stat(file)).size / 1024] })),
  )
  const [bareSize, ...sizes] = kilobytes
  const [bare, ...functions] = files.map(({ name, file }) => importTime(`${name}, import`, file))
  if (bareSize === undefined || bare === undefined) throw new Error('nothing was bundled; see infra/bundle.ts')
  return [
    figureOf('KiB', bareSize),
    ...sizes.map((size) => figureOf('KiB', size, bareSize)),
    ...(await compare({ unit: 'ms', rounds, baseline: bare, contenders: functions })),
  ]
}

/** Every function as it ships, bundled by infra's own settings; each import in a Node.js of its own. */
export const bench: Bench = {
  about: "each function's bundle, against the DynamoDB client alone",
  run: async () => {
    const outdir = await mkdtemp(join(tmpdir(), 'forbear-bench-'))
    try {
      return await measureIn(outdir)
    } finally {
      await rm(outdir, { recursive: true })
    }
  },
}
