import * as z from 'zod'
import type { NoticeKind } from '../notice/notice.ts'
import { Instant } from '../time.ts'

/** Why a borrower may not be written to, or not about everything. */
export const HoldKind = z.enum([
  'opt-out',
  'complaint',
  'dispute',
  'breathing-space',
  'mediation',
  'deceased',
  'insolvent',
  'minor',
  'represented',
  'bounced',
  'no-calls',
  'signed-plan',
])
export type HoldKind = z.infer<typeof HoldKind>

/** A stop on messages; set at `from`, in force until (not at) `until`, or until it is lifted. */
export const Hold = z.object({
  kind: HoldKind,
  /** Who set it: a role or a system part, never a person's name. */
  setBy: z.string().min(1).max(80),
  from: Instant,
  until: Instant.optional(),
})
export type Hold = z.infer<typeof Hold>

/** Messages that holds treat alike; finer than a notice's purpose. */
type NoticeClass = 'collection' | 'mediation' | 'outreach' | 'agreement' | 'rights' | 'answer'

const classOf = {
  'statement-request': 'collection',
  'statement-reminder': 'collection',
  offer: 'collection',
  'offer-reminder': 'collection',
  'counter-answer': 'collection',
  'no-plan': 'collection',
  'mediation-opened': 'mediation',
  'mediator-proposal': 'mediation',
  'negotiation-ended': 'mediation',
  'agreement-explained': 'agreement',
  'signature-request': 'agreement',
  'cooling-off': 'rights',
  'plan-active': 'agreement',
  'instalment-due': 'agreement',
  'payment-received': 'agreement',
  'instalment-missed': 'agreement',
  'what-changed': 'outreach',
  'support-group': 'outreach',
  'review-visit': 'outreach',
  'reward-earned': 'agreement',
  'reward-lost': 'agreement',
  'plan-completed': 'rights',
  'plan-broken': 'rights',
  'complaint-received': 'answer',
} as const satisfies Record<NoticeKind, NoticeClass>

const untilMediation = ['collection', 'mediation'] as const
const untilOutreach = [...untilMediation, 'outreach'] as const
const untilAgreement = [...untilOutreach, 'agreement'] as const
const untilRights = [...untilAgreement, 'rights'] as const
const everything = [...untilRights, 'answer'] as const

/**
 * Which messages each hold stops, and whether they wait for its end or never go (R42, R74):
 *
 * | hold              | collection | mediation | outreach | agreement | rights | answer |
 * | ----------------- | ---------- | --------- | -------- | --------- | ------ | ------ |
 * | `mediation`       | waits      |           |          |           |        |        |
 * | `complaint`       | waits      | waits     | waits    |           |        |        |
 * | `dispute`         | waits      | waits     | waits    |           |        |        |
 * | `breathing-space` | waits      | waits     | waits    | waits     |        |        |
 * | `signed-plan`     | never      | never     |          |           |        |        |
 * | `opt-out`         | never      | never     | never    | never     |        |        |
 * | `insolvent`       | never      | never     | never    | never     | never  |        |
 * | `represented`     | never      | never     | never    | never     | never  |        |
 * | `bounced`         | never      | never     | never    | never     | never  | never  |
 * | `deceased`        | never      | never     | never    | never     | never  | never  |
 * | `minor`           | never      | never     | never    | never     | never  | never  |
 *
 * `no-calls` stops no message that is written: it keeps staff from calling.
 *
 * *Rights* are what a borrower must hear whatever they chose: that they may still withdraw, that the plan ended. An *answer* is owed to
 * a complaint. A stay in insolvency and a lawyer's mandate leave only the answer; for the last three there is nobody to read it.
 * Mediation goes on while it is under way, and only the other negotiation rests. A complaint, a dispute, breathing space and mediation
 * pass, and what was due meanwhile is still owed to the borrower, so it waits. Once a plan is signed, collection before it has no object.
 */
const stopped = {
  'signed-plan': untilMediation,
  mediation: ['collection'],
  complaint: untilOutreach,
  dispute: untilOutreach,
  'breathing-space': untilAgreement,
  'opt-out': untilAgreement,
  insolvent: untilRights,
  represented: untilRights,
  bounced: everything,
  'no-calls': [],
  deceased: everything,
  minor: everything,
} as const satisfies Record<HoldKind, readonly NoticeClass[]>

const passing: ReadonlySet<HoldKind> = new Set(['complaint', 'dispute', 'breathing-space', 'mediation'])

/** Whether messages wait for a hold's end instead of never going. */
export const postpones = ({ kind }: Hold): boolean => passing.has(kind)

const resting: ReadonlySet<HoldKind> = new Set(['complaint', 'dispute', 'breathing-space'])

/** Whether what the borrower should answer by stands still under a hold; mediation has time limits of its own. */
export const restsDeadlines = ({ kind }: Hold): boolean => resting.has(kind)

/** Whether a hold is in force at `now`; `from` counts, `until` does not. */
export const isInForce = (hold: Hold, now: Instant): boolean =>
  hold.from <= now && (hold.until === undefined || now < hold.until)

/** The holds that stop a message of this kind while they are in force. */
export const holdsOn = (holds: readonly Hold[], noticeKind: NoticeKind): Hold[] => {
  const noticeClass: NoticeClass = classOf[noticeKind]
  return holds.filter((hold) => {
    const classes: readonly NoticeClass[] = stopped[hold.kind]
    return classes.includes(noticeClass)
  })
}

/** The holds in force at `now` that stop a message of this kind; empty when none does. */
export const holdsStopping = (holds: readonly Hold[], noticeKind: NoticeKind, now: Instant): Hold[] =>
  holdsOn(holds, noticeKind).filter((hold) => isInForce(hold, now))
