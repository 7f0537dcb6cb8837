import type { WarningPolicy } from '../policy/policy.ts'

/** What is watched on a plan in force, before anything is missed (R60). */
export interface WarningSigns {
  /** Days from due date to full payment of the latest instalments, oldest first; early is negative. */
  readonly recentDaysLate: readonly number[]
  /** Instalments due, not missed yet, of which only a part is paid. */
  readonly partlyPaid: number
  /** Review visits in a row that were not answered. */
  readonly reviewsUnanswered: number
  /** Instalments missed earlier and caught up since. */
  readonly missedBefore: number
  /** The next instalment and what the borrower can pay a month, minor units. */
  readonly instalment: number
  readonly affordableMonthly: number
}

/** A sign of trouble and what it adds. */
export interface WarningReason {
  readonly code: 'paying-later' | 'paid-late' | 'partial-payment' | 'review-unanswered' | 'missed-before' | 'stretched'
  readonly points: number
}

/** Points and the reasons that make them up. */
export interface WarningScore {
  readonly points: number
  readonly reasons: readonly WarningReason[]
}

/** From this part of ability on, an instalment leaves no room for a bad month. */
const stretchedPercent = 90

const payingLater = (daysLate: readonly number[]): boolean => {
  const [first, second, third] = daysLate.slice(-3)
  return (
    first !== undefined && second !== undefined && third !== undefined && first < second && second < third && third > 0
  )
}

/** Adds up the signs of trouble (R60, R61): three payments each later than the one before weigh most. The highest sum is 125. */
export const warningScore = (signs: WarningSigns): WarningScore => {
  const { recentDaysLate, instalment, affordableMonthly } = signs
  const later = payingLater(recentDaysLate)
  const weighed: WarningReason[] = [
    { code: 'paying-later', points: later ? 35 : 0 },
    { code: 'paid-late', points: !later && (recentDaysLate.at(-1) ?? 0) > 0 ? 10 : 0 },
    { code: 'partial-payment', points: signs.partlyPaid > 0 ? 30 : 0 },
    { code: 'review-unanswered', points: Math.min(signs.reviewsUnanswered, 2) * 15 },
    { code: 'missed-before', points: Math.min(signs.missedBefore, 2) * 10 },
    { code: 'stretched', points: instalment * 100 >= affordableMonthly * stretchedPercent ? 10 : 0 },
  ]
  const reasons = weighed.filter(({ points }) => points > 0)
  return { points: reasons.reduce((sum, { points }) => sum + points, 0), reasons }
}

/** Whether a warning is raised before anything is missed (R60). */
export const isWarning = (score: WarningScore, policy: WarningPolicy): boolean => score.points >= policy.raiseFromPoints
