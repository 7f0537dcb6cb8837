import { annualPercentageRate } from '../loan/annual-percentage-rate.ts'
import type { Day } from '../time.ts'
import { dueOf, type Instalment } from './plan.ts'

/**
 * The annual percentage rate of instalments that pay `debt` off from a day on, by Regulation Z's actuarial method: percent with two
 * decimals. Without a rate, as when nothing is asked, it is 0.
 */
export const aprOf = (from: Day, debt: number, instalments: readonly Instalment[]): string => {
  const payments = instalments.map((instalment) => ({ on: instalment.dueOn, amount: dueOf(instalment) }))
  const rate = annualPercentageRate({ advances: [{ on: from, amount: debt }], payments })
  return (typeof rate === 'number' ? rate : 0).toFixed(2)
}
