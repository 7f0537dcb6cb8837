import * as z from 'zod'
import { Day } from '../time.ts'
import { Guidelines } from './assessment-policy.ts'
import { ActsAs, Clause } from './clause-policy.ts'
import { AgreementPolicy, ContactCap, OpenHours } from './policy.ts'

/** Where a rule stands. `verified` is true only when the page named as `source` has this content; otherwise it is general knowledge. */
const provenance = {
  cite: z.string().min(3),
  source: z.string().min(5),
  from: Day,
  verified: z.boolean(),
  note: z.string().optional(),
}

/** Something the law says, with where it says so and since when. */
const lawful = <Value extends z.ZodType>(value: Value) => z.strictObject({ value, ...provenance })

/** What the law of one place says (R40, R70, Art. 70): each number with its citation. Lenders may be stricter, never looser. */
export const Jurisdiction = z.strictObject({
  jurisdiction: z.enum(['cn', 'us']),
  name: z.string(),
  /** Hours of the borrower's local day in which contact is allowed at all. */
  permittedHours: lawful(OpenHours),
  /** Whether a borrower may agree to contact outside these hours. */
  consentMayWiden: lawful(z.boolean()),
  contactCaps: z.array(lawful(ContactCap)),
  /** Longest plan, in months. Absent where the law names none. */
  maxTermMonths: lawful(z.int().min(1)).optional(),
  /** What an agreement must hold. Absent where the law leaves it open. */
  agreementContents: lawful(AgreementPolicy.shape.contents).optional(),
  /** Sentences that messages must hold: in the first one of a case, in later ones or in all, of some lenders or of all. */
  clauses: z.array(
    z.strictObject({
      clause: Clause,
      in: z.enum(['first', 'later', 'every']),
      of: z.enum([...ActsAs.options, 'everyone']),
      ...provenance,
    }),
  ),
  /** Shortest time that records are kept. */
  retentionYears: lawful(z.int().min(1)),
  /** What households here usually spend: no law, but a public figure that lenders may leave as it is. */
  usualSpending: Guidelines.default({}),
  /** Rules that no lender can choose about: the code keeps them for all, `keptBy` says where. */
  duties: z.array(z.strictObject({ id: z.string(), rule: z.string(), keptBy: z.string(), ...provenance })),
  /** Numbers of the law that no lender's choice touches. */
  noted: z.record(z.string(), lawful(z.number())),
})
export type Jurisdiction = z.infer<typeof Jurisdiction>
