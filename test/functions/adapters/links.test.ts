import { createHash } from 'node:crypto'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { instantPlusDays } from '../../../domain/time.ts'
import { connectLinkOpener, connectLinks } from '../../../functions/adapters/links.ts'
import { seededEntropy } from '../../../local/random.ts'
import { Walk } from '../../domain/case/walk.ts'
import { StepWorld } from '../step-world.ts'

let world: StepWorld
beforeEach(() => {
  world = new StepWorld()
})
afterEach(() => world.remove())

const { caseId } = new Walk()

const make = () =>
  connectLinks(world.environment, world.clients, seededEntropy('links')).make({ caseId, asks: 'offer' }, world.now)
const open = (secret: string, days = 0) =>
  connectLinkOpener(world.environment, world.clients).open(secret, instantPlusDays(world.now, days))

const secretOf = (link: string): string => link.split('/').at(-1) ?? ''

test('a link opens what it was made for', async () => {
  const link = await make()
  expect(link).toMatch(/^https:\/\/portal\.example\/answers\/[\w-]{40,}$/)
  expect(await open(secretOf(link))).toMatchObject({ caseId, asks: 'offer' })
})

test('only the hash of a link is stored, so that who reads the table cannot answer for a borrower', async () => {
  const secret = secretOf(await make())
  const items = world.items('cases')
  expect(JSON.stringify(items)).not.toContain(secret)
  expect(items).toMatchObject([{ pk: `LINK#${createHash('sha256').update(secret).digest('hex')}`, sk: 'LINK' }])
})

test('a link is over after 120 days, even before DynamoDB has swept it away', async () => {
  const secret = secretOf(await make())
  expect(await open(secret, 119)).toBeDefined()
  expect(await open(secret, 120)).toBeUndefined()
  expect(world.items('cases', 'LINK')).toHaveLength(1)
})

test('a link that never was opens nothing, and neither does the hash of one', async () => {
  const secret = secretOf(await make())
  expect(await open('never-was')).toBeUndefined()
  expect(await open(createHash('sha256').update(secret).digest('hex'))).toBeUndefined()
})

test('each link is another', async () => {
  const links = connectLinks(world.environment, world.clients, seededEntropy('many'))
  const made = await Promise.all(Array.from({ length: 20 }, () => links.make({ caseId, asks: 'offer' }, world.now)))
  expect(new Set(made).size).toBe(20)
})
