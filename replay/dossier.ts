import { createHash } from 'node:crypto'
import * as z from 'zod'
import { BorrowerId, CaseId, LenderId, NoticeId } from '../domain/ids.ts'
import { NoticeKind } from '../domain/notice/notice.ts'
import { OpenHours } from '../domain/policy/policy.ts'
import { Day, Instant, TimeZone } from '../domain/time.ts'
import type { Finding } from './finding.ts'

/** The ways to reach somebody, as dossiers name them. */
export const Channel = z.enum(['email', 'phone', 'sms', 'visit'])
export type Channel = z.infer<typeof Channel>

/** The holds, as dossiers name them. */
export const HoldKind = z.enum([
  'mediation',
  'complaint',
  'dispute',
  'breathing-space',
  'signed-plan',
  'opt-out',
  'insolvent',
  'represented',
  'bounced',
  'deceased',
  'minor',
  'no-calls',
])
export type HoldKind = z.infer<typeof HoldKind>

const Weekday = z.enum(['MONDAY', 'TUESDAY', 'WEDNESDAY', 'THURSDAY', 'FRIDAY', 'SATURDAY', 'SUNDAY'])
const PartOfWeek = z.object({ days: z.array(Weekday), hours: OpenHours })

/** When a borrower wants to be left in peace, and to what else they agreed. */
export const Preferences = z.object({ quiet: z.array(PartOfWeek), agreed: z.array(PartOfWeek) })
export type Preferences = z.infer<typeof Preferences>

/** What a message was about, and its last day of use by the name that its kind gives it. */
const Content = z.object({
  kind: NoticeKind,
  replyBy: Day.optional(),
  signBy: Day.optional(),
  until: Day.optional(),
  dueOn: Day.optional(),
  graceUntil: Day.optional(),
  answerBy: Day.optional(),
})
export type Content = z.infer<typeof Content>

const event = <Type extends string, Shape extends z.core.$ZodLooseShape>(type: Type, shape: Shape) =>
  z.object({ type: z.literal(type), ...shape })

const point = z.string().optional()
const notice = { noticeId: NoticeId, kind: NoticeKind }

/** The events that say who was reached, when and why, as much of each as that takes. */
const ContactEvent = z.discriminatedUnion('type', [
  event('AccountAdmitted', {
    lenderId: LenderId,
    borrowerId: BorrowerId,
    policyVersion: z.string(),
    zones: z.array(TimeZone).min(1),
    emailPoint: point,
  }),
  event('AccountUpdated', { zones: z.array(TimeZone).min(1), emailPoint: point }),
  event('NoticeRequested', { noticeId: NoticeId, content: Content }),
  event('NoticeDelayed', { ...notice, until: Instant, because: z.string() }),
  event('NoticeSent', { ...notice, messageId: z.string(), confirmed: z.boolean(), wentAt: Instant.optional() }),
  event('NoticeSuppressed', { ...notice, reason: z.string() }),
  event('NoticeRefused', notice),
  event('ContactTaskOpened', { number: z.int(), channel: Channel, about: NoticeKind }),
  event('ContactTaskStarted', { number: z.int(), channel: Channel, beganAt: Instant.optional() }),
  event('ContactTaskEnded', { number: z.int(), outcome: z.string() }),
  event('ContactTaskDropped', { number: z.int(), because: z.string() }),
  event('HoldPlaced', {
    hold: z.object({ kind: HoldKind, setBy: z.string(), from: Instant, until: Instant.optional() }),
  }),
  event('HoldLifted', { kind: HoldKind }),
  event('LenderContacted', {
    contacts: z.array(
      z.object({ key: z.string(), at: Instant, channel: Channel, point, conversation: z.boolean().optional() }),
    ),
  }),
  event('TimesPreferred', { preferences: Preferences }),
])
type ContactEvent = z.infer<typeof ContactEvent>

/** Any other event; only its name matters here. */
type OtherEvent = { readonly type: 'other'; readonly name: string }

/** One line of a dossier, and where it stands. */
export interface Told {
  readonly file: string
  readonly line: number
  readonly caseId: CaseId
  readonly at: Instant
  /** When it was written down at the earliest: no line comes before those above it, whatever its clock says. */
  readonly knownAt: Instant
  readonly by: string
  readonly event: ContactEvent | OtherEvent
}

/** A dossier as it was read, with what is wrong with its lines. */
export interface Dossier {
  readonly lines: readonly Told[]
  readonly findings: readonly Finding[]
}

const Line = z.looseObject({
  caseId: CaseId,
  sequence: z.int(),
  at: Instant,
  by: z.string(),
  event: z.looseObject({ type: z.string() }),
  previousHash: z.string(),
  hash: z.string(),
})

const isFields = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null

/** A value's one text: without blanks, every object's fields by name. */
const textOf = (value: unknown): string => {
  if (Array.isArray(value)) return `[${value.map(textOf).join()}]`
  if (!isFields(value)) return JSON.stringify(value)
  const names = Object.keys(value).sort()
  return `{${names.map((name) => `${JSON.stringify(name)}:${textOf(value[name])}`).join()}}`
}

const hashOf = (content: object): string => createHash('sha256').update(textOf(content)).digest('hex')

const contactEvents: ReadonlySet<string> = new Set(ContactEvent.options.map(({ shape }) => shape.type.value))

/**
 * Reads a dossier of JSON lines and follows its chain of hashes: every line names the hash of the line before and its own, SHA-256 over its
 * other fields. Lines that cannot be read, or do not follow, are findings.
 */
export const readDossier = (file: string, text: string): Dossier => {
  const lines: Told[] = []
  const findings: Finding[] = []
  let previousHash = '0'.repeat(64)
  let knownAt: Instant | undefined
  const caseId = file.replace(/^.*\//, '').replace(/\.jsonl$/, '')
  for (const [index, row] of text.replace(/\n$/, '').split('\n').entries()) {
    const line = index + 1
    const finding = (rule: Finding['rule'], found: string, at?: Instant) =>
      findings.push({ rule, file, line, caseId, at, found })
    const read = parsed(row)
    if (typeof read === 'string') {
      finding('readable', read)
      continue
    }
    const { hash, ...content } = read
    const { sequence, at, by } = content
    const wrong = [
      ...(content.caseId === caseId ? [] : [`it is of ${content.caseId}`]),
      ...(sequence === line ? [] : [`it says to be line ${sequence}`]),
      ...(content.previousHash === previousHash ? [] : ['it does not follow from the line before']),
      ...(hashOf(content) === hash ? [] : ['its content is not what its hash was taken over']),
    ]
    if (wrong.length > 0) finding('chain', wrong.join(', and '), at)
    previousHash = hash
    knownAt = knownAt === undefined || at > knownAt ? at : knownAt
    const { type } = content.event
    const shaped = contactEvents.has(type) ? ContactEvent.safeParse(content.event) : undefined
    if (shaped?.success === false)
      finding('readable', `${type}: ${shaped.error.issues[0]?.path.join('.')} does not fit`, at)
    lines.push({
      file,
      line,
      caseId: content.caseId,
      at,
      knownAt,
      by,
      event: shaped?.data ?? { type: 'other', name: type },
    })
  }
  return { lines, findings }
}

const parsed = (row: string): z.infer<typeof Line> | string => {
  try {
    const read = Line.safeParse(JSON.parse(row))
    return read.success ? read.data : `${read.error.issues[0]?.path.join('.')} does not fit`
  } catch {
    return 'it is not JSON'
  }
}
