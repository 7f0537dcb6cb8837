import * as z from 'zod'

/** Why the mail service did not send what it had taken: it found a virus, or could not put the message together. */
export const SendRefusal = z.enum(['reject', 'rendering-failure'])
export type SendRefusal = z.infer<typeof SendRefusal>

/** What the mail service says of a message after it went; it names no address. */
export type MailFeedback =
  | { readonly outcome: 'delivered' }
  /** `because` is the service's own word, such as `NoEmail` or `MailboxFull`. */
  | { readonly outcome: 'bounced'; readonly permanent: boolean; readonly because: string }
  | { readonly outcome: 'complained' }
  | { readonly outcome: 'refused'; readonly because: SendRefusal }

/** Feedback by what follows from it: a message can bounce for now, and the next day for good. */
export const FeedbackKind = z.enum(['delivered', 'bounced', 'bounced-for-now', 'complained', 'refused'])
export type FeedbackKind = z.infer<typeof FeedbackKind>

/** The kind of a piece of feedback. */
export const feedbackKindOf = (feedback: MailFeedback): FeedbackKind =>
  feedback.outcome === 'bounced' && !feedback.permanent ? 'bounced-for-now' : feedback.outcome
