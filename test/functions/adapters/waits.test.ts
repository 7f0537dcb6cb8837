import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { connectWaits, type Waits } from '../../../functions/adapters/waits.ts'
import { ServiceError } from '../../../local/aws/service-endpoint.ts'
import { at, statement } from '../../domain/case/walk.ts'
import { StepWorld } from '../step-world.ts'

let world: StepWorld
let waits: Waits
beforeEach(() => {
  world = new StepWorld()
  waits = connectWaits(world.environment, world.clients, world.log)
})
afterEach(() => world.remove())

const assessing = at.assessing()
const { caseId } = assessing

const begin = (token: string, episode = 1) =>
  waits.begin({ caseId, wait: 'statement', episode, token: world.token(token), now: world.now })

const answerStatement = () =>
  world.dossiers.carryOut(
    caseId,
    { type: 'take answer', answer: { answer: 'statement', statement } },
    world.now,
    'borrower',
  )

const wake = async () => waits.wake(await world.state(caseId))

describe('a wait', () => {
  test('keeps its token beside the case, no longer than an execution can live', async () => {
    await begin('token-1')
    expect(world.items('cases', 'WAIT#')).toMatchObject([
      {
        pk: caseId,
        sk: 'WAIT#statement',
        token: 'token-1',
        episode: 1,
        expiresAt: Date.parse(world.now) / 1_000 + 366 * 86_400,
      },
    ])
  })

  test('goes on while the case has no answer', async () => {
    await world.replay(assessing)
    await begin('token-1')
    await wake()
    expect(world.tokens.get('token-1')).toBeUndefined()
    expect(world.items('cases', 'WAIT#')).toHaveLength(1)
  })

  test('ends with the answer, once, and its token is forgotten', async () => {
    await world.replay(assessing)
    await begin('token-1')
    await answerStatement()
    await wake()
    expect(world.tokens.get('token-1')).toBe('{"answer":"given"}')
    expect(world.items('cases', 'WAIT#')).toEqual([])
    await wake()
    expect(world.codes()).not.toContain('ANSWER_CAME_TOO_LATE')
  })

  test('that begins after the answer is over at once', async () => {
    await world.replay(assessing)
    await answerStatement()
    await begin('token-1')
    await wake()
    expect(world.tokens.get('token-1')).toBe('{"answer":"given"}')
  })

  test('of an earlier episode is let go, as the case moved on', async () => {
    await world.replay(at.broken())
    await begin('token-1', 1)
    await wake()
    expect(world.tokens.get('token-1')).toBe('{"answer":"moved-on"}')
  })

  test('gives its place to a later one for the same answer', async () => {
    await world.replay(assessing)
    await begin('token-1')
    await begin('token-2')
    await answerStatement()
    await wake()
    expect([world.tokens.get('token-1'), world.tokens.get('token-2')]).toEqual([undefined, '{"answer":"given"}'])
  })

  test('that nobody can answer goes on with that word, and others of the case stay', async () => {
    await world.replay(at.mediated())
    await waits.begin({ caseId, wait: 'mediator', episode: 1, token: world.token('mediator'), now: world.now })
    await begin('statement')
    await waits.giveUp(caseId, 'mediator')
    expect(world.tokens.get('mediator')).toBe('{"answer":"nobody"}')
    expect(world.items('cases', 'WAIT#').map(({ sk }) => sk)).toEqual(['WAIT#statement'])
  })
})

describe('a token that is over', () => {
  test.each(['TaskTimedOut', 'TaskDoesNotExist', 'InvalidToken'])('is forgotten without an error: %s', async (code) => {
    await world.replay(assessing)
    await begin('token-1')
    await answerStatement()
    world.disturb = (operation) => (operation === 'SendTaskSuccess' ? new ServiceError(code, 'over') : undefined)
    await wake()
    expect(world.items('cases', 'WAIT#')).toEqual([])
    expect(world.codes()).toContain('ANSWER_CAME_TOO_LATE')
  })

  test('does not take a newer one with it', async () => {
    await world.replay(assessing)
    await begin('token-1')
    await answerStatement()
    world.disturb = async (operation) => {
      if (operation !== 'SendTaskSuccess') return undefined
      await begin('token-2')
      return new ServiceError('TaskTimedOut', 'over')
    }
    await wake()
    expect(world.items('cases', 'WAIT#')).toMatchObject([{ token: 'token-2' }])
  })
})

test('a wake that fails half-way is made good by the next, and tells the machine once', async () => {
  await world.replay(assessing)
  await begin('token-1')
  await answerStatement()
  let crashes = 1
  world.disturb = (operation) => (operation === 'DeleteItem' && crashes-- > 0 ? 'crash before' : undefined)
  await expect(wake()).rejects.toThrow()
  await wake()
  expect(world.tokens.get('token-1')).toBe('{"answer":"given"}')
  expect(world.items('cases', 'WAIT#')).toEqual([])
})

test('a throttled Step Functions is tried again, and the token stays until then', async () => {
  await world.replay(assessing)
  await begin('token-1')
  await answerStatement()
  world.disturb = (operation) =>
    operation === 'SendTaskSuccess' ? new ServiceError('ThrottlingException', 'slow') : undefined
  await expect(wake()).rejects.toThrow(expect.objectContaining({ name: 'TransientError' }))
  expect(world.items('cases', 'WAIT#')).toHaveLength(1)
})

test('tokens are never logged', async () => {
  await world.replay(assessing)
  await begin('token-secret')
  await answerStatement()
  world.disturb = (operation) =>
    operation === 'SendTaskSuccess' ? new ServiceError('TaskTimedOut', 'over') : undefined
  await wake()
  expect(JSON.stringify(world.logged)).not.toContain('token-secret')
})
