import { type Instant, millisecondsOf } from '../time.ts'

/** A time in which something rested, from `from` until (not at) `until`; without `until` it still does. */
export interface Rest {
  readonly from: Instant
  readonly until?: Instant | undefined
}

const dayLength = 86_400_000

/** How long a clock stood still between two instants, times that overlap counted once. Milliseconds. */
export const restedBetween = (rests: readonly Rest[], from: Instant, to: Instant): number => {
  let counted = 0
  let upTo = millisecondsOf(from)
  const end = millisecondsOf(to)
  const ordered = rests.toSorted((a, b) => (a.from < b.from ? -1 : 1))
  for (const rest of ordered) {
    const begins = Math.max(millisecondsOf(rest.from), upTo)
    const ends = Math.min(rest.until === undefined ? end : millisecondsOf(rest.until), end)
    if (ends <= begins) continue
    counted += ends - begins
    upTo = ends
  }
  return counted
}

/** The same in days, begun ones counted whole: by so many a day to answer by moves. */
export const restedDays = (rests: readonly Rest[], from: Instant, to: Instant): number =>
  Math.ceil(restedBetween(rests, from, to) / dayLength)
