import type { Evidence } from '../assessment/assessment.ts'
import type { Case } from './state.ts'

/** How far the papers of a case have come; undefined where no statement counts. */
export const evidenceOf = (state: Case): Evidence | undefined => {
  switch (state.stage) {
    case 'assessing':
      return state.statement?.evidence
    case 'negotiating':
    case 'agreeing':
    case 'performing':
      return state.assessment.evidence ?? {}
    case 'admitted':
    case 'closed':
      return undefined
  }
}
