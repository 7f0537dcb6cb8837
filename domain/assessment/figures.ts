import * as z from 'zod'

/** How often an amount comes in or goes out. */
export const Frequency = z.enum(['week', 'fortnight', 'four-weeks', 'month', 'quarter', 'year'])
export type Frequency = z.infer<typeof Frequency>

/** How sure the borrower is of an income. */
export const Certainty = z.enum(['certain', 'likely', 'uncertain'])
export type Certainty = z.infer<typeof Certainty>

/** Where money comes from. */
export const IncomeSource = z.enum([
  'wages',
  'self-employment',
  'benefits',
  'pension',
  'family-support',
  'rent-received',
  'other-income',
])
export type IncomeSource = z.infer<typeof IncomeSource>

/** What money goes to; `living-costs` is what nobody split up. */
export const SpendingCategory = z.enum([
  'housing',
  'utilities',
  'food',
  'transport',
  'medical',
  'children',
  'insurance',
  'phone',
  'support-paid',
  'living-costs',
  'leisure',
  'other-spending',
])
export type SpendingCategory = z.infer<typeof SpendingCategory>

/** Whether one can live without it, and whether it can change from one month to the next. */
export interface SpendingNature {
  readonly need: 'essential' | 'other'
  readonly kind: 'fixed' | 'flexible'
}

/** The nature of every category of spending (R10). */
export const spendingNature: Readonly<Record<SpendingCategory, SpendingNature>> = {
  housing: { need: 'essential', kind: 'fixed' },
  utilities: { need: 'essential', kind: 'flexible' },
  food: { need: 'essential', kind: 'flexible' },
  transport: { need: 'essential', kind: 'flexible' },
  medical: { need: 'essential', kind: 'fixed' },
  children: { need: 'essential', kind: 'fixed' },
  insurance: { need: 'essential', kind: 'fixed' },
  phone: { need: 'essential', kind: 'flexible' },
  'support-paid': { need: 'essential', kind: 'fixed' },
  'living-costs': { need: 'essential', kind: 'flexible' },
  leisure: { need: 'other', kind: 'flexible' },
  'other-spending': { need: 'other', kind: 'flexible' },
}

/** What else is owed, and to whom. */
export const DebtKind = z.enum(['credit-card', 'bank-loan', 'online-loan', 'car-loan', 'private-loan', 'other-debt'])
export type DebtKind = z.infer<typeof DebtKind>

/** What is owned. */
export const AssetKind = z.enum(['savings', 'vehicle', 'property', 'other-asset'])
export type AssetKind = z.infer<typeof AssetKind>

/** What papers can show. */
export const EvidenceItem = z.enum(['income', 'spending', 'debts', 'assets', 'business', 'change'])
export type EvidenceItem = z.infer<typeof EvidenceItem>

/** What came of papers that were looked at. */
export const EvidenceFinding = z.enum(['received', 'verified', 'refuted'])
export type EvidenceFinding = z.infer<typeof EvidenceFinding>

/** How far papers have come; `verified` and `refuted` are the lender's to say, never the borrower's. */
export const EvidenceState = z.enum(['none', 'offered', ...EvidenceFinding.options])
export type EvidenceState = z.infer<typeof EvidenceState>
