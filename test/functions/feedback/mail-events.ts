import { borrowerIdOf, LenderId, type NoticeId } from '../../../domain/ids.ts'
import type { Instant } from '../../../domain/time.ts'
import { mailEvents as heard } from '../../../functions/feedback/mail-event.ts'
import { valueAt } from '../../../local/aws/events/input-transformer.ts'
import { bounceOf, complaintOf, deliveryOf, sendingEvent } from '../../../local/aws/ses/sending-event.ts'
import { person } from '../step-world.ts'

/** What a mail server says back quotes the address, as ever. */
const address = person.email

/** What the rule hands on of an event. */
export const handedOn = (event: object) => {
  const group = Object.values(heard).find(({ types }) =>
    types.some((type) => type === valueAt(event, '$.detail.eventType')),
  )
  return Object.fromEntries(Object.entries(group?.paths ?? {}).map(([name, path]) => [name, valueAt(event, path)]))
}

/** An event of SES on a notice, with all that it tells of the person. */
export const mailEvents = (noticeId: NoticeId, kind: string, time: Instant) => {
  const borrowerId = borrowerIdOf(LenderId.parse('platform-a'), 'borrower-1')
  const at = Date.parse(time)
  const mail = {
    timestamp: time,
    messageId: 'message-1',
    source: 'help@platform-a.example',
    sourceArn: 'arn:aws:ses:us-east-1:000000000000:identity/platform-a.example',
    sendingAccountId: '000000000000',
    destination: [address],
    headersTruncated: false,
    headers: [{ name: 'To', value: `${person.name} <${address}>` }],
    commonHeaders: { to: [address], subject: 'A question about your loan' },
    tags: {
      'ses:configuration-set': ['forbear'],
      lender: ['platform-a'],
      kind: [kind],
      notice: [noticeId],
      borrower: [borrowerId],
    },
  } as const
  const delivered = sendingEvent('Delivery', mail, at, { delivery: deliveryOf(address, at, at) }, 'forbear')
  return {
    delivered,
    bounced: (type: 'Permanent' | 'Transient', subtype: string) =>
      sendingEvent('Bounce', mail, at, { bounce: bounceOf(address, at, 'f', type, subtype) }, 'forbear'),
    complained: sendingEvent('Complaint', mail, at, { complaint: complaintOf(address, at, 'f', 'abuse') }, 'forbear'),
    rejected: { ...delivered, detail: { eventType: 'Reject', mail, reject: { reason: 'Bad content' } } },
  }
}
