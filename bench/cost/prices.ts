import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import * as z from 'zod'
import { type Quantity, quantities, type Usage } from './usage.ts'

const Price = z.strictObject({
  usd: z.number().min(0),
  /** The price is for so many. */
  per: z.number().positive(),
  source: z.string().min(1),
  /** The day on which the source was looked at. */
  seen: z.iso.date(),
  /** Whether the source is AWS's own; if not, it is somebody's who reports it. */
  fromAws: z.boolean(),
})

const PriceList = z.strictObject({
  region: z.string(),
  prices: z.record(z.enum(quantities), Price),
  /** What costs the same each month whether anything happens or not, by type of resource. */
  standing: z.record(z.string(), Price),
})

/** What a region asks for each quantity. */
export type PriceList = z.infer<typeof PriceList>

/** Reads the price list. @throws ZodError that names a price which is missing or without its source */
export const readPrices = (file = join(import.meta.dirname, 'prices.json')): PriceList =>
  PriceList.parse(JSON.parse(readFileSync(file, 'utf8')))

/** What one quantity of a usage costs, in US dollars. */
export const costOf = (usage: Usage, quantity: Quantity, { prices }: PriceList): number =>
  (usage[quantity] * prices[quantity].usd) / prices[quantity].per

/** What a usage costs at list price, in US dollars, without the free tiers. */
export const totalCost = (usage: Usage, list: PriceList): number =>
  quantities.reduce((sum, quantity) => sum + costOf(usage, quantity, list), 0)

/** The quantities that cost most, the dearest first, with their part of the whole. */
export const dearest = (usage: Usage, list: PriceList): { readonly quantity: Quantity; readonly part: number }[] => {
  const total = totalCost(usage, list)
  return quantities
    .map((quantity) => ({ quantity, part: total === 0 ? 0 : costOf(usage, quantity, list) / total }))
    .sort((a, b) => b.part - a.part)
}
