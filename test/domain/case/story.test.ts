import { expect, test } from 'vitest'
import { brokenAt } from '../../../domain/case/chain.ts'
import { holdsStopping } from '../../../domain/contact/holds.ts'
import { dueOf, planTotal } from '../../../domain/plan/plan.ts'
import { dayPlusDays } from '../../../domain/time.ts'
import { documentHash, Walk } from './walk.ts'

test('a borrower who lost work gets six months more with lower instalments meanwhile, says yes, and pays the loan off (R23)', () => {
  const walk = new Walk()
  const notices = () => walk.events.flatMap((event) => (event.type === 'NoticeRequested' ? [event.content.kind] : []))

  // Two instalments of a consumer loan were missed since the job was lost; a year of it was still to go.
  walk.admit({ debt: { principal: 1_180_000, interest: 35_000, fees: 12_000 }, daysPastDue: 52 })
  expect(walk.order('assess risk')).toEqual(['RiskAssessed'])

  // The lender writes first: what are your means, and what happened?
  expect(walk.order('request statement')).toEqual(['StatementRequested', 'NoticeRequested'])
  walk.wait(2)
  walk.answer({
    answer: 'statement',
    statement: {
      income: [
        { source: 'benefits', amount: 290_000, every: 'month', certainty: 'certain' },
        { source: 'family-support', amount: 200_000, every: 'month', certainty: 'certain' },
      ],
      spending: [
        { category: 'housing', amount: 120_000, every: 'month' },
        { category: 'food', amount: 100_000, every: 'month' },
        { category: 'utilities', amount: 30_000, every: 'month' },
        { category: 'other-spending', amount: 30_000, every: 'month' },
      ],
      dependants: 1,
      debts: [],
      assets: [],
      hardship: 'unemployment',
      hardshipMonths: 6,
      evidence: { change: 'offered' },
      disputesDebt: false,
    },
    final: true,
  })
  walk.order('score ability')
  const { assessment } = walk.in('negotiating')
  expect(assessment).toMatchObject({
    hardship: 'unemployment',
    segment: 'willing-able',
    willingness: { level: 'willing', reasons: ['replied', 'gave-statement'] },
    ability: { affordableMonthly: 112_000, source: 'statement' },
  })

  // More than one way is offered; the first is six months longer, with half of the means asked for in that time.
  walk.order('build options')
  walk.order('make offer')
  const [plan, ...others] = walk.in('negotiating').offer?.options ?? []
  if (plan === undefined) throw new Error('nothing was offered')
  expect(others.length).toBeGreaterThan(0)
  expect(plan.kind).toBe('step-up')
  expect(plan.steps).toContainEqual(expect.objectContaining({ step: 'term-extended', fromMonths: 12, toMonths: 18 }))
  expect(plan.steps).toContainEqual({ step: 'first-instalments-lowered', count: 6, instalment: 56_000 })
  expect(plan.instalments.slice(0, 6).map(dueOf)).toEqual(Array(6).fill(56_000))
  expect(Math.max(...plan.instalments.map(dueOf))).toBeLessThanOrEqual(assessment.ability.affordableMonthly)
  expect(plan.waived).toEqual({ principal: 0, interest: 17_500, fees: 12_000 })

  // The borrower accepts, reads what it means, shows to have understood, and signs.
  walk.wait(3)
  expect(walk.answer({ answer: 'accept', option: 'a' })).toEqual(['PlanAccepted'])
  walk.give({ type: 'draw up agreement', episode: 1, documentHash })
  walk.order('explain agreement')
  expect(walk.answer({ answer: 'understanding', choices: [9, 9, 9] })).toEqual([
    'AgreementMisunderstood',
    'NoticeRequested',
  ])
  expect(walk.answer(walk.understood())).toEqual(['AgreementUnderstood'])
  walk.order('ask signature')
  expect(walk.answer({ answer: 'sign', documentHash })).toEqual(['AgreementSigned', 'HoldPlaced', 'NoticeRequested'])

  // From the signature on nobody collects (R42); the plan is in force when the time to withdraw is over.
  expect(holdsStopping(walk.state.holds, 'statement-request', walk.now)).toHaveLength(1)
  expect(holdsStopping(walk.state.holds, 'instalment-due', walk.now)).toEqual([])
  walk.wait(3)
  expect(walk.order('activate plan')).toEqual(['PlanActivated', 'NoticeRequested'])
  const agreed = walk.in('performing').plan
  expect(agreed.instalments[0]?.dueOn).toBe('2026-04-15')

  // Each instalment is announced three days before and paid on its day; each third in a row earns half of the next one's interest.
  for (const { number, dueOn } of agreed.instalments) {
    walk.until(dayPlusDays(dueOn, -3))
    expect(walk.watch()).toContain('InstalmentReminded')
    walk.payInstalment(number)
    const rewarded = number % 3 === 0 && number < agreed.instalments.length
    const seen = walk.watch()
    expect(seen).toContain('InstalmentMet')
    expect(seen.includes('RewardEarned')).toBe(rewarded)
  }

  // The loan is paid off.
  expect(walk.events.at(-3)).toMatchObject({ type: 'PlanCompleted' })
  const rewards = walk.events.reduce((sum, event) => (event.type === 'RewardEarned' ? sum + event.amount : sum), 0)
  expect(rewards).toBeGreaterThan(0)
  expect(walk.in('closed')).toMatchObject({
    outcome: 'plan-completed',
    recovered: planTotal(agreed) - rewards,
    holds: [],
    conduct: { instalmentsMet: 18, instalmentsMissed: 0, plansBroken: 0 },
  })
  expect(notices().at(-1)).toBe('plan-completed')
  expect(notices().filter((kind) => kind === 'reward-earned')).toHaveLength(5)
  expect(notices().filter((kind) => kind === 'review-visit').length).toBeGreaterThan(1)
  expect(brokenAt(walk.entries)).toBeUndefined()
})
