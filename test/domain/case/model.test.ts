import fc from 'fast-check'
import { expect, test } from 'vitest'
import { brokenAt, type DossierEntry } from '../../../domain/case/chain.ts'
import type { Command } from '../../../domain/case/command.ts'
import { nextAttention } from '../../../domain/case/deciders/monitoring.ts'
import { evolve } from '../../../domain/case/evolve.ts'
import { Case } from '../../../domain/case/state.ts'
import { answerTo, Wait, wakingEvents } from '../../../domain/case/waits.ts'
import { noticeIdOf } from '../../../domain/ids.ts'
import { isRefusal } from '../../../domain/outcome.ts'
import { outstandingOf, paidIn } from '../../../domain/plan/progress.ts'
import { dayPlusDays } from '../../../domain/time.ts'
import { admission, at, documentHash, facts, origin, payment, statement, type Walk } from './walk.ts'

/** One thing that may happen; the numbers are read as the case that it happens to needs them. */
interface Happening {
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
  const say = (answer: Extract<Command, { type: 'take answer' }>['answer']): Command => ({ type: 'take answer', answer })
  if (two % 19 === 0) return say({ answer: one % 2 === 0 ? 'opt-out' : 'complaint' })
  switch (state.stage) {
    case 'assessing':
      return say({ answer: 'statement', statement: { ...statement, monthlyIncome: 400_000 + one * 1_000, disputesDebt: two % 23 === 0 } })
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
      if (state.step === 'drawn-up') return say(two % 5 === 0 ? { answer: 'understanding', choices: [one % 3, 0] } : walk.understood())
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
  return state.plan.instalments.reduce((sum, { dueOn }, index) => (dueOn <= dayPlusDays(today, 3) ? sum + (outstanding[index] ?? 0) : sum), 0)
}

const commandOf = (walk: Walk, { what, one, two }: Happening): Command | undefined => {
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
      return { type: 'receive payment', paymentId: payment(`due-${today}`), amount: Math.max(1, dueNow(walk)), on: today, origin: origin(900) }
    case 'pay something':
      return {
        type: 'receive payment',
        paymentId: payment(name),
        amount: 1 + one * (two % 5 === 0 ? 5_000 : 100),
        on: dayPlusDays(today, -(two % 4)),
        origin: origin(901),
      }
    case 'reverse':
      return { type: 'reverse payment', paymentId: two % 2 === 0 ? payment(name) : payment(`due-${today}`), origin: origin(902, 2 + (one % 3)) }
    case 'update': {
      const debt = { principal: one * 2_000, interest: two * 10, fees: one }
      return admission(walk, 1 + (two % 90), { ...facts, debt, daysPastDue: one % 60 })
    }
    case 'answer':
      return borrowerSays(walk, one, two)
    case 'staff':
      return one % 3 === 0
        ? { type: 'take staff answer', answer: { answer: 'approval', granted: two % 2 === 0 } }
        : { type: 'take staff answer', answer: { answer: 'proposal', monthlyAmount: 20_000 + one * 100, months: 1 + (two % 60) } }
    case 'notice': {
      const noticeId = noticeIdOf(walk.caseId, 1 + (one % Math.max(1, state.notices)))
      return two % 2 === 0
        ? { type: 'record notice sent', noticeId, messageId: `ses-${two}`, confirmed: true }
        : { type: 'suppress notice', noticeId, reason: 'stale' }
    }
    case 'warning': {
      const warning = Math.max(1, state.warnings - (two % 7 === 0 ? 1 : 0))
      return { type: (['ask what changed', 'respond to change', 'check recovery'] as const)[one % 3] ?? 'check recovery', warning }
    }
    case 'any order': {
      const types = ['remind statement', 'ask approval', 'make offer', 'remind offer', 'end negotiation', 'lapse agreement', 'score ability'] as const
      return { type: types[one % 7] ?? 'remind offer', episode: Math.max(1, episode - (two % 11 === 0 ? 1 : 0)) }
    }
  }
}

