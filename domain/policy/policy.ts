import * as z from 'zod'
import { LenderId } from '../ids.ts'
import { RatePercent } from '../intake/account.ts'
import { Language } from '../language.ts'
import { Currency, Minor, RoundingMode } from '../money.ts'
import { Day, TimeZone } from '../time.ts'
import { AssessmentPolicy } from './assessment-policy.ts'
import { ActsAs, ClausePolicy } from './clause-policy.ts'
import { ContactTaskPolicy } from './contact-tasks.ts'

const Percent = z.number().min(0).max(100)

/** A time of day as Amazon Connect writes it: `T09:00`. */
export const TimeOfDay = z
  .string()
  .regex(/^T([01]\d|2[0-3]):[0-5]\d(:[0-5]\d)?$|^T24:00$/, 'a time of day is written T09:00')

/** Days of the week by the names Amazon Connect uses. */
export const DayOfWeek = z.enum(['MONDAY', 'TUESDAY', 'WEDNESDAY', 'THURSDAY', 'FRIDAY', 'SATURDAY', 'SUNDAY'])
export type DayOfWeek = z.infer<typeof DayOfWeek>

/** Part of a day: `startTime` counts, `endTime` does not. */
export const OpenHours = z
  .object({ startTime: TimeOfDay, endTime: TimeOfDay })
  .refine(({ startTime, endTime }) => startTime < endTime, 'startTime must be before endTime')
export type OpenHours = z.infer<typeof OpenHours>

/** Days on which a channel is closed whatever the day of the week; `endDate` counts. */
const RestrictedPeriod = z.object({ name: z.string(), startDate: Day, endDate: Day })

/** When one channel may be used. A day without hours is closed. */
export const ChannelHours = z.object({
  openHours: z.object({ dailyHours: z.partialRecord(DayOfWeek, z.array(OpenHours)) }),
  restrictedPeriods: z.array(RestrictedPeriod).default([]),
})
export type ChannelHours = z.infer<typeof ChannelHours>

/**
 * When people may be contacted, by channel; named after Amazon Connect's communicationTimeConfig (R70, R71). A channel that is not named is
 * closed.
 */
export const CommunicationTimeConfig = z
  .object({
    localTimeZoneConfig: z.object({
      defaultTimeZone: TimeZone,
      /** How a zone is found that was not declared. Connect goes by area code or postcode, Forbear by the region that the lender drops. */
      localTimeZoneDetection: z.array(z.enum(['REGION'])).default(['REGION']),
    }),
    email: ChannelHours.optional(),
    sms: ChannelHours.optional(),
    telephone: ChannelHours.optional(),
    /** `working-days` also closes public holidays and opens make-up working days of the calendar, with Monday's hours. */
    days: z.enum(['every-open-day', 'working-days']),
    calendar: z.enum(['none', 'cn']),
  })
  .refine(
    ({ days, calendar }) => days === 'every-open-day' || calendar !== 'none',
    'days: working-days needs a calendar of working days',
  )
export type CommunicationTimeConfig = z.infer<typeof CommunicationTimeConfig>

/**
 * At most `limit` contacts in a window, over all the borrower's cases and the lender's own contacts. The window slides (`days` of 24 hours,
 * both ends included) or is a day, a week from Monday or a month of the borrower's calendar.
 */
export const ContactCap = z
  .object({
    limit: z.int().min(1).max(100),
    days: z.int().min(1).max(31).optional(),
    calendar: z.enum(['day', 'week', 'month']).optional(),
    counting: z.enum(['all', 'email', 'phone', 'sms']),
    /** Only contacts in which the borrower was spoken with count; without it, every attempt does. */
    of: z.literal('conversations').optional(),
    /** Whether all contacts share the cap, or each address and each number has its own. */
    per: z.enum(['borrower', 'contact-point']).optional(),
    /** Slots kept for messages that the borrower waits for, so that no deadline runs out behind a cap. */
    reserved: z.int().min(1).optional(),
  })
  .refine(
    ({ days, calendar }) => (days === undefined) !== (calendar === undefined),
    'a cap has either days, a sliding window, or calendar: day, week or month',
  )
  .refine(
    ({ limit, reserved = 0 }) => reserved < limit,
    'reserved slots must leave one of the limit at least for other messages',
  )
export type ContactCap = z.infer<typeof ContactCap>

