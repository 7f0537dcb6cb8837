import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import * as z from 'zod'
import type { RunReport as Written } from '../local/run.ts'
import { type ChildRun, runChild } from './child-process.ts'

const Work = z.object({
  statesEntered: z.number(),
  lambdaCalls: z.number(),
  tableWrites: z.number(),
  mails: z.number(),
}) satisfies z.ZodType<Written['work']['perCase']>

const RunReport = z.object({
  total: z.object({ cases: z.object({ opened: z.number() }) }),
  work: Work.extend({ perCase: Work }),
})

/** What the main job did in a process of its own. */
export interface SampleRun extends ChildRun {
  readonly report: z.infer<typeof RunReport>
}

const runs = new Map<number, Promise<SampleRun>>()

/** The main job on the sample drop for so many virtual months; benches that ask for the same share one run. */
export const sampleRun = (months: number): Promise<SampleRun> => {
  const run = runs.get(months) ?? runFor(months)
  runs.set(months, run)
  return run
}

const runFor = async (months: number): Promise<SampleRun> => {
  const out = await mkdtemp(join(tmpdir(), 'forbear-bench-'))
  try {
    const run = await runChild('local/main.ts', ['--months', String(months), '--out', out])
    const report = RunReport.parse(JSON.parse(await readFile(join(out, 'report.json'), 'utf8')))
    return { ...run, report }
  } finally {
    await rm(out, { recursive: true, force: true })
  }
}
