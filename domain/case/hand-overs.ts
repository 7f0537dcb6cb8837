import type { CaseEventType } from './event.ts'
import type { CaseMessage } from './outbox.ts'

/** The machines that a case's own events start. */
export type StageMachine = 'assessment' | 'offer' | 'agreement' | 'early-warning' | 'prompt-notice' | 'contact-task'

/**
 * What an event starts, under which name: the same event never starts two executions. A notice's first try is Express, whose names AWS does
 * not keep; there the second finds done what the first did.
 */
export interface HandOver {
  readonly machine: StageMachine
  executionName(message: CaseMessage): string
}

const byEpisode = (machine: StageMachine): HandOver => ({
  machine,
  executionName: ({ caseId, episode }) => `${caseId}-${machine}-${episode}`,
})

/** Named by its instant as well, since the stage was started before. */
const startedAfresh = (machine: StageMachine): HandOver => ({
  machine,
  executionName: ({ caseId, episode, warning, at }) =>
    `${caseId}-${machine}-${warning ?? episode}-${at.replaceAll(/\D/g, '')}`,
})

/** Which event hands a case over to which machine; read by the function that starts them, by infra and by the local world. */
export const handOvers = {
  AccountAdmitted: byEpisode('assessment'),
  ReassessmentWanted: byEpisode('assessment'),
  Assessed: byEpisode('offer'),
  PlanAccepted: byEpisode('agreement'),
  WarningRaised: {
    machine: 'early-warning',
    executionName: ({ caseId, warning }) => `${caseId}-early-warning-${warning}`,
  },
  ContactTaskOpened: {
    machine: 'contact-task',
    executionName: ({ caseId, task }) => `${caseId}-contact-task-${task}`,
  },
  AssessmentResumed: startedAfresh('assessment'),
  NegotiationResumed: startedAfresh('offer'),
  AgreementResumed: startedAfresh('agreement'),
  WarningResumed: startedAfresh('early-warning'),
  NoticeRequested: { machine: 'prompt-notice', executionName: ({ caseId, noticeId }) => noticeId ?? caseId },
} as const satisfies Partial<Record<CaseEventType, HandOver>>

/** Whether an event starts a machine. */
export const startsMachine = (type: string): type is keyof typeof handOvers => Object.hasOwn(handOvers, type)
