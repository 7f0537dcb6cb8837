import type { PolicyBook } from '../domain/policy/policy-book.ts'
import type { Day, Instant } from '../domain/time.ts'
import type { Told } from './dossier.ts'
import { isInForce } from './held.ts'
import { wallIn } from './open.ts'
import { type CaseLife, isOwn, type Noticed, type OwnContact, type Person, standingAt } from './person.ts'
import { verdictOn } from './reason.ts'
import { obstaclesAt, sceneOf } from './scene.ts'

/** Why a contact could be made: its window, how far each cap was used, and the holds that let it pass. */
const whyItWent = (book: PolicyBook, person: Person, contact: OwnContact): string => {
  const scene = sceneOf(book, person, contact)
  const { closed, uses, holds } = obstaclesAt(scene, contact.at)
  const used = uses.map(({ cap, others, limit }) => `${others + 1} of ${limit} (${cap})`).join('; ')
  const stopped = holds.map(({ kind }) => `AGAINST hold ${kind}`)
  const passed = scene.holds
    .filter((hold) => isInForce(hold, scene.caseId, contact.at) && !holds.includes(hold))
    .map(({ kind }) => `hold ${kind} lets it pass`)
  const zones = scene.standing.zones.join(' and ')
  return [closed === undefined ? `open in ${zones}` : `OUTSIDE: ${closed}`, used, ...stopped, ...new Set(passed)].join(
    '; ',
  )
}

interface Entry {
  readonly at: Instant
  readonly text: string
}

/** The day on which somebody hears of something: that of the zone they most likely live in. */
const dayOf = (life: CaseLife, told: Told, at = told.at): { day: Day; time: string } | undefined => {
  const [zone] = standingAt(life, told)?.zones ?? []
  return zone && wallIn(zone, at)
}

const noticeEntries = (book: PolicyBook, person: Person, life: CaseLife, noticed: Noticed, day: Day): Entry[] => {
  const { id, content } = noticed
  const entry = (told: Told, text: string, at = told.at): Entry[] => {
    const wall = dayOf(life, told, at)
    const time = wall?.day === day ? `${wall.time.slice(1, 9)}` : 'all day '
    return [{ at, text: `${time}  ${id}  ${content.kind}  ${text}` }]
  }
  const onDay = (told: Told, at = told.at) => dayOf(life, told, at)?.day === day
  const entries = noticed.told.flatMap((told): Entry[] => {
    const { event } = told
    if (event.type === 'NoticeSent') {
      const contact = person.contacts.find((one): one is OwnContact => isOwn(one) && one.told === told)
      const at = event.wentAt ?? told.at
      if (!onDay(told, at)) return []
      const doubt = event.confirmed ? '' : ' (nobody knows for sure)'
      const why = contact === undefined ? 'the mail service refused it later' : whyItWent(book, person, contact)
      return entry(told, `went${doubt}: ${why}`, at)
    }
    if (!onDay(told)) return []
    if (event.type === 'NoticeDelayed')
      return entry(
        told,
        `waits until ${event.until} for ${event.because}: ${verdictOn(book, person, life, noticed, told).because}`,
      )
    if (event.type === 'NoticeSuppressed')
      return entry(told, `stopped, ${event.reason}: ${verdictOn(book, person, life, noticed, told).because}`)
    return []
  })
  const isOver = noticed.told.some(
    (told) =>
      (told.event.type === 'NoticeSent' || told.event.type === 'NoticeSuppressed') &&
      (dayOf(life, told)?.day ?? '') <= day,
  )
  const waiting = noticed.told.findLast(
    (told) => told.event.type === 'NoticeDelayed' && (dayOf(life, told)?.day ?? '') < day,
  )
  if (entries.length > 0 || isOver || waiting?.event.type !== 'NoticeDelayed') return entries
  return entry(waiting, `goes on waiting until ${waiting.event.until} for ${waiting.event.because}`)
}

const taskEntries = (book: PolicyBook, person: Person, life: CaseLife, day: Day): Entry[] =>
  [...life.tasks.values()].flatMap(({ id, about, told: lines }) =>
    lines.flatMap((told): Entry[] => {
      const wall = dayOf(life, told)
      if (wall?.day !== day) return []
      const { event, at } = told
      const text = (what: string) => [{ at, text: `${wall.time.slice(1, 9)}  ${id}  ${about}  ${what}` }]
      const contact = person.contacts.find((one): one is OwnContact => isOwn(one) && one.told === told)
      if (contact !== undefined) return text(`${contact.channel} by staff: ${whyItWent(book, person, contact)}`)
      return event.type === 'ContactTaskDropped' ? text(`not called or texted: ${event.because}`) : []
    }),
  )

/**
 * What became of every message on one day, by the calendar of whoever it was for, and why it went, waited or was stopped: a line each, in
 * the order in which it happened.
 */
export const linesOfDay = (book: PolicyBook, people: readonly Person[], day: Day): string[] =>
  people
    .flatMap((person) =>
      person.cases.flatMap((life) => [
        ...[...life.notices.values()].flatMap((noticed) => noticeEntries(book, person, life, noticed, day)),
        ...taskEntries(book, person, life, day),
      ]),
    )
    .sort((a, b) => (a.at < b.at || (a.at === b.at && a.text < b.text) ? -1 : 1))
    .map(({ text }) => text)
