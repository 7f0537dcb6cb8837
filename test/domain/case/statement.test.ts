import { describe, expect, test } from 'vitest'
import { isRefusal } from '../../../domain/outcome.ts'
import { at, earning, statement } from './walk.ts'

/** Spends more than comes in, and says so. */
const tight = earning(300_000)
const question = { code: 'spending-above-income', field: 'spending', stated: 400_000, against: 300_000 }

describe('a statement of means', () => {
  test('that fits together is received at once', () => {
    expect(at.assessing().answer({ answer: 'statement', statement })).toEqual(['StatementReceived'])
  })

  test('that raises a question is kept, asked about once, and received the second time', () => {
    const walk = at.assessing()
    expect(walk.answer({ answer: 'statement', statement: tight })).toEqual(['StatementQuestioned'])
    expect(walk.in('assessing')).toMatchObject({ questioned: { statement: tight, questions: [question] } })
    expect(walk.answer({ answer: 'statement', statement: tight })).toEqual([])
    const answers = { 'spending-above-income-spending': 'from-savings' as const }
    expect(walk.answer({ answer: 'statement', statement: tight, answers, final: true })).toEqual(['StatementReceived'])
    walk.order('score ability')
    expect(walk.in('negotiating').assessment.questions).toEqual([{ ...question, because: 'from-savings' }])
  })

  test('that was corrected is received with the new figures and nothing left to ask', () => {
    const walk = at.assessing()
    walk.answer({ answer: 'statement', statement: tight })
    expect(walk.answer({ answer: 'statement', statement })).toEqual(['StatementReceived'])
    expect(walk.in('assessing')).toMatchObject({ statement })
    expect(walk.in('assessing')).not.toHaveProperty('questions')
  })

  test.each(['remind statement', 'score ability'] as const)('left open is taken as it stands at: %s', (order) => {
    const walk = at.assessing()
    walk.answer({ answer: 'statement', statement: tight })
    const told = walk.order(order)
    expect(told[0]).toBe('StatementReceived')
    expect(told).not.toContain('StatementReminded')
    expect(told).not.toContain('StatementLapsed')
    expect(walk.events).toContainEqual({ type: 'StatementReceived', statement: tight, questions: [question] })
  })

  test('is answered or not, the figures are the same', () => {
    const [answered, open] = [at.assessing(), at.assessing()]
    answered.answer({ answer: 'statement', statement: tight, final: true, answers: { x: 'as-it-is' } })
    open.answer({ answer: 'statement', statement: tight })
    answered.order('score ability')
    open.order('score ability')
    expect(open.in('negotiating').assessment.ability).toEqual(answered.in('negotiating').assessment.ability)
  })

  test('of who disputes the debt is not asked about', () => {
    const walk = at.assessing()
    const disputing = { ...tight, disputesDebt: true }
    expect(walk.answer({ answer: 'statement', statement: disputing })).toEqual(['StatementReceived', 'HoldPlaced'])
  })

  test('with a figure beyond sense is refused and changes nothing', () => {
    const walk = at.assessing()
    const outcome = walk.try({ type: 'take answer', answer: { answer: 'statement', statement: earning(5e12) } })
    expect(isRefusal(outcome) && outcome.code).toBe('bad-statement')
    expect(walk.in('assessing').statement).toBeUndefined()
  })
})

test('an assessment keeps how a small payment was weighed, and what can be paid later', () => {
  const walk = at.assessing()
  walk.pay(5_000)
  const expected = { amount: 900_000, every: 'month', certainty: 'certain' } as const
  walk.answer({ answer: 'statement', statement: { ...statement, expected }, final: true })
  walk.order('score ability')
  const { ability, willingness } = walk.in('negotiating').assessment
  expect(willingness.reasons).toContain('paid-though-small')
  expect(ability.after).toMatchObject({ fromMonth: 6 })
  expect(ability.after?.affordableMonthly).toBeGreaterThan(ability.affordableMonthly)
})

describe('papers that a borrower offered', () => {
  const check = (item: 'income' | 'debts', finding: 'received' | 'verified' | 'refuted') =>
    ({ type: 'take staff answer', answer: { answer: 'evidence', item, finding } }) as const

  test('are recorded when they come, before the assessment and after it', () => {
    const walk = at.stated()
    expect(walk.give(check('income', 'received'))).toEqual(['EvidenceChecked'])
    expect(walk.in('assessing').statement?.evidence).toEqual({ income: 'received' })
    walk.order('score ability')
    expect(walk.in('negotiating').assessment.evidence).toEqual({ income: 'received' })
    expect(walk.give(check('income', 'verified'))).toEqual(['EvidenceChecked'])
    expect(walk.give(check('income', 'verified'))).toEqual([])
    expect(walk.in('negotiating').assessment.evidence).toEqual({ income: 'verified' })
  })

  test('that refute an income make it count as uncertain', () => {
    const [sure, refuted] = [at.stated(), at.stated()]
    refuted.give(check('income', 'refuted'))
    sure.order('score ability')
    refuted.order('score ability')
    const [before, after] = [sure, refuted].map((walk) => walk.in('negotiating').assessment.ability.affordableMonthly)
    expect(after).toBeLessThan(before ?? 0)
  })

  test('cannot be recorded where none were offered, or when the case is over', () => {
    const walk = at.stated()
    const outcome = walk.try(check('debts', 'verified'))
    expect(isRefusal(outcome) && outcome.code).toBe('not-offered')
    const early = at.assessing().try(check('income', 'verified'))
    expect(isRefusal(early) && early.code).toBe('moved-on')
  })
})
