import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { abilityFrom } from '../../../domain/assessment/ability.ts'
import { RiskReason, StatementQuestion } from '../../../domain/assessment/assessment.ts'
import { AssetKind, DebtKind, IncomeSource, SpendingCategory } from '../../../domain/assessment/figures.ts'
import { StatementOfMeans } from '../../../domain/assessment/statement.ts'
import { conductFindings } from '../../../domain/conduct/conduct.ts'
import { LenderId } from '../../../domain/ids.ts'
import type { Language } from '../../../domain/language.ts'
import type { Currency } from '../../../domain/money.ts'
import { currentVersion, policyOf } from '../../../domain/policy/policy-book.ts'
import { readBorrowerAnswer } from '../../../domain/portal/answer-form.ts'
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
import type { Question, Standing, Understood } from '../../../domain/portal/question.ts'
import { renderPage } from '../../../domain/portal/render-page.ts'
import { statementFields } from '../../../domain/portal/statement-form.ts'
import type { Declined, Taken } from '../../../domain/portal/wording/wording.ts'
import { Day } from '../../../domain/time.ts'
import { loadPolicies, policiesDirectory } from '../../../policies/load-policies.ts'
import { facts } from '../assessment/borrower.ts'
import { statements } from '../assessment/statements.ts'
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

const trader = StatementOfMeans.parse({
  income: [
    { source: 'wages', amount: 500_00, every: 'week', certainty: 'likely' },
    { source: 'self-employment', amount: 100_00, every: 'month', certainty: 'uncertain' },
  ],
  spending: SpendingCategory.options.map((category) => ({ category, amount: 120_00, every: 'fortnight' })),
  dependants: 1,
  debts: [{ kind: 'credit-card', monthlyPayment: 90_00, inArrears: true, balance: 2_000_00 }],
  assets: [{ kind: 'savings', value: 9_000_00, realisable: true }],
  business: {
    takings: { amount: 9_000_00, every: 'quarter' },
    costs: { amount: 500_00, every: 'month' },
    weakestMonthPercent: 60,
  },
  hardship: 'business-downturn',
  hardshipMonths: 6,
  expected: { amount: 4_000_00, every: 'month', certainty: 'likely' },
  evidence: { income: 'offered' },
  disputesDebt: false,
})
const understood: Understood = {
  currency: 'USD',
  ability: abilityFrom({ statement: trader, facts: { ...facts, currency: 'USD' }, policy: policy.assessment }),
  reasons: RiskReason.options,
}
const guessed: Understood = {
  currency: 'USD',
  ability: abilityFrom({ facts: { ...facts, declared: {} }, policy: policy.assessment, paidLately: 1 }),
  reasons: [],
}
const asked = StatementQuestion.shape.code.options.map((code) => ({ code, field: 'food', stated: 1_00, against: 2_00 }))

const questions: readonly Question[] = [
  { asks: 'statement', currency: 'USD', dependants: 2 },
  { asks: 'statement', currency: 'USD', questioned: { statement: trader, questions: asked } },
  { asks: 'nothing', because: 'preparing', understood },
  { asks: 'offer', round: 1, options, replyBy: today, understood: guessed },
  { asks: 'offer', round: 1, options, replyBy: today },
  { asks: 'offer', round: 2, options: [plan], replyBy: undefined },
  { asks: 'proposal', round: 2, plan },
  { asks: 'understanding', content: samples['agreement-explained'] },
  { asks: 'signature', plan, documentHash: 'a'.repeat(64), coolingOffDays: 3 },
  { asks: 'cooling-off', plan, until: today },
  { asks: 'progress', plan, next: { amount: plan.usual, dueOn: today }, today, told: false },
  { asks: 'progress', plan, next: undefined, today, told: true },
]

/** The form has its lines in the order of their kinds. */
const inFormOrder = (stated: StatementOfMeans): StatementOfMeans => ({
  ...stated,
  income: IncomeSource.options.flatMap((source) => stated.income.filter((line) => line.source === source)),
  spending: SpendingCategory.options.flatMap((category) =>
    stated.spending.filter((line) => line.category === category),
  ),
  debts: DebtKind.options.flatMap((kind) => stated.debts.filter((debt) => debt.kind === kind)),
  assets: AssetKind.options.flatMap((kind) => stated.assets.filter((asset) => asset.kind === kind)),
})

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

describe('the statement’s form', () => {
  const place = { language: 'en' as const, holds: [] }

  test('asks for nothing that may not stay empty but one yes or no', () => {
    const html = renderPage(questionPage(place, policy, { asks: 'statement', currency: 'USD' }, 'statement-request'))
    const required = Array.from(html.matchAll(/name="([^"]+)"[^>]* required/g), ([, name]) => name)
    expect(new Set(required)).toEqual(new Set(['disputesDebt']))
  })

  test('comes back filled in, with the folded parts open that hold something', () => {
    const question: Question = {
      asks: 'statement',
      currency: 'USD',
      questioned: { statement: trader, questions: asked },
    }
    const html = renderPage(questionPage(place, policy, question, 'statement-request'))
    expect(html).toMatch(/name="income-wages"[^>]* value="500.00"/)
    expect(html.match(/<details class="part" open>/g)).toHaveLength(4)
    expect(html).toMatch(/name="debt-credit-card-arrears"[^>]* checked/)
    expect(html).toContain('name="asked" value="yes"')
  })

  test('says each figure’s way to a month, and what of it counts', () => {
    const page = questionPage(place, policy, { asks: 'nothing', because: 'preparing', understood }, 'statement-request')
    const [result, arithmetic, looked] = page.sections
    expect(result?.figures).toContainEqual({ label: 'Comes in', value: '$1,773.33' })
    expect(result?.points?.[0]).toMatch(/^Once things are better, in 6 months: at most \$[\d.,]+ a month\.$/)
    expect(arithmetic?.points).toContain('Pay: $500.00 a week is $2,166.66 a month; 80% of it counts, $1,733.33')
    expect(looked?.points).toHaveLength(RiskReason.options.length)
  })

  test('gives the same statement when it is sent as it was filled in', () => {
    fc.assert(
      fc.property(statements, fc.constantFrom<Currency>('USD', 'CNY', 'JPY'), (stated, currency) => {
        const read = readBorrowerAnswer(statementFields(stated, currency), { currency, today })
        const saysNothing = stated.income.length === 0 && stated.business === undefined && !stated.disputesDebt
        if (saysNothing) expect(read).toEqual({ field: 'income-wages', fault: 'no-income' })
        else expect(read).toMatchObject({ answer: 'statement', statement: inFormOrder(stated), final: false })
      }),
    )
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

  test('has what was understood of the figures behind the options, for whoever wants to look', () => {
    const html = renderPage(questionPage(place, policy, { ...offer, understood: guessed }, 'offer'))
    expect(html.indexOf('<summary>What we understood</summary>')).toBeGreaterThan(html.indexOf('name="option"'))
    expect(html).toContain('this is a cautious guess from your account')
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
