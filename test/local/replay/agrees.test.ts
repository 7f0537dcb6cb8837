import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { nextUnderCaps } from '../../../domain/contact/cap.ts'
import { HoldKind, holdsOn } from '../../../domain/contact/holds.ts'
import { emptyLedger } from '../../../domain/contact/ledger.ts'
import { noPreferences, Preferences } from '../../../domain/contact/preferences.ts'
import { isAwaited } from '../../../domain/contact/priority.ts'
import { nextPermittedInstant } from '../../../domain/contact/windows.ts'
import { BorrowerId } from '../../../domain/ids.ts'
import { NoticeKind } from '../../../domain/notice/notice.ts'
import { isRefusal } from '../../../domain/outcome.ts'
import { DayOfWeek } from '../../../domain/policy/policy.ts'
import { calendarOf } from '../../../domain/policy/policy-book.ts'
import { instantAt, millisecondsOf, TimeZone } from '../../../domain/time.ts'
import { capUses, fullCaps, isAwaitedByBorrower } from '../../../replay/counted.ts'
import { HoldKind as ReplayedHold } from '../../../replay/dossier.ts'
import { stoppedBy } from '../../../replay/held.ts'
import { whyClosed } from '../../../replay/open.ts'
import { policies } from './dossiers.ts'

// Replay derives the rules a second time. Where the two differ, one of them is wrong, or a change of the one was not made in the other.

describe('what replay derives and what the gate decides', () => {
  const hour = 3_600_000
  const zones = ['Asia/Shanghai', 'America/Chicago', 'America/Denver', 'America/Phoenix'].map((name) =>
    TimeZone.parse(name),
  )
  const instants = fc
    .integer({ min: Date.UTC(2026, 0) / hour, max: Date.UTC(2028, 0) / hour })
    .chain((hours) => fc.constantFrom(0, -1, 1, 1_234_567).map((ms) => instantAt(hours * hour + ms)))
  const channels = fc.constantFrom('email', 'phone', 'sms')
  const time = fc.integer({ min: 0, max: 23 }).map((hours) => `T${String(hours).padStart(2, '0')}:00`)
  const parts = fc.array(
    fc.record({
      days: fc.subarray([...DayOfWeek.options], { minLength: 1 }),
      hours: fc
        .tuple(time, time)
        .filter(([startTime, endTime]) => startTime < endTime)
        .map(([startTime, endTime]) => ({ startTime, endTime })),
    }),
    { maxLength: 2 },
  )
  const preferences = fc.record({ quiet: parts, agreed: parts }).map(({ quiet, agreed }) =>
    Preferences.parse({
      quiet,
      agreed: agreed.map((part) => ({ ...part, agreedAt: '2026-01-01T00:00:00.000Z' })),
    }),
  )

  it('agree on every window', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...policies.policies),
        fc.subarray(zones, { minLength: 1 }),
        instants,
        channels,
        fc.option(preferences, { nil: noPreferences }),
        (policy, places, at, channel, said) => {
          const { communicationTimeConfig: config, consentWidensTo } = policy.contact
          const calendar = calendarOf(policies, policy)
          const next = nextPermittedInstant(config, calendar, places, at, {
            channel,
            preferences: said,
            consentWidensTo,
          })
          const why = whyClosed({ policy: policy.contact, calendar, preferences: said }, channel, places, at)
          expect(why === undefined).toBe(!isRefusal(next) && next.at === at)
        },
      ),
      { numRuns: 200 },
    )
  })

  it('agree on every cap', () => {
    const times = fc.array(fc.tuple(fc.integer({ min: 0, max: 40 * 48 }), channels, fc.boolean()), {
      maxLength: 14,
    })
    const now = millisecondsOf(instantAt(Date.UTC(2026, 3, 20, 2)))
    const zone = TimeZone.parse('America/Chicago')
    fc.assert(
      fc.property(
        fc.constantFrom(...policies.policies),
        times,
        channels,
        fc.constantFrom('offer', 'cooling-off'),
        (policy, ages, channel, kind) => {
          const made = ages.map(([halfHours, how, spoken], index) => ({
            at: instantAt(now - halfHours * 1_800_000),
            channel: how,
            key: `contact-${index}`,
            point: undefined,
            spoke: spoken ? {} : undefined,
          }))
          const ledger = {
            ...emptyLedger(BorrowerId.parse('borrower-0000000000000000')),
            entries: made.map(
              ({ spoke, ...entry }) =>
                ({ ...entry, source: 'lender', state: 'sent', ...(spoke && { conversation: true as const }) }) as const,
            ),
          }
          const { caps } = policy.contact
          const request = { id: 'this', channel, awaited: isAwaited(kind) }
          const isFree = nextUnderCaps(caps, ledger, request, [zone], now) === now
          const uses = capUses(caps, { at: instantAt(now), channel, point: undefined, kind, zones: [zone] }, made)
          expect(fullCaps(uses).length === 0).toBe(isFree)
        },
      ),
      { numRuns: 200 },
    )
  })

  it('agree on which hold stops which message', () => {
    expect([...ReplayedHold.options].sort()).toEqual([...HoldKind.options].sort())
    const at = instantAt(0)
    for (const notice of NoticeKind.options) {
      const stopping = HoldKind.options.filter(
        (kind) => holdsOn([{ kind, setBy: 'test', from: at }], notice).length > 0,
      )
      expect([notice, [...stoppedBy[notice]].sort()]).toEqual([notice, stopping.sort()])
    }
  })

  it('agree on which messages may use reserved slots', () => {
    expect(NoticeKind.options.filter(isAwaitedByBorrower)).toEqual(NoticeKind.options.filter(isAwaited))
  })
})
