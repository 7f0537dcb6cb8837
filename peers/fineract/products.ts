import * as z from 'zod'
import { Day } from '../../domain/time.ts'

const components = ['PENALTY', 'FEE', 'INTEREST', 'PRINCIPAL'] as const

/** `PAST_DUE_PENALTY` and the like. */
const AllocationStep = z.templateLiteral([z.enum(['PAST_DUE', 'DUE', 'IN_ADVANCE']), '_', z.enum(components)])

const Future = z.enum(['NEXT_INSTALLMENT', 'LAST_INSTALLMENT', 'NEXT_LAST_INSTALLMENT', 'REAMORTIZATION'])

/** A charge as products define it. */
export const ChargeDefinition = z.object({
  time: z.enum(['DISBURSEMENT', 'TRANCHE_DISBURSEMENT', 'INSTALLMENT_FEE', 'OVERDUE_FEES']),
  calculation: z.enum([
    'FLAT',
    'PERCENTAGE_AMOUNT',
    'PERCENTAGE_DISBURSEMENT_AMOUNT',
    'PERCENTAGE_INTEREST',
    'PERCENTAGE_LOAN_AMOUNT_PLUS_INTEREST',
  ]),
  amount: z.number(),
  penalty: z.boolean(),
})
export type ChargeDefinition = z.infer<typeof ChargeDefinition>

/** A product as its file writes it. */
export const PeerProduct = z.object({
  name: z.string(),
  scheduleType: z.enum(['PROGRESSIVE', 'CUMULATIVE']),
  processing: z.enum(['HORIZONTAL', 'VERTICAL']).nullable(),
  daysInYear: z.union([z.literal(360), z.literal(364), z.literal(365), z.literal('actual')]),
  daysInMonth: z.union([z.literal(30), z.literal('actual')]),
  daysInYearCustomStrategy: z.literal('FEB_29_PERIOD_ONLY').nullable(),
  allowPartialPeriodInterest: z.boolean(),
  interestRatePerPeriodFrequency: z.enum(['YEAR', 'MONTH', 'WHOLE_TERM']),
  installmentAmountInMultiplesOf: z.number().nullable(),
  repaymentStartDateType: z.enum(['DISBURSEMENT_DATE', 'SUBMITTED_ON_DATE']),
  fixedLength: z.number().nullable(),
  downPayment: z.object({ enabled: z.boolean(), percent: z.number().nullable(), auto: z.boolean().nullable() }),
  paymentAllocation: z.array(z.object({ tx: z.string(), future: Future, order: z.string() })).nullable(),
  interestRecalculation: z.object({
    enabled: z.boolean(),
    compounding: z.string().optional(),
    rescheduleStrategy: z.string().optional(),
    preClosureStrategy: z.string().optional(),
    restFrequency: z.string().optional(),
    noInterestOnPastDue: z.boolean().optional(),
  }),
  interestRecognitionOnDisbursementDate: z.boolean(),
  charges: z.array(z.string()),
})
export type PeerProduct = z.infer<typeof PeerProduct>

const ProductEdit = z.union([
  z.object({ tx: z.string(), future: Future }),
  z.object({ repaymentStartDateType: PeerProduct.shape.repaymentStartDateType }),
])

/** What the case file leaves out about one case. */
export const CaseFacts = z.object({
  i: z.int(),
  businessDate: Day,
  approve: z
    .array(z.object({ beforeOp: z.int(), amount: z.number().optional(), expectedDisbursement: Day.optional() }))
    .default([]),
  loan: z
    .object({
      fixedLength: z.number().optional(),
      charges: z.string().optional(),
      downPaymentEnabled: z.boolean().optional(),
      downPaymentPercent: z.number().optional(),
      downPaymentAuto: z.boolean().optional(),
    })
    .default({}),
  productEdit: z.array(ProductEdit).default([]),
  chargeEdit: z.array(z.object({ charge: z.string(), calculation: ChargeDefinition.shape.calculation })).default([]),
  noAutoDownPayment: z.array(z.int()).default([]),
  preview: z.array(z.int()).default([]),
  undo: z.array(z.int()).default([]),
  droppedStep: z.object({ beforeOp: z.int(), step: z.string() }).optional(),
  skippedUpstream: z.boolean().default(false),
  overdue: z.array(z.int()).default([]),
})
export type CaseFacts = z.infer<typeof CaseFacts>

/** The file of product settings, as far as it is read here; products, charges and facts are read when a case needs them. */
export const ProductsFile = z.object({
  systemDefaults: z.object({ penaltyWaitDays: z.int() }),
  orders: z.record(z.string(), z.array(AllocationStep)),
  strategies: z.record(
    z.string(),
    z.object({ due: z.array(z.enum(components)), inAdvance: z.array(z.enum(components)) }),
  ),
  charges: z.record(z.string(), z.looseObject({ time: z.string() })),
  products: z.array(z.looseObject({ name: z.string() })),
  cases: z.array(z.looseObject({ i: z.int() })),
})
export type ProductsFile = z.infer<typeof ProductsFile>
