import { afterEach, describe, expect, test } from 'vitest'
import { AnswersWorld } from './answers-world.ts'

const worlds: AnswersWorld[] = []
const open = (...language: ConstructorParameters<typeof AnswersWorld>): AnswersWorld => {
  const world = new AnswersWorld(...language)
  worlds.push(world)
  return world
}

afterEach(() => {
  for (const world of worlds.splice(0)) world.close()
})

describe('the page behind a link', () => {
  test.each([
    ['en', 'How are things for you?', 'USD'],
    ['zh-CN', '您最近怎么样？', 'CNY'],
    ['zh-TW', '您最近還好嗎？', 'CNY'],
  ] as const)('asks for the statement in %s', async (language, heading, currency) => {
    const world = open(language)
    await world.admit()
    const { statusCode, body, headers } = await world.show(await world.link('statement-request'))
    expect(statusCode).toBe(200)
    expect(body).toContain(`<html lang="${language}">`)
    expect(body).toContain(`<h1>${heading}</h1>`)
    expect(body).toContain(`<span class="unit">${currency}</span>`)
    expect(headers).toMatchObject({
      'cache-control': 'no-store',
      'referrer-policy': 'no-referrer',
      'x-content-type-options': 'nosniff',
    })
    expect(headers['content-security-policy']).toContain("frame-ancestors 'none'")
  })

  test('lists the options with their figures and every way to answer', async () => {
    const world = open()
    await world.offer()
    const { body } = await world.show(await world.link('offer'))
    expect(body).toContain('name="option" value="a"')
    expect(body).toContain('In total you pay')
    for (const answer of ['accept', 'counter', 'mediate', 'decline', 'complaint', 'opt-out'])
      expect(body).toContain(`name="answer" value="${answer}"`)
    expect(body).not.toContain('Things have moved on')
  })

  test('shows how the case stands now, whichever message the link came with', async () => {
    const world = open()
    await world.admit()
    const link = await world.link('statement-request')
    await world.order({ type: 'score ability', episode: 1 })
    await world.order({ type: 'build options', episode: 1 })
    expect((await world.show(link)).body).toContain('It is our turn now')
    await world.order({ type: 'make offer', episode: 1 })
    const { body } = await world.show(link)
    expect(body).toContain('Things have moved on since the message this link came with.')
  })

  test('tells a program what is asked, and never which choice is right', async () => {
    const world = open()
    await world.explain()
    const { body } = await world.show(await world.link('agreement-explained'), { accept: 'application/json' })
    expect(JSON.parse(body)).toMatchObject({ question: 'understanding', asks: 'understanding' })
    expect(body).not.toContain('right"')
  })

  test('changes nothing', async () => {
    const world = open()
    await world.explain()
    const before = await world.state()
    for (const asks of ['agreement-explained', 'approval', 'mediation'] as const)
      await world.show(await world.link(asks))
    expect(await world.state()).toEqual(before)
  })

  test('of the plan shows the next payment and asks how it goes', async () => {
    const world = open('zh-TW')
    await world.perform()
    const { body } = await world.show(await world.link('review-visit'))
    for (const answer of ['all-well', 'will-pay', 'difficulty', 'support-group'])
      expect(body).toContain(`value="${answer}"`)
    expect(body).toContain('下一期')
    expect(body).toMatch(/type="date" min="2026-03-1\d"/)
  })

  test('is gone for an unknown link', async () => {
    const world = open()
    expect((await world.show('nonsense')).statusCode).toBe(410)
    expect((await world.show('nonsense', { accept: 'application/json' })).statusCode).toBe(410)
  })
})

describe('the document', () => {
  const query = { document: '1' }

  test('is the stored agreement to the byte, before and after it is signed', async () => {
    const world = open()
    const hash = await world.understand()
    const link = await world.link('signature-request')
    expect((await world.show(link)).body).toContain(`name="documentHash" value="${hash}"`)
    const { body, headers } = await world.show(link, { query })
    expect(body).toContain(world.caseId)
    expect(body).toContain('id="signatures"')
    expect(headers['content-security-policy']).toContain("style-src 'sha256-")
    await world.answer(link, { answer: 'sign', documentHash: hash })
    expect((await world.show(link, { query })).body).toBe(body)
  })

  test('that does not have its hash is shown to nobody', async () => {
    const world = open()
    const hash = await world.understand()
    await world.documents.write(`agreements/${world.caseId}/${hash}.html`, '<p>Pay ten times as much.</p>')
    await expect(world.show(await world.link('signature-request'), { query })).rejects.toThrow(/does not have the hash/)
  })

  test('asked for before there is one gives the page', async () => {
    const world = open()
    await world.admit()
    expect((await world.show(await world.link('statement-request'), { query })).body).toContain(
      'How are things for you?',
    )
  })

  test('is not for links of staff', async () => {
    const world = open()
    await world.understand()
    expect((await world.show(await world.link('approval'), { query })).body).toContain('Nothing is wanted now')
  })
})

test('the mediator’s page shows figures and suggestions, and nothing of why the borrower fell behind', async () => {
  const world = open()
  await world.offer({ hardship: 'illness' })
  await world.answer(await world.link('offer'), { answer: 'counter', monthlyAmount: '111.11' })
  await world.order({ type: 'assign mediator', episode: 1, load: {} })
  const { body } = await world.show(await world.link('mediation'))
  expect(body).toContain('$111.11')
  expect(body).toContain('Affordable each month')
  expect(body.toLowerCase()).not.toContain('illness')
  expect(body).not.toContain('borrower-')
  expect(body).not.toContain('Present value')
})
