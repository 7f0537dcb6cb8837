import { existsSync, readFileSync } from 'node:fs'
import Big from 'big.js'
import { parse } from 'csv-parse/sync'
import { expect, test } from 'vitest'
import * as z from 'zod'
import { isRefusal } from '../../../domain/outcome.ts'
import { dueOf } from '../../../domain/plan/plan.ts'
import { annuity } from '../../../domain/plan/schedule.ts'
import { Day } from '../../../domain/time.ts'

const Loans = z.array(
  z.object({
    rownames: z.string(),
    loan_amount: z.string(),
    interest_rate: z.string(),
    term: z.string(),
    installment: z.string(),
  }),
)

const file = new URL('../../../../shared/data/openintro-loans-full-schema.csv', import.meta.url)
const present = existsSync(file)

if (!present) console.warn('Not run: real loans are not compared, because openintro-loans-full-schema.csv is not here.')

test.runIf(present)(
  'our instalment of 7,501 real loans is the lender’s own, rounded up to the cent, on all but a handful',
  () => {
    const loans = Loans.parse(parse(readFileSync(file), { columns: true }))
    const instalmentOf = (loan: z.infer<typeof Loans>[number]): number => {
      const rows = annuity({
        principal: new Big(loan.loan_amount).times(100).toNumber(),
        annualRatePercent: loan.interest_rate,
        months: Number(loan.term),
        firstDueOn: Day.parse('2018-04-01'),
        dueDay: 1,
        rounding: 'up',
        instalmentMultiple: 1,
      })
      if (isRefusal(rows)) throw new Error(rows.reason)
      return Math.max(...rows.slice(0, 1).map(dueOf))
    }
    const different = loans
      .map((loan) => ({
        row: loan.rownames,
        ours: instalmentOf(loan),
        theirs: new Big(loan.installment).times(100).toNumber(),
      }))
      .filter(({ ours, theirs }) => ours !== theirs)
    expect(loans).toHaveLength(7501)
    expect(different).toEqual([
      { row: '1548', ours: 24_338, theirs: 24_335 },
      { row: '1968', ours: 85_182, theirs: 83_093 },
      { row: '9687', ours: 73_013, theirs: 73_334 },
    ])
  },
)
