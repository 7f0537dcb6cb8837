import { describe, expect, it } from 'vitest'
import { conductWordings } from '../../../domain/conduct/conduct.ts'
import { refusalOfText } from '../../../domain/conduct/free-text.ts'
import { Language } from '../../../domain/language.ts'
import { isRefusal } from '../../../domain/outcome.ts'

describe('free text of staff', () => {
  it('goes out when nothing is wrong with it', () => {
    expect(refusalOfText('I hope that this plan gives you room to breathe.', 'en')).toBeUndefined()
    expect(refusalOfText('希望这个方案能让您松一口气。', 'zh-CN')).toBeUndefined()
    expect(refusalOfText('希望這個方案能讓您喘口氣。', 'zh-TW')).toBeUndefined()
    expect(refusalOfText('', 'en')).toBeUndefined()
  })

  it.each(Language.options)('is refused in %s with each phrase, its rule and what to write instead', (language) => {
    const refused = refusalOfText('Thank you. Accept today, or we will sue you.', language)
    const { refused: heading, why, suggestions } = conductWordings[language]
    expect(refused !== undefined && isRefusal(refused)).toBe(true)
    expect(refused?.code).toBe('conduct')
    expect(refused?.says).toHaveLength(3)
    expect(refused?.says[0]).toBe(heading)
    expect(refused?.says[1]).toContain('Accept today')
    expect(refused?.says[1]).toContain(suggestions.hurry)
    expect(refused?.says[2]).toContain('we will sue')
    expect(refused?.says[2]).toContain(why.threat)
    expect(refused?.says[2]).toContain(suggestions['legal-action'])
  })
})

describe.each(Language.options)('what is suggested in %s', (language) => {
  const { why, suggestions } = conductWordings[language]

  it('breaks no rule itself', () => {
    const examples = Object.values(suggestions).flatMap((suggestion) =>
      Array.from(suggestion.matchAll(/[“「]([^”」]+)[”」]/g), ([, example]) => example ?? ''),
    )
    expect(examples.length).toBe(Object.keys(suggestions).length)
    for (const example of examples) expect(refusalOfText(example, language), example).toBeUndefined()
  })

  it('is in that language and its script', () => {
    const others = {
      en: /\p{Script=Han}/u,
      'zh-CN': /[們這請讓從應時問題現說誰給發錢認寫會個還]/,
      'zh-TW': /[们这请让从应时问题现说谁给发钱认写会个还]/,
    }
    expect([...Object.values(why), ...Object.values(suggestions)].join('')).not.toMatch(others[language])
  })
})
