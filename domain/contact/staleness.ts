import type { NoticeContent } from '../notice/content.ts'
import { type Day, dayPlusDays, type Instant, startOfDayIn, type TimeZone } from '../time.ts'

/** The last day on which a message is of use. `moves`: the day moves on with the time that the message had to wait for a hold. */
export interface UsefulUntil {
  readonly day: Day
  readonly moves: boolean
}

/**
 * Until when a message is of use, by what it says (R70): who is asked for an answer must still be able to give it, a reminder of an
 * instalment has no sense once it was due. A day to answer by moves on under a hold; a day on which money is due, or a right ends, does
 * not. News has no such day and grows stale with age alone, and so has what is asked for by a later day where it waited.
 */
export const usefulUntil = (content: NoticeContent): UsefulUntil | undefined => {
  switch (content.kind) {
    case 'statement-request':
    case 'statement-reminder':
    case 'offer':
    case 'offer-reminder':
    case 'counter-answer':
    case 'mediator-proposal':
    case 'agreement-explained':
      return { day: content.replyBy, moves: true }
    case 'signature-request':
      return { day: content.signBy, moves: true }
    case 'mediation-opened':
      return { day: content.until, moves: true }
    case 'instalment-due':
      return { day: content.dueOn, moves: false }
    case 'instalment-missed':
      return { day: content.graceUntil, moves: false }
    case 'cooling-off':
      return { day: content.until, moves: false }
    case 'complaint-received':
      return { day: content.answerBy, moves: false }
    default:
      return undefined
  }
}

const dayLength = 86_400_000

/** Whether a message's last day of use is over wherever the borrower may live; `rested` milliseconds were spent waiting for holds. */
export const isPast = (
  until: UsefulUntil | undefined,
  at: Instant,
  zone: TimeZone | readonly TimeZone[],
  rested: number,
): boolean => {
  if (until === undefined) return false
  const last = until.moves ? dayPlusDays(until.day, Math.ceil(rested / dayLength)) : until.day
  const zones = typeof zone === 'string' ? [zone] : zone
  return zones.some((each) => at >= startOfDayIn(each, dayPlusDays(last, 1)))
}
