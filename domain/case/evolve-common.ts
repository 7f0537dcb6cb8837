import type { Conduct } from '../assessment/assessment.ts'
import { DefectError } from '../outcome.ts'
import type { CaseEventType, EventOf } from './event.ts'
import type { Case, CaseIn } from './state.ts'

/** What every stage shares, taken out of a state before it moves to another stage. */
export const commonOf = (state: Case) => ({
  caseId: state.caseId,
  lenderId: state.lenderId,
  borrowerId: state.borrowerId,
  policyVersion: state.policyVersion,
  language: state.language,
  zone: state.zone,
  zones: state.zones,
  facts: state.facts,
  seen: state.seen,
  fingerprint: state.fingerprint,
  ...(state.emailPoint && { emailPoint: state.emailPoint }),
  debt: state.debt,
  recovered: state.recovered,
  payments: state.payments,
  episode: state.episode,
  conduct: state.conduct,
  holds: state.holds,
  ...(state.rested && { rested: state.rested }),
  notices: state.notices,
  pending: state.pending,
  ...(state.written && { written: state.written }),
  warnings: state.warnings,
  ...(state.feedback && { feedback: state.feedback }),
  ...(state.contactTask && { contactTask: state.contactTask }),
  ...(state.lenderContacts && { lenderContacts: state.lenderContacts }),
  ...(state.preferences && { preferences: state.preferences }),
})

const isIn = <Stage extends Case['stage']>(state: Case, stage: Stage): state is CaseIn<Stage> => state.stage === stage

/** The state as it must be for an event to follow. @throws DefectError in another stage */
export const within = <Stage extends Case['stage']>(state: Case, stage: Stage, type: CaseEventType): CaseIn<Stage> => {
  if (isIn(state, stage)) return state
  throw new DefectError(`${state.caseId}: ${type} cannot follow in stage ${state.stage}, only in ${stage}`)
}

/** Conduct with one more of something. */
export const counted = (state: Case, what: keyof Conduct): Conduct => ({
  ...state.conduct,
  [what]: (state.conduct[what] ?? 0) + 1,
})

/** A reply of the borrower, counted. */
export const replied = (state: Case) => ({ conduct: counted(state, 'replies') })

/** Holds without those of one kind. */
export const withoutHold = (state: Case, kind: EventOf<'HoldLifted'>['kind']) =>
  state.holds.filter((hold) => hold.kind !== kind)

/** Holds that belong to a plan or a mediation end with it; what the borrower asked for stays. */
export const withoutStageHolds = (state: Case) =>
  state.holds.filter(({ kind }) => kind !== 'signed-plan' && kind !== 'mediation')
