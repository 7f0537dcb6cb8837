import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { PutObjectCommand } from '@aws-sdk/client-s3'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { brokenAt, WrittenEntry } from '../../domain/case/chain.ts'
import { planTotal } from '../../domain/plan/plan.ts'
import { outstandingOf } from '../../domain/plan/progress.ts'
import { SynthesizedApp } from '../../local/template.ts'
import { olderMachines, olderPolicies, olderWorlds } from '../fixtures/release-1.ts'
import { sharedAssembly } from './assembly.ts'
import { aloneIn, Resident } from './resident.ts'
import { pathOf, Town, type TownOptions } from './town.ts'

const worlds = new Map(olderWorlds().map((world) => [world.name, world]))
const directory = mkdtempSync(join(tmpdir(), 'forbear-upgrade-'))
const policies = join(directory, 'policies.json')
let town: Town | undefined

beforeAll(() => writeFileSync(policies, olderPolicies()))
afterAll(() => rmSync(directory, { recursive: true, force: true }))
afterEach(async () => {
  await town?.close()
  town = undefined
})

const opened = async (options: TownOptions = {}): Promise<Town> => {
  town = await Town.open({ policies, ...options })
  return town
}

/** The borrower of a case that release 1 left somewhere, the day that today's is deployed, and the latest mail they had about something. */
const deployedAt = async (name: string, about?: string): Promise<{ town: Town; resident: Resident }> => {
  const world = worlds.get(name)
  if (world === undefined) throw new Error(`release 1 left no world ${name}`)
  const { at, columns, documents, mails, tables, machines } = world
  const town = await opened({ start: at, goingOnFrom: { tables, machines } })
  for (const [Key, Body] of Object.entries(documents))
    await town.world.s3.send(new PutObjectCommand({ Bucket: town.world.documentBucket, Key, Body }))
  const resident = new Resident(town, 'of release 1', columns)
  const mail = mails.findLast((sent) => sent.about === about)
  const content = resident
    .events('NoticeRequested')
    .map((requested) => requested.content)
    .findLast(({ kind }) => kind === about)
  if (mail !== undefined) town.mails.push({ ...mail, link: mail.link, content, subject: '', text: '', raw: '' })
  return { town, resident }
}

/** What is true of every case whatever happens: nothing failed, nothing is left lying, and its dossier is sound as it was written. */
const isInOrder = (town: Town, { caseId }: Resident): void => {
  expect(town.all().filter(({ status }) => status !== 'SUCCEEDED' && status !== 'RUNNING')).toEqual([])
  expect(town.givenUp).toEqual([])
  expect(town.log.filter(({ level }) => level === 'error')).toEqual([])
  const lines = [...town.world.caseItems('EVENT')].filter(({ pk }) => pk === caseId)
  expect(brokenAt(lines.map((line) => WrittenEntry.parse(line)))).toBeUndefined()
}

const ends = async (town: Town, resident: Resident, outcome: string): Promise<void> => {
  await town.wait('the end', 120, () => resident.events('CaseClosed').at(-1))
  await town.advance(96)
  expect((await resident.in('closed')).outcome).toBe(outcome)
  expect(town.unfinished(resident.caseId)).toEqual([])
  isInOrder(town, resident)
}

/** Pays what is left of a plan, instalment by instalment. */
const keepsPlan = async (resident: Resident): Promise<void> => {
  const { plan, progress } = await resident.in('performing')
  const open = outstandingOf(plan, progress).flatMap((outstanding, index) => (outstanding > 0 ? [index + 1] : []))
  for (const number of open) await resident.pays(number)
}

const agrees = async (resident: Resident): Promise<void> => {
  await resident.explainsBack()
  await resident.signs()
  await resident.isInPlan()
}

