import type { CaseIn } from '../../domain/case/state.ts'
import type { Policy } from '../../domain/policy/policy.ts'
import type { Instant } from '../../domain/time.ts'
import type { StaffMatter } from '../staff-mail.ts'

/** The message by which a warning reaches a person of the lender (R60). */
export const personNeeded = ({ caseId }: CaseIn<'performing'>, policy: Policy, now: Instant): StaffMatter => ({
  caseId,
  policy,
  to: policy.lender.operations,
  subject: `A person is needed: ${caseId}`,
  text: 'The borrower did not answer the early warning, or needs more than a message. Please look at the case and call.',
  now,
})
