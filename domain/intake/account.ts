import * as z from 'zod'
import { Currency, Minor } from '../money.ts'
import { Day } from '../time.ts'

/** What is owed, by component, in minor units of the account's currency. */
export const Debt = z.object({ principal: Minor.min(0), interest: Minor.min(0), fees: Minor.min(0) })
export type Debt = z.infer<typeof Debt>

/** A rate in percent a year, kept as the decimal it was written in: `18.25`. */
export const RatePercent = z
  .string()
  .regex(/^\d{1,4}(\.\d{1,8})?$/, 'a rate is a decimal number of percent, such as 18.25')

/** An overdue account as its lender describes it; nothing in it says who the borrower is. Amounts are minor units. */
export const AccountFacts = z.object({
  product: z.string().max(80),
  currency: Currency,
  /** Nominal percent a year, whichever basis the lender quoted. */
  annualRatePercent: RatePercent,
  debt: Debt,
  remainingTermMonths: z.int().min(0).max(600),
  /** Day of the month on which instalments fall due; 29 to 31 mean the last day of shorter months. */
  dueDay: z.int().min(1).max(31),
  daysPastDue: z.int().min(0).max(20_000),
  contractInstalment: Minor.min(0).optional(),
  lastPayment: z.object({ on: Day, amount: Minor.min(0) }).optional(),
  /** What the lender already knows of the borrower's means, a month; often nothing. */
  declared: z.object({
    monthlyIncome: Minor.min(0).optional(),
    monthlyExpenses: Minor.min(0).optional(),
    otherDebtPayments: Minor.min(0).optional(),
    dependants: z.int().min(0).max(30).optional(),
  }),
})
export type AccountFacts = z.infer<typeof AccountFacts>

/** Everything owed, in minor units. */
export const totalOf = (debt: Debt): number => debt.principal + debt.interest + debt.fees

/** Whether there is anything to negotiate: only then is a case opened, and the borrower's name kept. */
export const isOverdue = (facts: AccountFacts): boolean => facts.daysPastDue > 0 && totalOf(facts.debt) > 0
