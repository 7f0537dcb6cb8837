import { describe, expect, test } from 'vitest'
import { taskKeyOf } from '../../../domain/case/contact-task.ts'
import {
  addLenderContacts,
  type ContactEntry,
  ContactLedger,
  casesContactedAbout,
  claimContact,
  emptyLedger,
  entryOf,
  moveContact,
  preferTimes,
  pruneLedger,
  settleContact,
  settleOverdue,
} from '../../../domain/contact/ledger.ts'
import { BorrowerId, CaseId, noticeIdOf } from '../../../domain/ids.ts'
import { DefectError } from '../../../domain/outcome.ts'
import { instantOf } from '../../../domain/time.ts'

const empty = emptyLedger(BorrowerId.parse('borrower-0123456789abcdef'))
const monday = instantOf('2026-03-02T02:00:00Z')
const tuesday = instantOf('2026-03-03T02:00:00Z')
const claimed = claimContact(empty, { key: 'n1', at: monday })

test('a ledger names the cases that the person was contacted about, by messages or by calls', () => {
  const one = CaseId.parse('case-0123456789abcdef')
  const two = CaseId.parse('case-fedcba9876543210')
  const keys = [noticeIdOf(two, 3), taskKeyOf(one, 1), noticeIdOf(one, 12), noticeIdOf(one, 13)]
  const ledger = keys.reduce((so, key) => claimContact(so, { key, at: monday }), empty)
  const theirs = { key: noticeIdOf(CaseId.parse('case-1111111111111111'), 1), at: monday, channel: 'phone' } as const
  expect(casesContactedAbout(addLenderContacts(ledger, [theirs]))).toEqual([one, two])
  expect(casesContactedAbout(empty)).toEqual([])
})

describe('a claim', () => {
  test('takes a slot for an e-mail and a new version', () => {
    expect(claimed).toEqual({
      ...empty,
      version: 1,
      entries: [{ key: 'n1', at: monday, channel: 'email', source: 'forbear', state: 'claimed' }],
    })
    expect(ContactLedger.parse(claimed)).toEqual(claimed)
  })

  test('made again changes nothing, not even the version', () => {
    expect(claimContact(claimed, { key: 'n1', at: tuesday })).toBe(claimed)
  })

  test('made again after it was released takes the slot at the new time', () => {
    const released = moveContact(claimed, 'n1', 'released', monday)
    expect(entryOf(claimContact(released, { key: 'n1', at: tuesday }), 'n1')).toMatchObject({
      state: 'claimed',
      at: tuesday,
    })
  })

  test('counts from the time the message went, once it has', () => {
    const sent = moveContact(moveContact(claimed, 'n1', 'sending', monday), 'n1', 'sent', tuesday)
    expect(entryOf(sent, 'n1')).toMatchObject({ state: 'sent', at: tuesday })
    expect(sent.version).toBe(3)
  })

  test('moved to the state it has stays as it is', () => {
    const sent = moveContact(claimed, 'n1', 'sent', monday)
    expect(moveContact(sent, 'n1', 'sent', tuesday)).toBe(sent)
  })

  test.each([
    ['sent', 'released'],
    ['sent', 'claimed'],
    ['released', 'sent'],
  ] as const)('once %s cannot become %s', (before, after) => {
    const ledger = moveContact(claimed, 'n1', before, monday)
    expect(() => moveContact(ledger, 'n1', after, tuesday)).toThrow(DefectError)
  })

  test('that was never made cannot be moved', () => {
    expect(() => moveContact(empty, 'n1', 'sent', monday)).toThrow(/n1 has no slot in the ledger to move to sent/)
  })
})

describe('a slot that a crash left behind', () => {
  const claims = { releaseAfterMinutes: 120, assumeSentAfterHours: 72 }
  const sending = moveContact(claimed, 'n1', 'sending', monday)

  test.each([
    ['2026-03-02T03:59:59.999Z', 'claimed'],
    ['2026-03-02T04:00:00.000Z', 'released'],
  ])('and that was only taken is at %s %s', (now, state) => {
    expect(entryOf(settleOverdue(claimed, claims, instantOf(now)), 'n1')).toMatchObject({ state, at: monday })
  })

  test.each([
    ['2026-03-05T01:59:59.999Z', { state: 'sending' }],
    ['2026-03-05T02:00:00.000Z', { state: 'sent', unconfirmed: true, at: monday }],
  ])('and whose message may have gone is at %s %o', (now, entry) => {
    expect(entryOf(settleOverdue(sending, claims, instantOf(now)), 'n1')).toMatchObject(entry)
  })

  test('is settled once, and nothing else is', () => {
    const later = instantOf('2026-03-09T02:00:00Z')
    const once = settleOverdue(sending, claims, later)
    expect(settleOverdue(once, claims, later)).toBe(once)
    const sent = moveContact(sending, 'n1', 'sent', monday)
    expect(settleOverdue(sent, claims, later)).toBe(sent)
    expect(ContactLedger.parse(once)).toEqual(once)
  })
})

