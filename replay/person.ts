import type { BorrowerId, LenderId } from '../domain/ids.ts'
import type { NoticeKind } from '../domain/notice/notice.ts'
import type { Instant, TimeZone } from '../domain/time.ts'
import { isAwaitedByBorrower } from './counted.ts'
import type { Channel, Content, HoldKind, Preferences, Told } from './dossier.ts'

/** How a case stood when a line was written: where the borrower lives, and the rules that it lives under. */
export interface Standing {
  readonly zones: readonly TimeZone[]
  readonly policyVersion: string
  readonly emailPoint: string | undefined
}

/** One time that somebody reached the borrower, or tried to. */
export interface Contact {
  /** The notice, the task of staff, or the lender's own contact. */
  readonly id: string
  readonly who: 'forbear' | 'lender'
  readonly at: Instant
  readonly channel: Channel
  readonly point: string | undefined
  readonly told: Told
  /** The line that says that the borrower was spoken with. */
  readonly spoke?: Told | undefined
}

/** A contact that Forbear made or ordered. */
export interface OwnContact extends Contact {
  readonly who: 'forbear'
  readonly kind: NoticeKind
  readonly standing: Standing
  readonly confirmed: boolean
}

/** A hold on a case, or on everything that the person is written about. */
export interface HoldTime {
  readonly kind: HoldKind
  readonly setBy: string
  readonly ofPerson: boolean
  readonly from: Instant
  /** Where it ends for its own case, by its own end or because it was lifted or replaced. */
  until: Instant | undefined
  /** Where it ends for the person's other cases. */
  untilForOthers: Instant | undefined
  readonly told: Told
}

/** What became of a notice that was asked for; `told` is the line that says so. */
export interface Noticed {
  readonly id: string
  readonly content: Content
  readonly requested: Told
  readonly told: Told[]
}

/** What became of a task for staff. */
export interface Tasked {
  readonly id: string
  readonly about: NoticeKind
  readonly channel: Channel
  readonly told: Told[]
}

/** One case of a borrower, line by line. */
export interface CaseLife {
  readonly lines: readonly Told[]
  readonly notices: ReadonlyMap<string, Noticed>
  readonly tasks: ReadonlyMap<string, Tasked>
  /** How the case stood from each line that changed it on. */
  readonly standings: readonly { readonly line: number; readonly standing: Standing }[]
}

/** All that the dossiers tell of one borrower. */
export interface Person {
  readonly borrowerId: BorrowerId
  readonly lenderId: LenderId
  readonly cases: CaseLife[]
  /** In the order in which they were made. */
  readonly contacts: (Contact | OwnContact)[]
  readonly holds: HoldTime[]
  readonly preferences: { readonly preferences: Preferences; readonly told: Told }[]
}

/** Whether a contact is one of Forbear's own. */
export const isOwn = (contact: Contact | OwnContact): contact is OwnContact => contact.who === 'forbear'

/** Whether a line was there for whoever decided at `at` and wrote `by`: above it in its own dossier, or before it in another. */
export const isKnown = (told: Told, by: Told, at: Instant): boolean =>
  told.file === by.file ? told.line < by.line && told.knownAt <= at : told.knownAt < at

/** How a case stood at one of its lines. */
export const standingAt = ({ standings }: CaseLife, { line }: Told): Standing | undefined =>
  standings.findLast((since) => since.line <= line)?.standing

/** What belongs to the person, whichever case it is said in. The lender's own holds are on people. */
const ofPerson: ReadonlySet<HoldKind> = new Set(['opt-out', 'complaint', 'bounced', 'no-calls'])

/** The holds that end with what they were set for. */
const endedBy: Readonly<Record<string, readonly HoldKind[]>> = {
  PlanBroken: ['signed-plan'],
  ReassessmentWanted: ['signed-plan'],
  CaseClosed: ['signed-plan', 'mediation'],
}

const earlier = (one: Instant | undefined, other: Instant | undefined): Instant | undefined =>
  one === undefined || (other !== undefined && other < one) ? other : one

const holdsOf = (lines: readonly Told[]): HoldTime[] => {
  const holds: HoldTime[] = []
  const end = (kinds: readonly HoldKind[], at: Instant) => {
    for (const hold of holds) if (kinds.includes(hold.kind)) hold.until = earlier(hold.until, at)
  }
  for (const told of lines) {
    const { event } = told
    if (event.type === 'HoldPlaced') {
      const { kind, setBy, from, until } = event.hold
      end([kind], told.knownAt)
      holds.push({
        kind,
        setBy,
        ofPerson: ofPerson.has(kind) || told.by === 'lender',
        // Nobody could heed it before it was told.
        from: from > told.knownAt ? from : told.knownAt,
        until,
        untilForOthers: undefined,
        told,
      })
    } else if (event.type === 'HoldLifted') end([event.kind], told.knownAt)
    else if (event.type === 'other') end(endedBy[event.name] ?? [], told.knownAt)
  }
  return holds
}

