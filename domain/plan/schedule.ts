import { type Debt, totalOf } from '../intake/account.ts'
import type { RoundingMode } from '../money.ts'
import type { Day } from '../time.ts'
import { badInput, checkAmount, checkDueDay, checkMonths, checkRate, type InputRefusal } from './bounds.ts'
import { dueDates } from './due-dates.ts'
import type { Instalment } from './plan.ts'
import { interestOf, levelAmount, type MonthlyRate, monthlyRate } from './rate.ts'

/** How instalments are settled; product parameters. `instalmentMultiple` is in minor units. */
export interface Settling {
  readonly rounding: RoundingMode
  readonly instalmentMultiple: number
}

/** What every schedule is made from. `principal` in minor units; `months` counts from one month before `firstDueOn`. */
export interface ScheduleTerms extends Settling {
  readonly principal: number
  /** Interest and fees owed already that did not join the principal: spread evenly, bearing no interest. */
  readonly arrears?: { readonly interest: number; readonly fees: number }
  readonly annualRatePercent: string
  readonly months: number
  readonly firstDueOn: Day
  /** Day of the month; 29 to 31 mean the last day of shorter months. */
  readonly dueDay: number
}

/** An instalment before it has a number and a date, in minor units. */
export type Parts = Debt

/** Months at the start in which less is asked: `instalment` 0 is a payment holiday. */
export interface Relief {
  readonly months: number
  readonly instalment: number
}

/** Always up, so that the last instalment is the smaller one and no balloon. */
const toMultiple = (amount: number, { instalmentMultiple }: Settling): number =>
  Math.ceil(amount / instalmentMultiple) * instalmentMultiple

/** The equal amount that clears `owed` in `months`; interest and fees in it bear no interest. */
export const levelInstalment = (owed: Debt, rate: MonthlyRate, months: number, settling: Settling): number =>
  toMultiple(
    levelAmount(owed.principal, rate, months, settling.rounding) +
      Math.ceil(owed.interest / months) +
      Math.ceil(owed.fees / months),
    settling,
  )

/** What is left after a row and this month's interest. */
const after = (owed: Debt, accrued: number, row: Parts): Debt => ({
  principal: owed.principal - row.principal,
  interest: owed.interest + accrued - row.interest,
  fees: owed.fees - row.fees,
})

/** One payment of `amount`: the shares of fees and interest that are its due, then principal, then more of what is owed already. */
const rowOf = (owed: Debt, accrued: number, amount: number, feeShare: number, interestShare: number): Parts => {
  const fees = Math.min(feeShare, amount)
  const interest = Math.min(interestShare, amount - fees)
  const principal = Math.min(owed.principal, amount - fees - interest)
  const unused = amount - fees - interest - principal
  const moreInterest = Math.min(unused, owed.interest + accrued - interest)
  return {
    principal,
    interest: interest + moreInterest,
    fees: fees + Math.min(unused - moreInterest, owed.fees - fees),
  }
}

/** Interest goes to the nearest unit whichever way instalments go: always up, its cents would pile up in the last instalment. */
const accruedOf = ({ principal }: Debt, rate: MonthlyRate, { rounding }: Settling): number =>
  interestOf(principal, rate, rounding === 'half-up' ? 'half-up' : 'half-even')

/** Pays the same amount a month; interest above it is carried and bears none itself. */
const fixedRows = (owed: Debt, rate: MonthlyRate, settling: Settling, relief: Relief): [Parts[], Debt] => {
  const rows: Parts[] = []
  let left = owed
  for (let month = 0; month < relief.months; month++) {
    const accrued = accruedOf(left, rate, settling)
    const row = rowOf(left, accrued, relief.instalment, 0, accrued)
    left = after(left, accrued, row)
    rows.push(row)
  }
  return [rows, left]
}

const levelRows = (owed: Debt, rate: MonthlyRate, settling: Settling, months: number, instalment: number): Parts[] => {
  const rows: Parts[] = []
  let left = owed
  for (let ahead = months; ahead > 0; ahead--) {
    const accrued = accruedOf(left, rate, settling)
    if (ahead === 1 || left.principal + left.interest + accrued + left.fees <= instalment) {
      rows.push({ ...left, interest: left.interest + accrued })
      break
    }
    const interestShare = accrued + Math.ceil(left.interest / ahead)
    const row = rowOf(left, accrued, instalment, Math.ceil(left.fees / ahead), interestShare)
    left = after(left, accrued, row)
    rows.push(row)
  }
  return rows
}