const happenings = fc.array(
  fc.record<Happening>({ what: fc.constantFrom(...whats), one: fc.integer({ min: 0, max: 999 }), two: fc.integer({ min: 0, max: 999 }) }),
  { minLength: 10, maxLength: 60, size: 'max' },
)

const starts = Object.fromEntries(
  (['platform-a', 'platform-b'] as const).flatMap((lender) =>
    (['admitted', 'negotiating', 'offered', 'proposed', 'understood', 'performing', 'warned', 'broken'] as const).map((point) => [
      `${point} at ${lender}`,
      at[point](lender),
    ]),
  ),
)

/** Lets things happen to a case, from one point of the road, and looks at it after each. */
const happeningTo = (looks: (walk: Walk, happened: readonly DossierEntry[], before: Case, command: Command) => void, numRuns = 300) =>
  fc.assert(
    fc.property(fc.constantFrom(...Object.keys(starts)), happenings, (start, list) => {
      const walk = starts[start]?.copy() ?? at.admitted()
      for (const happening of list) {
        const command = commandOf(walk, happening)
        if (command === undefined) continue
        const before = walk.state
        const seen = walk.entries.length
        walk.try(command)
        looks(walk, walk.entries.slice(seen), before, command)
      }
    }),
    { numRuns, seed: 2026 },
  )

test('whatever happens, the state is what its schema says, to JSON and back', () => {
  happeningTo(({ state }, happened) => {
    if (happened.length === 0) return
    expect(Case.parse(state)).toEqual(state)
    expect(JSON.parse(JSON.stringify(state))).toEqual(state)
  }, 80)
})

test('whatever happens, the dossier is chained and adds up to the state', () => {
  happeningTo(({ entries, state, caseId }, happened) => {
    if (happened.length === 0) return
    expect(brokenAt(entries)).toBeUndefined()
    const folded = entries.reduce<Case | undefined>((so, { event, at: when }) => evolve(so, caseId, event, when), undefined)
    expect(folded).toEqual(state)
  }, 40)
})

test('what was recovered is the sum of the payments that were not taken back', () => {
  happeningTo(({ state }) => {
    const kept = Object.values(state.payments).filter(({ reversedBy }) => reversedBy === undefined)
    expect(state.recovered).toBe(kept.reduce((sum, { amount }) => sum + amount, 0))
  })
})

test('a payment changes what is owed by its amount, in every stage that owes', () => {
  happeningTo(({ state }, happened, before) => {
    const [first] = happened
    if (first?.event.type !== 'PaymentReceived' || state.stage !== before.stage) return
    const { amount } = first.event
    if (state.stage === 'performing' && before.stage === 'performing')
      expect(paidIn(state.progress)).toBe(paidIn(before.progress) + amount)
    else if (state.stage !== 'closed')
      expect(total(before) - total(state)).toBe(amount)
  })
})

const total = ({ debt }: Case): number => debt.principal + debt.interest + debt.fees

test('a payment that is taken back leaves as much owed as without it', () => {
  happeningTo(({ state }, happened, before) => {
    const [first] = happened
    if (first?.event.type !== 'PaymentReversed') return
    const { amount } = first.event
    if (state.stage === 'performing' && before.stage === 'performing')
      expect(paidIn(state.progress)).toBe(paidIn(before.progress) - amount)
    else if (state.stage !== 'closed') expect(total(state) - total(before)).toBe(amount)
  })
})

test('a plan that breaks loses nothing of what was paid on it, and asks for nothing twice', () => {
  let seen = 0
  happeningTo((_, happened, before) => {
    const broken = happened.find(({ event }) => event.type === 'PlanBroken')?.event
    if (broken?.type !== 'PlanBroken' || before.stage !== 'performing') return
    seen += 1
    const { plan, progress } = before
    const sum = (amounts: readonly number[]): number => amounts.reduce((so, amount) => so + amount, 0)
    const settled = plan.instalments.map((_each, index) => (progress.paid[index] ?? 0) + (progress.interestForgiven[index] ?? 0))
    const interestSettled = sum(plan.instalments.map(({ interest }, index) => Math.min(interest, settled[index] ?? 0)))
    const paidOff = sum(settled) - interestSettled
    const owedBack = Math.max(0, -progress.credit)
    expect(broken.debt.principal + broken.debt.fees).toBe(plan.opening.principal + plan.opening.fees - paidOff + owedBack)
  }, 300)
  expect(seen).toBeGreaterThan(5)
})