/** What becomes of slots that a crash left behind. */
export const ClaimPolicy = z.object({
  /** A slot taken but not used for this long is given back: nothing was in the air. */
  releaseAfterMinutes: z.int().min(30).max(1440).default(120),
  /** A message that may or may not have gone counts as gone, unconfirmed, when nobody has said so after this long. */
  assumeSentAfterHours: z.int().min(1).max(168).default(72),
})

export const ContactPolicy = z.object({
  communicationTimeConfig: CommunicationTimeConfig,
  /** The outermost hours that a borrower can open by agreeing to them. Without it, nobody's consent opens anything. */
  consentWidensTo: OpenHours.optional(),
  caps: z.array(ContactCap).min(1),
  /** A notice that could not go within these days is stale and is not sent; the days stand still under a hold that only postpones. */
  staleAfterDays: z.int().min(1).max(60),
  /** How often the gate is asked again under a hold: nobody may know its end, or it is lifted before. */
  holdsAskedAgainAfterDays: z.int().min(1).max(30).default(1),
  claims: ClaimPolicy.prefault({}),
  tasks: ContactTaskPolicy.prefault({}),
})
export type ContactPolicy = z.infer<typeof ContactPolicy>

/** A means of making instalments smaller, beside waiving and capitalising. */
export const Lever = z.enum(['rate', 'term', 'deferral'])
export type Lever = z.infer<typeof Lever>

/** How the plans of an offer are set apart, in percent of what is affordable. */
export const PlanChoices = z.object({
  /** The choice with the lowest instalments asks for this part, so that one bad month does not break the plan. */
  breathingPercent: Percent.default(75),
  /** A longer term that asks for more than this part is not worth its interest. */
  worthwhilePercent: Percent.default(95),
  /** Lower first instalments ask for this part. */
  loweredPercent: Percent.default(50),
  /** Who could pay a settlement out of this many months' means may have it at hand, or find it. */
  settlementWithinMonths: z.int().min(0).max(24).default(6),
})

/** What the lender expects with a plan and without one: its own estimates, to be set from its own book. */
export const Prospects = z.object({
  /** At what rate money that comes later is worth less, percent a year. */
  discountRatePercent: RatePercent.default('6'),
  enforcement: z
    .object({
      /** How much of all that is owed enforcement brings in, and after how long. */
      recoveredPercent: Percent,
      afterMonths: z.int().min(0).max(120),
      /** What it costs, of what it brings in. */
      costPercent: Percent,
    })
    .default({ recoveredPercent: 40, afterMonths: 18, costPercent: 20 }),
  /** Chance that a plan breaks within a year: where it takes half of what is affordable or less, and where it takes all. */
  redefaultPercentPerYear: z
    .object({ comfortable: Percent, tight: Percent })
    .refine(
      ({ comfortable, tight }) => comfortable <= tight,
      'a tight plan breaks no less often than a comfortable one',
    )
    .default({ comfortable: 15, tight: 35 }),
})
export type Prospects = z.infer<typeof Prospects>

export const OfferPolicy = z.object({
  maxTermMonths: z.int().min(1).max(480),
  maxRounds: z.int().min(1).max(10),
  reminderAfterDays: z.int().min(1).max(30),
  replyWithinDays: z.int().min(1).max(60),
  approvalWithinDays: z.int().min(1).max(30),
  rounding: RoundingMode,
  instalmentMultiple: z.int().min(1),
  waiveFeesPercent: Percent,
  waiveInterestPercent: Percent,
  rateFloorPercent: RatePercent,
  /** Late fees and arrears of interest that are left join the principal. */
  capitaliseArrears: z.boolean(),
  stepUpMonths: z.int().min(0).max(24),
  holidayMonths: z.int().min(0).max(12),
  /** A lump sum of at least this part of all that is owed settles it; 100 means no discount. */
  settlementFromPercent: Percent,
  /** What may be agreed without asking the lender's staff. */
  authority: z.object({ termMonths: z.int(), presentValueLossPercent: Percent }),
  /** Each round may give way at most this much more of the instalment. */
  concessionPerRoundPercent: Percent,
  smallestInstalment: z.partialRecord(Currency, Minor),
  maxEpisodes: z.int().min(1).max(10),
  /** The order in which relief is used after waiving and capitalising, each only as far as the borrower needs. */
  levers: z.array(Lever).min(1).default(['rate', 'term', 'deferral']),
  /** HAMP cuts a rate by eighths of a percent. */
  rateStepPercent: RatePercent.default('0.125'),
  /** Instalments at the start that may ask for interest alone. */
  interestOnlyMonths: z.int().min(0).max(24).default(0),
  /** Whether the months of a payment holiday bear interest. */
  holidayInterest: z.enum(['accrues', 'paused']).default('accrues'),
  /** At most this part of the principal may be set aside without interest, and is forgiven once the plan is kept to its end. */
  deferPrincipalPercent: Percent.default(0),
  choices: PlanChoices.prefault({}),
  prospects: Prospects.prefault({}),
})
export type OfferPolicy = z.infer<typeof OfferPolicy>

