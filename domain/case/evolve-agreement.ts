import { DefectError } from '../outcome.ts'
import type { Instant } from '../time.ts'
import type { EventOf } from './event.ts'
import { commonOf, replied, within } from './evolve-common.ts'
import { openingProgress } from './payments.ts'
import type { Case } from './state.ts'

type Step = EventOf<
  | 'AgreementDrawnUp'
  | 'AgreementExplained'
  | 'SignatureRequested'
  | 'AgreementMisunderstood'
  | 'AgreementUnderstood'
  | 'AgreementSigned'
  | 'AgreementWithdrawn'
  | 'PlanActivated'
>

/** The case after one more step of its agreement. */
export const afterAgreement = (state: Case, event: Step, at: Instant): Case => {
  switch (event.type) {
    case 'AgreementDrawnUp':
      return { ...within(state, 'agreeing', event.type), step: 'drawn-up', documentHash: event.documentHash }
    case 'AgreementExplained':
      return { ...within(state, 'agreeing', event.type), explained: true, explainedAt: at }
    case 'SignatureRequested':
      return { ...within(state, 'agreeing', event.type), signatureAsked: true, signatureAskedAt: at }
    case 'AgreementMisunderstood': {
      const agreeing = within(state, 'agreeing', event.type)
      return { ...agreeing, ...replied(state), misunderstandings: agreeing.misunderstandings + 1 }
    }
    case 'AgreementUnderstood':
      return { ...within(state, 'agreeing', event.type), ...replied(state), step: 'understood' }
    case 'AgreementSigned':
      return {
        ...within(state, 'agreeing', event.type),
        ...replied(state),
        step: 'signed',
        documentHash: event.documentHash,
        signedAt: at,
        coolingOffEndsAt: event.coolingOffEndsAt,
      }
    case 'AgreementWithdrawn':
      return { ...within(state, 'agreeing', event.type), ...replied(state), step: 'withdrawn' }
    case 'PlanActivated': {
      const agreeing = within(state, 'agreeing', event.type)
      if (agreeing.documentHash === undefined)
        throw new DefectError(`${state.caseId}: PlanActivated without a document`)
      return {
        ...commonOf(agreeing),
        stage: 'performing',
        assessment: agreeing.assessment,
        plan: agreeing.plan,
        documentHash: agreeing.documentHash,
        progress: openingProgress(agreeing, event.on),
        activatedOn: event.on,
        reminded: [],
        met: [],
        missed: [],
        rewarded: [],
        reviewOn: event.reviewOn,
        reviewEveryMonths: event.reviewEveryMonths,
        reviewAnswered: true,
        remindDaysBefore: event.remindDaysBefore,
        graceDays: event.graceDays,
      }
    }
  }
}
