import { describe, expect, test } from 'vitest'
import { segmentOf } from '../../../domain/assessment/segment.ts'
import { willingnessFrom } from '../../../domain/assessment/willingness.ts'
import { noConduct } from './borrower.ts'

describe('willingness', () => {
  test('shows in a statement given or any payment, however small', () => {
    expect(willingnessFrom(noConduct, { gaveStatement: true })).toEqual({
      level: 'willing',
      reasons: ['gave-statement'],
      weighed: [{ code: 'gave-statement', points: 4 }],
    })
    expect(willingnessFrom({ ...noConduct, payments: 1, plansBroken: 1 }).level).toBe('willing')
  })

  test('is not judged from silence', () => {
    expect(willingnessFrom({ ...noConduct, unanswered: 2 })).toMatchObject({ level: 'unclear', reasons: ['silent'] })
  })

  test('is missing in who broke a plan without a word, and unclear in who explained', () => {
    expect(willingnessFrom({ ...noConduct, plansBroken: 1 }).level).toBe('unwilling')
    expect(willingnessFrom({ ...noConduct, plansBroken: 1, replies: 1 }).level).toBe('unclear')
  })

  test('shows as much in a small payment as in a whole instalment', () => {
    const paying = { ...noConduct, payments: 1, plansBroken: 1 }
    const small = willingnessFrom(paying, { paid: { largest: 5_000, instalment: 110_000 } })
    const whole = willingnessFrom(paying, { paid: { largest: 110_000, instalment: 110_000 } })
    expect(small).toMatchObject({ level: 'willing', reasons: ['paid-though-small', 'broke-promises'] })
    expect(whole).toMatchObject({ level: 'willing', reasons: ['paid-recently', 'broke-promises'] })
  })

  test('shows in days that were named for a late payment, kept or not', () => {
    expect(willingnessFrom({ ...noConduct, promisesKept: 1 })).toMatchObject({
      level: 'willing',
      reasons: ['kept-promises'],
    })
    expect(willingnessFrom({ ...noConduct, replies: 1, promisesKept: 1, promisesBroken: 2 })).toMatchObject({
      level: 'unclear',
      reasons: ['replied', 'broke-promises'],
    })
  })

  test('is the sum of what its reasons weigh', () => {
    const { weighed = [] } = willingnessFrom({ ...noConduct, replies: 1, plansBroken: 1 })
    expect(weighed).toEqual([
      { code: 'replied', points: 2 },
      { code: 'broke-promises', points: -2 },
    ])
  })

  test('is missing in who declined', () => {
    expect(willingnessFrom({ ...noConduct, replies: 3 }, { declined: true }).level).toBe('unwilling')
  })
})

describe('the segment of a case', () => {
  const willing = willingnessFrom({ ...noConduct, replies: 1 })
  const unwilling = willingnessFrom({ ...noConduct, replies: 1 }, { declined: true })
  const silent = willingnessFrom({ ...noConduct, unanswered: 1 })
  const able = { affordableMonthly: 120_000 }
  const unable = { affordableMonthly: 90_000 }
  const base = { contractInstalment: 110_000, disputesDebt: false }

  test.each([
    ['willing-able', { ability: able, willingness: willing }],
    ['willing-hardship', { ability: unable, willingness: willing }],
    ['unwilling-able', { ability: able, willingness: unwilling }],
    ['unreachable', { ability: able, willingness: silent }],
    ['willing-hardship', { ability: unable, willingness: unwilling }],
  ] as const)('is %s', (segment, input) => {
    expect(segmentOf({ ...base, ...input })).toBe(segment)
  })

  test('is disputing before all else', () => {
    expect(segmentOf({ ...base, ability: able, willingness: silent, disputesDebt: true })).toBe('disputing')
  })
})
