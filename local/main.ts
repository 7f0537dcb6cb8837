import { fileURLToPath } from 'node:url'
import { readOptions, usage } from './options.ts'
import { run } from './run.ts'
import { summaryDetails, summaryTable } from './summary.ts'

const sources = fileURLToPath(new URL('..', import.meta.url))

const main = async (): Promise<void> => {
  const options = readOptions(process.argv.slice(2))
  if (options.help) {
    process.stdout.write(usage)
    return
  }
  const began = performance.now()
  const report = await run({ ...options, sources, onProgress: ({ text }) => process.stdout.write(`  ${text}\n`) })
  const { total, lenders, work } = report
  const { perCase } = work
  process.stdout.write(`
${summaryTable({ ...lenders, 'all lenders': total })}

${summaryDetails(total)}

A case entered ${perCase.statesEntered} states and took ${perCase.lambdaCalls} Lambda calls, ${perCase.tableWrites} table writes and ${perCase.mails} messages.
${options.months} months passed in ${((performance.now() - began) / 1000).toFixed(1)} s.

Open ${options.out}/mail/index.html to read the mail; ${options.out}/report.json has these figures,
dossiers/, rejects/ and executions/ what happened to each case, row and execution.
`)
}

try {
  await main()
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`)
  process.exitCode = 1
}
