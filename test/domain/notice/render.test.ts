import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { compose } from '../../../domain/notice/compose.ts'
import { render } from '../../../domain/notice/render.ts'
import { columnsOf, wrapped } from '../../../domain/notice/text.ts'
import { Personal } from '../../../domain/personal.ts'
import { policyIn, samples, variants } from './samples.ts'

const links = { action: 'https://borrowers.example/c?a=1&b=2', optOut: 'https://borrowers.example/stop?t=9&u=8' }
const offered = (language: 'en' | 'zh-CN' | 'zh-TW', name = 'Ann') =>
  render(
    compose({
      content: samples.offer,
      language,
      policy: policyIn('us'),
      first: false,
      borrowerName: new Personal(name),
    }),
    links,
  )

describe('the HTML part', () => {
  it('escapes whatever a lender wrote as a name', () => {
    const { html } = offered('en', `<img src=x onerror="a('b')">&`)
    expect(html).toContain('Dear &lt;img src=x onerror=&quot;a(&#39;b&#39;)&quot;&gt;&amp;,')
    expect(html).not.toContain('<img')
  })

  it('names its language, so that screens pick the right letters and voices the right tongue', () => {
    expect(offered('zh-TW').html).toContain('<html lang="zh-TW"')
    expect(offered('zh-CN').html).toContain('<html lang="zh-CN"')
  })

  it('is one column of at most 600 pixels that knows dark screens and loads nothing', () => {
    const { html } = offered('en')
    expect(html).toContain('max-width:600px')
    expect(html).toMatch(/prefers-color-scheme: ?dark/)
    expect(html).not.toMatch(/<img|<script|url\(|@import|<link/)
  })

  it.each(['en', 'zh-CN', 'zh-TW'] as const)(
    'in %s stays far below the 102 kB at which mail programs cut a message',
    (language) => {
      const sizes = variants.map((content) => {
        const message = compose({
          content,
          language,
          policy: policyIn('us'),
          first: true,
          borrowerName: new Personal('Ann'),
        })
        return Buffer.byteLength(render(message, links).html)
      })
      expect(Math.max(...sizes)).toBeLessThan(70_000)
    },
  )

  it('puts the action and the opt-out behind links', () => {
    const { html } = offered('en')
    expect(html).toContain('href="https://borrowers.example/c?a=1&amp;b=2"')
    expect(html).toContain('href="https://borrowers.example/stop?t=9&amp;u=8"')
  })
})

describe('a telephone number', () => {
  it.each(['1-800-388-2227', '+86 10 5550 0100', '+1 800 555 0142'])('keeps on one line: %s', (number) => {
    const policy = policyIn('us')
    const content = samples['no-plan']
    const lender = { ...policy.lender, phone: number }
    const message = compose({
      content,
      language: 'en',
      policy: { ...policy, lender },
      first: false,
      borrowerName: new Personal('Ann'),
    })
    expect(render(message, links).html).toContain(`Call <span style="white-space:nowrap">${number}</span>, or`)
  })
})

describe('the text part', () => {
  it.each(['en', 'zh-CN', 'zh-TW'] as const)('in %s says every word that the HTML says', (language) => {
    const { html, text } = offered(language)
    const bare = (part: string) => part.replace(/[\s-]/g, '')
    const spoken = html
      .replace(/^.*<body[^>]*>/s, '')
      .replace(/<!--.*?-->/gs, '')
      .replace(/&(?:nbsp|ensp);/g, ' ')
      .replace(/<[^>]+>/g, '\n')
      .replaceAll('&#39;', "'")
      .replaceAll('&amp;', '&')
      .split('\n')
      .map(bare)
      .filter((line) => line !== '')
    expect(spoken.length).toBeGreaterThan(40)
    for (const words of spoken) expect(bare(text)).toContain(words)
  })

  it('keeps to 72 columns, Chinese characters counting two', () => {
    for (const language of ['en', 'zh-CN', 'zh-TW'] as const)
      for (const line of offered(language).text.split('\n'))
        if (!line.startsWith('http')) expect(columnsOf(line), line).toBeLessThanOrEqual(74)
  })

  it('never begins a line with a closing mark, nor ends one with an opening one', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: fc.constantFrom(...'还款。，（）「」a1 ¥：'), minLength: 60, maxLength: 200 }),
        (text) => {
          const separated = text.replace(/[（「](?=\s|$)/g, '').replace(/\s+(?=[。，）」：])/g, '')
          for (const line of wrapped(separated).split('\n').slice(1)) expect(line).not.toMatch(/^[。，）」：]/)
        },
      ),
    )
  })

  it('loses nothing but spaces when it wraps', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom(...'还款计划。，（）pay 1,2.’'), maxLength: 300 }), (text) => {
        expect(wrapped(text).replace(/\s/g, '')).toBe(text.replace(/\s/g, ''))
      }),
    )
  })

  it('leaves a long address whole', () => {
    const address = `https://borrowers.example/${'x'.repeat(100)}`
    expect(wrapped(`see ${address} there`).split('\n')).toEqual(['see', address, 'there'])
  })

  it('hangs the lines of a point under its first', () => {
    expect(wrapped('word '.repeat(20).trim(), '- ').split('\n')[1]).toMatch(/^ {2}word/)
  })
})
