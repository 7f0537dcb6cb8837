import { afterEach, beforeEach, expect, test } from 'vitest'
import { step as assessRisk } from '../../../functions/assessment/assess-risk.ts'
import { step as remindStatement } from '../../../functions/assessment/remind-statement.ts'
import { step as requestStatement } from '../../../functions/assessment/request-statement.ts'
import { step as scoreAbility } from '../../../functions/assessment/score-ability.ts'
import { at, earning, statement } from '../../domain/case/walk.ts'
import { StepWorld, tellsWho } from '../step-world.ts'

let world: StepWorld
beforeEach(() => {
  world = new StepWorld()
})
afterEach(() => world.remove())

const { caseId } = at.admitted()

const days = 86_400

test('risk is assessed before anybody is written to, and the machine learns the lender’s patience', async () => {
  const payload = await world.replay(at.admitted())
  const answer = { next: 'assessing', patience: { reminder: 5 * days, statement: 10 * days } }
  expect(await world.run(assessRisk, payload)).toEqual(answer)
  expect(await world.run(assessRisk, payload)).toEqual(answer)
  expect((await world.state(caseId)).notices).toBe(0)
})

test('the borrower is asked, reminded, and the machine waits for either answer', async () => {
  const payload = await world.replay(at.admitted())
  await world.run(assessRisk, payload)
  expect(await world.run(requestStatement, { ...payload, token: world.token('first') })).toEqual({})
  expect(await world.run(remindStatement, { ...payload, token: world.token('second') })).toEqual({})
  expect(world.items('cases', 'WAIT#')).toMatchObject([{ token: 'second' }])
  expect(Object.values((await world.state(caseId)).pending).map(({ content }) => content.kind)).toEqual([
    'statement-request',
    'statement-reminder',
  ])
})

test('an answer that came before the machine began to wait is not waited for', async () => {
  const payload = await world.replay(at.stated())
  await world.run(remindStatement, { ...payload, token: world.token('token') })
  expect(world.tokens.get('token')).toBe('{"answer":"given"}')
  expect((await world.state(caseId)).notices).toBe(1)
})

test('a statement whose questions stayed open is taken as it stands when the wait is over, without a reminder', async () => {
  const tight = earning(100_000)
  const walk = at.assessing()
  walk.answer({ answer: 'statement', statement: tight })
  const payload = await world.replay(walk)
  await world.run(requestStatement, { ...payload, token: world.token('first') })
  expect(world.tokens.get('first')).toBeUndefined()
  await world.run(remindStatement, { ...payload, token: world.token('second') })
  expect(world.tokens.get('second')).toBe('{"answer":"given"}')
  const state = await world.state(caseId)
  expect(state).toMatchObject({ statement: tight, questions: [{ code: 'spending-above-income' }], notices: 1 })
})

test('an answer that comes while the step runs is seen by the step or by whoever brings it', async () => {
  const payload = await world.replay(at.assessing())
  let answered = false
  world.disturb = async (operation) => {
    if (operation !== 'PutItem' || answered) return undefined
    answered = true
    await world.dossiers.carryOut(
      caseId,
      { type: 'take answer', answer: { answer: 'statement', statement } },
      world.now,
    )
    return undefined
  }
  await world.run(requestStatement, { ...payload, token: world.token('token') })
  expect(world.tokens.get('token')).toBe('{"answer":"given"}')
})

test('ability and willingness are scored with or without a statement', async () => {
  const payload = await world.replay(at.assessing())
  expect(await world.run(scoreAbility, payload)).toEqual({ next: 'negotiating' })
  expect(await world.state(caseId)).toMatchObject({
    assessment: { segment: 'unreachable', ability: { source: 'account-history' } },
  })
})

test('an order of another episode, or to no case, moves on', async () => {
  await world.replay(at.broken())
  expect(await world.run(assessRisk, { caseId, episode: 1 })).toEqual({ next: 'moved-on', refusal: 'moved-on' })
  expect(await world.run(assessRisk, { caseId: 'case-0000000000000000', episode: 1 })).toMatchObject({
    refusal: 'unknown-account',
  })
})

test('no step says who the borrower is, nor its token', async () => {
  const payload = await world.replay(at.admitted())
  await world.run(assessRisk, payload)
  await world.run(requestStatement, { ...payload, token: world.token('token-secret') })
  await world.run(scoreAbility, payload)
  expect(tellsWho(world.said())).toBe(false)
  expect(JSON.stringify([world.answers, world.logged])).not.toContain('token-secret')
})
