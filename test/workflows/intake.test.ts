import { DynamoDBClient, TransactWriteItemsCommand } from '@aws-sdk/client-dynamodb'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { moveIn, Resident } from './resident.ts'
import { inChina, pathOf, Town } from './town.ts'

let town: Town
beforeEach(async () => {
  town = await Town.open()
})
afterEach(async () => {
  vi.restoreAllMocks()
  await town.close()
})

const labels = ['an', 'bo', 'ci', 'du', 'en']

const residents = () => labels.map((label) => new Resident(town, label))

/** All that a repeated file could have changed. */
const asItStands = () => ({
  dossiers: residents().map(({ caseId }) => town.dossier(caseId)),
  mails: town.mails.map(({ raw }) => raw),
  writes: town.world.itemsWritten(),
  executions: town
    .all()
    .map(({ name }) => name)
    .filter((name) => name.startsWith('case-')),
})

describe('a file dropped twice', () => {
  it('changes nothing when it holds accounts, under its own name or another', async () => {
    await moveIn(town, ...residents())
    await town.until(inChina('2026-03-02', '12:00'))
    const before = asItStands()
    expect(before.mails).toHaveLength(5)
    const rows = residents().map(({ columns }) => columns)
    await town.drop('accounts', rows, 'file-1')
    await town.drop('accounts', rows, 'again')
    await town.until(inChina('2026-03-03', '12:00'))
    expect(asItStands()).toEqual(before)
    expect(town.executions('intake', 'drop-').filter(({ parentArn }) => parentArn === undefined)).toHaveLength(3)
  })

  it('changes nothing when it holds payments', async () => {
    await moveIn(town, ...residents())
    const payments = residents().map(({ columns }, index) => ({
      payment_reference: `P-${index}`,
      account_reference: columns['account_reference'] ?? '',
      paid_on: '2026-03-02',
      amount: '100.00',
      currency: 'CNY',
    }))
    await town.drop('payments', payments)
    await town.until(inChina('2026-03-02', '12:00'))
    const before = asItStands()
    expect(before.dossiers.flat().filter(({ event }) => event.type === 'PaymentReceived')).toHaveLength(5)
    await town.drop('payments', payments)
    await town.until(inChina('2026-03-03', '12:00'))
    expect(asItStands()).toEqual(before)
  })

  it('changes nothing when it holds the lender’s own contacts', async () => {
    await moveIn(town, ...residents())
    await town.until(inChina('2026-03-02', '12:00'))
    const contacts = labels.map((label) => ({
      contact_reference: `C-${label}`,
      borrower_reference: `CU-${label}-2209`,
      channel: 'phone',
      at: '2026-03-02T10:00:00+08:00',
    }))
    await town.drop('contacts', contacts)
    const before = asItStands()
    await town.drop('contacts', contacts)
    expect(asItStands()).toEqual(before)
  })
})

describe('an intake that crashes half-way', () => {
  /** The container dies with the third case: from then on no transaction of the chunk is written. */
  const crashingAfter = (written: number) => {
    const send = DynamoDBClient.prototype.send
    let transactions = 0
    return vi.spyOn(DynamoDBClient.prototype, 'send').mockImplementation(function (
      this: DynamoDBClient,
      ...args: Parameters<typeof send>
    ) {
      if (args[0] instanceof TransactWriteItemsCommand) transactions += 1
      if (transactions > written) throw new Error('the container died')
      return send.apply(this, args)
    } as typeof send)
  }

  it('records the chunk as failed and still reports the file, which is taken up again where it is dropped once more', async () => {
    const crash = crashingAfter(2)
    town.before('record-failure', async () => void crash.mockRestore())
    await moveIn(town, ...residents())
    const admitted = () => residents().filter(({ caseId }) => town.dossier(caseId).length > 0)
    expect(admitted()).toHaveLength(2)
    const [chunk] = town.executions('intake').filter(({ parentArn }) => parentArn !== undefined)
    expect(chunk).toMatchObject({ status: 'FAILED' })
    expect(pathOf(chunk).slice(-2)).toEqual(['Record chunk failure', 'Record chunk failure: failed'])
    const [intake] = town.executions('intake', 'drop-').filter(({ parentArn }) => parentArn === undefined)
    expect(pathOf(intake).slice(-2)).toEqual(['Report drop', 'Done'])
    expect([...town.world.caseItems('2026-')]).toMatchObject([
      { pk: 'JOURNAL#platform-a', type: 'StageFailed', step: 'Admit accounts', error: 'Error' },
    ])

    await town.drop(
      'accounts',
      residents().map(({ columns }) => columns),
      'file-1',
    )
    expect(admitted()).toHaveLength(5)
    await town.until(inChina('2026-03-02', '12:00'))
    for (const resident of residents()) {
      expect(resident.story()).toEqual(['AccountAdmitted', 'RiskAssessed', 'StatementRequested'])
      expect(resident.letters()).toEqual(['statement-request'])
    }
    const again = town.executions('intake', 'drop-').filter(({ parentArn }) => parentArn === undefined)
    expect(again.map(({ status }) => status)).toEqual(['SUCCEEDED', 'SUCCEEDED'])
  })

  it('of whose chunk only the answer was lost finds all done when the file is dropped again', async () => {
    town.breaks('admit-accounts', new Error('the container died'), { afterwards: true })
    await moveIn(town, ...residents())
    await town.until(inChina('2026-03-02', '12:00'))
    const before = asItStands()
    await town.drop(
      'accounts',
      residents().map(({ columns }) => columns),
      'file-1',
    )
    await town.until(inChina('2026-03-02', '16:00'))
    expect(asItStands().dossiers).toEqual(before.dossiers)
    expect(asItStands().mails).toEqual(before.mails)
    expect(asItStands().writes).toBe(before.writes)
  })
})
