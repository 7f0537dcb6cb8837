import * as z from 'zod'
import { BorrowerId, NoticeId } from '../../domain/ids.ts'
import type { MailFeedback } from '../../domain/notice/feedback.ts'
import { NoticeKind } from '../../domain/notice/notice.ts'
import { Now } from '../step.ts'

const ofEvery = {
  time: '$.time',
  type: '$.detail.eventType',
  notice: '$.detail.mail.tags.notice',
  kind: '$.detail.mail.tags.kind',
  borrower: '$.detail.mail.tags.borrower',
} as const

/**
 * The events of SES that are heard, and what of each is handed on, by its place in the event: which notice to whom by the mailer's own tags, and
 * what became of it. Addresses, headers and what mail servers say of them stay on the bus (R73). A place that is not in every event of a
 * group would spoil what is handed on, so bounces are a group of their own.
 */
export const mailEvents = {
  Bounces: {
    types: ['Bounce'],
    paths: { ...ofEvery, bounceType: '$.detail.bounce.bounceType', bounceSubType: '$.detail.bounce.bounceSubType' },
  },
  Mail: { types: ['Delivery', 'Complaint', 'Reject', 'Rendering Failure'], paths: ofEvery },
} as const

const heard = { time: Now, notice: z.tuple([NoticeId]), kind: z.tuple([NoticeKind]), borrower: z.tuple([BorrowerId]) }

const Heard = z.discriminatedUnion('type', [
  z.object({
    ...heard,
    type: z.literal('Bounce'),
    // SES cannot always tell; an address is given up only when it is certain.
    bounceType: z.enum(['Permanent', 'Transient', 'Undetermined']),
    bounceSubType: z.string().regex(/^\w{1,40}$/),
  }),
  ...mailEvents.Mail.types.map((type) => z.object({ ...heard, type: z.literal(type) })),
])

const feedbackOf = (event: z.infer<typeof Heard>): MailFeedback => {
  switch (event.type) {
    case 'Delivery':
      return { outcome: 'delivered' }
    case 'Bounce':
      return { outcome: 'bounced', permanent: event.bounceType === 'Permanent', because: event.bounceSubType }
    case 'Complaint':
      return { outcome: 'complained' }
    case 'Reject':
      return { outcome: 'refused', because: 'reject' }
    case 'Rendering Failure':
      return { outcome: 'refused', because: 'rendering-failure' }
  }
}

/** What became of a notice, as it is handed on. */
export const MailEvent = Heard.transform((event) => {
  const {
    notice: [noticeId],
    kind: [kind],
    borrower: [borrowerId],
    time,
  } = event
  return { now: time, noticeId, borrowerId, kind, feedback: feedbackOf(event) }
})
