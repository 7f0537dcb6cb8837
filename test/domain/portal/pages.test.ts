import { describe, expect, test } from 'vitest'
import { LenderId } from '../../../domain/ids.ts'
import type { Language } from '../../../domain/language.ts'
import { conductFindings } from '../../../domain/notice/conduct.ts'
import { currentVersion, policyOf } from '../../../domain/policy/policy-book.ts'
import {
  declinedPage,
  optOutPage,
  overPage,
  portalWordingIn,
  questionPage,
  takenPage,
  unreadablePage,
} from '../../../domain/portal/borrower-page.ts'
import type { Page } from '../../../domain/portal/page.ts'
import type { Question, Standing } from '../../../domain/portal/question.ts'
import { renderPage } from '../../../domain/portal/render-page.ts'
import type { Declined, Taken } from '../../../domain/portal/wording/wording.ts'
import { Day } from '../../../domain/time.ts'
import { loadPolicies, policiesDirectory } from '../../../policies/load-policies.ts'
import { samples } from '../notice/samples.ts'

const policies = loadPolicies(policiesDirectory)
const policyNamed = (name: string) => {
  const lenderId = LenderId.parse(name)
  return policyOf(policies, lenderId, currentVersion(policies, lenderId))
}
const policy = policyNamed('union-c')
const { options } = samples.offer
const [plan] = options
if (plan === undefined) throw new Error('the sample offer has no option')
const today = Day.parse('2026-05-01')

const questions: readonly Question[] = [
  { asks: 'statement', currency: 'USD', dependants: 2 },
  { asks: 'offer', round: 1, options, replyBy: today },
  { asks: 'offer', round: 2, options: [plan], replyBy: undefined },
  { asks: 'proposal', round: 2, plan },
  { asks: 'understanding', content: samples['agreement-explained'] },
  { asks: 'signature', plan, documentHash: 'a'.repeat(64), coolingOffDays: 3 },
  { asks: 'cooling-off', plan, until: today },
  { asks: 'progress', plan, next: { amount: plan.usual, dueOn: today }, today, told: false },
  { asks: 'progress', plan, next: undefined, today, told: true },
]

const languages: readonly Language[] = ['en', 'zh-CN', 'zh-TW']

const keysOf = <Key extends string>(record: Readonly<Record<Key, unknown>>): Key[] => Object.keys(record) as Key[]

const pagesIn = (language: Language): readonly Page[] => {
  const place = { language, holds: [] }
  const words = portalWordingIn(language)
  const standings: readonly Question[] = keysOf<Standing>(words.standing).map((because) => ({
    asks: 'nothing',
    because,
  }))
  return [
    ...[...questions, ...standings].map((question) => questionPage(place, policy, question, 'offer')),
    ...keysOf<Taken>(words.taken).map((taken) => takenPage(place, policy, taken)),
    ...keysOf<Declined>(words.declined).map((code) => declinedPage(place, policy, { code })),
    optOutPage(place, policy),
    overPage(),
    unreadablePage(),
  ]
}

const textOf = (html: string): string => html.replace(/<style>[\s\S]*?<\/style>|<[^>]+>/g, ' ')

/** What betrays another language: Chinese in English; English words, or characters that only the other script has, in Chinese. */
const foreign: Record<Language, RegExp> = {
  en: /\p{Script=Han}/u,
  'zh-CN': /[a-z]{3}|[們這請讓簽為從應時問題現說誰給發錢費認額寫會議個還]/,
  'zh-TW': /[a-z]{3}|[们这请让签为从应时问题现说谁给发钱费认额写会议个还]/,
}

describe.each(languages)('the pages in %s', (language) => {
  const pages = pagesIn(language)
  const rendered = pages.map((page) => renderPage(page))

  test('never threaten, press, shame or hurry anyone', () => {
    for (const html of rendered) expect(conductFindings(textOf(html), language)).toEqual([])
  })

  test('name no debt and no amount in the tab', () => {
    for (const { title } of pages) expect(title).not.toMatch(/\d|debt|loan|欠|贷|貸|债|債/i)
  })

  test('tie a label to every input that is seen, by ids that are there once', () => {
    for (const html of rendered) {
      const ids = Array.from(html.matchAll(/ id="([^"]+)"/g), ([, id]) => id)
      expect(new Set(ids).size).toBe(ids.length)
      for (const [input] of html.matchAll(/<(?:input|select)[^>]*>/g)) {
        if (input.includes('type="hidden"')) continue
        const id = / id="([^"]+)"/.exec(input)?.[1]
        const wrapped = html.includes(`<label class="tick">${input}`)
        expect(wrapped || html.includes(`<label for="${id}">`), input).toBe(true)
      }
    }
  })

  test('hold no script, no style attribute and nothing from elsewhere', () => {
    for (const html of rendered) expect(html).not.toMatch(/<script| style=| on\w+=|https?:|src=/i)
  })

  test('are in that language and its script throughout', () => {
    const own = pages.filter(({ alsoIn }) => alsoIn === undefined)
    for (const page of own) {
      const words = textOf(renderPage(page)).replaceAll(/\S+@\S+|www\.\S+/g, '')
      expect(words).not.toMatch(foreign[language])
    }
  })
})

describe('the offer’s page', () => {
  const place = { language: 'en' as const, holds: [] }
  const offer: Question = { asks: 'offer', round: 1, options, replyBy: today }

  test('chooses nothing for the borrower where there is a choice', () => {
    const html = renderPage(questionPage(place, policy, offer, 'offer'))
    expect(html.match(/type="radio" name="option"/g)).toHaveLength(3)
    expect(html).not.toContain('checked')
  })

  test('speaks of a mediator only where the lender offers mediation', () => {
    const without = { ...policy, mediation: { ...policy.mediation, offered: false } }
    expect(renderPage(questionPage(place, policy, offer, 'offer'))).toContain('value="mediate"')
    expect(renderPage(questionPage(place, without, offer, 'offer'))).not.toContain('value="mediate"')
  })

  test('says that things have moved on only when another thing was asked', () => {
    const { movedOn } = portalWordingIn('en')
    expect(questionPage(place, policy, offer, 'counter-answer').paragraphs).not.toContain(movedOn)
    expect(questionPage(place, policy, offer, 'complaint-received').paragraphs).not.toContain(movedOn)
    expect(questionPage(place, policy, offer, 'statement-request').paragraphs).toContain(movedOn)
  })
})

test('markup in a lender’s name stays text', () => {
  const named = { ...policy, lender: { ...policy.lender, name: { en: '<b>Union & "C"</b>' } } }
  const html = renderPage(optOutPage({ language: 'en', holds: [] }, named))
  expect(html).toContain('&lt;b&gt;Union &amp; &quot;C&quot;&lt;/b&gt;')
})
