import type { NoticeKind } from '../domain/notice/notice.ts'
import type { PolicyBook } from '../domain/policy/policy-book.ts'
import { type Day, dayPlusDays, type Instant, instantAt, instantPlusDays } from '../domain/time.ts'
import type { Content, Told } from './dossier.ts'
import { countsWithin, passes, restOf, stops } from './held.ts'
import { turnsOf, wallIn } from './open.ts'
import { type CaseLife, type Noticed, type Person, standingAt, type Tasked } from './person.ts'
import { obstaclesAt, type Scene, sceneAt, stepMs } from './scene.ts'

/** What the dossiers say of a recorded reason. `open`: they can neither prove it nor show it to be wrong. */
export type Verdict =
  | { readonly holds: true; readonly because: string }
  | { readonly holds: false; readonly because: string }
  | { readonly holds: 'open'; readonly because: string }

const proved = (because: string): Verdict => ({ holds: true, because })
const untrue = (because: string): Verdict => ({ holds: false, because })
const open = (because: string): Verdict => ({ holds: 'open', because })

const dayLength = 86_400_000

/** The event names that settle what a message asks for, or take away what it is about. */
const settledBy: Readonly<Partial<Record<NoticeKind, readonly string[]>>> = (() => {
  const statement = ['StatementReceived', 'Assessed', 'CaseClosed']
  const offer = ['CounterOffered', 'OfferDeclined', 'MediationWanted', 'PlanAccepted', 'OptionsBuilt', 'CaseClosed']
  const mediation = ['ProposalDeclined', 'PlanAccepted', 'CaseClosed']
  const plan = ['ReassessmentWanted', 'CaseClosed']
  const instalment = ['PaymentReceived', 'InstalmentMet', 'RewardEarned', ...plan]
  return {
    'statement-request': statement,
    'statement-reminder': statement,
    offer,
    'offer-reminder': offer,
    'counter-answer': offer,
    'mediation-opened': mediation,
    'mediator-proposal': mediation,
    'agreement-explained': ['AgreementUnderstood', 'AgreementWithdrawn', 'CaseClosed'],
    'signature-request': ['AgreementSigned', 'AgreementWithdrawn', 'CaseClosed'],
    'instalment-due': instalment,
    'instalment-missed': [...instalment, 'WarningRaised'],
    'what-changed': ['WarningAnswered', 'WarningResolved', ...plan],
    'review-visit': plan,
    'support-group': plan,
  }
})()

const nameOf = ({ event }: Told): string => (event.type === 'other' ? event.name : event.type)

/** An instalment is not asked after in the last days of grace, since early warning asks next. */
const daysBeforeWarning = 2

const overtaken = (life: CaseLife, { content, requested }: Noticed, told: Told, scene: Scene): Verdict => {
  if (content.kind === 'cooling-off' && content.until !== undefined)
    return scene.standing.zones.some((zone) => wallIn(zone, told.at).day > (content.until ?? ''))
      ? proved(`the cooling-off ended on ${content.until}`)
      : untrue(`the cooling-off lasts until ${content.until}`)
  if (content.kind === 'instalment-missed' && content.graceUntil !== undefined) {
    const last = dayPlusDays(content.graceUntil, -daysBeforeWarning)
    if (scene.standing.zones.some((zone) => wallIn(zone, told.at).day > last))
      return proved(`early warning was to ask soon after the grace ends on ${content.graceUntil}`)
  }
  const names = settledBy[content.kind] ?? []
  const by = life.lines.find(
    (line) => line.line <= told.line && line.knownAt >= requested.knownAt && names.includes(nameOf(line)),
  )
  return by === undefined
    ? untrue('nothing in the dossier settled what it asks for')
    : proved(`${nameOf(by)} on line ${by.line}`)
}

