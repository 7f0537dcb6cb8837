import { countedEvents } from '../../infra/constructs/case-counts.ts'
import { SynthesizedApp } from '../../local/template.ts'
import type { PriceList } from './prices.ts'

/** What a deployment has that costs the same every month, by the words of the price list. @param assembly the cloud assembly */
export const standingResources = (assembly: string, { standing }: PriceList): Readonly<Record<string, number>> => {
  const app = new SynthesizedApp(assembly)
  const lenders = app.resources('AWS::Scheduler::Schedule').length
  return Object.fromEntries(
    Object.keys(standing).map((type) => [
      type,
      type === 'metric' ? countedEvents.length * lenders : app.resources(type).length,
    ]),
  )
}

/** What a deployment costs in a month in which nothing happens, in US dollars. */
export const standingCost = (resources: Readonly<Record<string, number>>, { standing }: PriceList): number =>
  Object.entries(standing).reduce((sum, [type, { usd, per }]) => sum + ((resources[type] ?? 0) * usd) / per, 0)
