import { describe, expect, test } from 'vitest'
import type { Command } from '../../../domain/case/command.ts'
import type { TaskOutcome } from '../../../domain/case/contact-task.ts'
import { isTaskWanted } from '../../../domain/case/deciders/contact-task.ts'
import { noticeIdOf } from '../../../domain/ids.ts'
import { at, type Walk } from './walk.ts'

const gone = (walk: Walk): Command => ({
  type: 'record feedback',
  noticeId: noticeIdOf(walk.caseId, 1),
  kind: 'statement-request',
  feedback: { outcome: 'bounced', permanent: true, because: 'NoEmail' },
})
const number = ({ state }: Walk) => state.contactTask?.number ?? 0
const give = (walk: Walk, type: 'hand over contact task' | 'start contact task') =>
  walk.give({ type, number: number(walk) })
const end = (walk: Walk, outcome: TaskOutcome) => walk.give({ type: 'end contact task', number: number(walk), outcome })
const suppress = (walk: Walk, reason: string) => {
  const [noticeId] = Object.keys(walk.state.pending)
  return walk.give({ type: 'suppress notice', noticeId: noticeId as ReturnType<typeof noticeIdOf>, reason })
}

/** A case whose borrower was reminded of an offer, the reminder gone. */
const reminded = () => {
  const walk = at.offered()
  walk.wait(walk.policy.offer.reminderAfterDays)
  walk.order('remind offer')
  const noticeId = noticeIdOf(walk.caseId, walk.state.notices)
  walk.give({ type: 'record notice sent', noticeId, messageId: 'ses-1', confirmed: true })
  return walk
}

describe('a person is asked to reach the borrower', () => {
  test('when mail comes back for good, at once', () => {
    const walk = at.assessing()
    expect(walk.give(gone(walk))).toEqual(['NoticeBounced', 'HoldPlaced', 'ContactTaskOpened'])
    expect(walk.state.contactTask).toEqual({
      number: 1,
      channel: 'phone',
      because: 'unreachable',
      about: 'statement-request',
      openedAt: walk.now,
      notBefore: walk.now,
      step: 'opened',
    })
  })

  test('when a message could not go for that, but not again within the days of the policy', () => {
    const walk = at.assessing()
    walk.give(gone(walk))
    give(walk, 'start contact task')
    end(walk, 'not-reached')
    walk.wait(5)
    walk.order('remind statement')
    expect(suppress(walk, 'hold-bounced')).toEqual(['NoticeSuppressed'])
    walk.wait(14)
    expect(suppress(walk, 'hold-bounced')).toEqual(['NoticeSuppressed', 'ContactTaskOpened'])
    expect(number(walk)).toBe(2)
  })

  test('not when a message could not go for another reason', () => {
    const walk = at.assessing()
    expect(suppress(walk, 'hold-opt-out')).toEqual(['NoticeSuppressed'])
  })

  test('when a reminder went, from the day on that leaves time to answer', () => {
    const walk = reminded()
    expect(walk.events.slice(-2).map(({ type }) => type)).toEqual(['NoticeSent', 'ContactTaskOpened'])
    expect(walk.state.contactTask).toMatchObject({ because: 'unanswered', about: 'offer-reminder' })
    expect(walk.state.contactTask?.notBefore).toBe(walk.wait(4).now)
  })

  test('once at a time: the second reason waits for the first', () => {
    const walk = reminded()
    expect(walk.give(gone(walk))).toEqual(['NoticeBounced', 'HoldPlaced'])
    expect(number(walk)).toBe(1)
  })

  test('anew where nobody took it up for as long as a letter stays fresh', () => {
    const walk = at.assessing()
    walk.give(gone(walk))
    give(walk, 'hand over contact task')
    walk.wait(walk.policy.contact.staleAfterDays)
    expect(suppress(walk, 'hold-bounced')).toEqual(['NoticeSuppressed', 'ContactTaskDropped', 'ContactTaskOpened'])
  })
})

describe('a task', () => {
  test('is handed over, begun and ended, each once', () => {
    const walk = at.assessing()
    walk.give(gone(walk))
    expect(give(walk, 'hand over contact task')).toEqual(['ContactTaskHandedOver'])
    expect(give(walk, 'hand over contact task')).toEqual([])
    expect(give(walk, 'start contact task')).toEqual(['ContactTaskStarted'])
    expect(give(walk, 'start contact task')).toEqual([])
    expect(end(walk, 'reached')).toEqual(['ContactTaskEnded'])
    expect(walk.try({ type: 'end contact task', number: 1, outcome: 'reached' })).toMatchObject({ code: 'task-over' })
    expect(walk.events.at(-1)).toEqual({ type: 'ContactTaskEnded', number: 1, channel: 'phone', outcome: 'reached' })
  })

  test.each([
    (number: number) => ({ type: 'start contact task', number }) as const,
    (number: number) => ({ type: 'hand over contact task', number }) as const,
    (number: number) => ({ type: 'drop contact task', number, because: 'stale' }) as const,
    (number: number) => ({ type: 'end contact task', number, outcome: 'reached' }) as const,
  ])('of another number, or that there never was, is over: %#', (command) => {
    const walk = at.assessing()
    expect(walk.try(command(1))).toMatchObject({ code: 'task-over' })
    walk.give(gone(walk))
    expect(walk.try(command(2))).toMatchObject({ code: 'task-over' })
  })

  test('cannot end that was not begun', () => {
    const walk = at.assessing()
    walk.give(gone(walk))
    expect(walk.try({ type: 'end contact task', number: 1, outcome: 'reached' })).toMatchObject({ code: 'task-over' })
  })

  test('after which the borrower asks not to be called leaves a hold on calls', () => {
    const walk = at.assessing()
    walk.give(gone(walk))
    give(walk, 'start contact task')
    expect(end(walk, 'asks-not-to-be-called')).toEqual(['ContactTaskEnded', 'HoldPlaced'])
    expect(walk.state.holds.at(-1)).toEqual({ kind: 'no-calls', setBy: 'borrower', from: walk.now })
  })

  test('outlives the stages of a case', () => {
    const walk = at.offered()
    walk.give(gone(walk))
    walk.answer({ answer: 'decline' })
    walk.order('end negotiation')
    expect(walk.state.stage).toBe('closed')
    expect(give(walk, 'start contact task')).toEqual(['ContactTaskStarted'])
  })
})

describe('whether anybody still has to be reached', () => {
  const wanted = (walk: Walk) => {
    const { contactTask: task, holds } = walk.state
    return task !== undefined && isTaskWanted(task, walk.state, holds, walk.now)
  }

  test('about a reminder: until it is answered', () => {
    const walk = reminded()
    expect(wanted(walk)).toBe(true)
    walk.answer({ answer: 'accept', option: 'a' })
    expect(wanted(walk)).toBe(false)
  })

  test('whose mail comes back: until the hold on the address is lifted', () => {
    const walk = at.assessing()
    walk.give(gone(walk))
    expect(wanted(walk)).toBe(true)
    walk.give({ type: 'lift hold', kind: 'bounced', setBy: 'lender', from: walk.now })
    expect(wanted(walk)).toBe(false)
  })
})
