import { expect, test } from 'vitest'
import { handOvers, startsMachine } from '../../../domain/case/hand-overs.ts'
import { CaseMessage, outboxOf } from '../../../domain/case/outbox.ts'
import { instantPlusDays } from '../../../domain/time.ts'
import { at } from './walk.ts'

const longWalk = () => {
  const walk = at.broken()
  for (let round = 0; round < 2; round++) {
    walk.order('assess risk')
    walk.order('request statement')
    walk.order('score ability')
    walk.order('end negotiation')
    walk.now = instantPlusDays(walk.now, 90)
    walk.admit({ daysPastDue: 50 + round })
  }
  return walk
}

test('an event starts one execution, whose name is its own and no longer than Step Functions takes', () => {
  const walk = longWalk()
  const messages = outboxOf(walk.state, walk.entries)
  const started = messages.flatMap((message) => {
    if (!startsMachine(message.type)) return []
    const { machine, executionName } = handOvers[message.type]
    return [`${machine}: ${executionName(message)}`]
  })
  expect(started.length).toBeGreaterThan(15)
  expect(new Set(started).size).toBe(started.length)
  for (const name of started.map((line) => line.split(': ')[1] ?? '')) expect(name).toMatch(/^[\w-]{1,80}$/)
})

test('names stay short when a case grows very old', () => {
  const [first] = at.admitted().entries
  if (first === undefined) throw new Error('no entry')
  const [message] = outboxOf(at.admitted().state, [first])
  if (message === undefined) throw new Error('no message')
  const old = {
    ...message,
    episode: 99_999,
    warning: 99_999,
    noticeId: CaseMessage.shape.noticeId.parse(`${message.caseId}-n9999999`),
  }
  for (const { executionName } of Object.values(handOvers)) expect(executionName(old).length).toBeLessThanOrEqual(80)
})

test('a new episode is named by the event that begins it', () => {
  const walk = at.broken()
  const written = walk.entries.filter((entry) => entry.at === walk.now)
  const episodes = outboxOf(walk.state, written).map(({ type, episode }) => [type, episode])
  expect(episodes).toContainEqual(['ReassessmentWanted', 2])
  const first = outboxOf(walk.state, walk.entries.slice(0, 6)).map(({ type, episode }) => [type, episode])
  expect(first).toContainEqual(['AccountAdmitted', 1])
  expect(first).toContainEqual(['Assessed', 1])
})

test('messages say which, when and whose, and nothing of what was said', () => {
  const { state, entries } = at.stated()
  for (const message of outboxOf(state, entries)) {
    expect(CaseMessage.parse(message)).toEqual(message)
    expect(Object.keys(message).filter((field) => !(field in CaseMessage.shape))).toEqual([])
  }
})

test('only what is in the map starts a machine', () => {
  expect(['toString', 'constructor', 'CaseClosed', ''].filter(startsMachine)).toEqual([])
})
