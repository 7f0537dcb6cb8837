import { DefectError } from '../outcome.ts'
import { giveReward } from '../plan/receipts.ts'
import type { Instant } from '../time.ts'
import type { CaseEventType, EventOf } from './event.ts'
import { commonOf, counted, replied, within, withoutHold } from './evolve-common.ts'
import type { Case, CaseIn } from './state.ts'

type Step = EventOf<
  | 'InstalmentReminded'
  | 'InstalmentAskedAfter'
  | 'InstalmentMet'
  | 'InstalmentMissed'
  | 'RewardEarned'
  | 'ReviewVisited'
  | 'ReviewAnswered'
  | 'PlanBroken'
  | 'WarningRaised'
  | 'ChangeAskedFor'
  | 'SupportGroupOpened'
  | 'WarningAnswered'
  | 'WarningHandedOver'
  | 'WarningResolved'
  | 'ReassessmentWanted'
  | 'RewardLost'
  | 'PlanCompleted'
>

/** The case after something happened to its plan, or to a warning about it. */
export const afterPlan = (state: Case, event: Step, at: Instant): Case => {
  switch (event.type) {
    case 'InstalmentReminded': {
      const performing = within(state, 'performing', event.type)
      return { ...performing, reminded: [...performing.reminded, event.number] }
    }
    case 'InstalmentAskedAfter': {
      const performing = within(state, 'performing', event.type)
      return { ...performing, askedAfter: [...(performing.askedAfter ?? []), event.number] }
    }
    case 'InstalmentMet': {
      const performing = within(state, 'performing', event.type)
      return {
        ...performing,
        conduct: counted(state, 'instalmentsMet'),
        met: [...performing.met, event.number],
      }
    }
    case 'InstalmentMissed': {
      const performing = within(state, 'performing', event.type)
      return {
        ...performing,
        conduct: counted(state, 'instalmentsMissed'),
        missed: [...performing.missed, event.number],
      }
    }
    case 'RewardEarned': {
      const performing = within(state, 'performing', event.type)
      return {
        ...performing,
        progress: giveReward(performing.plan, performing.progress, {
          each: event.each ?? [{ number: event.number, amount: event.amount }],
        }),
        rewarded: [...performing.rewarded, event.number],
      }
    }
    case 'ReviewVisited':
      return {
        ...within(state, 'performing', event.type),
        reviewOn: event.nextOn,
        reviewEveryMonths: event.everyMonths,
        reviewAnswered: false,
      }
    case 'ReviewAnswered':
      return { ...within(state, 'performing', event.type), ...replied(state), reviewAnswered: true }
    case 'PlanBroken':
      return {
        ...within(state, 'performing', event.type),
        conduct: counted(state, 'plansBroken'),
        debt: event.debt,
        holds: withoutHold(state, 'signed-plan'),
      }

    case 'WarningRaised':
      return {
        ...within(state, 'performing', event.type),
        warnings: event.number,
        warning: { number: event.number, raisedAt: at, asked: false, invited: false, handedOver: false },
      }
    case 'ChangeAskedFor':
      return withWarning(state, event.type, (warning) => ({ ...warning, asked: true }))
    case 'SupportGroupOpened':
      return withWarning(state, event.type, (warning) => ({ ...warning, invited: true }))
    case 'WarningAnswered':
      return withWarning({ ...state, ...replied(state) }, event.type, (warning) => ({
        ...warning,
        answer: event.answer,
        ...(event.hardship === undefined ? {} : { hardship: event.hardship }),
        ...(event.payBy === undefined ? {} : { payBy: event.payBy }),
      }))
    case 'WarningHandedOver':
      return withWarning(promiseEnded(state, 'promisesBroken'), event.type, (warning) => ({
        ...warning,
        handedOver: true,
      }))
    case 'WarningResolved': {
      const { warning: _resolved, ...performing } = within(
        promiseEnded(state, 'promisesKept'),
        'performing',
        event.type,
      )
      return performing
    }
    case 'ReassessmentWanted':
      return {
        ...commonOf(within(state, 'performing', event.type)),
        stage: 'admitted',
        episode: event.episode,
        debt: event.debt,
        holds: withoutHold(state, 'signed-plan'),
      }

    case 'RewardLost':
    case 'PlanCompleted':
      return within(state, 'performing', event.type)
  }
}

/** Who named a day to pay made a promise; other answers to a warning are none. */
const promiseEnded = (state: Case, how: 'promisesKept' | 'promisesBroken'): Case =>
  state.stage === 'performing' && state.warning?.answer === 'will-pay' && !state.warning.handedOver
    ? { ...state, conduct: counted(state, how) }
    : state

const withWarning = (
  state: Case,
  type: CaseEventType,
  change: (warning: NonNullable<CaseIn<'performing'>['warning']>) => NonNullable<CaseIn<'performing'>['warning']>,
): Case => {
  const performing = within(state, 'performing', type)
  if (performing.warning === undefined) throw new DefectError(`${state.caseId}: ${type} without a warning`)
  return { ...performing, warning: change(performing.warning) }
}