describe('a case that release 1 began goes on in today’s', () => {
  it('from a statement that was asked for, to a plan in force', async () => {
    const { town, resident } = await deployedAt('statement-asked', 'statement-request')
    await resident.states()
    await resident.accepts()
    await agrees(resident)
    isInOrder(town, resident)
  })

  it('from a reminder that nobody answers', async () => {
    const { town, resident } = await deployedAt('statement-reminded')
    await ends(town, resident, 'unanswered')
    expect(resident.events('Assessed')[0]?.assessment.ability.source).toBe('lender-figures')
  })

  it('from a message that waits for its window, which goes out when that opens', async () => {
    const { town, resident } = await deployedAt('offer-waits-for-its-window')
    const offer = await resident.hears('offer', 4)
    expect(new Date(offer.at).toISOString()).toMatch(/^2026-03-09T01:/)
    expect(offer.text).not.toMatch(/undefined|NaN/)
    await town.reply(offer, { answer: 'accept', option: 'a' })
    await resident.hears('agreement-explained')
    isInOrder(town, resident)
  })

  it('from an approval that is wanted, through the link that its approver was sent', async () => {
    const { town, resident } = await deployedAt('approval-wanted', 'approval')
    await resident.answers('approval', { answer: 'approval', granted: 'yes' })
    await resident.hears('offer')
    isInOrder(town, resident)
  })

  it('from an offer, whose link still opens and takes the answer', async () => {
    const { town, resident } = await deployedAt('offered', 'offer')
    const offer = await resident.hears('offer')
    const page = await town.world.request({ method: 'GET', path: offer.link ?? '' })
    expect(page.statusCode).toBe(200)
    expect(page.body).not.toMatch(/undefined|NaN/)
    expect(await town.reply(offer, { answer: 'accept', option: 'a' })).toMatchObject({ statusCode: 200 })
    await agrees(resident)
    isInOrder(town, resident)
  })

  it('from an offer that nobody answers', async () => {
    const { town, resident } = await deployedAt('offer-reminded')
    await ends(town, resident, 'unanswered')
  })

  it('from the second round, with a further counter-offer', async () => {
    const { town, resident } = await deployedAt('counter-answered', 'counter-answer')
    await resident.answers('counter-answer', { answer: 'counter', monthlyAmount: '500.00' })
    await resident.answers('counter-answer', { answer: 'accept', option: 'a' })
    await resident.hears('agreement-explained')
    isInOrder(town, resident)
  })

  it('from a mediator who was asked, and from a proposal that was put', async () => {
    const asked = await deployedAt('mediator-asked', 'mediation')
    const terms = { answer: 'proposal', monthlyAmount: '640.00', months: '24' }
    await asked.resident.answers('mediation', terms)
    await asked.resident.answers('mediator-proposal', { answer: 'accept', option: 'a' })
    await asked.resident.hears('agreement-explained')
    isInOrder(asked.town, asked.resident)
    await asked.town.close()

    const put = await deployedAt('proposal-put', 'mediator-proposal')
    await put.resident.answers('mediator-proposal', { answer: 'decline' })
    await ends(put.town, put.resident, 'mediation-failed')
  })

  it('from an agreement that was explained, by the questions in that mail', async () => {
    const { town, resident } = await deployedAt('agreement-explained', 'agreement-explained')
    await agrees(resident)
    isInOrder(town, resident)
  })

  it('from an agreement to be signed, by the hash of the document that was drawn up', async () => {
    const { town, resident } = await deployedAt('signature-asked', 'signature-request')
    const mail = await resident.hears('signature-request')
    const { documentHash = '' } = await resident.in('agreeing')
    const { statusCode, body } = await town.world.request({ method: 'GET', path: `${mail.link}?document=1` })
    expect([statusCode, body.length > 2_000]).toEqual([200, true])
    await town.reply(mail, { answer: 'sign', documentHash })
    await resident.isInPlan()
    isInOrder(town, resident)
  })

  it('from the days of cooling off, to a plan in force', async () => {
    const { town, resident } = await deployedAt('cooling-off')
    await resident.isInPlan()
    await resident.hears('plan-active')
    isInOrder(town, resident)
    const codes = town.log.map(({ code }) => code)
    expect(codes).toContain('SNAPSHOT_MADE_ANEW')
    expect(codes.slice(-10)).not.toContain('SNAPSHOT_MADE_ANEW')
  })

  it('in the middle of its plan, whose every cent, taken-back payment and reward still counts', async () => {
    const { town, resident } = await deployedAt('performing')
    const { plan, progress, payments } = await resident.in('performing')
    const kept = Object.values(payments).reduce((sum, { amount, reversedBy }) => sum + (reversedBy ? 0 : amount), 0)
    expect(progress.receipts.reduce((sum, { amount }) => sum + amount, 0)).toBe(kept)
    const [reward = 0] = resident.events('RewardEarned').map(({ amount }) => amount)
    expect(reward).toBeGreaterThan(0)
    await keepsPlan(resident)
    await ends(town, resident, 'plan-completed')
    const { recovered } = await resident.in('closed')
    const rewards = resident.events('RewardEarned').reduce((sum, { amount }) => sum + amount, 0)
    expect(recovered).toBe(planTotal(plan) - rewards)
  })

  it('from a warning that is answered, and from one whose promise is broken', async () => {
    const asked = await deployedAt('what-changed-asked', 'what-changed')
    await asked.resident.answers('what-changed', { answer: 'will-pay', payBy: '2026-04-24' })
    await asked.resident.pays(1, { daysLate: 8 })
    await asked.town.wait('the end of the warning', 40, () => asked.resident.events('WarningResolved')[0])
    isInOrder(asked.town, asked.resident)
    await asked.town.close()

    const promised = await deployedAt('recovering')
    await promised.town.wait('a person', 40, () => promised.resident.events('WarningHandedOver')[0])
    expect((await promised.resident.hears('matter', 1)).to).toBe('operations@platform-a.example')
    isInOrder(promised.town, promised.resident)
  })

  it('from a plan that was broken, to a second one', async () => {
    const { town, resident } = await deployedAt('assessed-again', 'statement-request')
    await resident.states({ monthlyIncome: '5500.00' })
    await resident.accepts()
    await resident.explainsBack()
    await resident.signs()
    await resident.isInPlan(2)
    isInOrder(town, resident)
  })

  it('in silence for who opted out', async () => {
    const { town, resident } = await deployedAt('opted-out')
    const before = resident.letters()
    await ends(town, resident, 'unanswered')
    expect(resident.letters()).toEqual(before)
  })

  it('into an episode of its own when the account is overdue again', async () => {
    const { town, resident } = await deployedAt('closed')
    await town.drop('accounts', [{ ...resident.columns, days_past_due: '3' }])
    await resident.states()
    expect(resident.events('AccountAdmitted').map(({ episode }) => episode)).toEqual([1, 2])
    isInOrder(town, resident)
  })
})

