import type { Conduct, Willingness, WillingnessReason } from './assessment.ts'

/** What a borrower said and paid that conduct does not count. */
export interface Said {
  readonly gaveStatement?: boolean
  readonly declined?: boolean
  /** The largest payment of late, held against the contract's instalment; minor units. */
  readonly paid?: { readonly largest: number; readonly instalment: number } | undefined
}

/**
 * What each sign weighs, and why. A small payment weighs as much as a full one: who pays a little wants to pay. A broken promise is made up
 * for by a word of explanation, and outweighed by a payment or a statement. Silence says nothing either way. A clear no outweighs all.
 */
const weights: Readonly<Record<WillingnessReason, number>> = {
  replied: 2,
  'gave-statement': 4,
  'paid-recently': 4,
  'paid-though-small': 4,
  'kept-promises': 4,
  'broke-promises': -2,
  silent: 0,
  declined: -100,
}

const signsOf = (conduct: Conduct, { gaveStatement, declined, paid }: Said): WillingnessReason[] => {
  const { replies, unanswered, payments, instalmentsMet, instalmentsMissed, plansBroken } = conduct
  const { promisesKept = 0, promisesBroken = 0 } = conduct
  const silent = replies === 0 && payments === 0 && !gaveStatement && unanswered > 0
  const broke = plansBroken > 0 || instalmentsMissed > instalmentsMet || promisesBroken > promisesKept
  const small = paid !== undefined && paid.largest < paid.instalment
  const signs: [WillingnessReason, boolean][] = [
    ['replied', replies > 0],
    ['gave-statement', gaveStatement === true],
    [small ? 'paid-though-small' : 'paid-recently', payments > 0],
    ['kept-promises', instalmentsMet + promisesKept > 0 && !broke],
    ['broke-promises', broke],
    ['silent', silent],
    ['declined', declined === true],
  ]
  return signs.filter(([, seen]) => seen).map(([reason]) => reason)
}

/** Willingness from conduct alone, apart from ability (R11): the sum of signs, each with its weight. Nobody is unwilling for having little. */
export const willingnessFrom = (conduct: Conduct, said: Said = {}): Willingness => {
  const reasons = signsOf(conduct, said)
  const weighed = reasons.map((code) => ({ code, points: weights[code] }))
  const sum = weighed.reduce((total, { points }) => total + points, 0)
  const notWilling = sum < 0 ? 'unwilling' : 'unclear'
  return { level: sum > 0 ? 'willing' : notWilling, reasons, weighed }
}
