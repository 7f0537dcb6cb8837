import * as z from 'zod'
import { Minor } from '../money.ts'
import { type Refusal, refusal } from '../outcome.ts'
import { Evidence, Hardship } from './assessment.ts'
import { AssetKind, Certainty, DebtKind, Frequency, IncomeSource, SpendingCategory } from './figures.ts'
import { itemised } from './old-statement.ts'

const flow = { amount: Minor.min(0), every: Frequency }

/** An amount that comes again and again. */
export const Flow = z.object(flow)
export type Flow = z.infer<typeof Flow>

/** A small business's own cash flow, before anything goes to its owner's household (R10, R32). */
export const BusinessFigures = z.object({
  takings: Flow,
  costs: Flow,
  /** What the owner takes out to live on. */
  drawings: Flow.optional(),
  /** What comes in during the weakest month of the year, in percent of a usual one. */
  weakestMonthPercent: z.int().min(0).max(100).optional(),
})
export type BusinessFigures = z.infer<typeof BusinessFigures>

/** A borrower's statement of means (R10); amounts in minor units of the account's currency. Reads the older one of four totals too. */
export const StatementOfMeans = z.preprocess(
  itemised,
  z.object({
    income: z.array(z.object({ source: IncomeSource, ...flow, certainty: Certainty })).max(30),
    spending: z.array(z.object({ category: SpendingCategory, ...flow })).max(30),
    dependants: z.int().min(0).max(30),
    /** What else is owed; this debt is not among them. */
    debts: z
      .array(
        z.object({
          kind: DebtKind,
          monthlyPayment: Minor.min(0),
          inArrears: z.boolean(),
          balance: Minor.min(0).optional(),
        }),
      )
      .max(30),
    assets: z
      .array(
        z.object({
          kind: AssetKind,
          value: Minor.min(0),
          /** Whether it could be turned into money without losing home or work. */
          realisable: z.boolean(),
        }),
      )
      .max(30),
    business: BusinessFigures.optional(),
    hardship: Hardship,
    /** Months until the hardship is expected to be over, when the borrower can say. */
    hardshipMonths: z.int().min(0).max(60).optional(),
    /** All that is expected to come in once it is over. */
    expected: z.object({ ...flow, certainty: Certainty }).optional(),
    /** How far papers have come, by what they show. */
    evidence: Evidence,
    disputesDebt: z.boolean(),
  }),
)
export type StatementOfMeans = z.infer<typeof StatementOfMeans>

/** More than this in one figure is a slip of the pen, in any currency here: a hundred million with two decimals. */
export const largestFigure = 1e10

interface Stated {
  readonly field: string
  readonly amount: number
}

const figuresOf = ({ income, spending, debts, assets, business, expected }: StatementOfMeans): Stated[] => [
  ...income.map(({ source, amount }) => ({ field: source, amount })),
  ...spending.map(({ category, amount }) => ({ field: category, amount })),
  ...debts.flatMap(({ kind, monthlyPayment, balance = 0 }) => [
    { field: kind, amount: monthlyPayment },
    { field: `${kind} balance`, amount: balance },
  ]),
  ...assets.map(({ kind, value }) => ({ field: kind, amount: value })),
  ...Object.entries({ takings: business?.takings, costs: business?.costs, drawings: business?.drawings, expected }).map(
    ([field, stated]) => ({ field, amount: stated?.amount ?? 0 }),
  ),
]

/** Reads a statement from outside; a refusal names each field and what is wrong with it. */
export const readStatement = (input: unknown): StatementOfMeans | Refusal => {
  const read = StatementOfMeans.safeParse(input)
  const problems = read.success
    ? figuresOf(read.data)
        .filter(({ amount }) => amount > largestFigure)
        .map(({ field }) => `${field}: more than ${largestFigure} minor units`)
    : read.error.issues.map((issue) => `${issue.path.join('.') || 'statement'}: ${issue.message}`)
  if (read.success && problems.length === 0) return read.data
  return refusal('bad-statement', `${problems.join('; ')}; correct these and send the statement again`)
}
