import type { PolicyBook } from '../domain/policy/policy-book.ts'
import type { Dossier, Told } from './dossier.ts'
import type { Finding } from './finding.ts'
import { type CaseLife, isOwn, type OwnContact, type Person, peopleOf } from './person.ts'
import { verdictOn, verdictOnDrop } from './reason.ts'
import { obstaclesAt, sceneOf } from './scene.ts'

/** What was found for one lender. */
export interface LenderCount {
  readonly cases: number
  readonly sent: number
  /** Of these, those of which nobody knows whether they went; they count. */
  readonly unconfirmed: number
  /** Calls and texts that staff began. */
  readonly byStaff: number
  /** The lender's own contacts. */
  readonly lenders: number
  /** Rules that contacts were held against: the window, each cap and the holds. */
  readonly checks: number
  readonly delayed: Readonly<Record<string, number>>
  readonly suppressed: Readonly<Record<string, number>>
  /** Tasks that staff were kept from. */
  readonly dropped: Readonly<Record<string, number>>
  readonly waiting: number
  /** Reasons that the dossiers can neither prove nor show to be wrong. */
  readonly open: Readonly<Record<string, number>>
}

/** What the dossiers come to. */
export interface Replay {
  readonly people: readonly Person[]
  readonly lenders: Readonly<Record<string, LenderCount>>
  readonly findings: readonly Finding[]
}

type Counting = { -readonly [Name in keyof LenderCount]: LenderCount[Name] } & {
  delayed: Record<string, number>
  suppressed: Record<string, number>
  dropped: Record<string, number>
  open: Record<string, number>
}

const nothing = (): Counting => ({
  cases: 0,
  sent: 0,
  unconfirmed: 0,
  byStaff: 0,
  lenders: 0,
  checks: 0,
  delayed: {},
  suppressed: {},
  dropped: {},
  waiting: 0,
  open: {},
})

const count = (into: Record<string, number>, name: string): void => {
  into[name] = (into[name] ?? 0) + 1
}

const at = ({ file, line, caseId, at: when }: Told, contact: string) => ({ file, line, caseId, at: when, contact })

/** Holds a contact against its window, its caps and the holds. */
const findingsOn = (book: PolicyBook, person: Person, contact: OwnContact, counting: Counting): Finding[] => {
  const { closed, uses, full, holds } = obstaclesAt(sceneOf(book, person, contact), contact.at)
  counting.checks += 2 + uses.length
  const where = { ...at(contact.told, contact.id), at: contact.at }
  return [
    ...(closed === undefined ? [] : [{ ...where, rule: 'window' as const, found: closed }]),
    ...full.map(({ cap, others, limit }) => ({
      ...where,
      rule: 'cap' as const,
      found: `${others} other contacts where a limit of ${limit} leaves room for ${limit - 1} (${cap})`,
    })),
    ...holds.map(({ kind, setBy, from, told }) => ({
      ...where,
      rule: 'hold' as const,
      found: `hold ${kind}, set by ${setBy}, in force since ${from} (${told.caseId}, line ${told.line})`,
    })),
  ]
}

/** A notice is asked for once, and ends once: sent or suppressed. */
const endedTwice = ({ lines, notices, tasks }: CaseLife): Finding[] => {
  const ended = new Map<string, Told>()
  const messages = new Map<string, Told>()
  const findings: Finding[] = []
  const twice = (told: Told, id: string, found: string) => findings.push({ ...at(told, id), rule: 'once', found })
  for (const told of lines) {
    const { event, caseId } = told
    if (event.type === 'ContactTaskStarted') {
      const id = `${caseId}-t${event.number}`
      const before = ended.get(id)
      if (before !== undefined) twice(told, id, `the task was begun already on line ${before.line}`)
      if (!tasks.has(id)) twice(told, id, 'nobody was asked to')
      ended.set(id, told)
    }
    if (event.type !== 'NoticeSent' && event.type !== 'NoticeSuppressed') continue
    const id = event.noticeId
    const before = ended.get(id)
    if (before !== undefined)
      twice(
        told,
        id,
        `the notice was ${before.event.type === 'NoticeSent' ? 'sent' : 'suppressed'} on line ${before.line}`,
      )
    if (!notices.has(id)) twice(told, id, 'the notice was never asked for')
    ended.set(id, told)
    if (event.type === 'NoticeSuppressed' || event.messageId === 'unknown') continue
    const same = messages.get(event.messageId)
    if (same !== undefined && same !== before) twice(told, id, `the same message went on line ${same.line}`)
    messages.set(event.messageId, told)
  }
  return findings
}

