import { readdirSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { describe, expect, it } from 'vitest'
import { conductFindings } from '../../../domain/conduct/conduct.ts'
import { Language } from '../../../domain/language.ts'
import { loadPolicies, policiesDirectory } from '../../../policies/load-policies.ts'

const root = resolve(import.meta.dirname, '../../..')

/** Files that hold words for borrowers: letters, their clauses and free help, agreements and pages. */
const files = readdirSync(join(root, 'domain'), { recursive: true, encoding: 'utf8' }).filter(
  (file) => /wording|clauses|free-help/.test(file) && file.endsWith('.ts') && !file.startsWith('conduct'),
)

const literal = /'((?:[^'\\\n]|\\.)*)'|`((?:[^`\\]|\\.)*)`/g

/** Every text in a file, with an amount in place of whatever is filled in; so that no branch of a template stays unread. */
const textsOf = (file: string): string[] =>
  Array.from(readFileSync(join(root, 'domain', file), 'utf8').matchAll(literal), ([, plain, filled]) =>
    (plain ?? filled ?? '').replaceAll(/\$\{[^}]*\}/g, '100'),
  ).filter((text) => /\p{Script=Han}|[a-z] [a-z]/u.test(text))

describe('every text of a template', () => {
  it('is looked for where templates are', () => {
    for (const place of [
      'agreement/wording-en.ts',
      'notice/clauses.ts',
      'notice/wording/plan/zh-tw.ts',
      'portal/wording/zh-cn.ts',
    ])
      expect(files).toContain(place)
    expect(files.flatMap(textsOf).length).toBeGreaterThan(1500)
  })

  it.each(files)('in domain/%s threatens, presses, shames and hurries nobody', (file) => {
    const findings = textsOf(file).flatMap((text) =>
      conductFindings(text, 'en').map(({ rule, phrase }) => `${rule}: “${phrase}” in “${text}”`),
    )
    expect(findings).toEqual([])
  })
})

describe('the name of a lender, which stands in every message', () => {
  it('borrows no authority and breaks no other rule', () => {
    const names = loadPolicies(policiesDirectory).policies.flatMap(({ lender }) =>
      Language.options.map((language) => lender.name[language] ?? ''),
    )
    expect(names.length).toBeGreaterThan(0)
    for (const name of names) expect(conductFindings(name, 'en')).toEqual([])
  })
})
