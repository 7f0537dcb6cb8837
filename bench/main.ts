import { figureOf } from './figure.ts'
import type { Bench } from './report.ts'
import { sampleRun } from './sample-run.ts'

/** The main job as `npm start` does it, once, and what it costs in AWS's units. */
export const bench: Bench = {
  about: 'the main job on the sample drop, in a process of its own',
  run: async ({ months }) => {
    const { seconds, peakBytes, report } = await sampleRun(months)
    const { statesEntered, lambdaCalls, tableWrites, mails } = report.work.perCase
    const once = (name: string, unit: string, value: number) => figureOf(unit, { name, samples: [value] })
    return [
      once('virtual months', '', months),
      once('wall time', 's', seconds),
      once('peak resident memory', 'MiB', peakBytes / 1024 ** 2),
      once('cases', '', report.total.cases.opened),
      once('states entered', 'a case', statesEntered),
      once('Lambda calls', 'a case', lambdaCalls),
      once('table writes', 'a case', tableWrites),
      once('mails', 'a case', mails),
    ]
  },
}
