import PostalMime from 'postal-mime'
import { describe, expect, it } from 'vitest'
import { Instant } from '../../../domain/time.ts'
import { buildMime, type OutgoingMail } from '../../../functions/adapters/mime.ts'

const mail: OutgoingMail = {
  from: 'care@river-bank.example',
  fromName: '清河银行',
  to: 'wang@mail.example',
  replyTo: 'reply@river-bank.example',
  subject: '请看看这几个方案',
  html: '<!doctype html>\n<html lang="zh-CN"><body><p>您好：每月还 ¥1,234.50。</p></body></html>\n',
  text: '您好：\n\n每月还 ¥1,234.50。\n',
  date: Instant.parse('2026-03-02T01:00:00.000Z'),
  messageId: 'case-0123456789abcdef-n3@forbear.example',
  optOutUrl: 'https://borrowers.example/stop?case=0123456789abcdef&notice=3',
  language: 'zh-CN',
  headers: {
    'X-SES-CONFIGURATION-SET': 'forbear',
  },
}

const english: OutgoingMail = {
  ...mail,
  language: 'en',
  subject: 'Some options',
  text: 'Hello = there.\n',
  html: '<p>Hello = there.</p>',
}

const readBack = async (built: OutgoingMail) => {
  const raw = await buildMime(built)
  const email = await PostalMime.parse(raw)
  const header = (name: string) =>
    email.headers.filter(({ key }) => key === name.toLowerCase()).map(({ value }) => value)
  return { raw: Buffer.from(raw).toString('latin1'), email, header }
}

describe('a built message', () => {
  it('reads back with every address and word it was given', async () => {
    const { email } = await readBack(mail)
    expect(email.from).toMatchObject({ name: '清河银行', address: 'care@river-bank.example' })
    expect(email.to).toMatchObject([{ address: 'wang@mail.example' }])
    expect(email.replyTo).toMatchObject([{ address: 'reply@river-bank.example' }])
    expect(email.subject).toBe(mail.subject)
    expect(email.text?.trim()).toBe(mail.text.trim())
    expect(email.html?.trim()).toBe(mail.html.trim())
    expect(email.messageId).toBe('<case-0123456789abcdef-n3@forbear.example>')
    expect(email.attachments).toEqual([])
  })

  it('is text first, then HTML, as alternatives in UTF-8', async () => {
    const { raw, header } = await readBack(mail)
    expect(header('content-type')[0]).toMatch(/^multipart\/alternative/)
    expect(raw.indexOf('text/plain; charset=utf-8')).toBeGreaterThan(0)
    expect(raw.indexOf('text/html; charset=utf-8')).toBeGreaterThan(raw.indexOf('text/plain; charset=utf-8'))
    expect(Buffer.from(raw, 'latin1').every((byte) => byte < 128)).toBe(true)
    for (const line of raw.split('\r\n')) expect(line.length).toBeLessThanOrEqual(998)
    expect(raw.replaceAll('\r\n', '')).not.toMatch(/[\r\n]/)
  })

  it('bears the instant it is given, not the clock’s', async () => {
    const { header, email } = await readBack(mail)
    expect(header('date')).toEqual(['Mon, 02 Mar 2026 01:00:00 +0000'])
    expect(email.date).toBe('2026-03-02T01:00:00.000Z')
  })

  it('can be ended by one click and says that a machine wrote it', async () => {
    const { header } = await readBack(mail)
    expect(header('list-unsubscribe')).toEqual(['<https://borrowers.example/stop?case=0123456789abcdef&notice=3>'])
    expect(header('list-unsubscribe-post')).toEqual(['List-Unsubscribe=One-Click'])
    expect(header('auto-submitted')).toEqual(['auto-generated'])
    expect(header('content-language')).toEqual(['zh-CN'])
    expect(header('x-mailer')).toEqual([])
  })

  it('carries the headers SES reads', async () => {
    const { header } = await readBack(mail)
    expect(header('x-ses-configuration-set')).toEqual(['forbear'])
  })

  it.each([mail, english])('has the same bytes each time ($language)', async (built) => {
    expect(Buffer.from(await buildMime(built)).equals(Buffer.from(await buildMime({ ...built })))).toBe(true)
  })

  it('has another boundary when it is another message', async () => {
    const boundary = async (built: OutgoingMail) => /boundary="([^"]+)"/.exec((await readBack(built)).raw)?.[1]
    expect(await boundary(mail)).toBeTypeOf('string')
    expect(await boundary({ ...mail, text: 'other' })).not.toBe(await boundary(mail))
  })

  it('keeps equals signs and long lines of English whole', async () => {
    const text = `${'A long line about = signs. '.repeat(50).trim()}\n`
    const { email } = await readBack({ ...english, text })
    expect(email.text?.trim()).toBe(text.trim())
  })

  it('lets no line break smuggle a header in', async () => {
    const { raw, email } = await readBack({
      ...mail,
      fromName: 'Bank\r\nBcc: all@x.example',
      subject: 'Hi\r\nBcc: all@x.example',
      headers: { 'X-Note': 'a\r\nBcc: all@x.example' },
    })
    expect(email.bcc).toBeUndefined()
    expect(raw).not.toMatch(/^bcc:/im)
  })

  it('has no opt-out for staff', async () => {
    const { optOutUrl: _none, ...toStaff } = mail
    expect(Buffer.from(await buildMime(toStaff)).toString()).not.toMatch(/^list-unsubscribe/im)
  })

  it('is refused when the opt-out address is none', async () => {
    await expect(buildMime({ ...mail, optOutUrl: 'stop me' })).rejects.toThrow('Invalid URL')
  })
})
