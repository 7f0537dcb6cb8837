import * as z from 'zod'

/** How staff reach a borrower: a message that they type, or a call. */
export const TaskChannel = z.enum(['phone', 'sms'])
export type TaskChannel = z.infer<typeof TaskChannel>

/** When a person is asked to reach a borrower (R71): e-mail comes first, and a machine neither calls nor texts. */
export const ContactTaskPolicy = z.object({
  /** Where e-mail comes back for good; at most once in so many days. */
  unreachable: z.object({ channel: TaskChannel, everyDays: z.int().min(1).max(90) }).optional(),
  /** Where a reminder was sent and nobody answered for so many days. */
  unanswered: z
    .array(
      z.object({
        notice: z.enum([
          'statement-reminder',
          'offer-reminder',
          'mediator-proposal',
          'signature-request',
          'what-changed',
        ]),
        afterDays: z.int().min(1).max(30),
        channel: TaskChannel,
      }),
    )
    .default([]),
})
export type ContactTaskPolicy = z.infer<typeof ContactTaskPolicy>
