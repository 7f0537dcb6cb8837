import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { isUnderstood, understandingQuestions } from '../../../domain/agreement/understanding.ts'
import { summaryOf, UnderstandingQuestion } from '../../../domain/notice/content.ts'
import type { Plan } from '../../../domain/plan/plan.ts'
import { dated } from '../../../domain/plan/schedule.ts'
import { Day } from '../../../domain/time.ts'

const planOf = (dues: readonly number[]): Plan => ({
  kind: 'longer-term',
  currency: 'CNY',
  annualRatePercent: '12',
  opening: { principal: dues.reduce((sum, due) => sum + due, 0), interest: 0, fees: 0 },
  waived: { principal: 0, interest: 0, fees: 0 },
  instalments: dated(
    dues.map((principal) => ({ principal, interest: 0, fees: 0, earned: 0 })),
    Day.parse('2026-04-15'),
    15,
  ),
  steps: [],
  deferred: 0,
  choices: [],
  presentValueLossPercent: '0.00',
  needsApproval: false,
})

const plans = fc
  .tuple(
    fc.integer({ min: 1, max: 5_000_000 }),
    fc.integer({ min: 1, max: 60 }),
    fc.integer({ min: 1, max: 5_000_000 }),
  )
  .map(([usual, count, last]) => planOf([...Array.from({ length: count }, () => usual), Math.min(usual, last)]))

const coolingOff = fc.integer({ min: 0, max: 30 })

const rightChoices = (plan: Plan, days: number): number[] =>
  understandingQuestions(plan, days).map(({ right }) => right)

/** Every way to answer, one place a question. */
const everyAnswer = (plan: Plan, days: number): number[][] =>
  understandingQuestions(plan, days).reduce<number[][]>(
    (answers, { question }) => answers.flatMap((answer) => question.choices.map((_, place) => answer.concat(place))),
    [[]],
  )

describe('the questions of understanding', () => {
  it('have the plan’s usual payment, the days to withdraw and asking for help as their right choices', () => {
    fc.assert(
      fc.property(plans, coolingOff, (plan, days) => {
        const chosen = understandingQuestions(plan, days).map(({ question, right }) => question.choices[right])
        expect(chosen).toEqual([summaryOf(plan, 'a').usual, days, 'tell-us'])
      }),
    )
  })

  it('take the right choice of every question for understood, and no other combination', () => {
    fc.assert(
      fc.property(plans, coolingOff, (plan, days) => {
        const understood = everyAnswer(plan, days).filter((choices) => isUnderstood(plan, days, choices))
        expect(understood).toEqual([rightChoices(plan, days)])
      }),
    )
  })

  it('are not understood while one of them is unanswered', () => {
    fc.assert(
      fc.property(plans, coolingOff, (plan, days) => {
        const right = rightChoices(plan, days)
        for (let answered = 0; answered < right.length; answered++)
          expect(isUnderstood(plan, days, right.slice(0, answered))).toBe(false)
        expect(isUnderstood(plan, days, [-1, -1, -1])).toBe(false)
      }),
    )
  })

  it.each([1, 2, 99, 199, 200, 201, 300, 5_000_000])(
    'never offer the same choice twice, with a usual payment of %i',
    (usual) => {
      for (const { question } of understandingQuestions(planOf([usual, usual]), 7)) {
        const shown = question.choices.map((choice) => JSON.stringify(choice))
        expect(new Set(shown).size).toBe(shown.length)
      }
    },
  )

  it('never offer the same choice twice, and can be sent in a letter as they are, whatever the plan', () => {
    fc.assert(
      fc.property(plans, coolingOff, (plan, days) => {
        for (const { question } of understandingQuestions(plan, days)) {
          const shown = question.choices.map((choice) => JSON.stringify(choice))
          expect(new Set(shown).size).toBe(shown.length)
          expect(UnderstandingQuestion.parse(question)).toEqual(question)
        }
      }),
    )
  })

  it('do not always have the right choice at the same place', () => {
    const places = Array.from({ length: 200 }, (_, more) => rightChoices(planOf([50_000 + more]), 7))
    for (const question of [0, 1, 2])
      expect(new Set(places.map((place) => place[question])), `question ${question + 1}`).toEqual(new Set([0, 1, 2]))
  })

  it('are the same whenever they are asked, so that an answer can be judged later', () => {
    fc.assert(
      fc.property(plans, coolingOff, (plan, days) => {
        expect(understandingQuestions(structuredClone(plan), days)).toEqual(understandingQuestions(plan, days))
      }),
    )
  })
})
