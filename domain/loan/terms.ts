import * as z from 'zod'
import { RatePercent } from '../intake/account.ts'
import { Minor, RoundingMode } from '../money.ts'
import { Day } from '../time.ts'

/** How a rate a year becomes interest for days: how many days a month has, over how many a year has. */
export const DayCount = z.enum([
  '30/360',
  '30/365',
  '30/actual',
  'actual/360',
  'actual/364',
  'actual/365',
  'actual/actual',
])
export type DayCount = z.infer<typeof DayCount>

/** How often an instalment falls due: every so many of a unit. A fortnight is two weeks, a quarter three months. */
export const Frequency = z.object({ every: z.int().min(1).max(400), unit: z.enum(['day', 'week', 'month']) })
export type Frequency = z.infer<typeof Frequency>

/** What a payment can pay. */
export const Component = z.enum(['penalty', 'fee', 'interest', 'principal'])
export type Component = z.infer<typeof Component>

/** Where an instalment stands on the day of a payment. */
export const DueState = z.enum(['past-due', 'due', 'in-advance'])
export type DueState = z.infer<typeof DueState>

/** In which order a payment is shared out. Every pair of due state and component appears once. */
export const Allocation = z.object({
  order: z
    .array(z.object({ dueState: DueState, component: Component }))
    .length(12)
    .refine(
      (order) => new Set(order.map(({ dueState, component }) => `${dueState} ${component}`)).size === order.length,
      'names a due state and component twice; each pair stands once',
    ),
  /** `by-instalment` finishes an instalment before the next; `by-component` a component over all instalments before the next. */
  processing: z.enum(['by-instalment', 'by-component']),
  /** Which instalment not yet due takes what is left: the next, the last, the present one and then the last, or all in equal shares. */
  future: z.enum(['next', 'last', 'present-then-last', 'spread']),
})
export type Allocation = z.infer<typeof Allocation>

/** An amount that a loan or an instalment is charged. */
export const Fee = z
  .object({
    component: z.enum(['fee', 'penalty']),
    /** `instalment`: on each one; `past-due`: once on each one that is past due longer than `afterDays` at a close of business. */
    when: z.enum(['instalment', 'past-due']),
    /** `fixed` is minor units; all others are percent of the instalment's part. */
    basis: z.enum(['fixed', 'principal', 'interest', 'principal-and-interest']),
    amount: z.number().min(0).max(1e9),
    afterDays: z.int().min(0).default(0),
  })
  .refine(({ basis, amount }) => basis !== 'fixed' || Number.isInteger(amount), {
    path: ['amount'],
    message: 'a fixed fee is a whole number of minor units',
  })
export type Fee = z.infer<typeof Fee>

/** How a lender counts: parameters of a product, never of the code. */
export const Product = z.object({
  dayCount: DayCount,
  /** Where a period over New Year is cut under `actual/actual`. */
  newYearCut: z.enum(['31-december', '1-january']).default('31-december'),
  /** Which periods of a leap year count 366 days under `actual/actual`. */
  leapDays: z.enum(['whole-year', 'february-29-period']).default('whole-year'),
  /** `day` counts days (or 30-day months); `period` charges each period its plain share of the year. */
  interestPer: z.enum(['day', 'period']).default('day'),
  /** Under `period`: whether a part of a period is charged by its days, or as if whole. */
  partialPeriods: z.boolean().default(true),
  interest: z.enum(['declining-balance', 'flat']).default('declining-balance'),
  amortisation: z.enum(['level', 'equal-principal']).default('level'),
  /**
   * `dated-periods`: the instalment follows each period's own days, interest first and the rest principal. `ideal-periods`: months of 30
   * days in a year of 365; flat interest is then fixed for the whole term at the start and shared equally, as older systems do.
   */
  instalmentFrom: z.enum(['dated-periods', 'ideal-periods']).default('dated-periods'),
  rounding: RoundingMode,
  /** Instalments are whole multiples of so many minor units; 1 is no rounding beyond the minor unit. */
  instalmentMultiple: z.int().min(1),
  /** How an instalment goes to its multiple; always up by default, so that the last one is smaller and no balloon. */
  multipleRounding: RoundingMode.default('up'),
  /** Whether the last instalment is brought near the others by changing all of them a little. */
  smoothing: z.boolean(),
  allocation: Allocation,
  /** Whether a payment ahead of its day lowers the balance that bears interest from that day on; flat interest never does. */
  recalculates: z.boolean().default(false),
  /** Whether principal that is past due goes on bearing interest; needs `recalculates`. */
  overdueInterest: z.enum(['none', 'to-the-day', 'to-the-period-end']).default('none'),
  /** How far interest is due on what is paid ahead: to the day, to the end of the period, or to its end only where all is paid off. */
  aheadInterest: z.enum(['to-the-day', 'to-the-period-end', 'to-the-period-end-on-pay-off']).default('to-the-day'),
  /** Part of each disbursement that is due at once, in percent. */
  downPaymentPercent: z.number().min(0).max(100).default(0),
  fees: z.array(Fee).default([]),
})
export type Product = z.infer<typeof Product>

