import { assumed } from '../cost/assumed.ts'
import type { Recorded } from '../cost/recorded.ts'
import { beyond, type Usage } from '../cost/usage.ts'
import { historyQuota } from '../history/machines.ts'
import { constantsInSources } from '../own-constants.ts'
import { kept, type Line, through } from './drop.ts'
import type { OwnLimits } from './own-limits.ts'
import type { Region } from './quotas.ts'
import { scenarios } from './scenarios.ts'

/** What a plan in force uses in a year, counted from a year that was kept without what came before the plan. */
export interface PlanYear {
  readonly used: Usage
  readonly looks: number
  readonly started: number
  readonly handedOver: number
  readonly paymentWriteUnits: number
  readonly paymentIndexWriteUnits: number
}

/** Takes a plan's year out of the figures on record. @throws Error for a path that is missing there */
export const planYear = ({ paths }: Recorded): PlanYear => {
  const [kept, agreed] = [paths['kept for a year'], paths['agreed']]
  if (kept === undefined || agreed === undefined)
    throw new Error('no path of a year on record; run npm run cost -- --record')
  const each = (of: 'writeUnits' | 'indexWriteUnits') =>
    (kept.rowsWrote[of] - agreed.rowsWrote[of]) / scenarios.paymentsAYear
  return {
    used: beyond(kept.used, agreed.used),
    looks: kept.plansLookedAt,
    started: kept.started - agreed.started,
    handedOver: kept.handedOver - agreed.handedOver,
    paymentWriteUnits: each('writeUnits'),
    paymentIndexWriteUnits: each('indexWriteUnits'),
  }
}

/** Milliseconds of one look at a plan: read it, write what came of it. */
const lookMs = assumed.callMs.dynamodb + assumed.callMs.transaction

/** Events that one round of `Watch plans` and `More plans` writes into its execution's history when nothing fails: five and two. */
const eventsARound = 7
/** Those of the rest of such an execution: started, done, succeeded. */
const eventsOfAMorning = 4

/** How long a morning's look takes, and how many shards it needs. */
export const mornings = (plans: number, year: PlanYear, { shards, shardsAtOnce }: OwnLimits) => {
  const plansASecond = (of: number) => (Math.min(of, shardsAtOnce) * 1000) / lookMs
  const usual = (plans * year.looks) / 365
  const busiest = plans * scenarios.busiestDayShare
  const plansAShard =
    Math.floor((historyQuota - eventsOfAMorning) / eventsARound) * constantsInSources.plansAtOnce.value
  return {
    usual,
    busiest,
    plansASecond: plansASecond(shards),
    usualSeconds: usual / plansASecond(shards),
    busiestSeconds: busiest / plansASecond(shards),
    /** With as many shards as are looked at at once. */
    fastestSeconds: busiest / plansASecond(shardsAtOnce),
    /** Plans of one shard that one execution's history has room for. */
    plansAShard,
    shardsForHistory: Math.ceil(busiest / plansAShard),
  }
}

/** Payments of a bank day, and the shards over which they have to be spread so that no partition of the index is too hot. */
export const payments = (plans: number, year: PlanYear, rowsASecond: number, region: Region) => {
  const aDay = (plans * scenarios.paymentsAYear) / scenarios.bankDays
  return {
    aDay,
    writeUnits: aDay * year.paymentWriteUnits,
    indexWritesASecond: rowsASecond * year.paymentIndexWriteUnits,
    shardsForIndex: Math.ceil((rowsASecond * year.paymentIndexWriteUnits) / region.partitionWrites.aSecond),
  }
}

/** What a book of so many plans asks for on a usual day and on its busiest one, and what a region gives. */
export const bookLines = (plans: number, recorded: Recorded, own: OwnLimits, region: Region): Line[] => {
  const year = planYear(recorded)
  const usualDay = (amount: number) => (plans * amount) / 365
  const busiestDay = plans * scenarios.busiestDayShare
  const { usual, busiest } = mornings(plans, year, own)
  const eventsOfAShard = (due: number) =>
    eventsOfAMorning + eventsARound * Math.ceil(due / own.shards / constantsInSources.plansAtOnce.value)
  const waiting = usualDay(year.handedOver) * scenarios.closedDays
  const { aDay, writeUnits } = payments(plans, year, 0, region)
  return [
    through('a usual day: start waits', usualDay(year.started), 'executions', region.startExecutions),
    through(
      'a usual day: start tries at notices',
      usualDay(year.used.expressRequests),
      'executions',
      region.startExpress,
    ),
    through(
      'a usual day: walk through the states',
      usualDay(year.used.stateTransitions),
      'transitions',
      region.stateTransitions,
    ),
    through('a usual day: write', usualDay(year.used.tableWriteUnits), 'write units', region.tableWrites),
    through('a usual day: publish what happened', usualDay(year.used.busEvents), 'events', region.busEvents),
    through(
      `a bank day: write ${Math.round(aDay).toLocaleString('en-US')} payments`,
      writeUnits,
      'write units',
      region.tableWrites,
    ),
    through('the busiest day: try one notice each', busiestDay, 'executions', region.startExpress),
    kept('the longest holiday: keep open', waiting, 'executions', region.openExecutions.most),
    kept('a usual morning: history of a shard', eventsOfAShard(usual), 'events', historyQuota),
    kept('the busiest morning: history of a shard', eventsOfAShard(busiest), 'events', historyQuota),
  ]
}
