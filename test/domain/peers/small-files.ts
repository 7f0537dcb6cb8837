import { PeerCase } from '../../../peers/fineract/cases.ts'
import { CaseFacts, PeerProduct, ProductsFile } from '../../../peers/fineract/products.ts'

const components = ['PENALTY', 'FEE', 'INTEREST', 'PRINCIPAL']
const states = ['PAST_DUE', 'DUE', 'IN_ADVANCE']

/** A product of the peer: yearly rate, months of 30 days, no extras. */
export const plainProduct = {
  name: 'PLAIN',
  scheduleType: 'PROGRESSIVE',
  processing: 'HORIZONTAL',
  daysInYear: 360,
  daysInMonth: 30,
  daysInYearCustomStrategy: null,
  allowPartialPeriodInterest: true,
  interestRatePerPeriodFrequency: 'YEAR',
  installmentAmountInMultiplesOf: null,
  repaymentStartDateType: 'DISBURSEMENT_DATE',
  fixedLength: null,
  downPayment: { enabled: false, percent: null, auto: null },
  paymentAllocation: [{ tx: 'DEFAULT', future: 'NEXT_INSTALLMENT', order: 'INT-FIRST' }],
  interestRecalculation: { enabled: false },
  interestRecognitionOnDisbursementDate: false,
  charges: [],
} as const

/** A products file with one product. */
export const productsFile = (product: object = {}, facts: readonly object[] = [{}]): ProductsFile =>
  ProductsFile.parse({
    systemDefaults: { penaltyWaitDays: 2 },
    orders: { 'INT-FIRST': states.flatMap((state) => components.map((component) => `${state}_${component}`)) },
    strategies: { OLD: { due: components, inAdvance: components.toReversed() } },
    charges: {
      PAYOUT_FEE: { time: 'DISBURSEMENT', calculation: 'FLAT', amount: 25, penalty: false },
      TRANCHE_FEE: { time: 'TRANCHE_DISBURSEMENT', calculation: 'PERCENTAGE_AMOUNT', amount: 1, penalty: false },
      EACH_TIME: { time: 'INSTALLMENT_FEE', calculation: 'PERCENTAGE_INTEREST', amount: 5, penalty: false },
      LATE: { time: 'OVERDUE_FEES', calculation: 'PERCENTAGE_AMOUNT', amount: 1.5, penalty: true },
    },
    products: [{ ...plainProduct, ...product }],
    cases: facts.map((each, i) => ({ i, businessDate: '2024-01-01', ...each })),
  })

/** The first product of a file. */
export const productIn = (file: ProductsFile): PeerProduct => PeerProduct.parse(file.products[0])

/** The facts about the first case of a file. */
export const factsIn = (file: ProductsFile): CaseFacts => CaseFacts.parse(file.cases[0])

/** A case without interest, in three monthly instalments from 1 January 2024, as its file has it. */
export const rawCase = (ops: readonly object[], loan: object = {}, name = 'pay') => ({
  class: name,
  loan: {
    LoanProduct: 'PLAIN',
    'submitted on date': '01 January 2024',
    'with Principal': '300',
    'ANNUAL interest rate %': '0',
    'interest type': 'DECLINING_BALANCE',
    'interest calculation period': 'DAILY',
    'amortization type': 'EQUAL_INSTALLMENTS',
    repaymentEvery: '1',
    repaymentFrequencyType: 'MONTHS',
    numberOfRepayments: '3',
    graceOnPrincipalPayment: '0',
    'interest free period': '0',
    'Payment strategy': 'OLD',
    ...loan,
  },
  ops: ops.map((step) => ({ op: '', ...step })),
})

/** The same, read. */
export const peerCase = (ops: readonly object[], loan: object = {}): PeerCase => PeerCase.parse(rawCase(ops, loan))

/** Pays out 300. */
export const payOut = { op: 'disburse', date: '01 January 2024', amount: '300' }

const header = [
  ...['Nr', 'Days', 'Date', 'Paid date', 'Balance of loan', 'Principal due', 'Interest', 'Fees', 'Penalties', 'Due'],
  ...['Paid', 'In advance', 'Late', 'Outstanding'],
]

const row = (text: string): string[] => text.split('|')

/** The schedule before any payment. */
export const untouchedTable = {
  op: 'EXPECT_SCHEDULE',
  header,
  rows: [
    row('||01 January 2024||300.0|||0.0||0.0|0.0|||'),
    row('1|31|01 February 2024||200.0|100.0|0.0|0.0|0.0|100.0|0.0|0.0|0.0|100.0'),
    row('2|29|01 March 2024||100.0|100.0|0.0|0.0|0.0|100.0|0.0|0.0|0.0|100.0'),
    row('3|31|1 Apr 2024||0.0|100.0|0.0|0.0|0.0|100.0|0.0|0.0|0.0|100.0'),
  ],
}

/** Totals of the schedule before any payment. */
export const untouchedTotal = {
  op: 'EXPECT_TOTAL',
  header: header.slice(5),
  rows: [row('300|0|0|0|300|0|0|0|300')],
}
