import { describe, expect, test } from 'vitest'
import { isWarning, type WarningSigns, warningScore } from '../../../domain/warning/score.ts'

const calm: WarningSigns = {
  recentDaysLate: [0, -1, 0],
  partlyPaid: 0,
  reviewsUnanswered: 0,
  missedBefore: 0,
  instalment: 60_000,
  affordableMonthly: 100_000,
}

const policy = { answerWithinDays: 5, recoverWithinDays: 14, raiseFromPoints: 40 }

describe('the warning score', () => {
  test('of a plan that is kept is nothing', () => {
    expect(warningScore(calm)).toEqual({ points: 0, reasons: [] })
  })

  test.each([
    ['paying-later', 35, { recentDaysLate: [0, 2, 5] }],
    ['paid-late', 10, { recentDaysLate: [5, 2, 1] }],
    ['partial-payment', 30, { partlyPaid: 1 }],
    ['review-unanswered', 15, { reviewsUnanswered: 1 }],
    ['missed-before', 10, { missedBefore: 1 }],
    ['stretched', 10, { instalment: 90_000 }],
  ] as const)('names %s with %i points', (code, points, signs) => {
    expect(warningScore({ ...calm, ...signs })).toEqual({ points, reasons: [{ code, points }] })
  })

  test('raises a warning once its reasons add up to the policy’s points, before anything is missed', () => {
    const later = warningScore({ ...calm, recentDaysLate: [-3, 0, 2] })
    expect(isWarning(later, policy)).toBe(false)
    const laterAndSilent = warningScore({ ...calm, recentDaysLate: [-3, 0, 2], reviewsUnanswered: 1 })
    expect(isWarning(laterAndSilent, policy)).toBe(true)
  })

  test('does not hold paying ever earlier against anyone', () => {
    expect(warningScore({ ...calm, recentDaysLate: [-9, -7, -2] }).points).toBe(0)
  })
})
