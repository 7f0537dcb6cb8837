import { expect, test } from 'vitest'
import { noticeIdOf } from '../../../domain/ids.ts'
import { instantOf } from '../../../domain/time.ts'
import { MailEvent } from '../../../functions/feedback/mail-event.ts'
import { at } from '../../domain/case/walk.ts'

const { caseId, borrowerId } = at.assessing().state
const noticeId = noticeIdOf(caseId, 1)
const event = { time: '2026-03-02T02:00:02Z', notice: [noticeId], kind: ['offer'], borrower: [borrowerId] }
const bounce = { ...event, type: 'Bounce', bounceSubType: 'General' }

test.each([
  ['a delivery', { ...event, type: 'Delivery' }, { outcome: 'delivered' }],
  [
    'a bounce for good',
    { ...bounce, bounceType: 'Permanent' },
    { outcome: 'bounced', permanent: true, because: 'General' },
  ],
  [
    'a bounce for now',
    { ...bounce, bounceType: 'Transient' },
    { outcome: 'bounced', permanent: false, because: 'General' },
  ],
  [
    'a bounce that SES is not sure of',
    { ...bounce, bounceType: 'Undetermined', bounceSubType: 'Undetermined' },
    { outcome: 'bounced', permanent: false, because: 'Undetermined' },
  ],
  ['a complaint', { ...event, type: 'Complaint' }, { outcome: 'complained' }],
  ['a message with a virus', { ...event, type: 'Reject' }, { outcome: 'refused', because: 'reject' }],
  [
    'a message that could not be put together',
    { ...event, type: 'Rendering Failure' },
    { outcome: 'refused', because: 'rendering-failure' },
  ],
])('%s is read', (_, told, feedback) => {
  expect(MailEvent.parse(told)).toEqual({
    now: instantOf('2026-03-02T02:00:02Z'),
    noticeId,
    borrowerId,
    kind: 'offer',
    feedback,
  })
})

test.each([
  ['an event of another type', { ...event, type: 'Open' }],
  ['two notices', { ...event, type: 'Delivery', notice: [noticeId, noticeId] }],
  [
    'words of a mail server',
    { ...bounce, bounceType: 'Permanent', bounceSubType: 'smtp; 550 <li@mail.example> unknown' },
  ],
])('%s is not', (_, told) => {
  expect(MailEvent.safeParse(told).success).toBe(false)
})