export const MediationPolicy = z.object({
  offered: z.boolean(),
  withinDays: z.int().min(1).max(90),
  mediators: z.array(
    z.object({
      id: z.string().regex(/^mediator-[a-z0-9-]+$/),
      languages: z.array(Language).min(1),
      expertise: z.array(z.enum(['consumer', 'small-business', 'medical', 'employment'])).min(1),
      email: z.email(),
      /** Lenders that this mediator may not act for. */
      conflicts: z.array(LenderId).default([]),
    }),
  ),
})
export type MediationPolicy = z.infer<typeof MediationPolicy>

export const AgreementPolicy = z.object({
  understandWithinDays: z.int().min(1).max(60),
  signWithinDays: z.int().min(1).max(60),
  coolingOffDays: z.int().min(0).max(30),
  /** What the document must hold; for China the six contents of Article 70. */
  contents: z
    .array(
      z.enum([
        'debt',
        'schedule',
        'charges',
        'no-new-card',
        'rights-and-duties',
        'other',
        'apr',
        'limitation-restart',
        'how-to-complain',
      ]),
    )
    .min(1),
})
export type AgreementPolicy = z.infer<typeof AgreementPolicy>

export const MonitoringPolicy = z.object({
  shards: z.int().min(1).max(1000),
  remindDaysBefore: z.int().min(0).max(14),
  graceDays: z.int().min(0).max(30),
  brokenAfterMissed: z.int().min(1).max(6),
  reviewEveryMonths: z.int().min(1).max(12),
  reviewStretchedToMonths: z.int().min(1).max(12),
  /**
   * Reward for keeping the plan: so many instalments in a row lower the interest of the next open one by this part, or that of all later
   * ones, which is a better rate.
   */
  incentive: z.object({
    afterKept: z.int().min(1),
    interestOffPercent: Percent,
    lowers: z.enum(['next-instalment', 'all-later']).default('next-instalment'),
  }),
  /** Local hour at which the day's plans are looked at. */
  atHour: z.int().min(0).max(23),
})
export type MonitoringPolicy = z.infer<typeof MonitoringPolicy>

export const WarningPolicy = z.object({
  answerWithinDays: z.int().min(1).max(30),
  recoverWithinDays: z.int().min(1).max(60),
  /** Points from which a warning is raised before anything is missed. */
  raiseFromPoints: z.int(),
})
export type WarningPolicy = z.infer<typeof WarningPolicy>

/** What one lender chose, after its jurisdiction was applied: the policy a case lives under. */
export const Policy = z.object({
  lender: z.object({
    id: LenderId,
    name: z.partialRecord(Language, z.string()),
    defaultLanguage: Language,
    sender: z.email(),
    replyTo: z.email(),
    operations: z.email(),
    phone: z.string(),
    actsAs: ActsAs.default('creditor'),
  }),
  version: z.string().regex(/^v\d+$/),
  jurisdiction: z.enum(['cn', 'us']),
  contact: ContactPolicy,
  clauses: ClausePolicy,
  assessment: AssessmentPolicy,
  offer: OfferPolicy,
  mediation: MediationPolicy,
  agreement: AgreementPolicy,
  monitoring: MonitoringPolicy,
  warning: WarningPolicy,
  /** China's banking and insurance complaint rules give 15 days; a lender may be faster. */
  complaints: z.object({ answerWithinDays: z.int().min(1).max(60) }).default({ answerWithinDays: 15 }),
  retention: z.object({ years: z.int().min(1).max(30) }),
})
export type Policy = z.infer<typeof Policy>
