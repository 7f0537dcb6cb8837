import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { conductFindings, conductWordings } from '../../../domain/conduct/conduct.ts'
import { chinese } from '../../../domain/conduct/phrases/chinese.ts'
import { english } from '../../../domain/conduct/phrases/english.ts'
import { breaches } from '../../../domain/conduct/rules.ts'
import { Language } from '../../../domain/language.ts'
import { en } from './corpus/en.ts'
import { zhCn } from './corpus/zh-cn.ts'
import { zhTw } from './corpus/zh-tw.ts'

const languages = Language.options
const corpora = { en, 'zh-CN': zhCn, 'zh-TW': zhTw }

const rulesIn = (text: string) => [...new Set(conductFindings(text, 'en').map(({ rule }) => rule))].sort()
const phrasesIn = (text: string) => conductFindings(text, 'en').map(({ phrase }) => phrase)

describe('a finding', () => {
  it('says which phrase broke which rule and where, why it is one, and what to write instead', () => {
    const { why, suggestions } = conductWordings.en
    expect(conductFindings('Hello. Act now! You must pay.', 'en')).toEqual([
      {
        rule: 'false-urgency',
        breach: 'hurry',
        phrase: 'Act now',
        at: 7,
        end: 14,
        why: why['false-urgency'],
        source: breaches.hurry.source,
        suggestion: suggestions.hurry,
      },
      {
        rule: 'pressure',
        breach: 'demand',
        phrase: 'You must pay',
        at: 16,
        end: 28,
        why: why.pressure,
        source: breaches.demand.source,
        suggestion: suggestions.demand,
      },
    ])
  })

  it('is told in the language of the page, whatever language the phrase is in', () => {
    const [finding] = conductFindings('We will sue you.', 'zh-TW')
    expect(finding?.why).toBe(conductWordings['zh-TW'].why.threat)
    expect(finding?.suggestion).toBe(conductWordings['zh-TW'].suggestions['legal-action'])
  })

  it('quotes the text as it was typed, from where it begins to where it ends', () => {
    for (const language of languages)
      for (const [says] of [...corpora[language].working.bad, ...corpora[language].heldOut.bad])
        for (const { phrase, at, end } of conductFindings(says, language)) {
          expect(says.slice(at, end)).toBe(phrase)
          expect(phrase.trim()).toBe(phrase)
        }
  })

  it('stands once where two phrases of one rule overlap', () => {
    expect(phrasesIn('请立即还款。')).toEqual(['立即还款', '立即'])
    expect(rulesIn('请立即还款。')).toEqual(['false-urgency', 'pressure'])
    expect(phrasesIn('We will take you to court.')).toEqual(['We will take you to court'])
  })
})

describe('what is denied, forbidden or the borrower’s own right', () => {
  it.each([
    'We will never call your employer, visit your home or tell your neighbours.',
    'You will not be arrested, sued or blacklisted.',
    'Nobody may threaten you with arrest.',
    'If anyone claims to be the police and says you will be arrested, that is not us.',
    'You may tell your employer if you like.',
    'What you must pay is in the table.',
    'There is no need to feel ashamed.',
    'We confirm every payment right away.',
    '我们不会起诉您，也不会上门催收。',
    '任何人都不得以拘留、曝光等方式威胁您。',
    '要不要告诉您的家人，由您决定。',
    '如果有人自称警察要您汇款，请不要相信。',
    '收到还款后我们会立即确认。',
    '我們不會聯絡您的主管，也不會把您列入黑名單。',
    'If your car was taken from you, please tell us.',
    'No one will be at your door.',
    '如果法院已经处理过这笔债务，请告诉我们。',
    '警方提醒：转账前请核实对方身份。',
  ])('lets “%s” pass', (sentence) => {
    expect(phrasesIn(sentence)).toEqual([])
  })

  it.each([
    ['If you do not pay, we will sue you.', ['threat']],
    ['You cannot avoid jail time.', ['threat']],
    ['Do you not feel ashamed?', ['shaming']],
    ['We need your answer immediately.', ['false-urgency']],
    ['Do not be a deadbeat.', ['shaming']],
    ['We do not want to, but we will tell your wife.', ['disclosure']],
    ['再不还款，我们就起诉。', ['threat']],
    ['您不觉得丢人吗？', ['shaming']],
    ['不是不报，我们会通知您的单位。', ['disclosure']],
    ['If you do not want to be arrested, please tell us now.', ['threat']],
    ['郑重提醒，您的物品可能被查封。', ['threat']],
  ])('does not take “%s” for a denial', (sentence, rules) => {
    expect(rulesIn(sentence)).toEqual(rules)
  })

  it('is one breach where a court’s name is borrowed, and two where the court is to act as well', () => {
    expect(rulesIn('We write on behalf of the court.')).toEqual(['impersonated-authority'])
    expect(rulesIn('我们受法院委托与您联系。')).toEqual(['impersonated-authority'])
    expect(rulesIn('I am a police officer and you will be arrested.')).toContain('threat')
    expect(rulesIn('我们受法院委托与您联系。法院见。')).toContain('threat')
    expect(rulesIn('We write on behalf of the court. See you in court.')).toContain('threat')
  })

  it('reaches no further than its sentence', () => {
    expect(rulesIn('This is not a reminder. You will be arrested.')).toEqual(['threat'])
    expect(rulesIn('我们没有收到。您会坐牢。')).toEqual(['threat'])
  })
})

