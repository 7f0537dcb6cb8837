import { type Refusal, refusal } from '../../outcome.ts'
import { outstandingOf, type PlanPosition, paidIn, positionAt, rewardNext } from '../../plan/progress.ts'
import { remainingDebt } from '../../plan/remaining.ts'
import { type Day, dayPlusDays, dayPlusMonths, daysBetween } from '../../time.ts'
import { isWarning, type WarningSigns, warningScore } from '../../warning/score.ts'
import type { CommandOf } from '../command.ts'
import type { Case, CaseIn } from '../state.ts'
import type { Story } from '../story.ts'

/**
 * Looks at a plan on one day of the lender's calendar (R50–R52, R60): what was met, what was missed, what was earned, what is due soon,
 * whether a review is due, whether trouble shows. Looking twice on one day changes nothing.
 */
export const watchPlan = (story: Story, { today }: CommandOf<'watch plan'>): Refusal | undefined => {
  if (story.state.stage !== 'performing')
    return refusal('moved-on', `The case is ${story.state.stage}; there is no plan to watch.`)
  recordMet(story, today)
  recordMissed(story, today)
  if (endIfCompleted(story, today) || endIfBroken(story, today)) return undefined
  settleWarning(story, today)
  remind(story, today)
  askAfter(story, today)
  review(story, today)
  warnEarly(story, today)
  return undefined
}

const performing = (story: Story): CaseIn<'performing'> | undefined =>
  story.state.stage === 'performing' ? story.state : undefined

const positionOf = (state: CaseIn<'performing'>, today: Day): PlanPosition =>
  positionAt(state.plan, state.progress, today, state.graceDays)

const money = (minor: number, state: Case) => ({ minor, currency: state.facts.currency })

const recordMet = (story: Story, today: Day): void => {
  const state = performing(story)
  const number = state && positionOf(state, today).met.find((met) => !state.met.includes(met))
  if (state === undefined || number === undefined) return
  const dueOn = state.plan.instalments[number - 1]?.dueOn ?? today
  const paidOn = state.progress.settledOn[number - 1] ?? dueOn
  story.tell({ type: 'InstalmentMet', number, daysLate: Math.max(0, daysBetween(dueOn, paidOn)) })
  reward(story, today)
  // A reward can be all that an instalment asked for.
  recordMet(story, today)
}

const reward = (story: Story, today: Day): void => {
  const state = performing(story)
  if (state === undefined) return
  const { incentive } = story.situation.policy.monitoring
  const position = positionOf(state, today)
  const earned = rewardNext(state.plan, state.progress, incentive, position)
  if (earned === undefined) return
  const { number, amount, each } = earned
  story.tell({ type: 'RewardEarned', number, amount, ...(each.length > 1 && { each: [...each] }) }).notify({
    kind: 'reward-earned',
    lowers: incentive.lowers,
    // Payments reported late may have ended the run that earned it already.
    kept: Math.max(position.keptInARow, incentive.afterKept),
    amount: money(amount, state),
    dueOn: state.plan.instalments[number - 1]?.dueOn ?? today,
  })
}

const recordMissed = (story: Story, today: Day): void => {
  const state = performing(story)
  if (state === undefined) return
  const outstanding = outstandingOf(state.plan, state.progress)
  for (const number of positionOf(state, today).missed) {
    if (state.missed.includes(number)) continue
    const before = positionAt(state.plan, state.progress, today, 10_000).keptInARow
    story.tell({ type: 'InstalmentMissed', number, outstanding: outstanding[number - 1] ?? 0 })
    if (before > 0 && performing(story)?.missed.length === 1) loseReward(story, number)
    raise(story, { trigger: 'missed', points: 0, reasons: ['instalment-missed'] })
  }
}

const loseReward = (story: Story, number: number): void => {
  const { afterKept } = story.situation.policy.monitoring.incentive
  story.tell({ type: 'RewardLost', number }).notify({ kind: 'reward-lost', afterKept })
}

const raise = (story: Story, why: { trigger: 'missed' | 'score'; points: number; reasons: string[] }): void => {
  const state = performing(story)
  if (state === undefined || state.warning !== undefined) return
  story.tell({ type: 'WarningRaised', number: state.warnings + 1, ...why })
}

const settleWarning = (story: Story, today: Day): void => {
  const state = performing(story)
  if (state?.warning?.handedOver && positionOf(state, today).missed.length === 0)
    story.tell({ type: 'WarningResolved', number: state.warning.number })
}

const endIfCompleted = (story: Story, today: Day): boolean => {
  const state = performing(story)
  if (state === undefined || !positionOf(state, today).completed) return false
  story
    .tell({ type: 'PlanCompleted' })
    .tell({ type: 'CaseClosed', outcome: state.plan.kind === 'settlement' ? 'settled' : 'plan-completed' })
    .notify({
      kind: 'plan-completed',
      ...(state.plan.kind === 'settlement' && { settled: true }),
      paid: money(paidIn(state.progress), state),
      on: today,
    })
  return true
}

const endIfBroken = (story: Story, today: Day): boolean => {
  const state = performing(story)
  const { policy } = story.situation
  if (state === undefined) return false
  const { missed } = positionOf(state, today)
  // A plan of fewer instalments than that is broken when all of them are missed.
  if (missed.length < Math.min(policy.monitoring.brokenAfterMissed, state.plan.instalments.length)) return false
  const debt = remainingDebt(state.plan, state.progress, today)
  const last = state.episode >= policy.offer.maxEpisodes
  story
    .tell({ type: 'PlanBroken', missed: [...missed], debt })
    .notify({ kind: 'plan-broken', missed: missed.length, ...(last && { last }) })
  if (!last) story.tell({ type: 'ReassessmentWanted', episode: state.episode + 1, because: 'plan-broken', debt })
  else story.tell({ type: 'CaseClosed', outcome: 'plan-broken' })
  return true
}

