import * as z from 'zod'
import { LenderId } from '../ids.ts'
import { RatePercent } from '../intake/account.ts'
import { Language } from '../language.ts'
import { Currency, Minor, RoundingMode } from '../money.ts'
import { Day, TimeZone } from '../time.ts'

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

/** When people may be written to; named after Amazon Connect's communicationTimeConfig (R70). */
export const CommunicationTimeConfig = z
  .object({
    localTimeZoneConfig: z.object({ defaultTimeZone: TimeZone }),
    email: z.object({
      openHours: z.object({
        dailyHours: z.partialRecord(DayOfWeek, z.array(OpenHours)),
      }),
      restrictedPeriods: z.array(z.object({ name: z.string(), startDate: Day, endDate: Day })).default([]),
    }),
    /** `working-days` also closes public holidays and opens make-up working days of the calendar, with Monday's hours. */
    days: z.enum(['every-open-day', 'working-days']),
    calendar: z.enum(['none', 'cn']),
  })
  .refine(
    ({ days, calendar }) => days === 'every-open-day' || calendar !== 'none',
    'days: working-days needs a calendar of working days',
  )
export type CommunicationTimeConfig = z.infer<typeof CommunicationTimeConfig>

/** At most `limit` contacts in `days` days (sliding, 24 hours each), over all the borrower's cases and the lender's own contacts. */
export const ContactCap = z.object({
  limit: z.int().min(1).max(100),
  days: z.int().min(1).max(31),
  counting: z.enum(['all', 'email', 'phone']),
})
export type ContactCap = z.infer<typeof ContactCap>

export const ContactPolicy = z.object({
  communicationTimeConfig: CommunicationTimeConfig,
  caps: z.array(ContactCap).min(1),
  /** A notice that could not go within these days is stale and is not sent. */
  staleAfterDays: z.int().min(1).max(60),
})
export type ContactPolicy = z.infer<typeof ContactPolicy>

export const AssessmentPolicy = z.object({
  reminderAfterDays: z.int().min(1).max(30),
  /** Counted from the reminder. */
  statementWithinDays: z.int().min(1).max(60),
  /** Living costs never touched, a month: for one adult, and for each dependant (minor units by currency). */
  livingFloor: z.partialRecord(Currency, z.object({ adult: Minor, dependant: Minor })),
  /** The part of what is left that a plan may ask for. */
  shareOfSurplusPercent: Percent,
  /** Where nothing is known: affordable is this part of the old instalment. */
  cautiousShareOfInstalmentPercent: Percent,
  highRiskFromPoints: z.int(),
  mediumRiskFromPoints: z.int(),
})
export type AssessmentPolicy = z.infer<typeof AssessmentPolicy>

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
  /** Reward for keeping the plan: after so many instalments in a row, the next one is lowered by this part of its interest. */
  incentive: z.object({ afterKept: z.int().min(1), interestOffPercent: Percent }),
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
  }),
  version: z.string().regex(/^v\d+$/),
  jurisdiction: z.enum(['cn', 'us']),
  contact: ContactPolicy,
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
