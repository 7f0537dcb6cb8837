import { DynamoDBClient } from '@aws-sdk/client-dynamodb'
import { SESClient, SESServiceException } from '@aws-sdk/client-ses'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { DefectError, TransientError } from '../../domain/outcome.ts'
import { aloneIn } from './resident.ts'
import { pathOf, Town } from './town.ts'

let town: Town
beforeEach(async () => {
  town = await Town.open()
})
afterEach(async () => {
  vi.restoreAllMocks()
  await town.close()
})

const waited = ['Wait for window', 'Try again']

const named = (name: string): Error => Object.assign(new Error('the service is busy'), { name })

describe('a transient error', () => {
  it('is retried by its name, each time later, until the step succeeds', async () => {
    const ren = await aloneIn(town, 'ren')
    town.breaks('score-ability', new TransientError('throttled'), { times: 4 })
    await ren.states()
    await ren.hears('offer')
    const [assessment] = town.executions('assessment', ren.caseId)
    expect(assessment).toMatchObject({ status: 'SUCCEEDED' })
    const scored = assessment?.path.find(({ state }) => state === 'Score ability')
    expect(scored?.retries).toBe(4)
    expect((scored?.exitedAt ?? 0) - (scored?.enteredAt ?? 0)).toBeLessThanOrEqual((2 + 4 + 8 + 16) * 1000)
    expect(ren.events('Assessed')).toHaveLength(1)
    expect(ren.story()).not.toContain('StageFailed')
  })

  it('of the database gets that name from the adapter, and a lost answer does nothing twice', async () => {
    const ren = await aloneIn(town, 'ren')
    await ren.hears('statement-request')
    town.breaks('build-options', new TransientError('the answer was lost'), { afterwards: true })
    town.before('score-ability', async () => {
      vi.spyOn(DynamoDBClient.prototype, 'send').mockRejectedValueOnce(named('ProvisionedThroughputExceededException'))
    })
    await ren.hears('offer')
    expect(town.log.filter(({ level }) => level === 'error').map(({ fields }) => fields)).toEqual([
      { step: 'Score ability', error: 'TransientError' },
    ])
    expect(ren.events('Assessed')).toHaveLength(1)
    expect(ren.events('OptionsBuilt')).toHaveLength(1)
    const [offer] = town.executions('offer', ren.caseId)
    expect(offer ?? town.all().find(({ name }) => name === `${ren.caseId}-offer-1`)).toMatchObject({
      status: 'RUNNING',
    })
  })

  it('that does not pass in six retries ends in the dossier', async () => {
    const ren = await aloneIn(town, 'ren')
    town.breaks('score-ability', new TransientError('throttled'), { times: 7 })
    await ren.states()
    await town.wait('the failure', 5, () => ren.events('StageFailed')[0])
    expect(ren.events('StageFailed')).toEqual([
      { type: 'StageFailed', machine: 'forbear-demo-assessment', step: 'Score ability', error: 'TransientError' },
    ])
  })

  it('of the mail service sends the message later, and once', async () => {
    const busy = new SESServiceException({
      name: 'ThrottlingException',
      message: 'Maximum sending rate exceeded.',
      $fault: 'client',
      $metadata: { httpStatusCode: 400 },
    })
    const send = vi.spyOn(SESClient.prototype, 'send').mockRejectedValueOnce(busy)
    const ren = await aloneIn(town, 'ren')
    const mail = await ren.hears('statement-request')
    await town.advance(24)
    expect(ren.letters()).toEqual(['statement-request'])
    expect(send).toHaveBeenCalledTimes(2)
    expect(town.executions('notice', ren.caseId).map(pathOf)).toEqual([waited, waited])
    expect(new Date(mail.at).toISOString()).toMatch(/^2026-03-02T01:20:00/)
  })
})

describe('a message whose sending broke off', () => {
  it('is not sent again, and the dossier says that it went', async () => {
    const ren = await aloneIn(town, 'ren')
    town.breaks('send-notice', new TransientError('the answer was lost'), { afterwards: true })
    await town.advance(12)
    expect(ren.letters()).toEqual(['statement-request'])
    expect(ren.events('NoticeSent')).toMatchObject([{ kind: 'statement-request', confirmed: true }])
  })
  it('without an answer from the mail service is not sent again, and the dossier says that nobody knows', async () => {
    vi.spyOn(SESClient.prototype, 'send').mockRejectedValueOnce(new Error('socket hang up'))
    const ren = await aloneIn(town, 'ren')
    await town.advance(12)
    expect(ren.letters()).toEqual([])
    expect(ren.events('NoticeSent')).toMatchObject([{ kind: 'statement-request', confirmed: false }])
  })
})

describe('a defect', () => {
  it('is not retried, ends in the dossier by name, and fails the execution', async () => {
    const ren = await aloneIn(town, 'ren')
    town.breaks('build-options', new DefectError('Quillon ren at ren@inbox.example has no plan'))
    await ren.states()
    await town.advance(1)
    expect(ren.story().at(-1)).toBe('StageFailed')
    expect(ren.events('StageFailed')).toEqual([
      { type: 'StageFailed', machine: 'forbear-demo-offer', step: 'Build options', error: 'DefectError' },
    ])
    const [offer] = town.executions('offer', ren.caseId)
    expect(offer).toMatchObject({ status: 'FAILED', error: 'DefectError', cause: 'Build options' })
    expect(offer?.path.map(({ state, retries }) => [state, retries])).toEqual([
      ['Build options', undefined],
      ['Record failure', undefined],
      ['Record failure: failed', undefined],
    ])
    expect(town.calls.filter(({ step }) => step === 'build-options')).toHaveLength(1)
  })

  it('of one plan’s shard does not keep the others from being looked at', async () => {
    const ren = await aloneIn(town, 'ren')
    await ren.entersPlan()
    await town.until(Date.parse('2026-03-20T00:00:00Z'))
    town.breaks('watch-plans', new DefectError('a shard is broken'))
    const since = town.executions('monitoring').length
    await town.advance(3)
    const today = town.executions('monitoring').slice(since)
    expect(today.filter(({ status }) => status === 'FAILED')).toHaveLength(1)
    const [whole] = today.filter(({ name }) => name === 'platform-a-monitoring-2026-03-20')
    expect(whole).toMatchObject({ status: 'SUCCEEDED' })
  })
})
