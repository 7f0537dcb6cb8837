import type { Ability, Segment, Willingness } from './assessment.ts'

/** What a case is segmented on. `contractInstalment` is the month's instalment that ability is held against, minor units. */
export interface SegmentInput {
  readonly ability: Pick<Ability, 'affordableMonthly'>
  readonly willingness: Willingness
  readonly contractInstalment: number
  readonly disputesDebt: boolean
}

/**
 * The segment on both ability and willingness (R11). A dispute comes before all else. Who cannot pay is never called unwilling: nobody
 * can refuse what they do not have, so means come first.
 */
export const segmentOf = ({ ability, willingness, contractInstalment, disputesDebt }: SegmentInput): Segment => {
  if (disputesDebt) return 'disputing'
  if (willingness.reasons.includes('silent')) return 'unreachable'
  if (ability.affordableMonthly < contractInstalment) return 'willing-hardship'
  return willingness.level === 'unwilling' ? 'unwilling-able' : 'willing-able'
}
