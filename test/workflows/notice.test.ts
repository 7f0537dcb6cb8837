import { SESClient, SESServiceException } from '@aws-sdk/client-ses'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { noticeIdOf } from '../../domain/ids.ts'
import { DefectError, TransientError } from '../../domain/outcome.ts'
import { SynthesizedApp } from '../../local/template.ts'
import { sharedAssembly } from './assembly.ts'
import { aloneIn, type Resident } from './resident.ts'
import { pathOf, Town, type TownOptions } from './town.ts'

let town: Town
afterEach(async () => {
  vi.restoreAllMocks()
  await town.close()
})

/** Somebody whose account is dropped an hour before the window opens, and whose first notice so has to wait. */
const borrower = async (options?: TownOptions): Promise<Resident> => {
  town = await Town.open(options)
  return aloneIn(town, 'ren')
}

/** The paths of a notice's tries, and of its waits, in order. */
const ways = ({ caseId }: Resident, number: number) => {
  const id = noticeIdOf(caseId, number)
  const of = (machine: string) =>
    town
      .executions(machine)
      .filter(({ name }) => name === id || name.startsWith(`${id}-`))
      .map(pathOf)
  return { tries: of('prompt-notice'), waits: of('notice') }
}

/** When an event of a type was last written, in milliseconds. */
const lastOf = ({ caseId }: Resident, type: string): number =>
  Date.parse(town.dossier(caseId).findLast(({ event }) => event.type === type)?.at ?? '')

/** Lets something happen between the first notice and the second. */
const beforeTheOffer = (act: () => unknown): void => town.before('score-ability', async () => act())

/** Starts a machine as somebody does who is not the hand-over of this release. */
const started = async (machine: string) => {
  const { assembly } = await sharedAssembly()
  const machines = new SynthesizedApp(assembly).resources('AWS::StepFunctions::StateMachine')
  const stateMachineArn = machines.find(({ arn }) => arn.endsWith(`:forbear-demo-${machine}`))?.arn ?? ''
  return (input: string) => town.world.machines.startExecution({ stateMachineArn, name: `${machine}-again`, input })
}

const went = ['Claim slot', 'Gate asked', 'Send notice', 'Notice sent', 'Done']
const leftToWait = ['Claim slot', 'Gate asked', 'Await window', 'Done']
const waited = ['Wait for window', 'Try again']

describe('a notice', () => {
  it('that may go when it is asked for needs no wait', async () => {
    const ren = await borrower()
    await ren.states()
    await ren.hears('offer')
    expect(ways(ren, 2)).toEqual({ tries: [went], waits: [] })
  })

  it('that may not go yet waits in an execution of its own', async () => {
    const ren = await borrower()
    await ren.hears('statement-request')
    await town.advance(1)
    expect(ways(ren, 1)).toEqual({ tries: [leftToWait, went], waits: [waited] })
  })

  it('whose event comes twice waits once and goes once', async () => {
    const ren = await borrower({ disturbances: { random: () => 0, repeat: 1, delayMs: 0, reorder: false } })
    await ren.states()
    await ren.hears('offer')
    await town.advance(1)
    expect(ren.letters()).toEqual(['statement-request', 'offer'])
    expect(ways(ren, 1)).toEqual({ tries: [leftToWait, leftToWait, went], waits: [waited] })
    expect(ways(ren, 2)).toEqual({ tries: [went, ['Claim slot', 'Gate asked', 'Done']], waits: [] })
  })

  it('that an earlier release leaves to the machine that waits, without an instant, is tried at once', async () => {
    const ren = await borrower()
    beforeTheOffer(() => town.breaks('claim-slot', new DefectError('in the middle of a deployment')))
    await ren.states()
    const leave = await started('notice')
    await town.advance(1)
    expect(ren.letters()).toEqual(['statement-request'])
    leave(JSON.stringify({ caseId: ren.caseId, noticeId: noticeIdOf(ren.caseId, 2) }))
    await ren.hears('offer')
  })

  it('that overtakes itself is never sent twice', async () => {
    const ren = await borrower()
    await ren.states()
    const again = await started('prompt-notice')
    const input = JSON.stringify({ caseId: ren.caseId, noticeId: noticeIdOf(ren.caseId, 2) })
    town.before('send-notice', async () => {
      again(input)
    })
    await town.advance(24)
    expect(ren.letters()).toEqual(['statement-request', 'offer'])
    expect(ren.events('NoticeSent').map(({ kind }) => kind)).toEqual(['statement-request', 'offer'])
  })
})

describe('a try that fails', () => {
  it.each(['claim-slot', 'send-notice'])('in %s with what passes is left for twenty minutes', async (step) => {
    const ren = await borrower()
    beforeTheOffer(() => town.breaks(step, new TransientError('throttled')))
    await ren.states()
    await ren.hears('offer')
    const [asked = 0, sent = 0] = ['NoticeRequested', 'NoticeSent'].map((type) => lastOf(ren, type))
    expect(sent - asked).toBeGreaterThanOrEqual(20 * 60_000)
    expect(sent - asked).toBeLessThan(21 * 60_000)
    expect(ways(ren, 2)).toMatchObject({ tries: [expect.any(Array), went], waits: [waited] })
    expect(ren.story()).not.toContain('StageFailed')
  })

  it('because the mail service is busy is left for twenty minutes', async () => {
    const ren = await borrower()
    const [name, message, $fault] = ['ThrottlingException', 'Maximum sending rate exceeded.', 'client'] as const
    const busy = new SESServiceException({ name, message, $fault, $metadata: { httpStatusCode: 400 } })
    beforeTheOffer(() => vi.spyOn(SESClient.prototype, 'send').mockRejectedValueOnce(busy))
    await ren.states()
    await ren.hears('offer')
    expect(ways(ren, 2)).toEqual({
      tries: [['Claim slot', 'Gate asked', 'Send notice', 'Notice sent', 'Await window', 'Done'], went],
      waits: [waited],
    })
  })

  it('and cannot even be left to wait ends in the dossier', async () => {
    town = await Town.open()
    town.breaks('await-window', new TransientError('throttled'), { times: 4 })
    const ren = await aloneIn(town, 'ren')
    await town.advance(1)
    expect(ren.events('StageFailed')).toEqual([
      { type: 'StageFailed', machine: 'forbear-demo-prompt-notice', step: 'Await window', error: 'TransientError' },
    ])
  })

  it('by a defect is not repeated, and ends in the dossier', async () => {
    const ren = await borrower()
    beforeTheOffer(() => town.breaks('send-notice', new DefectError('a letter has no words')))
    await ren.states()
    await town.advance(24)
    expect(ren.letters()).toEqual(['statement-request'])
    expect(ren.events('StageFailed')).toMatchObject([{ step: 'Send notice', error: 'DefectError' }])
    expect(ways(ren, 2).waits).toEqual([])
  })
})
