import { type Day, dayPlusDays } from '../time.ts'
import type { NoticeContent } from './content.ts'

/** Days that anybody has at least to answer a message, from the day it goes. */
const shortest = 3

/**
 * The content as it goes out on `today`. A message that waited for its window over holidays would ask for an answer by a day that is over;
 * where a later answer is as good, it asks for one by a day that is not. Days to answer by stood still while a hold lasted, so they move on
 * by as many days as the message rested; days on which money is due do not.
 */
export const withTimeToReply = (content: NoticeContent, today: Day, restedDays = 0): NoticeContent => {
  switch (content.kind) {
    case 'what-changed':
    case 'review-visit': {
      const earliest = dayPlusDays(today, shortest)
      return content.replyBy < earliest ? { ...content, replyBy: earliest } : content
    }
    case 'statement-request':
    case 'statement-reminder':
    case 'offer':
    case 'offer-reminder':
    case 'counter-answer':
    case 'mediator-proposal':
    case 'agreement-explained':
      return restedDays === 0 ? content : { ...content, replyBy: dayPlusDays(content.replyBy, restedDays) }
    case 'signature-request':
      return restedDays === 0 ? content : { ...content, signBy: dayPlusDays(content.signBy, restedDays) }
    case 'mediation-opened':
      return restedDays === 0 ? content : { ...content, until: dayPlusDays(content.until, restedDays) }
    default:
      return content
  }
}
