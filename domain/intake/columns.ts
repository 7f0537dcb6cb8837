import type { DropKind } from './drop.ts'

/** Whether a column must stand in the header, and whether a row may leave it empty. */
export interface Column {
  readonly header: 'required' | 'optional'
}

const required = { header: 'required' } as const
const optional = { header: 'optional' } as const

/** The columns of an accounts file. `time_zone` or `region` must be there; either alone will do. */
export const accountColumns = {
  account_reference: required,
  borrower_reference: required,
  name: required,
  email: required,
  language: required,
  time_zone: optional,
  region: optional,
  product: required,
  currency: required,
  contract_rate: required,
  rate_basis: required,
  outstanding_principal: required,
  accrued_interest: required,
  fees: required,
  remaining_term_months: required,
  due_day: required,
  days_past_due: required,
  instalment: optional,
  last_payment_date: optional,
  last_payment_amount: optional,
  monthly_income: optional,
  monthly_expenses: optional,
  other_debt_payments: optional,
  dependants: optional,
} as const satisfies Record<string, Column>

/** The columns of a payments file. */
export const paymentColumns = {
  payment_reference: required,
  account_reference: required,
  paid_on: required,
  amount: required,
  currency: required,
  reverses: optional,
} as const satisfies Record<string, Column>

/** The columns of a file of the lender's own contacts. `borrower_reference` or `account_reference` must be there. */
export const contactColumns = {
  contact_reference: required,
  borrower_reference: optional,
  account_reference: optional,
  channel: required,
  at: required,
  time_zone: optional,
  contact_point: optional,
  quiet_times: optional,
  agreed_times: optional,
  conversation: optional,
  outcome: optional,
} as const satisfies Record<string, Column>

/** The columns of a file of holds. `borrower_reference` or `account_reference` must be there. */
export const holdColumns = {
  borrower_reference: optional,
  account_reference: optional,
  hold: required,
  action: required,
  from: required,
  until: optional,
  time_zone: optional,
  set_by: required,
} as const satisfies Record<string, Column>

/** The columns that Forbear reads, by kind of file. */
export const columnsOf = {
  accounts: accountColumns,
  payments: paymentColumns,
  contacts: contactColumns,
  holds: holdColumns,
} as const

/** Columns of which a file needs one at least. */
export const eitherOf = {
  accounts: ['time_zone', 'region'],
  payments: [],
  contacts: ['borrower_reference', 'account_reference'],
  holds: ['borrower_reference', 'account_reference'],
} as const satisfies Record<DropKind, readonly string[]>

/** Whether Forbear reads a column of this name. */
export const isKnownColumn = (kind: DropKind, name: string): boolean => Object.hasOwn(columnsOf[kind], name)
