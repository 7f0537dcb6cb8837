import { CsvError, parse } from 'csv-parse/sync'
import * as z from 'zod'
import { accountColumns } from '../../domain/intake/columns.ts'
import { csvLine } from '../../domain/intake/csv-line.ts'
import { Dice } from '../sample/dice.ts'
import { samplePerson } from '../sample/people.ts'

/** The statuses of loans that are behind, with days past due in the middle of what each means; LendingClub charged off at 150 days. */
const daysPastDue = {
  'In Grace Period': 8,
  'Late (16-30 days)': 23,
  'Late (31-120 days)': 75,
  'Charged Off': 150,
} as const

const isBehind = (status: string): status is keyof typeof daysPastDue => Object.hasOwn(daysPastDue, status)

const figure = z.coerce.number().min(0)
const perhaps = z.union([z.literal('').transform(() => undefined), figure])

const Loan = z.looseObject({
  rownames: z.string().regex(/^\d+$/, 'a row number'),
  state: z.string().regex(/^[A-Z]{2}$/, 'a state of two letters'),
  annual_income: figure,
  annual_income_joint: perhaps,
  debt_to_income: perhaps,
  debt_to_income_joint: perhaps,
  loan_amount: figure,
  term: figure,
  interest_rate: z.string().regex(/^\d+(\.\d+)?$/, 'a number of percent'),
  installment: figure,
  loan_purpose: z.string(),
  loan_status: z.string(),
  balance: figure,
  paid_total: figure,
  paid_principal: figure,
})
type Loan = z.infer<typeof Loan>

/** The file is not what the converter reads; says what is wrong and where. */
export class NotOpenIntroError extends Error {
  override readonly name = 'NotOpenIntroError'
}

const needed = Object.keys(Loan.shape)

const recordsOf = (csv: Buffer): Record<string, string>[] => {
  try {
    return parse(csv, { bom: true, columns: true })
  } catch (error) {
    if (!(error instanceof CsvError)) throw error
    throw new NotOpenIntroError(`The file cannot be read as CSV: ${error.message}. Download it again.`)
  }
}

const cents = (amount: number): string => amount.toFixed(2)

/** What the borrower, or both of two who borrowed together, earn a month and pay on other debts. */
const meansOf = (loan: Loan) => {
  const jointly = loan.annual_income_joint !== undefined
  const income = (loan.annual_income_joint ?? loan.annual_income) / 12
  const ratio = jointly ? loan.debt_to_income_joint : loan.debt_to_income
  return {
    monthly_income: cents(income),
    other_debt_payments: ratio === undefined ? '' : cents((income * ratio) / 100),
  }
}

const accountOf = (loan: Loan, status: keyof typeof daysPastDue): Record<string, string> => {
  const dice = new Dice(`borrower of loan ${loan.rownames}`)
  const late = daysPastDue[status]
  // A charged-off loan's balance is written down to nothing; what was never paid back is still owed.
  const owed = status === 'Charged Off' ? loan.loan_amount - loan.paid_principal : loan.balance
  const paidMonths = loan.installment === 0 ? 0 : Math.floor(loan.paid_total / loan.installment)
  return {
    account_reference: `OI-${loan.rownames}`,
    borrower_reference: `OIB-${loan.rownames}`,
    ...samplePerson(dice, 'western', Number(loan.rownames)),
    language: 'en',
    region: loan.state,
    product: loan.loan_purpose === 'small_business' ? 'small-business-loan' : 'personal-loan',
    currency: 'USD',
    contract_rate: loan.interest_rate,
    rate_basis: 'annual',
    outstanding_principal: cents(owed),
    accrued_interest: cents((owed * Number(loan.interest_rate) * late) / 36_500),
    fees: '0',
    remaining_term_months: String(Math.max(loan.term - paidMonths, 0)),
    due_day: String(dice.between(1, 28)),
    days_past_due: String(late),
    instalment: cents(loan.installment),
    ...meansOf(loan),
  }
}

/**
 * OpenIntro's `loans_full_schema` as an accounts file of the lender `union-c`: the loans that are in grace, late or charged off. Figures are
 * the borrowers' own; names and addresses are invented, for the data has none, and the same ones each time. Accrued interest is reckoned
 * from balance, rate and days; fees and the last payment are not in the data. Its own columns come along as columns that Forbear only keeps.
 * @throws NotOpenIntroError
 */
export const dropOfLoans = (csv: Buffer): { readonly accounts: number; readonly content: string } => {
  const records = recordsOf(csv)
  const own = Object.keys(records[0] ?? {})
  const missing = needed.filter((column) => !own.includes(column))
  if (missing.length > 0) {
    const what = `The file is not OpenIntro's loans_full_schema.csv: it has no column ${missing.join(', ')}.`
    throw new NotOpenIntroError(`${what} Give that file, with its header.`)
  }
  const header = [...Object.keys(accountColumns), ...own]
  const rows = records.flatMap((record, index) => {
    const status = record['loan_status'] ?? ''
    if (!isBehind(status)) return []
    const loan = Loan.safeParse(record)
    if (!loan.success) {
      const [issue] = loan.error.issues
      throw new NotOpenIntroError(
        `Loan ${index + 1} of the file: ${issue?.path.join('.')} is wrong: ${issue?.message}.`,
      )
    }
    const account = { ...record, ...accountOf(loan.data, status) }
    return [csvLine(header.map((column) => account[column] ?? ''))]
  })
  return { accounts: rows.length, content: [csvLine(header), ...rows].map((line) => `${line}\n`).join('') }
}
