import * as z from 'zod'

/** What AWS bills for, each in the unit that its price is for. */
export const quantities = [
  'stateTransitions',
  'expressRequests',
  'expressGigabyteSeconds',
  'functionCalls',
  'functionGigabyteSeconds',
  'tableWriteUnits',
  'tableReadUnits',
  'tableGigabyteMonths',
  'streamReads',
  'busEvents',
  'archivedGigabytes',
  'objectWrites',
  'objectReads',
  'mails',
  'keyRequests',
  'logGigabytes',
  'apiRequests',
  'traces',
] as const

/** One of the things that are billed. */
export type Quantity = (typeof quantities)[number]

/** How much of each thing was used. */
export const Usage = z.record(z.enum(quantities), z.number().min(0))
export type Usage = Readonly<z.infer<typeof Usage>>

const usageOf = (amount: (quantity: Quantity) => number): Usage => {
  const entries = quantities.map((quantity) => [quantity, amount(quantity)])
  return Usage.parse(Object.fromEntries(entries))
}

/** Nothing at all. */
export const nothing: Usage = usageOf(() => 0)

/** Both together. */
export const plus = (a: Usage, b: Usage): Usage => usageOf((quantity) => a[quantity] + b[quantity])

/** What `a` used beyond `b`, of which it is the continuation. */
export const beyond = (a: Usage, b: Usage): Usage => usageOf((quantity) => Math.max(0, a[quantity] - b[quantity]))

/** So many times as much. */
export const times = (a: Usage, factor: number): Usage => usageOf((quantity) => a[quantity] * factor)
