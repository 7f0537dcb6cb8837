import { parseArgs } from 'node:util'
import { sharedAssembly } from '../../test/workflows/assembly.ts'
import { allWorstHistories, historyQuota } from '../history/machines.ts'
import { figure, markdownTable } from '../markdown.ts'
import { meteredPaths } from './bill.ts'
import { type PriceList, readPrices } from './prices.ts'
import { record, recordOf } from './recorded.ts'
import { standingCost, standingResources } from './standing.ts'
import { caseYear, costTable, usageTable } from './table.ts'

const usage = `npm run cost -- [options]

Lives every path of a case with the shipped definitions on a virtual clock and prints what AWS would bill, at list price and without free tiers.

  --record   puts the figures on record, against which the tests hold later ones
  --help     this text
`

const standing = async (prices: PriceList): Promise<string> => {
  const { assembly } = await sharedAssembly()
  const resources = standingResources(assembly, prices)
  const listed = Object.entries(resources).map(([type, count]) => `${count} ${type}`)
  return `A month in which nothing happens costs ${standingCost(resources, prices).toFixed(2)} USD: ${listed.join(', ')}.`
}

const historyTable = async (): Promise<string> => {
  const rows = (await allWorstHistories()).map(({ of, events }) => [of, figure(events), figure(historyQuota)])
  return markdownTable(['longest history of', 'events', 'of'], rows)
}

const main = async (): Promise<void> => {
  const { values } = parseArgs({ options: { record: { type: 'boolean' }, help: { type: 'boolean' } } })
  if (values.help) {
    process.stdout.write(usage)
    return
  }
  const prices = readPrices()
  const all = await meteredPaths()
  const figures = recordOf(all, prices)
  const parts = [usageTable(figures), costTable(figures, prices), caseYear(figures, prices)]
  parts.push(await standing(prices), await historyTable())
  process.stdout.write(`${parts.join('\n\n')}\n`)
  if (values.record) record(all, prices)
}

try {
  await main()
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`)
  process.exitCode = 1
}
