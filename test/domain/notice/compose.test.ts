import { describe, expect, expectTypeOf, it } from 'vitest'
import { conductFindings } from '../../../domain/conduct/conduct.ts'
import { compose, lenderNameIn } from '../../../domain/notice/compose.ts'
import type { NoticeContent } from '../../../domain/notice/content.ts'
import { type Message, NoticeKind } from '../../../domain/notice/notice.ts'
import { render } from '../../../domain/notice/render.ts'
import { Personal } from '../../../domain/personal.ts'
import type { Policy } from '../../../domain/policy/policy.ts'
import { policyIn, samples, variants } from './samples.ts'

const languages = ['en', 'zh-CN', 'zh-TW'] as const
const jurisdictions = ['us', 'cn'] as const
const names = { en: 'Maria Alvarez', 'zh-CN': '王小明', 'zh-TW': '陳美玲' }
const links = { action: 'https://borrowers.example/c/7f3a', optOut: 'https://borrowers.example/stop/7f3a' }

const written = (content: NoticeContent, language: Message['language'], jurisdiction: 'us' | 'cn') =>
  compose({
    content,
    language,
    policy: policyIn(jurisdiction),
    first: content.kind === 'statement-request',
    borrowerName: new Personal(names[language]),
  })

const everyMessage = languages.flatMap((language) =>
  jurisdictions.flatMap((jurisdiction) =>
    variants.map((content) => ({ content, language, jurisdiction, message: written(content, language, jurisdiction) })),
  ),
)

const titled = everyMessage.map((entry, index) => ({
  ...entry,
  title: `${entry.content.kind} in ${entry.language} under ${entry.jurisdiction} (${index})`,
}))

const bodyText = (message: Message): string => render(message, links).text

/** Messages whose answer is a call or a letter: no page has a form for it. */
const answeredByPeople: ReadonlySet<NoticeKind> = new Set<NoticeKind>([
  'no-plan',
  'mediation-opened',
  'negotiation-ended',
  'support-group',
  'complaint-received',
])

/** After the last plan that a lender's policy allows there is nothing to fill in. */
const isLast = (content: NoticeContent): boolean => content.kind === 'plan-broken' && content.last === true

