import { accountColumns } from '../../domain/intake/columns.ts'
import { csvLine } from '../../domain/intake/csv-line.ts'
import { Dice } from './dice.ts'
import type { SampleLender, SampleProduct } from './lenders.ts'
import type { SamplePerson } from './people.ts'

/** An account of the sample as the cells of its row, by column. */
export type SampleAccount = Readonly<Record<string, string>>

/** The day of the drop. */
export const dropDay = '2026-03-02'

const accountsOfALender = 80

const dayBefore = (days: number): string => new Date(Date.parse(dropDay) - days * 86_400_000).toISOString().slice(0, 10)

const cents = (amount: number): string => amount.toFixed(2)

const periodsAYear = { annual: 1, monthly: 12, daily: 365 } as const

/** How bad it is: most can be helped, some owe next to nothing, and some more than they could ever pay. */
type Weight = 'usual' | 'tiny' | 'hopeless'

const loan = (dice: Dice, { principal, months, rates, basis }: SampleProduct, weight: Weight) => {
  const rate = dice.pick(rates)
  const [least, most] = principal
  const owed = {
    usual: dice.scale(least, most),
    tiny: dice.scale(least / 40, least / 8),
    hopeless: most * dice.scale(3, 8),
  }
  const term = weight === 'tiny' ? dice.between(1, 3) : dice.between(...months)
  const monthly = (Number(rate) * periodsAYear[basis]) / 1_200
  const outstanding = Math.round(owed[weight] * 100) / 100
  const instalment = monthly === 0 ? outstanding / term : (outstanding * monthly) / (1 - (1 + monthly) ** -term)
  return { rate, term, monthly, outstanding, instalment }
}

const lateness = (dice: Dice): number =>
  dice.weighted([
    [40, dice.between(1, 30)],
    [25, dice.between(31, 60)],
    [15, dice.between(61, 90)],
    [15, dice.between(91, 180)],
    [5, dice.between(181, 700)],
  ])

const means = (dice: Dice, { income: [least, most] }: SampleLender, weight: Weight, instalment: number) => {
  const nothing = { monthly_income: '', monthly_expenses: '', other_debt_payments: '', dependants: '' }
  if (weight !== 'hopeless' && dice.chance(0.72)) return nothing
  const income =
    weight === 'hopeless' ? least : Math.max(dice.scale(least, most), dice.chance(0.6) ? instalment * 2.2 : 0)
  const known = (share: number) => (dice.chance(0.8) ? cents(Math.round(income * share)) : '')
  return {
    monthly_income: cents(Math.round(income)),
    monthly_expenses: known(dice.between(35, 80) / 100),
    other_debt_payments: known(dice.between(0, 25) / 100),
    dependants: dice.chance(0.8)
      ? String(
          dice.weighted([
            [4, 0],
            [4, 1],
            [3, 2],
            [1, 3],
            [1, 4],
          ]),
        )
      : '',
  }
}

const account = (dice: Dice, lender: SampleLender, number: number, owner: Owner): SampleAccount => {
  const sampled = owner.product
  const weight = dice.weighted<Weight>([
    [90, 'usual'],
    [5, 'tiny'],
    [5, 'hopeless'],
  ])
  const { rate, term, monthly, outstanding, instalment } = loan(dice, sampled, weight)
  const late = lateness(dice)
  const everPaid = dice.chance(0.85)
  return {
    account_reference: `${lender.prefix}${100_000 + number * 7}`,
    borrower_reference: owner.reference,
    name: owner.person.name,
    email: owner.person.email,
    language: owner.language,
    ...owner.place,
    product: sampled.product,
    currency: lender.currency,
    contract_rate: rate,
    rate_basis: sampled.basis,
    outstanding_principal: cents(outstanding),
    accrued_interest: cents((outstanding * monthly * 12 * (late + 30)) / 365),
    fees: late < 16 ? '0' : cents(Math.ceil(late / 30) * (lender.currency === 'USD' ? 15 : 35)),
    remaining_term_months: String(term),
    due_day: String(Number(dayBefore(late).slice(8))),
    days_past_due: String(late),
    instalment: cents(Math.ceil(instalment * 100) / 100),
    last_payment_date: everPaid ? dayBefore(late + dice.between(26, 34)) : '',
    last_payment_amount: everPaid ? cents(Math.ceil(instalment * 100) / 100) : '',
    ...means(dice, lender, weight, instalment),
    ...Object.fromEntries(lender.ownCells(dice).map((cell, index) => [lender.ownColumns[index] ?? '', cell])),
  }
}

interface Owner {
  readonly reference: string
  readonly person: SamplePerson
  readonly language: string
  readonly place: { readonly time_zone: string; readonly region: string }
  readonly product: SampleProduct
}

/** The accounts of a lender; about one borrower in fifteen has two. */
export const sampleAccounts = (lender: SampleLender): SampleAccount[] => {
  const dice = new Dice(`accounts of ${lender.id}`)
  const accounts: SampleAccount[] = []
  let owner: Owner | undefined
  for (let number = 1; number <= accountsOfALender; number++) {
    const sampled = dice.weighted(lender.products)
    if (owner === undefined || !dice.chance(1 / 15) || sampled.product === 'small-business-loan') {
      owner = {
        reference: `${lender.prefix}B${5_000 + number}`,
        person: lender.person(dice, sampled.product, number),
        language: lender.language(dice),
        place: lender.place(dice),
        product: sampled,
      }
    }
    accounts.push(account(dice, lender, number, owner))
  }
  return accounts
}

/** The header of a lender's accounts files; every lender has an order of its own. */
export const accountHeader = (lender: SampleLender): string[] => {
  const known = Object.keys(accountColumns)
  return lender.id === 'platform-b' ? [...lender.ownColumns, ...known.reverse()] : [...known, ...lender.ownColumns]
}

/** Rows under a header. */
export const rowsUnder = (header: readonly string[], rows: readonly SampleAccount[]): string[] => [
  csvLine(header),
  ...rows.map((row) => csvLine(header.map((column) => row[column] ?? ''))),
]
