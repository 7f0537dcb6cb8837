import { describe, expect, test } from 'vitest'
import { nextAttention } from '../../../domain/case/deciders/monitoring.ts'
import { isOvertaken } from '../../../domain/case/overtaken.ts'
import { Case } from '../../../domain/case/state.ts'
import { holdsStopping } from '../../../domain/contact/holds.ts'
import { totalOf } from '../../../domain/intake/account.ts'
import { dueOf } from '../../../domain/plan/plan.ts'
import { outstandingOf } from '../../../domain/plan/progress.ts'
import { dayPlusDays } from '../../../domain/time.ts'
import { at, book, origin, payment, type Walk } from './walk.ts'

const dueOn = (walk: Walk, number: number) => {
  const instalment = walk.in('performing').plan.instalments[number - 1]
  if (instalment === undefined) throw new Error(`no instalment ${number}`)
  return instalment.dueOn
}

const countOf = (walk: Walk, type: string): number => walk.events.filter((event) => event.type === type).length

/** Looks at the plan on each day on which it asks for a look, up to some day. */
const watchUntil = (walk: Walk, day: string): void => {
  for (;;) {
    const next = nextAttention(walk.state)
    if (next === undefined || next > day) return
    if (next > walk.today) walk.until(next)
    walk.watch()
  }
}

describe('an instalment', () => {
  test('is announced once, some days before, and is met when it is paid', () => {
    const walk = at.performing()
    const due = dueOn(walk, 1)
    walk.until(dayPlusDays(due, -walk.policy.monitoring.remindDaysBefore - 1))
    expect(walk.watch()).toEqual([])
    walk.wait(1)
    expect(walk.watch()).toEqual(['InstalmentReminded', 'NoticeRequested'])
    walk.wait(1)
    expect(walk.watch()).toEqual([])
    walk.payInstalment(1)
    expect(walk.watch()).toEqual(['InstalmentMet'])
  })

  test('is missed only after the days of grace, and then starts early warning at once (R60)', () => {
    const walk = at.performing()
    walk.until(dayPlusDays(dueOn(walk, 1), walk.policy.monitoring.graceDays))
    expect(walk.watch()).not.toContain('InstalmentMissed')
    walk.wait(1)
    expect(walk.watch()).toEqual(['InstalmentMissed', 'WarningRaised'])
    expect(walk.in('performing').warning).toMatchObject({ number: 1, asked: false })
  })
})

