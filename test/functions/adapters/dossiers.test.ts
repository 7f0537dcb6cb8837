import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { brokenAt, chainStart, DossierEntry } from '../../../domain/case/chain.ts'
import type { Command } from '../../../domain/case/command.ts'
import { evolve } from '../../../domain/case/evolve.ts'
import { CaseMessage } from '../../../domain/case/outbox.ts'
import type { Case } from '../../../domain/case/state.ts'
import { TransientError } from '../../../domain/outcome.ts'
import { ServiceError } from '../../../local/aws/service-endpoint.ts'
import { admission, at, origin, payment, Walk } from '../../domain/case/walk.ts'
import { StepWorld, tellsWho } from '../step-world.ts'

let world: StepWorld
beforeEach(() => {
  world = new StepWorld()
})
afterEach(() => world.remove())

const walk = new Walk()
const { caseId } = walk

const give = (command: Command) => world.dossiers.carryOut(caseId, command, world.now)

const paid = (name: string, amount: number): Command => ({
  type: 'receive payment',
  paymentId: payment(name),
  amount,
  on: walk.today,
  origin: origin(900),
})

const entries = (): DossierEntry[] =>
  world.items('cases', 'EVENT#').map(({ pk, sk, ...entry }) => {
    expect(pk).toBe(caseId)
    expect(sk).toBe(`EVENT#${String(entry['sequence']).padStart(6, '0')}`)
    return DossierEntry.parse(entry)
  })

const outbox = (): CaseMessage[] =>
  world.items('cases', 'OUTBOX#').flatMap(({ messages }) => CaseMessage.array().parse(messages))

const throttlingOnce = (operation: string, error: ServiceError) => {
  let left = 1
  world.disturb = (asked) => (asked === operation && left-- > 0 ? error : undefined)
}

describe('an append', () => {
  test('writes events, snapshot and outbox, which all say the same', async () => {
    await world.replay(at.performing())
    const written = entries()
    expect(brokenAt(written)).toBeUndefined()
    const folded = written.reduce<Case | undefined>((so, entry) => evolve(so, caseId, entry.event, entry.at), undefined)
    expect(folded).toEqual(await world.state(caseId))
    expect(outbox().map(({ type, sequence }) => [type, sequence])).toEqual(
      written.map(({ event, sequence }) => [event.type, sequence]),
    )
    expect(world.items('cases', 'SNAPSHOT')).toMatchObject([
      { version: written.length, head: written.at(-1)?.hash, stage: 'performing' },
    ])
  })

  test('continues the chain of the one before', async () => {
    await give(admission(walk, 1))
    await give({ type: 'assess risk', episode: 1 })
    const [first, second] = entries()
    expect(first?.previousHash).toBe(chainStart)
    expect(second?.previousHash).toBe(first?.hash)
  })

  test('says who made it happen', async () => {
    await give(admission(walk, 1))
    await world.dossiers.carryOut(caseId, { type: 'take answer', answer: { answer: 'opt-out' } }, world.now, 'borrower')
    expect(entries().map(({ by }) => by)).toEqual(['system', 'borrower'])
  })

  test('is all or nothing: a process that ends before the write leaves nothing of it behind', async () => {
    await give(admission(walk, 1))
    const before = world.items('cases')
    world.disturb = (operation) => (operation === 'TransactWriteItems' ? 'crash before' : undefined)
    await expect(give(paid('a', 500))).rejects.toThrow()
    expect(world.items('cases')).toEqual(before)
  })

  test('whose answer gets lost is found done when the step is repeated', async () => {
    await give(admission(walk, 1))
    let crashes = 1
    world.disturb = (operation) => (operation === 'TransactWriteItems' && crashes-- > 0 ? 'crash after' : undefined)
    await expect(give(paid('a', 500))).rejects.toThrow()
    expect(await give(paid('a', 500))).toMatchObject({ events: [], state: { recovered: 500 } })
    expect(entries()).toHaveLength(2)
  })

  test('lets its message go out for a week', async () => {
    await give(admission(walk, 1))
    const [item] = world.items('cases', 'OUTBOX#')
    expect(item?.['expiresAt']).toBe(Date.parse(world.now) / 1_000 + 7 * 86_400)
  })
})

