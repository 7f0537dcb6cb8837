import * as z from 'zod'
import type { LenderId } from '../ids.ts'
import { DefectError } from '../outcome.ts'
import { CalendarId, WorkingCalendar } from './calendar.ts'
import { Policy } from './policy.ts'

/** Every version of every lender's policy, and the calendars they count by: compiled once, read by every function. */
export const PolicyBook = z.object({
  policies: z.array(Policy).min(1),
  calendars: z.partialRecord(CalendarId, WorkingCalendar),
})
export type PolicyBook = z.infer<typeof PolicyBook>

/** Every version of a lender's policy. @throws DefectError for an unknown lender */
export const versionsOf = (book: PolicyBook, lenderId: LenderId): Policy[] => {
  const versions = book.policies.filter((policy) => policy.lender.id === lenderId)
  if (versions.length > 0) return versions
  const known = [...new Set(book.policies.map((policy) => policy.lender.id))].join(', ')
  throw new DefectError(
    `no policy for lender ${lenderId}; the policy book has ${known}: add policies/lenders/${lenderId}/v1.yaml`,
  )
}

const numberOf = (version: string): number => Number(version.slice(1))

/** The policy a case lives under. @throws DefectError when the book does not hold it */
export const policyOf = (book: PolicyBook, lenderId: LenderId, version: string): Policy => {
  const versions = versionsOf(book, lenderId)
  const found = versions.find((policy) => policy.version === version)
  if (found !== undefined) return found
  const known = versions.map((policy) => policy.version).join(', ')
  throw new DefectError(
    `lender ${lenderId} has no policy ${version}, only ${known}; versions are never removed: put the file back and compile again`,
  )
}

/** The version that a case opened now lives under: the highest, `v10` after `v9`. @throws DefectError for an unknown lender */
export const currentVersion = (book: PolicyBook, lenderId: LenderId): string =>
  versionsOf(book, lenderId)
    .map((policy) => policy.version)
    .reduce((highest, version) => (numberOf(version) > numberOf(highest) ? version : highest))

/** The calendar that a policy counts working days by; undefined when it counts by none. @throws DefectError when it is missing */
export const calendarOf = (book: PolicyBook, policy: Policy): WorkingCalendar | undefined => {
  const { calendar } = policy.contact.communicationTimeConfig
  if (calendar === 'none') return undefined
  const found = book.calendars[calendar]
  if (found !== undefined) return found
  throw new DefectError(
    `the policy book has no calendar ${calendar}; add policies/calendars/${calendar}-<year>.yaml and compile again`,
  )
}
