import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import vm from 'node:vm'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { Mailbox } from '../../local/mailbox.ts'

let directory: string
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'forbear-mailbox-'))
})
afterEach(() => rmSync(directory, { recursive: true, force: true }))

const at = Date.UTC(2026, 2, 2, 1)

const raw = (subject: string, html = '<p>Hello</p>') =>
  Buffer.from(
    [
      'From: River Bank <care@river-bank.example>',
      `Subject: ${subject}`,
      'MIME-Version: 1.0',
      'Content-Type: text/html; charset=utf-8',
      '',
      html,
    ].join('\r\n'),
  )

const filesOf = (folder: string): string[] =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(folder.length + 1))
    .sort()

interface Index {
  readonly perPart: number
  readonly lenders: string[]
  readonly people: string[]
  readonly kinds: string[]
  readonly subjects: string[]
  readonly rows: number[][]
}

const indexOf = (folder: string): Index => {
  const page = readFileSync(join(folder, 'index.html'), 'utf8')
  const json = /<script id="index" type="application\/json">(.*?)<\/script>/s.exec(page)?.[1] ?? ''
  return JSON.parse(json)
}

const partOf = (folder: string, number: number): { file: string; html: string; text: string; headers: string }[] => {
  const parts = new Map<number, { file: string; html: string; text: string; headers: string }[]>()
  vm.runInNewContext(readFileSync(join(folder, `messages/${number}.js`), 'utf8'), {
    mailPart: (part: number, messages: []) => parts.set(part, messages),
  })
  return parts.get(number) ?? []
}

describe('a delivered message', () => {
  it('is one file, named by order, instant and kind, with the bytes that were sent', async () => {
    const mailbox = new Mailbox({ directory })
    const message = raw('Hi', '<p>Hi</p>')
    const [kept] = await mailbox.deliver({
      raw: message,
      at,
      destinations: ['ann@mail.example'],
      tags: { kind: 'offer' },
    })
    await mailbox.settle()
    expect(kept).toMatchObject({
      sequence: 1,
      to: 'ann@mail.example',
      at,
      kind: 'offer',
      file: 'ann@mail.example/000001-20260302T010000Z-offer.eml',
    })
    expect(readFileSync(join(directory, kept?.file ?? '')).equals(message)).toBe(true)
    expect(Buffer.from(kept?.raw ?? []).equals(message)).toBe(true)
  })

  it('takes its kind from the tags, and is a message without any', async () => {
    const mailbox = new Mailbox({ directory })
    await mailbox.deliver({ raw: raw('Hi'), at, destinations: ['a@x.example'], tags: { kind: 'offer' } })
    await mailbox.deliver({ raw: raw('Hi'), at, destinations: ['a@x.example'] })
    expect(mailbox.read().map(({ kind }) => kind)).toEqual(['offer', 'message'])
  })

  it('goes to each recipient', async () => {
    const mailbox = new Mailbox({ directory })
    await mailbox.deliver({ raw: raw('Hi'), at, destinations: ['a@x.example', 'b@x.example'] })
    expect(mailbox.read().map(({ to, sequence }) => [to, sequence])).toEqual([
      ['a@x.example', 1],
      ['b@x.example', 2],
    ])
  })

  it('is read from where the reader left off', async () => {
    const mailbox = new Mailbox({ directory })
    for (const subject of ['one', 'two', 'three'])
      await mailbox.deliver({ raw: raw(subject), at, destinations: ['a@x.example'] })
    expect(mailbox.read(1).map(({ sequence }) => sequence)).toEqual([2, 3])
    expect(mailbox.read(3)).toEqual([])
  })

  it('stays inside the mailbox whatever the address is', async () => {
    const mailbox = new Mailbox({ directory })
    const addresses = [
      '../../x@y.example',
      'a/b\\c:d*?"<>|@y.example',
      '.hidden@y.example',
      `${'l'.repeat(300)}@y.example`,
      '王@例子.example',
      '李@例子.example',
    ]
    for (const address of addresses)
      await mailbox.deliver({ raw: raw('Hi'), at, destinations: [address], tags: { kind: '../Evil Kind' } })
    const folders = readdirSync(directory)
    expect(folders).toHaveLength(addresses.length)
    for (const folder of folders) {
      expect(folder).toMatch(/^[a-z0-9@_+-][a-z0-9@._+-]{0,99}$/)
      expect(filesOf(join(directory, folder))).toHaveLength(1)
    }
    expect(filesOf(directory).every((file) => file.endsWith('-evil-kind.eml'))).toBe(true)
  })
})

