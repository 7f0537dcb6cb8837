import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { PolicyBook } from '../../../domain/policy/policy-book.ts'
import {
  compilePolicies,
  loadPolicies,
  lockVersions,
  PolicyError,
  policiesDirectory,
} from '../../../policies/load-policies.ts'

const made: string[] = []
afterAll(() => {
  for (const directory of made) rmSync(directory, { recursive: true })
})

/** A copy of this project's policies to spoil. */
const copy = (): string => {
  const directory = mkdtempSync(join(tmpdir(), 'policies-'))
  made.push(directory)
  cpSync(policiesDirectory, directory, { recursive: true })
  return directory
}
const edit = (directory: string, file: string, from: string, to: string): void => {
  const text = readFileSync(join(directory, file), 'utf8')
  expect(text).toContain(from)
  writeFileSync(join(directory, file), text.replace(from, to))
}
const problemsOf = (directory: string): string => {
  try {
    loadPolicies(directory)
  } catch (error) {
    if (error instanceof PolicyError) return error.message
    throw error
  }
  return 'none'
}
const platformA = 'lenders/platform-a/v1.yaml'

describe('this project’s own policies', () => {
  const book = loadPolicies(policiesDirectory)

  test('are in order, and give every lender a mediator with a conflict of interest and others without', () => {
    expect(book.policies.map((policy) => `${policy.lender.id} ${policy.version}`)).toEqual([
      'platform-a v1',
      'platform-a v2',
      'platform-b v1',
      'platform-b v2',
      'union-c v1',
      'union-c v2',
    ])
    for (const { lender, mediation } of book.policies) {
      const conflicted = mediation.mediators.filter((mediator) => mediator.conflicts.includes(lender.id))
      expect(conflicted).toHaveLength(1)
      const able = mediation.mediators.filter((mediator) => mediator.languages.includes(lender.defaultLanguage))
      expect(able.length).toBeGreaterThanOrEqual(3)
    }
  })

  test('end a plan in China after sixty months at the latest (CN Art. 70)', () => {
    for (const { jurisdiction, offer } of book.policies)
      if (jurisdiction === 'cn') expect(offer.maxTermMonths).toBeLessThanOrEqual(60)
  })

  test('compile to the same text each time, which reads back as the book', () => {
    const text = compilePolicies()
    expect(compilePolicies()).toBe(text)
    expect(PolicyBook.parse(JSON.parse(text))).toEqual(book)
  })
})

describe('a directory of policies is refused', () => {
  test('when a version loosens the law, with file, field, rule and citation', () => {
    const directory = copy()
    edit(directory, platformA, 'endTime: T18:00', 'endTime: T22:30')
    expect(problemsOf(directory)).toMatch(
      /platform-a\/v1\.yaml: contact\.\S+\.MONDAY\.0 is T09:00 to T22:30; contact is allowed from T08:00 to T22:00 .*\[China Banking/,
    )
  })

  test('with everything that is wrong at once, in all its files', () => {
    const directory = copy()
    edit(directory, platformA, 'maxRounds: 4', 'maxRounds: 0')
    edit(directory, 'lenders/platform-b/v1.yaml', 'maxTermMonths: 48', 'maxTermMonths: 61')
    edit(directory, 'calendars/cn-2025.yaml', 'coveredUntil: 2025-12-31', 'coveredUntil: soon')
    edit(directory, 'jurisdictions/us.yaml', 'value: 3', 'value: [')
    const problems = problemsOf(directory)
    expect(problems).toMatch(/platform-a\/v1\.yaml: offer\.maxRounds is 0;/)
    expect(problems).toMatch(
      /platform-b\/v1\.yaml: offer\.maxTermMonths is 61; a plan lasts at most 60 months \[.*Art\. 70/,
    )
    expect(problems).toMatch(/cn-2025\.yaml: coveredUntil is "soon"/)
    expect(problems).toMatch(/us\.yaml: the file is not YAML/)
    expect(problems).toMatch(/union-c\/v1\.yaml: jurisdiction is us; add jurisdictions\/us\.yaml/)
  })

  test('when messages would leave out a clause that the law wants, or name one that nobody has words for', () => {
    const directory = copy()
    const collector =
      'actsAs: collector\nversion: v1\nclauses: { first: [free-opt-out], later: [collector-again, free-opt-out] }'
    edit(directory, 'lenders/union-c/v1.yaml', 'version: v1', `  ${collector}`)
    edit(directory, platformA, 'version: v1', 'version: v1\nclauses: { first: [no-third-persons], later: [] }')
    const problems = problemsOf(directory)
    expect(problems).toMatch(
      /union-c\/v1\.yaml: clauses\.first is free-opt-out; a message of a collector must hold collector-first: add it, .*\[.*1006\.18\(e\)/,
    )
    expect(problems).toMatch(/platform-a\/v1\.yaml: clauses\.first\.0 is "no-third-persons"; .*no-third-person/)
  })

  test('when a jurisdiction does not say which clauses its messages hold', () => {
    const directory = copy()
    edit(directory, 'jurisdictions/cn.yaml', '\nclauses:\n', '\nsentences:\n')
    expect(problemsOf(directory)).toMatch(/cn\.yaml: clauses is missing/)
  })

  test('when a field is misspelt, which would silently be the default', () => {
    const directory = copy()
    edit(directory, platformA, 'restrictedPeriods: []', 'restrictedPeriod: []')
    expect(problemsOf(directory)).toMatch(/email\.restrictedPeriod is not a field/)
  })

  test('when a version was edited, even lawfully', () => {
    const directory = copy()
    edit(directory, platformA, 'maxRounds: 4', 'maxRounds: 3')
    expect(problemsOf(directory)).toMatch(/platform-a\/v1\.yaml: the file is changed; versions are never edited/)
    expect(() => lockVersions(directory)).toThrow(/versions are never edited/)
  })

  test('when a version was taken away', () => {
    const directory = copy()
    rmSync(join(directory, platformA))
    expect(problemsOf(directory)).toMatch(/platform-a\/v1\.yaml: the file is gone/)
  })

  test('when a version lies under another name than its own', () => {
    const directory = copy()
    cpSync(join(directory, platformA), join(directory, 'lenders/platform-a/v3.yaml'))
    expect(problemsOf(directory)).toMatch(/v3\.yaml: lender\.id, version is lenders\/platform-a\/v1\.yaml/)
  })

  test('until a new version is locked, and then no more', () => {
    const directory = copy()
    const third = 'lenders/platform-a/v3.yaml'
    cpSync(join(directory, platformA), join(directory, third))
    edit(directory, third, 'version: v1', 'version: v3')
    expect(problemsOf(directory)).toMatch(
      /v3\.yaml: the file is not locked; run: node policies\/load-policies\.ts --lock/,
    )
    expect(lockVersions(directory)).toEqual([third])
    expect(problemsOf(directory)).toBe('none')
  })
})

test('a checkout with other line ends is the same version', () => {
  const directory = copy()
  const text = readFileSync(join(directory, platformA), 'utf8')
  writeFileSync(join(directory, platformA), text.replaceAll('\n', '\r\n'))
  expect(problemsOf(directory)).toBe('none')
})
