import type { NoticeKind } from '../domain/notice/notice.ts'
import { calendarOf, type PolicyBook, policyOf } from '../domain/policy/policy-book.ts'
import type { Instant } from '../domain/time.ts'
import { type CapUse, capUses, fullCaps } from './counted.ts'
import type { Channel, Told } from './dossier.ts'
import { isInForce, stops } from './held.ts'
import { type OpenRules, whyClosed } from './open.ts'
import { type Contact, type HoldTime, isKnown, isOwn, type OwnContact, type Person, type Standing } from './person.ts'

/** What a message, a call or a text to a borrower is held against. */
export interface Scene {
  readonly id: string
  readonly caseId: string
  readonly kind: NoticeKind
  readonly channel: Channel
  readonly point: string | undefined
  readonly standing: Standing
  readonly rules: OpenRules
  /** What was known of other contacts and of holds. */
  readonly others: readonly Contact[]
  readonly holds: readonly HoldTime[]
}

/** What stood in the way at an instant: nothing, where all three are empty. */
export interface Obstacles {
  readonly closed: string | undefined
  readonly uses: readonly CapUse[]
  readonly full: readonly CapUse[]
  readonly holds: readonly HoldTime[]
}

type Asked = Pick<Scene, 'id' | 'kind' | 'channel' | 'point' | 'standing'>

const rulesOf = (book: PolicyBook, person: Person, { policyVersion }: Standing, isHere: (told: Told) => boolean) => {
  const policy = policyOf(book, person.lenderId, policyVersion)
  const preferences = person.preferences.findLast(({ told }) => isHere(told))?.preferences
  return { policy: policy.contact, calendar: calendarOf(book, policy), preferences }
}

/** What a contact that was made is held against: the contacts before it, and what was known when it was made. */
export const sceneOf = (book: PolicyBook, person: Person, contact: OwnContact): Scene => {
  const { id, kind, channel, point, standing, told, at } = contact
  const isHere = (other: Told) => isKnown(other, told, at)
  return {
    ...{ id, kind, channel, point, standing },
    caseId: told.caseId,
    rules: rulesOf(book, person, standing, isHere),
    others: person.contacts
      .slice(0, person.contacts.indexOf(contact))
      .filter((other) => other.id !== id && (isOwn(other) || isHere(other.told))),
    holds: person.holds.filter((hold) => isHere(hold.told)),
  }
}

/** What the gate goes by is written a moment before the dossiers tell of it, and what it decides a moment after. */
export const stepMs = 60_000

/**
 * What a message that did not go was held against when a line said why. Who decides beside others counts also what these have taken a
 * slot for and not sent yet: contacts made up to `slotMs` later.
 */
export const sceneAt = (book: PolicyBook, person: Person, asked: Asked, told: Told): Scene => {
  const { at, caseId } = told
  const isHere = (other: Told) => Date.parse(other.knownAt) <= Date.parse(at) + stepMs
  const rules = rulesOf(book, person, asked.standing, isHere)
  const slotMs = rules.policy.claims.releaseAfterMinutes * 60_000
  const isCounted = (other: Contact | OwnContact) =>
    isOwn(other) ? Date.parse(other.at) <= Date.parse(at) + slotMs : other.at <= at && isHere(other.told)
  return {
    ...asked,
    caseId,
    rules,
    others: person.contacts
      .filter((other) => other.id !== asked.id && isCounted(other))
      .map((other) => (other.spoke === undefined || isHere(other.spoke) ? other : { ...other, spoke: undefined })),
    holds: person.holds.filter((hold) => isHere(hold.told)),
  }
}

/** What stands in the way of a contact at an instant. */
export const obstaclesAt = (scene: Scene, at: Instant): Obstacles => {
  const { rules, channel, kind, point, standing, caseId } = scene
  const { zones } = standing
  const uses = capUses(rules.policy.caps, { at, channel, point, kind, zones }, scene.others)
  return {
    closed: whyClosed(rules, channel, zones, at),
    uses,
    full: fullCaps(uses),
    holds: scene.holds.filter((hold) => stops(hold, kind, channel) && isInForce(hold, caseId, at)),
  }
}