describe('an instalment that has not arrived', () => {
  const askedAfter = (walk: Walk) =>
    walk.events.flatMap((event) =>
      event.type === 'NoticeRequested' && event.content.kind === 'instalment-missed' ? [event.content] : [],
    )

  test('is asked after once, two days later, while it can still arrive in time', () => {
    const walk = at.performing('platform-b')
    const due = dueOn(walk, 1)
    watchUntil(walk, dayPlusDays(due, 1))
    expect(askedAfter(walk)).toEqual([])
    watchUntil(walk, dayPlusDays(due, 5))
    expect(askedAfter(walk)).toMatchObject([{ dueOn: due, graceUntil: dayPlusDays(due, 5) }])
    expect(countOf(walk, 'InstalmentMissed')).toBe(0)
  })

  test('is not asked after when it has arrived', () => {
    const walk = at.performing('platform-b')
    walk.payInstalment(1)
    watchUntil(walk, dayPlusDays(dueOn(walk, 1), 5))
    expect(askedAfter(walk)).toEqual([])
  })

  test('is left to early warning where few days of grace would put the two letters side by side', () => {
    const walk = at.performing('platform-a')
    expect(walk.policy.monitoring.graceDays).toBe(3)
    watchUntil(walk, dayPlusDays(dueOn(walk, 1), 20))
    expect(askedAfter(walk)).toEqual([])
    expect(countOf(walk, 'WarningRaised')).toBe(1)
  })

  test('is not asked about a second time by early warning before it is missed, whatever signs there are', () => {
    const walk = at.performing('platform-b')
    for (const number of [1, 2, 3]) {
      watchUntil(walk, dayPlusDays(dueOn(walk, number), 1))
      walk.payInstalment(number, 3)
      walk.watch()
    }
    watchUntil(walk, dayPlusDays(dueOn(walk, 4), 5))
    const asked = walk.events.findLastIndex(({ type }) => type === 'InstalmentAskedAfter')
    expect(asked).toBeGreaterThan(0)
    expect(walk.events.slice(asked).map(({ type }) => type)).not.toContain('WarningRaised')
    walk.until(dayPlusDays(dueOn(walk, 4), 6))
    expect(walk.watch()).toContain('InstalmentMissed')
    expect(walk.in('performing').warning).toBeDefined()
  })

  test('is asked after at the latest three days before early warning would ask again', () => {
    const walk = at.performing('platform-b')
    const due = dueOn(walk, 1)
    watchUntil(walk, dayPlusDays(due, 2))
    const [letter] = askedAfter(walk)
    const isLateOn = (days: number) => letter && isOvertaken(letter, walk.state, dayPlusDays(due, days))
    expect([2, 3, 4, 5].map(isLateOn)).toEqual([false, false, true, true])
  })

  test('is left to early warning while one is open, also for a letter that waited until then', () => {
    const walk = at.performing('platform-b')
    watchUntil(walk, dayPlusDays(dueOn(walk, 1), 6))
    expect(walk.in('performing').warning).toBeDefined()
    const [letter] = askedAfter(walk)
    expect(letter && isOvertaken(letter, walk.state, walk.today)).toBe(true)
    watchUntil(walk, dayPlusDays(dueOn(walk, 2), 5))
    expect(askedAfter(walk)).toHaveLength(1)
  })
})

describe('rewards', () => {
  test('come on time also after a late payment: with the third kept in a row, not with the third of some count (R52)', () => {
    const walk = at.performing()
    walk.payInstalment(1)
    walk.watch()
    walk.payInstalment(2, walk.policy.monitoring.graceDays + 5)
    walk.watch()
    for (const number of [3, 4]) {
      walk.payInstalment(number)
      expect(walk.watch()).not.toContain('RewardEarned')
    }
    walk.payInstalment(5)
    expect(walk.watch()).toContain('RewardEarned')
    expect(walk.in('performing').rewarded).toEqual([6])
  })

  test('are half of the next instalment’s interest, which is then asked for no more', () => {
    const walk = at.performing()
    for (const number of [1, 2, 3]) {
      walk.payInstalment(number)
      walk.watch()
    }
    const { plan, progress } = walk.in('performing')
    const [, , , fourth] = plan.instalments
    if (fourth === undefined) throw new Error('no fourth instalment')
    expect(outstandingOf(plan, progress)[3]).toBe(dueOf(fourth) - Math.ceil(fourth.interest / 2))
    walk.until(dayPlusDays(fourth.dueOn, -1))
    walk.watch()
    const letter = walk.events.findLast((event) => event.type === 'NoticeRequested')
    expect(letter).toMatchObject({
      content: { kind: 'instalment-due', amount: { minor: outstandingOf(plan, progress)[3] } },
    })
  })

  test('that were earned are given even when the lender reports the payments of months at once, some of them late', () => {
    const walk = at.performing()
    const { plan } = walk.in('performing')
    const late = walk.policy.monitoring.graceDays + 2
    for (const { number, dueOn: due, ...parts } of plan.instalments.slice(0, 4)) {
      const on = number === 4 ? dayPlusDays(due, late) : due
      const amount = parts.principal + parts.interest + parts.fees
      walk.until(dayPlusDays(dueOn(walk, 4), late))
      walk.give({ type: 'receive payment', paymentId: payment(number), amount, on, origin: origin(900, number + 1) })
    }
    expect(walk.watch()).toContain('RewardEarned')
    expect(() => Case.parse(walk.state)).not.toThrow()
  })

  test('are lost, and visibly so, with the first instalment missed after some kept', () => {
    const walk = at.performing()
    walk.payInstalment(1)
    walk.watch()
    watchUntil(walk, dayPlusDays(dueOn(walk, 2), walk.policy.monitoring.graceDays + 1))
    expect(countOf(walk, 'RewardLost')).toBe(1)
  })
})

