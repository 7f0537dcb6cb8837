import { abilityFrom, contractInstalmentOf } from '../../assessment/ability.ts'
import type { Assessment } from '../../assessment/assessment.ts'
import { riskOf } from '../../assessment/risk.ts'
import { segmentOf } from '../../assessment/segment.ts'
import { willingnessFrom } from '../../assessment/willingness.ts'
import { type Refusal, refusal } from '../../outcome.ts'
import type { CaseIn } from '../state.ts'
import type { Story } from '../story.ts'

const movedOn = (story: Story): Refusal =>
  refusal('moved-on', `The case is ${story.state.stage}; this step of its assessment is over.`)

/** Judges the risk before anybody is contacted (R02, R13). */
export const assessRisk = (story: Story): Refusal | undefined => {
  const { state } = story
  if (state.stage !== 'admitted') return state.stage === 'assessing' ? undefined : movedOn(story)
  const risk = riskOf(state.facts, state.conduct, story.situation.policy.assessment, story.today)
  story.tell({ type: 'RiskAssessed', episode: state.episode, risk })
  return undefined
}

/** Sends the information pack and asks for the statement of means (R10, R24). */
export const requestStatement = (story: Story): Refusal | undefined => {
  const { state } = story
  if (state.stage !== 'assessing') return movedOn(story)
  if (state.statementAskedAt !== undefined) return undefined
  const { reminderAfterDays, statementWithinDays } = story.situation.policy.assessment
  story
    .tell({ type: 'StatementRequested' })
    .notify({ kind: 'statement-request', replyBy: story.inDays(reminderAfterDays + statementWithinDays) })
  return undefined
}

/** Asks once more, kindly. */
export const remindStatement = (story: Story): Refusal | undefined => {
  const { state } = story
  if (state.stage !== 'assessing') return movedOn(story)
  if (state.statement !== undefined || state.reminded) return undefined
  story.tell({ type: 'StatementReminded' }).notify({
    kind: 'statement-reminder',
    replyBy: story.inDays(story.situation.policy.assessment.statementWithinDays),
  })
  return undefined
}

/** Judges ability and, apart from it, willingness; both give the segment (R11, R12). */
export const scoreAbility = (story: Story): Refusal | undefined => {
  const { state } = story
  if (state.stage !== 'assessing') return state.stage === 'negotiating' ? undefined : movedOn(story)
  if (state.statement === undefined && !state.lapsed) story.tell({ type: 'StatementLapsed' })
  story.tell({ type: 'Assessed', episode: state.episode, assessment: assessmentOf(story, state) })
  return undefined
}

const assessmentOf = (story: Story, state: CaseIn<'assessing'>): Assessment => {
  const { statement, facts, risk } = state
  const ability = abilityFrom({ statement, facts, policy: story.situation.policy.assessment })
  const willingness = willingnessFrom(story.state.conduct, { gaveStatement: statement !== undefined })
  const segment = segmentOf({
    ability,
    willingness,
    contractInstalment: contractInstalmentOf(facts),
    disputesDebt: statement?.disputesDebt ?? false,
  })
  const { hardship = 'none', hardshipMonths } = statement ?? {}
  return { risk, ability, willingness, segment, hardship, ...(hardshipMonths !== undefined && { hardshipMonths }) }
}