/** The last day on which a message is of use, and whether it moves on with the time spent under holds that pass. */
const lastDayOf = (content: Content): { readonly day: Day | undefined; readonly moves: boolean } => {
  switch (content.kind) {
    case 'signature-request':
      return { day: content.signBy, moves: true }
    case 'mediation-opened':
      return { day: content.until, moves: true }
    case 'cooling-off':
      return { day: content.until, moves: false }
    case 'instalment-due':
      return { day: content.dueOn, moves: false }
    case 'instalment-missed':
      return { day: content.graceUntil, moves: false }
    case 'complaint-received':
      return { day: content.answerBy, moves: false }
    case 'statement-request':
    case 'statement-reminder':
    case 'offer':
    case 'offer-reminder':
    case 'counter-answer':
    case 'mediator-proposal':
    case 'agreement-explained':
      return { day: content.replyBy, moves: true }
    default:
      return { day: undefined, moves: false }
  }
}

/** Whether a message is too old at an instant, by its age or by its last day of use. */
const isStaleAt = (scene: Scene, { content, requested }: Noticed, at: Instant): boolean => {
  const rested = restOf(scene.holds, scene.caseId, content.kind, requested.at, at)
  const age = Date.parse(at) - Date.parse(requested.at) - rested
  if (age >= scene.rules.policy.staleAfterDays * dayLength) return true
  const { day, moves } = lastDayOf(content)
  if (day === undefined) return false
  const last = moves ? dayPlusDays(day, Math.ceil(rested / dayLength)) : day
  return scene.standing.zones.some((zone) => wallIn(zone, at).day > last)
}

/** Longer than any policy lets a message wait. */
const longestDays = 400

/** Every instant from `at` on at which a window may open, a slot may free or a hold may end, in order. */
function* turnsFrom(scene: Scene, at: Instant): Generator<Instant> {
  const { rules, channel, standing, others, holds } = scene
  const slots = rules.policy.caps.flatMap(({ days }) =>
    days === undefined ? [] : others.map((other) => instantAt(Date.parse(instantPlusDays(other.at, days)) + 1)),
  )
  const ends = holds.flatMap(({ until, untilForOthers }) => [until ?? at, untilForOthers ?? at])
  yield at
  let upTo = at
  for (let after = 0; after < longestDays; after++) {
    const opens = standing.zones.flatMap((zone) =>
      turnsOf(rules, channel, zone, dayPlusDays(wallIn(zone, at).day, after)),
    )
    const last = opens.reduce((one, other) => (one > other ? one : other), upTo)
    yield* [...opens, ...slots, ...ends].filter((turn) => turn > upTo && turn <= last).sort()
    upTo = last
  }
}

const isFree = (scene: Scene, at: Instant): boolean => {
  const { closed, full, holds } = obstaclesAt(scene, at)
  return closed === undefined && full.length === 0 && holds.length === 0
}

const stale = (scene: Scene, noticed: Noticed, at: Instant): Verdict => {
  for (const turn of turnsFrom(scene, at)) {
    if (isStaleAt(scene, noticed, turn))
      return proved(turn === at ? 'it was too old' : `at ${turn}, before it could go, it would have been too old`)
    if (isFree(scene, turn)) return untrue(`it could have gone at ${turn}, in time`)
  }
  return proved('it could never have gone')
}

const noWindow = (scene: Scene, at: Instant): Verdict => {
  for (const turn of turnsFrom(scene, at)) if (isFree(scene, turn)) return untrue(`it could have gone at ${turn}`)
  return proved('nothing opened')
}

const held = (scene: Scene, kind: string, from: Instant, to: Instant): Verdict => {
  const hold = scene.holds.find(
    (one) => one.kind === kind && stops(one, scene.kind, scene.channel) && countsWithin(one, scene.caseId, from, to),
  )
  return hold === undefined
    ? untrue(`no dossier shows a hold ${kind} that stops it then`)
    : proved(`hold ${kind}, set by ${hold.setBy} on ${hold.from} (${hold.told.caseId}, line ${hold.told.line})`)
}