/** What one loan was agreed on. Amounts are minor units. */
export const LoanTerms = z.object({
  product: Product,
  /** Nominal percent a year. */
  annualRatePercent: RatePercent,
  /** The day from which due dates are counted: the first disbursement's when undefined. */
  startOn: Day.optional(),
  frequency: Frequency,
  /** Only where it is not one frequency after the start: a long or short first period. */
  firstDueOn: Day.optional(),
  /** Only where it is not one frequency after the one before: a long or short last period. */
  lastDueOn: Day.optional(),
  numberOfInstalments: z.int().min(1).max(600),
  /** Instalments at the start that pay interest only. */
  graceOnPrincipal: z.int().min(0).default(0),
  /** Instalments at the start whose interest is put off and added to the next paid one. */
  graceOnInterest: z.int().min(0).default(0),
  /** Principal left for the last instalment beyond its level one. */
  balloon: Minor.min(0).default(0),
  /** Tranches announced beforehand, used until the first money is paid out. */
  expectedTranches: z.array(z.object({ on: Day, amount: Minor.min(1) })).default([]),
})
export type LoanTerms = z.infer<typeof LoanTerms>

/** Something that happened to a loan on a day. A loan is a fold over these; a preview is the same fold with one more. */
export const LoanEvent = z.discriminatedUnion('type', [
  /** `charges` were taken from the payout and are no part of any instalment. */
  z.object({ type: z.literal('disbursed'), on: Day, amount: Minor.min(1), charges: Minor.min(0).default(0) }),
  z.object({ type: z.literal('charged'), on: Day, component: z.enum(['fee', 'penalty']), amount: Minor.min(1) }),
  z.object({ type: z.literal('paid'), id: z.string(), on: Day, amount: Minor.min(1) }),
  z.object({ type: z.literal('payment-reversed'), id: z.string(), on: Day }),
  /** Close of business: what is past due on this day is counted. */
  z.object({ type: z.literal('day-closed'), on: Day }),
  z.object({
    type: z.literal('rescheduled'),
    on: Day,
    /** The due date of the first instalment concerned, or the first day of a new rate. */
    from: Day,
    /** The new due date of that instalment; the later ones follow it. */
    dueOn: Day.optional(),
    graceOnPrincipal: z.int().min(1).max(120).optional(),
    graceOnInterest: z.int().min(1).max(120).optional(),
    extraInstalments: z.int().min(1).max(600).optional(),
    annualRatePercent: RatePercent.optional(),
  }),
  /** No interest from one day to another, both counted. */
  z.object({ type: z.literal('interest-paused'), on: Day, from: Day, until: Day }),
  z.object({
    type: z.literal('re-aged'),
    on: Day,
    startOn: Day,
    frequency: Frequency,
    numberOfInstalments: z.int().min(1).max(600),
    /** What becomes of interest that is owed: counted anew, waived, or shared equally as far as it is payable or in full. */
    interest: z.enum(['recounted', 'waived', 'payable-shared', 'full-shared']),
  }),
  /** What is past due is spread over the instalments still to come; with `over`, caught up on top of so many next ones. */
  z.object({ type: z.literal('re-amortised'), on: Day, over: z.int().min(1).max(600).optional() }),
  /**
   * Of what is past due or due on this day some is waived first; what is left joins the balance and bears interest from here on, or is
   * carried forward in equal parts without bearing any. `defer` sets principal aside, without interest, for an instalment of its own
   * after the last.
   */
  z.object({
    type: z.literal('relieved'),
    on: Day,
    waive: z.strictObject({
      interest: Minor.min(0).optional(),
      penalty: Minor.min(0).optional(),
      fee: Minor.min(0).optional(),
    }),
    arrears: z.enum(['capitalise', 'carry-forward']),
    defer: Minor.min(1).optional(),
  }),
  /** A lump sum closes the loan; the rest of what is owed on the day is waived: fees, penalties, interest, then principal. */
  z.object({ type: z.literal('settled'), on: Day, amount: Minor.min(1) }),
  /** Undoes the latest change of that kind before it. */
  z.object({
    type: z.literal('undone'),
    on: Day,
    change: z.enum(['rescheduled', 're-aged', 're-amortised', 'interest-paused', 'relieved', 'settled']),
  }),
])
export type LoanEvent = z.infer<typeof LoanEvent>
/** One instalment as it stands. Minor units. */
export interface ScheduledInstalment {
  readonly number: number
  readonly from: Day
  readonly dueOn: Day
  readonly due: Readonly<Record<Component, number>>
  readonly paid: Readonly<Record<Component, number>>
  /** Part of `due` that nobody has to pay. */
  readonly waived: Readonly<Record<Component, number>>
  readonly paidInAdvance: number
  readonly paidLate: number
  /** The day on which nothing more was owed of it. */
  readonly settledOn?: Day | undefined
  readonly principalAfter: number
  readonly isDownPayment: boolean
  /** Principal that was set aside, due after the last instalment. */
  readonly isDeferred: boolean
}

/** A loan's schedule on a day. */
export interface LoanSchedule {
  readonly asOf: Day
  readonly disbursements: readonly { readonly on: Day; readonly amount: number; readonly charges: number }[]
  /** Interest, fees and penalties that joined the principal. */
  readonly capitalised: readonly { readonly on: Day; readonly amount: number }[]
  readonly instalments: readonly ScheduledInstalment[]
  /** Paid beyond all that is owed. */
  readonly credit: number
}
