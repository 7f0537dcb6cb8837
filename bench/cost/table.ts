import { figure, markdownTable } from '../markdown.ts'
import { constantsInSources } from '../own-constants.ts'
import { costOf, dearest, type PriceList, totalCost } from './prices.ts'
import type { Recorded } from './recorded.ts'
import { plus, type Quantity, times, type Usage } from './usage.ts'

/** How large a lender is, over whose plans the works that cases share are spread. */
export interface LenderSize {
  readonly plans: number
  readonly filesAYear: number
  readonly shards: number
}

/** A lender of a middling size. */
export const middlingLender: LenderSize = { plans: 10_000, filesAYear: 365, shards: 2 }

const dollars = (value: number): string => value.toFixed(5)

const counted = [
  ['transitions', 'stateTransitions'],
  ['express', 'expressRequests'],
  ['calls', 'functionCalls'],
  ['GB-s', 'functionGigabyteSeconds'],
  ['writes', 'tableWriteUnits'],
  ['reads', 'tableReadUnits'],
  ['events', 'busEvents'],
  ['S3', 'objectWrites'],
  ['KMS', 'keyRequests'],
  ['API', 'apiRequests'],
  ['mails', 'mails'],
] as const satisfies readonly (readonly [string, Quantity])[]

const kilobytesLogged = ({ logGigabytes }: Usage): string => figure(logGigabytes * 1024 ** 2)

const mostly = (usage: Usage, prices: PriceList): string =>
  dearest(usage, prices)
    .slice(0, 3)
    .map(({ quantity, part }) => `${quantity} ${Math.round(100 * part)} %`)
    .join(', ')

/** How many times the price of its own mails something costs. */
export const timesItsMails = (usage: Usage, prices: PriceList): number =>
  totalCost(usage, prices) / costOf(usage, 'mails', prices)

/** What each path uses. */
export const usageTable = ({ paths, shared }: Recorded): string =>
  markdownTable(
    ['used', ...counted.map(([heading]) => heading), 'log KB'],
    [...Object.entries(paths).map(([name, { used }]) => [name, used] as const), ...Object.entries(shared)].map(
      ([name, used]) => [name, ...counted.map(([, quantity]) => figure(used[quantity])), kilobytesLogged(used)],
    ),
  )

/** What each path costs, in US dollars, and how that compares with its own mails. */
export const costTable = ({ paths }: Recorded, prices: PriceList): string =>
  markdownTable(
    ['cost of', 'USD', 'its mails', 'times', 'mostly'],
    Object.entries(paths).map(([name, { used }]) => [
      name,
      dollars(totalCost(used, prices)),
      dollars(costOf(used, 'mails', prices)),
      figure(timesItsMails(used, prices)),
      mostly(used, prices),
    ]),
  )

/** A plan's part, in a year, of the files, mornings and looks of a lender. */
export const shareOfShared = (
  { shared, paths }: Recorded,
  { plans, filesAYear, shards }: LenderSize = middlingLender,
): Usage => {
  const dueADay = (plans * (paths['kept for a year']?.plansLookedAt ?? 0)) / 365
  const looksADay = shards * Math.ceil(dueADay / shards / constantsInSources.plansAtOnce.value)
  const files = times(plus(shared.file, shared.chunk), filesAYear)
  const days = times(plus(shared.morning, times(shared.look, looksADay)), 365)
  return times(plus(files, days), 1 / plans)
}

/** A case-year as a sentence: the dearest year that ends well, with its part of the works that cases share. */
export const caseYear = (recorded: Recorded, prices: PriceList): string => {
  const used = recorded.paths['kept for a year']?.used
  if (used === undefined) throw new Error('there is no path of a year on record; run npm run cost -- --record')
  const share = shareOfShared(recorded)
  const whole = plus(used, share)
  return [
    `A case-year costs ${dollars(totalCost(whole, prices))} USD, ${figure(timesItsMails(whole, prices))} times its own mails;`,
    `${dollars(totalCost(share, prices))} of it is its part of files and mornings at a lender of ${figure(middlingLender.plans)} plans.`,
  ].join('\n')
}
