import type { ContactCap } from './policy.ts'

/** A cap as problems tell it: `3 a calendar day, counting phone`. */
export const inWords = ({ limit, days, calendar, counting, of, per }: ContactCap): string => {
  const window = calendar === undefined ? `in ${days} days` : `a calendar ${calendar}`
  const counted = of === undefined ? counting : `${of} by ${counting}`
  return `${limit} ${window}, counting ${counted}${per === 'contact-point' ? ', per contact point' : ''}`
}

/** Days that a calendar's window lasts at most; a day of which clocks are put back is longer than 24 hours. */
const longest = { day: 2, week: 8, month: 32 } as const

/** The most days over which a cap counts. */
export const daysOf = ({ days, calendar }: ContactCap): number => days ?? longest[calendar ?? 'day']

/** Whether every window of `outer` covers every window of `inner` that begins in it: what keeps to the outer count keeps to the inner. */
const covers = (outer: ContactCap, inner: ContactCap): boolean => {
  if (outer.calendar === undefined) return daysOf(outer) >= daysOf(inner)
  return inner.calendar !== undefined && (outer.calendar === inner.calendar || inner.calendar === 'day')
}

const isShared = ({ per }: ContactCap): boolean => per !== 'contact-point'

/** Whether whoever keeps to `cap` keeps to the law's cap as well, so that it need not be counted beside it. */
export const isImplied = (law: ContactCap, cap: ContactCap): boolean =>
  (cap.counting === 'all' || cap.counting === law.counting) &&
  (cap.of === undefined || cap.of === law.of) &&
  (isShared(cap) || !isShared(law)) &&
  cap.limit <= law.limit &&
  covers(cap, law)

/** Whether a lender's cap allows, of the very thing that the law counts, more in a window no longer than the law's. */
export const isLooserThan = (cap: ContactCap, law: ContactCap): boolean =>
  cap.counting === law.counting &&
  cap.of === law.of &&
  isShared(cap) === isShared(law) &&
  cap.limit > law.limit &&
  covers(law, cap)
