import type { RiskReason } from '../assessment/assessment.ts'
import type { Measure } from './assessment-policy.ts'

const points = (...scale: readonly (readonly [from: number, points: number])[]) =>
  scale.map(([from, points]) => ({ from, points }))

const judgement = 'judgement, to be tested on the lender’s own book'

/** The scorecard of versions that name none: they were written when all lenders shared this one, and cases live under them (R13). */
export const firstScorecard = {
  'days-past-due': {
    rationale: 'Most arrears of a few days cure by themselves; from one bucket of 30 days to the next fewer do.',
    source: 'delinquency buckets of 30, 60 and 90 days, as supervisors count them; points by judgement',
    scale: points([1, 5], [15, 10], [31, 20], [61, 30], [91, 40]),
  },
  'no-recent-payment': {
    rationale: 'Whoever pays anything at all is still able and willing to.',
    source: `${judgement}; days`,
    scale: points([45, 10], [90, 15]),
  },
  'high-debt-to-income': {
    rationale: 'The larger the part of an income that goes to debts, the less a bad month can be met.',
    source: `${judgement}; percent of income`,
    scale: points([40, 10], [60, 20]),
  },
  'high-rate': {
    rationale: 'At a high rate arrears grow faster than a small payment brings them down.',
    source: `${judgement}; percent a year`,
    scale: points([24, 5], [36, 10]),
  },
  'fees-pile-up': {
    rationale: 'Fees that have grown beside the debt show how long things have gone wrong.',
    source: `${judgement}; percent of principal`,
    scale: points([3, 5], [10, 10]),
  },
  'broken-plan': {
    rationale: 'A plan that broke before shows that what was agreed did not fit.',
    source: judgement,
    scale: points([1, 20]),
  },
  'short-of-means': {
    rationale: 'By the lender’s own figures, income less spending does not reach what is due each month.',
    source: `${judgement}; 1 when short`,
    scale: points([1, 15]),
  },
} satisfies Record<RiskReason, Measure>
