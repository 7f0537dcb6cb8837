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
import { paidIn } from '../../../domain/plan/progress.ts'
import { dayPlusDays } from '../../../domain/time.ts'
import { commandOf, happenings } from './happenings.ts'
import { at, type Walk } from './walk.ts'

const starts = Object.fromEntries(
  (['platform-a', 'platform-b'] as const).flatMap((lender) =>
    (['admitted', 'negotiating', 'offered', 'proposed', 'understood', 'performing', 'warned', 'broken'] as const).map(
      (point) => [`${point} at ${lender}`, at[point](lender)],
    ),
  ),
)

/** Lets things happen to a case, from one point of the road, and looks at it after each. */
const happeningTo = (
  looks: (walk: Walk, happened: readonly DossierEntry[], before: Case, command: Command) => void,
  numRuns = 150,
) =>
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
    const folded = entries.reduce<Case | undefined>(
      (so, { event, at: when }) => evolve(so, caseId, event, when),
      undefined,
    )
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
    else if (state.stage !== 'closed') expect(total(before) - total(state)).toBe(amount)
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
    const settled = plan.instalments.map(
      (_each, index) => (progress.paid[index] ?? 0) + (progress.interestForgiven[index] ?? 0),
    )
    const interestSettled = sum(plan.instalments.map(({ interest }, index) => Math.min(interest, settled[index] ?? 0)))
    const paidOff = sum(settled) - interestSettled
    const owedBack = Math.max(0, -progress.credit)
    expect(broken.debt.principal + broken.debt.fees).toBe(
      plan.opening.principal + plan.opening.fees - paidOff + owedBack,
    )
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
    if (
      command.type === 'take answer' &&
      (command.answer.answer === 'complaint' || command.answer.answer === 'understanding')
    )
      return
    const again = walk.ask(command)
    expect(isRefusal(again) ? [] : again).toEqual([])
  })
})
