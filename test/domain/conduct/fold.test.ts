import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readingsOf } from '../../../domain/conduct/fold.ts'
import { chinese } from '../../../domain/conduct/phrases/chinese.ts'
import { simplified } from '../../../domain/conduct/simplified.ts'

describe('a text as the phrases read it', () => {
  it('is one width, one case, one script of Chinese, with the breaks of lines mended', () => {
    expect(readingsOf('ＰＡＹ  Now\n請 還\n錢').map(({ text }) => text)).toEqual(['pay now 请还钱'])
  })

  it('keeps an empty line as the end of a sentence', () => {
    expect(readingsOf('We never\n\npay').map(({ text }) => text)).toEqual(['we never\npay'])
  })

  it('is read a second time without what may hide words, where there is any', () => {
    expect(readingsOf('s u e, p-a-y, l1ar, 起*诉').map(({ text }) => text)).toEqual([
      's u e, p a y, l1ar, 起*诉',
      'sue, pay, liar, 起诉',
    ])
  })

  it('remembers for each character where it stood', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 60 }), (original) => {
        for (const { text, at } of readingsOf(original)) {
          expect(at).toHaveLength(text.length)
          expect([...at]).toEqual([...at].sort((a, b) => a - b))
          for (const place of at) expect(place).toBeLessThan(original.length)
        }
      }),
    )
  })
})

describe('the table of characters', () => {
  it('turns each traditional character into another one that is no key itself', () => {
    for (const [traditional, plain] of simplified) {
      expect(Array.from(plain)).toHaveLength(1)
      expect(simplified.has(plain), traditional).toBe(false)
    }
  })

  it('reaches every character of the phrases that traditional Chinese does not have', () => {
    const big5 = new TextDecoder('big5')
    const traditionalToo = new Set<string>()
    for (let lead = 0xa4; lead <= 0xf9; lead += 1)
      for (let trail = 0x40; trail <= 0xfe; trail += 1) traditionalToo.add(big5.decode(new Uint8Array([lead, trail])))
    const reached = new Set(simplified.values())
    const characters = new Set(chinese.phrases.flatMap(({ find }) => find.source.match(/\p{Script=Han}/gu) ?? []))
    expect(characters.size).toBeGreaterThan(400)
    expect([...characters].filter((each) => !(traditionalToo.has(each) || reached.has(each)))).toEqual([])
  })
})
