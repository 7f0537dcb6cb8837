import PostalMime from 'postal-mime'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { BorrowerAnswer } from '../../../domain/case/answer.ts'
import { dayPlusDays } from '../../../domain/time.ts'
import { step as askWhatChanged } from '../../../functions/early-warning/ask-what-changed.ts'
import { step as awaitWhatChanged } from '../../../functions/early-warning/await-what-changed.ts'
import { step as checkRecovery } from '../../../functions/early-warning/check-recovery.ts'
import { step as respondToChange } from '../../../functions/early-warning/respond-to-change.ts'
import { at } from '../../domain/case/walk.ts'
import { StepWorld, tellsWho } from '../step-world.ts'

let world: StepWorld
beforeEach(() => {
  world = new StepWorld()
})
afterEach(() => world.remove())

const warned = at.warned()
const { caseId } = warned

const begin = async () => ({ ...(await world.replay(warned)), warning: 1 })

const answer = (given: BorrowerAnswer) =>
  world.dossiers.carryOut(caseId, { type: 'take answer', answer: given }, world.now, 'borrower')

const toStaff = () => Promise.all(world.mails.map(({ raw }) => PostalMime.parse(raw)))

test('asks what changed and waits for what the borrower says', async () => {
  const payload = await begin()
  expect(await world.run(askWhatChanged, payload)).toEqual({ next: 'performing', patience: { answer: 7 * 86_400 } })
  await world.run(awaitWhatChanged, { ...payload, token: world.token('token') })
  expect(world.tokens.get('token')).toBeUndefined()
  await answer({ answer: 'support-group' })
  await world.run(awaitWhatChanged, { ...payload, token: world.token('again') })
  expect(world.tokens.get('again')).toBe('{"answer":"support-group"}')
  expect((await world.state(caseId)).notices).toBe(warned.state.notices + 1)
})

describe('the answer', () => {
  test('I will pay by a day: time is given from that day on', async () => {
    const payload = await begin()
    await answer({ answer: 'will-pay', payBy: dayPlusDays(warned.today, 5) })
    expect(await world.run(respondToChange, payload)).toEqual({
      next: 'recovering',
      until: `${dayPlusDays(warned.today, 5 + 21 - 1)}T16:00:00.000Z`,
    })
  })

  test('it got harder: the case is assessed afresh, and a repeated step finds it done', async () => {
    const payload = await begin()
    await answer({ answer: 'difficulty', hardship: 'illness' })
    expect(await world.run(respondToChange, payload)).toEqual({ next: 'moved-on' })
    expect(await world.run(respondToChange, payload)).toEqual({ next: 'moved-on' })
    expect(await world.state(caseId)).toMatchObject({ stage: 'admitted', episode: 2 })
  })

  test('none: a person of the lender is called, by the case and nothing else', async () => {
    const payload = await begin()
    expect(await world.run(respondToChange, payload)).toEqual({ next: 'handed-over' })
    const [letter] = await toStaff()
    expect(letter).toMatchObject({
      to: [{ address: 'operations@platform-a.example' }],
      subject: expect.stringContaining(caseId),
    })
    expect(tellsWho(Buffer.from(world.mails[0]?.raw ?? '').toString())).toBe(false)
  })
})

describe('the look after the time that was given', () => {
  test('calls a person when the arrears are still there', async () => {
    const payload = await begin()
    await answer({ answer: 'will-pay', payBy: dayPlusDays(warned.today, 5) })
    await world.run(checkRecovery, payload)
    expect(await world.state(caseId)).toMatchObject({ warning: { handedOver: true } })
    expect(await toStaff()).toMatchObject([{ to: [{ address: 'operations@platform-a.example' }] }])
  })

  test('ends the warning when they are gone, and calls nobody', async () => {
    const walk = warned.copy()
    walk.payInstalment(1, 6)
    const payload = { ...(await world.replay(walk)), warning: 1 }
    await world.run(checkRecovery, payload)
    expect(await world.state(caseId)).not.toHaveProperty('warning')
    expect(world.mails).toEqual([])
  })
})

test('a warning that is over is left alone', async () => {
  const payload = { ...(await begin()), warning: 9 }
  expect(await world.run(askWhatChanged, payload)).toMatchObject({ next: 'moved-on' })
  expect(await world.run(respondToChange, payload)).toEqual({ next: 'moved-on' })
  await world.run(checkRecovery, payload)
  expect(world.mails).toEqual([])
})

test('no step says who the borrower is', async () => {
  const payload = await begin()
  await world.run(askWhatChanged, payload)
  await world.run(respondToChange, payload)
  expect(tellsWho(world.said())).toBe(false)
})
