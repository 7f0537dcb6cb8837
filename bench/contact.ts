import { Temporal } from 'temporal-polyfill'
import { type ContactQuestion, mayContact } from '../domain/contact/gate.ts'
import { type ContactLedger, claimContact, emptyLedger, moveContact } from '../domain/contact/ledger.ts'
import { nextPermittedInstant } from '../domain/contact/windows.ts'
import { borrowerIdOf, LenderId } from '../domain/ids.ts'
import { isRefusal } from '../domain/outcome.ts'
import { dayStatus, type WorkingCalendar } from '../domain/policy/calendar.ts'
import { type CommunicationTimeConfig, DayOfWeek } from '../domain/policy/policy.ts'
import { calendarOf, policyOf } from '../domain/policy/policy-book.ts'
import { Day, type Instant, instantAt, millisecondsOf, TimeZone } from '../domain/time.ts'
import { connectContactLedgers } from '../functions/adapters/contact-ledgers.ts'
import { EmbeddedDynamoDB } from '../local/aws/dynamodb.ts'
import { embeddedClientConfiguration, embeddedRequestHandler } from '../local/aws/request-handler.ts'
import { VirtualClock } from '../local/clock.ts'
import { loadPolicies, policiesDirectory } from '../policies/load-policies.ts'
import type { Bench } from './report.ts'
import { compare, perSecond } from './rounds.ts'

const rounds = 5
const minute = 60_000
const start = Date.UTC(2026, 0, 2)
const shanghai = TimeZone.parse('Asia/Shanghai')
const lenderId = LenderId.parse('platform-a')
const borrowerId = borrowerIdOf(lenderId, 'bench')

const book = loadPolicies(policiesDirectory)
const policy = policyOf(book, lenderId, 'v2')
const { communicationTimeConfig: config } = policy.contact
const calendar = calendarOf(book, policy)

/** Moments all over the year, nights, weekends and holidays among them; whole minutes, which is all that the baseline can tell apart. */
const moments = (count: number): Instant[] =>
  Array.from({ length: count }, (_, index) => instantAt(start + ((index * 7_919) % 520_000) * minute))

/** The rule as one would write it down first: look at the wall clock, and if it is too early or too late look again a minute later. */
const byMinutes = (open: CommunicationTimeConfig, days: WorkingCalendar, zone: TimeZone, from: Instant): Instant => {
  let wall = Temporal.Instant.from(from).toZonedDateTimeISO(zone)
  for (;;) {
    const day = Day.parse(wall.toPlainDate().toString())
    const weekday = DayOfWeek.options[wall.dayOfWeek - 1] ?? 'MONDAY'
    const status = dayStatus(days, day, weekday)
    const hours = open.email?.openHours.dailyHours[status === 'make-up' ? 'MONDAY' : weekday] ?? []
    const time = `T${wall.toPlainTime().toString({ smallestUnit: 'minute' })}`
    const isIn = hours.some(({ startTime, endTime }) => startTime <= time && time < endTime)
    if (isIn && status !== 'closed') return instantAt(wall.epochMilliseconds)
    wall = wall.add({ minutes: 1 })
  }
}

const ours = (from: Instant): Instant => {
  const found = nextPermittedInstant(config, calendar, shanghai, from)
  if (isRefusal(found)) throw new Error(found.reason)
  return found.at
}

const theirs = (from: Instant): Instant => {
  if (calendar === undefined) throw new Error('platform-a counts by a calendar; give it one again')
  return byMinutes(config, calendar, shanghai, from)
}

const few = moments(12)
const many = moments(20_000)

/** Both must say the same, or their speeds mean nothing. */
const inAgreement = (): void => {
  const other = few.find((from) => ours(from) !== theirs(from))
  if (other !== undefined) throw new Error(`from ${other} one says ${ours(other)} and the other ${theirs(other)}`)
}

const questionOf = (ledger: ContactLedger, now: Instant, id: string): ContactQuestion => ({
  policy: policy.contact,
  calendar,
  zone: shanghai,
  holds: [],
  ledger,
  notice: { id, kind: 'offer', requestedAt: now },
  now,
})

/** A borrower who was written to as often as a month allows. */
const talkative = (before: Instant): ContactLedger =>
  Array.from({ length: 12 }, (_, index) => index).reduce((ledger, index) => {
    const at = instantAt(millisecondsOf(before) - (12 - index) * 2.4 * 1440 * minute)
    return moveContact(claimContact(ledger, { key: `before-${index}`, at }), `before-${index}`, 'sent', at)
  }, emptyLedger(borrowerId))

const asking = (ledger: (now: Instant) => ContactLedger) => () => {
  const questions = many.slice(0, 5_000).map((now) => questionOf(ledger(now), now, 'notice'))
  return perSecond(questions.length, () => {
    for (const question of questions) mayContact(question)
  })
}

/** Asked, claimed, sending and sent: all that a notice costs in its borrower's ledger. */
const claiming = async (): Promise<number> => {
  const database = new EmbeddedDynamoDB({ clock: new VirtualClock(start) })
  const partitionKey = { name: 'borrowerId', type: 'S' } as const
  database.createTable({ tableName: 'contacts', partitionKey, indexes: [], stream: false })
  const clients = embeddedClientConfiguration(embeddedRequestHandler({ dynamodb: database.endpoint }))
  const ledgers = connectContactLedgers({ CONTACT_TABLE: 'contacts' }, clients)
  const now = ours(instantAt(start))
  const borrowers = Array.from({ length: 300 }, (_, index) => borrowerIdOf(lenderId, `bench-${index}`))
  return perSecond(borrowers.length, async () => {
    for (const borrower of borrowers) {
      await ledgers.change(borrower, (ledger) => {
        const { decision } = mayContact(questionOf(ledger, now, 'notice'))
        return { ledger: decision === 'now' ? claimContact(ledger, { key: 'notice', at: now }) : ledger }
      })
      for (const state of ['sending', 'sent'] as const)
        await ledgers.change(borrower, (ledger) => ({ ledger: moveContact(ledger, 'notice', state, now) }))
    }
  })
}

/**
 * How fast the next permitted instant is found, against a loop that steps by minutes; luxon is no dependency here, so the loop does with
 * Temporal what one would do with luxon. And what the gate and the ledger cost a notice.
 */
export const bench: Bench = {
  about: 'the next permitted instant against a loop of minutes, and the gate for a notice',
  run: async () => {
    inAgreement()
    const ask = (find: (from: Instant) => Instant, instants: readonly Instant[]) => () =>
      perSecond(instants.length, () => {
        for (const from of instants) find(from)
      })
    const windows = await compare({
      unit: 'instants/s',
      rounds,
      baseline: { name: 'Temporal, minute by minute', measure: async () => ask(theirs, few)() },
      contenders: [{ name: 'nextPermittedInstant', measure: async () => ask(ours, many)() }],
    })
    const gate = await compare({
      unit: 'notices/s',
      rounds,
      baseline: { name: 'gate, nothing said before', measure: asking(() => emptyLedger(borrowerId)) },
      contenders: [
        { name: 'gate, twelve contacts before', measure: asking(talkative) },
        { name: 'gate, claim and two moves on the embedded table', measure: claiming },
      ],
    })
    return [...windows, ...gate]
  },
}