describe('what changes nothing', () => {
  test('writes nothing: a command that was done already', async () => {
    await give(admission(walk, 1))
    const before = world.items('cases')
    expect(await give(admission(walk, 1))).toMatchObject({ events: [] })
    expect(world.items('cases')).toEqual(before)
  })

  test('writes nothing: a refusal, which is logged by its code and is no error', async () => {
    await give(admission(walk, 1))
    const before = world.items('cases')
    expect(await give({ type: 'activate plan', episode: 1 })).toMatchObject({ refused: true, code: 'moved-on' })
    expect(world.items('cases')).toEqual(before)
    expect(world.logged.at(-1)).toEqual({
      code: 'COMMAND_REFUSED',
      fields: { caseId, command: 'activate plan', refusal: 'moved-on' },
    })
  })

  test('writes nothing: an account that nobody dropped', async () => {
    expect(await give(paid('a', 500))).toMatchObject({ refused: true, code: 'unknown-account' })
    expect(await world.dossiers.read(caseId)).toBeUndefined()
    expect(world.items('cases')).toEqual([])
  })
})

describe('writers at the same time', () => {
  test('both are heard, none is lost, and the chain holds', async () => {
    await give(admission(walk, 1))
    const payments = ['a', 'b', 'c', 'd'].map((name, index) => give(paid(name, 100 * (index + 1))))
    await Promise.all(payments)
    expect(await world.state(caseId)).toMatchObject({ recovered: 1_000, debt: { interest: 29_000 } })
    expect(brokenAt(entries())).toBeUndefined()
    expect(entries()).toHaveLength(5)
  })

  test('with the same thing to say are written once', async () => {
    await give(admission(walk, 1))
    await Promise.all([1, 2, 3].map(() => give(paid('a', 700))))
    expect((await world.state(caseId)).recovered).toBe(700)
    expect(entries()).toHaveLength(2)
  })

  test('that open the same case open one', async () => {
    await Promise.all([give(admission(walk, 1)), give(admission(walk, 1)), give(admission(walk, 1))])
    expect(entries().map(({ event }) => event.type)).toEqual(['AccountAdmitted'])
  })

  test('that exclude each other are decided again: the later one is refused by what the first one did', async () => {
    await world.replay(at.offered())
    const answers = (['accept', 'decline', 'mediate'] as const).map((answer) =>
      give({ type: 'take answer', answer: answer === 'accept' ? { answer, option: 'a' } : { answer } }),
    )
    const outcomes = await Promise.all(answers)
    expect(outcomes.filter((outcome) => !('refused' in outcome))).toHaveLength(1)
    expect(world.codes()).toContain('VERSION_CONFLICT')
  })

  test('give up, to be tried again, when others are always faster', async () => {
    await give(admission(walk, 1))
    const lost = new ServiceError('TransactionCanceledException', 'cancelled', {
      CancellationReasons: [{ Code: 'ConditionalCheckFailed' }],
    })
    world.disturb = (operation) => (operation === 'TransactWriteItems' ? lost : undefined)
    await expect(give(paid('a', 1))).rejects.toThrow(TransientError)
  })
})

describe('trouble that passes by itself', () => {
  test.each([
    ['GetItem', 'ThrottlingException', {}],
    ['TransactWriteItems', 'ProvisionedThroughputExceededException', {}],
    [
      'TransactWriteItems',
      'TransactionCanceledException',
      { CancellationReasons: [{ Code: 'None' }, { Code: 'ThrottlingError' }] },
    ],
  ])('has the name that workflows retry by: %s, %s', async (operation, code, details) => {
    await give(admission(walk, 1))
    throttlingOnce(operation, new ServiceError(code, 'slow down', details))
    await expect(give(paid('a', 1))).rejects.toThrow(TransientError)
    expect(await give(paid('a', 1))).toMatchObject({ state: { recovered: 1 } })
  })

  test('is not what a broken table has', async () => {
    throttlingOnce('GetItem', new ServiceError('ResourceNotFoundException', 'no such table'))
    await expect(give(paid('a', 1))).rejects.toThrow(expect.objectContaining({ name: 'ResourceNotFoundException' }))
  })
})

test('a case keeps the policy version that it was opened under', async () => {
  await give(admission(walk, 1))
  expect(await world.state(caseId)).toMatchObject({ policyVersion: 'v2' })
})

test('nothing in the table of cases says who the borrower is', async () => {
  await world.replay(at.broken())
  expect(tellsWho(JSON.stringify([world.items('cases'), world.logged]))).toBe(false)
  expect(tellsWho(JSON.stringify(world.items('borrowers')))).toBe(true)
})
