import type { Case } from '../../domain/case/state.ts'

/** Where a negotiation stands, in the words that the offer machine branches on. */
export const standing = (state: Case): 'approval' | 'offer' | 'mediation' | 'moved-on' => {
  if (state.stage !== 'negotiating' || state.offer === undefined) return 'moved-on'
  if (state.offer.answer === 'countered') return 'mediation'
  return state.offer.approval === 'wanted' ? 'approval' : 'offer'
}
