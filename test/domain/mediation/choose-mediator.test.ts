import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { LenderId } from '../../../domain/ids.ts'
import { chooseMediator, type MediatorNeed } from '../../../domain/mediation/choose-mediator.ts'

const lenderId = LenderId.parse('platform-a')
type Mediator = MediatorNeed['mediators'][number]

const mediator = (name: string, rest: Partial<Mediator> = {}): Mediator => ({
  id: `mediator-${name}`,
  languages: ['zh-CN'],
  expertise: ['consumer'],
  email: `${name}@mediators.example`,
  conflicts: [],
  ...rest,
})

const need = (mediators: Mediator[], load: Record<string, number> = {}): MediatorNeed => ({
  mediators,
  lenderId,
  language: 'zh-CN',
  expertise: 'small-business',
  load,
})

describe('the mediator of a case', () => {
  test('is never one who may not act for the lender or lacks the borrower’s language', () => {
    const pool = [mediator('an', { conflicts: [lenderId] }), mediator('bo', { languages: ['en'] }), mediator('chen')]
    expect(chooseMediator(need(pool))).toEqual({
      mediatorId: 'mediator-chen',
      reasons: ['no-conflict', 'language'],
    })
  })

  test('has the expertise before the lighter load', () => {
    const pool = [mediator('an'), mediator('bo', { expertise: ['small-business'] })]
    expect(chooseMediator(need(pool, { 'mediator-bo': 9 }))).toEqual({
      mediatorId: 'mediator-bo',
      reasons: ['no-conflict', 'language', 'expertise'],
    })
  })

  test('has the fewest open cases among equals', () => {
    expect(chooseMediator(need([mediator('an'), mediator('bo')], { 'mediator-an': 2, 'mediator-bo': 1 }))).toEqual({
      mediatorId: 'mediator-bo',
      reasons: ['no-conflict', 'language', 'least-loaded'],
    })
  })

  test('is the same whatever order the pool is in', () => {
    const pool = ['an', 'bo', 'chen', 'ding', 'e'].map((name) => mediator(name))
    const loads = fc.dictionary(fc.constantFrom(...pool.map(({ id }) => id)), fc.integer({ min: 0, max: 2 }))
    fc.assert(
      fc.property(fc.shuffledSubarray(pool, { minLength: pool.length }), loads, (shuffled, load) => {
        expect(chooseMediator(need(shuffled, load))).toEqual(chooseMediator(need(pool, load)))
      }),
    )
  })

  test('cannot be found in a pool without one, and the refusal says what to add', () => {
    const refused = chooseMediator(need([mediator('an', { languages: ['en'] })]))
    expect(refused).toMatchObject({ refused: true, code: 'no-mediator', reason: expect.stringContaining('zh-CN') })
  })
})
