import { divide, type Fraction, none, share } from './fraction.ts'
import { asInstalment, levelAmount, type Settling, smoothed, type Tail } from './level-instalment.ts'

/** What is owed at the start, in minor units. Interest and fees owed already bear no interest and are spread over the instalments. */
export interface Owed {
  readonly principal: number
  readonly interest: number
  readonly fees: number
}

/** One instalment's parts, in minor units; `earned` is the interest of its own period, whenever it is asked for. */
export interface Row extends Owed {
  readonly earned: number
}

/** Instalments at the start that ask for less than the others. */
export interface Relief {
  readonly instalments: number
  /** `interest` alone, a fixed amount, or 0 for a payment holiday. Interest above it is put off, spread over the rest, and bears none itself. */
  readonly pays: 'interest' | number
  /** Interest goes on unless it is waived for these instalments. */
  readonly interest?: 'accrues' | 'waived'
}

/** How the principal comes back. */
export interface Shape {
  /** All instalments alike, or all principal parts alike. */
  readonly amortisation: 'level' | 'equal-principal'
  /** `flat` counts every period's interest on the whole principal and shares it equally. */
  readonly interest?: 'declining-balance' | 'flat'
  /** One after the other at the start; together fewer than all instalments. */
  readonly relief?: readonly Relief[]
  /** Principal left for the last instalment beyond its own share. */
  readonly balloon?: number
  /** A fixed instalment instead of the level one; above it the debt ends early. */
  readonly instalment?: number
}

/** What settles a schedule, and whether the last instalment is smoothed. */
export interface AmortisationSettling extends Settling {
  readonly smoothing?: boolean
}

interface Left {
  principal: number
  interest: number
  fees: number
}

/** Interest goes to the nearest unit whichever way instalments go: always up, its cents would pile up in the last instalment. */
const interestRounding = ({ rounding }: Settling): 'half-up' | 'half-even' =>
  rounding === 'half-up' ? 'half-up' : 'half-even'

const spread = (amount: number, over: number): number => (amount === 0 ? 0 : Math.ceil(amount / over))

const pay = (left: Left, accrued: number, interest: number, fees: number, principal: number): Row => {
  left.principal -= principal
  left.interest += accrued - interest
  left.fees -= fees
  return { principal, interest, fees, earned: accrued }
}

const payAll = (left: Left, accrued: number): Row =>
  pay(left, accrued, left.interest + accrued, left.fees, left.principal)

/** `amount` pays the shares of fees and interest that are its due, then principal, then more of what is owed already. */
const payAmount = (left: Left, accrued: number, amount: number, interestShare: number, feeShare: number): Row => {
  const fees = Math.min(feeShare, amount)
  const interest = Math.min(interestShare, amount - fees)
  const principal = Math.min(left.principal, amount - fees - interest)
  const unused = amount - fees - interest - principal
  if (unused === 0) return pay(left, accrued, interest, fees, principal)
  const moreInterest = Math.min(unused, left.interest + accrued - interest)
  const moreFees = Math.min(unused - moreInterest, left.fees - fees)
  return pay(left, accrued, interest + moreInterest, fees + moreFees, principal)
}

const relieved = (left: Left, rates: readonly Fraction[], settling: Settling, reliefs: readonly Relief[]): Row[] => {
  const rows: Row[] = []
  const mode = interestRounding(settling)
  for (const { instalments, pays, interest } of reliefs) {
    for (const rate of rates.slice(rows.length, rows.length + instalments)) {
      const accrued = interest === 'waived' ? 0 : share(left.principal, rate, mode)
      rows.push(payAmount(left, accrued, pays === 'interest' ? accrued : pays, accrued, 0))
    }
  }
  return rows
}

interface Rest {
  readonly rates: readonly Fraction[]
  readonly from: number
  readonly balloon: number
}

/** Pays `instalment` a period; the last row takes the rest, and an instalment above the level one ends early. */
const levelRows = (left: Left, { rates, from, balloon }: Rest, settling: Settling, instalment: number): Row[] => {
  const rows: Row[] = []
  const mode = interestRounding(settling)
  for (let index = from; index < rates.length; index++) {
    const ahead = rates.length - index
    const accrued = share(left.principal, rates[index] ?? none, mode)
    if (ahead === 1 || left.principal + left.interest + accrued + left.fees <= instalment) {
      rows.push(payAll(left, accrued))
      break
    }
    const interest = accrued + spread(left.interest, ahead)
    const row =
      balloon > 0 && left.principal - balloon < instalment - interest - spread(left.fees, ahead)
        ? payAmount(left, accrued, Math.max(0, left.principal - balloon) + interest, interest, 0)
        : payAmount(left, accrued, instalment, interest, spread(left.fees, ahead))
    rows.push(row)
  }
  return rows
}