const reasonsOf = (book: PolicyBook, person: Person, life: CaseLife, counting: Counting): Finding[] => {
  const findings: Finding[] = []
  for (const noticed of life.notices.values()) {
    for (const told of noticed.told) {
      const { event } = told
      if (event.type !== 'NoticeDelayed' && event.type !== 'NoticeSuppressed') continue
      const isDelay = event.type === 'NoticeDelayed'
      const reason = isDelay ? event.because : event.reason
      count(isDelay ? counting.delayed : counting.suppressed, reason)
      const verdict = verdictOn(book, person, life, noticed, told)
      if (verdict.holds === 'open') count(counting.open, reason)
      if (verdict.holds === false) {
        const found = `${isDelay ? 'delayed' : 'suppressed'} for ${reason}, but ${verdict.because}`
        findings.push({ ...at(told, noticed.id), rule: 'reason', found })
      }
    }
    if (!noticed.told.some(({ event }) => event.type === 'NoticeSent' || event.type === 'NoticeSuppressed'))
      counting.waiting += 1
  }
  return findings
}

const droppedIn = (book: PolicyBook, person: Person, life: CaseLife, counting: Counting): Finding[] =>
  [...life.tasks.values()].flatMap((task) =>
    task.told.flatMap((told): Finding[] => {
      if (told.event.type !== 'ContactTaskDropped') return []
      const { because } = told.event
      count(counting.dropped, because)
      const verdict = verdictOnDrop(book, person, life, task, told)
      const found = `dropped for ${because}, but ${verdict.because}`
      return verdict.holds === false ? [{ ...at(told, task.id), rule: 'reason', found }] : []
    }),
  )

const byPlace = (a: Finding, b: Finding): number => (a.file === b.file ? a.line - b.line : a.file < b.file ? -1 : 1)

/**
 * Derives anew, from dossiers and policies alone, whether each contact was inside its window, under each cap and under no hold that stops
 * it, whether anything went twice, and whether what waited or never went did so for the reason that is written down.
 */
export const replay = (book: PolicyBook, dossiers: readonly Dossier[]): Replay => {
  const findings = dossiers.flatMap((dossier) => [...dossier.findings])
  const lenders = new Map<string, Counting>()
  const people = peopleOf(dossiers.map(({ lines }) => lines))
  for (const person of people) {
    const counting = lenders.get(person.lenderId) ?? nothing()
    lenders.set(person.lenderId, counting)
    counting.cases += person.cases.length
    for (const contact of person.contacts)
      if (isOwn(contact)) {
        if (contact.channel === 'email') counting.sent += 1
        else counting.byStaff += 1
        if (!contact.confirmed) counting.unconfirmed += 1
        findings.push(...findingsOn(book, person, contact, counting))
      } else counting.lenders += 1
    for (const life of person.cases)
      findings.push(
        ...endedTwice(life),
        ...reasonsOf(book, person, life, counting),
        ...droppedIn(book, person, life, counting),
      )
  }
  return {
    people,
    lenders: Object.fromEntries([...lenders].sort(([a], [b]) => (a < b ? -1 : 1))),
    findings: findings.sort(byPlace),
  }
}