/** Whether other messages to the person were under way, so that they may have had a slot which the dossiers do not show. */
const othersPending = ({ cases }: Person, id: string, at: Instant): boolean =>
  cases.some(({ notices }) =>
    [...notices.values()].some(
      ({ id: other, requested, told }) =>
        other !== id &&
        requested.at <= at &&
        !told.some(
          (line) => (line.event.type === 'NoticeSent' || line.event.type === 'NoticeSuppressed') && line.at < at,
        ),
    ),
  )

const capFull = (person: Person, scene: Scene, at: Instant): Verdict => {
  const { full, uses } = obstaclesAt(scene, at)
  const [cap] = full
  if (cap !== undefined) return proved(`${cap.others} contacts under a cap of ${cap.limit} (${cap.cap})`)
  const found = uses.map(({ others, limit, cap: name }) => `${others} of ${limit} (${name})`).join('; ')
  return othersPending(person, scene.id, at)
    ? open(`${found}; other messages were under way and may have had the slot`)
    : untrue(found)
}

/** Sending may take a minute, so none begins in the last minute of a window. */
const sendingMs = 60_000

const closed = (scene: Scene, at: Instant): Verdict => {
  const why = obstaclesAt(scene, at).closed
  if (why !== undefined) return proved(why)
  const soon = obstaclesAt(scene, instantAt(Date.parse(at) + sendingMs)).closed
  return soon === undefined ? untrue('the window was open') : proved(`a minute later: ${soon}`)
}

const endOfTime = instantAt(Date.UTC(9999, 0))

/** Whether a hold stopped something for good: it was in force, or one that passes was to last for too long. */
const underHold = (scene: Scene, kind: string, at: Instant): Verdict => {
  const isPassing = scene.holds.some((hold) => hold.kind === kind && passes(hold))
  const around = (ms: number) => instantAt(Date.parse(at) + ms)
  return held(scene, kind, around(-stepMs), isPassing ? endOfTime : around(stepMs))
}

/** Whether a message waited, or never went, for the reason that its dossier gives. */
export const verdictOn = (book: PolicyBook, person: Person, life: CaseLife, noticed: Noticed, told: Told): Verdict => {
  const standing = standingAt(life, told)
  const { event, at } = told
  if (standing === undefined) return untrue('the case was not admitted')
  const { id, content } = noticed
  const asked = { id, kind: content.kind, channel: 'email', point: standing.emailPoint, standing } as const
  const scene = sceneAt(book, person, asked, told)
  if (event.type === 'NoticeDelayed') {
    if (event.because === 'window') return closed(scene, at)
    if (event.because === 'cap') return capFull(person, scene, at)
    return held(scene, event.because.replace('hold-', ''), at, event.until)
  }
  const reason = event.type === 'NoticeSuppressed' ? event.reason : ''
  if (reason.startsWith('hold-')) return underHold(scene, reason.replace('hold-', ''), at)
  switch (reason) {
    case 'overtaken':
      return overtaken(life, noticed, told, scene)
    case 'stale':
      return stale(scene, noticed, at)
    case 'no-window':
      return noWindow(scene, at)
    case 'channel-closed':
      return scene.rules.policy.communicationTimeConfig.email === undefined
        ? proved('the policy opens no email')
        : untrue('the policy opens email')
    default:
      return open(`${reason} is nothing that a dossier shows`)
  }
}

/** Whether staff were kept from calling or texting for the hold that the dossier names; other reasons are no matter of the rules. */
export const verdictOnDrop = (
  book: PolicyBook,
  person: Person,
  life: CaseLife,
  { id, about, channel }: Tasked,
  told: Told,
): Verdict => {
  const standing = standingAt(life, told)
  const { event } = told
  if (standing === undefined) return untrue('the case was not admitted')
  const because = event.type === 'ContactTaskDropped' ? event.because : ''
  if (!because.startsWith('hold-')) return open(`${because} is nothing that a rule says`)
  const scene = sceneAt(book, person, { id, kind: about, channel, point: undefined, standing }, told)
  return underHold(scene, because.replace('hold-', ''), told.at)
}
