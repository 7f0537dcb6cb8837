import type { ContactQuestion } from '../../../domain/contact/gate.ts'
import { type ContactEntry, type ContactLedger, emptyLedger } from '../../../domain/contact/ledger.ts'
import { BorrowerId, LenderId } from '../../../domain/ids.ts'
import { CommunicationTimeConfig, type ContactPolicy, DayOfWeek } from '../../../domain/policy/policy.ts'
import { calendarOf, policyOf } from '../../../domain/policy/policy-book.ts'
import { instantOf, TimeZone } from '../../../domain/time.ts'
import { loadPolicies, policiesDirectory } from '../../../policies/load-policies.ts'

/** The policies as they ship. */
export const book = loadPolicies(policiesDirectory)
/** A lender in China: working days from nine to six. */
export const platformA = policyOf(book, LenderId.parse('platform-a'), 'v2')
/** Whoever is asked about. */
export const borrowerId = BorrowerId.parse('borrower-0123456789abcdef')
/** In milliseconds. */
export const day = 86_400_000
/** Where most borrowers live here. */
export const shanghai = TimeZone.parse('Asia/Shanghai')

/** A ledger with these contacts. */
export const ledgerOf = (entries: ContactEntry[]): ContactLedger => ({ ...emptyLedger(borrowerId), entries })
/** An e-mail that went. */
export const sent = (at: string, key = at): ContactEntry => ({
  at: instantOf(at),
  key,
  channel: 'email',
  source: 'forbear',
  state: 'sent',
})

/** An ordinary Tuesday at ten in Shanghai, nothing said before. */
export const question = (change: Partial<ContactQuestion> = {}): ContactQuestion => ({
  policy: platformA.contact,
  calendar: calendarOf(book, platformA),
  zone: shanghai,
  holds: [],
  ledger: emptyLedger(borrowerId),
  notice: { id: 'n1', kind: 'offer', requestedAt: instantOf('2026-03-03T02:00:00Z') },
  now: instantOf('2026-03-03T02:00:00Z'),
  ...change,
})

/** Every minute of every day, so that caps alone decide. */
export const aroundTheClock = CommunicationTimeConfig.parse({
  localTimeZoneConfig: { defaultTimeZone: 'Asia/Shanghai' },
  email: {
    openHours: {
      dailyHours: Object.fromEntries(
        DayOfWeek.options.map((weekday) => [weekday, [{ startTime: 'T00:00', endTime: 'T24:00' }]]),
      ),
    },
  },
  days: 'every-open-day',
  calendar: 'none',
})

/** The lender in China with other caps. */
export const withCaps = (...caps: ContactPolicy['caps']): ContactPolicy => ({ ...platformA.contact, caps })