const noRelief: Relief = { months: 0, instalment: 0 }

/**
 * The instalments that clear `owed`: `relief` first, then `instalment` a month for at most `months`, the last of which takes the rest.
 * Months of a payment holiday give no row. An instalment above the level one clears the debt early; then there are fewer rows.
 * @param instalment the level one when undefined
 */
export const amortise = (
  owed: Debt,
  rate: MonthlyRate,
  settling: Settling,
  months: number,
  relief: Relief = noRelief,
  instalment?: number,
): Parts[] => {
  const [lowered, left] = fixedRows(owed, rate, settling, relief)
  const level = levelRows(left, rate, settling, months, instalment ?? levelInstalment(left, rate, months, settling))
  return [...lowered, ...level].filter((row) => totalOf(row) > 0)
}

/** Gives rows their number and date. */
export const dated = (rows: readonly Parts[], firstDueOn: Day, dueDay: number, holidayMonths = 0): Instalment[] => {
  const dates = dueDates(firstDueOn, dueDay, holidayMonths + rows.length)
  return rows.map((parts, index) => ({
    number: index + 1,
    dueOn: dates[index + holidayMonths] ?? firstDueOn,
    principal: parts.principal,
    interest: parts.interest,
    fees: parts.fees,
  }))
}

const checkTerms = (terms: ScheduleTerms): InputRefusal | undefined =>
  checkAmount('principal', terms.principal, 1) ??
  checkAmount('arrears.interest', terms.arrears?.interest ?? 0) ??
  checkAmount('arrears.fees', terms.arrears?.fees ?? 0) ??
  checkRate('annualRatePercent', terms.annualRatePercent) ??
  checkMonths('months', terms.months) ??
  checkDueDay('dueDay', terms.dueDay) ??
  checkAmount('instalmentMultiple', terms.instalmentMultiple, 1)

const scheduled = (terms: ScheduleTerms, relief: Relief): Instalment[] => {
  const rows = amortise(
    owedOf(terms),
    monthlyRate(terms.annualRatePercent),
    terms,
    terms.months - relief.months,
    relief,
  )
  return dated(rows, terms.firstDueOn, terms.dueDay, relief.instalment === 0 ? relief.months : 0)
}

const owedOf = (terms: ScheduleTerms): Debt => ({ interest: 0, fees: 0, ...terms.arrears, principal: terms.principal })

const checkLowered = (terms: ScheduleTerms & { readonly lowered: Relief }): InputRefusal | undefined => {
  const level = levelInstalment(owedOf(terms), monthlyRate(terms.annualRatePercent), terms.months, terms)
  return terms.lowered.instalment < level
    ? undefined
    : badInput('lowered.instalment', `${terms.lowered.instalment} is not below the level instalment of ${level}`)
}

/** Equal monthly instalments (R20). */
export const annuity = (terms: ScheduleTerms): Instalment[] | InputRefusal =>
  checkTerms(terms) ?? scheduled(terms, noRelief)

/** The first `lowered.months` of all `months` ask for `lowered.instalment`, the rest for as much more as clears the debt in time (R20). */
export const stepUp = (terms: ScheduleTerms & { readonly lowered: Relief }): Instalment[] | InputRefusal =>
  checkTerms(terms) ??
  checkMonths('lowered.months', terms.lowered.months) ??
  checkMonths('months after the lowered ones', terms.months - terms.lowered.months) ??
  checkAmount('lowered.instalment', terms.lowered.instalment, 1) ??
  checkLowered(terms) ??
  scheduled(terms, terms.lowered)

/** Nothing is asked in the first `holidayMonths` of all `months`; their interest is spread over the rest and bears none itself (R20). */
export const holiday = (terms: ScheduleTerms & { readonly holidayMonths: number }): Instalment[] | InputRefusal =>
  checkTerms(terms) ??
  checkMonths('holidayMonths', terms.holidayMonths) ??
  checkMonths('months after the holiday', terms.months - terms.holidayMonths) ??
  scheduled(terms, { months: terms.holidayMonths, instalment: 0 })