const remind = (story: Story, today: Day): void => {
  const state = performing(story)
  const next = state && positionOf(state, today).nextDue
  if (state === undefined || next === undefined || state.reminded.includes(next.number)) return
  if (today < dayPlusDays(next.on, -state.remindDaysBefore)) return
  story
    .tell({ type: 'InstalmentReminded', number: next.number })
    .notify({ kind: 'instalment-due', amount: money(next.outstanding, state), dueOn: next.on })
}

/** A payment made on its day takes this long to show in the lender's books. */
const showsAfterDays = 2

/** Days that lie at least between asking after an instalment and early warning, which asks again: two letters at once would press. */
const apartDays = 3

/** The last day on which an instalment is asked after; early warning comes on the day after the days of grace. */
export const askAfterUntil = (graceUntil: Day): Day => dayPlusDays(graceUntil, 1 - apartDays)

/** When an instalment is asked after that has not arrived: within the days of grace, so none where they are few. */
const askAfterOn = (dueOn: Day, { warning, graceDays }: CaseIn<'performing'>): Day | undefined =>
  warning === undefined && graceDays >= showsAfterDays + apartDays ? dayPlusDays(dueOn, showsAfterDays) : undefined

const askAfter = (story: Story, today: Day): void => {
  const state = performing(story)
  if (state === undefined) return
  const late = openInstalments(state).find(
    ({ number, dueOn }) => !state.missed.includes(number) && !state.askedAfter?.includes(number) && dueOn < today,
  )
  const on = late && askAfterOn(late.dueOn, state)
  if (late === undefined || on === undefined || today < on) return
  story.tell({ type: 'InstalmentAskedAfter', number: late.number }).notify({
    kind: 'instalment-missed',
    amount: money(late.outstanding, state),
    dueOn: late.dueOn,
    graceUntil: dayPlusDays(late.dueOn, state.graceDays),
  })
}

/** Whether an instalment was asked after and may still arrive in time: then its letter is the question, and signs add nothing to it. */
const isAskedAfter = (state: CaseIn<'performing'>): boolean =>
  openInstalments(state).some(({ number }) => state.askedAfter?.includes(number) && !state.missed.includes(number))

const openInstalments = ({ plan, progress }: CaseIn<'performing'>) => {
  const outstanding = outstandingOf(plan, progress)
  return plan.instalments
    .map(({ number, dueOn }, index) => ({ number, dueOn, outstanding: outstanding[index] ?? 0 }))
    .filter((instalment) => instalment.outstanding > 0)
}

const review = (story: Story, today: Day): void => {
  const state = performing(story)
  if (state === undefined || today < state.reviewOn) return
  const { reviewEveryMonths, reviewStretchedToMonths } = story.situation.policy.monitoring
  const everyMonths = state.missed.length === 0 ? reviewStretchedToMonths : reviewEveryMonths
  story.tell({ type: 'ReviewVisited', nextOn: dayPlusMonths(today, everyMonths), everyMonths }).notify({
    kind: 'review-visit',
    replyBy: dayPlusDays(today, story.situation.policy.warning.answerWithinDays),
    nextInMonths: everyMonths,
  })
}

const warnEarly = (story: Story, today: Day): void => {
  const state = performing(story)
  if (state === undefined || isAskedAfter(state)) return
  const score = warningScore(signsOf(state, positionOf(state, today)))
  const { points } = score
  const reasons = score.reasons.map(({ code }) => code)
  if (isWarning(score, story.situation.policy.warning)) raise(story, { trigger: 'score', points, reasons })
}

const signsOf = (state: CaseIn<'performing'>, { nextDue, missed }: PlanPosition): WarningSigns => {
  const { plan, progress, met } = state
  const recentDaysLate = met.slice(-3).map((number) => {
    const dueOn = plan.instalments[number - 1]?.dueOn
    const paidOn = progress.settledOn[number - 1]
    return dueOn && paidOn ? daysBetween(dueOn, paidOn) : 0
  })
  return {
    recentDaysLate,
    partlyPaid: nextDue !== undefined && (progress.paid[nextDue.number - 1] ?? 0) > 0 ? 1 : 0,
    reviewsUnanswered: state.reviewAnswered ? 0 : 1,
    missedBefore: state.missed.filter((number) => !missed.includes(number)).length,
    instalment: nextDue?.outstanding ?? 0,
    affordableMonthly: state.assessment.ability.affordableMonthly,
  }
}

/**
 * The next day on which a plan needs looking at; undefined outside a plan. After a look, it is always later than the day of the look:
 * each reason to look ends with the event that the look tells.
 */
export const nextAttention = (state: Case): Day | undefined => {
  if (state.stage !== 'performing') return undefined
  const { plan, progress, graceDays, remindDaysBefore } = state
  const days = [state.reviewOn]
  const outstanding = outstandingOf(plan, progress)
  let nextSeen = false
  for (const [index, { number, dueOn }] of plan.instalments.entries()) {
    if (outstanding[index] === 0) {
      if (!state.met.includes(number)) days.push(progress.settledOn[index] ?? state.activatedOn)
      continue
    }
    if (!state.missed.includes(number)) {
      days.push(dayPlusDays(dueOn, graceDays + 1))
      const asked = state.askedAfter?.includes(number) ? undefined : askAfterOn(dueOn, state)
      if (asked !== undefined && !nextSeen) days.push(asked)
      if (!nextSeen && !state.reminded.includes(number)) days.push(dayPlusDays(dueOn, -remindDaysBefore))
      nextSeen = true
    }
    if (nextSeen) break
  }
  return days.sort()[0]
}
