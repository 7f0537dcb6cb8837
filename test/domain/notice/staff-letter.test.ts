import { describe, expect, it } from 'vitest'
import { caseIdOf, dropIdOf, LenderId } from '../../../domain/ids.ts'
import type { Message } from '../../../domain/notice/notice.ts'
import { render } from '../../../domain/notice/render.ts'
import { approvalWanted, staffLetter, staffNews } from '../../../domain/notice/staff-letter.ts'
import { at } from '../case/walk.ts'

const languages = ['en', 'zh-CN', 'zh-TW'] as const
const news = ['approval', 'mediation', 'papers', 'complaint', 'unwanted-mail', 'dispute', 'person-needed'] as const
const lender = LenderId.parse('platform-b')
const older = dropIdOf(lender, 'accounts', 'june')
const newer = dropIdOf(lender, 'accounts', 'july')
const state = { caseId: caseIdOf(lender, 'account-1'), seen: { [older]: 4, [newer]: 17 } }

const letterOf = (each: (typeof news)[number], language: Message['language'], ofLender = true) =>
  staffLetter(staffNews(each, language), state, { language, ofLender, asks: true })
const textOf = (letter: Message): string =>
  render(letter, { action: 'https://portal.example/answers/abc', optOut: '' }).text.replaceAll('\n', '')

describe('a message to staff', () => {
  it.each(languages.flatMap((language) => news.map((each) => ({ language, each }))))(
    'on $each in $language names the case, says how to find its account, and links to where it has an answer',
    ({ language, each }) => {
      const letter = letterOf(each, language)
      expect(letter.subject.endsWith(`: ${state.caseId}`)).toBe(true)
      const text = textOf(letter)
      expect(text).toContain(newer)
      expect(text).toMatch(/line 17|第 ?17 ?行/)
      expect(text).toContain('https://portal.example/answers/abc')
      expect(/\p{Script=Han}/u.test(text)).toBe(language !== 'en')
    },
  )

  it('has no way out of e-mails: staff asked for them', () => {
    const { html, text } = render(letterOf('complaint', 'en'), { action: 'https://portal.example/a', optOut: '' })
    expect(html).not.toContain('href=""')
    expect(text).not.toContain('one click')
  })

  it('tells a mediator nothing of the lender’s files', () => {
    expect(textOf(letterOf('mediation', 'zh-TW', false))).not.toContain('drop-')
  })

  it.each(languages)('on approval in %s shows each plan, what it loses and whether it waits for them', (language) => {
    const { sections = [] } = approvalWanted(at.offered().in('negotiating'), language)
    const [owed, ...options] = sections
    expect(owed?.paragraphs).toHaveLength(1)
    expect(options).toHaveLength(at.offered().in('negotiating').offer?.options.length ?? 0)
    for (const { figures = [] } of options) {
      expect(figures.length).toBeGreaterThan(5)
      expect(figures.at(-2)?.value).toMatch(/^-?\d+\.\d\d%$/)
      expect(['yes', 'no', '是', '否']).toContain(figures.at(-1)?.value)
    }
  })
})
