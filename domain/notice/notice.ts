import * as z from 'zod'
import type { Language } from '../language.ts'

/**
 * Every message a borrower may get, and what it is for: `collection` asks for something about the debt and stops once a plan is signed
 * (CN Art. 70); `service` serves an agreement in force or answers the borrower.
 */
export const noticePurposes = {
  'statement-request': 'collection',
  'statement-reminder': 'collection',
  offer: 'collection',
  'offer-reminder': 'collection',
  'counter-answer': 'collection',
  'no-plan': 'collection',
  'mediation-opened': 'collection',
  'mediator-proposal': 'collection',
  'negotiation-ended': 'collection',
  'agreement-explained': 'service',
  'signature-request': 'service',
  'cooling-off': 'service',
  'plan-active': 'service',
  'instalment-due': 'service',
  'payment-received': 'service',
  'instalment-missed': 'service',
  'what-changed': 'service',
  'support-group': 'service',
  'review-visit': 'service',
  'reward-earned': 'service',
  'reward-lost': 'service',
  'plan-completed': 'service',
  'plan-broken': 'service',
  'complaint-received': 'service',
} as const

export const NoticeKind = z.enum([
  'statement-request',
  'statement-reminder',
  'offer',
  'offer-reminder',
  'counter-answer',
  'no-plan',
  'mediation-opened',
  'mediator-proposal',
  'negotiation-ended',
  'agreement-explained',
  'signature-request',
  'cooling-off',
  'plan-active',
  'instalment-due',
  'payment-received',
  'instalment-missed',
  'what-changed',
  'support-group',
  'review-visit',
  'reward-earned',
  'reward-lost',
  'plan-completed',
  'plan-broken',
  'complaint-received',
])
export type NoticeKind = z.infer<typeof NoticeKind>

/** A row of figures a borrower should see. */
export interface Figure {
  readonly label: string
  readonly value: string
}

/** A part of a message under its own heading: an option of an offer, a topic of an agreement, a question. */
export interface Section {
  readonly heading: string
  readonly paragraphs?: readonly string[]
  readonly points?: readonly string[]
  /** Answers to choose from; renderers put A, B, C before them. */
  readonly choices?: readonly string[]
  readonly figures?: readonly Figure[]
}

/** What a message says between its greeting and its closing. Subjects never name a debt, an amount or a person (R73). */
export interface MessageBody {
  readonly subject: string
  readonly paragraphs: readonly string[]
  /** Rows of figures a borrower should see: label and value. */
  readonly figures: readonly Figure[]
  readonly sections: readonly Section[]
  /** The one thing to do next. The renderer puts the link behind it. */
  readonly action?: { readonly label: string }
  /** What is said after the action: what happens next, and which way is open besides. */
  readonly closing: readonly string[]
  /** Where free, independent help is found (R24). */
  readonly help?: Section
}

/** The words of one message in one language, before they become HTML, text and MIME. */
export interface Message extends MessageBody {
  readonly language: Language
  readonly greeting: string
  /** The last lines: a farewell and who writes. */
  readonly signature: readonly string[]
  /** What the jurisdiction wants said in every such message. */
  readonly clauses: readonly string[]
  /** The words of the link that ends these e-mails at once; staff have none. */
  readonly optOut?: { readonly label: string }
}
