import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import PostalMime from 'postal-mime'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { DefectError } from '../../domain/outcome.ts'
import { Personal } from '../../domain/personal.ts'
import { SynthesizedApp } from '../../local/template.ts'
import { sharedAssembly } from './assembly.ts'
import { moveIn, Resident } from './resident.ts'
import { Town } from './town.ts'

const names = { ouyang: '欧阳澜', marlowe: 'Philippa Marlowe', situ: '司徒敬之', quiller: 'Quillon Quiller' }

/** What says who somebody is. */
const secrets = Object.entries(names).flatMap(([label, name]) => [
  name,
  `${label}@inbox.example`,
  `LN-${label}-7731`,
  `CU-${label}-2209`,
  `branch of ${label}`,
])

const found = (text: string): string[] => secrets.filter((secret) => text.includes(secret))

let town: Town
let tokens: string[]

/** Four borrowers go through all seven machines, in good and in bad ways. */
beforeAll(async () => {
  town = await Town.open({ seed: 'privacy' })
  const resident = (label: keyof typeof names, language: string) =>
    new Resident(town, label, { name: names[label], language, branch: `branch of ${label}` })
  const ouyang = resident('ouyang', 'zh-CN')
  const marlowe = resident('marlowe', 'en')
  const situ = resident('situ', 'zh-TW')
  const quiller = resident('quiller', 'en')
  await moveIn(town, ouyang, marlowe, situ, quiller)
  await town.drop('accounts', [
    { ...marlowe.columns, outstanding_principal: 'a lot' },
    { ...situ.columns, email: 'situ at inbox.example' },
  ])
  await town.drop('contacts', [
    { contact_reference: 'C1', borrower_reference: 'CU-situ-2209', channel: 'phone', at: '2026-03-02T07:30:00+08:00' },
  ])
  await quiller.answers('statement-request', { answer: 'complaint' })
  await marlowe.states({ 'income-wages': '12000.00' })
  await town.reply(await marlowe.hears('approval'), { answer: 'approval', granted: 'yes' })
  town.breaks('answer-counter-offer', new DefectError(`${new Personal('Philippa Marlowe')} cannot be answered`))
  await marlowe.answers('offer', { answer: 'counter', monthlyAmount: '1.00' })
  await situ.states()
  await situ.answers('offer', { answer: 'mediate' })
  await town.reply(await situ.hears('mediation'), { answer: 'proposal', monthlyAmount: '1000.00', months: '24' })
  await situ.answers('mediator-proposal', { answer: 'decline' })
  await ouyang.entersPlan()
  await ouyang.pays(1)
  await ouyang.hears('matter', 60)
  await town.advance(24)
  tokens = town.calls.flatMap(({ payload }) =>
    typeof payload === 'object' && payload !== null && 'token' in payload ? [String(payload.token)] : [],
  )
})
afterAll(() => town.close())

const tablesBut = async (personal: string): Promise<string[]> => {
  const { assembly } = await sharedAssembly()
  const app = new SynthesizedApp(assembly)
  return [...app.resources('AWS::DynamoDB::Table'), ...app.resources('AWS::DynamoDB::GlobalTable')]
    .filter(({ logicalId }) => !logicalId.toLowerCase().startsWith(personal))
    .map(({ ref }) => ref)
}

const filesIn = async (bucket: string): Promise<string> => {
  const entries = await readdir(join(town.buckets, bucket), { recursive: true, withFileTypes: true })
  const files = entries.filter((entry) => entry.isFile())
  const texts = await Promise.all(files.map(({ parentPath, name }) => readFile(join(parentPath, name), 'utf8')))
  return [...files.map(({ parentPath, name }) => join(parentPath, name)), ...texts].join('\n')
}

describe('who a borrower is', () => {
  it('is said to the borrower, so that this test looks for the right words', async () => {
    const texts = await Promise.all(town.mails.map(async ({ raw }) => (await PostalMime.parse(raw)).text ?? ''))
    for (const name of Object.values(names)) expect(texts.some((text) => text.includes(name))).toBe(true)
    expect(found(await filesIn(town.world.dropBucket))).toEqual(expect.arrayContaining(secrets))
  })

  it('is in no log line', () => {
    expect(town.log.length).toBeGreaterThan(500)
    expect(town.log.filter((line) => found(JSON.stringify(line)).length > 0)).toEqual([])
  })

  it('is in no name, input, output, error, path or history of an execution', () => {
    const executions = town.all()
    expect(new Set(executions.map(({ machine }) => machine)).size).toBe(9)
    expect(executions.map(({ status }) => status)).toContain('FAILED')
    expect(executions.filter((execution) => found(JSON.stringify(execution)).length > 0)).toEqual([])
    const histories = [...town.world.machines.executions()]
      .filter(({ type }) => type === 'STANDARD')
      .map(({ arn }) => town.world.machines.getExecutionHistory(arn))
    expect(histories.length).toBeGreaterThan(100)
    expect(found(JSON.stringify(histories))).toEqual([])
  })

  it('is in nothing that a function is given or gives back, bus events and stream records included', () => {
    expect(town.calls.map(({ step }) => step)).toContain('publish-events')
    expect(town.calls.filter((call) => found(JSON.stringify(call)).length > 0)).toEqual([])
  })

  it('is in no item of the tables of cases and contacts', async () => {
    const tables = await tablesBut('borrower')
    expect(tables).toHaveLength(2)
    for (const table of tables) {
      const items = JSON.stringify([...town.world.database.items(table)])
      expect(items.length).toBeGreaterThan(200)
      expect(found(items)).toEqual([])
    }
  })

  it('is in no agreement that was drawn up', async () => {
    const buckets = await readdir(town.buckets)
    const documents = buckets.filter((bucket) => bucket.startsWith('document'))
    expect(documents).toHaveLength(1)
    const text = await filesIn(documents[0] ?? '')
    expect(text.length).toBeGreaterThan(500)
    expect(found(text)).toEqual([])
  })

  it('is in no message to staff or mediators', () => {
    const toStaff = town.mails.filter(({ to }) => !to.endsWith('@inbox.example'))
    expect(new Set(toStaff.map(({ about }) => about))).toEqual(
      new Set(['approval', 'mediation', 'evidence', 'contact-task', 'matter']),
    )
    expect(toStaff.filter((mail) => found(JSON.stringify(mail)).length > 0)).toEqual([])
  })
})

describe('a task token', () => {
  it('is in no log line, message, execution or dossier', async () => {
    expect(tokens.length).toBeGreaterThan(8)
    const texts = await Promise.all(town.mails.map(({ raw }) => PostalMime.parse(raw)))
    const places = JSON.stringify([
      town.log,
      town.mails,
      texts,
      town.all(),
      [...town.world.caseItems('EVENT'), ...town.world.caseItems('OUTBOX'), ...town.world.caseItems('SNAPSHOT')],
    ])
    expect(tokens.filter((token) => places.includes(token))).toEqual([])
  })
})