describe('every message', () => {
  it('has content for each kind of notice and no other', () => {
    expectTypeOf<NoticeContent['kind']>().toEqualTypeOf<NoticeKind>()
    expect(Object.keys(samples).sort()).toEqual([...NoticeKind.options].sort())
  })

  it.each(titled)('$title greets, says what happens and how to reach a person', ({ message, language, content }) => {
    const text = bodyText(message)
    expect(message.greeting).toContain(names[language])
    expect(text).toContain('1-800-555-0147')
    expect(text.replace(/\n/g, '')).toContain('reply@river-bank.example')
    expect(text.includes(links.action)).toBe(!answeredByPeople.has(content.kind) && !isLast(content))
    expect(text).toContain(links.optOut)
    expect(message.paragraphs.length).toBeGreaterThan(0)
    expect(message.closing.some((paragraph) => /^(What happens next: |接下来：|接下來：)/.test(paragraph))).toBe(true)
    expect(message.closing.length).toBeGreaterThan(1)
  })

  it.each(titled)('$title leaks no placeholder', ({ message }) => {
    const { html, text } = render(message, links)
    for (const leak of [/undefined/, /\bnull\b/, /NaN/, /\[object/, /[{}]/, /Invalid Date/]) {
      expect(text).not.toMatch(leak)
      expect(html.replace(/<style[^>]*>.*?<\/style>/gs, '')).not.toMatch(leak)
    }
    for (const line of text.split('\n')) expect(line).toBe(line.trimEnd())
  })

  it.each(titled)('$title has a subject without amounts, digits, names or the word debt', ({ message, language }) => {
    expect(message.subject).not.toBe('')
    expect(message.subject).not.toMatch(/\d|[$¥€£]/)
    expect(message.subject).not.toMatch(/debt|loan|owe|overdue|collect|arrears|payment|river/i)
    expect(message.subject).not.toMatch(/[债債欠]|逾期|催收|还款|還款|繳款|贷款|貸款|清河/)
    for (const part of names[language].split(' ')) expect(message.subject).not.toContain(part)
  })

  it.each(titled)('$title threatens, presses and shames in no phrase', ({ message, language }) => {
    expect(conductFindings(`${message.subject}\n${bodyText(message).replace(/\n(?!\n)/g, ' ')}`, language)).toEqual([])
    expect(conductFindings(`${message.subject}\n${bodyText(message).replace(/\n/g, '')}`, language)).toEqual([])
  })

  it.each(titled)('$title holds the clause its jurisdiction wants, in its own language', ({ message, language }) => {
    expect(message.clauses).toHaveLength(1)
    const clauses = message.clauses.join('\n')
    if (language === 'en') expect(clauses).not.toMatch(/\p{Script=Han}/u)
    else expect(clauses).toMatch(/\p{Script=Han}/u)
  })

  it.each(titled.filter(({ language }) => language === 'zh-TW'))(
    '$title is free of simplified characters',
    ({ message }) => {
      expect(bodyText(message)).not.toMatch(/[们这还钱员协议签务请说话过时间给为个电]/)
      expect(bodyText(message)).not.toMatch(/合同|信息|賬戶|反饋|默認|通過郵件|短信|質量|在線/)
    },
  )

  it.each(titled.filter(({ language }) => language === 'zh-CN'))(
    '$title is free of traditional characters',
    ({ message }) => {
      expect(bodyText(message)).not.toMatch(/[們這還錢員協議簽務請說話過時間給為個電]/)
    },
  )
})

describe('a clause', () => {
  const collector: Policy = {
    ...policyIn('us'),
    clauses: { first: ['collector-first', 'free-opt-out'], later: ['collector-again', 'free-opt-out'] },
  }
  const saidBy = (policy: Policy, language: Message['language'], first: boolean): string =>
    compose({ content: samples.offer, language, policy, first, borrowerName: new Personal('M') }).clauses.join(' ')

  it('of a collector tells first that a debt is collected, and later by whom', () => {
    expect(saidBy(collector, 'en', true)).toContain('River Bank is a debt collector. This message is an attempt to')
    expect(saidBy(collector, 'en', true)).toContain('any information we obtain will be used for that purpose')
    expect(saidBy(collector, 'en', false)).toContain('This message is from a debt collector.')
    expect(saidBy(collector, 'en', false)).not.toContain('attempt')
    expect(saidBy(collector, 'zh-CN', true)).toContain('清河银行是债务催收方')
    expect(saidBy(collector, 'zh-TW', false)).toContain('債務催收方')
  })

  it('of a creditor does not call it a debt collector', () => {
    for (const first of [true, false])
      expect(saidBy(policyIn('us'), 'en', first)).toMatch(/^You can stop these e-mails at any time and free of charge/)
  })

  it('promises a borrower in China that nobody else is told, in every message', () => {
    for (const kind of NoticeKind.options)
      expect(written(samples[kind], 'zh-CN', 'cn').clauses, kind).toContain(
        '这封信只写给您本人。我们不会向您的家人、朋友、同事或其他任何人透露信中的内容。',
      )
  })
})

describe('the figures of a plan', () => {
  const planKinds = [
    'offer',
    'counter-answer',
    'mediator-proposal',
    'agreement-explained',
    'signature-request',
    'cooling-off',
  ] as const

  it.each(languages.flatMap((language) => planKinds.map((kind) => ({ kind, language }))))(
    'stand complete in $kind in $language: rate, total, months, first and last day, what was given up',
    ({ kind, language }) => {
      const text = bodyText(written(samples[kind], language, 'us'))
      for (const figure of ['$90.50', '$181.25', '$4,123.45', '9.5%', '$123.45', '$45.00', '$78.45', '18.25%'])
        expect(text).toContain(figure)
      expect(text).toMatch(/24 months|24 ?个月|24 個月/)
      expect(text).toMatch(/April 15, 2026|2026年4月15日/)
      expect(text).toMatch(/March 15, 2028|2028年3月15日/)
    },
  )

  it('are said to be free to refuse in every offer and agreement', () => {
    const saysNo = {
      en: /free to say no. There is no penalty/,
      'zh-CN': /您完全可以拒绝，拒绝不会受到任何惩罚/,
      'zh-TW': /您當然可以婉拒，婉拒不會受到任何處罰/,
    }
    for (const language of languages)
      for (const kind of [...planKinds, 'offer-reminder'] as const)
        expect(
          bodyText(written(samples[kind], language, 'us')).replace(/\n/g, language === 'en' ? ' ' : ''),
          kind,
        ).toMatch(saysNo[language])
  })

  it('carry the letters of the options when there are several, and none when there is one', () => {
    const several = written(samples.offer, 'en', 'us').sections.map(({ heading }) => heading)
    expect(several).toEqual([
      'Option A: Small payments first, larger ones later',
      'Option B: More time, smaller payments',
      'Option C: One payment that settles everything',
    ])
    expect(written(samples['counter-answer'], 'en', 'us').sections[0]?.heading).toBe('Close to what you suggested')
  })

  it('show one amount and one day when one payment settles all', () => {
    const settled = written(samples.offer, 'en', 'us').sections[2]?.figures?.map(({ label }) => label)
    expect(settled).toEqual(['What speaks for it', 'One payment', 'Due on', 'In total you pay', 'Cancelled for you'])
  })

  it.each(languages)('state no rate in %s where nothing is added while the plan runs', (language) => {
    const settlement = samples.offer.options[2]
    if (settlement === undefined) throw new Error('no settlement')
    const said = bodyText(written({ ...samples['agreement-explained'], plan: settlement }, language, 'cn'))
    expect(said).not.toMatch(/\d%/)
    const spread = { ...samples['plan-active'].plan, annualRatePercent: undefined, apr: undefined, steps: [] }
    const free = bodyText(written({ ...samples['plan-active'], plan: spread }, language, 'cn'))
    expect(free).toMatch(/Interest rate: no interest is added|年利率：不加收利息/)
    expect(free).not.toMatch(/\d%/)
  })
})

describe('the first letter', () => {
  it.each(languages)(
    'in %s carries the information pack: options, process, rules, rights and free help (R24)',
    (language) => {
      const message = written(samples['statement-request'], language, 'cn')
      expect(message.sections).toHaveLength(4)
      for (const section of message.sections) expect(section.points?.length).toBeGreaterThanOrEqual(4)
      expect(message.help?.points?.join()).toContain('12378')
      expect(written(samples['statement-request'], language, 'us').help?.points?.join()).toContain('1-855-411-2372')
    },
  )

  it('speaks of a mediator only where mediation is offered', () => {
    const policy = policyIn('us')
    const without = { ...policy, mediation: { ...policy.mediation, offered: false } }
    const said = (of: typeof policy) =>
      bodyText(
        compose({
          content: samples['statement-request'],
          language: 'en',
          policy: of,
          first: true,
          borrowerName: new Personal('M'),
        }),
      )
    expect(said(policy)).toContain('neutral mediator')
    expect(said(without)).not.toContain('mediator')
  })
})

describe('the beginning of a plan', () => {
  it.each(languages)('in %s comes with free financial counselling (R24)', (language) => {
    const { help } = written(samples['plan-active'], language, 'us')
    expect(help?.heading).toMatch(/advice|咨询|諮詢/)
    expect(help?.points?.join()).toContain('1-800-388-2227')
  })
})

describe('the invitation to the support group', () => {
  it.each(languages)('in %s says what it is, that it is free, and that nothing hangs on it (R53)', (language) => {
    const message = written(samples['support-group'], language, 'us')
    expect(message.sections.map(({ points }) => points?.length)).toEqual([3, 3])
    expect(bodyText(message)).toMatch(/It is free|完全免费|完全免費/)
    expect(message.sections[1]?.points?.[2]).toMatch(/no difference to your plan|没有任何影响|沒有任何影響/)
  })
})

describe('the explanation of an agreement', () => {
  it.each(languages)('in %s has a section for every topic and every question, with all choices', (language) => {
    const { sections } = written(samples['agreement-explained'], language, 'cn')
    const { topics, questions } = samples['agreement-explained']
    expect(sections).toHaveLength(1 + topics.length + 1 + questions.length)
    expect(sections.slice(-questions.length).map(({ choices }) => choices?.length)).toEqual([3, 2, 2, 3, 3])
  })

  it('names the whole debt by its parts', () => {
    const text = bodyText(written(samples['agreement-explained'], 'en', 'us'))
    for (const part of ['$3,800.00', '$156.90', '$45.00']) expect(text).toContain(part)
  })
})

describe('the greeting', () => {
  const greetingOf = (name: string, language: Message['language'] = 'en') =>
    compose({
      content: samples.offer,
      language,
      policy: policyIn('us'),
      first: false,
      borrowerName: new Personal(name),
    }).greeting

  it('stays polite without a name', () => {
    expect([greetingOf(''), greetingOf('  ', 'zh-CN'), greetingOf('\n', 'zh-TW')]).toEqual([
      'Hello,',
      '您好：',
      '您好：',
    ])
  })

  it('keeps a name on one line, whatever the lender wrote', () => {
    expect(greetingOf('Ann\r\nBcc: all@x.example\u202e\u0000 Lee')).toBe('Dear Ann Bcc: all@x.example Lee,')
  })
})

describe('the name of the lender', () => {
  it('is the one in the language, else in the lender’s own, else the id', () => {
    const policy = policyIn('us')
    expect(lenderNameIn(policy, 'zh-TW')).toBe('清河銀行')
    expect(lenderNameIn({ ...policy, lender: { ...policy.lender, name: { en: 'River Bank' } } }, 'zh-TW')).toBe(
      'River Bank',
    )
    expect(lenderNameIn({ ...policy, lender: { ...policy.lender, name: {} } }, 'zh-TW')).toBe('river-bank')
  })
})
