import * as z from 'zod'
import { Cents, cell, EnglishDay, WholeNumber } from './cells.ts'

const FrequencyType = z.enum(['DAYS', 'WEEKS', 'MONTHS', 'YEARS'])

const Tranches = z.object({
  tranche_disb_expected_date: EnglishDay.optional(),
  tranche_disb_principal: Cents.optional(),
  '1st_tranche_disb_expected_date': EnglishDay.optional(),
  '1st_tranche_disb_principal': Cents.optional(),
  '2nd_tranche_disb_expected_date': EnglishDay.optional(),
  '2nd_tranche_disb_principal': Cents.optional(),
})

const Loan = Tranches.extend({
  LoanProduct: z.string(),
  'submitted on date': EnglishDay,
  'with Principal': Cents,
  'ANNUAL interest rate %': z.string(),
  interestRateFrequencyType: z.enum(['YEAR', 'MONTH', 'WHOLE_TERM']).optional(),
  'interest type': z.enum(['DECLINING_BALANCE', 'FLAT']),
  'interest calculation period': z.enum(['DAILY', 'SAME_AS_REPAYMENT_PERIOD']),
  'amortization type': z.enum(['EQUAL_INSTALLMENTS', 'EQUAL_PRINCIPAL_PAYMENTS']),
  repaymentEvery: z.coerce.number(),
  repaymentFrequencyType: FrequencyType,
  numberOfRepayments: z.coerce.number(),
  graceOnPrincipalPayment: z.coerce.number(),
  'interest free period': z.coerce.number(),
  'Payment strategy': z.string(),
  'charge calculation type': z.string().optional(),
  'charge amount %': z.coerce.number().optional(),
  'charge amount': z.coerce.number().optional(),
})
/** What a case asks of its loan. */
export type PeerLoan = z.infer<typeof Loan>

const table = (op: 'EXPECT_SCHEDULE' | 'EXPECT_TOTAL') =>
  z.object({ op: z.literal(op), header: z.array(z.string()), rows: z.array(z.array(z.string())) })

const Step = z.discriminatedUnion('op', [
  z.object({ op: z.literal('date'), date: EnglishDay }),
  z.object({ op: z.literal('disburse'), date: EnglishDay, amount: Cents }),
  z.object({ op: z.literal('pay'), kind: z.string(), date: EnglishDay, amount: Cents }),
  z.object({ op: z.literal('cob') }),
  z.object({
    op: z.literal('reschedule'),
    rescheduleFromDate: EnglishDay,
    submittedOnDate: EnglishDay,
    adjustedDueDate: cell(EnglishDay).optional(),
    graceOnPrincipal: WholeNumber.optional(),
    graceOnInterest: WholeNumber.optional(),
    extraTerms: WholeNumber.optional(),
    newInterestRate: z.string().optional(),
  }),
  z.object({
    op: z.literal('reage'),
    frequencyNumber: z.coerce.number(),
    frequencyType: FrequencyType,
    startDate: EnglishDay,
    numberOfInstallments: z.coerce.number(),
    reAgeInterestHandling: z
      .enum(['DEFAULT', 'WAIVE_INTEREST', 'EQUAL_AMORTIZATION_PAYABLE_INTEREST', 'EQUAL_AMORTIZATION_FULL_INTEREST'])
      .default('DEFAULT'),
  }),
  z.object({ op: z.literal('reamortize') }),
  table('EXPECT_SCHEDULE'),
  table('EXPECT_TOTAL'),
  z.object({ op: z.literal('EXPECT_DELINQUENCY') }),
])
/** A step of a case that is understood here. */
export type Step = z.infer<typeof Step>

const known = new Set<string>(Step.options.map(({ shape }) => shape.op.value))

const UnknownStep = z
  .looseObject({ op: z.string().refine((op) => !known.has(op), 'has fields that are not understood') })
  .transform(({ op }) => ({ op: 'unknown' as const, name: op }))

/** One scenario: a loan, what happens to it, and the tables that are expected on the way. */
export const PeerCase = z.object({
  class: z.string(),
  loan: Loan,
  ops: z.array(z.union([Step, UnknownStep])),
})
export type PeerCase = z.infer<typeof PeerCase>

/** The file of cases; each is read by itself, so that one that cannot be read does not hide the others. */
export const CasesFile = z.array(z.looseObject({ class: z.string(), ops: z.array(z.looseObject({ op: z.string() })) }))
export type CasesFile = z.infer<typeof CasesFile>
