import { expect, test } from 'vitest'
import { handOvers, startsMachine } from '../../../domain/case/hand-overs.ts'
import { outboxOf } from '../../../domain/case/outbox.ts'
import { outcomeOf } from './commands.ts'
import { at, type Walk } from './walk.ts'

const resumed = [
  ['assessment', 'AssessmentResumed', () => at.assessing()],
  ['offer', 'NegotiationResumed', () => at.offered()],
  ['agreement', 'AgreementResumed', () => at.explained()],
  ['early-warning', 'WarningResumed', () => at.warned()],
] as const

const started = ({ state, entries }: Walk): string[] =>
  outboxOf(state, entries).flatMap((message) => {
    if (!startsMachine(message.type)) return []
    const { machine, executionName } = handOvers[message.type]
    return [`${machine} ${executionName(message)}`]
  })

test.each(resumed)(
  '%s is started afresh under a name of its own, and the same order again starts it once',
  (machine, type, reach) => {
    const walk = reach().wait(3)
    const before = started(walk)
    expect(walk.give({ type: 'resume stage', machine })).toEqual([type])
    const once = new Set(started(walk))
    walk.give({ type: 'resume stage', machine })
    expect(new Set(started(walk))).toEqual(once)
    expect([...once].slice(before.length)).toEqual([
      expect.stringMatching(new RegExp(`^${machine} case-[\\w-]{1,75}$`)),
    ])
  },
)

test.each(resumed)('%s is not when the case is elsewhere by now', (machine) => {
  expect(outcomeOf(at.closed(), { type: 'resume stage', machine })).toBe('no: moved-on')
  expect(outcomeOf(at.performing(), { type: 'resume stage', machine })).toBe('no: moved-on')
})
