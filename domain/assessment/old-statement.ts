import * as z from 'zod'
import { Minor } from '../money.ts'

/** How a statement was written before it was itemised: four totals of a month. Dossiers keep such events for good. */
const OldStatement = z.looseObject({
  monthlyIncome: Minor.min(0),
  essentialSpending: Minor.min(0),
  otherSpending: Minor.min(0),
  otherDebtPayments: Minor.min(0),
  evidence: z.enum(['none', 'offered', 'verified']),
})

/** One line of a month, none for an amount of zero. */
const line = <More extends object>(amount: number, more: More) =>
  amount === 0 ? [] : [{ ...more, amount, every: 'month' }]

/** The itemised form of a statement of totals; anything else is left as it is for its schema to judge. */
export const itemised = (input: unknown): unknown => {
  const old = OldStatement.safeParse(input)
  if (!old.success) return input
  const { monthlyIncome, essentialSpending, otherSpending, otherDebtPayments, evidence, ...kept } = old.data
  return {
    ...kept,
    income: line(monthlyIncome, { source: 'other-income', certainty: 'certain' }),
    spending: [
      ...line(essentialSpending, { category: 'living-costs' }),
      ...line(otherSpending, { category: 'other-spending' }),
    ],
    debts: otherDebtPayments === 0 ? [] : [{ kind: 'other-debt', monthlyPayment: otherDebtPayments, inArrears: false }],
    assets: [],
    evidence: evidence === 'none' ? {} : { income: evidence },
  }
}
