import { describe, expect, test } from 'vitest'
import type { ContactQuestion } from '../../../domain/contact/gate.ts'
import type { Hold } from '../../../domain/contact/holds.ts'
import { claimContact, emptyLedger, holdContacts, liftContacts } from '../../../domain/contact/ledger.ts'
import { mayReach } from '../../../domain/contact/task-gate.ts'
import { type Instant, instantOf } from '../../../domain/time.ts'
import { at, book } from '../case/walk.ts'

const { policy, state } = at.assessing()
const ledger = emptyLedger(state.borrowerId)
/** Monday, 10:00 in Shanghai. */
const monday = instantOf('2026-03-02T02:00:00Z')
const held = (kind: Hold['kind']): Hold => ({ kind, setBy: 'borrower', from: monday })
const ask = (changes: Partial<ContactQuestion> = {}, channel: 'phone' | 'sms' = 'phone') =>
  mayReach({
    policy: policy.contact,
    calendar: book.calendars.cn,
    zone: state.zones,
    holds: [],
    ledger,
    notice: { id: 'case-t1', kind: 'offer-reminder', requestedAt: monday, channel },
    now: monday,
    ...changes,
  })

describe('whether staff may call', () => {
  test('is asked like any message: by hours, caps and holds', () => {
    expect(ask()).toMatchObject({ decision: 'now' })
    expect(ask({ now: instantOf('2026-03-02T12:00:00Z') })).toMatchObject({ decision: 'wait', because: 'window' })
    const claim = (key: string, when: Instant) => ({ key, at: when, channel: 'email' }) as const
    const full = claimContact(claimContact(ledger, claim('a', monday)), claim('b', monday))
    expect(ask({ ledger: full })).toMatchObject({ decision: 'wait', because: 'cap' })
    expect(ask({ holds: [held('represented')] })).toEqual({ decision: 'suppress', reason: 'hold-represented' })
  })

  test('does not depend on an e-mail address that is gone', () => {
    expect(ask({ holds: [held('bounced')] })).toMatchObject({ decision: 'now' })
  })

  test('is no for who asked not to be called, and they may still be texted', () => {
    expect(ask({ holds: [held('no-calls')] })).toEqual({ decision: 'suppress', reason: 'hold-no-calls' })
    expect(ask({ holds: [held('no-calls')] }, 'sms')).toMatchObject({ decision: 'now' })
    expect(ask({ holds: [{ ...held('no-calls'), until: monday }] })).toMatchObject({ decision: 'now' })
  })
})

test('a hold on a person is lifted by its kind, and where there is none nothing changes', () => {
  const both = holdContacts(holdContacts(ledger, held('dispute')), held('minor'))
  const lifted = liftContacts(both, 'dispute')
  expect(lifted.holds).toEqual([held('minor')])
  expect(lifted.version).toBe(both.version + 1)
  expect(liftContacts(lifted, 'dispute')).toBe(lifted)
  expect(liftContacts(ledger, 'dispute')).toBe(ledger)
})
