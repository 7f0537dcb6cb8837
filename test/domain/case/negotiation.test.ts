import { describe, expect, test } from 'vitest'
import { holdsStopping } from '../../../domain/contact/holds.ts'
import { planTotal } from '../../../domain/plan/plan.ts'
import { outstandingOf, paidIn } from '../../../domain/plan/progress.ts'
import { at, documentHash, earning, origin, payment, statement, type Walk } from './walk.ts'

const offerOf = (walk: Walk) => {
  const { offer } = walk.in('negotiating')
  if (offer === undefined) throw new Error('there is no offer')
  return offer
}

/** So little to pay with that only a plan beyond the lender's own authority fits. */
const poor = earning(445_000, { dependants: 0, hardship: 'none' })

const sum = (amounts: readonly number[]): number => amounts.reduce((so, amount) => so + amount, 0)

describe('a counter-offer', () => {
  test('is answered in a new round, in whose letter the borrower reads what they asked for', () => {
    const walk = at.offered()
    walk.answer({ answer: 'counter', monthlyAmount: 60_000 })
    expect(walk.order('answer counter-offer')).toEqual(['CounterJudged', 'OptionsBuilt'])
    expect(offerOf(walk)).toMatchObject({ round: 2, answering: { monthlyAmount: 60_000 } })
    walk.order('make offer')
    const letter = walk.events.findLast((event) => event.type === 'NoticeRequested')
    expect(letter).toMatchObject({
      content: { kind: 'counter-answer', round: 2, asked: { minor: 60_000, currency: 'CNY' }, answer: 'part-way' },
    })
  })

  test('is judged once: the step that judges it may be repeated and finds it done', () => {
    const walk = at.offered()
    walk.answer({ answer: 'counter', monthlyAmount: 60_000 })
    walk.order('answer counter-offer')
    expect(walk.order('answer counter-offer')).toEqual([])
    expect(offerOf(walk)).toMatchObject({ round: 2 })
  })

  test('that fits is a plan at once, at exactly the amount proposed', () => {
    const walk = at.offered()
    const { options } = offerOf(walk)
    const lowest = Math.min(
      ...options
        .filter(({ kind }) => kind !== 'settlement')
        .map(({ instalments }) => Math.max(...instalments.map((due) => due.principal + due.interest + due.fees))),
    )
    walk.answer({ answer: 'counter', monthlyAmount: lowest })
    expect(walk.order('answer counter-offer')).toEqual(['CounterJudged', 'PlanAccepted'])
    expect(walk.in('agreeing').plan.kind).toBe('counter-offer')
  })

  test('that asks for too much again and again leaves both sides stuck, once', () => {
    const walk = at.offered()
    const { maxRounds } = walk.policy.offer
    for (let round = 1; round <= maxRounds + 1; round++) {
      if (walk.in('negotiating').offer?.judged) break
      walk.answer({ answer: 'counter', monthlyAmount: 5_000 })
      walk.order('answer counter-offer')
      if (!offerOf(walk).judged) walk.order('make offer')
    }
    expect(offerOf(walk)).toMatchObject({ answer: 'countered', judged: true })
    expect(walk.events.filter((event) => event.type === 'CounterJudged' && event.verdict === 'stuck')).toHaveLength(1)
    expect(walk.order('answer counter-offer')).toEqual([])
    expect(walk.give({ type: 'assign mediator', episode: 1, load: {} })).toContain('MediatorAssigned')
  })
})

describe('what goes beyond the lender’s own authority', () => {
  const wanting = () => {
    const walk = at.negotiating('platform-a', poor)
    walk.order('build options')
    return walk
  }

  test('waits for the approver, and goes when they say yes', () => {
    const walk = wanting()
    expect(offerOf(walk).approval).toBe('wanted')
    expect(walk.order('ask approval')).toEqual(['ApprovalRequested'])
    expect(walk.order('ask approval')).toEqual([])
    walk.give({ type: 'take staff answer', answer: { answer: 'approval', granted: true } })
    expect(walk.order('make offer')).toEqual(['OfferMade', 'NoticeRequested'])
  })

  test('is not offered when they say no, and the borrower is told that nothing else fits', () => {
    const walk = wanting()
    const told = walk.give({ type: 'take staff answer', answer: { answer: 'approval', granted: false } })
    expect(told).toEqual(['ApprovalAnswered', 'CaseClosed', 'NoticeRequested'])
    expect(walk.in('closed').outcome).toBe('approval-refused')
  })

  test('counts as refused when nobody says anything in time', () => {
    const walk = wanting()
    expect(walk.order('make offer')).toEqual(['ApprovalAnswered', 'CaseClosed', 'NoticeRequested'])
  })
})

describe('who cannot pay anything', () => {
  test('is told plainly that no plan fits, and is asked for nothing', () => {
    const walk = at.negotiating('platform-a', earning(0))
    expect(walk.order('build options')).toEqual(['CaseClosed', 'NoticeRequested'])
    expect(walk.in('closed').outcome).toBe('no-plan-fits')
  })

  test('is not negotiated with when they dispute the debt', () => {
    const walk = at.negotiating('platform-a', { ...statement, disputesDebt: true })
    expect(walk.order('build options')).toEqual(['CaseClosed'])
    expect(walk.in('closed').outcome).toBe('disputed')
  })
})