describe('a plan', () => {
  test('that is paid off early is completed at the next look, and asks for no interest of later months', () => {
    const walk = at.performing()
    const { plan } = walk.in('performing')
    walk.until(dayPlusDays(dueOn(walk, 1), -5))
    walk.pay(totalOf(plan.opening))
    expect(walk.watch().slice(-3)).toEqual(['PlanCompleted', 'CaseClosed', 'NoticeRequested'])
    expect(walk.in('closed')).toMatchObject({ outcome: 'plan-completed', recovered: totalOf(plan.opening), holds: [] })
  })

  test('of the longest term that any policy allows can end early in one write, of which DynamoDB takes a hundred parts', () => {
    const walk = at.performing()
    const { plan } = walk.in('performing')
    walk.pay(totalOf(plan.opening))
    const besides = walk.watch().length - plan.instalments.length
    const snapshotAndOutbox = 2
    for (const { offer } of book.policies)
      expect(offer.maxTermMonths + besides + snapshotAndOutbox).toBeLessThanOrEqual(100)
  })

  test('is broken after so many missed, lifts the stop of collection, and is assessed afresh with what is left', () => {
    const walk = at.performing()
    walk.payInstalment(1)
    walk.watch()
    const { plan } = walk.in('performing')
    const { brokenAfterMissed, graceDays } = walk.policy.monitoring
    watchUntil(walk, dayPlusDays(dueOn(walk, 1 + brokenAfterMissed), graceDays + 1))
    const broken = walk.events.find((event) => event.type === 'PlanBroken')
    expect(broken).toMatchObject({ missed: [2, 3, 4] })
    expect(walk.in('admitted')).toMatchObject({
      episode: 2,
      conduct: { plansBroken: 1, instalmentsMet: 1, instalmentsMissed: 3 },
    })
    expect(walk.state.debt.principal).toBe(plan.opening.principal - (plan.instalments[0]?.principal ?? 0))
    expect(holdsStopping(walk.state.holds, 'statement-request', walk.now)).toEqual([])
    expect(walk.order('assess risk')).toEqual(['RiskAssessed'])
    expect(walk.in('assessing').risk.reasons).toContainEqual({ code: 'broken-plan', points: 20 })
  })

  test('that breaks in the last episode closes the case', () => {
    const walk = at.performing()
    const closing = { ...walk.policy, offer: { ...walk.policy.offer, maxEpisodes: 1 } }
    Object.defineProperty(walk, 'policy', { value: closing })
    watchUntil(walk, dayPlusDays(dueOn(walk, 3), 4))
    expect(walk.in('closed').outcome).toBe('plan-broken')
  })

  test('whose last payment was taken back is not completed', () => {
    const walk = at.performing()
    const { plan } = walk.in('performing')
    walk.pay(totalOf(plan.opening), 'all')
    walk.give({ type: 'reverse payment', paymentId: payment('all'), origin: origin(903) })
    expect(walk.watch()).not.toContain('PlanCompleted')
    expect(walk.in('performing').progress.paid.every((paid) => paid === 0)).toBe(true)
  })
})

