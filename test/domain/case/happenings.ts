import fc from 'fast-check'
import type { Command } from '../../../domain/case/command.ts'
import { noticeIdOf } from '../../../domain/ids.ts'
import { outstandingOf } from '../../../domain/plan/progress.ts'
import { dayPlusDays } from '../../../domain/time.ts'
import { admission, documentHash, earning, facts, origin, payment, type Walk } from './walk.ts'

/** One thing that may happen; the numbers are read as the case that it happens to needs them. */
export interface Happening {
  readonly what: (typeof whats)[number]
  readonly one: number
  readonly two: number
}

const whats = [
  'machine',
  'machine',
  'machine',
  'machine',
  'time',
  'time',
  'watch',
  'watch',
  'pay what is due',
  'pay something',
  'reverse',
  'update',
  'answer',
  'answer',
  'staff',
  'notice',
  'warning',
  'any order',
] as const

/** What its machine would order next, as far as the state shows it. */
const machineOrder = (walk: Walk): Command => {
  const { state } = walk
  const { episode } = state
  switch (state.stage) {
    case 'admitted':
      return { type: 'assess risk', episode }
    case 'assessing':
      return { type: state.statementAskedAt === undefined ? 'request statement' : 'score ability', episode }
    case 'negotiating': {
      const { offer, mediation } = state
      if (mediation?.proposal !== undefined) return { type: 'put proposal', episode }
      if (offer === undefined) return { type: 'build options', episode }
      if (offer.answer === 'countered' && mediation === undefined) return { type: 'answer counter-offer', episode }
      if (offer.answer === 'mediation-wanted') return { type: 'assign mediator', episode, load: {} }
      return { type: 'make offer', episode }
    }
    case 'agreeing': {
      if (state.step === 'accepted') return { type: 'draw up agreement', episode, documentHash }
      if (state.step === 'drawn-up') return { type: 'explain agreement', episode }
      return { type: state.step === 'understood' ? 'ask signature' : 'activate plan', episode }
    }
    case 'performing':
      return { type: 'ask what changed', warning: state.warnings }
    case 'closed':
      return admission(walk, walk.entries.length, facts)
  }
}

/** What a borrower might say just now, more often than not something that fits. */
const borrowerSays = (walk: Walk, one: number, two: number): Command => {
  const { state } = walk
  const say = (answer: Extract<Command, { type: 'take answer' }>['answer']): Command => ({
    type: 'take answer',
    answer,
  })
  if (two % 19 === 0) return say({ answer: one % 2 === 0 ? 'opt-out' : 'complaint' })
  switch (state.stage) {
    case 'assessing':
      return say({
        answer: 'statement',
        statement: earning(400_000 + one * 1_000, { disputesDebt: two % 23 === 0 }),
      })
    case 'negotiating':
      return say(
        (
          [
            { answer: 'accept', option: 'a' },
            { answer: 'accept', option: 'b' },
            { answer: 'accept', option: 'c' },
            { answer: 'counter', monthlyAmount: 1 + one * 400 },
            { answer: 'counter', monthlyAmount: 40_000 + one * 50, months: 1 + (two % 60) },
            { answer: 'mediate' },
            { answer: 'decline' },
          ] as const
        )[two % 7] ?? { answer: 'decline' },
      )
    case 'agreeing':
      if (two % 13 === 0) return say({ answer: 'withdraw' })
      if (state.step === 'drawn-up')
        return say(two % 5 === 0 ? { answer: 'understanding', choices: [one % 3, 0] } : walk.understood())
      return say({ answer: 'sign', documentHash })
    default:
      return say(
        (
          [
            { answer: 'will-pay', payBy: dayPlusDays(walk.today, 1 + (one % 30)) },
            { answer: 'difficulty', hardship: 'illness' },
            { answer: 'support-group' },
            { answer: 'all-well' },
          ] as const
        )[two % 4] ?? { answer: 'all-well' },
      )
  }
}

const dueNow = ({ state, today }: Walk): number => {
  if (state.stage !== 'performing') return Math.ceil(state.debt.principal / 20)
  const outstanding = outstandingOf(state.plan, state.progress)
  return state.plan.instalments.reduce(
    (sum, { dueOn }, index) => (dueOn <= dayPlusDays(today, 3) ? sum + (outstanding[index] ?? 0) : sum),
    0,
  )
}

/** What a happening means for a case as it stands; letting time pass is no command. */
export const commandOf = (walk: Walk, { what, one, two }: Happening): Command | undefined => {
  const { state, today } = walk
  const { episode } = state
  const name = `p${two % 40}`
  switch (what) {
    case 'machine':
      return machineOrder(walk)
    case 'time':
      walk.wait(one % 45)
      return undefined
    case 'watch':
      return { type: 'watch plan', today }
    case 'pay what is due':
      return {
        type: 'receive payment',
        paymentId: payment(`due-${today}`),
        amount: Math.max(1, dueNow(walk)),
        on: today,
        origin: origin(900),
      }
    case 'pay something':
      return {
        type: 'receive payment',
        paymentId: payment(name),
        amount: 1 + one * (two % 5 === 0 ? 5_000 : 100),
        on: dayPlusDays(today, -(two % 4)),
        origin: origin(901),
      }
    case 'reverse':
      return {
        type: 'reverse payment',
        paymentId: two % 2 === 0 ? payment(name) : payment(`due-${today}`),
        origin: origin(902, 2 + (one % 3)),
      }
    case 'update': {
      const debt = { principal: one * 2_000, interest: two * 10, fees: one }
      return admission(walk, 1 + (two % 90), { ...facts, debt, daysPastDue: one % 60 })
    }
    case 'answer':
      return borrowerSays(walk, one, two)
    case 'staff':
      return one % 3 === 0
        ? { type: 'take staff answer', answer: { answer: 'approval', granted: two % 2 === 0 } }
        : {
            type: 'take staff answer',
            answer: { answer: 'proposal', monthlyAmount: 20_000 + one * 100, months: 1 + (two % 60) },
          }
    case 'notice': {
      const noticeId = noticeIdOf(walk.caseId, 1 + (one % Math.max(1, state.notices)))
      return two % 2 === 0
        ? { type: 'record notice sent', noticeId, messageId: `ses-${two}`, confirmed: true }
        : { type: 'suppress notice', noticeId, reason: 'stale' }
    }
    case 'warning': {
      const warning = Math.max(1, state.warnings - (two % 7 === 0 ? 1 : 0))
      return {
        type: (['ask what changed', 'respond to change', 'check recovery'] as const)[one % 3] ?? 'check recovery',
        warning,
      }
    }
    case 'any order': {
      const types = [
        'remind statement',
        'ask approval',
        'make offer',
        'remind offer',
        'end negotiation',
        'lapse agreement',
        'score ability',
      ] as const
      return { type: types[one % 7] ?? 'remind offer', episode: Math.max(1, episode - (two % 11 === 0 ? 1 : 0)) }
    }
  }
}

/** Lists of happenings. */
export const happenings = fc.array(
  fc.record<Happening>({
    what: fc.constantFrom(...whats),
    one: fc.integer({ min: 0, max: 999 }),
    two: fc.integer({ min: 0, max: 999 }),
  }),
  { minLength: 10, maxLength: 60, size: 'max' },
)