describe('what SES says later of a slot', () => {
  const sending = moveContact(claimed, 'n1', 'sending', monday)
  const assumed = settleOverdue(
    sending,
    { releaseAfterMinutes: 120, assumeSentAfterHours: 72 },
    instantOf('2026-03-09T02:00:00Z'),
  )
  const released = moveContact(claimed, 'n1', 'released', monday)
  const went = (ledger: ContactLedger): ContactEntry | undefined =>
    entryOf(settleContact(ledger, 'n1', 'sent', tuesday), 'n1')

  test('confirms that a message went, at the time that it was sent', () => {
    expect(went(sending)).toEqual({ key: 'n1', at: monday, channel: 'email', source: 'forbear', state: 'sent' })
    expect(went(assumed)).toEqual(went(sending))
  })

  test('counts a message again whose slot had been given back, from when it went', () => {
    expect(went(released)).toMatchObject({ state: 'sent', at: tuesday })
  })

  test('gives back the slot of a message that never went', () => {
    expect(entryOf(settleContact(assumed, 'n1', 'not-sent', tuesday), 'n1')).toMatchObject({ state: 'released' })
  })

  test('changes nothing when it is said again, or of a notice that the ledger forgot', () => {
    const once = settleContact(sending, 'n1', 'sent', tuesday)
    expect(settleContact(once, 'n1', 'sent', tuesday)).toBe(once)
    expect(settleContact(empty, 'n1', 'sent', tuesday)).toBe(empty)
    expect(settleContact(released, 'n1', 'not-sent', tuesday)).toBe(released)
  })
})

describe('when a borrower wants to be reached', () => {
  const sundays = [{ days: ['SUNDAY' as const], hours: { startTime: 'T00:00', endTime: 'T24:00' } }]
  const told = preferTimes(empty, { quiet: sundays }, tuesday)

  test('is kept with the day on which they said it', () => {
    expect(told.preferences).toEqual({ quiet: sundays, agreed: [], saidAt: tuesday })
    expect(ContactLedger.parse(told)).toEqual(told)
  })

  test('is what they said last, whenever that is reported', () => {
    expect(preferTimes(told, { quiet: [] }, monday)).toBe(told)
    expect(preferTimes(told, { quiet: [] }, instantOf('2026-03-04T02:00:00Z')).preferences?.quiet).toEqual([])
  })

  test('said again changes nothing', () => {
    expect(preferTimes(told, { quiet: sundays }, tuesday)).toBe(told)
  })
})

describe('the lender’s own contacts', () => {
  const call = { key: 'n1', at: monday, channel: 'phone' } as const

  test('are added once, however often they are reported', () => {
    const once = addLenderContacts(empty, [call, call])
    expect(once.entries).toEqual([{ ...call, source: 'lender', state: 'sent' }])
    expect(addLenderContacts(once, [call])).toBe(once)
  })

  test('are never taken for a notice of the same name', () => {
    const both = addLenderContacts(claimed, [call])
    expect(both.entries).toHaveLength(2)
    expect(entryOf(both, 'n1')?.source).toBe('forbear')
  })
})

describe('pruning', () => {
  const caps = [
    { limit: 1, days: 7, counting: 'all' },
    { limit: 9, days: 30, counting: 'all' },
  ] as const
  const old = addLenderContacts(empty, [
    { key: 'gone', at: instantOf('2026-01-17T01:59:59.999Z'), channel: 'email' },
    { key: 'edge', at: instantOf('2026-01-17T02:00:00Z'), channel: 'email' },
    { key: 'fresh', at: monday, channel: 'email' },
  ])

  test('forgets what is older than the longest cap and a fortnight', () => {
    expect(pruneLedger(old, caps, monday).entries.map((entry) => entry.key)).toEqual(['edge', 'fresh'])
  })

  test('keeps a slot that is still in the air, however old', () => {
    expect(pruneLedger(claimed, caps, instantOf('2027-03-02T02:00:00Z'))).toBe(claimed)
  })
})
