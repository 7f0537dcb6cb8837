import * as z from 'zod'
import { Minor } from '../money.ts'
import { EvidenceItem, EvidenceState, Frequency } from './figures.ts'

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

/** Something in a statement that does not fit together, or is far from usual: asked about, never overruled (R10). */
export const StatementQuestion = z.object({
  code: z.enum([
    'spending-above-income',
    'income-fell-without-reason',
    'reason-without-fall-in-income',
    'no-income-without-reason',
    'spending-below-living-costs',
    'other-debts-below-known',
    'far-above-usual',
    'far-below-usual',
    'drawings-above-profit',
  ]),
  /** The source, category or part of the statement to look at. */
  field: z.string().max(40),
  /** What was stated, a month; minor units. */
  stated: Minor,
  /** What it is held against, a month: what is usual, or what is known; minor units. */
  against: Minor.optional(),
})
export type StatementQuestion = z.infer<typeof StatementQuestion>

/** Why a figure is right though it was asked about; chosen from a list, so that a dossier holds no words about a person (R73). */
export const WhyRight = z.enum([
  'prices-here',
  'special-need',
  'shared-with-others',
  'from-savings',
  'for-now',
  'as-it-is',
])
export type WhyRight = z.infer<typeof WhyRight>

/** A question with the borrower's answer; without one it stays open and holds nothing up. */
export const AskedQuestion = StatementQuestion.extend({ because: WhyRight.optional() })
export type AskedQuestion = z.infer<typeof AskedQuestion>

/** One figure of a statement on its way to a month, for display: `amount` every so often, `monthly`, and what of it counts. */
export const MonthlyLine = z.object({
  part: z.enum(['income', 'essential', 'other', 'debt', 'takings', 'costs', 'expected']),
  /** Source, category or kind. */
  item: z.string().max(40),
  amount: Minor,
  every: Frequency,
  monthly: Minor,
  /** How much of `monthly` counts, in percent. */
  countedPercent: z.number().min(0).max(100),
  counted: Minor,
})
export type MonthlyLine = z.infer<typeof MonthlyLine>

/** A step of the arithmetic; what is taken off is negative, and the lines before `surplus` add up to it. */
export const AbilityLine = z.object({
  line: z.enum([
    'income',
    'business',
    'essential',
    'other',
    'other-debts',
    'living-floor',
    'surplus',
    'share',
    'paid-lately',
    'estimate',
  ]),
  amount: Minor,
})
export type AbilityLine = z.infer<typeof AbilityLine>

/** What a borrower can pay a month (R12), in minor units, and the arithmetic for display. */
export const Ability = z.object({
  affordableMonthly: Minor.min(0),
  source: z.enum(['statement', 'lender-figures', 'account-history']),
  arithmetic: z.array(AbilityLine),
  /** What is affordable once the change is over, `fromMonth` months from now; only where the borrower said what they expect. */
  after: z
    .object({
      fromMonth: z.int().min(1).max(600),
      affordableMonthly: Minor.min(0),
      arithmetic: z.array(AbilityLine).optional(),
    })
    .optional(),
  /** What the borrower has that could be turned into money, less a reserve: for a settlement that they want, never asked for. */
  lumpSum: Minor.min(1).optional(),
  /** The stated figures behind the arithmetic. */
  lines: z.array(MonthlyLine).optional(),
})
export type Ability = z.infer<typeof Ability>

/** A sign of will, or of its lack, in what a borrower did. */
export const WillingnessReason = z.enum([
  'replied',
  'gave-statement',
  'paid-recently',
  'paid-though-small',
  'kept-promises',
  'broke-promises',
  'silent',
  'declined',
])
export type WillingnessReason = z.infer<typeof WillingnessReason>

/** What conduct shows, apart from ability (R11). */
export const Willingness = z.object({
  level: z.enum(['willing', 'unclear', 'unwilling']),
  reasons: z.array(WillingnessReason),
  /** What each reason weighs; above zero in sum is willing, below is unwilling. */
  weighed: z.array(z.object({ code: WillingnessReason, points: z.int() })).optional(),
})
export type Willingness = z.infer<typeof Willingness>

/** Ability and willingness together (R11). */
export const Segment = z.enum(['willing-able', 'willing-hardship', 'unwilling-able', 'unreachable', 'disputing'])
export type Segment = z.infer<typeof Segment>

/** What the scorecard measures, and why points were given. */
export const RiskReason = z.enum([
  'days-past-due',
  'no-recent-payment',
  'high-debt-to-income',
  'high-rate',
  'fees-pile-up',
  'broken-plan',
  'short-of-means',
])
export type RiskReason = z.infer<typeof RiskReason>

/** Points before any contact (R02, R13): higher means more likely to get worse. Each reason carries its points. */
export const Risk = z.object({
  points: z.int(),
  band: z.enum(['low', 'medium', 'high']),
  reasons: z.array(z.object({ code: RiskReason, points: z.int() })),
})
export type Risk = z.infer<typeof Risk>

/** How far papers have come, by what they show; what nobody offered is not there. */
export const Evidence = z.partialRecord(EvidenceItem, EvidenceState)
export type Evidence = z.infer<typeof Evidence>

/** The outcome of an assessment. */
export const Assessment = z.object({
  risk: Risk,
  ability: Ability,
  willingness: Willingness,
  segment: Segment,
  hardship: Hardship,
  hardshipMonths: z.int().optional(),
  /** What was asked about the statement, with the answers that came. */
  questions: z.array(AskedQuestion).optional(),
  evidence: Evidence.optional(),
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
  /** Days named for a late payment, by whether the arrears were gone when they were looked at. */
  promisesKept: z.int().optional(),
  promisesBroken: z.int().optional(),
})
export type Conduct = z.infer<typeof Conduct>
