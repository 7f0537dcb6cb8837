import { describe, expect, test } from 'vitest'
import { LenderId } from '../../../domain/ids.ts'
import { DefectError } from '../../../domain/outcome.ts'
import { calendarOf, currentVersion, type PolicyBook, policyOf } from '../../../domain/policy/policy-book.ts'
import { loadPolicies, policiesDirectory } from '../../../policies/load-policies.ts'

const book = loadPolicies(policiesDirectory)
const platformA = LenderId.parse('platform-a')
const v1 = policyOf(book, platformA, 'v1')
const withVersions = (...versions: string[]): PolicyBook => ({
  ...book,
  policies: versions.map((version) => ({ ...v1, version })),
})

describe('the policy book', () => {
  test('finds a lender’s version', () => {
    expect(policyOf(withVersions('v1', 'v2'), platformA, 'v2')).toMatchObject({
      version: 'v2',
      lender: { id: 'platform-a' },
    })
  })

  test('takes the highest number as current, not the last by spelling', () => {
    expect(currentVersion(withVersions('v9', 'v10', 'v2'), platformA)).toBe('v10')
  })

  test('says which lenders it has when asked for another', () => {
    const ask = () => currentVersion(book, LenderId.parse('nobody'))
    expect(ask).toThrow(DefectError)
    expect(ask).toThrow(/no policy for lender nobody; the policy book has platform-a, platform-b, union-c/)
  })

  test('says which versions it has when asked for another', () => {
    expect(() => policyOf(book, platformA, 'v7')).toThrow(/platform-a has no policy v7, only v1, v2/)
  })

  test('gives a policy the calendar it counts by, and none when it counts by none', () => {
    expect(calendarOf(book, v1)?.id).toBe('cn')
    expect(calendarOf(book, policyOf(book, LenderId.parse('union-c'), 'v1'))).toBeUndefined()
    expect(() => calendarOf({ ...book, calendars: {} }, v1)).toThrow(/no calendar cn/)
  })
})
