import { writeFile } from 'node:fs/promises'
import { readOptions, usageOf } from './options.ts'
import { type Bench, type BenchReport, type BenchRequest, jsonOf, tableOf } from './report.ts'

/** Loaded when asked for, since some bring much along. */
const benches = [
  ['dynamodb', () => import('./dynamodb.ts')],
  ['bundles', () => import('./bundles.ts')],
  ['intake', () => import('./intake.ts')],
  ['contact', () => import('./contact.ts')],
  ['plans', () => import('./plans.ts')],
  ['runner', () => import('./runner.ts')],
  ['main', () => import('./main.ts')],
] as const satisfies readonly (readonly [string, () => Promise<{ readonly bench: Bench }>])[]

const names = benches.map(([name]) => name)

/** One that fails does not keep the others from being measured. */
const reportOn = async (name: string, { about, run }: Bench, request: BenchRequest): Promise<BenchReport> => {
  try {
    return { bench: name, about, figures: await run(request) }
  } catch (error) {
    return { bench: name, about, figures: [], failed: error instanceof Error ? error.message : String(error) }
  }
}

const main = async (): Promise<void> => {
  const { json, only, months, help } = readOptions(process.argv.slice(2), names)
  if (help) {
    process.stdout.write(usageOf(names))
    return
  }
  const reports: BenchReport[] = []
  for (const [name, load] of benches.filter(([each]) => only.includes(each))) {
    const { bench } = await load()
    const report = await reportOn(name, bench, { months })
    process.stdout.write(`${tableOf(report)}\n`)
    reports.push(report)
  }
  if (json !== undefined) await writeFile(json, jsonOf(reports))
  if (reports.some(({ failed }) => failed !== undefined)) process.exitCode = 1
}

try {
  await main()
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`)
  process.exitCode = 1
}
