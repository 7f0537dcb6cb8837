import { type Refusal, refusal } from '../../outcome.ts'
import type { CommandOf } from '../command.ts'
import type { Story } from '../story.ts'

/** Has a stage started afresh, whose execution ends although something is waited for still. */
export const resumeStage = (story: Story, { machine }: CommandOf<'resume stage'>): Refusal | undefined => {
  const { state } = story
  switch (machine) {
    case 'assessment':
      if (state.stage !== 'assessing') break
      story.tell({ type: 'AssessmentResumed' })
      return undefined
    case 'offer':
      if (state.stage !== 'negotiating') break
      story.tell({ type: 'NegotiationResumed' })
      return undefined
    case 'agreement':
      if (state.stage !== 'agreeing') break
      story.tell({ type: 'AgreementResumed' })
      return undefined
    case 'early-warning':
      if (state.stage !== 'performing' || state.warning === undefined) break
      story.tell({ type: 'WarningResumed', number: state.warning.number })
      return undefined
  }
  return refusal('moved-on', `The case is ${state.stage}; nothing is waited for in ${machine}.`)
}