describe('the page', () => {
  const filled = async (folder: string, count: number) => {
    const mailbox = new Mailbox({ directory: folder })
    for (let number = 0; number < count; number++)
      await mailbox.deliver({
        raw: raw(`Subject ${number % 3}`, `<p>Message ${number}</p><script>alert("</script>")</script>`),
        tags: { kind: `kind-${number % 4}` },
        at: at + number * 60_000,
        destinations: [`person${number % 5}@mail.example`],
      })
    await mailbox.writeIndex()
  }

  it('lists every message by lender, person, kind, subject and instant', async () => {
    await filled(directory, 10)
    const { rows, lenders, people, kinds, subjects } = indexOf(directory)
    expect(lenders).toEqual(['River Bank'])
    expect(people).toHaveLength(5)
    expect(rows).toHaveLength(10)
    const [lender = -1, person = -1, kind = -1, subject = -1, instant] = rows[7] ?? []
    expect([lenders[lender], people[person], kinds[kind], subjects[subject], instant]).toEqual([
      'River Bank',
      'person2@mail.example',
      'kind-3',
      'Subject 1',
      at + 7 * 60_000,
    ])
  })

  it('finds each message in the part its number points at', async () => {
    await filled(directory, 70)
    const { perPart } = indexOf(directory)
    for (const number of [0, 31, 32, 69]) {
      const message = partOf(directory, Math.floor(number / perPart))[number % perPart]
      expect(message?.html).toContain(`Message ${number}<`)
      expect(message?.headers).toContain(`Subject: Subject ${number % 3}`)
    }
  })

  it('lets no message end a script early and reaches no network', async () => {
    await filled(directory, 3)
    const part = readFileSync(join(directory, 'messages/0.js'), 'utf8')
    expect(part).not.toContain('</script')
    const page = readFileSync(join(directory, 'index.html'), 'utf8')
    expect(page).not.toMatch(/(?:src|href)="?https?:|@import|url\(/)
    expect(page).toContain("setAttribute('sandbox', '')")
  })

  it('stays small: a thousand messages add no more than forty bytes each to the page itself', async () => {
    await filled(directory, 1000)
    await new Mailbox({ directory: join(directory, 'empty') }).writeIndex()
    const size = (path: string) => readFileSync(path).length
    const grown = size(join(directory, 'index.html')) - size(join(directory, 'empty', 'index.html'))
    expect(grown / 1000).toBeLessThan(40)
  })

  it('has the same bytes for the same deliveries, also when written twice', async () => {
    const [one, two] = [join(directory, 'one'), join(directory, 'two')]
    await filled(one, 40)
    await filled(two, 40)
    expect(filesOf(one)).toEqual(filesOf(two))
    for (const file of filesOf(one))
      expect(readFileSync(join(one, file)).equals(readFileSync(join(two, file)))).toBe(true)
  })

  it('opens when nothing was sent', async () => {
    await new Mailbox({ directory }).writeIndex()
    expect(indexOf(directory).rows).toEqual([])
  })

  it('has a script that parses', async () => {
    await filled(directory, 1)
    const page = readFileSync(join(directory, 'index.html'), 'utf8')
    const scripts = [...page.matchAll(/<script>(.*?)<\/script>/gs)].map((match) => match[1] ?? '')
    expect(scripts).toHaveLength(1)
    for (const script of scripts) expect(() => new vm.Script(script)).not.toThrow()
  })
})