describe('a definition of release 1', () => {
  it('calls functions that there still are', async () => {
    const { assembly } = await sharedAssembly()
    const functions = new Set(new SynthesizedApp(assembly).resources('AWS::Lambda::Function').map(({ arn }) => arn))
    const called = olderMachines().flatMap(({ definition }) => definition.match(/arn:aws:lambda:[\w:-]+/g) ?? [])
    expect(new Set(called).size).toBeGreaterThan(25)
    expect(called.filter((arn) => !functions.has(arn))).toEqual([])
  })

  const defineOlder = (town: Town): void => {
    for (const machine of olderMachines()) town.world.machines.define(machine)
  }

  it('carries a case from admission to a plan that is kept, with today’s functions', async () => {
    const town = await opened()
    defineOlder(town)
    const wen = await aloneIn(town, 'wen')
    await wen.entersPlan()
    await keepsPlan(wen)
    await ends(town, wen, 'plan-completed')
  })

  it('is kept by executions in flight, while the next stage goes by today’s', async () => {
    const town = await opened()
    defineOlder(town)
    const wen = await aloneIn(town, 'wen')
    await wen.states()
    const asked = await wen.hears('offer')
    town.world.defineMachines()
    await town.reply(asked, { answer: 'accept', option: 'a' })
    await agrees(wen)
    isInOrder(town, wen)
  })

  it('ends where today’s goes back to waiting; then the stage is started afresh, and what was asked can still be answered', async () => {
    const { town, resident } = await deployedAt('complained', 'offer')
    const offer = await resident.hears('offer')
    const resumed = await town.wait('the stage', 40, () => resident.events('NegotiationResumed')[0])
    expect(resumed).toBeDefined()
    await town.advance(1)
    const [before, after] = ['SUCCEEDED', 'RUNNING'].map((wanted) =>
      town.executions('offer', resident.caseId).find(({ status }) => status === wanted),
    )
    expect(pathOf(before).slice(-2)).toEqual(['End negotiation', 'Done'])
    expect(pathOf(after).at(-1)).toBe('Send offer')
    expect(await town.reply(offer, { answer: 'accept', option: 'a' })).toMatchObject({ statusCode: 200 })
    await resident.hears('agreement-explained')
    expect(town.executions('offer', resident.caseId).filter(({ status }) => status === 'RUNNING')).toEqual([])
    isInOrder(town, resident)
  })

  it('knows no answer that sends it back to a question on what changed, and gets none', async () => {
    const { town, resident } = await deployedAt('what-changed-asked', 'what-changed')
    const asked = await resident.hears('what-changed')
    expect(await town.reply(asked, { answer: 'complaint' })).toMatchObject({ statusCode: 200 })
    await town.wait('the stage', 20, () => resident.events('WarningResumed')[0])
    expect(await town.reply(asked, { answer: 'will-pay', payBy: '2026-05-08' })).toMatchObject({ statusCode: 200 })
    await resident.pays(1, { daysLate: 20 })
    await resident.pays(2)
    await town.wait('the end of the warning', 60, () => resident.events('WarningResolved')[0])
    await town.advance(1)
    expect(town.executions('early-warning', resident.caseId).map(({ status }) => status)).toEqual([
      'SUCCEEDED',
      'SUCCEEDED',
    ])
    isInOrder(town, resident)
  })
})
