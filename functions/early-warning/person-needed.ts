import type { CaseIn } from '../../domain/case/state.ts'
import { staffNews } from '../../domain/notice/staff-letter.ts'
import type { Policy } from '../../domain/policy/policy.ts'
import type { Instant } from '../../domain/time.ts'
import type { StaffMatter } from '../staff-mail.ts'

/** The message by which a warning reaches a person of the lender (R60). */
export const personNeeded = (state: CaseIn<'performing'>, policy: Policy, now: Instant): StaffMatter => ({
  state,
  policy,
  to: policy.lender.operations,
  ...staffNews('person-needed', policy.lender.defaultLanguage),
  now,
})