test('notices are numbered one after another, and none twice', () => {
  happeningTo(({ state, events, caseId }) => {
    const ids = events.flatMap((event) => (event.type === 'NoticeRequested' ? [event.noticeId] : []))
    expect(ids).toEqual(ids.map((_, index) => noticeIdOf(caseId, index + 1)))
    expect(state.notices).toBe(ids.length)
  }, 60)
})

test('after a look at a plan, the next one is due on a later day, and a second look the same day finds nothing', () => {
  let looks = 0
  happeningTo((walk, _, __, command) => {
    if (command.type !== 'watch plan') return
    const next = nextAttention(walk.state)
    if (walk.state.stage !== 'performing') return expect(next).toBeUndefined()
    looks += 1
    expect(next !== undefined && next > command.today).toBe(true)
    expect(walk.ask(command)).toEqual([])
  }, 300)
  expect(looks).toBeGreaterThan(100)
})

test('a plan is looked at on every day on which it has news', () => {
  happeningTo((walk, _, __, command) => {
    if (command.type !== 'watch plan' || walk.state.stage !== 'performing') return
    const next = nextAttention(walk.state)
    for (let days = 1; days < 40; days++) {
      const today = dayPlusDays(command.today, days)
      if (next === undefined || today >= next) break
      expect(walk.ask({ type: 'watch plan', today })).toEqual([])
    }
  }, 25)
})

test('the hold of a signed plan is there from the signature to the end of the plan, and only then', () => {
  happeningTo(({ state }) => {
    const signed = state.stage === 'performing' || (state.stage === 'agreeing' && state.step === 'signed')
    expect(state.holds.filter(({ kind }) => kind === 'signed-plan')).toHaveLength(signed ? 1 : 0)
  })
})

test('the hold of a mediation is there while a mediator is at work, and only then', () => {
  happeningTo(({ state }) => {
    const mediated = state.stage === 'negotiating' && state.mediation !== undefined
    expect(state.holds.filter(({ kind }) => kind === 'mediation')).toHaveLength(mediated ? 1 : 0)
  })
})

test('every event that answers a machine that waits is one that wakes it', () => {
  const waking: readonly string[] = wakingEvents
  happeningTo(({ state }, happened, before, command) => {
    // The machine that would wait for a statement is the one that gives this order, after its wait.
    if (happened.length === 0 || command.type === 'score ability') return
    for (const wait of Wait.options) {
      if (answerTo(wait, before.episode, before) !== undefined) continue
      if (answerTo(wait, before.episode, state) !== undefined)
        expect(happened.map(({ event }) => event.type).filter((type) => waking.includes(type))).not.toEqual([])
    }
  })
})

test('a refusal says in words what is wrong, and changes nothing', () => {
  happeningTo((walk, happened, before, command) => {
    const again = walk.ask(command)
    if (isRefusal(again)) expect(again.reason).toMatch(/^.{20,}\.?$/)
    if (happened.length === 0) expect(walk.state).toBe(before)
  }, 40)
})

const repeatable: readonly Command['type'][] = ['record failure']

test('a command that comes twice does nothing the second time', () => {
  happeningTo((walk, happened, _, command) => {
    if (happened.length === 0 || repeatable.includes(command.type)) return
    // Each complaint counts, and each attempt at the questions is an attempt.
    if (command.type === 'take answer' && (command.answer.answer === 'complaint' || command.answer.answer === 'understanding')) return
    const again = walk.ask(command)
    expect(isRefusal(again) ? [] : again).toEqual([])
  })
})
