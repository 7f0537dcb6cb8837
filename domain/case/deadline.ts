import { isInForce, restsDeadlines } from '../contact/holds.ts'
import { type Rest, restedBetween } from '../contact/stand-still.ts'
import { type Instant, instantPlusDays, millisecondsOf } from '../time.ts'
import type { Case } from './state.ts'

/** What the borrower was asked, when, and how many days they had to answer. */
export interface Asked {
  readonly at: Instant | undefined
  readonly withinDays: number
}

const dayLength = 86_400_000

/** Whether the borrower need not answer anything just now: a complaint, a dispute or breathing space is under way (R74). */
const isResting = ({ holds }: Case, now: Instant): boolean =>
  holds.some((hold) => restsDeadlines(hold) && isInForce(hold, now))

/**
 * How long the borrower still has to answer because the clock stood still, in seconds; 0 when it never did, or when that time is used up
 * too. While it stands still it is a day at least, after which one looks again.
 */
export const timeLeft = (state: Case, { at, withinDays }: Asked, now: Instant): number => {
  const rests: Rest[] = [...(state.rested ?? []), ...state.holds.filter(restsDeadlines)]
  const resting = isResting(state, now)
  if (at === undefined || (!resting && restedBetween(rests, at, now) === 0)) return 0
  const known = rests.map(({ from, until = now }) => ({ from, until }))
  const rested = restedBetween(known, at, instantPlusDays(now, 3_650))
  const left = millisecondsOf(at) + withinDays * dayLength + rested - millisecondsOf(now)
  return Math.ceil(Math.max(left, resting ? dayLength : 0) / 1000)
}