/** What one case's lines tell of notices, tasks and how the case stood. */
const lifeOf = (lines: readonly Told[]): CaseLife => {
  const notices = new Map<string, Noticed>()
  const tasks = new Map<string, Tasked>()
  const standings: { line: number; standing: Standing }[] = []
  for (const told of lines) {
    const { event, line, caseId } = told
    switch (event.type) {
      case 'AccountAdmitted': {
        const { zones, policyVersion, emailPoint } = event
        standings.push({ line, standing: { zones, policyVersion, emailPoint } })
        break
      }
      case 'AccountUpdated': {
        const before = standings.at(-1)?.standing
        const { zones, emailPoint = before?.emailPoint } = event
        if (before !== undefined) standings.push({ line, standing: { ...before, zones, emailPoint } })
        break
      }
      case 'NoticeRequested':
        notices.set(event.noticeId, { id: event.noticeId, content: event.content, requested: told, told: [] })
        break
      case 'NoticeDelayed':
      case 'NoticeSent':
      case 'NoticeSuppressed':
      case 'NoticeRefused':
        notices.get(event.noticeId)?.told.push(told)
        break
      case 'ContactTaskOpened': {
        const id = `${caseId}-t${event.number}`
        tasks.set(id, { id, about: event.about, channel: event.channel, told: [told] })
        break
      }
      case 'ContactTaskStarted':
      case 'ContactTaskDropped':
        tasks.get(`${caseId}-t${event.number}`)?.told.push(told)
        break
    }
  }
  return { lines, notices, tasks, standings }
}

/** What somebody says of a call in which the borrower answered. */
const answered = ['reached', 'asks-not-to-be-called']

const ownContactsOf = (life: CaseLife): OwnContact[] =>
  life.lines.flatMap((told): OwnContact[] => {
    const { event, caseId, at } = told
    const standing = standingAt(life, told)
    if (standing === undefined) return []
    if (event.type === 'NoticeSent') {
      const { noticeId: id, kind, confirmed, wentAt = at } = event
      const point = standing.emailPoint
      return [{ id, who: 'forbear', at: wentAt, channel: 'email', point, told, kind, standing, confirmed }]
    }
    if (event.type === 'ContactTaskStarted') {
      const id = `${caseId}-t${event.number}`
      const { channel, beganAt = at } = event
      const kind = life.tasks.get(id)?.about
      if (kind === undefined) return []
      const spoke = life.lines.find(
        ({ event: ended }) =>
          ended.type === 'ContactTaskEnded' && ended.number === event.number && answered.includes(ended.outcome),
      )
      return [
        { id, who: 'forbear', at: beganAt, channel, point: undefined, told, kind, standing, confirmed: true, spoke },
      ]
    }
    return []
  })

/** What the mail service took and then refused reached nobody, and gave its slot back. */
const refusedIn = (lines: readonly Told[]): Set<string> =>
  new Set(lines.flatMap(({ event }) => (event.type === 'NoticeRefused' ? [event.noticeId] : [])))

const lenderContactsOf = (lives: readonly CaseLife[]): Contact[] => {
  const contacts = new Map<string, Contact>()
  for (const told of lives.flatMap(({ lines }) => lines))
    if (told.event.type === 'LenderContacted')
      for (const { key, at, channel, point, conversation } of told.event.contacts) {
        const known = contacts.get(key)
        if (known === undefined || told.knownAt < known.told.knownAt)
          contacts.set(key, {
            id: key,
            who: 'lender',
            at,
            channel,
            point,
            told,
            spoke: conversation ? told : undefined,
          })
      }
  return [...contacts.values()]
}

/** Of contacts in one instant, those that may use reserved slots come last, for they leave the others theirs. */
const rank = (contact: Contact | OwnContact): number =>
  isOwn(contact) ? (isAwaitedByBorrower(contact.kind) ? 2 : 1) : 0

const inOrder = (a: Contact | OwnContact, b: Contact | OwnContact): number => {
  if (a.at !== b.at) return a.at < b.at ? -1 : 1
  return rank(a) - rank(b) || (a.id < b.id ? -1 : 1)
}

/** Puts together what all the dossiers of one borrower tell. */
const personOf = (
  { borrowerId, lenderId }: Pick<Person, 'borrowerId' | 'lenderId'>,
  dossiers: readonly (readonly Told[])[],
): Person => {
  const cases = dossiers.map(lifeOf)
  const holds = dossiers.flatMap(holdsOf)
  const lifts = dossiers
    .flat()
    .flatMap(({ event, knownAt }) => (event.type === 'HoldLifted' ? [{ ...event, knownAt }] : []))
  for (const hold of holds)
    hold.untilForOthers = lifts
      .filter(({ kind, knownAt }) => kind === hold.kind && knownAt >= hold.told.knownAt)
      .map(({ knownAt }) => knownAt)
      .reduce(earlier, hold.until)
  const contacts = [
    ...cases.flatMap((life) => {
      const refused = refusedIn(life.lines)
      return ownContactsOf(life).filter(({ id }) => !refused.has(id))
    }),
    ...lenderContactsOf(cases),
  ].sort(inOrder)
  const preferences = dossiers
    .flat()
    .flatMap((told) => (told.event.type === 'TimesPreferred' ? [{ preferences: told.event.preferences, told }] : []))
    .sort((a, b) => (a.told.knownAt < b.told.knownAt ? -1 : 1))
  return { borrowerId, lenderId, cases, contacts, holds, preferences }
}

/** Everyone whom the dossiers are about; a case that does not begin with its admission is about nobody. */
export const peopleOf = (dossiers: readonly (readonly Told[])[]): Person[] => {
  const byBorrower = new Map<BorrowerId, { lenderId: LenderId; dossiers: (readonly Told[])[] }>()
  for (const lines of dossiers) {
    const event = lines[0]?.event
    if (event?.type !== 'AccountAdmitted') continue
    const { borrowerId, lenderId } = event
    const known = byBorrower.get(borrowerId) ?? { lenderId, dossiers: [] }
    byBorrower.set(borrowerId, known)
    known.dossiers.push(lines)
  }
  return [...byBorrower].map(([borrowerId, { lenderId, dossiers }]) => personOf({ borrowerId, lenderId }, dossiers))
}
