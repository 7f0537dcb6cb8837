import { describe, expect, it } from 'vitest'
import { type ConductRule, conductFindings, conductRules } from '../../../domain/notice/conduct.ts'

const bad: Record<'en' | 'zh-CN' | 'zh-TW', readonly (readonly [string, ConductRule])[]> = {
  en: [
    ['If we hear nothing we will take legal action against you.', 'threat'],
    ['Pay, or else.', 'threat'],
    ['You could get arrested for this.', 'threat'],
    ['You must pay by Friday.', 'pressure'],
    ['Borrow from your parents if you have to.', 'pressure'],
    ['This is your final notice.', 'pressure'],
    ['We write on behalf of the court.', 'impersonated-authority'],
    ['Only a deadbeat ignores letters.', 'shaming'],
    ['We may have to inform your employer.', 'disclosure'],
    ['Answer immediately.', 'false-urgency'],
  ],
  'zh-CN': [
    ['再不还我们就起诉您。', 'threat'],
    ['您会被列入黑名单。', 'threat'],
    ['后果自负。', 'threat'],
    ['您今天必须还清。', 'pressure'],
    ['可以先向亲友借一点。', 'pressure'],
    ['这是最后通牒。', 'pressure'],
    ['我们已经联系公安。', 'impersonated-authority'],
    ['别做老赖。', 'shaming'],
    ['我们会通知您的单位。', 'disclosure'],
    ['请立即还款。', 'false-urgency'],
  ],
  'zh-TW': [
    ['再不還我們就提告。', 'threat'],
    ['將對您強制執行。', 'threat'],
    ['後果自負。', 'threat'],
    ['您必須繳清。', 'pressure'],
    ['可以先向朋友借。', 'pressure'],
    ['這是最後警告。', 'pressure'],
    ['我們已經通知警方。', 'impersonated-authority'],
    ['欠債不還，很可恥。', 'shaming'],
    ['我們會聯絡您的主管。', 'disclosure'],
    ['請馬上回覆。', 'false-urgency'],
  ],
}

const good: Record<'en' | 'zh-CN' | 'zh-TW', readonly string[]> = {
  en: [
    'We do not tell your family about it.',
    'Tell us if it is too much.',
    'You may pay on the agreed day.',
    'A court of law is not involved.',
  ],
  'zh-CN': ['我们不会通知您的家人。', '请告诉我们您的情况。', '诉讼时效会重新计算。', '您可以慢慢看。'],
  'zh-TW': ['我們不會通知您的家人。', '請告訴我們您的狀況。', '請求時效會重新起算。', '您可以慢慢看。'],
}

describe.each(['en', 'zh-CN', 'zh-TW'] as const)('the conduct check in %s', (language) => {
  it.each(bad[language])('finds in “%s” a case of %s', (sentence, rule) => {
    expect(conductFindings(sentence, language).map((finding) => finding.rule)).toContain(rule)
  })

  it.each(good[language])('lets “%s” pass', (sentence) => {
    expect(conductFindings(sentence, language)).toEqual([])
  })

  it('knows a phrase for every rule', () => {
    expect(new Set(bad[language].map(([, rule]) => rule))).toEqual(new Set(Object.keys(conductRules)))
  })
})

describe('a finding', () => {
  it('says which phrase broke which rule, and where', () => {
    expect(conductFindings('Hello. Act now! You must pay.', 'en')).toEqual([
      { rule: 'false-urgency', phrase: 'Act now', at: 7 },
      { rule: 'pressure', phrase: 'You must pay', at: 16 },
    ])
  })
})
