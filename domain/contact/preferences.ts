import * as z from 'zod'
import { DayOfWeek, OpenHours } from '../policy/policy.ts'
import { Instant } from '../time.ts'

const everyDay = z
  .array(DayOfWeek)
  .min(1)
  .default([...DayOfWeek.options])
const wholeDay = OpenHours.default({ startTime: 'T00:00', endTime: 'T24:00' })

/** Part of a week by the borrower's own clock: on these days, between these hours. Nothing says why. */
export const PartOfWeek = z.object({ days: everyDay, hours: wholeDay })
export type PartOfWeek = z.infer<typeof PartOfWeek>

/** Hours that a borrower agreed to, beyond those of the policy; `agreedAt` shows since when. */
export const AgreedTime = z.object({ days: everyDay, hours: OpenHours, agreedAt: Instant })
export type AgreedTime = z.infer<typeof AgreedTime>

/** When somebody asked to be left in peace, and when they agreed to be reached. What is quiet stays quiet whatever was agreed. */
export const Preferences = z.object({
  quiet: z.array(PartOfWeek).default([]),
  agreed: z.array(AgreedTime).default([]),
  /** When the borrower last said so; what was said before, and is reported later, changes nothing. */
  saidAt: Instant.optional(),
})
export type Preferences = z.infer<typeof Preferences>

/** Who said nothing. */
export const noPreferences: Preferences = { quiet: [], agreed: [] }
