import type { Conduct, Willingness } from './assessment.ts'

/** What a borrower said that conduct does not count. */
export interface Said {
  readonly gaveStatement?: boolean
  readonly declined?: boolean
}

type Reason = Willingness['reasons'][number]

const reasonsOf = (conduct: Conduct, said: Said): Reason[] => {
  const { replies, unanswered, payments, instalmentsMet, instalmentsMissed, plansBroken } = conduct
  const silent = replies === 0 && payments === 0 && !said.gaveStatement && unanswered > 0
  const broke = plansBroken > 0 || instalmentsMissed > instalmentsMet
  const signs: [Reason, boolean][] = [
    ['replied', replies > 0],
    ['gave-statement', said.gaveStatement === true],
    ['paid-recently', payments > 0],
    ['kept-promises', instalmentsMet > 0 && !broke],
    ['broke-promises', broke],
    ['silent', silent],
    ['declined', said.declined === true],
  ]
  return signs.filter(([, seen]) => seen).map(([reason]) => reason)
}

/**
 * Willingness from conduct alone, apart from ability (R11). Any payment or statement shows good will, however small; only who declined, or
 * broke promises without a word, counts as unwilling; silence says nothing either way.
 */
export const willingnessFrom = (conduct: Conduct, said: Said = {}): Willingness => {
  const reasons = reasonsOf(conduct, said)
  const shows = (...any: Reason[]): boolean => any.some((reason) => reasons.includes(reason))
  if (shows('declined')) return { level: 'unwilling', reasons }
  if (shows('gave-statement', 'paid-recently', 'kept-promises')) return { level: 'willing', reasons }
  if (shows('broke-promises')) return { level: shows('replied') ? 'unclear' : 'unwilling', reasons }
  return { level: shows('replied') ? 'willing' : 'unclear', reasons }
}