describe('review visits', () => {
  test('come every three months, then every six for who keeps the plan (R51)', () => {
    const walk = at.performing()
    const visits: string[] = []
    for (const { number } of walk.in('performing').plan.instalments.slice(0, 12)) {
      watchUntil(walk, dayPlusDays(dueOn(walk, number), -1))
      walk.payInstalment(number)
      walk.watch()
      if (!walk.in('performing').reviewAnswered) {
        visits.push(walk.today)
        expect(walk.answer({ answer: 'all-well' })).toEqual(['ReviewAnswered'])
      }
    }
    expect(walk.events.flatMap((event) => (event.type === 'ReviewVisited' ? [event.everyMonths] : []))).toEqual([6, 6])
    expect(visits).toHaveLength(2)
  })

  test('go on every three months for who missed an instalment', () => {
    const walk = at.warned()
    walk.payInstalment(1, 6)
    walk.watch()
    watchUntil(walk, walk.in('performing').reviewOn)
    expect(walk.in('performing').reviewEveryMonths).toBe(3)
  })
})

describe('an early warning', () => {
  const respond = (walk: Walk) => walk.give({ type: 'respond to change', warning: 1 })

  test('asks once what changed, kindly and before anything is demanded', () => {
    const walk = at.warned()
    expect(walk.give({ type: 'ask what changed', warning: 1 })).toEqual(['ChangeAskedFor', 'NoticeRequested'])
    expect(walk.give({ type: 'ask what changed', warning: 1 })).toEqual([])
  })

  test('that nobody answers reaches a person, and is over when the arrears are', () => {
    const walk = at.warned()
    walk.give({ type: 'ask what changed', warning: 1 })
    expect(respond(walk)).toEqual(['WarningHandedOver'])
    expect(respond(walk)).toEqual([])
    walk.payInstalment(1, 8)
    expect(walk.watch()).toEqual(['InstalmentMet', 'WarningResolved'])
  })

  test('with a promise is given time, and is over when the promise was kept', () => {
    const walk = at.warned()
    walk.answer({ answer: 'will-pay', payBy: dayPlusDays(walk.today, 7) })
    expect(respond(walk)).toEqual([])
    walk.payInstalment(1, 6)
    expect(walk.give({ type: 'check recovery', warning: 1 })).toEqual(['WarningResolved'])
    expect(walk.in('performing').conduct).toMatchObject({ promisesKept: 1 })
  })

  test('with a promise that was not kept reaches a person, and counts as one however it ends (R11)', () => {
    const walk = at.warned()
    walk.answer({ answer: 'will-pay', payBy: dayPlusDays(walk.today, 7) })
    walk.wait(21)
    expect(walk.give({ type: 'check recovery', warning: 1 })).toEqual(['WarningHandedOver'])
    walk.payInstalment(1, 40)
    walk.give({ type: 'check recovery', warning: 1 })
    const { conduct } = walk.in('performing')
    expect(conduct.promisesBroken).toBe(1)
    expect(conduct.promisesKept).toBeUndefined()
  })

  test('with a difficulty is assessed afresh, with the debt as it stands', () => {
    const walk = at.warned()
    walk.answer({ answer: 'difficulty', hardship: 'illness' })
    expect(respond(walk)).toEqual(['ReassessmentWanted'])
    expect(walk.in('admitted')).toMatchObject({ episode: 2, holds: [] })
  })

  test('opens the support group to who asks for it, once (R53)', () => {
    const walk = at.warned()
    walk.answer({ answer: 'support-group' })
    expect(respond(walk)).toEqual(['SupportGroupOpened', 'NoticeRequested'])
    expect(respond(walk)).toEqual([])
  })

  test('is raised before anything is missed, by payments that come later each time and a visit without an answer', () => {
    const walk = at.performing()
    for (const [number, daysLate] of [
      [1, 0],
      [2, 1],
      [3, 3],
    ] as const) {
      watchUntil(walk, dayPlusDays(dueOn(walk, number), daysLate - 1))
      walk.payInstalment(number, daysLate)
      walk.watch()
    }
    watchUntil(walk, dayPlusDays(dueOn(walk, 4), -1))
    const raised = walk.events.find((event) => event.type === 'WarningRaised')
    expect(raised).toMatchObject({ trigger: 'score', points: 50, reasons: ['paying-later', 'review-unanswered'] })
    expect(countOf(walk, 'InstalmentMissed')).toBe(0)
  })
})
