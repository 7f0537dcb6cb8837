import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type Rest, restedBetween, restedDays } from '../../../domain/contact/stand-still.ts'
import { instantAt, instantOf } from '../../../domain/time.ts'

const hour = 3_600_000
const at = (hours: number) => instantAt(Date.UTC(2026, 2, 2) + hours * hour)
const rest = (from: number, until?: number): Rest => ({
  from: at(from),
  ...(until !== undefined && { until: at(until) }),
})

describe('how long a clock stood still', () => {
  test.each([
    ['not at all without rests', [], 0],
    ['within one', [rest(2, 5)], 3],
    ['only after it began', [rest(-5, 5)], 5],
    ['only until now', [rest(5, 50)], 5],
    ['up to now where it still does', [rest(7)], 3],
    ['once where two overlap', [rest(2, 5), rest(4, 6)], 4],
    ['once where one holds the other', [rest(2, 8), rest(4, 6)], 6],
    ['in both where they lie apart, in any order', [rest(6, 8), rest(1, 2)], 3],
    ['not in one that is over', [rest(-9, -1)], 0],
    ['not in one to come', [rest(11, 12)], 0],
  ])('%s', (_, rests, hours) => {
    expect(restedBetween(rests, at(0), at(10)) / hour).toBe(hours)
  })

  test('in days counts those begun', () => {
    expect(restedDays([rest(0, 25)], at(0), at(100))).toBe(2)
    expect(restedDays([rest(0, 24)], at(0), at(100))).toBe(1)
  })

  test('is the hours that lie in any rest, counted one by one', () => {
    const anyRest = fc.tuple(fc.integer({ min: -5, max: 30 }), fc.integer({ min: 1, max: 20 }))
    fc.assert(
      fc.property(fc.array(anyRest, { maxLength: 6 }), (pairs) => {
        const rests = pairs.map(([from, length]) => rest(from, from + length))
        const counted = Array.from({ length: 24 }, (_, index) => at(index)).filter((each) =>
          rests.some(({ from, until }) => from <= each && each < (until ?? instantOf('2099-01-01T00:00:00Z'))),
        )
        expect(restedBetween(rests, at(0), at(24))).toBe(counted.length * hour)
      }),
    )
  })
})
