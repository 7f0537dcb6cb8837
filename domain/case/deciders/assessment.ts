import { isDeepStrictEqual } from 'node:util'
import { abilityFrom, contractInstalmentOf } from '../../assessment/ability.ts'
import type { AskedQuestion, Assessment } from '../../assessment/assessment.ts'
import { questionsOn, withAnswers } from '../../assessment/questions.ts'
import { riskOf } from '../../assessment/risk.ts'
import { segmentOf } from '../../assessment/segment.ts'
import { readStatement, type StatementOfMeans } from '../../assessment/statement.ts'
import { willingnessFrom } from '../../assessment/willingness.ts'
import { isRefusal, type Refusal, refusal } from '../../outcome.ts'
import type { Policy } from '../../policy/policy.ts'
import { type Day, dayPlusDays, type Instant } from '../../time.ts'
import type { BorrowerAnswer, StaffAnswer } from '../answer.ts'
import { timeLeft } from '../deadline.ts'
import { evidenceOf } from '../evidence.ts'
import type { Case, CaseIn } from '../state.ts'
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

/**
 * The borrower's statement (R10). What does not fit together, or is far from usual, is asked about once, on the page; what they send then
 * counts, answered or not. Who disputes the debt is not asked about figures.
 */
export const takeStatement = (
  story: Story,
  { facts, questioned }: CaseIn<'assessing'>,
  { statement: sent, answers = {}, final = false }: Extract<BorrowerAnswer, { answer: 'statement' }>,
): Refusal | undefined => {
  const statement = readStatement(sent)
  if (isRefusal(statement)) return statement
  const questions = questionsOn(statement, facts, story.situation.policy.assessment)
  if (questions.length === 0 || final || statement.disputesDebt)
    receiveStatement(story, statement, withAnswers(questions, answers))
  else if (!isDeepStrictEqual(questioned, { statement, questions }))
    story.tell({ type: 'StatementQuestioned', statement, questions })
  return undefined
}

const receiveStatement = (story: Story, statement: StatementOfMeans, questions: readonly AskedQuestion[]): void => {
  story.tell({
    type: 'StatementReceived',
    statement,
    ...(questions.length === 0 ? {} : { questions: [...questions] }),
  })
  if (statement.disputesDebt)
    story.tell({ type: 'HoldPlaced', hold: { kind: 'dispute', setBy: 'borrower', from: story.situation.now } })
}

/** Records what came of papers that a borrower offered (R10). Income that they refute counts less from the next scoring on. */
export const checkEvidence = (
  story: Story,
  { item, finding }: Extract<StaffAnswer, { answer: 'evidence' }>,
): Refusal | undefined => {
  const evidence = evidenceOf(story.state)
  if (evidence === undefined) return movedOn(story)
  if ((evidence[item] ?? 'none') === 'none')
    return refusal('not-offered', `The borrower offered no papers on ${item}; choose one of those offered.`)
  if (evidence[item] !== finding) story.tell({ type: 'EvidenceChecked', item, finding })
  return undefined
}

/** Asks once more, kindly. A statement whose questions stayed open is taken as it stands instead: questions hold nobody up. */
export const remindStatement = (story: Story): Refusal | undefined => {
  const { state } = story
  if (state.stage !== 'assessing') return movedOn(story)
  if (state.statement !== undefined || state.reminded) return undefined
  if (state.questioned !== undefined) {
    receiveStatement(story, state.questioned.statement, state.questioned.questions)
    return undefined
  }
  story.tell({ type: 'StatementReminded' }).notify({
    kind: 'statement-reminder',
    replyBy: story.inDays(story.situation.policy.assessment.statementWithinDays),
  })
  return undefined
}

/** Seconds in which a statement can still come although its time is over, as the clock stood still; 0 when it came or cannot. */
export const statementTimeLeft = (state: CaseIn<'assessing'>, { assessment }: Policy, now: Instant): number => {
  if (state.statement !== undefined) return 0
  const { reminderAfterDays, statementWithinDays } = assessment
  return timeLeft(state, { at: state.statementAskedAt, withinDays: reminderAfterDays + statementWithinDays }, now)
}

/** Judges ability and, apart from it, willingness; both give the segment (R11, R12). */
export const scoreAbility = (story: Story): Refusal | undefined => {
  const { state } = story
  if (state.stage !== 'assessing') return state.stage === 'negotiating' ? undefined : movedOn(story)
  if (statementTimeLeft(state, story.situation.policy, story.situation.now) > 0) return undefined
  if (state.statement === undefined && state.questioned !== undefined)
    receiveStatement(story, state.questioned.statement, state.questioned.questions)
  else if (state.statement === undefined && !state.lapsed) story.tell({ type: 'StatementLapsed' })
  if (story.state.stage === 'assessing')
    story.tell({ type: 'Assessed', episode: state.episode, assessment: assessmentOf(story, story.state) })
  return undefined
}

/** Payments of a quarter say what somebody can pay now. */
const lately = 92

/** The largest payment of late, by the lender's file or since; undefined when there is none. Minor units. */
const paidLately = ({ payments, facts }: Pick<Case, 'payments' | 'facts'>, today: Day): number | undefined => {
  const kept = Object.values(payments).filter(({ reversedBy }) => reversedBy === undefined)
  const since = dayPlusDays(today, -lately)
  const amounts = [...kept, ...(facts.lastPayment === undefined ? [] : [facts.lastPayment])]
    .filter(({ on, amount }) => on >= since && amount > 0)
    .map(({ amount }) => amount)
  return amounts.length === 0 ? undefined : Math.max(...amounts)
}

const assessmentOf = (story: Story, state: CaseIn<'assessing'>): Assessment => {
  const { statement, facts, risk, questions, conduct } = state
  const paid = paidLately(state, story.today)
  const instalment = contractInstalmentOf(facts)
  const ability = abilityFrom({ statement, facts, policy: story.situation.policy.assessment, paidLately: paid })
  const willingness = willingnessFrom(conduct, {
    gaveStatement: statement !== undefined,
    ...(paid === undefined ? {} : { paid: { largest: paid, instalment } }),
  })
  const disputesDebt = statement?.disputesDebt ?? false
  const segment = segmentOf({ ability, willingness, contractInstalment: instalment, disputesDebt })
  const { hardship = 'none', hardshipMonths, evidence = {} } = statement ?? {}
  return {
    risk,
    ability,
    willingness,
    segment,
    hardship,
    ...(hardshipMonths === undefined ? {} : { hardshipMonths }),
    ...(questions === undefined ? {} : { questions }),
    ...(Object.keys(evidence).length === 0 ? {} : { evidence }),
  }
}
