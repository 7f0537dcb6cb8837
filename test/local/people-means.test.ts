import { describe, expect, test } from 'vitest'
import { questionsOn } from '../../domain/assessment/questions.ts'
import { isFieldProblem, readBorrowerAnswer } from '../../domain/portal/answer-form.ts'
import { Day } from '../../domain/time.ts'
import { characterOf } from '../../local/people/borrower.ts'
import { answered, statementOf, withSlip } from '../../local/people/means.ts'
import { seededRandom } from '../../local/random.ts'
import { facts, shippedAssessment } from '../domain/assessment/borrower.ts'

const today = Day.parse('2026-03-02')
const account = { ...facts, declared: {} }
const seeds = Array.from({ length: 300 }, (_, number) => `${number}`)

const formOf = (seed: string) => statementOf(account, characterOf('run', seed), seededRandom(seed))

const read = (form: Readonly<Record<string, string>>) => {
  const answer = readBorrowerAnswer(form, { currency: account.currency, today })
  if (isFieldProblem(answer) || answer.answer !== 'statement') throw new Error(`not read: ${JSON.stringify(answer)}`)
  return answer
}

describe('a simulated borrower', () => {
  test('fills in the statement’s form so that it is read, from varied sources at varied times', () => {
    const stated = seeds.map((seed) => read(formOf(seed)).statement)
    const kinds = new Set(stated.flatMap(({ income }) => income.map(({ source, every }) => `${source} ${every}`)))
    expect(kinds.size).toBeGreaterThan(10)
    expect(stated.some(({ business }) => business !== undefined)).toBe(true)
    expect(stated.some(({ expected }) => expected !== undefined)).toBe(true)
    expect(stated.some(({ assets }) => assets.length > 0)).toBe(true)
  })

  test('says the same again for the same seed', () => {
    expect(seeds.map(formOf)).toEqual(seeds.map(formOf))
  })

  test('slips now and then, is asked about it, and sends the right figures with reasons', () => {
    const policy = shippedAssessment('platform-a')
    const slips = seeds.flatMap((seed) => {
      const random = seededRandom(`slip ${seed}`)
      const form = formOf(seed)
      const slipped = withSlip(form, random)
      return slipped === form ? [] : [{ form, slipped, random }]
    })
    expect(slips.length).toBeGreaterThan(5)
    expect(slips.length).toBeLessThan(40)
    for (const { form, slipped, random } of slips) {
      const questions = questionsOn(read(slipped).statement, account, policy)
      expect(questions.map(({ code }) => code)).toContain('far-above-usual')
      const again = read(answered(form, questions, random))
      expect(again.final).toBe(true)
      expect(again.statement).toEqual(read(form).statement)
    }
  })
})
