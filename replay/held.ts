import type { NoticeKind } from '../domain/notice/notice.ts'
import type { Instant } from '../domain/time.ts'
import type { Channel, HoldKind } from './dossier.ts'
import type { HoldTime } from './person.ts'

const nobodyReads = ['bounced', 'deceased', 'minor'] as const
const onlyAnswers = [...nobodyReads, 'insolvent', 'represented'] as const
const noLetters = [...onlyAnswers, 'opt-out', 'breathing-space'] as const
const nothingAsked = [...noLetters, 'complaint', 'dispute'] as const
const noNegotiation = [...nothingAsked, 'signed-plan'] as const
const noCollection = [...noNegotiation, 'mediation'] as const

/**
 * Which holds stop a message of a kind, written down here a second time on purpose (R42, R74): after signing nothing is collected or
 * negotiated; mediation stops what else is negotiated; a complaint and a dispute stop what asks for something, breathing space and an
 * opt-out also what serves the agreement; a stay in insolvency and a lawyer's mandate leave only the answer to a complaint; where nobody
 * reads, nothing goes.
 */
export const stoppedBy: Readonly<Record<NoticeKind, readonly HoldKind[]>> = {
  'statement-request': noCollection,
  'statement-reminder': noCollection,
  offer: noCollection,
  'offer-reminder': noCollection,
  'counter-answer': noCollection,
  'no-plan': noCollection,
  'mediation-opened': noNegotiation,
  'mediator-proposal': noNegotiation,
  'negotiation-ended': noNegotiation,
  'what-changed': nothingAsked,
  'support-group': nothingAsked,
  'review-visit': nothingAsked,
  'agreement-explained': noLetters,
  'signature-request': noLetters,
  'plan-active': noLetters,
  'instalment-due': noLetters,
  'payment-received': noLetters,
  'instalment-missed': noLetters,
  'reward-earned': noLetters,
  'reward-lost': noLetters,
  'cooling-off': onlyAnswers,
  'plan-completed': onlyAnswers,
  'plan-broken': onlyAnswers,
  'complaint-received': nobodyReads,
}

const passing: ReadonlySet<HoldKind> = new Set(['complaint', 'dispute', 'breathing-space', 'mediation'])

/** Whether messages wait for the end of a hold; under the others they never go. */
export const passes = ({ kind }: HoldTime): boolean => passing.has(kind)

/** Whether a hold stops a contact: a dead address stops letters only, and who wants no calls may still be written to. */
export const stops = ({ kind }: HoldTime, notice: NoticeKind, channel: Channel): boolean => {
  if (kind === 'no-calls') return channel === 'phone'
  if (kind === 'bounced' && channel !== 'email') return false
  return stoppedBy[notice].includes(kind)
}

/** Until when a hold counts for a case; undefined where it has no end, nothing where it does not count for it. */
const endFor = (hold: HoldTime, caseId: string): { readonly until: Instant | undefined } | undefined => {
  if (hold.told.caseId === caseId) return { until: hold.until }
  return hold.ofPerson ? { until: hold.untilForOthers } : undefined
}

/** Whether a hold counts for a case in any part of a time, both ends included. */
export const countsWithin = (hold: HoldTime, caseId: string, from: Instant, to: Instant): boolean => {
  const end = endFor(hold, caseId)
  return end !== undefined && hold.from <= to && (end.until === undefined || from <= end.until)
}

/** Whether a hold is in force for a case: from its beginning, until and not at its end. */
export const isInForce = (hold: HoldTime, caseId: string, at: Instant): boolean => {
  const end = endFor(hold, caseId)
  return end !== undefined && hold.from <= at && (end.until === undefined || at < end.until)
}

/** The times in which holds of a kind that passes stood in the way of a message, between two instants. Milliseconds. */
export const restOf = (
  holds: readonly HoldTime[],
  caseId: string,
  notice: NoticeKind,
  from: Instant,
  to: Instant,
): number => {
  const times = holds
    .filter((hold) => passes(hold) && stops(hold, notice, 'email') && countsWithin(hold, caseId, from, to))
    .map((hold) => {
      const until = endFor(hold, caseId)?.until ?? to
      return [Date.parse(hold.from > from ? hold.from : from), Date.parse(until < to ? until : to)] as const
    })
    .sort(([a], [b]) => a - b)
  let rested = 0
  let upTo = 0
  for (const [begins, ends] of times) {
    rested += Math.max(0, ends - Math.max(begins, upTo))
    upTo = Math.max(upTo, ends)
  }
  return rested
}