describe('a phrase in disguise', () => {
  it.each([
    ['We will S U E you.', 'We will S U E'],
    ['You will be ar-rest-ed soon.', 'be ar-rest-ed'],
    ['We will t@ke you to c0urt.', 'We will t@ke you to c0urt'],
    ['Ｙｏｕ　ｍｕｓｔ　ｐａｙ．', 'Ｙｏｕ　ｍｕｓｔ　ｐａｙ'],
    ['You must\n  pay.', 'You must\n  pay'],
    ['You’ve been warned.', 'You’ve been warned'],
    ['Yоu must рay.', 'Yоu must рay'],
    ['You mu\u200bst p\u00ady.', undefined],
    ['You mu\u200bst p\u00aday.', 'You mu\u200bst p\u00aday'],
    ['我们将起*诉您。', '起*诉'],
    ['您会进黑·名·单。', '黑·名·单'],
    ['我 们 将 起 诉 您 。', '起 诉'],
    ['我們將起訴您。', '起訴'],
    ['後果自負', '後果自負'],
    ['請在４８小時內繳款。', '４８小時內'],
  ])('“%s” is found as it stands', (text, phrase) => {
    if (phrase === undefined) expect(phrasesIn(text)).toEqual([])
    else expect(phrasesIn(text)).toContain(phrase)
  })

  const disguises: readonly ((text: string) => string)[] = [
    (text) => text.toUpperCase(),
    (text) => text.replace(/[!-~]/g, (mark) => String.fromCharCode(mark.charCodeAt(0) + 0xfee0)),
    (text) => text.replaceAll(/\s+/g, '  \n '),
    (text) => Array.from(text).join('\u200b'),
    (text) => text.normalize('NFD'),
    (text) => `Guten Tag 😀 \n\n${text}\n\n您好。`,
  ]
  const bad = languages
    .flatMap((language) => corpora[language].working.bad.map(([says]) => says))
    .filter((says) => !/\b\w \w \w\b/.test(says))

  it('breaks the same rules, whatever its case, width, blanks, invisible marks and surroundings', () => {
    fc.assert(
      fc.property(fc.constantFrom(...bad), fc.subarray([...disguises]), (says, chosen) => {
        const disguised = chosen.reduce((text, disguise) => disguise(text), says)
        expect(rulesIn(disguised)).toEqual(rulesIn(says))
      }),
      { numRuns: 150 },
    )
  })
})

describe('the search', () => {
  const sources = [english, chinese].flatMap(({ phrases }) => phrases.map(({ find }) => find.source))

  it('repeats nothing without bound but the letters of one word', () => {
    for (const source of sources) expect(source.replaceAll(/\\w[*+]|\[\\w'\][*+]/g, '')).not.toMatch(/[*+]|\{\d+,\}/)
  })

  it.each([
    ['we will ', 0],
    ['you have ', 0],
    ['a-', 0],
    ['a b ', 0],
    ['不', 0],
    ['会', 0],
    [' \n', 0],
    ["we'll a'a ", 0],
    ['urgent. ', 10_000],
    ['马上。', 10_000],
    ['we write on behalf of the court ', 10_000],
  ])('comes to an end on “%s” over and over', (unit, found) => {
    expect(conductFindings(unit.repeat(10_000), 'en')).toHaveLength(found)
  })

  it('finds nothing in nothing', () => {
    for (const text of ['', ' ', '\n\n', '……', '12345', '😀']) expect(conductFindings(text, 'zh-CN')).toEqual([])
  })
})