/** The level part of a balance that leaves `balloon` for the end: that part's level amount, and the balloon's own interest. */
const levelOf = ({ principal, interest, fees }: Left, rest: Rest, settling: Settling): number => {
  const rates = rest.from === 0 ? rest.rates : rest.rates.slice(rest.from)
  const count = rates.length
  const level = levelAmount(principal - rest.balloon, rates, settling.rounding)
  const ofBalloon = rest.balloon === 0 ? 0 : share(rest.balloon, rates[0] ?? none, settling.rounding)
  return asInstalment(level + ofBalloon + spread(interest, count) + spread(fees, count), settling)
}

const tailOf = (left: Left, rest: Rest, settling: Settling, instalment: number): Tail => {
  const last = levelRows({ ...left }, rest, settling, instalment).at(-1)
  return {
    last: last === undefined ? 0 : last.principal - rest.balloon + last.interest + last.fees,
    before: instalment,
    sharers: rest.rates.length - rest.from,
  }
}

const equalPrincipalRows = (left: Left, { rates, from, balloon }: Rest, settling: Settling): Row[] => {
  const count = rates.length - from
  const each = asInstalment(divide(left.principal - balloon, count, settling.rounding), settling)
  return rates.slice(from).map((rate, index) => {
    const ahead = count - index
    const accrued = share(left.principal, rate, interestRounding(settling))
    if (ahead === 1) return payAll(left, accrued)
    const principal = Math.min(each, Math.max(0, left.principal - balloon))
    return pay(left, accrued, accrued + spread(left.interest, ahead), spread(left.fees, ahead), principal)
  })
}

/** Interest on the whole principal, shared equally as the instalments are; the last row takes the cents. */
const flatRows = (left: Left, { rates, from, balloon }: Rest, settling: Settling): Row[] => {
  const mode = interestRounding(settling)
  const interests = rates.slice(from).map((rate) => share(left.principal, rate, mode))
  const count = interests.length
  const total = left.principal - balloon + interests.reduce((sum, interest) => sum + interest, 0)
  const instalment = asInstalment(divide(total, count, settling.rounding), settling)
  return interests.map((accrued, index) => {
    const ahead = count - index
    if (ahead === 1) return payAll(left, accrued)
    const principal = Math.min(Math.max(0, instalment - accrued), Math.max(0, left.principal - balloon))
    return pay(left, accrued, accrued + spread(left.interest, ahead), spread(left.fees, ahead), principal)
  })
}

/** The equal amount that clears what is `owed` over all `rates`; interest and fees in it bear no interest. */
export const levelInstalment = (owed: Owed, rates: readonly Fraction[], settling: Settling, balloon = 0): number =>
  levelOf({ ...owed }, { rates, from: 0, balloon }, settling)

/** The level instalment of what is left after `relief`. */
export const levelAfter = (
  owed: Owed,
  rates: readonly Fraction[],
  settling: Settling,
  relief: readonly Relief[],
): number => {
  const left: Left = { principal: owed.principal, interest: owed.interest, fees: owed.fees }
  const from = relieved(left, rates, settling, relief).length
  return levelOf(left, { rates, from, balloon: 0 }, settling)
}

/**
 * The instalments that clear what is `owed`, one per entry of `rates` (what a balance earns in each period), fewer where a fixed
 * instalment clears it early. Instalments of a payment holiday are rows of zero. Sums are exact: principal, interest and fees in the
 * rows add up to what was owed and what accrued.
 */
export const amortise = (
  owed: Owed,
  rates: readonly Fraction[],
  settling: AmortisationSettling,
  shape: Shape = { amortisation: 'level' },
): Row[] => {
  const left: Left = { principal: owed.principal, interest: owed.interest, fees: owed.fees }
  const before = shape.relief === undefined ? [] : relieved(left, rates, settling, shape.relief)
  const rest: Rest = { rates, from: before.length, balloon: Math.min(shape.balloon ?? 0, left.principal) }
  const after = restOf(left, rest, settling, shape)
  return before.length === 0 ? after : before.concat(after)
}

const restOf = (left: Left, rest: Rest, settling: AmortisationSettling, shape: Shape): Row[] => {
  if (shape.interest === 'flat') return flatRows(left, rest, settling)
  if (shape.amortisation === 'equal-principal') return equalPrincipalRows(left, rest, settling)
  if (shape.instalment !== undefined) return levelRows(left, rest, settling, shape.instalment)
  const level = levelOf(left, rest, settling)
  if (settling.smoothing !== true) return levelRows(left, rest, settling, level)
  const ends = (instalment: number): Tail => tailOf(left, rest, settling, instalment)
  const smooth = smoothed(ends(level), rest.rates.length - rest.from, settling, ends)
  return levelRows(left, rest, settling, smooth ?? level)
}
