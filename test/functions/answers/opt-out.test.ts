import { afterEach, beforeEach, expect, test } from 'vitest'
import { AnswersWorld } from './answers-world.ts'

let world: AnswersWorld

beforeEach(async () => {
  world = new AnswersWorld('zh-CN')
  await world.admit()
})

afterEach(() => world.close())

const oneClick = { body: 'List-Unsubscribe=One-Click', type: 'application/x-www-form-urlencoded' }
const holds = async () => (await world.state()).holds.map(({ kind }) => kind)

test('a visit, such as a mail scanner’s, changes nothing and shows one button', async () => {
  const link = await world.link('statement-request')
  const before = await world.state()
  const { statusCode, body } = await world.optOut(link, 'GET')
  expect(statusCode).toBe(200)
  expect(body).toContain('<html lang="zh-CN">')
  expect(body).toMatch(/<form method="post"><input type="hidden" name="answer" value="opt-out">/)
  expect(await world.state()).toEqual(before)
})

test('one click of a mail program opts out at once, and a second one is no error', async () => {
  const link = await world.link('statement-request')
  expect((await world.optOut(link, 'POST', oneClick)).statusCode).toBe(200)
  expect(await holds()).toEqual(['opt-out'])
  expect((await world.optOut(link, 'POST', oneClick)).statusCode).toBe(200)
  expect(await holds()).toEqual(['opt-out'])
  expect((await world.show(link)).body).not.toContain('value="opt-out"')
})

test('the button of the page opts out and says so', async () => {
  const link = await world.link('statement-request')
  const { body } = await world.optOut(link, 'POST', { body: 'answer=opt-out', type: oneClick.type })
  expect(body).toContain('已经停止发送')
  expect(await holds()).toEqual(['opt-out'])
})

test('a program gets JSON', async () => {
  const { body } = await world.optOut(await world.link('statement-request'), 'POST', { accept: 'application/json' })
  expect(JSON.parse(body)).toMatchObject({ taken: true, what: 'opt-out' })
})

test('a link of staff, or none, opts nobody out', async () => {
  for (const link of [await world.link('approval'), await world.link('mediation'), 'unknown']) {
    expect((await world.optOut(link, 'POST', oneClick)).statusCode).toBe(410)
    expect((await world.optOut(link, 'GET')).statusCode).toBe(410)
  }
  expect(await holds()).toEqual([])
})
