import { createHash } from 'node:crypto'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { understandingQuestions } from '../../../domain/agreement/understanding.ts'
import type { BorrowerAnswer } from '../../../domain/case/answer.ts'
import { instantPlusDays } from '../../../domain/time.ts'
import { connectObjectStore } from '../../../functions/adapters/object-store.ts'
import { step as activatePlan } from '../../../functions/agreement/activate-plan.ts'
import { step as askSignature } from '../../../functions/agreement/ask-signature.ts'
import { step as drawUpAgreement } from '../../../functions/agreement/draw-up-agreement.ts'
import { step as explainAgreement } from '../../../functions/agreement/explain-agreement.ts'
import { step as lapseAgreement } from '../../../functions/agreement/lapse-agreement.ts'
import { step as wakeWaiting } from '../../../functions/hand-over/wake-waiting.ts'
import { at } from '../../domain/case/walk.ts'
import { StepWorld, tellsWho } from '../step-world.ts'

let world: StepWorld
beforeEach(() => {
  world = new StepWorld()
})
afterEach(() => world.remove())

const { caseId, policy } = at.accepted()

const wake = async () => {
  const { lenderId, borrowerId, episode } = await world.state(caseId)
  const detail = { type: 'AgreementUnderstood', caseId, lenderId, borrowerId, episode, sequence: 1, at: world.now }
  await world.run(wakeWaiting, { detail })
}

const answer = (given: BorrowerAnswer) =>
  world.dossiers.carryOut(caseId, { type: 'take answer', answer: given }, world.now, 'borrower')

const agreeing = async () => {
  const state = await world.state(caseId)
  if (state.stage !== 'agreeing') throw new Error(`the case is ${state.stage}`)
  return state
}

const understood = async (): Promise<BorrowerAnswer> => ({
  answer: 'understanding',
  choices: understandingQuestions((await agreeing()).plan, policy.agreement.coolingOffDays).map(({ right }) => right),
})

test('the document that is kept is the one that is signed, to the byte', async () => {
  const payload = await world.replay(at.accepted())
  expect(await world.run(drawUpAgreement, payload)).toEqual({
    next: 'explain',
    patience: { understanding: 14 * 86_400, signature: 14 * 86_400, coolingOff: 3 * 86_400 },
  })
  const { documentHash = '' } = await agreeing()
  const bytes: Uint8Array[] = []
  const stored = connectObjectStore('documents', world.clients).read(`agreements/${caseId}/${documentHash}.html`)
  for await (const piece of stored) bytes.push(piece)
  expect(createHash('sha256').update(Buffer.concat(bytes)).digest('hex')).toBe(documentHash)
})

test('a document drawn up twice is one document: the first stands, even when it is another day', async () => {
  const payload = await world.replay(at.accepted())
  await world.run(drawUpAgreement, payload)
  const { documentHash } = await agreeing()
  world.now = instantPlusDays(world.now, 1)
  expect(await world.run(drawUpAgreement, payload)).toMatchObject({ next: 'explain' })
  expect((await agreeing()).documentHash).toBe(documentHash)
})

test('a write that is cut off leaves the agreement undrawn, and the repeated step draws it up', async () => {
  const payload = await world.replay(at.accepted())
  let crashes = 1
  world.disturb = (operation) => (operation === 'TransactWriteItems' && crashes-- > 0 ? 'crash before' : undefined)
  await expect(world.run(drawUpAgreement, payload)).rejects.toThrow()
  expect((await agreeing()).step).toBe('accepted')
  await world.run(drawUpAgreement, payload)
  expect((await agreeing()).step).toBe('drawn-up')
})

test('explained, understood, signed, slept on, in force', async () => {
  const payload = await world.replay(at.accepted())
  await world.run(drawUpAgreement, payload)
  await world.run(explainAgreement, { ...payload, token: world.token('explain') })
  expect(world.tokens.get('explain')).toBeUndefined()
  await answer({ answer: 'understanding', choices: [9] })
  await answer(await understood())
  await wake()
  await world.run(askSignature, { ...payload, token: world.token('sign') })
  expect(world.tokens.get('explain')).toBe('{"answer":"understood"}')
  await answer({ answer: 'sign', documentHash: (await agreeing()).documentHash ?? '' })
  expect(await world.run(activatePlan, payload)).toEqual({ next: 'moved-on', refusal: 'cooling-off' })
  world.now = instantPlusDays(world.now, 3)
  expect(await world.run(activatePlan, payload)).toEqual({ next: 'performing' })
  expect(await world.run(activatePlan, payload)).toEqual({ next: 'performing' })
  expect(await world.run(lapseAgreement, payload)).toMatchObject({ next: 'moved-on' })
})

test('a borrower who withdrew is not kept waiting for, nor asked to sign', async () => {
  const payload = await world.replay(at.understood())
  await answer({ answer: 'withdraw' })
  await world.run(askSignature, { ...payload, token: world.token('sign') })
  expect(world.tokens.get('sign')).toBe('{"answer":"moved-on"}')
  expect(await world.run(drawUpAgreement, payload)).toEqual({ next: 'moved-on' })
})

test('an agreement that nobody signs in time lapses', async () => {
  const payload = await world.replay(at.understood())
  expect(await world.run(lapseAgreement, payload)).toEqual({ next: 'closed' })
  expect(await world.state(caseId)).toMatchObject({ outcome: 'agreement-lapsed' })
})

test('no step says who the borrower is', async () => {
  const payload = await world.replay(at.accepted())
  await world.run(drawUpAgreement, payload)
  await world.run(explainAgreement, { ...payload, token: world.token('token-secret') })
  expect(tellsWho(world.said())).toBe(false)
  expect(JSON.stringify([world.answers, world.logged])).not.toContain('token-secret')
})
