import * as z from 'zod'
import { Minor } from '../money.ts'

/** Why a borrower says they fell behind. */
export const Hardship = z.enum([
  'unemployment',
  'reduced-income',
  'illness',
  'family',
  'business-downturn',
  'disaster',
  'none',
])
export type Hardship = z.infer<typeof Hardship>

/** A borrower's statement of means for a month (R10); amounts in minor units of the account's currency. */
export const StatementOfMeans = z.object({
  monthlyIncome: Minor.min(0),
  essentialSpending: Minor.min(0),
  otherSpending: Minor.min(0),
  otherDebtPayments: Minor.min(0),
  dependants: z.int().min(0).max(30),
  hardship: Hardship,
  /** Months until the hardship is expected to be over, when the borrower can say. */
  hardshipMonths: z.int().min(0).max(60).optional(),
  evidence: z.enum(['none', 'offered', 'verified']),
  disputesDebt: z.boolean(),
})
export type StatementOfMeans = z.infer<typeof StatementOfMeans>

/** What a borrower can pay a month (R12), in minor units, and the arithmetic for display. */
export const Ability = z.object({
  affordableMonthly: Minor.min(0),
  source: z.enum(['statement', 'lender-figures', 'account-history']),
  arithmetic: z.array(
    z.object({
      line: z.enum(['income', 'essential', 'other', 'other-debts', 'living-floor', 'surplus', 'share', 'estimate']),
      amount: Minor,
    }),
  ),
})
export type Ability = z.infer<typeof Ability>

/** What conduct shows, apart from ability (R11). */
export const Willingness = z.object({
  level: z.enum(['willing', 'unclear', 'unwilling']),
  reasons: z.array(
    z.enum(['replied', 'gave-statement', 'paid-recently', 'kept-promises', 'broke-promises', 'silent', 'declined']),
  ),
})
export type Willingness = z.infer<typeof Willingness>

/** Ability and willingness together (R11). */
export const Segment = z.enum(['willing-able', 'willing-hardship', 'unwilling-able', 'unreachable', 'disputing'])
export type Segment = z.infer<typeof Segment>

/** Points before any contact (R02, R13): higher means more likely to get worse. Each reason carries its points. */
export const Risk = z.object({
  points: z.int(),
  band: z.enum(['low', 'medium', 'high']),
  reasons: z.array(
    z.object({
      code: z.enum([
        'days-past-due',
        'no-recent-payment',
        'high-debt-to-income',
        'high-rate',
        'fees-pile-up',
        'broken-plan',
        'short-of-means',
      ]),
      points: z.int(),
    }),
  ),
})
export type Risk = z.infer<typeof Risk>

/** The outcome of an assessment. */
export const Assessment = z.object({
  risk: Risk,
  ability: Ability,
  willingness: Willingness,
  segment: Segment,
  hardship: Hardship,
  hardshipMonths: z.int().optional(),
})
export type Assessment = z.infer<typeof Assessment>

/** How a borrower has behaved so far, counted from the dossier. */
export const Conduct = z.object({
  replies: z.int(),
  unanswered: z.int(),
  payments: z.int(),
  instalmentsMet: z.int(),
  instalmentsMissed: z.int(),
  plansBroken: z.int(),
})
export type Conduct = z.infer<typeof Conduct>
