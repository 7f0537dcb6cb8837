import { type Day, dayPlusDays } from '../time.ts'
import type { NoticeContent } from './content.ts'

/** Days that anybody has at least to answer a message, from the day it goes. */
const shortest = 3

/**
 * The content as it goes out on `today`. A message that waited for its window over holidays would ask for an answer by a day that is over;
 * where a later answer is as good, it asks for one by a day that is not.
 */
export const withTimeToReply = (content: NoticeContent, today: Day): NoticeContent => {
  if (content.kind !== 'what-changed' && content.kind !== 'review-visit') return content
  const earliest = dayPlusDays(today, shortest)
  return content.replyBy < earliest ? { ...content, replyBy: earliest } : content
}
