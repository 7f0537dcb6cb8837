import Big from 'big.js'
import { parse } from 'csv-parse/sync'
import * as z from 'zod'
import { levelAmount, monthlyRate } from '../domain/plan/rate.ts'

const Loans = z.array(
  z.object({
    rownames: z.string(),
    loan_amount: z.string(),
    interest_rate: z.string(),
    term: z.coerce.number(),
    installment: z.string(),
  }),
)

/** A loan whose lender asks for another instalment than ours. Cents. */
export interface OtherInstalment {
  readonly row: string
  readonly ours: number
  readonly theirs: number
}

/** What came of all loans. */
export interface LoanComparison {
  readonly loans: number
  readonly different: readonly OtherInstalment[]
}

const cents = (dollars: string): number => new Big(dollars).times(100).toNumber()

/** The annuity of every loan, rounded up to the cent, beside the lender's own instalment. @throws ZodError, CsvError */
export const compareLoans = (csv: string): LoanComparison => {
  const loans = Loans.parse(parse(csv, { columns: true }))
  const different = loans
    .map((loan) => ({
      row: loan.rownames,
      ours: levelAmount(cents(loan.loan_amount), monthlyRate(loan.interest_rate), loan.term, 'up'),
      theirs: cents(loan.installment),
    }))
    .filter(({ ours, theirs }) => ours !== theirs)
  return { loans: loans.length, different }
}
