import { totalOf } from '../intake/account.ts'
import type { Day } from '../time.ts'
import type { Plan } from './plan.ts'
import { emptyProgress, outstandingOf, type PlanProgress, type Receipt, type Reward } from './progress.ts'
import { owedUnderPlan } from './remaining.ts'

/** Pays the oldest unpaid instalment first; what is left pays the next ones early, and beyond the plan becomes credit. */
const paidIn = (plan: Plan, progress: PlanProgress, { amount, on }: Receipt): PlanProgress => {
  const owedBack = Math.min(amount, Math.max(0, -progress.credit))
  let left = amount - owedBack
  const paid = [...progress.paid]
  const settledOn = [...progress.settledOn]
  for (const [index, outstanding] of outstandingOf(plan, progress).entries()) {
    if (left === 0) break
    const pays = Math.min(outstanding, left)
    if (pays === 0) continue
    paid[index] = (paid[index] ?? 0) + pays
    if (pays === outstanding) settledOn[index] = on
    left -= pays
  }
  return { ...progress, paid, settledOn, credit: progress.credit + owedBack + left }
}

/** Takes an amount back: credit first, then the latest instalments. More than was paid in leaves a credit below zero. */
const takenBack = (progress: PlanProgress, amount: number): PlanProgress => {
  const fromCredit = Math.min(amount, Math.max(0, progress.credit))
  let left = amount - fromCredit
  const paid = [...progress.paid]
  const settledOn = [...progress.settledOn]
  for (let index = paid.length - 1; index >= 0 && left > 0; index--) {
    const takes = Math.min(paid[index] ?? 0, left)
    if (takes === 0) continue
    paid[index] = (paid[index] ?? 0) - takes
    settledOn[index] = null
    left -= takes
  }
  return { ...progress, paid, settledOn, credit: progress.credit - fromCredit - left }
}

/** Takes interest off the last instalments until no more than `owed` is outstanding. */
const withoutUnearned = (plan: Plan, progress: PlanProgress, owed: number): PlanProgress => {
  let excess = outstandingOf(plan, progress).reduce((sum, outstanding) => sum + outstanding, 0) - owed
  const interestForgiven = [...progress.interestForgiven]
  for (let index = plan.instalments.length - 1; index >= 0 && excess > 0; index--) {
    const forgiven = interestForgiven[index] ?? 0
    const unpaid = (plan.instalments[index]?.interest ?? 0) - forgiven - (progress.paid[index] ?? 0)
    const takes = Math.min(Math.max(0, unpaid), excess)
    interestForgiven[index] = forgiven + takes
    excess -= takes
  }
  return { ...progress, interestForgiven }
}

/** What covers all that is owed on its day ends the plan early: interest of later months was never earned. A settlement keeps to its sum. */
const applied = (plan: Plan, progress: PlanProgress, receipt: Receipt): PlanProgress => {
  if (receipt.amount < 0) return takenBack(progress, -receipt.amount)
  const owed = totalOf(owedUnderPlan(plan, progress, receipt.on))
  const endsEarly = plan.kind !== 'settlement' && owed > 0 && receipt.amount >= owed
  return paidIn(plan, endsEarly ? withoutUnearned(plan, progress, owed) : progress, receipt)
}

/** One receipt a day, so that payments of one day count the same in whichever order they were reported. */
const byDay = (receipts: readonly Receipt[]): Receipt[] => {
  const days = new Map<Day, number>()
  for (const { on, amount } of receipts) days.set(on, (days.get(on) ?? 0) + amount)
  return [...days].map(([on, amount]) => ({ on, amount })).sort((a, b) => Number(a.on > b.on) - Number(a.on < b.on))
}

/** Tells the plan's story again in the order of days, so that a payment reported late counts on its own day. */
const replayed = (
  plan: Plan,
  { receipts, rewards, rewarded }: Pick<PlanProgress, 'receipts' | 'rewards' | 'rewarded'>,
): PlanProgress =>
  byDay(receipts).reduce((progress, receipt) => applied(plan, progress, receipt), {
    ...emptyProgress(plan),
    receipts: [...receipts],
    rewards: [...rewards],
    rewarded,
    interestForgiven: [...rewards],
  })

/** The plan after a payment. `amount` in minor units, `on` the day it was paid, whenever it is reported. */
export const receivePayment = (plan: Plan, progress: PlanProgress, amount: number, on: Day): PlanProgress =>
  replayed(plan, { ...progress, receipts: [...progress.receipts, { on, amount }] })

/**
 * The plan after a payment was taken back: as if it had never been made. One from before the plan is not among its receipts; it is taken
 * off what was paid since.
 */
export const reversePayment = (plan: Plan, progress: PlanProgress, amount: number, on: Day): PlanProgress => {
  const at = progress.receipts.findIndex((receipt) => receipt.on === on && receipt.amount === amount)
  const receipts = at < 0 ? [...progress.receipts, { on, amount: -amount }] : progress.receipts.toSpliced(at, 1)
  return replayed(plan, { ...progress, receipts })
}

/** Gives a reward: lowers its instalments (R21, R52). Nothing is ever added to what a plan asks, so none is worse off for it. */
export const giveReward = (plan: Plan, progress: PlanProgress, { each }: Pick<Reward, 'each'>): PlanProgress => {
  const rewards = [...progress.rewards]
  for (const { number, amount } of each) rewards[number - 1] = (rewards[number - 1] ?? 0) + amount
  return replayed(plan, { ...progress, rewards, rewarded: progress.rewarded + 1 })
}