describe('mediation', () => {
  test('brings in a person without a conflict, says why, and stops the other negotiation meanwhile (R31)', () => {
    const walk = at.mediated()
    expect(walk.in('negotiating').mediation).toMatchObject({
      mediatorId: 'mediator-chen-debt-counsel',
      reasons: ['no-conflict', 'speaks-your-language', 'knows-the-field'],
    })
    expect(holdsStopping(walk.state.holds, 'offer', walk.now).map(({ kind }) => kind)).toEqual(['mediation'])
    expect(holdsStopping(walk.state.holds, 'mediator-proposal', walk.now)).toEqual([])
  })

  test('ends with the mediator’s plan when the borrower accepts it', () => {
    const walk = at.proposed()
    walk.answer({ answer: 'accept', option: 'a' })
    expect(walk.in('agreeing')).toMatchObject({ plan: { kind: 'mediated' }, holds: [] })
  })

  test('ends in good order when they do not, and its hold ends with it', () => {
    const walk = at.proposed()
    walk.answer({ answer: 'decline' })
    walk.order('end negotiation')
    expect(walk.in('closed')).toMatchObject({ outcome: 'mediation-failed', holds: [] })
  })

  test('a mediator cannot bind the lender to what it may not grant', () => {
    const walk = at.mediated()
    const proposal = { answer: 'proposal', monthlyAmount: 30_000, months: 60 } as const
    expect(walk.ask({ type: 'take staff answer', answer: proposal })).toMatchObject({ code: 'beyond-authority' })
    expect(walk.ask({ type: 'take staff answer', answer: { ...proposal, months: 3 } })).toMatchObject({
      code: 'too-little',
    })
  })
})

describe('what is paid while the plan is talked about', () => {
  const inForce = (walk: Walk) => {
    walk.answer({ answer: 'accept', option: 'a' })
    walk.give({ type: 'draw up agreement', episode: walk.state.episode, documentHash })
    walk.order('explain agreement')
    walk.answer(walk.understood())
    walk.pay(4_000, 'while understood')
    walk.answer({ answer: 'sign', documentHash })
    walk.pay(6_000, 'while cooling off')
    walk.wait(walk.policy.agreement.coolingOffDays)
    walk.order('activate plan')
    return walk.in('performing')
  }

  test('counts for the first instalments of the plan', () => {
    const walk = at.offered()
    walk.pay(30_000, 'while offered')
    const { plan, progress, recovered } = inForce(walk)
    expect(paidIn(progress)).toBe(40_000)
    expect(recovered).toBe(40_000)
    expect(sum(outstandingOf(plan, progress))).toBe(planTotal(plan) - 40_000)
    expect(progress.paid[0]).toBe(40_000)
  })

  test('counts once, also for a plan of a later round', () => {
    const walk = at.offered()
    walk.pay(30_000, 'before the second round')
    walk.answer({ answer: 'counter', monthlyAmount: 60_000 })
    walk.order('answer counter-offer')
    walk.order('make offer')
    const { plan, progress } = inForce(walk)
    expect(plan.opening.principal + plan.waived.interest + plan.waived.fees).toBe(1_240_000)
    expect(paidIn(progress)).toBe(40_000)
  })

  test('does not count when it was paid before the debt was taken down', () => {
    const walk = at.assessing()
    walk.pay(50_000, 'early')
    walk.order('score ability')
    walk.order('build options')
    walk.order('make offer')
    const { plan, progress } = inForce(walk)
    expect(plan.opening.principal + plan.waived.interest + plan.waived.fees).toBe(1_190_000)
    expect(paidIn(progress)).toBe(10_000)
  })

  test('is asked for again when it is taken back', () => {
    const walk = at.assessing()
    walk.pay(50_000, 'early')
    walk.order('score ability')
    walk.order('build options')
    walk.order('make offer')
    walk.give({ type: 'reverse payment', paymentId: payment('early'), origin: origin(903) })
    const { plan, progress, recovered } = inForce(walk)
    expect(recovered).toBe(10_000)
    expect(sum(outstandingOf(plan, progress)) - progress.credit).toBe(planTotal(plan) + 40_000)
  })

  test('closes the case when it is everything', () => {
    const walk = at.understood()
    expect(walk.pay(1_240_000)).toEqual(['PaymentReceived', 'CaseClosed'])
    expect(walk.in('closed').outcome).toBe('debt-paid')
  })
})

describe('an agreement', () => {
  test('is not signed on a document that was not explained', () => {
    const walk = at.understood()
    expect(walk.ask({ type: 'take answer', answer: { answer: 'sign', documentHash: 'e'.repeat(64) } })).toMatchObject({
      code: 'other-document',
    })
  })

  test('can be withdrawn from until the last moment of the cooling-off time, and not after it is in force', () => {
    const walk = at.signed()
    walk.wait(walk.policy.agreement.coolingOffDays - 1)
    expect(walk.ask({ type: 'activate plan', episode: 1 })).toMatchObject({ code: 'cooling-off' })
    expect(walk.copy().answer({ answer: 'withdraw' })).toEqual(['AgreementWithdrawn', 'CaseClosed'])
    walk.wait(1)
    walk.order('activate plan')
    expect(walk.ask({ type: 'take answer', answer: { answer: 'withdraw' } })).toMatchObject({ code: 'too-late' })
  })

  test('leaves no hold behind when it is withdrawn from, so that the account can come back', () => {
    const walk = at.signed()
    walk.answer({ answer: 'withdraw' })
    walk.admit({ daysPastDue: 80 })
    expect(holdsStopping(walk.state.holds, 'statement-request', walk.now)).toEqual([])
  })

  test('has its first instalment after everything that comes before', () => {
    const walk = at.offered()
    walk.wait(20)
    walk.answer({ answer: 'accept', option: 'a' })
    const { understandWithinDays, signWithinDays, coolingOffDays } = walk.policy.agreement
    const before = walk.wait(understandWithinDays + signWithinDays + coolingOffDays).today
    expect((walk.in('agreeing').plan.instalments[0]?.dueOn ?? '') >= before).toBe(true)
  })
})
