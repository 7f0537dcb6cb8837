import * as z from 'zod'
import { RiskReason } from '../assessment/assessment.ts'
import { SpendingCategory } from '../assessment/figures.ts'
import { Currency, Minor } from '../money.ts'
import { Day } from '../time.ts'
import { firstScorecard } from './first-scorecard.ts'

const Percent = z.number().min(0).max(100)

/** What a household usually spends on something, a month; minor units. Who is far from it is asked, never overruled (R10). */
export const UsualSpending = z.object({
  /** The categories that the figure is for, all together. */
  covers: z.array(SpendingCategory).min(1),
  /** For the first person of a household, and for each further one. */
  adult: Minor.min(1),
  dependant: Minor.min(0),
  /** Asked about from more than this part of what is usual. */
  askAbovePercent: z.int().min(100).max(2000),
  /** Asked about below this part of what is usual; 0 never. */
  askBelowPercent: z.int().min(0).max(100).default(0),
  cite: z.string().min(3),
  source: z.string().min(5),
  from: Day,
  /** Whether the page named as `source` has the figure. */
  verified: z.boolean(),
  note: z.string().optional(),
})
export type UsualSpending = z.infer<typeof UsualSpending>

/** What is usual, by currency. */
export const Guidelines = z.partialRecord(Currency, z.array(UsualSpending))
export type Guidelines = z.infer<typeof Guidelines>

/** Points from a limit on; the highest limit reached counts. More of what is measured never gives fewer points. */
export const Scale = z
  .array(z.object({ from: z.number(), points: z.int().min(1).max(100) }))
  .min(1)
  .refine(
    (steps) =>
      steps.every(({ from, points }, index) => {
        const before = steps[index - 1]
        return before === undefined || (from > before.from && points > before.points)
      }),
    'a scale rises: each step begins at more and gives more points than the one before',
  )
export type Scale = z.infer<typeof Scale>

/** One measure of the scorecard: why it says something about what comes, who says so, and its points. */
export const Measure = z.object({ rationale: z.string().min(10), source: z.string().min(5), scale: Scale })
export type Measure = z.infer<typeof Measure>

/** How a lender assesses means, will and risk (R02, R10 to R13). */
export const AssessmentPolicy = z.object({
  reminderAfterDays: z.int().min(1).max(30),
  /** Counted from the reminder. */
  statementWithinDays: z.int().min(1).max(60),
  /** Living costs never touched, a month: for one adult, and for each dependant (minor units by currency). */
  livingFloor: z.partialRecord(Currency, z.object({ adult: Minor.min(0), dependant: Minor.min(0) })),
  /** The part of what is left that a plan may ask for. */
  shareOfSurplusPercent: Percent,
  /** Where nothing is known: affordable is this part of the old instalment. */
  cautiousShareOfInstalmentPercent: Percent,
  /** How much of an income counts that is not certain. */
  countedIncomePercent: z
    .object({ likely: Percent, uncertain: Percent })
    .refine(({ likely, uncertain }) => uncertain <= likely, 'an uncertain income counts no more than a likely one')
    .default({ likely: 80, uncertain: 40 }),
  /** How much of a small business's profit in its weakest month its owner can live and pay on. */
  countedProfitPercent: Percent.default(80),
  /** How much of what could be sold counts for a settlement, and how many months of living costs are kept back from it. */
  lumpSum: z
    .object({ assetsPercent: Percent, reserveMonths: z.int().min(0).max(12) })
    .default({ assetsPercent: 80, reserveMonths: 1 }),
  guidelines: Guidelines.default({}),
  /** What is measured before any contact; a protected attribute has no measure (R13). */
  scorecard: z.record(RiskReason, Measure).default(firstScorecard),
  highRiskFromPoints: z.int(),
  mediumRiskFromPoints: z.int(),
})
export type AssessmentPolicy = z.infer<typeof AssessmentPolicy>
